"""A learner whose line, or whose platform, does not give everything at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
DEFERRED = ("record", "words", "course")
ANSWERED = re.compile(r"cmi\.interactions\.\d+\.id")
HIDE = "() => { window.kept = window.API_1484_11; delete window.API_1484_11; launch(); }"


def lose(learner: Any, script: str, times: int | None = None) -> list[str]:
    """Let the line break off when a script is asked for; gives what was asked for, as it comes."""
    asked: list[str] = []

    def refuse(route: Any) -> None:
        asked.append(script)
        route.abort() if times is None or len(asked) <= times else route.continue_()

    learner.page.route(re.compile(rf"/assets/{script}\b[^/]*\.js"), refuse)
    return asked


@pytest.mark.parametrize("script", DEFERRED)
def test_a_script_that_is_lost_is_asked_for_again(
    script: str, visit: Visit, short_course: Path
) -> None:
    learner = visit(short_course, "en", "scorm12")
    asked = lose(learner, script, 1)
    learner.open()
    assert asked == [script] * 2
    learner.take_lessons()
    assert learner.told()["cmi.core.lesson_status"] == "incomplete"
    learner.complaints.clear()  # the browser's, of the first time


@pytest.mark.parametrize("tag", ["en", "hi", "ur"])
@pytest.mark.parametrize("script", DEFERRED)
def test_without_a_script_the_page_is_read_and_says_that_nothing_is_recorded(
    script: str, tag: str, visit: Visit, short_course: Path
) -> None:
    learner = visit(short_course, tag, "scorm2004")
    asked = lose(learner, script)
    learner.page.goto(f"{learner.origin}/host.html")
    notice = learner.course.locator(".notice [role=status]")
    notice.wait_for()
    assert notice.inner_text() == learner.data["words"]["not-loaded"]
    assert asked == [script] * 2
    assert all(page.is_visible() for page in learner.course.locator("main > .page").all())
    shown = [one for one in learner.course.locator("button").all() if one.is_visible()]
    assert shown == []
    assert not learner.course.locator(".without-script").is_visible()
    assert learner.told() == {}
    learner.complaints.clear()


def open_too_early(learner: Any) -> None:
    """Open the course before its platform is there."""
    learner.page.goto(f"{learner.origin}/host.html?wait")
    learner.page.evaluate(HIDE)
    learner.course.locator(".page.current").wait_for()


def appear(learner: Any) -> None:
    """Let the platform be there, and wait until it has heard of the course."""
    learner.page.evaluate("window.API_1484_11 = window.kept")
    learner.page.wait_for_function("calls.some(({verb}) => verb === 'Commit')")


def begin_paper(learner: Any) -> None:
    learner.open()
    learner.turn("_assessment")
    learner.course.locator("#_begin").click()


def test_a_platform_that_comes_late_is_told_what_was_done_before(
    visit: Visit, short_course: Path
) -> None:
    learner = visit(short_course, "en", "scorm2004")
    open_too_early(learner)
    learner.quick = True
    questions = [*learner.data["practice"], *learner.data["assessment"]["questions"]]
    learner.take_lessons()
    appear(learner)
    learner.take_test(right=True)
    record = learner.leave()
    assert (record["completion_status"], record["success_status"]) == ("completed", "passed")
    told = [value for name, value in learner.told().items() if ANSWERED.fullmatch(name)]
    assert sorted(told) == sorted(one["id"] for one in questions)
    assert not learner.course.locator(".notice [role=status]").count()
    assert learner.errors() == []


def test_a_platform_that_comes_late_leads_back_to_where_the_learner_was(
    visit: Visit, short_course: Path
) -> None:
    learner = visit(short_course, "en", "scorm2004")
    begin_paper(learner)
    learner.leave()
    open_too_early(learner)
    appear(learner)
    learner.arrive("_assessment")
    learner.see("Welcome back")
    assert learner.course.locator("#_submit").is_visible()
    assert learner.errors() == []


def test_a_paper_that_was_begun_without_a_platform_stays_without(
    visit: Visit, short_course: Path
) -> None:
    learner = visit(short_course, "en", "scorm2004")
    learner.page.add_init_script("window.looks = []; window.setInterval = (run) => looks.push(run)")
    open_too_early(learner)
    learner.turn("_assessment")
    learner.course.locator("#_begin").click()
    learner.page.evaluate("window.API_1484_11 = window.kept")
    learner.page.frames[-1].evaluate("looks[0]()")
    learner.see("No learning platform was found.")
    assert learner.calls() == []
