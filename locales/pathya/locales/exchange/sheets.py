"""A catalog as the rows of a spreadsheet: what columns there are, and what a cell may be.

Columns are known by their names, so they may be moved or hidden, and rows sorted or left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from pathya.authoring.course import Inline, plain
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.locales import rules
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.exchange.incoming import Incoming, remark_line
from pathya.locales.exchange.shown import shown, unshown


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell."""

    text: str
    kind: Literal["text", "number", "formula"] = "text"


Row = tuple[int, Mapping[int, Cell]]
"""Its number as the spreadsheet shows it, and its cells by column, from 0."""

CELLS = 1_000_000
"""More than any course has: an entry takes twelve."""
COLUMNS = ("id", "source", "target", "state", "note", "before", "remarks")
PEOPLE = ("by", "date", "reviewer", "reviewed", "course")
_HEADING = re.compile(r"\s*(source|target)\W+(\w+(?:-\w+)*)\W*\Z", re.IGNORECASE)
_STATES = {str(state): state for state in State}
_HEADS = 10
"""In so many rows the names of the columns are looked for."""
# Spreadsheets take these at the start of a cell for a formula, some also the wide forms.
_FORMULA = re.compile("'*[=+@\\t\\r\\n\uff1d\uff0b\uff20\uff0d-]")


# --- to rows -------------------------------------------------------------------------------------


def rows_of(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    """Write a catalog as rows, the names of the columns first."""
    heads = {"source": f"source [{catalog.source_tag}]", "target": f"target [{catalog.tag}]"}
    yield tuple(heads.get(name, name) for name in (*COLUMNS, *PEOPLE))
    for entry in catalog.entries.values():
        yield tuple(harmless(cell) for cell in _cells(entry, catalog.course))


def _cells(entry: Entry, course: str) -> tuple[str, ...]:
    remarks = "\n".join(remark_line(one) for one in entry.remarks)
    texts = (shown(entry.source), shown(entry.target), str(entry.state), entry.note)
    people = (entry.by, entry.date, entry.reviewer, entry.reviewed)
    return (entry.id, *texts, shown(entry.previous_source), remarks, *people, course)


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """Take back what `harmless` has done."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


# --- from rows -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the names of the columns say."""

    columns: Mapping[str, int]
    source_tag: str
    tag: str
    path: str


def incoming_of(rows: Sequence[Row], path: str) -> tuple[Incoming | None, Diagnostics]:
    """Read rows that came back; a title may stand above the names of the columns."""
    filled = [row for row in rows if any(cell.text.strip() for cell in row[1].values())]
    heads = ((at, sheet) for at, row in enumerate(filled[:_HEADS]) if (sheet := _sheet(row, path)))
    head, sheet = next(heads, (0, None))
    if sheet is None:
        message = "there is no row that names the columns id and target"
        hint = "Keep the first row as it was: id, source [en], target [hi] …"
        return None, (rules.EXC001.at(Where(path), message, hint),)
    courses = Counter(_text(row, sheet, "course") for row in filled[head + 1 :])
    course = max(courses, key=lambda name: (bool(name), courses[name]), default="")
    units: list[Entry] = []
    found: list[Diagnostic] = []
    for row in filled[head + 1 :]:
        where, other = Where(path, row[0]), _text(row, sheet, "course")
        if other not in (course, ""):
            message = f"this row is of {other}, and not of {course}"
            found.append(rules.EXC002.at(where, message, "It was passed over."))
            continue
        fault = _fault(row, sheet, where)
        units.append(replace(_unit(row, sheet, where, found), broken=fault is not None))
        found += [fault] if fault else []
    return Incoming(course, sheet.source_tag, sheet.tag, tuple(units), True), tuple(found)


def _sheet(row: Row, path: str) -> _Sheet | None:
    columns: dict[str, int] = {}
    tags = {"source": "", "target": ""}
    for at, cell in sorted(row[1].items()):
        name = " ".join(cell.text.split()).lower()
        heading = _HEADING.match(cell.text)
        if heading:
            name = heading[1].lower()
            tags[name] = heading[2]
        columns.setdefault(name, at)
    if not {"id", "target"} <= columns.keys():
        return None
    return _Sheet(columns, tags["source"], tags["target"], path)


def _cell(row: Row, sheet: _Sheet, name: str) -> Cell:
    at = sheet.columns.get(name)
    return row[1].get(at, Cell("")) if at is not None else Cell("")


def _text(row: Row, sheet: _Sheet, name: str) -> str:
    return restored(_cell(row, sheet, name).text.strip())


def _unit(row: Row, sheet: _Sheet, where: Where, found: list[Diagnostic]) -> Entry:
    source = unshown(restored(_cell(row, sheet, "source").text))
    target: Inline = unshown(restored(_cell(row, sheet, "target").text))
    if not plain(target).strip() and not any(isinstance(piece, int) for piece in target):
        target = ()
    state = _STATES.get(_text(row, sheet, "state").lower())
    if state is None:
        state = State.TRANSLATED
        if written := _text(row, sheet, "state"):
            state = State.FUZZY
            message = f"the state `{written}` is not one of {', '.join(_STATES)}"
            found.append(rules.EXC010.at(where, message))
    remarks = _text(row, sheet, "remarks").split("\n")
    return Entry(
        _text(row, sheet, "id"),
        source,
        target=target,
        state=state,
        by=_text(row, sheet, "by"),
        date=_date(row, sheet, "date"),
        reviewer=_text(row, sheet, "reviewer"),
        reviewed=_date(row, sheet, "reviewed"),
        remarks=tuple(("", line.strip()) for line in remarks if line.strip()),
        where=where,
    )


def _date(row: Row, sheet: _Sheet, name: str) -> str:
    """Read a date; spreadsheets make numbers of dates, days after 30 December 1899."""
    cell = _cell(row, sheet, name)
    if cell.kind == "number" and re.fullmatch("[1-9][0-9]{4}", cell.text):
        return (date(1899, 12, 30) + timedelta(days=int(cell.text))).isoformat()
    return _text(row, sheet, name)


def _fault(row: Row, sheet: _Sheet, where: Where) -> Diagnostic | None:
    """Say what a spreadsheet has made of a translation that is not the translator's any more."""
    cell, source = _cell(row, sheet, "target"), _cell(row, sheet, "source").text
    name = _text(row, sheet, "id")
    if cell.kind == "formula":
        hint = "Type an apostrophe before it, so that it is a text."
        return rules.EXC011.at(where, f"{name}: the translation is a formula", hint)
    if cell.kind == "number" and cell.text not in source:
        hint = "Give the cell the format Text, and type it again."
        return rules.EXC011.at(where, f"{name}: the translation is the number {cell.text}", hint)
    if _is_lost(cell.text) and not _is_lost(source):
        hint = "Excel's plain CSV loses all letters but Latin: save as CSV UTF-8, or as xlsx."
        return rules.EXC011.at(where, f"{name}: the translation is question marks", hint)
    return None


def _is_lost(text: str) -> bool:
    """Tell whether most letters have become question marks, as a code page makes of them."""
    return text.count("?") > 1 and text.count("?") * 2 >= len("".join(text.split()))
