"""The package: named bytes, and the zip that holds them, the same each time it is written."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from posixpath import splitext
from typing import Literal

from zlib_ng import zlib_ng

from pathya.authoring.traces import without_traces

NAME = re.compile(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*")
"""What every platform reads the same: some take zip names as CP437, some drop other scripts."""

PAGE_LIMIT = 800_000
"""Bytes of HTML. A page that has more opens late on a slow connection."""

COMPRESSOR = str(zlib_ng.ZLIBNG_RUNTIME_VERSION)
"""The version of zlib-ng. The bytes of a zip go by it."""

STORED: Literal[0] = 0
DEFLATED: Literal[8] = 8
"""The methods of a zip (APPNOTE §4.4.5)."""

_LEVEL = 6
_RAW = -15
"""Deflate without a frame, with its largest window."""
_LAST = b"\x03\x00"
"""The empty block that ends a deflated file (RFC 1951 §3.2.3)."""
_FLUSHED = b"\0\0\xff\xff"
"""What a full flush ends with: the length of an empty block (RFC 1951 §3.2.4)."""
_LONGEST = 1 << 26
"""Bytes of a segment that is read again; the store holds none that was longer."""
_SEGMENT = 1 << 20
"""Bytes that are read of a file, and packed, at a time."""

_VERSION = 20
_MADE_BY = bytes((_VERSION, 3))
"""By Unix, whose modes are read from the directory."""
_DATE = 33
"""1980-01-01, the first day that a zip can hold; the time is 0."""
_FILE_0644 = 0o100644 << 16
_ENTRY = struct.Struct("<HHHHHIIIHH")
"""What a file's own header and its entry in the directory share (APPNOTE §4.3.7, §4.3.12)."""
_TAIL = struct.Struct("<HHHII")
"""The rest of an entry, up to the name."""
_END = struct.Struct("<HHHHIIH")
"""The end of the directory (APPNOTE §4.3.16)."""
_MOST_FILES, _MOST_BYTES = 0xFFFE, 0xFFFF_FFFE
"""More would need ZIP64, which learning platforms do not read."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a package: its content."""

    name: str
    """Its path in the package: ASCII, forward slashes."""
    data: bytes | tuple[bytes, ...] | Path
    """Segments are packed one by one. A path is read when the zip is written, if it is stored: so
    a film is never held in memory."""
    stored: bool = False
    """True for what is compressed already: pictures, sound, film, fonts."""
    shared: bool = False
    """True for what many packages hold: it is packed once, and kept."""
    bare: bool = False
    """True for a picture on the disk that is packed without its traces."""
    keys: tuple[str, ...] = ()
    """What each segment is known by, so that it may be used again; empty: by nothing."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a learner's platform gets."""

    name: str
    """Without `.zip`: `<course>[-<part>]-<tag>-<format>`."""
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of a package as it stands in the zip."""

    name: str
    crc: int
    size: int
    """Bytes of the content."""
    sha256: str
    """Of the content, in hex."""
    method: Literal[0, 8]
    """STORED or DEFLATED."""
    data: bytes | Path
    """A path holds what is stored."""
    bare: bool = False
    """True: a picture's traces are not stored."""
    parts: tuple[int, ...] = ()
    """How many bytes of the data each deflated segment has, in order."""


Deflate = Callable[[bytes], bytes]
"""Compresses a segment, or remembers it."""
Packer = Callable[..., Packed]
"""Packs a member, by another `deflate` if one is given."""


class ChangedError(OSError):
    """A file changed while it was packed."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(None, "this file changed while it was packed", str(path))


def hashed(
    name: str, data: bytes | tuple[bytes, ...], *, stored: bool = False, shared: bool = False
) -> Member:
    """Name a file after its content, so that a browser never mixes two builds."""
    stem, extension = splitext(name)
    digest = hashlib.sha256(b"".join(_segments(data))).hexdigest()[:10]
    return Member(f"assets/{stem}-{digest}{extension}", data, stored, shared)


def content(member: Member) -> bytes:
    """Give a file's content, whole."""
    return b"".join(_segments(member.data, bare=member.bare))


def deflate(segment: bytes) -> bytes:
    """Compress a segment so that it joins with others: whole bytes, and looking back at nothing.

    The same bytes on every machine: the compressor is pinned, and zlib-ng's level 6 does not go by
    what the processor can do.
    """
    packer = zlib_ng.compressobj(_LEVEL, zlib_ng.DEFLATED, _RAW)
    return packer.compress(segment) + packer.flush(zlib_ng.Z_FULL_FLUSH)


def inflate(data: bytes, size: int) -> bytes:
    """Give a segment again. Raises ValueError when it is none of this many bytes, whole."""
    unpacker = zlib_ng.decompressobj(_RAW)
    try:
        segment = unpacker.decompress(data, min(size, _LONGEST) + 1)
    except (zlib_ng.error, OverflowError) as fault:  # type: ignore[misc]
        raise ValueError("not a segment") from fault
    if len(segment) != size or unpacker.eof or not data.endswith(_FLUSHED):
        raise ValueError("another segment")
    return segment


