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


Known = dict[Path, tuple[str, str]]
"""Stats and SHA-256 of files."""


def digests(index: Index | None, paths: Iterable[Path], known: Known) -> dict[Path, str]:
    """Hash files; what changed a moment ago is hashed again next time. Raises OSError.

    What is hashed or looked up goes into `known`, and is taken from there while stats are the same.
    """
    wanted = tuple(paths)
    missing = tuple(path for path in wanted if path not in known)
    if index and missing:
        known |= _known(index, missing)
    fresh: list[tuple[str, str, str]] = []
    limit = time.time_ns() - YOUNG
    for path in wanted:
        stats = path.stat()
        said = _said(stats)
        if known.get(path, ("",))[0] == said:
            continue
        known[path] = said, sha256_of(path)
        if max(stats.st_mtime_ns, stats.st_ctime_ns) < limit:
            fresh.append((str(path), *known[path]))
    if index and fresh:
        note(index, _WRITE, fresh)
    return {path: known[path][1] for path in wanted}


def note_digests(index: Index, written: Mapping[Path, str]) -> None:
    """Note the hashes of files that we have just written ourselves."""
    rows = [(str(path), _said(path.stat()), digest) for path, digest in written.items()]
    note(index, _WRITE, rows)


def _said(stats: os.stat_result) -> str:
    return f"{stats.st_size} {stats.st_mtime_ns} {stats.st_ctime_ns} {stats.st_ino}"


def sha256_of(path: Path) -> str:
    """Hash a file. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _known(index: Index, paths: tuple[Path, ...]) -> Known:
    known: Known = {}
    for first in range(0, len(paths), _MANY):
        some = [os.fspath(path) for path in paths[first : first + _MANY]]
        marks = ",".join("?" * len(some))
        query = f"select path, stats, digest from file where path in ({marks})"  # noqa: S608
        rows = ask(index, query, some)
        known |= {Path(path): (stats, digest) for path, stats, digest in rows}
    return known
