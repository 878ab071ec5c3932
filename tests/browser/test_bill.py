"""The bill in the browser: from a verdict to its money and back, with fields that anything may be typed into."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from calculator.engine.bridge import respond
from calculator.engine.codec import guide_from_json
from tests.browser.places import READY, answers

COUNTED = "decision-bill[data-state=counted]"


@pytest.fixture
def bill(page: Page) -> Page:
    page.goto("bill/")
    page.wait_for_selector(COUNTED)
    return page


def field(page: Page, volume: str) -> Any:
    return page.locator(f"#volume-{volume}")


def money(page: Page) -> dict[str, str]:
    """What each choice costs, as it is shown."""
    rows = page.locator(".bill-table tr").all()
    return {row.get_attribute("data-outcome") or "": row.locator("b").inner_text() for row in rows}


def numbers(guide: dict[str, Any]) -> list[dict[str, Any]]:
    return [volume for volume in guide["volumes"] if not volume.get("levels")]


def test_a_verdict_leads_to_its_bill_and_the_bill_back_to_the_verdict(page: Page, guide: dict[str, Any]) -> None:
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector(READY)
    outcome = page.get_by_role("status").get_attribute("data-outcome")
    quiet = page.locator(".selector-bill")
    expect(quiet).to_be_visible()
    quiet.get_by_role("link").click()
    page.wait_for_selector(COUNTED)
    expect(page.locator("[data-recommended]")).to_have_attribute("data-outcome", str(outcome))
    page.get_by_role("link", name="Change the answers").click()
    expect(page.get_by_role("status")).to_have_attribute("data-outcome", str(outcome))


def test_what_is_typed_is_counted_and_kept_in_the_address(bill: Page, guide: dict[str, Any]) -> None:
    volume = numbers(guide)[0]
    field(bill, volume["id"]).fill(volume["most"])
    bill.wait_for_url(f"**/bill/#_bill-{volume['id']}={volume['most']}")
    engine = guide_from_json(guide)
    counted = respond(engine, {"answers": {}, "today": bill.evaluate(TODAY), "bill": {volume["id"]: volume["most"]}})
    assert money(bill) == {entry["outcome"]: entry["money"] for entry in counted["bill"]["entries"]}
    bill.reload()
    bill.wait_for_selector(COUNTED)
    expect(field(bill, volume["id"])).to_have_value(f"{int(volume['most']):,}")
    bill.get_by_role("link", name="Change the answers").click()
    bill.wait_for_selector(READY)
    assert f"_bill-{volume['id']}={volume['most']}" in bill.url


TODAY = "() => new Date(Date.now() - 60_000 * new Date().getTimezoneOffset()).toISOString().slice(0, 10)"


@pytest.mark.parametrize("typed", ["-1", "1e308", "", "many", "1,5", "9" * 400])
def test_what_cannot_be_read_leaves_the_last_bill_and_says_why_at_the_field(
    bill: Page, guide: dict[str, Any], typed: str
) -> None:
    volume = numbers(guide)[0]
    before = money(bill)
    field(bill, volume["id"]).fill(typed)
    wrong = bill.locator(f"#wrong-{volume['id']}")
    expect(wrong).to_be_visible()
    expect(field(bill, volume["id"])).to_have_value(typed)
    expect(field(bill, volume["id"])).to_have_attribute("aria-invalid", "true")
    assert money(bill) == before
    field(bill, volume["id"]).fill(volume["usual"])
    expect(wrong).to_be_hidden()
    expect(field(bill, volume["id"])).not_to_have_attribute("aria-invalid", "true")


def test_the_record_that_is_saved_here_holds_the_bill(page: Page, guide: dict[str, Any]) -> None:
    page.goto(f"bill/#{answers(guide)}")
    page.wait_for_selector(COUNTED)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a decision record").click()
    record = saved.value.path().read_text(encoding="utf-8")
    assert page.locator(".bill-status").inner_text() in record


def test_without_scripts_the_bill_of_typical_months_can_be_read(
    browser: Browser, site_url: str, guide: dict[str, Any]
) -> None:
    context = browser.new_context(base_url=site_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("bill/")
    table = page.locator(".bill-result table")
    expect(table.locator("thead th")).to_have_count(1 + len(guide["samples"]))
    expect(table.locator("tbody tr")).to_have_count(len(guide["outcomes"]))
    expect(page.locator(".bill-form")).to_be_hidden()
    context.close()


def test_the_bill_is_told_in_the_language_of_its_page(page: Page, guide: dict[str, Any]) -> None:
    volume = numbers(guide)[0]
    page.goto(f"bill/de/#_bill-{volume['id']}=1234.5")
    page.wait_for_selector(COUNTED)
    expect(field(page, volume["id"])).to_have_value("1.234,5")
    field(page, volume["id"]).fill("2.345,5")
    page.wait_for_url(f"**/bill/de/#_bill-{volume['id']}=2345.5")


def test_a_change_is_shown_at_once(bill: Page, guide: dict[str, Any]) -> None:
    """Nothing else is fetched (but the tab's icon, late), and the fields stay where the reader types."""
    asked: list[str] = []
    bill.on("request", lambda request: asked.append(request.url))
    volume = numbers(guide)[0]
    field(bill, volume["id"]).press("End")
    field(bill, volume["id"]).press_sequentially("0")
    expect(field(bill, volume["id"])).to_be_focused()
    expect(field(bill, volume["id"])).to_have_value(f"{volume['usual']}0")
    bill.wait_for_url(f"**/bill/#_bill-{volume['id']}={volume['usual']}0")
    assert [address for address in asked if not address.endswith("favicon.svg")] == [], json.dumps(asked)
