"""What helps a learner to read: words explained, looks, search, tabs and captions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]

Visit = Callable[..., Any]


@pytest.fixture
def page(visit: Visit, every_feature: Path) -> Any:
    """The first lesson of a course that has every feature, with no platform round it."""
    opened = visit(every_feature, "en", "scorm12").open_alone("#prose")
    opened.set_default_timeout(5000)
    return opened


def faults(page: Any) -> list[tuple[str, str]]:
    """What axe finds on the page as it stands."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)["violations"]
    return [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]]


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.innerText"))


def test_a_word_is_explained_where_it_is_read(page: Any) -> None:
    word = page.locator("#prose a.term")
    word.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Public authority")
    assert "A body that holds information" in box.inner_text()
    assert focused(page) == "public information officer"
    assert faults(page) == []
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog", name="Public information officer").is_visible()
    page.keyboard.press("Escape")
    assert box.is_hidden()
    assert focused(page) == "public authority"
    assert page.evaluate("location.hash") == "#prose"


def test_from_a_word_one_comes_to_the_glossary(page: Any) -> None:
    page.locator("#prose a.term").click()
    page.locator("#_term-all").click()
    page.locator("#_glossary h1:focus").wait_for()
    assert page.locator("#_term").is_hidden()
    assert faults(page) == []
    page.locator("#_glossary a.term").click()
    page.get_by_role("dialog").get_by_role("button").click()
    assert focused(page) == "public information officer"


def test_the_focus_goes_along_to_something_on_another_page(page: Any) -> None:
    page.evaluate("location.hash = '#officer'")
    page.locator("#_glossary.current").wait_for()
    assert focused(page) == "officer"


def test_without_scripts_words_lead_to_the_glossary(
    browser: Any, unpack: Callable[[Path, str], Path], every_feature: Path
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(unpack(every_feature, "en").as_uri())
    page.locator("#prose a.term").click()
    assert page.url.endswith("#authority")
    assert page.locator("#_glossary #authority").is_visible()
    assert page.locator("#_term").is_hidden()
    page.context.close()


def test_size_and_colours_are_chosen_and_remembered(page: Any) -> None:
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(size)
    page.locator("#_settings").focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Display settings")
    box.get_by_label("Normal").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.emulate_media(reduced_motion="reduce")  # else axe may see colours half-way to the new ones
    box.get_by_label("High contrast").check()
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert focused(page) == "_settings"
    page.reload()
    assert page.evaluate(size) == pytest.approx(before * 1.45)
    assert page.evaluate(ground) == "rgb(0, 0, 0)"
    page.locator("#_settings").click()
    assert box.get_by_label("Very large").is_checked()
    box.get_by_label("As on the device").check()
    box.get_by_label("Normal").check()
    box.get_by_role("button").click()
    assert page.evaluate(size) == before
    page.emulate_media(color_scheme="dark", contrast="more")
    assert page.evaluate(ground) == "rgb(0, 0, 0)"
    page.emulate_media(color_scheme="dark", contrast="no-preference")
    assert page.evaluate(ground) == "rgb(20, 23, 27)"


@pytest.mark.parametrize("tag", ["en", "hi", "ur"])
def test_the_largest_text_in_every_look_fits_a_small_screen(
    tag: str, visit: Visit, every_feature: Path
) -> None:
    learner = visit(every_feature, tag, "scorm12")
    learner.page.set_viewport_size({"width": 320, "height": 640})
    page = learner.open_alone("#tables")
    for theme in ("light", "dark", "contrast"):
        page.evaluate("kept => localStorage.setItem('pathya.display', kept)", f"largest {theme}")
        page.reload()
        assert page.evaluate("document.documentElement.dataset.theme") == theme
        assert faults(page) == []
    wide = "document.documentElement.scrollWidth"
    addresses = ("_start", "_glossary", *page.evaluate("PATHYA.lessons"))
    for address in addresses:
        page.evaluate(f"location.hash = '#{address}'")
        page.locator(f"#{address}.current").wait_for()
        assert page.evaluate(wide) <= 320, address
    page.locator("#_settings").click()
    assert faults(page) == []
    assert page.evaluate(wide) <= 320


def test_the_course_can_be_searched(page: Any) -> None:
    field = page.get_by_label("Search in this course")
    field.fill("PUBLIC  authority")
    page.get_by_text("Places found: 3").wait_for()
    assert faults(page) == []
    field.fill("  ₹१०")
    page.get_by_text("Places found: 2").wait_for()
    assert "The fee is ₹10." in page.locator("#_hits").inner_text()
    field.fill("no such word")
    page.get_by_text("Nothing found.").wait_for()
    assert page.locator("#_hits a").count() == 0
    field.fill("another tab")
    page.get_by_text("Places found: 1").wait_for()
    field.press("Tab")
    page.keyboard.press("Enter")
    # The heading of a tab is not shown, so its tab is what one comes to.
    page.get_by_role("tabpanel", name="Another tab").and_(page.locator(":focus")).wait_for()


MARKED = "[...CSS.highlights.get('found')].map(String)"


@pytest.mark.parametrize("width", [1280, 320])
def test_what_search_finds_is_led_to_and_marked(page: Any, width: int) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 640})
    field = page.get_by_label("Search in this course")
    hits = page.locator("#_hits a")
    for typed, shown, passage, marked in (
        (
            "FEE ₹१० devanagari",
            "The fee is",
            "A paragraph with bold",
            ["fee", "₹10.", "Devanagari."],
        ),
        ("सूचना", "सूचना", "A paragraph with bold", ["सूचना"]),
        ("hidden well", "Hidden as well.", "Hidden as well.", ["Hidden", "Hidden", "well."]),
        ("choosing", "Choosing", "Choosing", []),
    ):
        if width < 400:
            page.locator("#_menu").click()
        field.fill("")
        hits.first.wait_for(state="detached")
        field.fill(typed)
        hits.filter(has_text=shown).press("Enter")
        page.wait_for_function(
            "text => document.activeElement.innerText.startsWith(text)", arg=passage
        )
        assert page.evaluate(MARKED) == marked
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        assert page.locator(".top").bounding_box()["height"] <= top < 500
        assert faults(page) == []


@pytest.mark.parametrize(("tag", "onward"), [("en", "ArrowRight"), ("ur", "ArrowLeft")])
def test_tabs_are_chosen_by_keyboard(
    tag: str, onward: str, visit: Visit, every_feature: Path
) -> None:
    page = visit(every_feature, tag, "scorm12").open_alone("#tables")
    first, second = page.get_by_role("tab").all()
    name = second.inner_text()
    panel = page.locator(".tab:visible")
    first.focus()
    assert panel.count() == 1
    page.keyboard.press(onward)
    assert second.get_attribute("aria-selected") == "true"
    assert focused(page) == second.get_attribute("id")
    assert page.get_by_role("tabpanel", name=name).is_visible()
    page.keyboard.press(onward)
    assert focused(page) == first.get_attribute("id")
    page.keyboard.press("End")
    assert panel.count() == 1
    assert focused(page) == second.get_attribute("id")
    assert faults(page) == []
    page.emulate_media(media="print")
    assert panel.count() == 2
    assert page.get_by_role("heading", name=name).is_visible()
