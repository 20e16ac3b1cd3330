"""Where on a page findings belong: from a line of a source, or of a catalog, to the passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from pathya.authoring.course import Course, Unit, lessons_of
from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.build.project import Project
from pathya.build.studio.preview.building import WHOLE, Look
from pathya.build.translations import read_translation
from pathya.exporters.parts import ASSESSMENT

_Lines = list[tuple[int, str]]
"""The lines of a file at which texts begin, and their units."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A place on the learner's page, as somebody finds it who sees nothing but the page."""

    part: str
    """The package that has it."""
    page: str
    """The id of the page's element."""
    text: str = ""
    """What stands there, without markup; empty: the page as a whole."""
    nth: int = 1
    """Which of those that read the same."""


def findings(look: Look, tag: str) -> list[dict[str, Any]]:
    """Lay out what is wrong, each finding with its passage, for JSON."""
    course = look.filled.reading.course
    places = _places(look, course, tag) if course and look.filled.pages else {}
    return [_finding(look, one, course, places) for one in look.found]


def _finding(
    look: Look, one: Diagnostic, course: Course | None, places: Mapping[str, _Lines]
) -> dict[str, Any]:
    passage = passage_of(look, course, one.where, places) if course else None
    return {
        "severity": one.rule.severity,
        "code": one.rule.code,
        "message": one.message,
        "hint": one.hint,
        "path": one.where.path,
        "line": one.where.line,
        "shown": _shown(look.project, one.where.path),
        "part": passage.part if passage else "",
        "page": passage.page if passage else "",
        "text": passage.text if passage else "",
        "nth": passage.nth if passage else 1,
    }


def _shown(project: Project, path: str) -> str:
    """Name a file from the project's folder."""
    whole = Path(path).absolute()
    inside = whole.is_relative_to(project.root.absolute())
    return whole.relative_to(project.root.absolute()).as_posix() if inside else path


# --- from lines to units -------------------------------------------------------------------------


def _places(look: Look, course: Course, tag: str) -> dict[str, _Lines]:
    """Say at which lines of which files units stand."""
    places = _by_file((unit.where, unit.id) for unit in course.units.values())
    if any(one.where.path not in places for one in look.filled.found):
        catalog, _ = read_translation(look.project, course, tag)
        entries = catalog.entries.values() if catalog else ()
        places |= _by_file((one.where, one.id) for one in entries)
    return places


def _by_file(units: Iterable[tuple[Where, str]]) -> dict[str, _Lines]:
    places: dict[str, _Lines] = {}
    for where, unit in units:
        if where.line:
            places.setdefault(where.path, []).append((where.line, unit))
    return {path: sorted(lines, key=itemgetter(0)) for path, lines in places.items()}


def passage_of(
    look: Look, course: Course, where: Where, places: Mapping[str, _Lines]
) -> Passage | None:
    """Find the text that a line belongs to, or else the page; None: it is on no page."""
    lines = places.get(where.path, [])
    at = bisect_right([line for line, _ in lines], where.line)
    if where.line and at:
        first = lines[at - 1][0]  # of texts that begin at one line, the first
        unit = next(unit for line, unit in lines if line == first)
        return _of_unit(look, course, unit)
    lesson = next((one for one in lessons_of(course) if one.where.path == where.path), None)
    return Passage(_part(course, lesson.id), lesson.id) if lesson else None


# --- from units to pages -------------------------------------------------------------------------


def _of_unit(look: Look, course: Course, name: str) -> Passage | None:
    unit = course.units.get(name)
    if unit is None:  # a catalog's text that the course has no more
        return None
    scope, _, rest = name.partition(".")
    page = _page(course, scope)
    part = _part(course, scope)
    ordinal = rest.partition(".")[2]
    return Passage(part, page, _text(look, unit, part), int(ordinal) if ordinal.isdigit() else 1)


def _page(course: Course, scope: str) -> str:
    if any(lesson.id == scope for lesson in lessons_of(course)):
        return scope
    return {"assessment": "_assessment", "glossary": "_glossary"}.get(scope, "_start")


def _part(course: Course, scope: str) -> str:
    """Name the package that has a lesson or what else units are named after."""
    if course.packaging == "course":
        return WHOLE
    for module in course.modules:
        if scope in (module.id, *(lesson.id for lesson in module.lessons)):
            return module.id
    return ASSESSMENT if scope == ASSESSMENT else course.modules[0].id if course.modules else ""


def _text(look: Look, unit: Unit, part: str) -> str:
    """Give what the page shows of a unit; a blank hides its answers."""
    shown = next(
        (
            page.edition.course.texts[unit.id]
            for page in look.filled.pages
            if (page.edition.course.part or WHOLE) == part and unit.id in page.edition.course.texts
        ),
        None,
    )
    pieces: list[str] = []
    hidden = 0
    for piece in shown.inline if shown else ():
        if isinstance(piece, str):
            pieces.append("" if hidden else piece)
        elif hidden:
            hidden = 0 if piece == -hidden else hidden
        elif piece > 0 and unit.codes[piece - 1].kind == "x-blank":
            hidden = piece
    return " ".join("".join(pieces).split())
