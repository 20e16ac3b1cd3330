"""Look at the platform: how far each thing has come there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pathya.build.publishing import journal as log
from pathya.build.publishing.journal import Journal
from pathya.build.publishing.plan import MARK, Kind, Seen, Wanted
from pathya.build.publishing.platform import NOT_FOUND, Platform, Refused, Unclear, ask

NOT_THERE = Seen()


def look(platform: Platform, journal: Journal, wanted: Wanted, base: str = "") -> Seen:
    """Find a thing and say how far it has come; `base` is the id of its base course.

    Its id is the one that the journal remembers or that we asked for. Where the platform gave it
    another and the journal does not know it, the code finds it, or the base course's languages.
    """
    name = log.recall(journal, wanted.key).id or wanted.id
    seen = _LOOK[wanted.kind](platform, journal, wanted, name) if name else NOT_THERE
    if not seen.status and (found := _elsewhere(platform, wanted, base)) not in ("", name):
        name = found
        seen = _LOOK[wanted.kind](platform, journal, wanted, name)
    if seen.status:
        log.remember(journal, wanted.key, id=seen.id, status=seen.status)
    return seen


def _elsewhere(platform: Platform, wanted: Wanted, base: str) -> str:
    if wanted.base:
        return _language_of(platform, base, wanted.values["language"][0])
    filters = {"code": wanted.making["code"], "status": ["Draft", "Review", "Live", "Processing"]}
    found = ask(platform, "search", body={"request": {"filters": filters, "limit": 2}})
    hits = found.get("content") or found.get("QuestionSet") or []
    return str(hits[0].get("identifier", "")) if hits else ""


def _language_of(platform: Platform, base: str, language: str) -> str:
    """Look whether the base course knows a course in a language."""
    known = _read(platform, "read", base, "content", edit=True).get("languageMapV1") or {}
    return str((known.get(language.lower()) or {}).get("id", ""))


def is_live(platform: Platform, name: str) -> bool:
    """Say whether learners see any version of a course."""
    return bool(_read(platform, "read", name, "content").get("status") == "Live")


def _read(platform: Platform, operation: Any, name: str, kind: str, *, edit: bool = False) -> Any:
    """Read a thing's fields; none if it is not there.

    Raises Unclear where the answer has neither: to take that for absence would make it twice.
    """
    try:
        values = ask(platform, operation, name, edit=edit).get(kind)
    except Refused as refusal:
        if refusal.status == NOT_FOUND:
            return {}
        raise
    if not isinstance(values, dict):
        raise Unclear(f"the answer has no {kind}")
    return values


def _resource(platform: Platform, journal: Journal, wanted: Wanted, name: str) -> Seen:
    values = _read(platform, "read", name, "content", edit=True)
    return _seen(journal, wanted.key, name, values) if values else NOT_THERE


def _course(platform: Platform, journal: Journal, wanted: Wanted, name: str) -> Seen:
    values = _read(platform, "tree", name, "content")
    return _seen(journal, wanted.key, name, values) if values else NOT_THERE


def _seen(journal: Journal, key: str, name: str, values: Mapping[str, Any]) -> Seen:
    thing = log.recall(journal, key)
    # A platform that drops our mark is not written to anew each time.
    mark = str(values.get(MARK) or (thing.mark if thing.id == name else ""))
    children = values.get("children") or ()
    return Seen(
        id=name,
        status=str(values.get("status", "")),
        review=str(values.get("reviewStatus") or ""),
        version_key=str(values.get("versionKey", "")),
        mark=mark,
        artifact=str(values.get("artifactUrl") or ""),
        children=tuple(str(one["identifier"]) for one in children),
        error=str(values.get("publishError") or ""),
    )


def _questionset(platform: Platform, journal: Journal, _wanted: Wanted, name: str) -> Seen:
    """Look at the published set first: the draft beside it says Draft for ever."""
    live = _read(platform, "set-read", name, "questionset")
    if live.get("status") == "Live":
        return Seen(name, "Live")
    if log.last_outcome(journal, name, "publish") in ("", "unclear", "done"):
        # Nothing there shows that it is being published, so what we sent must tell.
        return Seen(name, "Processing")
    draft = _read(platform, "set-tree", name, "questionSet")
    if not draft:
        return NOT_THERE
    sections = draft.get("children") or ()
    return Seen(
        id=name,
        status=str(draft.get("status", "")),
        version_key=str(draft.get("versionKey", "")),
        children=tuple(str(one["identifier"]) for one in sections),
        counts=tuple(len(one.get("children") or ()) for one in sections),
    )


_LOOK: Mapping[Kind, Callable[[Platform, Journal, Wanted, str], Seen]] = {
    "resource": _resource,
    "course": _course,
    "questionset": _questionset,
}
