"""The index of a project's builds: SQLite beside the project, which may be deleted at any time.

It knows the bytes of files by their stats, as git does, and what was said when nothing changed.
Many processes use it at once; where it cannot be read or written, a build does without.
"""

from __future__ import annotations

import atexit
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

INDEX = ".pathya/build.sqlite"
"""From the project's folder."""
_VERSION = 3
_PATIENCE, _REST = 5.0, 60.0
"""Seconds to wait for another process; to do without the index after one that took longer."""
_TABLES = """
create table if not exists file (path text primary key, stats text, digest text) without rowid;
create table if not exists tool (
    places text primary key, signature text, digest text
) without rowid;
create table if not exists wording (
    course text, language text, key text, said text, primary key (course, language)
) without rowid;
create table if not exists record (
    key text primary key, inputs text, before text, outputs text, after text, said text
) without rowid;
create table if not exists made (
    course text, language text, key text, inputs text, primary key (course, language)
) without rowid;
"""
_KIND = 0xFF
"""The bits of a code of SQLite that say what kind of trouble it is."""
_BUSY: dict[str, float] = {}
"""When another process took too long."""
_OPEN: dict[tuple[str, int, int], tuple[int, sqlite3.Connection]] = {}
T = TypeVar("T")


class Index(NamedTuple):
    """Where the index lies."""

    path: str


def index_of(root: str | os.PathLike[str]) -> Index:
    """Place the index of a project."""
    return Index(os.path.join(root, INDEX))


def ask(index: Index, query: str, values: Iterable[object] = ()) -> list[tuple[str, ...]]:
    """Read rows; none where there is nothing to read."""
    if not os.path.isfile(index.path):
        return []
    return _try(index, lambda file: file.execute(query, tuple(values)).fetchall(), [])


def note(index: Index, query: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows, all or none."""

    def save(file: sqlite3.Connection) -> None:
        with _writing(file):
            file.executemany(query, rows)

    _try(index, save, None)


def _try(index: Index, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
    if index.path in _BUSY and time.monotonic() - _BUSY[index.path] < _REST:
        return otherwise
    try:
        return work(_open(index.path))
    except sqlite3.OperationalError as fault:  # locked for long, a full or read-only disk
        if fault.sqlite_errorcode & _KIND == sqlite3.SQLITE_BUSY:
            _BUSY[index.path] = time.monotonic()
        return otherwise
    except sqlite3.DatabaseError:  # not a database, or damaged: made anew by the next
        _close(index.path)
        for end in ("", "-wal", "-shm"):
            _remove(index.path + end)
        return otherwise
    except (OSError, UnicodeError):  # the second: a file whose name is no text
        return otherwise


def _open(path: str) -> sqlite3.Connection:
    """Open the file, once in a thread; to open and close it each time would write it through."""
    number = _number(path)
    before, file = _OPEN.get(_here(path), (0, None))
    if file is None or before != number or not number:
        _close(path)
        file = _opened(path)
        _OPEN[_here(path)] = _number(path), file
    return file


def _opened(path: str) -> sqlite3.Connection:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    file = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        if file.execute("pragma user_version").fetchone() != (_VERSION,):
            _make(file)
        file.execute("pragma synchronous = normal")
    except BaseException:
        file.close()
        raise
    return file


def _here(path: str) -> tuple[str, int, int]:
    """Tell the connections of processes and threads apart, which none may share."""
    return path, os.getpid(), threading.get_ident()


def _number(path: str) -> int:
    """Tell a file from another in its place; 0: there is none."""
    try:
        return os.stat(path).st_ino
    except FileNotFoundError:
        return 0


def _close(path: str) -> None:
    _, file = _OPEN.pop(_here(path), (0, None))
    if file is not None:
        file.close()


@atexit.register
def _close_all() -> None:
    for path, process, thread in tuple(_OPEN):
        if (process, thread) == (os.getpid(), threading.get_ident()):
            _close(path)


def _make(file: sqlite3.Connection) -> None:
    """Make the tables; those of another version are dropped."""
    file.execute("pragma journal_mode = wal")
    with _writing(file):
        if file.execute("pragma user_version").fetchone() == (_VERSION,):
            return  # another process was faster
        for table in ("file", "tool", "record", "made", "wording"):
            file.execute(f"drop table if exists {table}")
        for statement in _TABLES.split(";"):
            file.execute(statement)
        file.execute(f"pragma user_version = {_VERSION}")


@contextmanager
def _writing(file: sqlite3.Connection) -> Iterator[None]:
    file.execute("begin immediate")
    try:
        yield
    except BaseException:
        file.execute("rollback")
        raise
    file.execute("commit")


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except OSError:
        return
