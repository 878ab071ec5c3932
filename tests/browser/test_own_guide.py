"""A guide of somebody's own: begun with `calculator new`, or added by the plugin to a site that has nothing of ours."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from calculator.analysis import check
from calculator.authoring import load
from calculator.engine.link import write_fragment
from tests.browser.places import READY
from tests.browser.server import Faults, served
from tests.sites import built, stage, with_the_plugin

EXAMPLE = "docs/maintaining/another-guide.example.yaml"


@pytest.fixture(scope="module", params=["new", "plugin"])
def site(request: pytest.FixtureRequest, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new guide as it is begun; and a site with one page and one rule file, in which the plugin is named."""
    place = tmp_path_factory.mktemp("own") / "site of mine"
    if request.param == "new":
        command = [sys.executable, "-m", "calculator", "new", str(place)]
        subprocess.run(command, check=True, capture_output=True)
    else:
        with_the_plugin(place, (project / EXAMPLE).read_text())
    stage(project, place)
    return built(place)


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with served(site, "/", Faults()) as address:
        yield address


def test_every_case_of_the_guide_gets_its_verdict_in_the_browser(browser: Browser, site: Path, address: str) -> None:
    guide = load(site.parent / "docs/rules.yaml").guide
    assert guide is not None
    context = browser.new_context(base_url=address)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))

    for case in guide.cases.values():
        page.goto(f"selector/#{write_fragment(case.answers)}")
        page.wait_for_selector(READY)
        expect(page.locator("[data-outcome]")).to_have_attribute("data-outcome", case.expect)
    page.locator(".verdict-title a").click()
    expect(page.locator("h1")).to_contain_text(guide.outcomes[case.expect].title)
    context.close()

    assert not wrong


def test_each_outcome_has_its_page_and_nothing_of_our_subject_is_left(site: Path) -> None:
    guide = load(site.parent / "docs/rules.yaml").guide
    assert guide is not None
    for id in guide.outcomes:
        assert "<svg" in (site / f"outcomes/{id}/index.html").read_text()
    own = (site.parent / "docs/rules.yaml").read_text()
    words = [word for word in ("SageMaker", "Step Functions", "Kubeflow", "orchestrat", "AWS") if word not in own]
    for path in site.rglob("*.html"):
        text = path.read_text()
        assert not [word for word in words if word in text], path


def test_the_example_is_proved_with_nothing_to_repair(project: Path) -> None:
    guide = load(project / EXAMPLE).guide
    assert guide is not None
    assert [str(one) for one in check(guide, guide.edition) if one.severity != "note"] == []


def test_the_sites_own_folder_holds_only_what_its_keeper_wrote(site: Path) -> None:
    assert not [name for name in ("generated", "assets", "overrides") if (site.parent / "docs" / name).exists()]
