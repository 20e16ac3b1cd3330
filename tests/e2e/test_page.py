"""What only a browser can show of the page: keys, addresses, sizes, and what outlives a visit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
PAPER = Path(__file__).parent / "timed-paper"
EARNED: dict[str, dict[str, Any]] = {
    "scorm12": {"core": {"lesson_status": "passed", "score": {"raw": "90"}}},
    "scorm2004": {
        "completion_status": "completed",
        "success_status": "passed",
        "progress_measure": "1",
        "score": {"raw": "90"},
    },
}


@pytest.fixture
def learner(visit: Visit, every_feature: Path) -> Any:
    """A learner with a SCORM package."""
    return visit(every_feature, "en", "scorm12")


def test_enter_in_a_field_hands_nothing_in(learner: Any) -> None:
    page = learner.open_alone("#_assessment")
    page.locator("#_begin").click()
    month = page.locator("#b-month")
    month.fill("January")
    for _ in range(2):
        month.press("Enter")
    assert page.locator("#_result").is_hidden()
    submit, warning = page.locator("#_submit"), page.locator("#_unanswered")
    submit.dblclick()
    assert "not answered yet: 6." in warning.inner_text()
    page.locator("[data-question=t-numeric] input").fill("2.5")
    assert warning.inner_text() == ""
    submit.click()
    assert "not answered yet: 5." in warning.inner_text()
    assert page.locator("#_result").is_hidden()
    submit.click()
    assert page.locator("#_result").is_visible()
    assert warning.count() == 0


def test_without_a_platform_nothing_is_left_for_the_next_learner(learner: Any) -> None:
    page = learner.open_alone("#prose")
    page.get_by_role("status").filter(has_text="No learning platform").wait_for()
    page.goto(page.url.replace("#prose", "#_assessment"))
    page.locator("#_begin").click()
    for _ in range(2):
        page.locator("#_submit").click()
    assert "Attempts left: 1" in page.locator("#_attempts").inner_text()
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("form", EARNED)
def test_what_the_platform_knows_is_never_lowered(
    form: str, visit: Visit, every_feature: Path
) -> None:
    learner = visit(every_feature, "en", form)
    known = json.dumps(json.dumps(EARNED[form]))
    learner.page.add_init_script(f'if (top === window) sessionStorage.setItem("cmi", {known})')
    learner.open()
    learner.turn("_start")
    assert learner.course.locator("#_done").is_visible()
    learner.turn("_assessment")
    learner.see("Your best score: 90%")
    learner.take_test(right=False)
    record = learner.leave()
    core = record["core"] if form == "scorm12" else record
    assert str(core["score"]["raw"]) == "90"
    told = {tuple(one["values"]) for one in learner.calls() if one["verb"] == "SetValue"}
    statuses = {name for name, _ in told if name.endswith("status")}
    assert {name for name in statuses if "objectives" not in name} == set()
    assert {value for name, value in told if name == "cmi.progress_measure"} <= {"1"}


@pytest.mark.parametrize("address", ["#100%", "#%E0%A4%A", "#no-such-page"])
def test_a_broken_address_leads_to_the_first_page(address: str, learner: Any) -> None:
    page = learner.open_alone(address)
    assert page.locator("#_start").is_visible()
    page.goto(page.url.partition("#")[0] + "#prose")
    page.evaluate(f"location.hash = {address!r}")
    page.locator("#_start").wait_for()


def test_back_leads_to_the_first_page_again(learner: Any) -> None:
    page = learner.open_alone()
    title = page.title()
    page.locator("#_onward").click()
    page.locator("#prose").wait_for()
    assert page.title() == f'Prose <and> "markup" – {title}'
    page.go_back()
    page.locator("#_start").wait_for()
    assert page.title() == title
    assert page.evaluate("document.activeElement.id") == "_title"


def test_the_menu_closes_on_the_page_that_is_shown(learner: Any) -> None:
    learner.page.set_viewport_size({"width": 320, "height": 640})
    page = learner.open_alone("#prose")
    page.locator("#_menu").click()
    page.locator("#_contents a[aria-current]").click()
    assert page.locator("#_contents").is_hidden()
    assert page.evaluate("document.activeElement.id") == "prose_title"


@pytest.mark.parametrize("tag", ["ta", "ml", "ur"])
def test_no_page_scrolls_sideways_on_a_small_screen(tag: str, visit: Visit, rti: Path) -> None:
    learner = visit(rti, tag, "scorm12")
    learner.page.set_viewport_size({"width": 320, "height": 640})
    page = learner.open_alone("#_assessment")
    page.locator("#_begin").click()
    page.evaluate("document.fonts.ready")
    wide = []
    for address in ("_assessment", "_start", *page.evaluate("PATHYA.lessons")):
        page.evaluate(f"location.hash = '#{address}'")
        page.locator(f"#{address}.current").wait_for()
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)
    assert wide == []


def test_an_answer_of_several_blocks_is_chosen_anywhere_on_it(learner: Any) -> None:
    page = learner.open_alone("#choice")
    options = page.locator("#q_q-blocks .choice")
    options.nth(1).locator("p").last.click(force=True)
    assert page.locator("#q_q-blocks input:checked").get_attribute("value") == "b"
    options.nth(0).locator("a").click(trial=True)
    assert page.get_by_label("The first of two lines").count() == 1


def test_a_notice_can_be_put_away(learner: Any) -> None:
    page = learner.open_alone()
    page.locator("#_notice-close").click()
    assert page.locator("#_notice-text").inner_text() == ""
    assert page.locator("#_notice-close").is_hidden()


def test_a_blank_may_have_any_id(visit: Visit, tmp_path: Path) -> None:
    """In a form, a field hides what the form itself calls by the field's id."""
    folder = Path(shutil.copytree(PAPER, tmp_path / PAPER.name))
    lesson = "# Signing in\n\n::: question #q-fill\n:type: fill\n\nType [1]{.blank #reset}.\n:::\n"
    (folder / "01-lessons/03-signing-in.md").write_text(lesson, "utf-8")
    learner = visit(folder, "en", "scorm12")
    learner.open()
    learner.turn("signing-in")
    field = learner.course.locator("#reset")
    field.fill("2")
    field.press("Enter")
    learner.course.locator("#q_q-fill .again").click()
    assert field.input_value() == ""
