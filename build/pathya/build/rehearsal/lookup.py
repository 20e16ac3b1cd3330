"""What can be looked up: the competency framework, and contents by search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pathya.build.rehearsal.world import FRAMEWORK_ID, Ask, Refusal, Values, World

_LEVELS = ("competencyarea", "theme", "subtheme")
_ENTRY = {"competencyArea": 0, "competencyTheme": 1, "competencySubTheme": 2}
"""How an entry of `competencies_v6` calls the three levels."""


def framework(world: World, ask: Ask) -> Any:
    """Give the framework with ids of this rehearsal's own."""
    if ask.id != FRAMEWORK_ID:
        raise Refusal(404, "ERR_FRAMEWORK_NOT_FOUND", f"No framework {ask.id}")
    paths = [(one.area, one.theme, one.subtheme) for one in world.framework]
    categories = [
        {"code": code, "identifier": f"{FRAMEWORK_ID}_{code}", "terms": _terms(paths, level)}
        for level, code in enumerate(_LEVELS)
    ]
    return {
        "framework": {"identifier": FRAMEWORK_ID, "code": FRAMEWORK_ID, "type": "K-12"}
        | {"categories": categories}
    }


def _terms(paths: list[tuple[str, str, str]], level: int) -> list[Values]:
    terms = dict.fromkeys(path[: level + 1] for path in paths)
    below = {term: dict.fromkeys(path[: level + 2] for path in paths) for term in terms}
    return [
        _term(term)
        | {"associations": [_term(one) for one in below[term] if level < 2 and one[:-1] == term]}
        for term in terms
    ]


def _term(path: tuple[str, ...]) -> Values:
    return {
        "identifier": _id(path),
        "code": _id(path).rpartition("_")[2],
        "name": path[-1],
        "refId": f"COM-{_id(path)[-6:].upper()}",
        "description": f"{path[-1]}, as this rehearsal describes it",
        "category": _LEVELS[len(path) - 1],
        "status": "Live",
        "additionalProperties": {"displayName": path[-1], "timeStamp": 1_724_675_757_333},
    }


def _id(path: tuple[str, ...]) -> str:
    level = _LEVELS[len(path) - 1]
    return f"{FRAMEWORK_ID}_{level}_{uuid5(NAMESPACE_URL, 'rehearsal/' + '/'.join(path))}"


def check_competencies(world: World, values: Values) -> Iterator[str]:
    """Judge `competencies_v6`: the platform itself takes anything, and then gives no credit."""
    known = {
        (_id((one.area,)), _id((one.area, one.theme)), _id((one.area, one.theme, one.subtheme)))
        for one in world.framework
    }
    seen = set()
    for entry in values.get("competencies_v6", ()):
        ids = tuple(str(entry.get(f"{name}Identifier")) for name in _ENTRY)
        if ids not in known:
            yield f"competencies_v6: {' / '.join(ids)} is not in the framework"
        if ids in seen:
            yield f"competencies_v6: {ids[-1]} stands there twice"
        seen.add(ids)


def search(world: World, ask: Ask) -> Any:
    """Find contents by exact values; drafts are for those who say who they are."""
    request = ask.body.get("request") or {}
    filters = request.get("filters") or {}
    found = [
        values
        for node in world.nodes.values()
        for values in ((node.newest if ask.role else node.live) or {},)
        if values and all(_fits(values.get(key), wanted) for key, wanted in filters.items())
    ]
    return {"count": len(found), "content": found[: int(request.get("limit", 100))]}


def _fits(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return not wanted or value in wanted
    return bool(value == wanted)
