"""The platform's two front doors: which address does what, and who may go through."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pathya.build.rehearsal import collections, content, lookup, questionsets, scorm
from pathya.build.rehearsal.world import Ask, World

Door = Literal["kong", "portal"]
Do = Callable[[World, Ask], Any]

KEY = "rehearsal-key"
"""What Kong wants beside the user's token."""
TOKENS = {
    "creator-token-of-rehearsal": "creator",
    "reviewer-token-of-rehearsal": "reviewer",
    "publisher-token-of-rehearsal": "publisher",
}
"""Whose token is whose: as the user's token at Kong, as the session's cookie at the portal."""

ALL = ("creator", "reviewer", "publisher")
_MAKES, _JUDGES, _SENDS_OUT = ("creator",), ("reviewer", "publisher"), ("publisher",)
_PORTAL = "/apis/proxies/v8"
_ACTION = f"{_PORTAL}/action/content/v3"


@dataclass(frozen=True, slots=True)
class Route:
    """One address of one door."""

    method: str
    path: str
    do: Do
    roles: tuple[str, ...] = ()
    """Who may; empty: everybody, unless it is for the newest version."""
    writes: bool = False
    field: str = ""
    """Of the form that brings a file."""


def _write(method: str, path: str, do: Do, roles: tuple[str, ...] = _MAKES) -> Route:
    return Route(method, path, do, roles, writes=True)


def _read(path: str, do: Do) -> Route:
    return Route("GET", path, do)


def _sets(prefix: str) -> tuple[Route, ...]:
    return (
        _write("POST", f"{prefix}/create", questionsets.create),
        _write("PATCH", f"{prefix}/hierarchy/update", questionsets.change_tree),
        _read(f"{prefix}/read/{{id}}", questionsets.read),
        _read(f"{prefix}/hierarchy/{{id}}", questionsets.read_tree),
        _write("POST", f"{prefix}/review/{{id}}", questionsets.review, ALL),
        _write("POST", f"{prefix}/publish/{{id}}", questionsets.publish, _SENDS_OUT),
    )


PORTAL = (
    _write("POST", f"{_ACTION}/create", content.create),
    _read(f"{_ACTION}/read/{{id}}", content.read),
    _write("PATCH", f"{_ACTION}/update/{{id}}", content.update),
    Route(
        "POST",
        f"{_PORTAL}/upload/action/content/v3/upload/{{id}}",
        content.upload,
        _MAKES,
        writes=True,
        field="data",
    ),
    _write("PATCH", f"{_ACTION}/hierarchy/update", collections.change_tree),
    _read(f"{_ACTION}/hierarchy/{{id}}", collections.read_tree),
    _write("POST", f"{_ACTION}/review/{{id}}", content.review, ALL),
    _write("PATCH", f"{_ACTION}/updateReviewStatus/{{id}}", content.accept, _JUDGES),
    _write("POST", f"{_ACTION}/reject/{{id}}", content.reject, _JUDGES),
    _write("POST", f"{_ACTION}/publish/{{id}}", content.publish, _SENDS_OUT),
    _write("POST", f"{_PORTAL}/content/v4/mlcreate", collections.mlcreate),
    _write("POST", f"{_PORTAL}/content/v4/mlReview", collections.ml_review, ALL),
    _write("POST", f"{_PORTAL}/content/v4/ml/update/reviewStatus", collections.ml_accept, _JUDGES),
    Route("POST", f"{_PORTAL}/sunbirdigot/v4/search", lookup.search, ALL),
    _read(f"{_PORTAL}/framework/v1/read/{{id}}", lookup.framework),
    _write("POST", f"{_PORTAL}/scorm/v1/validate", scorm.validate, ALL),
    Route("POST", f"{_PORTAL}/scorm/v1/status", scorm.status, ALL),
    *_sets(f"{_PORTAL}/questionset/v1"),
)
KONG = (
    _write("POST", "/api/content/v2/create", content.create),
    _read("/api/content/v1/read/{id}", content.read),
    _write("PATCH", "/api/content/v2/update/{id}", content.update, ALL),
    Route(
        "POST",
        "/api/content/v1/upload/{id}",
        content.upload,
        _MAKES,
        writes=True,
        field="file",
    ),
    _write("POST", "/api/content/v2/upload/url/{id}", content.presign),
    _write("PATCH", "/api/collection/v1/hierarchy/update", collections.change_tree),
    _read("/api/course/v1/hierarchy/{id}", collections.read_tree),
    _write("POST", "/api/content/v2/review/{id}", content.review, ALL),
    _write("POST", "/api/content/v2/reject/{id}", content.reject, _JUDGES),
    _write("POST", "/api/content/v1/publish/{id}", content.publish, _SENDS_OUT),
    _write("POST", "/api/content/v4/mlcreate", collections.mlcreate),
    _write("POST", "/api/content/v4/ml/review", collections.ml_review, ALL),
    _write("POST", "/api/content/v4/ml/update/reviewStatus", collections.ml_accept, _JUDGES),
    Route("POST", "/api/composite/v4/search", lookup.search, ALL),
    Route("POST", "/api/content/v1/search", lookup.search),
    _read("/api/framework/v1/read/{id}", lookup.framework),
    _write("POST", "/api/scorm/v1/validate", scorm.validate, ALL),
    Route("POST", "/api/scorm/v1/status", scorm.status, ALL),
    *_sets("/api/questionset/v1"),
)
DOORS: Mapping[Door, tuple[Route, ...]] = {"portal": PORTAL, "kong": KONG}


def who(door: Door, headers: Mapping[str, str], cookies: Mapping[str, str]) -> str:
    """Tell the role of whoever stands at a door; empty: nobody it knows."""
    if door == "portal":
        return TOKENS.get(cookies.get("connect.sid", ""), "")
    key = re.fullmatch(r"[Bb]earer (.+)", headers.get("authorization", ""))
    if key is None or key[1] != KEY:
        return ""
    return TOKENS.get(headers.get("x-authenticated-user-token", ""), "")
