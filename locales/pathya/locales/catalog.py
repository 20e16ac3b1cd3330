"""A course's texts in one language, and how far each of them has come."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from json.encoder import encode_basestring

from pathya.authoring.course import Inline, Unit
from pathya.authoring.diagnostics import NOWHERE, Where
from pathya.authoring.sources import nfc


class State(StrEnum):
    """How far a translation has come; only the last one may be published."""

    NEW = "new"
    """Nothing is there."""
    MACHINE = "machine"
    """A machine's draft."""
    MEMORY = "memory"
    """Taken from a translation memory."""
    FUZZY = "fuzzy"
    """The source has changed, or a translator wants another look."""
    TRANSLATED = "translated"
    """By a person."""
    SIGNED_OFF = "signed-off"
    """Accepted by a reviewer."""

    # As texts are hashed: the hash of an enumeration is written in Python, and counted with often.
    __hash__ = str.__hash__


FINISHED = frozenset({State.TRANSLATED, State.SIGNED_OFF})
"""What a person has done; all other states ask for one."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation that a machine or a memory offers: a translator sees it, a learner never."""

    target: Inline
    """With the codes of the entry that it is offered to."""
    origin: str = ""
    """What offers it: an engine, or where a memory has it from."""
    score: int = 0
    """How like the entry's source is to what it was made for, in per cent; 0: nobody says."""
    source: Inline = ()
    """What it was made for; empty: for the entry's own source."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text and its translation."""

    id: str
    source: Inline
    kinds: tuple[str, ...] = ()
    """The kind of each code, code 1 first."""
    target: Inline = ()
    """Empty: not translated."""
    state: State = State.NEW
    by: str = ""
    """Who, or what, made the target."""
    date: str = ""
    """When: ISO 8601."""
    previous_source: Inline = ()
    """What the target was made for, when the source has changed since."""
    previous_target: Inline = ()
    suggestions: tuple[Suggestion, ...] = ()
    """Gone as soon as a person has translated the text."""
    note: str = ""
    """Tells the translator where the text stands."""
    remarks: tuple[tuple[str, str], ...] = ()
    """What people and their tools noted: (from, text)."""
    signed: str = ""
    """The `digest` of what was signed off."""
    reviewer: str = ""
    """Who signed it off; empty when the tool did not say, or nobody has."""
    reviewed: str = ""
    """When: ISO 8601."""
    broken: bool = False
    """It could not be read as it stands in its file; never written."""
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Catalog:
    """A translation of one course, or of the interface."""

    course: str
    source_tag: str
    """BCP 47, as `tag`."""
    tag: str
    entries: Mapping[str, Entry]
    """By id, in reading order."""


Wording = tuple[Inline, tuple[str, ...]]
"""A source and the kinds of its codes: what makes the sources of two entries the same."""


def wording(one: Entry | Unit) -> Wording:
    """Give what an entry translates, or what there is to translate."""
    if isinstance(one, Unit):
        return one.source, tuple(code.kind for code in one.codes)
    return one.source, one.kinds


def digest(entry: Entry) -> str:
    """Hash what a reviewer accepts: source and translation with the kinds and places of codes."""
    return digest_of(*wording(entry), entry.target)


def digest_of(source: Inline, kinds: tuple[str, ...], target: Inline) -> str:
    """Hash what a reviewer accepts, by its parts."""
    shown = f"[{_json(source)},{_json(kinds)},{_json(target)}]"
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


def _json(pieces: Inline) -> str:
    """Write as compact JSON does, but three times as fast for so little."""
    said = [encode_basestring(one) if isinstance(one, str) else str(one) for one in pieces]
    return f"[{','.join(said)}]"


def settled(entry: Entry) -> Entry:
    """Let a sign-off lapse to `translated` when source or target is no longer the signed one.

    A sign-off without a digest comes from a tool that knows none, and is given one.
    """
    if entry.state is not State.SIGNED_OFF:
        return replace(entry, signed="", reviewer="", reviewed="")
    now = digest(entry)
    return replace(entry, signed=now) if entry.signed in ("", now) else unsigned(entry)


def unsigned(entry: Entry) -> Entry:
    """Take a sign-off back."""
    return replace(entry, state=State.TRANSLATED, signed="", reviewer="", reviewed="")


def same_person(one: str, other: str) -> bool:
    """Tell whether two names, with or without `<address>`, are those of one person."""
    return _name(one) == _name(other) != ""


@lru_cache(maxsize=1024)  # a catalog has many texts by few people
def _name(written: str) -> str:
    name = written.partition("<")[0] or written
    return " ".join(nfc(name).casefold().split())


def joined(pieces: Iterable[str | int]) -> Inline:
    """Make a text of pieces: neighbouring strings become one, empty ones go."""
    made: list[str | int] = []
    for piece in pieces:
        if isinstance(piece, str) and made and isinstance(made[-1], str):
            made[-1] += piece
        elif piece:
            made.append(piece)
    return tuple(made)
