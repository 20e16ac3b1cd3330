"""The journal: what was meant to be done, before it is done, and what came of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS run (
    n INTEGER PRIMARY KEY, course TEXT NOT NULL, goal TEXT NOT NULL, began TEXT NOT NULL,
    ended TEXT NOT NULL DEFAULT '', unsigned TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS thing (
    key TEXT PRIMARY KEY, id TEXT NOT NULL DEFAULT '', mark TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT '', goal TEXT NOT NULL DEFAULT '', run INTEGER NOT NULL DEFAULT 0,
    verdict TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS step (
    n INTEGER PRIMARY KEY, run INTEGER NOT NULL, at TEXT NOT NULL, key TEXT NOT NULL,
    id TEXT NOT NULL, action TEXT NOT NULL, outcome TEXT NOT NULL DEFAULT '',
    said TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS steps ON step (key, action);
"""


class Busy(Exception):
    """Another publication writes this journal."""


class Unreadable(Exception):
    """The file is no journal, or is damaged."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What the journal knows of a thing on the platform."""

    key: str
    id: str = ""
    mark: str = ""
    """The digest that its fields on the platform were last made of."""
    digest: str = ""
    """The digest with which it came to `goal`."""
    goal: str = ""
    run: int = 0
    """In which run."""
    verdict: str = ""
    """What the SCORM validation said, with the digest it said it of: `VALID 6f2a…`."""
    status: str = ""
    """As last seen."""


@dataclass(frozen=True, slots=True)
class Journal:
    """An open journal, and the run that writes it."""

    database: sqlite3.Connection
    run: int = 0
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def write(self, statement: str, *values: Any) -> int:
        """Write a line; it is on the disk when this returns."""
        with self.database:
            return self.database.execute(statement, values).lastrowid or 0

    def now(self) -> str:
        """The time, as it is written down."""
        return self.clock().isoformat(timespec="seconds")


@contextmanager
def open_journal(path: Path) -> Iterator[Journal]:
    """Open the journal for one process alone. Raises Busy, Unreadable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=0.2)) as database:
        try:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = FULL")
            database.executescript(_SCHEMA)
        except sqlite3.OperationalError as fault:
            if "locked" in str(fault):
                raise Busy(str(path)) from None
            raise Unreadable(f"{path}: {fault}") from None
        except sqlite3.DatabaseError as fault:
            raise Unreadable(f"{path}: {fault}") from None
        yield Journal(database)


def read_things(path: Path) -> tuple[Thing, ...]:
    """Give everything that a journal knows, without holding it; nothing while another holds it."""
    try:
        with closing(
            sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=0.2)
        ) as database:
            return all_things(Journal(database))
    except sqlite3.DatabaseError:
        return ()


def begin(journal: Journal, course: str, goal: str, unsigned: str) -> Journal:
    """Go on with the run that was interrupted, if it had the same goal, or begin one."""
    found = journal.database.execute(
        "SELECT n, goal, ended FROM run WHERE course = ? ORDER BY n DESC LIMIT 1", (course,)
    ).fetchone()
    if found and found[1:] == (goal, ""):
        number = found[0]
    else:
        number = journal.write(
            "INSERT INTO run (course, goal, began) VALUES (?, ?, ?)",
            *(course, goal, journal.now()),
        )
    if unsigned:
        journal.write("UPDATE run SET unsigned = ? WHERE n = ?", unsigned, number)
    return Journal(journal.database, number, journal.clock)


def end(journal: Journal) -> None:
    """Note that a run came to its end, and was not interrupted."""
    journal.write("UPDATE run SET ended = ? WHERE n = ?", journal.now(), journal.run)


# --- steps ---------------------------------------------------------------------------------------


def intend(journal: Journal, key: str, name: str, action: str) -> int:
    """Write down what is about to be sent, to which id."""
    return journal.write(
        "INSERT INTO step (run, at, key, id, action) VALUES (?, ?, ?, ?, ?)",
        *(journal.run, journal.now(), key, name, action),
    )


def conclude(journal: Journal, step: int, outcome: str, said: str = "", **known: Any) -> None:
    """Write down what came of it (`done`, `refused`, `unclear`), and what is known of the thing."""
    values = (outcome, said, step)
    with journal.database as database:
        database.execute("UPDATE step SET outcome = ?, said = ? WHERE n = ?", values)
        if known:
            found = database.execute("SELECT key FROM step WHERE n = ?", (step,)).fetchone()
            database.execute(*_kept(found[0], known))


def conclude_last(journal: Journal, name: str, action: str, outcome: str) -> None:
    """Write down what is now known of the last such step with an id."""
    last = "(SELECT max(n) FROM step WHERE id = ? AND action = ?)"
    journal.write(f"UPDATE step SET outcome = ? WHERE n = {last}", outcome, name, action)  # noqa: S608


def last_outcome(journal: Journal, name: str, action: str) -> str | None:
    """Tell what came of the last such step with an id: "" when nobody knows; None: never done."""
    found = journal.database.execute(
        "SELECT outcome FROM step WHERE id = ? AND action = ? ORDER BY n DESC LIMIT 1",
        (name, action),
    ).fetchone()
    return str(found[0]) if found else None


# --- things --------------------------------------------------------------------------------------


def remember(journal: Journal, key: str, **values: Any) -> None:
    """Keep what is known of a thing; what is known already is not written anew."""
    known = recall(journal, key)
    if all(getattr(known, name) == value for name, value in values.items()):
        return
    statement, parameters = _kept(key, values)
    journal.write(statement, *parameters)


def _kept(key: str, values: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """Say what changes a line of `thing`, or makes it."""
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    updates = ", ".join(f"{name} = excluded.{name}" for name in values)
    statement = f"INSERT INTO thing (key, {names}) VALUES (?, {marks}) ON CONFLICT (key) DO UPDATE"  # noqa: S608 - names are ours
    return f"{statement} SET {updates}", (key, *values.values())


def recall(journal: Journal, key: str) -> Thing:
    """Give what is known of a thing."""
    found = journal.database.execute("SELECT * FROM thing WHERE key = ?", (key,)).fetchone()
    return Thing(*found) if found else Thing(key)


def all_things(journal: Journal) -> tuple[Thing, ...]:
    """Give everything that is known."""
    rows = journal.database.execute("SELECT * FROM thing ORDER BY key").fetchall()
    return tuple(Thing(*row) for row in rows)
