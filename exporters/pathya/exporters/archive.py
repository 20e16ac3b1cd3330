"""Open a zip that may be hostile: no file is written, and no more is read than the limits allow."""

from __future__ import annotations

import re
import stat
import struct
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pathya.authoring.diagnostics import NOWHERE, Diagnostic, Diagnostics, Where
from pathya.authoring.limits import raised
from pathya.authoring.sources import nfc
from pathya.exporters import rules
from pathya.exporters.package import NAME
from pathya.exporters.unpacked import TEXTS, Archive, Limits

_DAMAGED = (BadZipFile, EOFError, NotImplementedError, OverflowError, ValueError, struct.error)
"""What zipfile raises for files that somebody made up."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_UNIX = 3
_UNICODE_PATH = 0x7075
_PATH_FROM = 5
"""After the field's version and the checksum of the name that it replaces."""
_CHUNK = 65_536
_RATIO_FROM = 1_000_000
"""Bytes from which on the ratio counts: a short style sheet of blanks is no bomb."""


def read_archive(stream: BinaryIO, name: str, limits: Limits) -> tuple[Archive | None, Diagnostics]:
    """Read a zip within limits; the archive is None when the zip itself is at fault."""
    try:
        if fault := _directory_fault(stream, limits):
            return None, (rules.PKG001.at(Where(name), fault),)
        with ZipFile(stream) as archive:
            found = (*_check_entries(stream, archive.infolist(), name, limits),)
            return (None, found) if found else _read_members(archive, name, limits)
    except (*_DAMAGED, zlib.error) as fault:
        said = str(fault) or type(fault).__name__
        return None, (rules.PKG001.at(Where(name), said[:1].lower() + said[1:]),)


