"""A learner takes a drawn and timed paper, leaves it, and comes back to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

FORMS = ("scorm12", "scorm2004")
PAPER = Path(__file__).parent / "timed-paper"
Visit = Callable[..., Any]
PARTS = """Array.from(document.querySelectorAll(
  ".question :is([data-option], [data-row], .pairs:not(.places) option:not([value='']))"),
  (one) => one.closest(".question").id + " " +
    (one.dataset.option || one.dataset.row || one.value))"""


def begin(learner: Any) -> None:
    learner.open()
    learner.turn("_assessment")
    learner.course.locator("#_begin").click()


def questions(learner: Any) -> list[dict[str, Any]]:
    """The questions of the paper on the page, in its order."""
    known = {one["id"]: one for one in learner.data["assessment"]["questions"]}
    forms = learner.course.locator("#_sheet [data-question]")
    forms.first.wait_for()
    return [known[form.get_attribute("data-question")] for form in forms.all()]


def options(learner: Any) -> list[str]:
    inputs = learner.course.locator("#_sheet .options input").all()
    return [str(one.get_attribute("value")) for one in inputs]


def parts(learner: Any) -> list[str]:
    """Options, items and choices of all questions, as they stand on the page."""
    return list(learner.page.frames[-1].evaluate(PARTS))


def status(record: dict[str, Any], form: str) -> tuple[str, str]:
    core = record["core"] if form == "scorm12" else record
    return core["lesson_status" if form == "scorm12" else "success_status"], core["score"]["raw"]


@pytest.mark.parametrize("form", FORMS)
def test_a_paper_is_taken_up_again_as_it_was_left(form: str, visit: Visit) -> None:
    learner = visit(PAPER, "en", form)
    begin(learner)
    paper, mixed = questions(learner), parts(learner)
    assert [one.get("level") for one in paper] == ["Easy"] * 3 + ["Medium", None, None]
    for question in paper[:5]:
        learner.answer(question)
    learner.leave()
    learner.open()
    learner.arrive("_assessment")
    assert questions(learner) == paper
    assert parts(learner) == mixed
    assert learner.course.locator("#_sheet input:checked").count() == 4
    assert learner.course.locator("#b-one").input_value() == "JAN"
    learner.answer(paper[5])
    learner.course.locator("#_submit").click()
    learner.see("You have passed.")
    record = learner.leave()
    assert status(record, form) == ("passed", "100")
    reached = [(goal["id"], goal["score"]["raw"]) for goal in record["objectives"].values()]
    assert reached == [("o1", "100"), ("o2", "100")]
    told = [call["values"] for call in learner.calls() if call["verb"] == "SetValue"]
    goals = [value for name, value in told if re.search(r"interactions.*objectives\.0\.id", name)]
    assert goals == ["o1"] * 4 + ["o2"] * 2
    described = [value for name, value in told if name.endswith(".description")]
    assert len(described) == (6 if form == "scorm2004" else 0)
    assert all(text.startswith("{lang=en}") for text in described)
    assert learner.errors() == []


def test_a_section_that_fails_fails_the_paper(visit: Visit) -> None:
    learner = visit(PAPER, "en", "scorm2004")
    begin(learner)
    paper = questions(learner)
    for question in paper:
        learner.answer(question, right=question["objective"] == "o1")
    learner.course.locator("#_submit").click()
    # Of 8 points 4 were won; the months, all wrong, cost half of theirs.
    learner.see("Your score: 25%")
    learner.see("You have not passed this time.")
    result = learner.course.locator("#_result")
    assert result.locator("#_sections li").all_inner_texts() == [
        "Numbers\nYour score: 100%",
        "Months\nYour score: 0%\nPass mark: 50%",
    ]
    assert result.locator("#_objectives li").all_inner_texts() == [
        "Count to two\nYour score: 100%",
        "Name the months\nYour score: 0%",
    ]
    assert result.locator("#_competencies li").all_inner_texts() == [
        "Functional / Handling RTI Matters / RTI Responsiveness\nYour score: 25%"
    ]
    assert result.locator("#_study a").all_inner_texts() == ["Months"]
    said = result.inner_text()
    learner.leave()
    learner.open()
    assert result.inner_text() == said
    assert learner.course.locator("#_sheet").inner_text() == ""
    result.locator("#_study a").click()
    learner.arrive("months")


def test_a_second_attempt_has_another_paper_and_the_best_counts(visit: Visit) -> None:
    learner = visit(PAPER, "en", "scorm12")
    begin(learner)
    first = options(learner)
    for question in questions(learner):
        learner.answer(question, right=False)
    learner.course.locator("#_submit").click()
    learner.see("Attempts left: 1")
    learner.leave()
    learner.page.add_init_script("Math.random = () => 0.7")  # another seed
    learner.open()
    learner.course.locator("#_begin").click()
    assert options(learner) != first
    for question in questions(learner):
        learner.answer(question)
    learner.course.locator("#_submit").click()
    learner.see("You have no attempts left.")
    assert status(learner.leave(), "scorm12") == ("passed", "100")
    assert learner.errors() == []


@pytest.mark.parametrize("form", FORMS)
def test_time_runs_out_also_while_one_is_away(form: str, visit: Visit) -> None:
    learner = visit(PAPER, "en", form, own=True)
    learner.page.clock.install()
    begin(learner)
    learner.answer(questions(learner)[0])
    clock = learner.course.locator("#_clock")
    notice = learner.course.locator("#_notice-text")
    learner.page.clock.fast_forward("05:00")
    learner.page.clock.run_for(2000)
    assert "Time left: 4:5" in clock.inner_text()
    assert notice.inner_text() in ("Time left: 5:00", "Time left: 4:59")
    learner.course.locator("#_more-time").click()
    assert "Time left: 9:5" in clock.inner_text()
    assert not learner.course.locator("#_more-time").is_visible()
    learner.page.clock.run_for(2000)
    learner.leave()
    learner.page.clock.fast_forward("20:00")
    learner.open()
    learner.page.clock.run_for(2000)
    learner.see("The time is over. Your answers were handed in.")
    learner.see("Your score: 12.5%")
    learner.see("Attempts left: 1")
    learner.page.clock.run_for(2000)
    assert status(learner.leave(), form)[1] == "12.5"
    assert learner.errors() == []


def test_a_clock_that_is_set_back_gives_no_time(visit: Visit) -> None:
    learner = visit(PAPER, "en", "scorm12", own=True)
    learner.page.clock.install(time="2026-11-22T12:00:00Z")
    begin(learner)
    learner.page.clock.run_for(2000)
    learner.page.clock.set_system_time("2026-11-22T11:00:00Z")
    learner.page.clock.run_for(2000)
    clock = learner.course.locator("#_clock")
    assert "Time left: 9:5" in clock.inner_text()
    learner.leave()
    learner.page.clock.set_system_time("2026-11-22T09:00:00Z")
    learner.open()
    assert "Time left: 10:00" in clock.inner_text()


@pytest.mark.parametrize("form", FORMS)
def test_what_is_partly_right_is_told_as_a_number(form: str, visit: Visit) -> None:
    learner = visit(PAPER, "en", form)
    begin(learner)
    learner.course.locator("#b-one").fill("January")
    learner.course.locator("#b-two").fill("March")
    places = {"a": "1", "b": "3", "c": "2"}
    data = next(one for one in questions(learner) if one["type"] == "order")
    for row, item in enumerate(data["shown"], 1):
        learner.course.locator(f'#_sheet [data-row="{row}"] select').select_option(places[item])
    for _ in range(2):
        learner.course.locator("#_submit").click()
    learner.see("Your score: 20.83%")
    told = dict(call["values"] for call in learner.calls() if call["verb"] == "SetValue")
    assert [told[f"cmi.interactions.{at}.result"] for at in (0, 1)] == ["0.5", "0.333333"]
    assert learner.errors() == []


def test_practice_is_mixed_for_each_learner_and_stays_so(visit: Visit, every_feature: Path) -> None:
    learner = visit(every_feature, "en", "scorm12")
    learner.open()
    mixed = parts(learner)
    known = {question["id"]: question for question in learner.data["practice"]}
    shown = [
        known[name.removeprefix("q_")]["shown"][int(row) - 1]
        for name, row in (part.split() for part in mixed if part.split()[1].isdigit())
        if known[name.removeprefix("q_")]["type"] == "order"
    ]
    assert shown != sorted(shown)
    learner.leave()
    learner.page.add_init_script("Math.random = () => 0.7")
    learner.open()
    assert parts(learner) == mixed
    learner.leave()
    learner.page.evaluate("sessionStorage.clear()")
    learner.open()
    assert parts(learner) != mixed


@pytest.mark.parametrize("form", FORMS)
def test_what_earns_points_is_told_even_if_parts_are_open(form: str, visit: Visit) -> None:
    learner = visit(PAPER, "en", form)
    begin(learner)
    learner.course.locator("#b-two").fill("Feb")
    order = next(one for one in questions(learner) if one["type"] == "order")
    for item, place in (("a", "1"), ("c", "3")):
        row = order["shown"].index(item) + 1
        learner.course.locator(f'#_sheet [data-row="{row}"] select').select_option(place)
    for _ in range(2):
        learner.course.locator("#_submit").click()
    learner.see("Your score: 29.17%")
    told = learner.told()
    assert [told[f"cmi.interactions.{at}.result"] for at in (0, 1)] == ["0.5", "0.666667"]
    name = "student_response" if form == "scorm12" else "learner_response"
    said = {"scorm12": ["; Feb", "a,c"], "scorm2004": ["[,]Feb", "a[,]c"]}[form]
    assert [told[f"cmi.interactions.{at}.{name}"] for at in (0, 1)] == said
    assert learner.errors() == []


@pytest.mark.parametrize("form", FORMS)
def test_time_counts_from_when_a_question_is_seen(form: str, visit: Visit) -> None:
    learner = visit(PAPER, "en", form, own=True)
    learner.page.clock.install()
    learner.open()
    learner.page.clock.run_for(60000)
    learner.turn("counting")
    practice = learner.data["practice"][0]
    root = learner.course.locator(f"#q_{practice['id']}")
    root.locator("input").wait_for()
    learner.page.wait_for_timeout(300)  # real time: until the browser has painted
    learner.page.clock.run_for(5000)
    learner.answer(practice)
    learner.page.clock.run_for(2000)
    root.locator("button[type=submit]").click()
    learner.page.clock.run_for(2000)
    told = dict(call["values"] for call in learner.calls() if call["verb"] == "SetValue")
    assert re.fullmatch(r"0000:00:0[78]|PT0H0M[78]S", told["cmi.interactions.0.latency"])
    assert learner.errors() == []


def test_two_items_in_one_place_come_back_as_they_were_left(
    visit: Visit, every_feature: Path
) -> None:
    learner = visit(every_feature, "en", "scorm2004")
    begin(learner)
    lists = learner.course.locator("[data-question=t-order] select")
    for at, place in enumerate("113"):
        lists.nth(at).select_option(place)
    learner.leave()
    learner.open()
    learner.arrive("_assessment")
    assert [one.input_value() for one in lists.all()] == ["1", "1", "3"]
