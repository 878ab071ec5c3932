"""Pictures as a browser draws them: in the face by which they were measured, and no word outside its box."""

import pytest
from playwright.sync_api import Page

PLACES = ["", "tree/", "outcomes/step_functions/", "outcomes/sagemaker_pipelines+step_functions/"]
# Folds are opened, since what is not shown has no size. Half a pixel is rounding.
STICKING_OUT = """async () => {
  document.querySelectorAll("details").forEach((fold) => (fold.open = true));
  await document.fonts.ready;
  const out = [];
  const right = (element) => element.getBBox().x + element.getBBox().width;
  for (const card of document.querySelectorAll(".diagram-picture .card")) {
    const edge = Math.max(...[...card.querySelectorAll(":scope > path, :scope > polygon")].map(right));
    for (const text of card.querySelectorAll("text")) if (right(text) > edge + 0.5) out.push(text.textContent);
    for (const way of card.querySelectorAll(".way")) {
      const target = way.querySelector("path");
      if (!target) continue;
      const start = target.getBBox().x;
      for (const text of way.querySelectorAll("text.said")) if (right(text) > start + 0.5) out.push(text.textContent);
    }
  }
  return out;
}"""


@pytest.mark.parametrize("place", PLACES)
def test_no_word_sticks_out_of_its_box(page: Page, place: str) -> None:
    page.goto(place)
    assert page.locator(".diagram-picture text").count() > 5
    assert page.evaluate(STICKING_OUT) == []
    assert page.evaluate("document.fonts.check('14px \"Guide Picture\"')")


def test_a_word_that_sticks_out_would_be_found(page: Page) -> None:
    page.goto("tree/")
    page.add_style_tag(content=".diagram-picture text { font-family: monospace; letter-spacing: 1px }")
    assert len(page.evaluate(STICKING_OUT)) > 5
