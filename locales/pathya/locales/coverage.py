"""How much of a course is translated, and how far that has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pathya.authoring.course import Course, plain
from pathya.locales.catalog import Catalog, State


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts for each state, all six always there."""

    units: Mapping[State, int]
    words: Mapping[State, int]
    """Words of the source."""


def coverage(course: Course, catalog: Catalog | None) -> Coverage:
    """Count the course's texts by the state of their translation; no catalog: all are new."""
    units = Counter(dict.fromkeys(State, 0))
    words = units.copy()
    entries = catalog.entries if catalog else {}
    for unit in course.units.values():
        state = entries[unit.id].state if unit.id in entries else State.NEW
        units[state] += 1
        words[state] += len(plain(unit.source).split())
    return Coverage(
        {state: units[state] for state in State}, {state: words[state] for state in State}
    )
