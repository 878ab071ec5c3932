"""What the states of the selector look like, coarsely enough that another font is no difference.

A screen is reduced to a few hundred grey tiles, which are compared with committed ones.
``UPDATE=1 make test ARGS=tests/browser/test_looks.py`` writes those anew.
"""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from playwright.sync_api import Page

from tests.browser.places import STATES
from tests.browser.server import Faults
from tests.snapshots import UPDATING

SEEN = Path(__file__).parent / "seen"
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"size": (1280, 800), "tolerated": 6},  # the mean difference of a tile, of 255
    "phone": {"size": (390, 844), "tolerated": 10},  # a wider letter moves everything below it
    "dark": {"size": (1280, 800), "tolerated": 6, "scheme": "slate"},
    "forced": {"size": (1280, 800), "tolerated": 6, "forced": "active"},
}
FOLD = "document.querySelectorAll('.selector-details details').forEach((fold) => (fold.open = false)); scrollTo(0, 0)"
FONTS = ["'DejaVu Serif', 'Times New Roman', serif", "'Liberation Sans', Arial, sans-serif"]


def tiles(page: Page, name: str) -> Image.Image:
    """The screen as grey tiles of about 26 pixels."""
    screen = SCREENS[name]
    width, height = screen["size"]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(forced_colors=screen.get("forced", "none"), reduced_motion="reduce")
    page.evaluate("theme => document.body.dataset.mdColorScheme = theme", screen.get("scheme", "default"))
    page.evaluate(FOLD)
    page.wait_for_timeout(100)
    image = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("L")
    return image.filter(ImageFilter.GaussianBlur(20)).resize((width // 26, height // 26), Image.Resampling.BOX)


def other(found: dict[str, Image.Image], agreed: dict[str, Image.Image]) -> dict[str, float]:
    """The screens that look otherwise than agreed, and how far apart they are."""
    apart = {name: ImageStat.Stat(ImageChops.difference(found[name], agreed[name])).mean[0] for name in SCREENS}
    return {name: value for name, value in apart.items() if value > SCREENS[name]["tolerated"]}


@pytest.mark.parametrize("state", ["loading", "open", "decided", "failed"])
def test_a_state_looks_as_agreed_on_every_screen(page: Page, faults: Faults, guide: dict[str, Any], state: str) -> None:
    STATES[state](page, faults, guide)
    found = {name: tiles(page, name) for name in SCREENS}
    if UPDATING:
        SEEN.mkdir(exist_ok=True)
        for name, image in found.items():
            image.save(SEEN / f"{state}-{name}.png", optimize=True)
    assert other(found, {name: Image.open(SEEN / f"{state}-{name}.png") for name in SCREENS}) == {}


def test_another_font_is_no_difference_and_a_lost_style_is(page: Page, faults: Faults, guide: dict[str, Any]) -> None:
    STATES["decided"](page, faults, guide)
    before = {name: tiles(page, name) for name in SCREENS}
    for font in FONTS:
        page.add_style_tag(content=f"body {{ --md-text-font-family: {font} !important }}")
        assert other({name: tiles(page, name) for name in SCREENS}, before) == {}
    page.evaluate("document.querySelectorAll('link[href*=\"selector.css\"]').forEach((link) => link.remove())")
    assert {"desktop", "forced"} <= set(other({name: tiles(page, name) for name in SCREENS}, before))
