"""Where the checks of quality look: a page of each kind, and every state of the selector."""

import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Error, Locator, Page, Route

from tests.browser.server import Faults

KINDS = {
    "home": "",
    "selector": "selector/",
    "selector in somebody else's page": "selector/embed/",
    "selector in another language": "selector/de/",
    "two answer sets": "compare-answers/",
    "many teams": "teams/",
    "draft": "draft/",
    "outcomes side by side": "compare-outcomes/",
    "chain of questions": "walk/",
    "table": "rules/",
    "facts": "facts/",
    "pictures of the tree": "tree/",
    "checklist": "checklist/",
    "how to keep a decision": "record/",
    "list of teams": "cases/",
    "team": "cases/churn-hours/",
    "pairs of outcomes": "versus/",
    "pair of outcomes": "versus/kubeflow-vs-argo_workflows/",
    "comparison": "compare/",
    "the day after": "after/",
    "outcome": "outcomes/codepipeline/",
    "outcome of two tools": "outcomes/sagemaker_pipelines+codepipeline/",
    "list of starters": "starters/",
    "starter": "starters/step_functions/",
    "guide": "guide/extending/",
    "bill": "bill/",
    "bill in another language": "bill/de/",
    "then and now": "then-and-now/",
    "proof": "proof/",
    "what changed": "what-changed/",
    "about": "about/",
    "privacy": "privacy/",
    "glossary": "glossary/",
    "keeping it": "maintaining/",
    "page with code": "maintaining/change-a-rule/",
    "licences": "licences/",
    "not found": "404.html",
}
READY = (  # the engine has answered, and what comes after the verdict is painted, its proof and its price, is there too
    "decision-selector[data-engine]:is([data-state=open], [data-state=decided])"
    ":not(:has([aria-busy=true]))"
)
LOOKS: dict[str, dict[str, Any]] = {
    "light, desktop": {"scheme": "light", "size": (1280, 800)},
    "dark, phone": {"scheme": "dark", "size": (390, 844)},
}


# What sticks out is named; what scrolls inside its own frame does not make the page wider.
TOO_WIDE = """() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const wide = (element) => element.getBoundingClientRect().right > innerWidth + 1;
  const out = [...document.querySelectorAll(".md-header__title *, .md-content *")].filter(wide);
  return [document.documentElement.scrollWidth, ...out.slice(0, 5).map(({ outerHTML }) => outerHTML.slice(0, 80))];
}"""

# A word of a table that goes on in the next line, unless it is code or longer than a word of a sentence is.
BROKEN_WORDS = """() => {
  const cells = [...document.querySelectorAll(".md-content :is(th, td)")].filter((cell) => cell.checkVisibility());
  const left = (one) => one.matches?.("code, svg, details:not([open])");
  const texts = (node) => node.nodeType === 3 ? [node] : left(node) ? [] : [...node.childNodes].flatMap(texts);
  const lines = (text, { index, 0: word }) => {
    const range = new Range();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 8))).size;
  };
  const words = (text) => [...text.data.matchAll(/(?<![\\p{L}\\d])[\\p{L}\\d.,]{2,20}(?![\\p{L}\\d])/gu)];
  const broken = (text) => words(text).filter((word) => lines(text, word) > 1).map(([word]) => word);
  return [...new Set(cells.flatMap(texts).flatMap(broken))].slice(0, 5);
}"""


# Two words of neighbouring elements in one line, with neither a blank nor a gap between them.
GLUED_WORDS = """() => {
  const inline = ({ nodeType, parentElement }) => nodeType === 1 && !parentElement.matches("tr, code, svg, svg *");
  const glued = (one, next) => {
    const [left, right] = [[...one.getClientRects()].at(-1), next.getClientRects()[0]];
    return left && right && Math.abs(left.bottom - right.bottom) < 6 && Math.abs(right.left - left.right) < 2;
  };
  return [...document.querySelectorAll(".md-content *")]
    .filter((one) => one.nextSibling && inline(one) && inline(one.nextSibling) && one.checkVisibility())
    .filter((one) => /[\\p{L}\\d]$/u.test(one.textContent) && /^[\\p{L}\\d]/u.test(one.nextSibling.textContent))
    .filter((one) => glued(one, one.nextSibling))
    .map((one) => `${one.textContent.slice(-20)}|${one.nextSibling.textContent.slice(0, 20)}`);
}"""


def look(page: Page, name: str) -> None:
    """Gives the page a size and, as the theme's switch does, a colour scheme; loading alone would follow the system."""
    scheme, (width, height) = LOOKS[name]["scheme"], LOOKS[name]["size"]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("theme => document.body.dataset.mdColorScheme = theme", {"light": "default", "dark": "slate"}[scheme])


