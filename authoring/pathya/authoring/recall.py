"""Lessons as they were read before: those that are the same leave the same behind.

What reading a lesson gives follows from its text and from what was there when it was read; all of
this is in its key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from pathya.authoring.course import Lesson, Media, Unit
from pathya.authoring.diagnostics import Diagnostics, Where, has_errors
from pathya.authoring.drawing import Drawing
from pathya.authoring.yaml_document import Path, Yaml

if TYPE_CHECKING:
    from pathya.authoring.scribe import Reading


@dataclass(frozen=True, slots=True)
class Known:
    """A lesson, and what reading it left behind."""

    digest: str
    """That of its text."""
    key: str
    """Of all else that it was read with."""
    lesson: Lesson
    units: tuple[Unit, ...]
    media: tuple[Media, ...]
    """Those that stand in no lesson before."""
    drawings: Mapping[str, Drawing | None]
    """Those that no lesson shows before."""
    ids: Mapping[str, Where]
    anchors: tuple[str, ...]
    links: tuple[tuple[str, Where], ...]
    alike: Mapping[str, int]
    folded: int
    """How many transcripts and long descriptions there are up to its end."""
    found: Diagnostics


@dataclass(frozen=True, slots=True)
class KnownYaml:
    """A YAML document in which nothing was found."""

    digest: str
    """That of its text and of all that a course is read with."""
    value: str
    """In JSON."""
    lines: tuple[tuple[Path, int], ...]


@dataclass(slots=True)
class Recall:
    """What reading may use again, and what it leaves for the next time."""

    context: str
    """Names all that lessons are read with, but for Markdown."""
    before: Mapping[str, Known]
    """By file."""
    settings: KnownYaml | None = None
    """course.yaml as it was when nothing was found in it last."""
    now: dict[str, Known] = field(default_factory=dict)
    """All lessons of a course that was read, in order."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far reading has come."""

    key: str
    units: int
    media: int
    drawings: int
    ids: int
    links: int
    found: int
    anchors: frozenset[str]
    alike: Mapping[str, int]


def text_digest(text: str) -> str:
    """Hash a file's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def same_text(recall: Recall, name: str, text: str) -> Known | None:
    """Give the lesson that was read of a file, if its text is the same."""
    old = recall.before.get(name)
    return old if old and old.digest == text_digest(text) else None


def same_yaml(recall: Recall, text: str) -> Yaml | None:
    """Give the course.yaml that was read before, if its text is the same."""
    old = recall.settings
    if old is None or old.digest != text_digest(recall.context + text):
        return None
    try:
        return Yaml(json.loads(old.value), dict(old.lines))
    except (ValueError, RecursionError):  # made up
        return None


def remember_yaml(source: Yaml, text: str, recall: Recall) -> None:
    """Note a course.yaml in which nothing was found."""
    digest, lines = text_digest(recall.context + text), tuple(source.lines.items())
    recall.settings = KnownYaml(digest, json.dumps(source.value), lines)


def context_key(recall: Recall, reading: Reading) -> str:
    """Hash what the next lesson is read with."""
    objectives = None if reading.objectives is None else sorted(reading.objectives)
    lessons = sorted(reading.lessons.items())
    seen = ([*reading.ids], [*reading.media], [*reading.drawings], reading.folded)
    return text_digest(repr((recall.context, objectives, lessons, seen)))


def put_back(old: Known, key: str, reading: Reading) -> bool:
    """Leave behind what reading a lesson again would; False: it has to be read."""
    files = reading.folder.media
    known = all(one.name in files for one in old.media)
    if old.key != key or not known or not old.alike.keys().isdisjoint(reading.alike):
        return False
    reading.units.update((unit.id, unit) for unit in old.units)
    reading.media.update((one.name, replace(one, path=files[one.name].path)) for one in old.media)
    reading.drawings.update(old.drawings)
    reading.ids.update(old.ids)
    reading.anchors.update(old.anchors)
    reading.links.extend(old.links)
    reading.alike.update(old.alike)
    reading.folded = old.folded
    reading.found.extend(old.found)
    return True


def mark(key: str, reading: Reading) -> Mark:
    """Note how far reading has come, before a lesson."""
    return Mark(
        key,
        len(reading.units),
        len(reading.media),
        len(reading.drawings),
        len(reading.ids),
        len(reading.links),
        len(reading.found),
        frozenset(reading.anchors),
        dict(reading.alike),
    )


def remember(lesson: Lesson, text: str, start: Mark, reading: Reading, recall: Recall) -> None:
    """Note what reading a lesson left behind.

    Nothing is noted of errors, which name lines of other files, and where texts of another scope
    were counted on.
    """
    found = tuple(reading.found[start.found :])
    counted_on = any(reading.alike[name] != count for name, count in start.alike.items())
    if counted_on or has_errors(found):
        return
    recall.now[lesson.name] = Known(
        text_digest(text),
        start.key,
        lesson,
        tuple(islice(reading.units.values(), start.units, None)),
        tuple(islice(reading.media.values(), start.media, None)),
        dict(islice(reading.drawings.items(), start.drawings, None)),
        dict(islice(reading.ids.items(), start.ids, None)),
        tuple(sorted(reading.anchors - start.anchors)),
        tuple(reading.links[start.links :]),
        {name: n for name, n in reading.alike.items() if name not in start.alike},
        reading.folded,
        found,
    )
