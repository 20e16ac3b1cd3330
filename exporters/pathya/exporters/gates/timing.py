"""How long lessons, films and the course take."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, splitext
from typing import BinaryIO

from pathya.authoring.course import Course, lessons_of, plain
from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.authoring.reading_time import course_minutes, lesson_minutes
from pathya.exporters.edition import Edition
from pathya.exporters.gates import rules
from pathya.exporters.parts import captions_in
from pathya.exporters.tracks import captions_of

MOST_MINUTES = 5
_TIMED = (".mp4", ".m4a")
_MOST_BOXES = 1000
"""More siblings than any film has: a file of empty boxes is made to keep us busy."""


def check_timing(course: Course) -> Iterator[Diagnostic]:
    """Check the lengths of lessons and films, and the duration that the course gives itself."""
    for lesson in lessons_of(course):
        minutes = lesson_minutes(course, lesson)
        if minutes > MOST_MINUTES:
            title = plain(course.units[lesson.title].source)
            message = f"`{title}` takes {minutes:.0f} minutes"
            yield rules.RDG001.at(lesson.where, message, "Make two lessons of it.")
    for media in course.media.values():
        if splitext(media.name)[1].lower() in _TIMED:
            yield from _check_length(course, media.name, film_seconds(media.path))
    needed = course_minutes(course)
    if course.duration < needed:
        message = f"the duration is {course.duration} minutes; reading takes {needed}"
        hint = "Leave `duration` out: it is computed."
        yield rules.RDG003.at(course.where, message, hint)


def check_captioned(edition: Edition) -> Iterator[Diagnostic]:
    """Check the lengths of films of other kinds by the end of their last caption."""
    if edition.course.tag != edition.course.source_tag:
        return
    for one in captions_of(edition, captions_in(edition.course)):
        last = max((cue.end for cue in one.cues), default=0) / 1000
        yield from _check_length(edition.course, one.name, last)


def _check_length(course: Course, name: str, seconds: float) -> Iterator[Diagnostic]:
    if seconds > MOST_MINUTES * 60:
        where = Where(join(dirname(course.where.path), name))
        message = f"it takes {seconds / 60:.1f} minutes"
        yield rules.RDG002.at(where, message, "Cut it where the matter changes.")


def film_seconds(path: Path) -> float:
    """Read the length of an MP4 file from its header; 0 when it does not say (ISO 14496-12)."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        moov = _box(stream, b"moov", 0, size)
        mvhd = _box(stream, b"mvhd", *moov) if moov else None
        if mvhd is None:
            return 0
        stream.seek(mvhd[0])
        data = stream.read(32)
    form, start = (">LQ", 20) if data[:1] == b"\1" else (">LL", 12)
    if len(data) < start + struct.calcsize(form):
        return 0
    scale, length = struct.unpack_from(form, data, start)
    unknown = length in (2**32 - 1, 2**64 - 1)
    return 0 if unknown or not scale else length / scale


def _box(stream: BinaryIO, kind: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Find a box among its siblings; give where its content begins and ends."""
    for _ in range(_MOST_BOXES):
        if start + 8 > end:
            break
        stream.seek(start)
        head = stream.read(16)
        size, header = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:  # up to the end
            size = end - start
        if head[4:8] == kind:
            return start + header, min(start + size, end)
        if size < header:
            return None
        start += size
    return None
