"""The hand-written pages keep their promises: own words, cited claims, sourced figures, plain language."""

import hashlib
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
RULES = DOCS / "rules.yaml"
SHINGLES = Path(__file__).parent / "data" / "article-shingles.txt"

PAGES = sorted(
    [DOCS / "about.md", DOCS / "bill.md", DOCS / "glossary.md"]
    + [page for folder in ("guide", "outcomes", "maintaining") for page in (DOCS / folder).glob("*.md")]
)
READ_BY_ALL = PAGES + [page for page in (DOCS / "index.md", ROOT / "README.md", RULES) if page.exists()]

HARDEST_GRADE = 10.0
LONGEST_PARAGRAPH = 90

# What this project measured itself is no fact of the rule file; tests/bench holds that page to the raw results.
MEASURED = "benchmarks.md"

# A vendor's own page, which moves with the service; a copy kept in a repository does not.
LIVE = r"https://(?:docs\.)?aws\.amazon\.com/"

CITATION = re.compile(r"\[((?:SR|[SFPQ])-\d+[a-z]?)\]")
UNITS = (
    "seconds?|minutes?|hours?|days?|weeks?|months?|years?|KiB|MiB|GiB|KB|MB|GB|TB|vCPU|%|USD|"
    "(?:state )?transitions|events|stages|actions|steps|tasks|runs|pipelines|items|nodes|DAGs|operators|services"
)
NUMBER = r"\d[\d,]*(?:\.\d+)?"
FIGURE = re.compile(
    rf"USD (?P<price>{NUMBER})"
    rf"|(?<![\d.-])(?P<counted>{NUMBER}) (?:{UNITS})\b"
    r"|(?<![\d.-])(?P<bare>\d+\.\d+|\d+(?:,\d{3})+)(?![\d.])"
)


def each_page() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))


def test_there_are_pages_to_read() -> None:
    assert len(PAGES) > 25


@pytest.mark.parametrize("page", READ_BY_ALL, ids=lambda page: page.name)
def test_no_page_repeats_eight_words_of_the_article(page: Path) -> None:
    words = re.findall(r"[a-z0-9']+", _without_links(page.read_text()).lower().replace("\u2019", "'"))
    runs = (" ".join(words[start : start + 8]) for start in range(len(words) - 7))
    assert [run for run in runs if hashlib.sha256(run.encode()).hexdigest()[:16] in _article()] == []


@each_page()
def test_every_page_starts_with_a_title_and_one_summary_sentence(page: Path) -> None:
    title, summary, *_ = re.sub(r"\A---\n.*?\n---\n\n", "", page.read_text(), flags=re.DOTALL).split("\n\n")
    assert re.fullmatch(r"# \S.*", title)
    sentence, marker = summary.split("\n")
    assert marker == "{ .lead }"
    assert re.fullmatch(r"[^.]+(?:\.[^ ][^.]*)*\.", sentence)


def test_every_claim_of_the_article_is_cited_on_some_page() -> None:
    cited = {claim for page in PAGES for claim in CITATION.findall(_without_code(page.read_text()))}
    assert [claim for claim in _facts() if claim.startswith("S-") and claim not in cited] == []


@each_page()
def test_every_citation_names_a_fact_of_the_rule_file(page: Path) -> None:
    assert [cited for cited in CITATION.findall(_without_code(page.read_text())) if cited not in _facts()] == []


@each_page()
def test_citations_side_by_side_are_kept_apart(page: Path) -> None:
    """Markdown reads ``[S-01] [S-02]`` as one link; a comma keeps them two."""
    assert re.findall(rf"{CITATION.pattern}\s?\[", page.read_text()) == []


@each_page()
def test_every_figure_stands_in_a_fact_that_the_same_page_cites(page: Path) -> None:
    text = page.read_text()
    sourced = {number for cited in CITATION.findall(text) for number in _numbers(_facts().get(cited, ""))}
    if page.name == MEASURED:
        text = ""
    assert [figure for figure, value in _figures(_without_code(text)) if value not in sourced] == []


@each_page()
def test_every_date_of_a_reading_is_the_date_of_a_fact_cited_beside_it(page: Path) -> None:
    assert [line for line, stated, known in _readings(page.read_text()) if not stated <= known] == []


def test_every_price_and_quota_leads_to_the_page_that_has_todays_figure() -> None:
    figures = {id: entry for id, entry in _facts().items() if id[0] in "PQ"}
    live = {id for id, entry in _entries("sources").items() if re.match(LIVE, _field("url", entry))}
    cited = {id: re.findall(r"[\w.+-]+", _field("sources", entry)) for id, entry in figures.items()}
    assert [id for id, sources in cited.items() if not live & set(sources)] == []


