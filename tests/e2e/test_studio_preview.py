"""The preview in a browser: it follows the disk, keeps the learner's place, says what is wrong."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

Sit = Callable[..., Any]
COURSE = "rti-requests"
SEEN = """(words) => new Promise((seen) => {
  const frame = document.getElementById("course");
  const look = () => {
    const page = frame.contentDocument?.querySelector(".ready .page.current");
    const isThere = page && page.getBoundingClientRect().width && page.textContent.includes(words);
    if (isThere) seen(Date.now());
    else setTimeout(look, 5);
  };
  look();
})"""
"""The moment, in milliseconds since 1970, at which the page that a learner sees says something."""


def player(page: Any, which: str = "page") -> Any:
    """The window in which the player is."""
    return page.wait_for_selector(f"#{which}").content_frame()


def content(page: Any, which: str = "page") -> Any:
    """What is in the learner's page."""
    return page.frame_locator(f"#{which}").frame_locator("#course")


def opened(page: Any, which: str = "page") -> Any:
    inside = content(page, which)
    inside.locator(".ready .page.current").wait_for()
    return inside


def calls(page: Any) -> list[str]:
    """What the console lists, the earliest first."""
    return list(reversed(page.locator("#calls tr td:nth-child(2)").all_inner_texts()))


def lessons(desk: Any) -> list[Path]:
    return sorted((desk.root / "content/courses" / COURSE).glob("0*/0*.md"))


def test_an_author_breaks_and_mends_a_lesson(desk: Any, sit_down: Sit) -> None:
    page = sit_down(desk, f"/preview/{COURSE}/en")
    inside = opened(page)
    lesson = lessons(desk)[1]
    text = lesson.read_text("utf-8")
    inside.locator("#_contents a").nth(2).evaluate("one => one.click()")
    inside.locator(".page.current:not(#_start)").wait_for()
    lesson.write_text(f"{text}\nA word from the author.\n", "utf-8")
    expect(inside.locator(".page.current")).to_contain_text("A word from the author.")
    lesson.write_text(f"{text}\n![](media/none.png)\n", "utf-8")
    expect(page.locator("#state")).to_contain_text("last page without")
    expect(inside.locator(".page.current")).to_contain_text("A word from the author.")
    place = page.locator("#found .place").first
    number = len(text.splitlines()) + 2
    expect(place).to_have_text(f"{lesson.relative_to(desk.root).as_posix()}:{number}")
    lesson.write_text(f"{text}\nAll is well again.\n", "utf-8")
    expect(inside.locator(".page.current")).to_contain_text("All is well again.")
    expect(page.locator("#state")).to_be_hidden()
    expect(page.locator("#found-sum")).to_have_text("Nothing is wrong.")


def test_what_is_saved_is_seen_at_once(desk: Any, sit_down: Sit) -> None:
    page = sit_down(desk, f"/preview/{COURSE}/hi")
    inside = opened(page)
    window = player(page)
    lesson = lessons(desk)[0]
    text = lesson.read_text("utf-8")
    inside.locator("#_onward").click()
    inside.locator(".page.current:not(#_start)").wait_for()
    taken = []
    for turn in range(21):
        words = f"Saved for the {turn}th time."
        page.wait_for_timeout(300)
        began = time.time()
        lesson.write_text(f"{text}\n{words}\n", "utf-8")
        taken.append(window.evaluate(SEEN, words) - 1000 * began)
    assert statistics.median(taken[1:]) <= 300, sorted(map(round, taken))
