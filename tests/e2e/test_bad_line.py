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
