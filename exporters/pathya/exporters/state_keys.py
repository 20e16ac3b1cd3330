"""The keys by which the runtime remembers pages: short, so two ids may share one."""

from __future__ import annotations

from collections.abc import Iterator

from pathya.authoring.course import Course, lessons_of
from pathya.authoring.diagnostics import Diagnostic
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
    """Find pages that the runtime would take for each other when a learner comes back."""
    taken = {state_key(name): name for name in PAGES}
    for lesson in lessons_of(course):
        key = state_key(lesson.id)
        other = taken.setdefault(key, lesson.id)
        if other != lesson.id:
            message = f"`{lesson.id}` and `{other}` have the same key, `{key}`"
            yield rules.PAG001.at(lesson.where, message, "Give the newer lesson another id.")
