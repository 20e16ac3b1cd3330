"""Publish courses: language by language, and one that fails stops no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.build import rules
from pathya.build.publishing import journal as log
from pathya.build.publishing.bring import Desk, Stopped, bring
from pathya.build.publishing.plan import Goal, Wanted
from pathya.build.publishing.platform import Refused, Unclear, Waiting
from pathya.build.publishing.prepare import Prepared
from pathya.build.publishing.validation import validate

Outcome = Literal["done", "waiting", "unfinished", "stopped"]
_SAID = {"Review": "in review"}


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a course in one language."""

    course: str
    tag: str
    outcome: Outcome
    message: str
    found: Diagnostics = ()


def publish(desk: Desk, prepared: Iterable[Prepared], goal: Goal) -> Iterator[Told]:
    """Bring a course to its goal in each language; the first language should come first."""
    for one in prepared:
        yield _language(desk, one, goal)


def _language(desk: Desk, prepared: Prepared, goal: Goal) -> Told:
    def told(outcome: Outcome, message: str, found: Diagnostics = ()) -> Told:
        return Told(prepared.course_id, prepared.tag, outcome, message, prepared.found + found)

    if prepared.course is None:
        return told("stopped", "is not fit to be published")
    where = Where(f"{prepared.course_id}/{prepared.tag}")
    try:
        _bring_all(desk, prepared.course, prepared.things, goal)
        verdicts = tuple(_validated(desk, prepared.course, prepared.things))
    except Waiting as waiting:
        return told("waiting", waiting.message)
    except Unclear as fault:
        return told("unfinished", f"goes on when this is run again: {fault}")
    except (Stopped, Refused) as stopped:
        return told("stopped", "stopped", (rules.PUB003.at(where, stopped.message),))
    if wrong := tuple(rules.PUB004.at(where, said) for said in verdicts if said):
        return told("stopped", "is not VALID", wrong)
    status = log.recall(desk.journal, prepared.course.key).status
    return told("done", _SAID.get(status, status))


def _bring_all(desk: Desk, course: Wanted, things: tuple[Wanted, ...], goal: Goal) -> None:
    known = log.recall(desk.journal, course.key)
    if known.run == desk.journal.run and (known.digest, known.goal) == (course.digest, goal):
        _take_over(desk, (course, *things))
        return  # done in this very run, before it was interrupted
    seen = bring(desk, course, "there")
    for thing in things:
        if not _is_live(desk, thing):
            bring(desk, thing, goal)
            _note(desk, thing, goal)
    _take_over(desk, things)
    bring(desk, course, goal, seen)
    _note(desk, course, goal)


def _is_live(desk: Desk, thing: Wanted) -> bool:
    known = log.recall(desk.journal, thing.key)
    return (known.digest, known.goal) == (thing.digest, "publish")


def _take_over(desk: Desk, things: tuple[Wanted, ...]) -> None:
    """Know the ids of what is there."""
    for thing in things:
        desk.ids[thing.key] = log.recall(desk.journal, thing.key).id


def _note(desk: Desk, thing: Wanted, goal: Goal) -> None:
    """Write down that a thing has come to its goal."""
    run = desk.journal.run
    log.remember(desk.journal, thing.key, digest=thing.digest, goal=goal, run=run)


def _validated(desk: Desk, course: Wanted, things: tuple[Wanted, ...]) -> Iterator[str]:
    """Have each package validated; give what is wrong with it, or nothing."""
    for thing in things:
        if thing.parcel and desk.platform.account.validation:
            yield validate(desk, desk.ids[course.key], thing)
