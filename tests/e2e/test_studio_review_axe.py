"""Nothing for axe to find in the review screen, however people look at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pathya.locales.catalog import State

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
LOOK = """() => axe.run({
  preload: false,
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes.map((one) => one.html)}`))
"""
ASHA = "Asha Rao"
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1400, "height": 900}},
    "dark": {"viewport": {"width": 1400, "height": 900}, "color_scheme": "dark"},
    "small": {"viewport": {"width": 320, "height": 640}},
    "zoomed": {"viewport": {"width": 700, "height": 450}, "device_scale_factor": 2},
    "forced": {"viewport": {"width": 1400, "height": 900}, "forced_colors": "active"},
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("tag", ["hi", "ur"])
def test_axe_finds_nothing(
    leave: Any, open_studio: Any, sit_down: Callable[..., Page], look: str, tag: str
) -> None:
    leave.put(tag, "Apply for", state=State.FUZZY, previous_source=("Apply.",), target=("x",))
    leave.put(tag, "Apply for", remarks=((ASHA, "Which?"),))
    page = sit_down(open_studio(leave.project), f"/review/{tag}/leave?filter=all", **LOOKS[look])
    expect(page.locator("#source")).to_contain_text("Leave rules")
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = {"at first": page.evaluate(LOOK)}
    page.locator(".row:has-text('earned leave')").click()
    expect(page.locator("#source")).to_contain_text("earned leave")
    page.locator("#previous summary").click()
    page.keyboard.press("Shift+F2")
    expect(page.locator("#offers li").first).to_be_visible()
    found["with codes"] = page.evaluate(LOOK)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#whole").check()
    expect(page.locator("#review.whole")).to_be_visible()
    found["whole page"] = page.evaluate(LOOK)
    page.locator("#help-open").click()
    found["help"] = page.evaluate(LOOK)
    assert {state: one for state, one in found.items() if one} == {}
