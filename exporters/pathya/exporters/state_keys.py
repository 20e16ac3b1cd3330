"""The keys by which the runtime remembers pages: short, so two ids may share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pathya.authoring.course import Course, graded_of, lessons_of
from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.exporters import rules

PAGES = ("_start", "_assessment", "_glossary")
"""The ids of the pages that are no lessons."""

_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def state_key(name: str) -> str:
    """Shorten an ASCII id to four characters, as `PathyaState.key` does.

    FNV-1a, folded to 24 bits.
    """
    value = 0x811C9DC5
    for byte in name.encode("ascii"):
        value = (value ^ byte) * 0x01000193 % 2**32
    bits = value >> 8 ^ value & 0xFF
    return "".join(_SIGNS[bits >> shift & 63] for shift in (18, 12, 6, 0))


def check_keys(course: Course) -> Iterator[Diagnostic]:
    """Find pages, and questions of the assessment, that the runtime would take for each other."""
    pages = ((lesson.id, lesson.where) for lesson in lessons_of(course))
    yield from _mixed_up(pages, PAGES, "lesson")
    questions = ((question.id, question.where) for question in graded_of(course))
    yield from _mixed_up(questions, (), "question")


def _mixed_up(
    named: Iterable[tuple[str, Where]], reserved: tuple[str, ...], kind: str
) -> Iterator[Diagnostic]:
    taken = {state_key(name): name for name in reserved}
    for name, where in named:
        key = state_key(name)
        other = taken.setdefault(key, name)
        if other != name:
            message = f"`{name}` and `{other}` have the same key, `{key}`"
            yield rules.PAG001.at(where, message, f"Give the newer {kind} another id.")
