"""A short course in every player and five languages: what learners do, and the record of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from pathya.locales.words import interface_words

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
Golden = Callable[[Path, str], None]
GOLDEN = Path(__file__).parent / "golden"
TAGS = ("en", "hi", "ta", "ur", "or")
# The platform, and the form of the package that is played on it.
PLAYERS = {
    "again-1.2": ("again", "scorm12"),
    "again-2004": ("again", "scorm2004"),
    "igot-2024": ("igot-2024", "scorm12"),
    "igot-2026-1.2": ("igot-2026", "scorm12"),
    "igot-2026-2004": ("igot-2026", "scorm2004"),
}
TIMES = {
    "scorm12": re.compile(r"\d{2,4}:\d\d:\d\d(\.\d\d?)?"),
    "scorm2004": re.compile(r"PT?[\dTHMS.]+|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\d[+-]\d\d:\d\d"),
}
# Who took the course is the platform's own affair, and platforms keep some things of their own.
THEIRS = re.compile(
    r"learner|student_(id|name|pref)|launch_data|_children|_version|mode|credit|Initialized"
)


def word(tag: str, key: str) -> str:
    """A message of the interface in a language."""
    return "".join(map(str, interface_words(tag)[key].inline))


def flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Write a nested record as one list of elements and values; what is empty is left out."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from flat(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from flat(inner, f"{name}.{at}")
    elif value not in (None, ""):
        yield name, str(value)


def same_everywhere(record: dict[str, Any], form: str, data: dict[str, Any]) -> dict[str, str]:
    """Leave out of a record what differs with hour and language; times must be well made."""
    typed = {
        answer: f"<{question['id']}>"
        for question in data["practice"]
        for blank in question.get("accepted", [])
        for answer in (blank[-1], blank[-1].upper())
    }
    known = {}
    for name, value in flat(record):
        if THEIRS.search(name) and "learner_response" not in name:
            continue
        if re.search(r"time|timestamp|latency", name) and not name.endswith("time_limit_action"):
            assert TIMES[form].fullmatch(value), (name, value)
            known[name] = "<time>"
        elif name.endswith(".description"):
            assert re.fullmatch(r"\{lang=[a-z]+\}.{1,241}", value), (name, value)
            known[name] = "<words>"
        else:
            known[name] = typed.get(value, value)
    return known


def shown(record: dict[str, str]) -> str:
    return json.dumps(record, indent=1, sort_keys=True) + "\n"


def passes(learner: Any, _: str) -> None:
    learner.open()
    learner.take_lessons()
    learner.take_test(right=True)


def fails(learner: Any, tag: str) -> None:
    learner.open()
    learner.take_lessons()
    learner.take_test(right=False)
    learner.take_test(right=False)
    learner.see(word(tag, "failed"))


def fails_and_passes(learner: Any, _: str) -> None:
    learner.open()
    learner.take_lessons()
    learner.take_test(right=False)
    learner.take_test(right=True)


def leaves_a_quiz(learner: Any, tag: str) -> None:
    """Leave inside a quiz: one question is answered, the next one touched."""
    learner.open()
    first, second = learner.data["practice"][:2]
    learner.turn("register")
    learner.answer(first)
    learner.press(learner.course.locator(f"#q_{first['id']} button[type=submit]"))
    learner.answer(second, right=False)
    come_back(learner, tag, "register")
    learner.take_lessons()
    learner.take_test(right=True)


def leaves_the_paper(learner: Any, tag: str) -> None:
    """Leave with half of the paper answered."""
    learner.open()
    learner.take_lessons()
    learner.press(learner.course.locator("#_begin"))
    questions = learner.data["assessment"]["questions"]
    for question in questions[:2]:
        learner.answer(question)
    come_back(learner, tag, "_assessment")
    for question in questions[2:]:
        learner.answer(question)
    learner.press(learner.course.locator("#_submit"))
    learner.see(word(tag, "passed"))


def come_back(learner: Any, tag: str, place: str) -> None:
    """Leave, and find the place again where one was."""
    if "igot-2026" in learner.platform:
        # It hears no last words: what it was not told within a second is lost.
        learner.page.clock.run_for(1000)
    learner.leave()
    assert learner.errors() == []
    learner.open()
    learner.arrive(place)
    learner.see(word(tag, "resumed"))


def runs_out_of_time(learner: Any, tag: str) -> None:
    """One question is answered when the time is over."""
    learner.open()
    learner.take_lessons()
    learner.press(learner.course.locator("#_begin"))
    learner.answer(learner.data["assessment"]["questions"][0])
    learner.page.clock.fast_forward("05:00")
    learner.see(word(tag, "time-over"))
    learner.see(word(tag, "failed"))


def goes_on_without(learner: Any, tag: str) -> None:
    """The platform stops answering half-way, and comes back when all is done."""
    learner.open()
    learner.take_lessons()
    learner.page.evaluate("die()")
    learner.take_test(right=True)
    learner.see(word(tag, "save-failed"))
    learner.page.evaluate("revive()")
    learner.turn("reply")
    learner.see(word(tag, "saved-again"))


SITUATIONS: dict[str, Callable[[Any, str], None]] = {
    "pass": passes,
    "fail": fails,
    "leave-a-quiz": leaves_a_quiz,
    "leave-the-paper": leaves_the_paper,
    "time-out": runs_out_of_time,
    "api-dies": goes_on_without,
    "second-attempt": fails_and_passes,
}


def played(
    visit: Visit, course: Path, tag: str, place: tuple[str, str], situation: str
) -> tuple[Any, dict[str, Any]]:
    """Let a learner go through a situation; gives the learner, and the course's data."""
    platform, form = place
    # Who waits for something lets the clock run ahead.
    waits = situation == "time-out" or ("igot-2026" in platform and situation.startswith("leave"))
    learner = visit(course, tag, form, platform, own=waits)
    learner.quick = True
    if waits:
        learner.page.clock.install()
    SITUATIONS[situation](learner, tag)
    return learner, learner.data


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("cell", list(product(PLAYERS, SITUATIONS)), ids="-".join)
def test_the_platform_records_what_happened(
    cell: tuple[str, str], tag: str, visit: Visit, short_course: Path, golden: Golden
) -> None:
    player, situation = cell
    _, form = PLAYERS[player]
    learner, data = played(visit, short_course, tag, PLAYERS[player], situation)
    record = learner.leave()
    assert learner.errors() == []
    # The player of 2024 tells its server of nothing but success: there, what it was told.
    known = learner.told() if player == "igot-2024" else record
    golden(GOLDEN / f"{player}-{situation}.json", shown(same_everywhere(known, form, data)))


