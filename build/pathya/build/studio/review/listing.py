"""Which texts of a catalog there are to work on."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pathya.authoring.course import lessons_of, plain
from pathya.build.studio.review.checking import findings
from pathya.build.studio.review.desk import Opened
from pathya.locales.catalog import FINISHED, Entry, State

PAGE = 100
"""Texts that are sent at once."""
NEAR = 4
"""Texts of the same lesson that are shown before and after one."""

FILTERS: Mapping[str, Callable[[Opened, Entry], bool]] = {
    "all": lambda _, entry: True,
    "todo": lambda _, entry: entry.state not in FINISHED,
    "changed": lambda _, entry: bool(entry.previous_source),
    "machine": lambda _, entry: entry.state in (State.MACHINE, State.MEMORY),
    "review": lambda _, entry: entry.state is State.TRANSLATED,
    "failing": lambda opened, entry: bool(findings(opened, entry)),
    "remarks": lambda _, entry: bool(entry.remarks),
}
"""What may be asked for, by name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which texts somebody wants to see."""

    filter: str = "all"
    """One of FILTERS."""
    scope: str = ""
    """A lesson's id; empty: the whole course."""
    text: str = ""
    """Words in the source, the translation, a remark or the id."""


def listed(opened: Opened, asked: Asked) -> tuple[str, ...]:
    """Give the ids of the texts that are asked for, in reading order."""
    wanted, words = FILTERS[asked.filter], _folded(asked.text)
    return tuple(
        name
        for name, entry in opened.entries.items()
        if asked.scope in ("", scope_of(name))
        and (not words or words in _said(entry))
        and wanted(opened, entry)
    )


def scope_of(name: str) -> str:
    """Name the part of the course that a text stands in."""
    return name.partition(".")[0]


def scopes(opened: Opened) -> Iterator[dict[str, Any]]:
    """Give the parts of a course in reading order, and how many of their texts are unfinished."""
    titles = {module.id: module.title for module in opened.course.modules}
    titles |= {lesson.id: lesson.title for lesson in lessons_of(opened.course)}
    open_, names = Counter[str](), dict[str, None]()
    for name, entry in opened.entries.items():
        names[scope_of(name)] = None
        open_[scope_of(name)] += entry.state not in FINISHED
    for name in names:
        unit = opened.course.units.get(titles.get(name, ""))
        yield {"id": name, "title": plain(unit.source) if unit else name, "open": open_[name]}


def counts(opened: Opened) -> dict[str, int]:
    """Count the texts in each state, all states there."""
    found = Counter(entry.state for entry in opened.entries.values())
    return {str(state): found[state] for state in State}


def row(opened: Opened, entry: Entry) -> dict[str, Any]:
    """Describe a text in a list."""
    seen = opened.found.get(entry.id)
    return {
        "id": entry.id,
        "state": str(entry.state),
        "source": entry.source,
        "target": entry.target,
        "note": entry.note,
        "changed": bool(entry.previous_source),
        "remarks": len(entry.remarks),
        # Known only of texts that have been looked at: a list does not wait for all checks.
        "found": len(seen[1]) if seen and seen[0] is entry else None,
    }


def around(opened: Opened, entry: Entry) -> dict[str, Any]:
    """Say where a text stands in the course, and what stands before and after it there."""
    names, place = list(opened.entries), opened.places[entry.id]
    beside = names[max(place - NEAR, 0) : place], names[place + 1 : place + 1 + NEAR]
    before, after = (
        [row(opened, opened.entries[name]) for name in some if scope_of(name) == scope_of(entry.id)]
        for some in beside
    )
    return {"place": place, "of": len(names), "before": before, "after": after}


def _said(entry: Entry) -> str:
    words = (plain(entry.source), plain(entry.target), entry.id, *(one for _, one in entry.remarks))
    return _folded("\n".join(words))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()
