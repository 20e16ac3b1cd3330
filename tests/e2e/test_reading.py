"""What helps a learner to read: words explained, looks, search, tabs and captions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]

Visit = Callable[..., Any]


@pytest.fixture
def page(visit: Visit, every_feature: Path) -> Any:
    """The first lesson of a course that has every feature, with no platform round it."""
    return visit(every_feature, "en", "scorm12").open_alone("#prose")


def faults(page: Any) -> list[tuple[str, str]]:
    """What axe finds on the page as it stands."""
    page.evaluate(AXE)
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
    assert page.locator("#_glossary").is_visible()
    assert page.locator("#_term").is_hidden()
    page.locator("#_glossary h1:focus").wait_for()
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