# What a platform fills in by itself, and two may fill in otherwise.
OWN = re.compile(r"entry|total_time|time_limit_action")


def both_have(record: dict[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in record.items()
        if not OWN.search(name) and value not in ("unknown", "not attempted")
    }


@pytest.mark.parametrize("cell", list(product(PLAYERS, SITUATIONS)), ids="-".join)
def test_the_studios_console_records_the_same(
    cell: tuple[str, str], visit: Visit, short_course: Path
) -> None:
    player, situation = cell
    platform, form = PLAYERS[player]
    plays = platform.replace("again", "standard")
    place = (f"studio.js?{plays}", form)
    learner, data = played(visit, short_course, "ur", place, situation)
    record = learner.leave()
    assert learner.errors() == []
    known = learner.told() if player == "igot-2024" else record
    recorded = json.loads((GOLDEN / f"{player}-{situation}.json").read_text("utf-8"))
    assert both_have(same_everywhere(known, form, data)) == both_have(recorded)


@pytest.mark.parametrize("player", PLAYERS)
def test_a_session_is_ended_where_that_costs_nothing(
    player: str, visit: Visit, short_course: Path
) -> None:
    platform, form = PLAYERS[player]
    learner = visit(short_course, "ur", form, platform)
    learner.quick = True
    learner.open()
    learner.turn("reply")
    learner.leave()
    # The player of 2024 would forget the place, and that of 2026 has gone by then.
    assert learner.ends() == (0 if "igot" in player else 1)
    learner.open()
    learner.turn("register")
    learner.take_lessons()
    learner.take_test(right=True)
    learner.leave()
    assert learner.ends() == (0 if "2026" in player else 1)
    learner.open()
    learner.arrive("_assessment")
    learner.turn("_start")
    assert learner.course.locator("#_done").is_visible()


@pytest.mark.parametrize("form", TIMES)
def test_the_platform_shows_how_far_one_has_come(
    form: str, visit: Visit, short_course: Path
) -> None:
    learner = visit(short_course, "en", form, "igot-2026", own=True)
    learner.quick = True
    learner.page.clock.install()
    shown = []
    for page in ("register", "reply"):
        learner.open()
        learner.turn(page)
        learner.page.clock.run_for(1000)
        learner.leave()
        shown.append(learner.page.evaluate("progress()"))
    assert shown == [33, 67]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("situation", [name for name in SITUATIONS if name != "api-dies"])
def test_from_the_disk_the_browser_remembers(
    situation: str, tag: str, visit: Visit, short_course: Path, golden: Golden
) -> None:
    learner, _ = played(visit, short_course, tag, ("disk", "web"), situation)
    golden(GOLDEN / f"disk-{situation}.json", shown(learner.leave()))


@pytest.mark.parametrize("tag", TAGS)
def test_without_a_platform_a_learner_is_told_that_nothing_is_recorded(
    tag: str, visit: Visit, short_course: Path
) -> None:
    learner = visit(short_course, tag, "scorm12", "disk", own=True)
    learner.quick = True
    learner.page.clock.install()
    learner.open()
    learner.page.clock.run_for(5000)
    learner.see(word(tag, "no-platform"))
    learner.take_lessons()
    learner.take_test(right=True)
    learner.see(word(tag, "passed"))
    assert learner.leave() == {}


@pytest.mark.parametrize("form", TIMES)
def test_what_the_platform_could_not_save_is_saved_later(
    form: str, visit: Visit, short_course: Path
) -> None:
    learner = visit(short_course, "or", form, own=True)
    learner.quick = True
    learner.page.clock.install()
    learner.open()
    learner.page.clock.run_for(1000)
    learner.page.evaluate("refuse()")
    learner.take_lessons()
    learner.see(word("or", "save-failed"))
    learner.page.evaluate("revive()")
    learner.page.clock.run_for(15_000)
    learner.see(word("or", "saved-again"))
    saved = dict(flat(learner.page.evaluate("record()")))
    asked = [question["id"] for question in learner.data["practice"]]
    assert [saved[f"interactions.{at}.id"] for at in range(len(asked))] == asked
    commits = [call for call in learner.calls() if call["verb"] == "Commit"]
    assert len(commits) <= 3, commits
