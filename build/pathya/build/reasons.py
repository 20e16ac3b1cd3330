"""Why something was built again: what it is made of now, held against what it was made of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from pathya.build.store.index import Index, ask, note

_READ = "select language, key, inputs from made where course = ?"
_WRITE = "insert or replace into made values (?, ?, ?, ?)"
_SHORT = 16
"""Digits of a hash that tell two versions of a file apart."""

Made = Mapping[str, tuple[str, Mapping[str, str]]]
"""Of each language of a course when it was last built: its key in the store, and its inputs."""


def made_of(index: Index, course: str) -> Made:
    """Read what a course was made of."""
    try:
        rows = ask(index, _READ, (course,))
        return {tag: (key, json.loads(inputs)) for tag, key, inputs in rows}
    except ValueError:  # a damaged index
        return {}


def note_made(index: Index, course: str, made: Made) -> None:
    """Note what languages of a course are made of now."""
    rows = [(course, tag, key, json.dumps(_short(inputs))) for tag, (key, inputs) in made.items()]
    note(index, _WRITE, rows)


def keys_of(index: Index) -> frozenset[str]:
    """Name in the store all that was made of a project's courses last."""
    return frozenset(key for (key,) in ask(index, "select key from made"))


def reasons(before: Mapping[str, str] | None, now: Mapping[str, str]) -> tuple[str, ...]:
    """Name what changed: files, settings, or Pathya itself."""
    if before is None:
        return ("it was not built here before",)
    return tuple(_changes(before, _short(now))) or ("the store has it no more",)


def _changes(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(before.keys() | now.keys()):
        if name not in now:
            yield f"{name} is gone"
        elif name not in before:
            yield f"{name} is new"
        elif before[name] != now[name]:
            yield f"{name} changed"


def _short(inputs: Mapping[str, str]) -> dict[str, str]:
    return {name: value[:_SHORT] for name, value in inputs.items()}
