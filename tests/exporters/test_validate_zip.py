"""Each rule for the zip: one change breaks it, and no other rule speaks."""

from __future__ import annotations

import io
import stat
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathya.exporters.unpacked import TEXTS, Limits
from pathya.exporters.validate import validate

Files = dict[str, bytes]
Packages = Callable[[str], Files]
Zipped = Callable[[Files], bytes]
MANIFEST = "imsmanifest.xml"


def _said(data: bytes, limits: Limits | None = None) -> list[tuple[str, str]]:
    found = validate(io.BytesIO(data), limits=limits)
    return [(one.rule.code, str(one.where)) for one in found]


def _entry(name: str = "media/b.png", **values: Any) -> Callable[[bytes], bytes]:
    """Add an entry with any name and any fields to the zip."""

    def make(data: bytes) -> bytes:
        stream = io.BytesIO(data)
        info = ZipInfo("x")
        info.filename = name
        for key, value in values.items():
            setattr(info, key, value)
        with ZipFile(stream, "a") as archive:
            archive.writestr(info, b"x")
        return stream.getvalue()

    return make


def _twice(data: bytes) -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return _entry("page.css")(data)


def _encrypted(data: bytes) -> bytes:
    return _patched(data, b"page.css", 8, b"\x01\x00")


def _zip64(data: bytes) -> bytes:
    at = data.rindex(b"PK\x05\x06")
    return data[:at] + b"PK\x06\x07" + bytes(16) + data[at:]


HEAD = b"\x01" + struct.pack("<L", zlib.crc32(b"ok.txt"))


def _second_name(name: bytes, *, head: bytes = HEAD) -> Callable[[bytes], bytes]:
    """Add an entry `ok.txt` that Info-ZIP's Unicode Path field calls otherwise."""
    field = head + name
    return _entry("ok.txt", extra=struct.pack("<2H", 0x7075, len(field)) + field)


def _second_name_in_the_header(data: bytes) -> bytes:
    """Leave the field in the entry's own header alone: some unpackers never read the directory."""
    changed = _second_name(b"../evil.txt")(data)
    at = changed.rindex(b"up\x10\x00")
    return changed[:at] + b"xx" + changed[at + 2 :]


def _patched(data: bytes, name: bytes, at: int, value: bytes) -> bytes:
    """Change a field of an entry in the zip's directory; `at` counts from the record's start."""
    place = data.rindex(name) - 46 + at
    return data[:place] + value + data[place + len(value) :]


ZIP_CASES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "empty file": ("PKG001", lambda _: b""),
    "not a zip": ("PKG001", lambda _: b"<html></html>" * 9),
    "cut off": ("PKG001", lambda data: data[:-30]),
    "damaged": ("PKG001", lambda data: data.replace(b"\x50\x4b\x03\x04", b"PK\x09\x09", 1)),
    "too small a size": (
        "PKG001",
        lambda data: _patched(data, b"page.css", 24, b"\x03\x00\x00\x00"),
    ),
    "too large a size": (
        "PKG001",
        lambda data: _patched(data, b"page.css", 24, b"\xff\xff\x00\x00"),
    ),
    "false checksum": ("PKG001", lambda data: _patched(data, b"page.css", 16, b"abcd")),
    "unusual method": ("PKG001", _entry(compress_type=ZIP_LZMA)),
    "ZIP64": ("PKG001", _zip64),
    "encrypted": ("PKG002", _encrypted),
    "parent folder": ("PKG003", _entry("../evil.txt")),
    "parent folder inside": ("PKG003", _entry("media/../../evil.txt")),
    "absolute": ("PKG003", _entry("/etc/passwd")),
    "drive": ("PKG003", _entry("C:evil.txt")),
    "backslash": ("PKG004", _entry("media\\b.png")),
    "backslash and parent": ("PKG004", _entry("..\\evil.txt")),
    "device": ("PKG005", _entry("media/CON.txt")),
    "full stop at the end": ("PKG005", _entry("media/b.")),
    "device folder": ("PKG005", _entry("aux/b.png")),
    "link": ("PKG006", _entry(external_attr=(stat.S_IFLNK | 0o777) << 16)),
    "device node": ("PKG006", _entry(external_attr=(stat.S_IFCHR | 0o777) << 16)),
    "same name twice": ("PKG007", _twice),
    "same name but for case": ("PKG008", _entry("Page.CSS")),
    "Devanagari": ("PKG009", _entry("media/चित्र.png")),
    "space": ("PKG009", _entry("media/a b.png")),
    "percent": ("PKG009", _entry("media/a%20b.png")),
    "empty segment": ("PKG009", _entry("media//b.png")),
    "this folder": ("PKG009", _entry("./b.png")),
    "NUL": ("PKG009", _entry("media/b\0.png")),
    "second name": ("PKG013", _second_name(b"../evil.txt")),
    "second name in the header": ("PKG013", _second_name_in_the_header),
    "second name cut off": ("PKG001", _second_name(b"", head=b"\x01\x00")),
    "second name not in UTF-8": ("PKG001", _second_name(b"\xff")),
    "folder where a file is": ("PKG014", _entry("page.css/b.png")),
    "empty folder where a file is": ("PKG014", _entry("Page.css/")),
}


