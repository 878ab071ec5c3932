"""The main journeys in Firefox, and one in the engine of Safari; a browser that is not here is a loud, counted skip."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect
from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.service import Service

from tests import browsers
from tests.browser.places import READY, all_questions, answers, until

PATIENCE = 120  # seconds; these browsers compile what runs Python less quickly, on a machine that others use too
MINI_BROWSER = next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))), None)
WEBKIT = {"MiniBrowser": MINI_BROWSER, "WebKitWebDriver": shutil.which("WebKitWebDriver"), "Xvfb": shutil.which("Xvfb")}


@pytest.fixture(scope="module")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """A Firefox without a window."""
    program = browsers.find("firefox")
    if not program:
        pytest.skip("NOT TESTED in Firefox: run `python tests/browsers.py` as root, or install firefox-esr")
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=program)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def fox(firefox: Browser, site_url: str) -> Iterator[Page]:
    """A page of one reader with Firefox, whose Python stays in memory from test to test."""
    context = firefox.new_context(base_url=site_url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE * 1000)
    yield context.new_page()
    context.close()


def test_firefox_answers_question_by_question_and_takes_answers_back(fox: Page, guide: dict[str, Any]) -> None:
    case = guide["cases"][0]
    fox.goto("selector/")
    fox.wait_for_selector(READY)
    all_questions(fox)
    for question, choice in case["answers"].items():
        fox.locator(f'input[name="{question}"][value="{choice}"]').check()
    expect(fox.get_by_role("status")).to_have_attribute("data-outcome", case["expect"])
    assert fox.url.split("#")[1] == answers(guide)
    for question in case["answers"]:
        fox.locator(f'input[name="{question}"][value=""]').check()
    expect(fox.get_by_role("status")).not_to_have_attribute("data-outcome", re.compile("."))


def test_firefox_fills_in_a_link_and_goes_back_to_the_verdict_before(fox: Page, guide: dict[str, Any]) -> None:
    fox.goto("about/")
    fox.goto(f"selector/#{answers(guide)}")
    fox.wait_for_selector(READY)
    expect(fox.get_by_role("status")).to_have_attribute("data-outcome", guide["cases"][0]["expect"])
    fox.locator(".section-also a[data-answers]").first.click()
    expect(fox.get_by_role("status")).not_to_have_attribute("data-outcome", guide["cases"][0]["expect"])
    fox.go_back()
    expect(fox.get_by_role("status")).to_have_attribute("data-outcome", guide["cases"][0]["expect"])


def test_firefox_saves_the_decision_as_a_record(fox: Page, guide: dict[str, Any]) -> None:
    fox.goto("about/")
    fox.goto(f"selector/#{answers(guide)}")
    fox.wait_for_selector(READY)
    # Playwright hears of no download in this Firefox, so look at what the page hands over.
    fox.evaluate("""() => {
      const address = URL.createObjectURL;
      URL.createObjectURL = (blob) => (blob.text().then((text) => (window.saved = text)), address.call(URL, blob));
    }""")
    fox.get_by_role("button", name="Save as a decision record").click()
    until(fox, "window.saved")
    assert answers(guide) in fox.evaluate("window.saved")


def test_firefox_says_what_is_wrong_when_a_file_is_missing(firefox: Browser, site_url: str, faults: Any) -> None:
    faults["pyodide.js"] = "missing"
    context = firefox.new_context(base_url=site_url)
    page = context.new_page()
    page.goto("selector/")
    page.wait_for_selector("decision-selector[data-state=failed]", timeout=PATIENCE * 1000)
    expect(page.locator('.selector-trouble a[href$="walk/"]')).to_be_visible()
    context.close()


@pytest.fixture
def display() -> Iterator[str]:
    """A screen that nobody sees."""
    missing = [name for name, program in WEBKIT.items() if not program]
    if missing:
        there = "run `python tests/browsers.py` as root, or install webkit2gtk-driver and xvfb"
        pytest.skip(f"NOT TESTED in WebKit, {', '.join(missing)} is missing: {there}")
    reads, writes = os.pipe()
    command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=[writes], stderr=subprocess.DEVNULL)
    os.close(writes)
    with os.fdopen(reads) as said:
        yield f":{said.readline().strip()}"
    screen.terminate()
    screen.wait(timeout=10)


@pytest.fixture
def webkit(display: str, tmp_path: Path) -> Iterator[WebKitGTK]:
    """The small browser that comes with WebKitGTK."""
    options = WebKitGTKOptions()
    options.binary_location = str(MINI_BROWSER)
    options.add_argument("--automation")
    own = {"DISPLAY": display, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "NO_AT_BRIDGE": "1"}
    service = Service(executable_path=str(WEBKIT["WebKitWebDriver"]), env={**os.environ, **own})
    driver = WebKitGTK(options=options, service=service)
    yield driver
    driver.quit()


# Selenium warns of how its own class for this browser calls its own library.
@pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")
def test_webkit_reaches_the_verdict_of_a_team(webkit: WebKitGTK, site_url: str, guide: dict[str, Any]) -> None:
    case = guide["cases"][0]
    webkit.get(f"{site_url}selector/#{answers(guide, 3)}")
    wait = WebDriverWait(webkit, PATIENCE)
    wait.until(lambda driver: driver.find_elements(By.CSS_SELECTOR, READY))
    for question, choice in case["answers"].items():
        radio = webkit.find_element(By.CSS_SELECTOR, f'input[name="{question}"][value="{choice}"]')
        webkit.execute_script("arguments[0].click()", radio)
    wait.until(lambda driver: driver.find_elements(By.CSS_SELECTOR, f'[role=status][data-outcome="{case["expect"]}"]'))
    assert webkit.current_url.split("#")[1] == answers(guide)
