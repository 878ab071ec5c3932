"""The decision on one slide is saved as the picture that is seen, and read beside that of an earlier day."""

import io
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_slide_is_saved_as_a_png_that_looks_as_the_page_does(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("")
    with page.expect_download() as saved:
        page.get_by_role("button", name="PNG").click()
    assert saved.value.suggested_filename.endswith(".png")
    image = Image.open(io.BytesIO(saved.value.path().read_bytes())).convert("L")
    assert image.width > 2 * image.height > 1000
    ground = image.getpixel((5, image.height - 5))
    assert isinstance(ground, int)
    assert (ground > 128) == (scheme == "light")
    assert image.getextrema()[1] - image.getextrema()[0] > 128  # something is drawn on it


def test_the_pdf_is_one_sheet_of_just_the_picture(page: Page) -> None:
    page.add_init_script("window.print = () => {}")
    page.goto("")
    page.get_by_role("button", name="PDF").click()
    sheet = page.frames[-1]
    assert sheet.locator("svg text").count() == page.locator(".picture svg text").count()
    assert sheet.locator("a").count() == 0
    height = float(sheet.locator("svg").get_attribute("height") or 0)
    assert sheet.evaluate("document.documentElement.scrollHeight") <= height + 1


def test_an_earlier_day_has_its_slide_beside_todays(page: Page, guide: dict[str, Any]) -> None:
    page.goto("tree/")
    for moment in guide["guide"]["moments"]:
        fold = page.locator("details", has_text=moment["on"]).first
        fold.locator("summary").first.click()
        expect(fold.locator("svg.diagram-picture").first).to_be_visible()