def until(page: Page, expression: str, arg: Any = None, seconds: float = 60) -> None:
    """Waits until something is true in a page.

    Playwright's own ``wait_for_function`` evaluates text inside the page, which the policy of the pages forbids.
    """
    end = time.monotonic() + seconds
    while not _is_true(page, expression, arg):
        assert time.monotonic() < end, f"after {seconds} seconds this is not true: {expression}"
        page.wait_for_timeout(50)


def _is_true(page: Page, expression: str, arg: Any) -> bool:
    try:
        return bool(page.evaluate(expression, arg))
    except Error:  # another page took its place just now
        return False


def fragment(answers: Mapping[str, str]) -> str:
    """Answers as a link carries them."""
    return "&".join(f"{question}={choice}" for question, choice in sorted(answers.items()))


def ask(page: Page, fragment: str = "") -> None:
    """Opens the selector with all questions shown, and waits until Python has answered."""
    page.goto(f"selector/{'#' + fragment if fragment else ''}")
    page.wait_for_selector(READY)
    all_questions(page)


def choose(page: Page, question: str, choice: str) -> None:
    """Picks an answer as a reader does."""
    page.locator(f'input[name="{question}"][value="{choice}"]').check()


def status(page: Page) -> Locator:
    """Where the verdict is said."""
    return page.get_by_role("status")


def visit(page: Page, place: str) -> None:
    """Opens a page; the page for addresses that do not exist expects to lie at the root of its host."""
    if place == "404.html":
        page.context.route(re.compile(r"^https?://[^/]+/(assets|search)/"), _from_the_sites_folder)
    page.goto(place)
    if place.startswith("selector/"):
        page.wait_for_selector(READY)


def all_questions(page: Page) -> None:
    """Shows the whole form, as a reader may who wants to see all questions at once."""
    if page.locator("decision-selector").get_attribute("data-mode") == "one":
        page.locator(".steps-all").click()


def check_it(page: Page) -> None:
    """Opens the fold with what proves the result."""
    page.locator(".section-check > summary").click()


def options(page: Page) -> None:
    """Opens the line of options."""
    page.locator(".selector-options > summary").click()


def _from_the_sites_folder(route: Route) -> None:
    folder = route.request.frame.url.removesuffix("404.html")
    route.continue_(url=re.sub(r"^https?://[^/]+/", folder, route.request.url))


def moved_once(page: Page) -> None:
    """Goes to a place on the page: when it first hears of one, the theme puts the whole page there anew."""
    form = page.locator("decision-selector").element_handle()
    page.evaluate("location.hash = document.querySelector('fieldset[data-question]').id")
    until(page, "form => !form.isConnected", form)
    page.wait_for_selector(READY)


def answers(guide: dict[str, Any], how_many: int | None = None) -> str:
    """The fragment of the first named team's answers, or of the first few of them."""
    case = guide["cases"][0]
    asked = [question["id"] for question in guide["questions"] if question["id"] in case["answers"]]
    return "&".join(f"{question}={case['answers'][question]}" for question in sorted(asked[:how_many]))


def loading(page: Page, faults: Faults, guide: dict[str, Any]) -> None:
    faults["pyodide.asm.wasm"] = "silent"
    page.goto("selector/")
    page.wait_for_selector("decision-selector[data-state=loading] progress")


def opened(page: Page, faults: Faults, guide: dict[str, Any]) -> None:
    page.goto("selector/")
    page.wait_for_selector(READY)


def half_answered(page: Page, faults: Faults, guide: dict[str, Any]) -> None:
    page.goto(f"selector/#{answers(guide, 3)}&nonsense=1")
    page.wait_for_selector(READY)


def decided(page: Page, faults: Faults, guide: dict[str, Any]) -> None:
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector("decision-selector[data-state=decided]")
    page.evaluate("document.querySelectorAll('.selector-details details').forEach((fold) => (fold.open = true))")


def failed(page: Page, faults: Faults, guide: dict[str, Any]) -> None:
    faults["worker.js"] = "missing"
    page.goto("selector/")
    page.wait_for_selector("decision-selector[data-state=failed]")


def in_plain_words(page: Page, faults: Faults, guide: dict[str, Any]) -> None:
    half_answered(page, faults, guide)
    options(page)
    page.get_by_label("Ask in everyday words").check()


def in_full(page: Page, faults: Faults, guide: dict[str, Any]) -> None:
    half_answered(page, faults, guide)
    all_questions(page)


STATES: dict[str, Callable[[Page, Faults, dict[str, Any]], None]] = {
    "loading": loading,
    "open": opened,
    "half answered": half_answered,
    "decided": decided,
    "failed": failed,
    "in plain words": in_plain_words,
    "all questions": in_full,
}
