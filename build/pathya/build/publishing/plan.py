"""The plan: what must be on the platform, and what the next step towards it is. Nothing is sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Kind = Literal["resource", "questionset", "course"]
Goal = Literal["there", "draft", "review", "publish"]
"""How far a thing is to come; `there`: it exists."""
Action = Literal[
    "create",
    "upload",
    "update",
    "sections",
    "questions",
    "attach",
    "reject",
    "review",
    "accept",
    "publish",
    "wait",
    "stop",
    "done",
]
Values = Mapping[str, Any]

MARK = "pathyaDigest"
"""A field of ours in contents and courses: says of what the platform's copy was made."""
_CLOSED = ("Retired", "Flagged", "FlagReview", "Unlisted", "Mock", "PendingRetirement")
"""What people have done to a thing, and only people may undo."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A package file, ready to go."""

    path: Path
    name: str
    """As the platform is to call it: part of the digest in it tells what is in the file."""
    sha256: str
    """Of the file's bytes."""
    size: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A question set as the platform takes it."""

    fields: Values
    sections: tuple[tuple[Values, tuple[Values, ...]], ...]
    """Each section's fields, with those of its questions."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that must be on the platform."""

    key: str
    """`<course>/<tag>/<kind>[/<part>]`: its name in the journal."""
    kind: Kind
    id: str
    """The identifier that we ask for; empty when the platform alone gives one."""
    values: Values
    """The fields that it has, apart from those of its making."""
    making: Values = field(default_factory=dict)
    """The fields that it gets when it is made and never again."""
    parcel: Parcel | None = None
    paper: Paper | None = None
    children: tuple[str, ...] = ()
    """Keys."""
    base: str = ""
    """The key of the course that this is another language of."""
    digest: str = ""
    """Of everything that it is made of."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing as it is on the platform."""

    id: str = ""
    status: str = ""
    """Of its newest version; empty: it is not there."""
    review: str = ""
    version_key: str = ""
    mark: str = ""
    artifact: str = ""
    """The address of its package."""
    children: tuple[str, ...] = ()
    """Ids; of a question set, those of its sections."""
    counts: tuple[int, ...] = ()
    """How many questions each section has."""
    error: str = ""
    """Why publishing failed, as the platform says."""


def next_action(wanted: Wanted, seen: Seen, goal: Goal, ids: Mapping[str, str]) -> Action:
    """Say what brings a thing nearer to its goal; `ids` are those of its children, by key."""
    if not seen.status:
        return "create"
    if goal == "there":
        return "done"
    if seen.status == "Processing":
        return "wait"
    if seen.status in _CLOSED:
        return "stop"
    if change := _change(wanted, seen, ids):
        return "reject" if seen.status == "Review" else change
    return _forward(wanted, seen, goal)


def _change(wanted: Wanted, seen: Seen, ids: Mapping[str, str]) -> Action | None:
    """Say what differs; a published question set is never changed, another one takes its place."""
    if wanted.paper:
        return None if seen.status in ("Live", "Review") else _paper_change(wanted.paper, seen)
    if wanted.parcel and not seen.artifact.endswith(wanted.parcel.name):
        return "upload"
    if seen.mark != wanted.digest:
        return "update"
    if wanted.kind == "course" and seen.children != tuple(ids[key] for key in wanted.children):
        return "attach"
    return None


def _paper_change(paper: Paper, seen: Seen) -> Action | None:
    if not seen.children:
        return "sections"
    counts = tuple(len(questions) for _, questions in paper.sections)
    if seen.counts == counts:
        return None
    return "stop" if any(seen.counts) else "questions"


def _forward(wanted: Wanted, seen: Seen, goal: Goal) -> Action:
    if goal == "draft" or seen.status == "Live":
        return "done"
    if seen.status != "Review":
        return "review"
    if goal == "review":
        return "done"
    accepted = wanted.kind == "questionset" or seen.review in ("Reviewed", "SentToPublish")
    return "publish" if accepted else "accept"


# --- ids and digests -----------------------------------------------------------------------------


def identifier(*names: str) -> str:
    """Make an identifier in the platform's form out of names: the same each time."""
    return f"do_{10**20 + _number(names) % (9 * 10**20)}"


def code(*names: str) -> str:
    """Make the sixteen digits that the platform wants beside it."""
    return str(10**15 + _number(("code", *names)) % (9 * 10**15))


def _number(names: tuple[str, ...]) -> int:
    return int.from_bytes(hashlib.sha256("\n".join(names).encode()).digest())


def digest_of(*things: Any) -> str:
    """Hash what JSON can hold: SHA-256 in hex."""
    written = json.dumps(things, ensure_ascii=False, sort_keys=True, default=dict)
    return hashlib.sha256(written.encode()).hexdigest()
