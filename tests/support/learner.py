"""A learner: what hands and eyes do with a course, on a platform or from a disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Dialog, FrameLocator, Locator, Page

FIRST = re.compile(
    r"|cmi\.(suspend_data|location|(completion|success)_status|progress_measure|(core\.)?score\.raw|"
    r"core\.lesson_status|(interactions|objectives)\.(_count|\d+\.id))"
)
NOT_YET = {("GetValue", "403"), ("GetValue", "201"), ("Initialize", "103")}
"""No faults: nothing is there yet (in 2004, and as iGOT says it in 1.2), or an earlier visit's
session is open still."""
HANDS = (Path(__file__).parents[1] / "e2e/hands.js").read_text("utf-8")


@dataclass(slots=True)
class Learner:
    """Someone who opens a course on a platform, and what their browser complained about."""

    page: Page
    origin: str
    platform: str
    quick: bool = False
    """Act through scripts: no mouse, no waiting for things to stand still."""
    complaints: list[str] = field(default_factory=list)

    @property
    def course(self) -> FrameLocator | Page:
        return self.page.frame_locator("#course")

    @property
    def data(self) -> dict[str, Any]:
        """The course's data, keys and all."""
        frame = self.page.frames[-1]
        return dict(frame.evaluate("window.PATHYA"))

    def listen(self) -> None:
        """Note what the browser complains about, and what it asks others for."""
        page, said = self.page, self.complaints
        home = (self.origin, "about:")
        page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
        page.on("dialog", lambda one: dismiss(one, said))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "request", lambda one: said.append(one.url) if not one.url.startswith(home) else None
        )

    def open(self) -> None:
        self.page.goto(f"{self.origin}/host.html")
        self.course.locator("#_title").wait_for(state="attached")
        self.course.locator(".page.current").wait_for()

    def open_alone(self, address: str = "") -> Page:
        """Open the page itself, with no platform round it."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.origin}/course/index.html{address}")
        return self.page

    def turn(self, page: str) -> None:
        """Turn to a page by the table of contents."""
        self.press(self.course.locator(f'#_contents a[href="#{page}"]'))
        self.course.locator(f"#{page}.current").wait_for()

    def arrive(self, place: str) -> None:
        """Wait until this page is shown: a browser tells of a new address a moment later."""
        self.course.locator(f"#{place}.current").wait_for()

    def leave(self) -> dict[str, Any]:
        """Close the course and give the platform's record."""
        return dict(self.page.evaluate("leave().then(record)"))

    def calls(self) -> list[dict[str, Any]]:
        return list(self.page.evaluate("calls"))

    def told(self) -> dict[str, str]:
        """What the platform was told last of each element, since it was opened."""
        return dict(call["values"] for call in self.calls() if call["verb"] == "SetValue")

    def ends(self) -> int:
        """How often the course ended its session."""
        return sum(call["verb"] in ("Finish", "Terminate") for call in self.calls())

    def errors(self) -> list[dict[str, Any]]:
        """Calls that the platform did not like; a first read of what isn't there is no fault."""
        return [
            call
            for call in self.calls()
            if call["error"] != "0"
            and not ((call["verb"], call["error"]) in NOT_YET and FIRST.fullmatch(*call["values"]))
        ]

    def press(self, thing: Locator) -> None:
        """Click on something."""
        if self.quick:
            thing.evaluate("one => one.click()")
        else:
            thing.click()

    def answer(self, question: dict[str, Any], *, right: bool = True) -> None:
        """Answer a question with mouse and keyboard; a wrong answer is complete, but wrong."""
        root = self.course.locator(f'[data-question="{question["id"]}"]')
        if self.quick:
            self.act("answer", question, right)
        else:
            _ANSWER[question["type"]](root, question, right)

    def act(self, what: str, *values: Any) -> None:
        """Let a script do what hands would do."""
        self.page.frames[-1].evaluate(HANDS, [what, *values])

    def take_lessons(self) -> None:
        """Read all lessons, and answer every question rightly."""
        if self.quick:
            self.act("lessons")
            return
        data = self.data
        known = {question["id"]: question for question in data["practice"]}
        first = data["lessons"][0]
        if not self.course.locator(f"#{first}.current").count():
            self.press(self.course.locator("#_onward"))
        for lesson in data["lessons"]:
            self.course.locator(f"#{lesson}.current").wait_for()
            for form in self.course.locator(".page.current .question").all():
                question = known[form.get_attribute("data-question")]
                self.answer(question)
                self.press(form.locator("button[type=submit]"))
                assert "is-right" in str(form.get_attribute("class")), question
            self.press(self.course.locator(f"#{lesson} .after"))

    def take_test(self, *, right: bool) -> None:
        """Take the final assessment, all of it right or all of it wrong."""
        if self.quick:
            self.act("test", right)
        else:
            self.course.locator("#_begin").click()
            for question in self.data["assessment"]["questions"]:
                self.answer(question, right=right)
            self.course.locator("#_submit").click()
        self.course.locator("#_result").wait_for()

    def see(self, text: str) -> None:
        self.course.get_by_text(text).first.wait_for()


@dataclass(slots=True)
class Reader(Learner):
    """Someone who opens a course from the disk, with no platform; `origin` is its folder."""

    @property
    def course(self) -> Page:
        return self.page

    def open(self) -> None:
        self.page.goto(f"{self.origin}/index.html")
        self.course.locator(".page.current").wait_for()

    def leave(self) -> dict[str, Any]:
        kept = dict(self.page.evaluate("({...localStorage})"))
        self.page.goto("about:blank")
        return kept

    def calls(self) -> list[dict[str, Any]]:
        return []


def dismiss(dialog: Dialog, said: list[str]) -> None:
    """Note what a dialog says, and close it."""
    said.append(dialog.message)
    dialog.dismiss()


def _choose(root: Any, question: dict[str, Any], right: bool) -> None:
    for box in root.locator("input").all():
        box.set_checked((box.get_attribute("value") in question["key"]) == right)


def _choose_one(root: Any, question: dict[str, Any], right: bool) -> None:
    for box in root.locator("input").all():
        if (box.get_attribute("value") in question["key"]) == right:
            box.check()


def _match(root: Any, question: dict[str, Any], right: bool) -> None:
    shown = question["shown"]
    for at, pair in enumerate(question["key"]):
        place = shown.index(pair.split(".")[1]) + (0 if right else 1)
        root.locator("select").nth(at).select_option(str(place % len(shown) + 1))


def _order(root: Any, question: dict[str, Any], right: bool) -> None:
    for row, item in enumerate(question["shown"], 1):
        place = question["key"].index(item) + (0 if right else 1)
        choice = str(place % len(question["key"]) + 1)
        root.locator(f'[data-row="{row}"] select').select_option(choice)


def _fill(root: Any, question: dict[str, Any], right: bool) -> None:
    for blank, answers in zip(question["blanks"], question["accepted"], strict=True):
        root.locator(f"#{blank}").fill(f"  {answers[-1].upper()} " if right else "?")


def _type(root: Any, question: dict[str, Any], right: bool) -> None:
    root.locator("input").fill(question["key"][0] if right else "-987")


_ANSWER: dict[str, Callable[[Any, dict[str, Any], bool], None]] = {
    "single": _choose_one,
    "multiple": _choose,
    "true-false": _choose_one,
    "match": _match,
    "order": _order,
    "fill": _fill,
    "numeric": _type,
}
