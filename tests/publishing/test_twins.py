"""Pages for programs that read text."""

from html import escape
from pathlib import Path

from bs4 import BeautifulSoup
from markdown import Markdown

from calculator.publishing.beside.twins import Twins, markdown


def test_a_heading_a_link_and_a_list_keep_their_meaning() -> None:
    html = '<h1>A<a class="headerlink" href="#a">#</a></h1><p>See <a href="../b/">b_c</a>.</p><ul><li>one</li></ul>'

    assert markdown(html) == "# A\n\nSee [b_c](../b/).\n\n- one\n"


def test_a_drawing_is_left_out() -> None:
    assert markdown("<p>before</p><svg><title>x</title><path d=''/></svg><p>after</p>") == "before\n\nafter\n"


def test_words_stay_words_for_whoever_renders_a_twin() -> None:
    words = "a <b>, [c](javascript:d), [e]: f, g|h"
    html = f"<p>{escape(words)}</p><table><tr><td>{escape(words)}</td><td>k</td></tr></table><a href='l'>[m](n)</a>"

    page = BeautifulSoup(Markdown(extensions=["tables"]).convert(markdown(html)), "html.parser")
    assert [link["href"] for link in page.select("a")] == ["l"]
    assert page.b is None
    assert page.p
    assert page.p.get_text() == words
    assert [cell.get_text().strip() for cell in page.select("td")] == [words, "k"]


def test_the_groups_of_a_table_are_rows_of_one_table() -> None:
    group = '<tbody><tr><th colspan="2">{0}</th></tr></tbody><tbody><tr><td>{0}1</td><td>x</td></tr></tbody>'
    html = f"<table><thead><tr><th>Id</th><th>Word</th></tr></thead>{group.format('A')}{group.format('B')}</table>"

    assert markdown(html).count("---") == 2  # under the two heads, and nowhere between the rows
    assert "| A1 | x |\n| B" in markdown(html)


def test_the_list_of_pages_follows_the_navigation(tmp_path: Path) -> None:
    twins = Twins()
    twins.keep("b/index.html", "B", "<h1>B</h1>")
    twins.keep("index.html", "A", "<h1>A</h1>")
    twins.order = ["index.html", "b/index.html"]

    kept = tmp_path / "kept"
    for _ in range(2):  # the second time they are there already
        twins.write(tmp_path, "Guide", "About it.", kept)
    assert len(list(kept.iterdir())) == 2

    assert (tmp_path / "b/index.md").read_text() == "# B\n"
    listed = (tmp_path / "llms.txt").read_text()
    assert listed.index("[A](index.md)") < listed.index("[B](b/index.md)")
