"""The index: SQLite on a path handed in. It can be made anew at any time, from what it indexes."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Self

from pathya.authoring.course import plain
from pathya.locales.catalog import State
from pathya.locales.memory.pairs import Languages, Pair
from pathya.locales.memory.texts import fingerprint, numbering, packed, renumbered, trimmed

VERSION = 0x7061_7401
"""Of the tables, in the file's `user_version`: a file with another is made anew."""
RANKS = (State.NEW, State.FUZZY, State.MACHINE, State.MEMORY, State.TRANSLATED, State.SIGNED_OFF)
"""States, from the one that counts least."""
FREQUENT = 50
"""A word that so many sources have is counted, so that rarer ones are looked up first."""

_SCHEMA = """
PRAGMA journal_mode = WAL;
BEGIN;
CREATE TABLE origin (id INTEGER PRIMARY KEY, name TEXT UNIQUE, stamp TEXT);
CREATE TABLE source (id INTEGER PRIMARY KEY, text TEXT, hash INTEGER UNIQUE);
CREATE TABLE pair (
    source INTEGER, languages TEXT, target TEXT, rank INTEGER, origin INTEGER,
    before INTEGER, after INTEGER
);
CREATE INDEX pair_source ON pair (source);
CREATE INDEX pair_origin ON pair (origin);
CREATE VIEW known AS
    SELECT text, target, name, rank, before, after, hash, languages, source.id AS id
    FROM source JOIN pair ON pair.source = source.id JOIN origin ON origin.id = pair.origin;
CREATE VIRTUAL TABLE word USING fts5 (
    text, content = '', columnsize = 0, detail = none,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Mn Mc Me'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (word, row);
INSERT INTO word (word, rank) VALUES ('hashsize', 33554432);  -- bytes, before it must merge
CREATE TABLE frequent (word TEXT PRIMARY KEY, sources INTEGER) WITHOUT ROWID;
CREATE TABLE counted (sources INTEGER);
INSERT INTO counted VALUES (0);
COMMIT;
"""
_PRAGMAS = """
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -64000;
PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE incoming (
    hash INTEGER, text TEXT, words TEXT, languages TEXT, target TEXT, rank INTEGER,
    before INTEGER, after INTEGER
);
"""
# In batches, so that the work is done where it is quick: inside SQLite.
_TAKE = (
    "INSERT OR IGNORE INTO source (text, hash) SELECT text, hash FROM incoming",
    "INSERT INTO word (rowid, text) SELECT source.id, incoming.words FROM source"
    " JOIN incoming USING (hash) WHERE source.id > :last GROUP BY source.id ORDER BY source.id",
    "INSERT INTO pair SELECT source.id, languages, target, rank, :origin, before, after"
    " FROM incoming JOIN source USING (hash)",
    "DELETE FROM incoming",
)
_BATCH = 20_000
_PATIENCE = 30.0
"""Seconds to wait while another process writes."""


class DamagedMemory(OSError):
    """The file cannot be read any more; it is removed when it is closed, to be made anew."""


@dataclass(slots=True)
class Memory:
    """An open index: close it, or use it in a `with` statement."""

    database: sqlite3.Connection
    path: Path
    damaged: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()
        if self.damaged:
            discard(self.path)

    def run(self, sql: str, values: Any = ()) -> list[tuple[Any, ...]]:
        """Run a statement and give its rows. Raises DamagedMemory, or another OSError."""
        try:
            return self.database.execute(sql, values).fetchall()
        except sqlite3.OperationalError as fault:  # locked, full, not ours to write
            raise OSError(errno.EIO, str(fault), str(self.path)) from fault
        except sqlite3.DatabaseError as fault:
            self.damaged = True
            raise DamagedMemory(errno.EIO, str(fault), str(self.path)) from fault


