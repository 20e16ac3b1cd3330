"""How much of a course is translated, and how far that has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pathya.authoring.course import Course, Inline, Unit, plain
from pathya.locales.catalog import Catalog, State

REJECTED = "rejected"
"""What a text counts as, in place of its state, when its translation cannot be shown."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts for each state and for what is rejected, all seven always there."""

    units: Mapping[str, int]
    words: Mapping[str, int]
    """Words of the source."""


def coverage(course: Course, catalog: Catalog | None) -> Coverage:
    """Count the texts of a localised course by the state of what is shown; no catalog: all new."""
    units = dict.fromkeys([*State, REJECTED], 0)
    words = dict(units)
    for unit in course.units.values():
        state = state_in(course, unit, catalog)
        units[state] += 1
        words[state] += word_count(unit.source)
    return Coverage(units, words)


@lru_cache(maxsize=8192)
def word_count(text: Inline) -> int:
    """Count the words of a source, which is written with spaces between them."""
    return len(plain(text).split())


def counted(states: Iterable[str]) -> dict[str, int]:
    """Count states, in their order; none that nothing stands in."""
    count = Counter(states)
    return {str(state): count[state] for state in (*State, REJECTED) if count[state]}


def state_in(course: Course, unit: Unit, catalog: Catalog | None) -> str:
    """Tell the state of what a localised course shows for a unit."""
    entry = catalog.entries.get(unit.id) if catalog else None
    if entry is None or not entry.target:
        return State.NEW
    if course.texts[unit.id].tag != course.tag:
        return REJECTED
    kinds = tuple([code.kind for code in unit.codes]) if unit.codes else ()
    same = entry.source == unit.source and entry.kinds == kinds
    return entry.state if same else State.FUZZY