@pytest.mark.parametrize("page", sorted((DOCS / "outcomes").glob("*.md")), ids=lambda page: page.stem)
def test_an_outcome_page_bears_the_title_of_its_outcome_and_shows_the_generated_parts(page: Path) -> None:
    text = page.read_text()
    assert text.split("\n")[0] == f"# {_field('title', _entries('outcomes')[page.stem])}"
    for folder in ("cards", "outcomes"):
        assert f'\n--8<-- "{folder}/{page.name}"\n' in text


@each_page()
def test_no_paragraph_is_longer_than_ninety_words(page: Path) -> None:
    assert [block for block in _paragraphs(page) if len(block.split()) > LONGEST_PARAGRAPH] == []


@each_page()
def test_every_page_reads_at_a_plain_grade(page: Path) -> None:
    assert _grade(" ".join(_paragraphs(page))) <= HARDEST_GRADE


@each_page()
def test_link_texts_say_where_they_lead(page: Path) -> None:
    texts = re.findall(r"(?<!!)\[([^\]]+)\]\(", page.read_text())
    empty = {"here", "click", "click here", "link", "this", "this page", "more", "read more"}
    assert [text for text in texts if text.lower() in empty] == []


@cache
def _article() -> frozenset[str]:
    return frozenset(line for line in SHINGLES.read_text().splitlines() if not line.startswith("#"))


def _facts() -> dict[str, str]:
    return _entries("facts")


@cache
def _entries(section: str) -> dict[str, str]:
    """The text of each entry of a section by id, read as plain lines so that this test leans on no parser of ours."""
    inside = re.split(rf"^{section}:.*$", RULES.read_text(), maxsplit=1, flags=re.MULTILINE)[1]
    lines = re.split(r"^[a-z_]+:", inside, maxsplit=1, flags=re.MULTILINE)[0]
    entries = re.split(r"^  - id: *", lines, flags=re.MULTILINE)[1:]
    return {entry.split("\n")[0].strip(): entry for entry in entries}


def _field(name: str, entry: str) -> str:
    found = re.search(rf"^    {name}: *(.*)$", entry, flags=re.MULTILINE)
    return found[1].strip("\"'") if found else ""


def _readings(text: str) -> list[tuple[str, set[str], set[str]]]:
    """Each line that states "as of", in words or in the last column, with its dates and those of the facts it cites."""
    readings, in_table = [], False
    for line in text.splitlines():
        in_table = line.startswith("|") and (in_table or line.rstrip(" |").endswith("As of"))
        stated = set(re.findall(r"as of (\d{4}-\d\d-\d\d)", line))
        if in_table:
            stated |= set(re.findall(r"\| (\d{4}-\d\d-\d\d) \|$", line))
        known = {_field("as_of", _facts().get(cited, "")) for cited in CITATION.findall(line)}
        readings.append((line, stated, known))
    return readings


def _numbers(text: str) -> set[float]:
    """The numbers of a fact that are figures: not those of its dates, nor of the ids that it cites."""
    return {_value(number) for number in re.findall(NUMBER, re.sub(r"\d{4}-\d\d-\d\d|\b[A-Z]+-\d+", " ", text))}


def _figures(text: str) -> list[tuple[str, float]]:
    return [(found[0], _value(found["price"] or found["counted"] or found["bare"])) for found in FIGURE.finditer(text)]


def _value(number: str) -> float:
    return float(number.replace(",", "").rstrip("."))


def _without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", " ", text, flags=re.DOTALL)


def _without_links(text: str) -> str:
    return re.sub(r"\]\([^)]*\)|https?://\S+", "] ", text)


def _paragraphs(page: Path) -> list[str]:
    """The running text of a page: no code, tables, headings, citations or addresses; a list item is a sentence."""
    text = CITATION.sub("", _without_links(_without_code(page.read_text())))
    text = re.sub(r"^(?:#|\||--8<--|!!!|\{ \.|>).*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"^ *(?:[-*:]|\d+\.) +(.*?)[.:]?$", r"\n\1.\n", text, flags=re.MULTILINE)
    text = re.sub(r"[\[\]*_`]|\(\s*(?:, )*\)|\((?:[, ]|as of [\d-]+)*\)", "", text)
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip()]


def _grade(text: str) -> float:
    """The Flesch-Kincaid grade: years of school that the text asks for."""
    sentences = [sentence for sentence in re.split(r"[.!?](?:\s|$)", text) if sentence.strip()]
    words = re.findall(r"[A-Za-z][A-Za-z'-]*", text)
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    bare = re.sub(r"(?:[^laeiouy]es|[^td]ed|[^l]e)$", lambda ending: ending[0][0], word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", bare)))