def open_memory(path: Path) -> Memory:
    """Open an index; start an empty one where none is, or one that cannot be used.

    Raises OSError when the place cannot be written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        database = _usable(path)
        if database is None:
            discard(path)
            database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            database.executescript(_SCHEMA)
            database.executescript(f"{_PRAGMAS} PRAGMA user_version = {VERSION};")
    except sqlite3.OperationalError as fault:
        raise OSError(errno.EIO, str(fault), str(path)) from fault
    return Memory(database, path)


def discard(path: Path) -> None:
    """Remove an index, with what SQLite lays beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def origins(memory: Memory) -> Mapping[str, str]:
    """Say what is indexed: name → the stamp that it had then."""
    return dict(memory.run("SELECT name, stamp FROM origin"))


def remember(memory: Memory, origin: str, stamp: str, pairs: Iterable[Pair]) -> None:
    """Index all that an origin has; what it had before is forgotten. Raises OSError."""
    rest = iter(pairs)
    with _whole(memory):
        _forget(memory, origin)
        memory.run("INSERT INTO origin (name, stamp) VALUES (?, ?)", (origin, stamp))
        ((number,),) = memory.run("SELECT id FROM origin WHERE name = ?", (origin,))
        while batch := list(islice(rest, _BATCH)):
            _take(memory, number, batch)
        _count(memory)


def forget(memory: Memory, origin: str) -> None:
    """Take out all that came from an origin. Raises OSError."""
    with _whole(memory):
        _forget(memory, origin)


@contextmanager
def _whole(memory: Memory) -> Iterator[None]:
    """Do all of it or nothing."""
    memory.run("BEGIN IMMEDIATE")
    try:
        yield
        memory.run("COMMIT")
    except BaseException:
        memory.database.rollback()
        raise


def _usable(path: Path) -> sqlite3.Connection | None:
    """Open an index that is there and has our tables."""
    if not path.is_file():
        return None
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        if database.execute("PRAGMA user_version").fetchone() == (VERSION,):
            database.executescript(_PRAGMAS)
            return database
    except sqlite3.DatabaseError as fault:
        if isinstance(fault, sqlite3.OperationalError):
            raise
    database.close()
    return None


def _forget(memory: Memory, origin: str) -> None:
    # Sources stay, since FTS5 forgets nothing that it does not hold; no lookup finds them.
    memory.run("DELETE FROM pair WHERE origin = (SELECT id FROM origin WHERE name = ?)", (origin,))
    memory.run("DELETE FROM origin WHERE name = ?", (origin,))


def _take(memory: Memory, origin: int, batch: list[Pair]) -> None:
    ((last,),) = memory.run("SELECT coalesce(max(id), 0) FROM source")
    values = {"origin": origin, "last": last}
    marks = ", ".join("?" * 8)
    rows = (row for pair in batch for row in _row(pair))
    memory.database.executemany(f"INSERT INTO incoming VALUES ({marks})", rows)  # noqa: S608
    for statement in _TAKE:
        names = {name: value for name, value in values.items() if f":{name}" in statement}
        memory.run(statement, names)


def _row(pair: Pair) -> Iterator[tuple[int, str, str, str, str, int, int, int]]:
    """Make a row of a pair; none of one whose target has a code that its source has not."""
    source, target = trimmed(pair.source), trimmed(pair.target)
    numbers = numbering(source)
    if source and target and numbering(target).keys() <= numbers.keys():
        text = packed(renumbered(source, numbers))
        yield (
            fingerprint(pair.languages[0], text),
            text,
            plain(source),
            languages_key(pair.languages),
            packed(renumbered(target, numbers)),
            RANKS.index(pair.state),
            fingerprint(pair.before),
            fingerprint(pair.after),
        )


def _count(memory: Memory) -> None:
    """Count frequent words anew, once there are a good many more sources than last time."""
    ((sources, counted),) = memory.run(
        "SELECT (SELECT coalesce(max(id), 0) FROM source), sources FROM counted"
    )
    if sources > counted * 1.25:
        memory.run("DELETE FROM frequent")
        memory.run(
            "INSERT INTO frequent SELECT term, doc FROM vocabulary WHERE doc >= ?", (FREQUENT,)
        )
        memory.run("UPDATE counted SET sources = ?", (sources,))


def languages_key(languages: Languages) -> str:
    """Write two languages as the index has them."""
    return ">".join(languages)
