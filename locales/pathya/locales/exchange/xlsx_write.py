"""Write rows as a workbook: the same bytes for the same rows, every cell a text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from pathya.authoring.xml.write import Node, document, element, inline
from pathya.locales.catalog import Catalog
from pathya.locales.exchange.sheets import COLUMNS, PEOPLE, rows_of
from pathya.locales.languages import LANGUAGES

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WIDTHS = {"id": 20, "source": 60, "target": 60, "note": 30, "before": 40, "remarks": 30}
# How the format writes characters that XML cannot hold; what looks like it is written so as well.
_SPECIAL = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0e-\x1f\r\ufffe\uffff]")
HEAD, TEXT, TURNED = "1", "2", "3"
"""Formats of cells: a heading; text; text from right to left."""


def xlsx_serialize(catalog: Catalog) -> bytes:
    """Write the whole file."""
    language = LANGUAGES.get(catalog.tag)
    turned = language is not None and language.dir == "rtl"
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": _workbook(catalog.tag),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
        ),
        "xl/styles.xml": _styles(),
        "xl/worksheets/sheet1.xml": _sheet(list(rows_of(catalog)), turned=turned),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, node in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), document(node), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _content_types() -> Node:
    kinds = {
        "xl/workbook.xml": f"{_SHEET}.sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{_SHEET}.worksheet+xml",
        "xl/styles.xml": f"{_SHEET}.styles+xml",
    }
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return element(
        "Types",
        {"xmlns": _TYPES},
        element("Default", {"Extension": "rels", "ContentType": relations}),
        element("Default", {"Extension": "xml", "ContentType": "application/xml"}),
        *(
            element("Override", {"PartName": f"/{name}", "ContentType": kind})
            for name, kind in kinds.items()
        ),
    )


def _relations(*targets: tuple[str, str]) -> Node:
    return element(
        "Relationships",
        {"xmlns": RELATIONS},
        *(
            element("Relationship", {"Id": f"r{n}", "Type": f"{DOCUMENT}/{kind}", "Target": target})
            for n, (kind, target) in enumerate(targets, 1)
        ),
    )


def _workbook(tag: str) -> Node:
    sheet = element("sheet", {"name": tag, "sheetId": "1", "r:id": "r1"})
    return element("workbook", {"xmlns": MAIN, "xmlns:r": DOCUMENT}, element("sheets", None, sheet))


def _styles() -> Node:
    """Formats 1 to 3: `HEAD`, `TEXT`, `TURNED`; number format 49 is Text."""
    wrapped: dict[str, str | None] = {"wrapText": "1", "vertical": "top"}
    top: dict[str, str | None] = {"vertical": "top"}
    alignments = (top, top, wrapped, {**wrapped, "readingOrder": "2"})
    formats = [
        element(
            "xf",
            {
                "numFmtId": "49",
                "fontId": "1" if n == int(HEAD) else "0",
                "fillId": "0",
                "borderId": "0",
                "xfId": "0",
                "applyNumberFormat": "1",
                "applyAlignment": "1",
            },
            element("alignment", one),
        )
        for n, one in enumerate(alignments)
    ]
    size = element("sz", {"val": "11"})
    plain = {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"}
    return element(
        "styleSheet",
        {"xmlns": MAIN},
        element("fonts", {"count": "2"}, element("font", None, size), _bold(size)),
        element("fills", {"count": "1"}, element("fill", None, element("patternFill", {}))),
        element("borders", {"count": "1"}, element("border")),
        element("cellStyleXfs", {"count": "1"}, element("xf", plain)),
        element("cellXfs", {"count": str(len(formats))}, *formats),
    )


def _bold(size: Node) -> Node:
    return element("font", None, element("b"), size)


def _sheet(rows: Sequence[Sequence[str]], *, turned: bool) -> Node:
    names = (*COLUMNS, *PEOPLE)
    formats = [TURNED if turned and name == "target" else TEXT for name in names]
    pane = {"ySplit": "1", "topLeftCell": "A2", "activePane": "bottomLeft", "state": "frozen"}
    view = element("sheetView", {"workbookViewId": "0"}, element("pane", pane))
    columns = (
        element("col", {"min": str(n), "max": str(n), "width": str(width), "customWidth": "1"})
        for n, width in enumerate((_WIDTHS.get(name, 14) for name in names), 1)
    )
    lines = (
        _row(n, row, [HEAD] * len(row) if n == 1 else formats) for n, row in enumerate(rows, 1)
    )
    return element(
        "worksheet",
        {"xmlns": MAIN},
        element("sheetViews", None, view),
        element("cols", None, *columns),
        element("sheetData", None, *lines),
    )


def _row(number: int, cells: Iterable[str], formats: Sequence[str]) -> Node:
    return element(
        "row",
        {"r": str(number)},
        *(
            _cell(f"{chr(ord('A') + at)}{number}", cell, formats[at])
            for at, cell in enumerate(cells)
            if cell or at < len(COLUMNS)
        ),
    )


def _cell(place: str, text: str, style: str) -> Node:
    if not text:
        return element("c", {"r": place, "s": style})
    written = _SPECIAL.sub(lambda hit: f"_x{ord(hit[0]):04X}_", text)
    words = inline("t", {"xml:space": "preserve"}, written)
    return inline("c", {"r": place, "s": style, "t": "inlineStr"}, inline("is", None, words))
