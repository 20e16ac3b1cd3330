"""How much of a job is new, and how much was translated before: what a job costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pathya.authoring.course import Course, Unit
from pathya.locales.catalog import FINISHED, Catalog, Entry, State, Wording, wording
from pathya.locales.coverage import word_count


class Effort(StrEnum):
    """What there is for a translator to start from."""

    NEW = "new"
    """Nothing."""
    MACHINE = "machine"
    """A machine's draft, to be edited."""
    FUZZY = "fuzzy"
    """A translation of a text that is alike, or of what this one was before it changed."""
    REPEATED = "repeated"
    """The same text stands earlier in the job."""
    EXACT = "exact"
    """A translation of the same text."""
    DONE = "done"
    """It is translated already."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a job falls to one kind of effort."""

    texts: int
    words: int
    """Of the source."""


@dataclass(frozen=True, slots=True)
class Found:
    """A translation that is known of the same text, or of one like it."""

    score: float
    """1.0: of the same text."""
    state: State


FindKnown = Callable[[Unit], Iterable[Found]]


def leverage(
    course: Course, catalog: Catalog, known: FindKnown, earlier: set[Wording]
) -> Mapping[Effort, Share]:
    """Sort a course's texts by effort, all kinds always there.

    The catalog has to be up to date. `earlier` gathers the texts that the job has to translate, so
    that the courses of a job can be counted one after the other.
    """
    sorted_: dict[Effort, list[int]] = {effort: [] for effort in Effort}
    for name, unit in course.units.items():
        effort = _effort(unit, catalog.entries[name], known, earlier)
        sorted_[effort].append(word_count(unit.source))
    return {effort: Share(len(words), sum(words)) for effort, words in sorted_.items()}


def _effort(unit: Unit, entry: Entry, known: FindKnown, earlier: set[Wording]) -> Effort:
    if entry.state in FINISHED:
        return Effort.DONE
    found = tuple(known(unit))
    by_people = [one.score for one in found if one.state is not State.MACHINE]
    best = max(by_people, default=0.0)
    if best >= 1:
        return Effort.EXACT
    if wording(unit) in earlier:
        return Effort.REPEATED
    earlier.add(wording(unit))
    if best or entry.state is State.FUZZY:
        return Effort.FUZZY
    drafted = any(one.state is State.MACHINE and one.score >= 1 for one in found)
    return Effort.MACHINE if drafted or entry.state is State.MACHINE else Effort.NEW
