"""The order in which match and order questions show what the learner must bring into order."""

from __future__ import annotations

import hashlib

from pathya.authoring.course import Question


def arranged(question: Question) -> tuple[str, ...]:
    """Mix the ids of a question's pairs or options.

    A hash of the ids decides, so the order is the same in each build and each language. It is never
    the right one.
    """
    ids = tuple(item.id for item in (question.pairs or question.options))
    mixed = tuple(sorted(ids, key=lambda name: _place(question.id, name)))
    return mixed if mixed != ids else (*mixed[1:], *mixed[:1])


def _place(question: str, name: str) -> bytes:
    return hashlib.sha256(f"{question} {name}".encode()).digest()
