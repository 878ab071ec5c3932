"""The worked example of an overlay as a site of its own, as the organisation's readers meet it."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.browser.places import READY
from tests.browser.server import Faults, served
from tests.sites import built, copied, lend


@pytest.fixture(scope="module")
def theirs(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the example, built in a copy: a rule file, and an overlay beside it."""
    place = copied(project, tmp_path_factory.mktemp("theirs") / "guide")
    lend(project, place)
    shutil.copy(project / "docs/maintaining/overlay.example.yaml", place / "docs/overlay.yaml")
    return built(place, SITE_URL="https://pages.example.com/")


@pytest.fixture
def reader(browser: Browser, theirs: Path) -> Iterator[Page]:
    """A page of the organisation's site; nothing leaves its host and no script of it fails."""
    with served(theirs, "/", Faults()) as address:
        context = browser.new_context(base_url=address)
        page, wrong = context.new_page(), []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
        yield page
        context.close()
        assert not wrong


def asked(project: Path) -> dict[str, Any]:
    """What the example says."""
    found: dict[str, Any] = yaml.safe_load((project / "docs/maintaining/overlay.example.yaml").read_text())
    return found


def test_the_site_is_called_and_marked_as_the_overlay_says(theirs: Path, project: Path) -> None:
    overlay = asked(project)
    pages = {path.relative_to(theirs).as_posix(): path.read_text() for path in theirs.rglob("*.html")}

    for name, html in pages.items():
        assert overlay["site"]["title"] in html, name
        frameless = name in ("404.html", "selector/embed/index.html")  # the form says it beside its verdict
        assert frameless or f"Changed by {overlay['by']}" in html, name
    banned = {one["outcome"]: one["because"] for one in overlay["ban"]}
    for outcome, because in banned.items():
        remark = re.search(r'<p class="remark".*?</p>', pages[f"outcomes/{outcome}/index.html"], re.DOTALL)
        assert remark
        assert because in remark[0]
    style = (theirs / "assets/overlay.css").read_text()
    assert overlay["site"]["primary"] in style


def test_what_is_added_has_a_page_a_picture_and_a_place_in_the_menu(theirs: Path, project: Path) -> None:
    (added,) = asked(project)["add"]["outcomes"]
    page = (theirs / f"outcomes/{added['id']}/index.html").read_text()

    assert re.search(rf"<h1[^>]*>{added['title']}", page)
    assert "<svg" in page.split('id="pattern"')[1]
    assert f'href="../{added["id"]}/"' in (theirs / "outcomes/kubeflow/index.html").read_text()


def test_the_selector_decides_by_the_organisations_rules_and_says_whose_they_are(
    reader: Page, theirs: Path, project: Path
) -> None:
    rules = json.loads((theirs / "rules.json").read_text())
    overlay = asked(project)
    own = next(rule for rule in rules["rules"] if rule["id"] in rules["overlay"]["added"]["rule"])
    answers = "&".join(f"{q}={c if isinstance(c, str) else c[0]}" for q, c in sorted(own["when"].items()))
    reader.goto(f"selector/#{answers}")
    reader.wait_for_selector(READY)

    expect(reader.locator("[data-outcome]")).to_have_attribute("data-outcome", own["then"])
    expect(reader.locator(".section-verdict")).to_contain_text(str(overlay["by"]))
    expect(reader.locator(".section-overlay")).to_contain_text(str(overlay["contact"]))


def test_a_question_that_is_partly_answered_offers_what_is_left(reader: Page, project: Path) -> None:
    reader.goto("selector/")
    reader.wait_for_selector(READY)

    for question, left in asked(project)["hold"].items():
        offered = reader.locator(f"fieldset[data-question={question}] input[type=radio]").evaluate_all(
            "inputs => inputs.map(({ value }) => value).filter(Boolean)"
        )
        assert sorted(offered) == sorted(left)
