"""Drawings with words: each language in the page's own fonts, inside the drawing, one reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pathya.build.pipeline import in_language, open_course
from pathya.build.project import Project, Settings, read_framework
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.package import content

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
RTI = ROOT / "content/courses/rti-requests"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
FONTS = {
    "en": "Noto Sans",
    "hi": "Noto Sans Devanagari",
    "or": "Noto Sans Oriya",
    "ta": "Noto Sans Tamil",
    "ur": "Noto Nastaliq Urdu",
    "sat-Olck": "Noto Sans",  # not translated: the source stands in
}
LOOKS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 800}},
    "desktop, dark": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 1200, "height": 900}, "forced_colors": "active"},
}
OUTSIDE = """(drawing) => {
  const box = drawing.getBoundingClientRect();
  return [...drawing.querySelectorAll("text")].filter((text) => {
    const {left, right, top, bottom} = text.getBoundingClientRect();
    return left < box.left || right > box.right || top < box.top || bottom > box.bottom;
  }).map((text) => text.textContent);
}"""
OVERLAPPING = """(drawing) => {
  const labels = [...drawing.querySelectorAll("g > text")].map((text) => {
    return {text, label: text.parentNode, box: text.getBoundingClientRect()};
  });
  const meet = (a, b) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return wide > 1 && high > a.height / 2;
  };
  return labels.flatMap((one, at) => labels.slice(at + 1)
    .filter((other) => other.label !== one.label && meet(one.box, other.box))
    .map((other) => `${one.text.textContent} / ${other.text.textContent}`));
}"""
LOOK = """() => axe.run({
  preload: false,
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
}).then((said) => said.violations.map((one) => one.id))"""


@pytest.fixture(scope="module", params=FONTS)
def index(request: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The course in a language, on the disk."""
    tag = request.param
    project = Project(ROOT, Settings())
    course, found = open_course(RTI, read_framework(project)[0])
    assert course is not None, found
    (page,) = in_language(project, course, tag).pages
    root = tmp_path_factory.mktemp(tag)
    for member in EXPORTERS["web"](page).members:
        path = root / member.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(member))
    return tag, (root / "index.html").as_uri()


LESSONS = ("first-five-days", "time-limits", "appeals-and-penalties")


def fonts_of(page: Any, selector: str) -> set[str]:
    """Name the fonts that the browser drew the words of an element with, of its own among them."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    nodes = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]
    drawn = (devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node}) for node in nodes)
    used = [font for one in drawn for font in one["fonts"]]
    assert all(font["isCustomFont"] for font in used), used
    return {font["familyName"] for font in used}


@pytest.mark.parametrize("look", LOOKS)
def test_words_are_whole_and_inside(look: str, index: tuple[str, str], browser: Any) -> None:
    tag, address = index
    if look != "phone" and tag not in ("ta", "ur"):
        pytest.skip("the widest and the tallest show it")
    context = browser.new_context(**LOOKS[look])
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda one: told.append(one.text) if one.type == "error" else None)
    for lesson in LESSONS:
        page.goto(f"{address}#{lesson}")
        drawing = page.locator(".page.current svg.drawing")
        drawing.wait_for()
        page.evaluate("document.fonts.ready")
        assert drawing.evaluate(OUTSIDE) == []
        assert drawing.evaluate(OVERLAPPING) == []
        assert FONTS[tag] in fonts_of(page, ".page.current svg.drawing text")
        picture = page.locator(".page.current figure").aria_snapshot().partition("- img ")[2]
        assert picture.splitlines()[0] == f'"{drawing.get_attribute("aria-label")}"'
        page.evaluate(AXE.read_text("utf-8"))
        assert page.evaluate(LOOK) == []
    assert told == []
    context.close()
