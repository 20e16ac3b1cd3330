"""Files that nobody vouches for: refused with a reason, in little time and memory."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Unit
from pathya.authoring.xml.parse import LIMIT
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.exchange.csv_sheet import csv_parse
from pathya.locales.exchange.formats import FORMATS
from pathya.locales.exchange.incoming import Incoming
from pathya.locales.exchange.judge import Terms
from pathya.locales.exchange.shown import unshown
from pathya.locales.exchange.take import take
from pathya.locales.exchange.xlsx import xlsx_parse
from pathya.locales.exchange.xlsx_write import MAIN
from pathya.locales.xliff import xliff_parse
from pathya.locales.xliff_write import xliff_serialize

BOMB = '<!DOCTYPE {0} [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
XXE = '<!DOCTYPE {0} [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ROOTS = {
    "xliff12": '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">&a;</xliff>',
    "xliff21": '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1">&a;</xliff>',
    "tmx": '<tmx version="1.4"><header srclang="en"><note>&a;</note></header><body/></tmx>',
}


def refused(name: str, data: bytes) -> str:
    """Why a file is refused as a whole."""
    incoming, found = FORMATS[name].parse(data, "back")
    assert incoming is None
    (fault,) = found
    assert fault.rule.code in ("EXC001", "CAT001", "CAT002")
    return fault.message


@pytest.mark.parametrize("name", ROOTS)
@pytest.mark.parametrize("doctype", [BOMB, XXE])
def test_entities_are_refused(name: str, doctype: str) -> None:
    root = ROOTS[name]
    data = doctype.format(root[1:].split(" ")[0]) + root
    assert "DOCTYPE" in refused(name, data.encode()) or "ntit" in refused(name, data.encode())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 99, b"PK\x03\x04", b"\xff\xfe\x00", b"<a/>", b"x\n"]
)
def test_what_is_no_such_file_is_refused(name: str, data: bytes) -> None:
    if name == "po" and data == b"":
        return  # an empty file is a PO file
    refused(name, data)


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    for start in (b"", FORMATS[name].suffixes[0].encode(), b"id,target\n", b'msgid "'):
        FORMATS[name].parse(start + data, "back")


@pytest.mark.parametrize("text", ["नमस्ते".encode("utf-16-le"), "caf\xe9,id".encode("cp1252")])
@pytest.mark.parametrize("name", ["po", "csv"])
def test_other_code_pages_are_refused(name: str, text: bytes) -> None:
    assert refused(name, b"id,target\n\xe9" + text) == "this is not UTF-8"


# --- workbooks -----------------------------------------------------------------------------------

Parts = dict[str, bytes]
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>%s</sheetData></worksheet>'
RELATIONS = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"""
BOOK = f"""<workbook xmlns="{MAIN}" xmlns:r="{"http://schemas.openxmlformats.org/officeDocument"}\
/2006/relationships"><sheets><sheet r:id="r1"/></sheets></workbook>"""


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def book(sheet: bytes, **others: bytes) -> Parts:
    parts = {"xl/workbook.xml": BOOK.encode(), "xl/_rels/workbook.xml.rels": RELATIONS}
    return parts | {"xl/worksheets/sheet1.xml": sheet} | others


def rows(text: str) -> bytes:
    return (SHEET % text).encode()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (
        lambda: packed(book(rows(" " * (LIMIT + 1)))),
        f"xl/worksheets/sheet1.xml unpacks to more than {LIMIT} bytes",
    ),
    "an entity": (
        lambda: packed(book(b'<!DOCTYPE a [<!ENTITY a "b">]>' + rows("&a;"))),
        "a DOCTYPE is not allowed",
    ),
    "too many cells": (
        lambda: packed(book(rows("<row>%s</row>" % ("<c><v>1</v></c>" * 101)))),
        "there are more than 100 cells",
    ),
    "another way of packing": (
        lambda: packed(book(rows("")), zipfile.ZIP_BZIP2),
        "xl/workbook.xml is packed in a way that workbooks are not",
    ),
    "a part that is missing": (
        lambda: packed({"xl/workbook.xml": BOOK.encode()}),
        "this is not a workbook: \"There is no item named 'xl/_rels/workbook.xml.rels' in the "
        'archive"',
    ),
    "nothing in it": (
        lambda: packed(book(rows("<row><c/></row>"))),
        "there is no row that names the columns id and target",
    ),
    "a number that is none": (
        lambda: packed(book(rows(f'<row r="{"9" * 5000}"/>'))),
        "this is not a workbook: Exceeds the limit (4300 digits) for integer string conversion: "
        "value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit",
    ),
}