def pack(member: Member, deflate: Deflate = deflate) -> Packed:
    """Make a file ready for a zip; `deflate` may remember what it was given before."""
    return _pack_once(member) if member.shared else _pack(member, deflate)


def packer() -> Packer:
    """Make what packs a course's members: a file on the disk is read once for all languages."""
    known = cache(pack)

    def pack_member(member: Member, deflate: Deflate = deflate) -> Packed:
        return known(member) if isinstance(member.data, Path) else pack(member, deflate)

    return pack_member


def content_digest(members: Iterable[Packed]) -> str:
    """Hash what is in a package: SHA-256 over the sorted lines `sha256  name` of its members.

    Compressors differ between machines; this doesn't, so it is the package's identity.
    """
    lines = sorted(f"{member.sha256}  {member.name}\n" for member in members)
    return hashlib.sha256("".join(lines).encode("ascii")).hexdigest()


def zip_bytes(package: Package) -> bytes:
    """Write a package into memory."""
    return b"".join(zip_pieces(map(pack, package.members)))


def zip_pieces(members: Iterable[Packed]) -> Iterator[bytes]:
    """Write a zip, piece by piece: sorted names, one time, one mode, no ZIP64.

    Equal members give equal bytes. Raises ValueError when a name is not fit for a package or stands
    twice, or when there is too much for a zip: a fault of ours. Raises ChangedError.
    """
    ordered = sorted(members, key=lambda member: member.name)
    _check_names(member.name for member in ordered)
    directory: list[bytes] = []
    place = 0
    for member in ordered:
        name = member.name.encode("ascii")
        size = _packed_size(member)
        entry = _ENTRY.pack(
            _VERSION, 0, member.method, 0, _DATE, member.crc, size, member.size, len(name), 0
        )
        tail = _TAIL.pack(0, 0, 0, _FILE_0644, place)
        directory.append(b"".join((b"PK\1\2", _MADE_BY, entry, tail, name)))
        place = _within(place + 30 + len(name) + size)
        yield b"PK\3\4" + entry + name
        yield from _content(member)
    listed = b"".join(directory)
    count = _within(len(ordered), _MOST_FILES)
    yield listed + b"PK\5\6" + _END.pack(0, 0, count, count, len(listed), place, 0)


def _packed_size(member: Packed) -> int:
    return _within(member.size if isinstance(member.data, Path) else len(member.data))


def _within(number: int, most: int = _MOST_BYTES) -> int:
    if number > most:
        raise ValueError(f"too much for a zip without ZIP64: {number}")
    return number


def _content(member: Packed) -> Iterator[bytes]:
    """Give what stands in the zip; a file is read anew, and must still be what it was."""
    if isinstance(member.data, bytes):
        yield member.data
        return
    crc = size = 0
    for piece in _segments(member.data, bare=member.bare):
        crc, size = zlib_ng.crc32(piece, crc), size + len(piece)
        if size <= member.size:
            yield piece
    if (crc, size) != (member.crc, member.size):
        raise ChangedError(member.data)


def _check_names(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if not NAME.fullmatch(name) or {".", ".."} & set(name.split("/")):
            raise ValueError(f"not a name for a package: {name!r}")
        if name.lower() in seen:
            raise ValueError(f"two members are named {name!r}, but for case")
        seen.add(name.lower())


@lru_cache(maxsize=1024)
def _pack_once(member: Member) -> Packed:
    return _pack(member, deflate)


def _pack(member: Member, deflate: Deflate) -> Packed:
    crc = size = 0
    digest = hashlib.sha256()
    packed: list[bytes] = []
    left = member.data if member.stored and isinstance(member.data, Path) else None
    for segment in _segments(member.data, bare=member.bare):
        crc, size = zlib_ng.crc32(segment, crc), size + len(segment)
        digest.update(segment)
        if left is None:
            packed.append(segment if member.stored else deflate(segment))
    if not member.stored:
        packed.append(_LAST)
    method = STORED if member.stored else DEFLATED
    data = left or b"".join(packed)
    parts = tuple(map(len, packed)) if member.keys else ()
    return Packed(member.name, crc, size, digest.hexdigest(), method, data, member.bare, parts)


def _bared(path: Path) -> bytes:
    """Read a picture without its traces; of those that are small, the last ones are held."""
    stats = path.stat()
    if stats.st_size > _SEGMENT:
        return without_traces(path.read_bytes())[0]
    return _bared_once(path, stats.st_mtime_ns, stats.st_size)


@lru_cache(maxsize=32)  # each language packs the same
def _bared_once(path: Path, _changed: int, _size: int) -> bytes:
    return without_traces(path.read_bytes())[0]


def _segments(data: bytes | tuple[bytes, ...] | Path, *, bare: bool = False) -> Iterator[bytes]:
    """Part content as it is packed: the same for a file as for its bytes."""
    if isinstance(data, tuple):
        yield from data
    elif isinstance(data, bytes):
        yield from (data[at : at + _SEGMENT] for at in range(0, len(data), _SEGMENT))
    elif bare:
        yield _bared(data)
    else:
        with data.open("rb") as source:
            while segment := source.read(_SEGMENT):
                yield segment