def _directory_fault(stream: BinaryIO, limits: Limits) -> str:
    """Look at the directory's size first: zipfile reads all of it into memory."""
    length = stream.seek(0, 2)
    stream.seek(max(0, length - 22 - 65_535))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return "not a zip"
    if tail[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        return "a ZIP64 archive, which learning platforms do not read"
    size: int = struct.unpack_from("<L", tail, at + 12)[0]
    allowed = limits.files * 512
    return f"its directory has {size} bytes; the limit is {allowed}" if size > allowed else ""


def _check_entries(
    stream: BinaryIO, entries: list[ZipInfo], name: str, limits: Limits
) -> Iterator[Diagnostic]:
    if len(entries) > limits.files:
        said = f"{len(entries)} files; the limit is {limits.files}"
        yield rules.PKG010.at(Where(name), said, raised("zip_files"))
        return
    for entry in entries:
        yield from _check_entry(entry, name)
        yield from _check_second_names(stream, entry, name)
    names = tuple(entry.orig_filename for entry in entries)
    yield from _check_doubles(names, name)
    yield from _check_folders(names, name)


def _check_entry(entry: ZipInfo, name: str) -> Iterator[Diagnostic]:
    written = entry.orig_filename
    shown = repr(written)
    segments = written.removesuffix("/").split("/")
    where = Where(name)
    if "\\" in written:
        yield rules.PKG004.at(where, f"{shown} has a backslash")
    elif written.startswith("/") or re.match("[A-Za-z]:", written) or ".." in segments:
        yield rules.PKG003.at(where, f"{shown} leads out of the package")
    elif not NAME.fullmatch(written.removesuffix("/")) or "." in segments:
        yield rules.PKG009.at(where, f"{shown} is not a name for a package")
    elif any(_DEVICE.fullmatch(part) or part.endswith(".") for part in segments):
        yield rules.PKG005.at(where, f"{shown} cannot be a file's name on Windows")
    if entry.flag_bits & 0x1:
        yield rules.PKG002.at(where, f"{shown} is encrypted")
    if not _is_plain(entry):
        yield rules.PKG006.at(where, f"{shown} is neither a file nor a folder")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        yield rules.PKG001.at(where, f"{shown} is packed by method {entry.compress_type}")


def _is_plain(entry: ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16) if entry.create_system == _UNIX else 0
    return kind in (0, stat.S_IFREG, stat.S_IFDIR)


def _check_second_names(stream: BinaryIO, entry: ZipInfo, name: str) -> Iterator[Diagnostic]:
    # zipfile goes by this field from Python 3.13 on, so nothing here may rest on its `filename`.
    written = entry.orig_filename
    extras = (entry.extra, _header_extra(stream, entry))
    seconds = {second for extra in extras for second in _second_names(extra)}
    for second in sorted(seconds - {written}):
        yield rules.PKG013.at(Where(name), f"{written!r} is also called {second!r}")


def _header_extra(stream: BinaryIO, entry: ZipInfo) -> bytes:
    """Read the extra fields of the entry's own header: they need not be those of the directory."""
    if entry.header_offset < 0:
        raise BadZipFile("an entry would begin before the file does")
    stream.seek(entry.header_offset)
    name_length, length = struct.unpack("<26x2H", stream.read(30))
    stream.seek(entry.header_offset + 30 + name_length)
    return stream.read(length)


def _second_names(extra: bytes) -> Iterator[str]:
    """Give the names in Info-ZIP's Unicode Path fields (APPNOTE §4.6.9)."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        field = extra[place + 4 : place + 4 + length]
        place += 4 + length
        if kind == _UNICODE_PATH and length < _PATH_FROM:
            raise BadZipFile("a Unicode Path field is too short")
        if kind == _UNICODE_PATH:
            yield field[_PATH_FROM:].decode("utf-8")  # what isn't UTF-8 is a ValueError


def _check_folders(names: tuple[str, ...], name: str) -> Iterator[Diagnostic]:
    folded = sorted(map(_folded, names))
    for written in dict.fromkeys(names):
        inside = f"{_folded(written)}/"
        place = bisect_left(folded, inside)
        if folded[place : place + 1] and folded[place].startswith(inside):
            yield rules.PKG014.at(Where(name), f"{written!r} is also a folder")


def _check_doubles(names: tuple[str, ...], name: str) -> Iterator[Diagnostic]:
    where = Where(name)
    for written, times in Counter(names).items():
        if times > 1:
            yield rules.PKG007.at(where, f"{written!r} stands {times} times")
    alike: dict[str, list[str]] = {}
    for written in dict.fromkeys(names):
        alike.setdefault(_folded(written), []).append(written)
    for group in alike.values():
        if len(group) > 1:
            yield rules.PKG008.at(where, f"{' and '.join(map(repr, group))} differ in case alone")


def _folded(name: str) -> str:
    return nfc(name).casefold()


def _read_members(
    archive: ZipFile, name: str, limits: Limits
) -> tuple[Archive | None, Diagnostics]:
    sizes: dict[str, int] = {}
    texts: dict[str, bytes] = {}
    left, left_texts = limits.total, limits.texts
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        is_text = entry.filename.lower().endswith(TEXTS)
        allowed = min(left, left_texts) if is_text else left
        read = _read_member(archive, entry, allowed, limits.ratio)
        if isinstance(read, Diagnostic):
            return None, (replace(read, where=Where(name)),)
        sizes[entry.filename] = read.size
        left -= read.size
        if is_text:
            texts[entry.filename] = read.data
            left_texts -= read.size
    return Archive(name, sizes, texts), ()


@dataclass(frozen=True, slots=True)
class _Read:
    size: int
    data: bytes
    """Empty when nobody will look into it."""


def _read_member(archive: ZipFile, entry: ZipInfo, allowed: int, ratio: int) -> _Read | Diagnostic:
    """Unpack a file, but no more than `allowed` bytes of it."""
    size = 0
    kept = bytearray()
    is_text = entry.filename.lower().endswith(TEXTS)
    with archive.open(entry) as source:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if is_text:
                kept += chunk
            if excess := _excess(entry, size, allowed, ratio):
                return excess
    if size != entry.file_size:
        said = f"{entry.filename!r} holds {size} bytes, not {entry.file_size} as it says"
        return rules.PKG001.at(NOWHERE, said)
    return _Read(size, bytes(kept))


def _excess(entry: ZipInfo, size: int, allowed: int, ratio: int) -> Diagnostic | None:
    if size > _RATIO_FROM and size > entry.compress_size * ratio:
        said = f"{entry.filename!r} unpacks to over {ratio} times its size"
        return rules.PKG012.at(NOWHERE, said, raised("zip_ratio"))
    if size > allowed:
        said = f"{entry.filename!r} has over {allowed} bytes, which is all that is left for it"
        return rules.PKG011.at(NOWHERE, said, raised("zip_total` or `zip_texts"))
    return None
