"""Where the checks of quality look: a page of each kind, and every state of the selector."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.server import Faults

KINDS = {
    "home": "",
    "selector": "selector/",
    "chain of questions": "walk/",
    "table": "rules/",
    "facts": "facts/",
    "checklist": "checklist/",
    "list of teams": "cases/",
    "team": "cases/churn-hours/",
    "comparison": "compare/",
    "outcome": "outcomes/codepipeline/",
    "outcome of two tools": "outcomes/sagemaker_pipelines+codepipeline/",
    "guide": "guide/what-it-costs/",
    "then and now": "then-and-now/",
    "proof": "proof/",
    "what changed": "what-changed/",
    "about": "about/",
    "glossary": "glossary/",
    "keeping it": "maintaining/",
    "page with code": "maintaining/change-a-rule/",
    "not found": "404.html",
}
READY = "decision-selector[data-engine]:is([data-state=open], [data-state=decided])"
LOOKS: dict[str, dict[str, Any]] = {
    "light, desktop": {"scheme": "light", "size": (1280, 800)},
    "dark, phone": {"scheme": "dark", "size": (390, 844)},
}


def look(page: Page, name: str) -> None:
    """Gives the page a size and a colour scheme, as the theme's switch does: the theme follows the system at loading only."""
    scheme, (width, height) = LOOKS[name]["scheme"], LOOKS[name]["size"]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("theme => document.body.dataset.mdColorScheme = theme", {"light": "default", "dark": "slate"}[scheme])


def visit(page: Page, place: str) -> None:
    """Opens a page; the page for addresses that do not exist expects to lie at the root of its host."""
    if place == "404.html":
        page.context.route(re.compile(r"^https?://[^/]+/(assets|search)/"), _from_the_sites_folder)
    page.goto(place)
    if place == "selector/":
        page.wait_for_selector(READY)


def _from_the_sites_folder(route: Any) -> None:
    path = re.sub(r"^https?://[^/]+/", "", route.request.url)
    page = route.request.frame.page
    found = page.request.get(path)
    route.fulfill(status=found.status, headers={"content-type": found.headers["content-type"]}, body=found.body())


def answers(guide: dict[str, Any], how_many: int | None = None) -> str:
    """The fragment of the first named team's answers, or of the first few of them."""
    case = guide["cases"][0]
    given = [(question["id"], case["answers"][question["id"]]) for question in guide["questions"] if question["id"] in case["answers"]]
    return "&".join(f"{question}={choice}" for question, choice in sorted(given[:how_many]))


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
    page.get_by_label("Ask in everyday words").check()


STATES: dict[str, Callable[[Page, Faults, dict[str, Any]], None]] = {
    "loading": loading,
    "open": opened,
    "half answered": half_answered,
    "decided": decided,
    "failed": failed,
    "in plain words": in_plain_words,
}
