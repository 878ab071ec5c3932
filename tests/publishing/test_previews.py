"""The picture that a chat shows beside a link: every page has one, and it says what the page is called."""

import io
import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from calculator.authoring import load
from calculator.diagrams import figures
from calculator.publishing.beside import preview_drawing, previews
from calculator.publishing.beside.preview_drawing import MARGIN, SIZE, WORDS
from calculator.publishing.beside.previews import Preview, Previews

PROOF = Preview("Which one?", "Evidence", "The proof", "What was checked, and how.")
LONG = Preview("Which one?", "Teams", "A title that goes on and on " * 9, "Words that nobody reads to their end. " * 9)


def png(project: Path, preview: Preview) -> bytes:
    return previews.drawn(project, preview)


def drawn(project: Path, preview: Preview) -> Image.Image:
    return Image.open(io.BytesIO(png(project, preview))).convert("RGB")


def box(image: Image.Image) -> tuple[int, int, int, int]:
    """Where the picture differs from its ground, that is, where words stand."""
    apart = ImageChops.difference(image, preview_drawing._ground()).convert("L").point(lambda value: 255 * (value > 40))
    found = apart.getbbox()
    assert found
    return found


def test_a_picture_has_the_size_that_readers_of_links_ask_for_and_is_small(project: Path) -> None:
    for preview in (PROOF, LONG):
        data = png(project, preview)
        assert Image.open(io.BytesIO(data)).size == SIZE == (1200, 630)
        assert len(data) < 60_000


@pytest.mark.parametrize("preview", [PROOF, LONG])
def test_words_stay_between_the_margin_and_the_tracks(project: Path, preview: Preview) -> None:
    left, top, right, bottom = box(drawn(project, preview))
    assert left >= MARGIN - 6
    assert right <= MARGIN + WORDS + 6
    assert top >= MARGIN
    assert bottom <= SIZE[1] - MARGIN / 2


def test_the_same_words_give_the_same_bytes_and_other_words_another_name(project: Path) -> None:
    assert png(project, PROOF) == png(project, PROOF)
    names = {replace(PROOF, **{part: "else"}).name for part in asdict(PROOF)} | {PROOF.name}
    assert len(names) == len(asdict(PROOF)) + 1


def test_a_title_shows_in_the_picture(project: Path) -> None:
    other = Preview(PROOF.site, PROOF.section, "The proot", PROOF.about)
    assert ImageChops.difference(drawn(project, PROOF), drawn(project, other)).getbbox()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=80), about=st.text(max_size=300))
def test_no_words_whatever_are_too_strange_to_draw(project: Path, title: str, about: str) -> None:
    assert png(project, Preview("Site", "", title, about)).startswith(b"\x89PNG")


def test_what_an_earlier_build_drew_is_not_drawn_again(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "package-lock.json").symlink_to(project / "package-lock.json")
    (tmp_path / "node_modules").symlink_to(project / "node_modules")
    build = Previews()
    address = build.want(PROOF)
    build.write(tmp_path, tmp_path / "one")
    monkeypatch.setattr(previews, "drawn", lambda *_: pytest.fail("drawn again"))
    build.want(PROOF)
    build.write(tmp_path, tmp_path / "two")
    assert (tmp_path / "one" / address).read_bytes() == (tmp_path / "two" / address).read_bytes()


def test_every_page_of_the_site_names_its_picture_and_the_picture_is_there(project: Path) -> None:
    """Of the site as `make site` built it."""
    site = project / "site"
    pages = [page for page in site.rglob("index.html") if "embed" not in page.parts]
    home = re.search(r"<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text())
    assert home
    assert len(pages) > 50
    about = set()
    for page in pages:
        told = dict(re.findall(r'<meta property="og:(\S+)" content="([^"]*)">', page.read_text()))
        assert told["title"], page
        assert told["description"], page
        assert told["image"].startswith(home[1]), page
        assert (site / told["image"].removeprefix(home[1])).is_file(), page
        assert told["url"].startswith(home[1]), page
        about.add(told["description"])
    assert len(about) == len(pages), "two pages describe themselves alike"


def test_a_page_is_described_by_its_first_words() -> None:
    cite = '<span class="cites"><a class="cite" href="y">S-1</a></span>'
    said = f'<p class="lead story">You "run" &amp; <a href="x">train</a> it. {"Long words follow. " * 20}{cite}</p>'
    found = previews.lead(f"<h1>x</h1>{said}<p>More.</p>")
    assert found.startswith("You 'run' & train it. Long words follow. Long")
    assert found.endswith("follow.")
    assert 150 < len(found) < 200
    assert previews.lead("<h1>x</h1><p>More.</p>") == ""


@pytest.fixture(scope="module")
def slide(project: Path) -> str:
    guide = load(project / "docs/rules.yaml").guide
    assert guide
    found = previews.slide_of(figures(guide, guide.edition)["frame"])
    assert found.startswith("<svg")
    return found


def test_a_page_that_shows_the_slide_has_it_in_its_picture(project: Path, slide: str) -> None:
    data = png(project, replace(PROOF, slide=slide))
    image = Image.open(io.BytesIO(data)).convert("RGB")
    assert image.size == SIZE
    assert len(data) < 70_000
    endings = slide.count('class="node part ending"')
    assert endings > 2
    assert sum(image.convert("L").histogram()[200:]) > endings * 1_000  # pixels: the boxes of the outcomes are filled
    apart = ImageChops.difference(image, Image.new("RGB", SIZE, preview_drawing.GROUND)).convert("L")
    found = apart.point(lambda value: 255 * (value > 40)).getbbox()
    assert found
    assert min(found[0], found[1], SIZE[0] - found[2], SIZE[1] - found[3]) >= 20


def test_another_word_on_the_slide_is_another_picture(project: Path, slide: str) -> None:
    word = re.findall(r"<text[^>]*>([^<]+)</text>", slide)[-1]
    one, other = (png(project, replace(PROOF, slide=text)) for text in (slide, slide.replace(word, word[::-1])))
    assert one != other
    assert one == png(project, replace(PROOF, slide=slide))


def test_the_pictures_of_home_and_of_the_tree_are_the_slide(project: Path) -> None:
    """Of the site as `make site` built it: where other pictures have their mark, these have none."""
    for page in ("index.html", "tree/index.html", "about/index.html"):
        html = (project / "site" / page).read_text()
        (name,) = re.findall(r'og:image" content="[^"]*/(assets/previews/[^"]+)"', html)
        image = Image.open(project / "site" / name).convert("RGB")
        corner = (MARGIN, MARGIN, MARGIN + 44, MARGIN + 44)
        marked = ImageChops.difference(image, preview_drawing._ground()).crop(corner).getextrema()
        assert (max(high for _, high in marked) > 99) == bool(previews.slide_of(html)), page


def test_a_page_without_the_slide_has_words_alone() -> None:
    assert previews.slide_of("<p>No slide</p>") == ""
