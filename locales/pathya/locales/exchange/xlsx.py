"""Read the rows of a workbook that may be hostile: known sizes, no entities, no formulas."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.authoring.xml.parse import LIMIT, Element, XmlFault, parse_xml
from pathya.locales import rules
from pathya.locales.exchange.incoming import Incoming
from pathya.locales.exchange.sheets import CELLS, Cell, Row, incoming_of
from pathya.locales.exchange.xlsx_write import DOCUMENT, MAIN, RELATIONS

_NS = f"{{{MAIN}}}"
_REL = f"{{{RELATIONS}}}"
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
_SPECIAL = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
# What zipfile raises for damaged archives, encrypted ones, and parts that are missing.
_BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, KeyError, ValueError),
)


_Reading = tuple[Incoming | None, Diagnostics]


class _Fault(Exception):
    """The workbook cannot be read; the message says why."""


def xlsx_parse(data: bytes, path: str) -> tuple[Incoming | None, Diagnostics]:
    """Read a file that came back; None when it cannot be used as a whole.

    Of several sheets the first that has an id and a translation in its first row counts.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _first_usable((incoming_of(rows, path) for rows in _sheets(archive)), path)
    except _BROKEN as fault:
        said = f"this is not a workbook: {fault}"
        return None, (rules.EXC001.at(Where(path), said, "Save it as xlsx."),)
    except (XmlFault, _Fault) as fault:
        return None, (rules.EXC001.at(Where(path), str(fault.args[-1])),)


def _first_usable(readings: Iterator[_Reading], path: str) -> _Reading:
    said = incoming_of((), path)
    for reading in readings:
        if reading[0] is not None:
            return reading
        said = reading
    return said


def _sheets(archive: zipfile.ZipFile) -> Iterator[Sequence[Row]]:
    book = _part(archive, "xl/workbook.xml")
    relations = {
        one.get("Id", ""): one.get("Target", "")
        for one in _part(archive, "xl/_rels/workbook.xml.rels").iterfind(f"{_REL}Relationship")
    }
    strings = _shared(archive)
    for sheet in list(book.iterfind(f"{_NS}sheets/{_NS}sheet"))[:20]:
        target = relations.get(sheet.get(f"{{{DOCUMENT}}}id", ""), "")
        name = target[1:] if target.startswith("/") else f"xl/{target}"
        if "worksheets/" in name:
            yield list(_rows(_part(archive, name), strings))


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    if archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _Fault(f"{name} is packed in a way that workbooks are not")
    with archive.open(name) as stream:
        data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise _Fault(f"{name} unpacks to more than {LIMIT} bytes")
    return parse_xml(data)


def _shared(archive: zipfile.ZipFile) -> tuple[str, ...]:
    name = "xl/sharedStrings.xml"
    if name not in archive.namelist():
        return ()
    return tuple(_words(one) for one in _part(archive, name).iterfind(f"{_NS}si"))


def _words(element: Element) -> str:
    """Read a text, which may be cut into runs of one look; what tells its sound is left out."""
    runs = (*element.iterfind(f"{_NS}t"), *element.iterfind(f"{_NS}r/{_NS}t"))
    return _unescaped("".join(run.text or "" for run in runs))


def _unescaped(text: str) -> str:
    return _SPECIAL.sub(lambda hit: chr(int(hit[1], 16)), text)


def _rows(sheet: Element, strings: Sequence[str]) -> Iterator[Row]:
    number = total = 0
    for row in sheet.iterfind(f"{_NS}sheetData/{_NS}row"):
        written = row.get("r", "")
        number = int(written) if written.isascii() and written.isdigit() else number + 1
        cells: dict[int, Cell] = {}
        for at, cell in enumerate(row.iterfind(f"{_NS}c")):
            place = _PLACE.match(cell.get("r", ""))
            read = _cell(cell, strings)
            if read.text or read.kind != "text":
                cells[_column(place[1]) if place else at] = read
        total += len(cells)
        if total > CELLS:
            raise _Fault(f"there are more than {CELLS} cells")
        yield number, cells


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(cell: Element, strings: Sequence[str]) -> Cell:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_NS}v") or ""
    if cell.find(f"{_NS}f") is not None:
        return Cell(value, "formula")
    if kind == "s":
        at = int(value) if value.isascii() and value.isdigit() else len(strings)
        return Cell(strings[at] if at < len(strings) else "")
    if kind == "inlineStr":
        held = cell.find(f"{_NS}is")
        return Cell(_words(held) if held is not None else "")
    if kind == "str":
        return Cell(_unescaped(value))
    return Cell(value.removesuffix(".0"), "number" if value else "text")
