"""What lies on the disk, told by its stats: cheap to look at, and enough to see any change.

A build that has nothing to do imports little more than this.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from typing import Literal, NamedTuple

Place = tuple[Literal["file", "list", "tree", "trees", "forest"], str]
"""A file; a folder with the files right in it, hidden ones too; all below it, but for those; or
the same where links to folders are followed that lie right in it, as those to courses are, or also
in one of its folders, as those to a course's catalogs of captions are."""

YOUNG = 2_000_000_000
"""Nanoseconds. Stats cannot tell two changes apart that fall into one tick of a disk's clock, and
FAT has the slowest; who changed later than this is looked into."""
_LINKS = {"trees": 1, "forest": 2}
"""How deep links are followed."""
_NEVER = 1 << 63
_ABSENT = "-"


class Seen(NamedTuple):
    """What was seen of some places; a dataclass would take a millisecond to make."""

    signature: str
    """Names and stats of all files; it changes when any file does, comes or goes."""
    young: tuple[tuple[str, str], ...] = ()
    """Files that changed a moment before, or in the future, with the SHA-256 of their bytes."""


def look(places: Iterable[Place], *, trusted: bool = False) -> Seen:
    """Look at places; `trusted`: at what we wrote ourselves. Raises OSError."""
    limit = _NEVER if trusted else time.time_ns() - YOUNG
    lines: list[str] = []
    young: list[str] = []
    for kind, path in places:
        if kind == "file":
            try:
                _note(path, os.stat(path), limit, lines, young)
            except (FileNotFoundError, NotADirectoryError):
                lines.append(path)
            continue
        _below(path, limit, lines, young, deep=kind != "list", links=_LINKS.get(kind, 0))
    lines.sort()  # a folder's order is no promise
    return Seen("\n".join(lines), tuple((path, _digest(path)) for path in sorted(young)))


def same(before: Seen, now: Seen) -> bool:
    """Tell whether nothing changed in between, also in what was young when it was first seen."""
    if before.signature != now.signature:
        return False
    known = dict(now.young)
    return all((known.get(path) or _digest(path)) == digest for path, digest in before.young)


def _digest(path: str) -> str:
    import hashlib  # noqa: PLC0415 - brings OpenSSL

    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return _ABSENT


def _below(
    folder: str, limit: int, lines: list[str], young: list[str], *, deep: bool, links: int
) -> None:
    waiting = [(folder, links)]
    while waiting:
        place, links = waiting.pop()
        try:
            entries = os.scandir(place)
        except (FileNotFoundError, NotADirectoryError):
            lines.append(place)
            continue
        with entries:
            for entry in entries:
                if deep and (entry.name[0] == "." or entry.name == "__pycache__"):
                    continue
                if not entry.is_dir(follow_symlinks=False):
                    _note(entry.path, _stat(entry), limit, lines, young)
                    if links and entry.is_symlink() and os.path.isdir(entry.path):
                        waiting.append((entry.path, links - 1))
                elif deep:
                    waiting.append((entry.path, max(links - 1, 0)))
                    lines.append(entry.path)


def _note(path: str, stats: os.stat_result, limit: int, lines: list[str], young: list[str]) -> None:
    changed, born = stats.st_mtime_ns, stats.st_ctime_ns
    lines.append(f"{path}\0{stats.st_size}\0{changed}\0{born}\0{stats.st_ino}")
    if changed >= limit or born >= limit:
        young.append(path)


def _stat(entry: os.DirEntry[str]) -> os.stat_result:
    try:
        # Windows keeps old stats in its folders.
        return os.stat(entry.path) if os.name == "nt" else entry.stat()
    except OSError:  # a link to nowhere
        return entry.stat(follow_symlinks=False)
