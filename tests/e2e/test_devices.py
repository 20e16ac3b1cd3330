"""Fingers, paper, people whom movement makes ill, and browsers that go back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const {transitionDuration, animationName, scrollBehavior} = getComputedStyle(one);
  return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto";
}).length"""
HIDE, SHOW = (
    f"dispatchEvent(new PageTransitionEvent('{name}', {{persisted: true}}))"
    for name in ("pagehide", "pageshow")
)


def test_back_from_the_browsers_cache_the_course_begins_anew(
    visit: Visit, every_feature: Path
) -> None:
    learner = visit(every_feature, "en", "scorm12")
    learner.open()
    learner.turn("prose")
    frame = learner.page.frames[-1]
    frame.evaluate(f"window.before = true; {HIDE}")
    assert learner.ends() == 1
    with learner.page.expect_event("framenavigated"):
        frame.evaluate(SHOW)
    learner.arrive("prose")
    assert not learner.page.frames[-1].evaluate("window.before")
    begun = [one for one in learner.calls() if one["verb"] == "Initialize"]
    assert len(begun) >= 2


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_those_who_want_no_movement(
    motion: Any, visit: Visit, every_feature: Path
) -> None:
    learner = visit(every_feature, "en", "scorm12")
    learner.page.emulate_media(reduced_motion=motion)
    page = learner.open_alone("#_assessment")
    page.locator("#_begin").click()
    assert (page.evaluate(MOVING) == 0) == (motion == "reduce")


def test_an_open_paper_and_its_result_are_printed_without_keys(
    visit: Visit, every_feature: Path
) -> None:
    learner = visit(every_feature, "en", "scorm12")
    page = learner.open_alone("#_assessment")
    page.locator("#_begin").click()
    questions = page.locator("#_sheet [data-question]").all()
    page.emulate_media(media="print")
    assert len(questions) == len(learner.data["assessment"]["questions"])
    for question in questions:
        assert question.locator(".stem").is_visible()
        fields = question.locator("input, select").all()
        assert fields
        assert all(field.is_visible() for field in fields)
        assert not question.locator(".verdict:not(:empty), .feedback").count()
    assert page.locator("input:checked").count() == 0
    assert not page.locator(".controls:visible, .top:visible, #_contents:visible").count()
    page.emulate_media(media="screen")
    for _ in range(2):
        page.locator("#_submit").click()
    page.locator("#_result").wait_for()
    page.emulate_media(media="print")
    for part in ("#_result-title", "#_verdict", "#_score"):
        assert page.locator(part).is_visible()
    assert page.locator("#_sheet input:checked").count() == 0


def test_match_and_order_are_answered_with_a_finger(
    browser: Browser, visit: Visit, every_feature: Path
) -> None:
    learner = visit(every_feature, "en", "scorm12")
    context = browser.new_context(has_touch=True)
    learner.page = context.new_page()
    learner.open()
    learner.turn("placing")
    known = {one["id"]: one for one in learner.data["practice"]}
    for name in ("q-match", "q-order"):
        form = learner.course.locator(f"#q_{name}")
        for field in form.locator("select").all():
            field.tap()
            assert field.evaluate("one => one === document.activeElement")
            learner.page.keyboard.press("Escape")
        box = form.locator("select").first.bounding_box()
        assert box is not None
        assert box["height"] >= 24
        learner.answer(known[name])
        form.locator("button[type=submit]").tap()
        assert "is-right" in str(form.get_attribute("class"))
    context.close()


@pytest.mark.parametrize(("tag", "files"), [("en", 3), ("hi", 4), ("or", 4), ("ta", 4), ("ur", 5)])
def test_the_first_page_asks_for_few_fonts(tag: str, files: int, visit: Visit, rti: Path) -> None:
    learner = visit(rti, tag, "scorm12")
    asked: list[str] = []
    learner.page.on("request", lambda one: asked.append(one.url))
    learner.page.goto(f"{learner.origin}/course/index.html", wait_until="networkidle")
    assert sum(url.endswith(".woff2") for url in asked) == files
