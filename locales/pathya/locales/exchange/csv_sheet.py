"""CSV: comma, UTF-8 with a mark at its start, as Excel wants it; any of its ways is read."""

from __future__ import annotations

import csv
import io

from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.locales import rules
from pathya.locales.catalog import Catalog
from pathya.locales.exchange.incoming import Incoming
from pathya.locales.exchange.sheets import CELLS, Cell, Row, incoming_of, rows_of

_DELIMITERS = (",", ";", "\t")
_LONGEST = 1 << 24
"""Characters of a cell: a text may be longer than the 131,072 that Python takes unless told."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def csv_serialize(catalog: Catalog) -> bytes:
    """Write the whole file."""
    stream = io.StringIO()
    csv.writer(stream).writerows(rows_of(catalog))
    return stream.getvalue().encode("utf-8-sig")


def csv_parse(data: bytes, path: str) -> tuple[Incoming | None, Diagnostics]:
    """Read a file that came back; None when it cannot be used as a whole."""
    try:
        # Excel's "Unicode text" is UTF-16 with tabs.
        text = data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError:
        hint = "Save it as CSV UTF-8, or as xlsx: other code pages lose the letters of languages."
        return None, (rules.EXC001.at(Where(path), "this is not UTF-8", hint),)
    # The limit is all of Python's: other readers of CSV keep theirs.
    before = csv.field_size_limit(_LONGEST)
    try:
        rows = _rows(text)
    except csv.Error as fault:
        return None, (rules.EXC001.at(Where(path), f"this is not CSV: {fault}"),)
    finally:
        csv.field_size_limit(before)
    return incoming_of(rows, path)


def _rows(text: str) -> list[Row]:
    first, _, rest = text.partition("\n")
    # Excel writes, and reads, `sep=;` in a line of its own.
    named = first.strip().lower().startswith("sep=")
    delimiter = first.strip()[4:] if named else max(_DELIMITERS, key=first.count)
    delimiter = delimiter if delimiter in _DELIMITERS else ","
    reader = csv.reader(io.StringIO(rest if named else text, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    total = 0
    for cells in reader:
        filled = {at: Cell(text) for at, text in enumerate(cells) if text}
        total += len(filled)
        if total > CELLS:
            raise csv.Error(f"there are more than {CELLS} cells")
        rows.append((reader.line_num + named, filled))
    return rows
