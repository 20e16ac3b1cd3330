"""A learner takes a course on a platform that records it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

FORMS = ("scorm12", "scorm2004")
EDITIONS = [(tag, form) for tag in ("en", "hi", "ta", "ur", "or") for form in FORMS]
Visit = Callable[..., Any]


def status(record: dict[str, Any], form: str) -> dict[str, str]:
    """What the platform knows in the end."""
    core = record["core"] if form == "scorm12" else record
    names = (
        ("lesson_status", "exit")
        if form == "scorm12"
        else ("completion_status", "success_status", "exit", "progress_measure")
    )
    known = {name: str(core[name]) for name in names}
    return known | {name: str(value) for name, value in core["score"].items() if value != ""}


PASSED = {
    "scorm12": {"lesson_status": "passed", "exit": "suspend", "raw": "100", "min": "0"},
    "scorm2004": {
        "completion_status": "completed",
        "success_status": "passed",
        "exit": "suspend",
        "progress_measure": "1",
        "scaled": "1",
        "raw": "100",
        "min": "0",
    },
}


@pytest.mark.parametrize(("tag", "form"), EDITIONS)
def test_all_read_and_answered_is_completed_and_passed(
    tag: str, form: str, visit: Visit, rti: Path
) -> None:
    learner = visit(rti, tag, form)
    learner.quick = tag != "en"  # hands are slow, and the same in every language
    learner.open()
    learner.take_lessons()
    learner.take_test(right=True)
    answered = len(learner.data["practice"]) + len(learner.data["assessment"]["questions"])
    record = learner.leave()
    assert status(record, form) == PASSED[form] | {"max": "100"}
    told = [call["values"] for call in learner.calls() if call["verb"] == "SetValue"]
    results = [value for name, value in told if name.endswith(".result")]
    assert results == ["correct"] * answered
    assert learner.errors() == []
    assert learner.ends() == 1


@pytest.mark.parametrize(("tag", "form"), EDITIONS)
def test_who_leaves_in_the_middle_comes_back_to_the_same_place(
    tag: str, form: str, visit: Visit, rti: Path
) -> None:
    learner = visit(rti, tag, form)
    learner.quick = tag != "en"  # hands are slow, and the same in every language
    learner.open()
    third = learner.data["lessons"][2]
    learner.turn(third)
    read = learner.course.locator("#_read").inner_text()
    learner.leave()
    assert learner.errors() == []
    learner.open()
    learner.arrive(third)
    assert learner.course.locator("#_read").inner_text() == read
    assert learner.course.locator("#_notice").is_visible()
    assert learner.errors() == []


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_question_plays(form: str, visit: Visit, every_feature: Path) -> None:
    learner = visit(every_feature, "en", form)
    learner.open()
    learner.take_lessons()
    learner.take_test(right=False)
    learner.see("Your score: 0%")
    learner.see("Attempts left: 1")
    learner.see("Two and a half.")
    learner.course.locator("#_begin").click()
    learner.course.locator("#_submit").click()
    learner.see("Questions not answered yet: 7.")
    for question in learner.data["assessment"]["questions"]:
        learner.answer(question)
    learner.course.locator("#_submit").click()
    learner.see("You have passed.")
    learner.see("You have no attempts left.")
    record = learner.leave()
    assert status(record, form) == PASSED[form] | {"max": "100"}
    assert learner.errors() == []


def test_a_failed_test_does_not_block_completion(visit: Visit, every_feature: Path) -> None:
    learner = visit(every_feature, "en", "scorm2004")
    learner.open()
    learner.take_lessons()
    learner.take_test(right=False)
    record = status(learner.leave(), "scorm2004")
    assert (record["completion_status"], record["success_status"]) == ("completed", "failed")
    assert record["raw"] == "0"


@pytest.mark.parametrize(
    ("platform", "form"),
    [(name, form) for name in ("again", "igot-2026") for form in FORMS]
    + [("igot-2024", "scorm12")],
)
def test_the_first_runtime_calls_are_few(
    platform: str, form: str, visit: Visit, short_course: Path
) -> None:
    learner = visit(short_course, "en", form, platform)
    learner.quick = True

    def launch() -> None:
        learner.open()
        calls = learner.calls()
        assert any(call["verb"] == "Commit" for call in calls)
        assert len(calls) <= 12, [call["values"] for call in calls]

    launch()
    learner.turn("reply")
    learner.leave()
    launch()
    learner.turn("_assessment")
    learner.take_test(right=False)
    learner.leave()
    launch()
    learner.take_lessons()
    learner.take_test(right=True)
    learner.leave()
    launch()


def test_wrong_answers_get_feedback_and_another_try(visit: Visit, every_feature: Path) -> None:
    learner = visit(every_feature, "en", "scorm12")
    learner.open()
    learner.course.locator('#_contents a[href="#choice"]').click()
    form = learner.course.locator("#q_q-single")
    form.locator("button[type=submit]").click()
    assert form.locator(".verdict").inner_text() == "Please answer the question first."
    form.locator('input[value="a"]').check()
    form.locator("button[type=submit]").click()
    assert form.locator(".verdict").inner_text() == "That is not quite right."
    assert form.locator(".feedback:visible").all_inner_texts() == [
        "The first is wrong.",
        "Feedback for everyone.",
    ]
    form.locator(".again").click()
    assert form.locator(".feedback:visible").count() == 0
    assert form.locator("input:checked").count() == 0


def test_an_address_leads_to_the_page_round_it(visit: Visit, every_feature: Path) -> None:
    learner = visit(every_feature, "en", "scorm12")
    learner.open()
    learner.page.frames[-1].evaluate("location.hash = '#fig-shapes'")
    learner.course.locator("#fig-shapes").wait_for()
    assert learner.course.locator(".page.current").get_attribute("id") == "tables"


def test_on_a_small_screen_the_menu_opens_and_closes(visit: Visit, every_feature: Path) -> None:
    learner = visit(every_feature, "en", "scorm12")
    learner.page.set_viewport_size({"width": 320, "height": 640})
    page = learner.open_alone()
    page.get_by_text("No learning platform was found.").wait_for()
    assert page.locator("#_contents").is_hidden()
    page.locator("#_menu").click()
    page.locator('#_contents a[href="#tables"]').click()
    page.locator("#tables.current").wait_for()
    assert page.locator("#_contents").is_hidden()
    assert page.evaluate("document.activeElement.id") == "tables_title"
    for lesson in page.evaluate("PATHYA.lessons"):
        page.goto(f"{learner.origin}/course/index.html#{lesson}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, lesson


@pytest.mark.parametrize("tag", ["en", "ur"])
def test_without_scripts_every_lesson_can_be_read_from_the_disk(
    tag: str, browser: Any, unpack: Callable[[Path, str], Path], every_feature: Path
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(unpack(every_feature, tag).as_uri())
    assert all(page.locator(".lesson").nth(at).is_visible() for at in range(4))
    assert page.locator(".without-script").is_visible()
    assert page.locator("button:visible").count() == 0
    page.context.close()


def test_from_the_disk_the_course_plays_and_remembers(
    browser: Any, unpack: Callable[[Path, str], Path], every_feature: Path
) -> None:
    page = browser.new_context().new_page()
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    address = unpack(every_feature, "en").as_uri()
    page.goto(address)
    page.locator("#_onward").click()
    page.locator(".page.current .after").click()
    page.goto("about:blank")
    page.goto(address)
    assert page.locator(".page.current").get_attribute("id") == "tables"
    assert re.search("2 of 4", page.locator("#_read").inner_text())
    assert page.evaluate("document.fonts.check('16px noto-sans')")
    assert said == []
    page.context.close()
