"""Nothing for axe to find: on every page, in every state, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
LOOK = """() => axe.run({
  preload: false,
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
}).then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes.map((one) => one.html)}`))
"""
TIMED = Path(__file__).parent / "timed-paper"
LOOKS = {
    "light": ({"color_scheme": "light"}, 1280),
    "dark": ({"color_scheme": "dark"}, 1280),
    "small": ({"color_scheme": "light"}, 320),
    "contrast": ({"color_scheme": "light"}, 1280),
    "forced": ({"forced_colors": "active"}, 1280),
}


class Auditor:
    """Looks at one state after the other, and notes what axe finds."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.found: dict[str, list[str]] = {}
        page.evaluate(AXE.read_text("utf-8"))

    def look(self, state: str) -> None:
        if found := self.page.evaluate(LOOK):
            self.found[state] = found


def read(learner: Any, auditor: Auditor, data: dict[str, Any]) -> None:
    """Look at each lesson, before its questions are answered, when wrongly, and when rightly."""
    known = {question["id"]: question for question in data["practice"]}
    for lesson in data["lessons"]:
        learner.turn(lesson)
        auditor.look(lesson)
        for right in (False, True):
            for form in learner.course.locator(".page.current .question").all():
                learner.answer(known[form.get_attribute("data-question")], right=right)
                learner.press(form.locator("button[type=submit]"))
            auditor.look(f"{lesson}, answered {'rightly' if right else 'wrongly'}")


def sit(learner: Any, auditor: Auditor, data: dict[str, Any]) -> None:
    """Look at the assessment: its paper, the warning of open questions, and the result."""
    learner.turn("_assessment")
    auditor.look("assessment")
    learner.press(learner.course.locator("#_begin"))
    auditor.look("paper")
    learner.press(learner.course.locator("#_submit"))
    auditor.look("paper with a warning")
    for question in data["assessment"]["questions"]:
        learner.answer(question, right=False)
    auditor.look("paper, answered")
    learner.press(learner.course.locator("#_submit"))
    learner.course.locator("#_result").wait_for()
    auditor.look("result")


def use(learner: Any, auditor: Auditor, look: str) -> None:
    """Look at all that opens: contents and search in it, settings, the meaning of a word."""
    course = learner.course
    if course.locator("#_menu").is_visible():
        learner.press(course.locator("#_menu"))
        auditor.look("contents")
    title = course.locator(".lesson h1").first.text_content()
    for typed, shown in (("no such word", ":empty"), (title, ":has(a)")):
        course.locator("#_find").fill(typed)
        course.locator(f"#_found:not(:empty) + #_hits{shown}").wait_for(state="attached")
        auditor.look(f"search for {typed}")
    course.locator("#_find").fill("")
    course.locator("#_hits:empty").wait_for(state="attached")
    learner.page.keyboard.press("Escape")
    learner.press(course.locator("#_settings"))
    if look == "contrast":
        learner.press(course.locator("input[name=theme][value=contrast]"))
        assert learner.page.evaluate("document.documentElement.dataset.theme") == "contrast"
    auditor.look("settings")
    learner.page.keyboard.press("Escape")
    if course.locator("a.term").count():
        learner.press(course.locator("a.term").first)
        course.locator("#_term[open]").wait_for()
        auditor.look("a word explained")
        learner.page.keyboard.press("Escape")


def come(learner: Any, look: str) -> Auditor:
    """Open the course in this look."""
    learner.quick = True
    media, width = LOOKS[look]
    # Colours that still fade into others are not those that one reads.
    learner.page.emulate_media(reduced_motion="reduce", **media)
    learner.page.set_viewport_size({"width": width, "height": 800})
    learner.open()
    return Auditor(learner.page)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("tag", ["en", "hi", "ur"])
def test_axe_finds_nothing(
    tag: str, look: str, visit: Callable[..., Any], short_course: Path, every_feature: Path
) -> None:
    learner = visit(every_feature if tag == "en" else short_course, tag, "web", "disk")
    auditor = come(learner, look)
    auditor.look("start")
    use(learner, auditor, look)
    read(learner, auditor, learner.data)
    sit(learner, auditor, learner.data)
    assert auditor.found == {}


@pytest.mark.parametrize(("tag", "look"), [("en", "forced"), ("hi", "dark"), ("ur", "small")])
def test_axe_finds_nothing_at_a_timed_paper(tag: str, look: str, visit: Callable[..., Any]) -> None:
    learner = visit(TIMED, tag, "web", "disk")
    auditor = come(learner, look)
    learner.turn("_assessment")
    auditor.look("assessment")
    learner.press(learner.course.locator("#_begin"))
    learner.course.locator("#_clock").wait_for()
    auditor.look("clock")
    learner.press(learner.course.locator("#_more-time"))
    auditor.look("more time")
    learner.press(learner.course.locator("#_submit"))
    learner.press(learner.course.locator("#_submit"))
    learner.course.locator("#_result").wait_for()
    auditor.look("result, with what to study")
    assert auditor.found == {}


def test_axe_finds_what_is_wrong(visit: Callable[..., Any], short_course: Path) -> None:
    learner = visit(short_course, "en", "web", "disk")
    learner.open()
    learner.page.evaluate("document.querySelector('.brand').replaceChildren()")
    auditor = Auditor(learner.page)
    auditor.look("a link without a name")
    assert [found.split(":")[0] for found in auditor.found["a link without a name"]] == [
        "link-name"
    ]
