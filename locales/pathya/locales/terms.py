"""The words that must be the same in every course: terms in English, and what others call them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pathya.authoring.diagnostics import NOWHERE, Where

_REVIEW = re.compile(r"\S.* [0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class Status(StrEnum):
    """What a translation of a term is worth."""

    PREFERRED = "preferred"
    """The one to use."""
    ADMITTED = "admitted"
    """Right as well."""
    FORBIDDEN = "forbidden"
    """Wrong, though it is met."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source language."""

    id: str
    """ASCII, the same in all languages, for ever."""
    text: str
    domain: str = ""
    note: str = ""
    """Tells a translator the right translation from the wrong ones."""
    keep: bool = False
    """A name that is not translated."""
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a language calls a term, or must not call it."""

    id: str
    """The term's."""
    text: str
    """NFC, as a dictionary has it."""
    status: Status
    reviewed: str = ""
    """Who found it right, and when: `S. Rao 2026-11-22`. Empty: nobody yet."""
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Termbase:
    """The terms of a project."""

    terms: Mapping[str, Term] = field(default_factory=dict)
    """By id, in the order of the file."""
    renderings: Mapping[str, tuple[Rendering, ...]] = field(default_factory=dict)
    """By BCP 47 tag."""


def is_review(text: str) -> bool:
    """Tell whether a text says who reviewed a translation and when, as `Rendering.reviewed`."""
    return bool(_REVIEW.match(text))
