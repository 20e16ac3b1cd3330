"""The package: named bytes, and the zip that holds them, the same each time it is written."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from posixpath import splitext
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

NAME = re.compile(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*")
"""What every platform reads the same: some take zip names as CP437, some drop other scripts."""

PAGE_LIMIT = 800_000
"""Bytes of HTML. A page that has more opens late on a slow connection."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can hold."""
_FILE_0644 = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a package."""

    name: str
    """Its path in the package: ASCII, forward slashes."""
    data: bytes | Path
    """A path is read when the zip is written, so that a film is never held in memory."""
    stored: bool = False
    """True for what is compressed already: pictures, sound, film, fonts."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a learner's platform gets."""

    name: str
    """Without `.zip`: `<course>[-<part>]-<tag>-<format>`."""
    members: tuple[Member, ...]


def hashed(name: str, data: bytes, *, stored: bool = False) -> Member:
    """Name a file after its content, so that a browser never mixes two builds."""
    stem, extension = splitext(name)
    digest = hashlib.sha256(data).hexdigest()[:10]
    return Member(f"assets/{stem}-{digest}{extension}", data, stored)


def content_digest(package: Package) -> str:
    """Hash what is in the package: SHA-256 over the sorted lines `sha256  name` of its members.

    Compressors differ between machines; this doesn't, so it is the package's identity.
    """
    lines = sorted(f"{_sha256(member)}  {member.name}\n" for member in package.members)
    return hashlib.sha256("".join(lines).encode("ascii")).hexdigest()


def zip_bytes(package: Package) -> bytes:
    """Write a package into memory."""
    stream = io.BytesIO()
    write_zip(package, stream)
    return stream.getvalue()


def write_zip(package: Package, stream: BinaryIO) -> None:
    """Write a package: sorted names, one time, one mode, so that equal content gives equal bytes.

    Raises ValueError when a name is not fit for a package or stands twice: a fault of ours.
    """
    members = sorted(package.members, key=lambda member: member.name)
    _check_names(member.name for member in members)
    with ZipFile(stream, "w") as archive:
        for member in members:
            with _opened(member) as source, archive.open(_info(member), "w") as target:
                shutil.copyfileobj(source, target)


def _check_names(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if not NAME.fullmatch(name) or {".", ".."} & set(name.split("/")):
            raise ValueError(f"not a name for a package: {name!r}")
        if name.lower() in seen:
            raise ValueError(f"two members are named {name!r}, but for case")
        seen.add(name.lower())


def _info(member: Member) -> ZipInfo:
    info = ZipInfo(member.name, _EPOCH)
    info.compress_type = ZIP_STORED if member.stored else ZIP_DEFLATED  # zlib's default level, 6
    info.create_system = _UNIX
    info.external_attr = _FILE_0644
    info.file_size = _size(member)  # tells ZipFile whether it needs ZIP64
    return info


def _size(member: Member) -> int:
    return member.data.stat().st_size if isinstance(member.data, Path) else len(member.data)


def _opened(member: Member) -> io.BufferedReader | io.BytesIO:
    return member.data.open("rb") if isinstance(member.data, Path) else io.BytesIO(member.data)


def _sha256(member: Member) -> str:
    with _opened(member) as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