def test_a_table_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathya.locales.exchange.csv_sheet.CELLS", 5)
    assert refused("csv", b"id,target\na,b\nc,d\n").endswith("there are more than 5 cells")


@pytest.mark.parametrize("data", [b"a,b\n", b"a\rb" * 3])
def test_the_limit_of_cells_is_put_back(data: bytes) -> None:
    before = csv.field_size_limit()
    csv_parse(data, "x")
    assert csv.field_size_limit() == before


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_without_end_is_refused(end: str) -> None:
    data = f'msgid "a"{end}msgstr ""{end}' + f' "b"{end}' * 70_000
    assert refused("po", data.encode()) == "a text in it has too many lines"


def test_what_is_written_of_a_long_text_is_read_again() -> None:
    long = Entry("a", ("Pay ten. " * 70_000,), (), ("दस दें। " * 70_000,), State.TRANSLATED)
    written = FORMATS["po"].serialize(Catalog("rti", "en", "hi", {"a": long}))
    start = time.process_time()
    back, found = FORMATS["po"].parse(written, "back")
    assert not found
    assert back is not None
    assert back.units[0].target == long.target
    assert time.process_time() - start < 10


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_workbooks_are_refused(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathya.locales.exchange.xlsx.CELLS", 100)
    make, message = HOSTILE[case]
    assert refused("xlsx", make()) == message


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_read_or_refused(at: int, noise: bytes) -> None:
    data = packed(book(rows("<row><c t='str'><v>id</v></c></row>" * 20)))
    xlsx_parse(data[: at % len(data)] + noise + data[at % len(data) + len(noise) :], "back")


@pytest.mark.parametrize(
    "text", ["\\" * 200_000, "<" * 200_000, "< " * 200_000, "<1" + " " * 200_000]
)
def test_codes_are_looked_for_in_linear_time(text: str) -> None:
    started = time.perf_counter()
    assert unshown(text) == (text,)
    assert time.perf_counter() - started < 2


def test_a_heading_is_looked_at_in_linear_time() -> None:
    started = time.perf_counter()
    csv_parse(f"id,source {'-' * 30_000} a b,target hi\r\n".encode(), "back.csv")
    assert time.perf_counter() - started < 2


def test_control_characters_in_remarks_do_not_come_into_catalogs(make_course) -> None:
    unit, ours = Unit("a", ("Pay ten.",)), Entry("a", ("Pay ten.",))
    back = replace(ours, target=("दस दें।",), by="आशा\x05", remarks=(("", "PK\x05"),))
    catalog = Catalog("rti", "en", "hi", {"a": replace(ours, note="a · text")})
    taken = take(make_course([unit]), catalog, Incoming("rti", "en", "hi", (back,)), Terms())
    assert taken.changed
    again, _ = xliff_parse(xliff_serialize(taken.catalog), "c.xlf")
    assert again is not None
    entry = again.entries["a"]
    assert (entry.by, entry.remarks) == ("आशा\ufffd", (("", "PK\ufffd"),))
    assert entry == taken.catalog.entries["a"]


def test_a_draft_of_nothing_but_stray_codes_is_none(make_course) -> None:
    unit, ours = Unit("a", ("Pay ten.",)), Entry("a", ("Pay ten.",))
    back = replace(ours, source=("Pay five.",), target=(-1,), state=State.TRANSLATED)
    catalog = Catalog("rti", "en", "hi", {"a": ours})
    done = take(make_course([unit]), catalog, Incoming("rti", "en", "hi", (back,)), Terms())
    assert done.catalog == catalog
