"""The course's HTML in one string with its slots as marks, for checks that look at the markup."""

from __future__ import annotations

import re

from pathya.authoring.course import Course, Html, Lesson, Slot, lessons_of
from pathya.authoring.diagnostics import Where
from pathya.authoring.slots import mark

_UNIT = re.compile("\ue000(?:text|plain):([^\ue001]*)\ue001")

Pages = tuple[tuple[Lesson, str], ...]
"""Lessons, each with its HTML in which slots are marked."""


def marked(html: Html, course: Course) -> str:
    """Join HTML; a text is its mark and then its words with the markup that its codes stand for."""
    return "".join(piece if isinstance(piece, str) else _slot(piece, course) for piece in html)


def _slot(slot: Slot, course: Course) -> str:
    if slot.kind == "lang":
        return ""
    unit = course.units.get(slot.key) if slot.kind == "text" else None
    if unit is None:
        return mark(slot.kind, slot.key)
    pieces = [mark("text", slot.key)]
    for piece in unit.source:
        if isinstance(piece, str):
            pieces.append(piece.replace("<", "&lt;"))
        elif piece > 0:
            pieces.append(marked(unit.codes[piece - 1].open, course))
        else:
            pieces.append(unit.codes[-piece - 1].close or "")
    return "".join(pieces)


def place(html: str, start: int, lesson: Lesson, course: Course) -> Where:
    """Find the line of a piece of marked HTML: that of the next text, or of the one before."""
    after = _UNIT.search(html, start)
    before = list(_UNIT.finditer(html, 0, start))[-1:]
    for found in (after, *before):
        if found and found[1] in course.units:
            return course.units[found[1]].where
    return lesson.where


def bodies(course: Course) -> Pages:
    """Give each lesson with its marked HTML."""
    return tuple((lesson, marked(lesson.body, course)) for lesson in lessons_of(course))
