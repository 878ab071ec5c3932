"""The search finds what people type: the page or the row is among the first three results, and in one language."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.places import until

LIST = Path(__file__).parents[1] / "data" / "searches.txt"
FIRST_THREE = """() => [...document.querySelectorAll(".md-search-result__item")].slice(0, 3).map((item) =>
  [...item.querySelectorAll("a")].map((link) => new URL(link.href)).map(({ pathname, hash }) => pathname + hash))"""


def _queries() -> list[tuple[str, str]]:
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(query, wanted) for query, wanted in (line.split("\t") for line in lines)]


def _search(page: Page, query: str) -> list[list[str]]:
    """The addresses of the first three results, sections included, once they are those of this query."""
    field = page.locator("input.md-search__input")
    field.fill("")
    field.press("Backspace")
    until(page, "!document.querySelector('.md-search-result__item')")
    field.fill(query[:-1])
    field.press_sequentially(query[-1])
    page.wait_for_selector(".md-search-result__item")
    page.wait_for_timeout(150)
    found: list[list[str]] = page.evaluate(FIRST_THREE)
    return found


def test_what_people_type_leads_where_they_want_to_go(page: Page) -> None:
    page.goto("about/")
    root = page.evaluate("new URL('..', location).pathname")
    page.locator("input.md-search__input").click()
    missed = {}
    queries = _queries()
    assert len(queries) >= 30
    for query, wanted in queries:
        found = [[address.removeprefix(root) for address in result] for result in _search(page, query)]
        leads = [a for result in found for a in result]
        right = any(a.endswith(wanted) if wanted.startswith("#") else a.startswith(wanted) for a in leads)
        if not right:
            missed[query] = leads
    assert missed == {}


def test_the_forms_in_other_languages_are_not_found(page: Page) -> None:
    page.goto("about/")
    languages = page.evaluate("""async () => (await (await fetch("../search/search_index.json")).json())
      .docs.map(({ location }) => location).filter((place) => /^selector\\/[a-z]{2}\\//.test(place))""")
    assert languages == []


def test_the_search_knows_every_row_and_every_fact(page: Page, guide: dict[str, object]) -> None:
    page.goto("about/")
    places = page.evaluate("""async () => (await (await fetch("../search/search_index.json")).json())
      .docs.map(({ location }) => location)""")
    rows = [row for key in ("rules", "cautions", "effort") for row in guide[key]]  # type: ignore[attr-defined]
    assert {f"rules/#{row['id']}" for row in rows} <= set(places)
    assert {f"facts/#{fact['id']}" for fact in guide["facts"]} <= set(places)  # type: ignore[attr-defined]
