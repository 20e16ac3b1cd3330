"""The framework of competencies: what the platform tells of it, and our snapshots of that."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from pathya.authoring.course import Competency
from pathya.authoring.sources import nfc

CATEGORIES = ("competencyarea", "theme", "subtheme")
"""The platform's codes of the three kinds of terms, each above the next."""
LEVELS = ("Beginner", "Intermediate", "Advanced")
"""How far one can come in a competency."""
_NAMES = ("area", "theme", "subtheme")


@dataclass(frozen=True, slots=True)
class Node:
    """An area, theme or sub-theme."""

    name: str
    id: str = ""
    """The platform's identifier; empty in a snapshot of names alone."""
    ref: str = ""
    """COM… in newer frameworks, a bare UUID in older ones."""
    description: str = ""
    properties: str = ""
    """`additionalProperties` as the platform has them: JSON."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sub-theme with the theme and the area above it; one sub-theme may have several places."""

    area: Node
    theme: Node
    subtheme: Node

    @property
    def competency(self) -> Competency:
        """Name it, as courses do."""
        names = (self.area.name, self.theme.name, self.subtheme.name)
        return Competency(*names, id=self.subtheme.id)

    @property
    def has_ids(self) -> bool:
        """Tell whether the platform would know it."""
        return all(node.id for node in (self.area, self.theme, self.subtheme))


Framework = tuple[Place, ...]


# --- snapshots -----------------------------------------------------------------------------------

_COLUMNS = (
    *_NAMES,
    *(f"{name}_{one.name}" for one in fields(Node)[1:] for name in _NAMES),
)


def framework_parse(text: str) -> Framework:
    """Read a snapshot: CSV with the columns area, theme, subtheme; the others may be left out.

    Raises KeyError when one of the three is missing, ValueError or csv.Error for unfit cells.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return tuple(Place(*(_cells(name, row) for name in _NAMES)) for row in rows)


def _cells(name: str, row: Mapping[str, str | None]) -> Node:
    node = Node(row[name] or "", *(row.get(f"{name}_{one.name}") or "" for one in fields(Node)[1:]))
    if node.properties:
        json.loads(node.properties)  # here, where a bad cell can still be told of
    return node


def framework_serialize(framework: Framework) -> str:
    """Write a snapshot: a row for each place, sorted by its names."""
    stream = io.StringIO(newline="")
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(_COLUMNS)
    for place in sorted(framework, key=lambda one: (str(one.competency), one.subtheme.id)):
        nodes = (place.area, place.theme, place.subtheme)
        rows.writerow(getattr(node, one.name) for one in fields(Node) for node in nodes)
    return stream.getvalue()


# --- the platform's answer -----------------------------------------------------------------------


def framework_read(answer: Any) -> Framework | None:
    """Read what `GET /api/framework/v1/read/{id}` answers; None when it is not a framework.

    Associations repeat, and some lead to terms of another kind or to none that is listed.
    """
    categories = _at(answer, "result", "framework", "categories")
    if not isinstance(categories, list):
        return None
    known = (one for one in categories if isinstance(one, dict))
    by_code = {str(one.get("code")): one.get("terms") for one in known}
    levels = [_terms(by_code.get(code)) for code in CATEGORIES]
    places = dict.fromkeys(_places(*levels))
    return tuple(places) or None


def _at(value: Any, *path: str) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


_Terms = Mapping[str, tuple[Node, tuple[str, ...]]]
"""Terms by identifier, each with the identifiers that it is associated with."""


def _terms(terms: Any) -> _Terms:
    known = (term for term in terms if isinstance(term, dict)) if isinstance(terms, list) else ()
    return {
        node.id: (node, tuple(_associated(term)))
        for term in known
        if (node := _node(term)).id and node.name
    }


def _node(term: Mapping[str, Any]) -> Node:
    more = term.get("additionalProperties")
    written = json.dumps(more, ensure_ascii=False, sort_keys=True) if more else ""
    name, own, ref, told = (
        _text(term.get(key)) for key in ("name", "identifier", "refId", "description")
    )
    return Node(name, own, ref, told, written)


def _text(value: Any) -> str:
    """Take a text in one form and on one line, so that two reads of it are alike."""
    return " ".join(nfc(value).split()) if isinstance(value, str) else ""


def _associated(term: Mapping[str, Any]) -> Iterator[str]:
    found = term.get("associations")
    for one in found if isinstance(found, list) else ():
        yield _text(_at(one, "identifier"))


def _places(areas: _Terms, themes: _Terms, subthemes: _Terms) -> Iterator[Place]:
    for area, to_themes in areas.values():
        for theme, to_subthemes in (themes[name] for name in to_themes if name in themes):
            for name in to_subthemes:
                if name in subthemes:
                    yield Place(area, theme, subthemes[name][0])