@pytest.mark.parametrize("case", ZIP_CASES)
def test_faults_of_the_zip(case: str, files_of: Packages, zipped: Zipped) -> None:
    code, change = ZIP_CASES[case]
    assert _said(change(zipped(files_of("1.2")))) == [(code, "")]


def test_a_second_name_may_say_the_same(files_of: Packages, zipped: Zipped) -> None:
    files = files_of("1.2")
    del files["media/a.png"]
    field = b"\x01\x00\x00\x00\x00media/a.png"
    extra = struct.pack("<2H", 0x5455, 1) + b"x" + struct.pack("<2H", 0x7075, len(field)) + field
    change = _entry("media/a.png", extra=extra)
    assert _said(change(zipped(files))) == []


def test_limits(files_of: Packages, zipped: Zipped) -> None:
    files = files_of("1.2")
    data = zipped(files)
    total = sum(map(len, files.values()))
    assert _said(data, Limits(files=len(files), total=total, texts=total)) == []
    assert _said(data, Limits(files=len(files) - 1)) == [("PKG010", "")]
    assert _said(data, Limits(total=total - 1)) == [("PKG011", "")]
    texts = sum(len(data) for name, data in files.items() if name.endswith(TEXTS))
    assert _said(data, Limits(texts=texts)) == []
    assert _said(data, Limits(texts=texts - 1)) == [("PKG011", "")]
    bomb = zipped({**files, "runtime.js": b" " * 2_000_000})
    assert _said(bomb) == [("PKG012", "")]
    assert _said(bomb, Limits(ratio=2000)) == []


def test_an_entry_before_the_file_is_refused(
    tmp_path: Path, files_of: Packages, zipped: Zipped
) -> None:
    data = bytearray(zipped(files_of("1.2")))
    place = data.rindex(b"PK\x05\x06") + 16
    (offset,) = struct.unpack_from("<L", data, place)
    struct.pack_into("<L", data, place, offset + 100)
    package = tmp_path / "fees.zip"
    package.write_bytes(data)  # only a file on the disk fails by OSError
    assert [(one.rule.code, one.message) for one in validate(package)] == [
        ("PKG001", "an entry would begin before the file does")
    ]


def test_a_directory_too_large_to_read_is_refused_unread(zipped: Zipped) -> None:
    data = zipped({f"{n:0100}": b"" for n in range(20)})
    said = validate(io.BytesIO(data), limits=Limits(files=4))
    assert [str(one) for one in said] == [
        ": error PKG001 its directory has 2920 bytes; the limit is 2048"
    ]


def test_folders_and_stored_files_are_fine(files_of: Packages, zipped: Zipped) -> None:
    stream = io.BytesIO(zipped(files_of("1.2")))
    with ZipFile(stream, "a", ZIP_STORED) as archive:
        archive.mkdir("media")
    assert _said(stream.getvalue()) == []


@settings(max_examples=200, deadline=None)
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_zip_changed_anywhere_is_checked_or_refused(
    zipped: Zipped, changes: list[tuple[float, int]]
) -> None:
    data = bytearray(zipped({MANIFEST: b"<manifest/>", "index.html": b"<p>x</p>", "a.css": b"b{}"}))
    for place, value in changes:
        data[int(place * (len(data) - 1))] = value
    assert validate(io.BytesIO(bytes(data)))  # never without a finding: it lacks all that it needs
