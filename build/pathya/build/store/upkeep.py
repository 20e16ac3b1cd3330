"""Looking after a store: how large it is, whether it is whole, and what nobody has used lately."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pathya.build.store.folder import LIMIT, Kind, Store, opened
from pathya.build.store.index import Index, ask, note
from pathya.build.store.records import recall

_KINDS: tuple[Kind, ...] = ("blobs", "actions")
_ABANDONED = 24 * 3600
"""Seconds after which nobody is still writing a file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the store."""

    kind: Kind
    name: str
    path: Path
    size: int
    used: float
    """When it was last written or marked as used: seconds since 1970."""


def entries(store: Store) -> Iterator[Entry]:
    """List what a store holds; what goes meanwhile is left out."""
    for kind in _KINDS:
        for path in sorted((store.folder / kind).glob("*/*")):
            try:
                stats = path.stat()
            except OSError:
                continue
            name = path.parent.name + path.name
            yield Entry(kind, name, path, stats.st_size, stats.st_mtime)


def damaged(store: Store) -> Iterator[Entry]:
    """Read everything, and remove what is not what its name says."""
    for entry in entries(store):
        if opened(entry.kind, entry.name, _read(entry.path)) is None:
            entry.path.unlink(missing_ok=True)
            yield entry


def collect(store: Store, used: Collection[str], *, days: float, size: int) -> tuple[Entry, ...]:
    """Remove what was not used for some days, then the oldest above a size; tell what went.

    Names in `used` stay.
    """
    _sweep(store)
    before = time.time() - days * 24 * 3600
    kept = sorted(entries(store), key=lambda entry: entry.used)
    total = sum(entry.size for entry in kept)
    gone: list[Entry] = []
    for entry in kept:
        if entry.name in used or (entry.used >= before and total <= size):
            continue
        entry.path.unlink(missing_ok=True)
        total -= entry.size
        gone.append(entry)
    return tuple(gone)


def forget(index: Index, courses: Collection[str]) -> int:
    """Take out of a project's index what is gone: files, courses, what was said of things before.

    Gives the number of rows.
    """
    files = [
        (path,) for (path,) in ask(index, "select path from file") if not os.path.lexists(path)
    ]
    keys = [key for (key,) in ask(index, "select key from record")]
    said = [(key,) for key in keys if recall(index, key) is None]
    note(index, "delete from file where path = ?", files)
    note(index, "delete from record where key = ?", said)
    number = len(files) + len(said)
    for table in ("made", "wording"):
        rows = ask(index, f"select course, language from {table}")  # noqa: S608 - two names of ours
        gone = [row for row in rows if row[0] not in courses]
        note(index, f"delete from {table} where course = ? and language = ?", gone)  # noqa: S608
        number += len(gone)
    return number


def _sweep(store: Store) -> None:
    """Remove what killed builds left half-written."""
    for path in (store.folder / "tmp").glob("*"):
        if path.is_file() and path.stat().st_mtime < time.time() - _ABANDONED:
            path.unlink(missing_ok=True)


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(LIMIT + 1)
