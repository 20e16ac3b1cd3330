"""Take one step towards what is wanted: one request that changes something, and no more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pathya.build.publishing import platform as line
from pathya.build.publishing.plan import MARK, Action, Seen, Values, Wanted
from pathya.build.publishing.platform import Platform, Refused, ask

Part = TypeVar("Part")

_V4 = ("contentType",)
"""Fields that version 4 of the service sets itself, and refuses."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: a thing as it is wanted and as it was last seen."""

    platform: Platform
    wanted: Wanted
    seen: Seen
    ids: Mapping[str, str]
    """Ids of children and of the base course, by key."""


def take(turn: Turn, action: Action) -> Seen | None:
    """Take a step; say how far the thing is then, or None if one must look.

    Raises Unclear, Refused, Waiting.
    """
    return _TAKE[action](turn)


def _given(part: Part | None) -> Part:
    """Take what the plan has for every thing that such a step is planned for."""
    if part is None:
        raise ValueError("a step was planned for a thing that has no part in it")
    return part


def _content(**values: Any) -> Values:
    return {"request": {"content": values}}


def _create(turn: Turn) -> Seen | None:
    if turn.wanted.base:
        return _create_language(turn)
    if turn.wanted.paper:
        values = {"identifier": turn.wanted.id, **turn.wanted.paper.fields}
        answer = ask(turn.platform, "set-create", body={"request": {"questionset": values}})
        return _made(answer)
    values = {**turn.wanted.values, **turn.wanted.making, MARK: turn.wanted.digest}
    if turn.platform.account.door == "kong":
        values = {key: value for key, value in values.items() if key not in _V4}
    answer = ask(turn.platform, "create", body=_content(identifier=turn.wanted.id, **values))
    return _made(answer, turn.wanted.digest)


def _made(answer: Values, mark: str = "") -> Seen | None:
    """Take the new thing's id; where none is told one must look."""
    name, key = str(answer.get("identifier", "")), str(answer.get("versionKey", ""))
    return Seen(name, "Draft", version_key=key, mark=mark) if name else None


def _create_language(turn: Turn) -> Seen | None:
    """Ask for the course in one more language; the base course knows its id from then on."""
    values = {
        "sourceCollectionId": turn.ids[turn.wanted.base],
        "language": turn.wanted.values["language"],
        **turn.wanted.making,
    }
    made = ask(turn.platform, "mlcreate", body=_content(**values)).get("content")
    name = str(made.get(turn.wanted.values["language"][0], "")) if isinstance(made, dict) else ""
    return Seen(name, "Draft") if name else None


def _upload(turn: Turn) -> Seen:
    parcel = _given(turn.wanted.parcel)
    with parcel.path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != parcel.sha256:
            raise Refused(f"{parcel.path} is not what was built", final=True)
    answer = line.upload(turn.platform, turn.seen.id, parcel)
    return _versioned(turn, answer, artifact=str(answer.get("artifactUrl", "")), status="Draft")


def _versioned(turn: Turn, answer: Values, **changes: Any) -> Seen:
    """Carry the version key on; one that was not told is found by looking."""
    key = str(answer.get("versionKey") or turn.seen.version_key)
    return replace(turn.seen, version_key=key, **changes)


def _update(turn: Turn) -> Seen:
    fixed = ("language",) if turn.wanted.base else ()
    values = {key: value for key, value in turn.wanted.values.items() if key not in fixed}
    values |= {MARK: turn.wanted.digest, "versionKey": turn.seen.version_key}
    answer = ask(turn.platform, "update", turn.seen.id, _content(**values))
    return _versioned(turn, answer, mark=turn.wanted.digest, status="Draft", review="")


def _attach(turn: Turn) -> Seen:
    children = tuple(turn.ids[key] for key in turn.wanted.children)
    tree = {turn.seen.id: {"root": True, "children": [*children]}}
    body = {"request": {"data": {"nodesModified": {}, "hierarchy": tree}}}
    answer = ask(turn.platform, "attach", body=body)
    return _versioned(turn, answer, children=children, status="Draft", review="")


# --- question sets -------------------------------------------------------------------------------


def _sections(turn: Turn) -> None:
    paper = _given(turn.wanted.paper)
    parts = {f"section-{n}": fields for n, (fields, _) in enumerate(paper.sections)}
    tree = {turn.seen.id: _root(turn, [*parts])}
    _hang(turn, parts, "QuestionSet", tree)


def _questions(turn: Turn) -> None:
    paper = _given(turn.wanted.paper)
    tree: dict[str, Any] = {turn.seen.id: _root(turn, [*turn.seen.children])}
    parts: dict[str, Values] = {}
    for place, (name, (_, questions)) in enumerate(
        zip(turn.seen.children, paper.sections, strict=True)
    ):
        own = {f"question-{place}-{n}": fields for n, fields in enumerate(questions)}
        tree[name] = {"children": [*own]}
        parts |= own
    _hang(turn, parts, "Question", tree)


def _root(turn: Turn, children: list[str]) -> Values:
    return {"name": _given(turn.wanted.paper).fields["name"], "root": True, "children": children}


def _hang(turn: Turn, parts: Mapping[str, Values], kind: str, tree: Values) -> None:
    nodes = {
        name: {"isNew": True, "root": False, "objectType": kind, "metadata": fields}
        for name, fields in parts.items()
    }
    body = {"request": {"data": {"nodesModified": nodes, "hierarchy": tree}}}
    ask(turn.platform, "set-attach", body=body)


# --- from draft to Live --------------------------------------------------------------------------


def _review(turn: Turn) -> Seen:
    name = turn.seen.id
    if turn.wanted.paper:
        ask(turn.platform, "set-review", name, {})
    elif turn.wanted.base:
        ask(turn.platform, "mlreview", body=_content(identifier=name, reviewStatus="InReview"))
        return replace(turn.seen, status="Review", review="InReview")
    else:
        answer = ask(turn.platform, "review", name, _content(reviewStatus="InReview"))
        return _versioned(turn, answer, status="Review", review="InReview")
    return replace(turn.seen, status="Review")


def _accept(turn: Turn) -> Seen:
    name = turn.seen.id
    if turn.wanted.base:
        ask(turn.platform, "mlaccept", body=_content(identifier=name, reviewStatus="Reviewed"))
        return replace(turn.seen, review="Reviewed")
    values = _content(reviewStatus="Reviewed", versionKey=turn.seen.version_key)
    answer = ask(turn.platform, "accept", name, values)
    return _versioned(turn, answer, review="Reviewed")


def _reject(turn: Turn) -> Seen:
    comment = "A newer version is on its way."
    body = _content(reviewStatus="", status="Draft", rejectComment=comment)
    answer = ask(turn.platform, "reject", turn.seen.id, body)
    return _versioned(turn, answer, status="Draft", review="")


def _publish(turn: Turn) -> Seen:
    account = turn.platform.account
    if turn.wanted.paper:
        ask(turn.platform, "set-publish", turn.seen.id, {})
    else:
        who = _content(publisher=account.publisher_name, lastPublishedBy=account.publisher)
        ask(turn.platform, "publish", turn.seen.id, who)
    return replace(turn.seen, status="Processing")


_TAKE: Mapping[Action, Callable[[Turn], Seen | None]] = {
    "create": _create,
    "upload": _upload,
    "update": _update,
    "sections": _sections,
    "questions": _questions,
    "attach": _attach,
    "reject": _reject,
    "review": _review,
    "accept": _accept,
    "publish": _publish,
}
