"""The SHA-256 of files, looked up by their stats while those do not change, as git does."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from pathya.build.store.index import Index, ask, note
from pathya.build.store.watch import YOUNG

_WRITE = "insert or replace into file values (?, ?, ?)"
_MANY = 500
"""Question marks in one query; SQLite takes no more than 999 in old builds."""


def digests(index: Index | None, paths: Iterable[Path]) -> dict[Path, str]:
    """Hash files; what changed a moment ago is hashed again next time. Raises OSError."""
    found: dict[Path, str] = {}
    fresh: list[tuple[str, str, str]] = []
    wanted = tuple(paths)
    known = _known(index, wanted) if index else {}
    limit = time.time_ns() - YOUNG
    for path in wanted:
        stats = path.stat()
        said = _said(stats)
        before, digest = known.get(str(path), ("", ""))
        if before != said:
            digest = sha256_of(path)
            if max(stats.st_mtime_ns, stats.st_ctime_ns) < limit:
                fresh.append((str(path), said, digest))
        found[path] = digest
    if index and fresh:
        note(index, _WRITE, fresh)
    return found


def note_digests(index: Index, known: Mapping[Path, str]) -> None:
    """Note the hashes of files that we have just written ourselves."""
    rows = [(str(path), _said(path.stat()), digest) for path, digest in known.items()]
    note(index, _WRITE, rows)


def _said(stats: os.stat_result) -> str:
    return f"{stats.st_size} {stats.st_mtime_ns} {stats.st_ctime_ns} {stats.st_ino}"


def sha256_of(path: Path) -> str:
    """Hash a file. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _known(index: Index, paths: tuple[Path, ...]) -> dict[str, tuple[str, str]]:
    known: dict[str, tuple[str, str]] = {}
    for first in range(0, len(paths), _MANY):
        some = [os.fspath(path) for path in paths[first : first + _MANY]]
        marks = ",".join("?" * len(some))
        query = f"select path, stats, digest from file where path in ({marks})"  # noqa: S608
        known |= {path: (stats, digest) for path, stats, digest in ask(index, query, some)}
    return known
