"""The matrix of home: a row for each course, kept up to date as files change."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field
from typing import Any

from pathya.build.project import Project
from pathya.build.receipts import BUILD_FILE, read_receipts
from pathya.build.studio.events import Hub
from pathya.build.studio.stamps import (
    catalog_stamp,
    changed_at,
    has_catalog,
    project_stamp,
    source_stamp,
)
from pathya.build.studio.tally import (
    Edition,
    Found,
    Source,
    count_editions,
    count_source,
    tags_of,
)
from pathya.build.studio.work import Notes, Worker
from pathya.locales.catalog import State

_PAUSE = 0.2
"""Seconds between two words to the windows about rows that are done."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A course in a language, and its last build."""

    edition: Edition
    built: bool
    """There is a package in this language."""
    stale: bool
    """Its sources were changed since the last build."""
    catalog: bool = True
    """Its catalog lies there, or it needs none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A course in all its languages."""

    source: Source
    cells: tuple[Cell, ...]
    """None if the course cannot be read."""
    built_at: float = 0.0
    """When something of it was last built, in seconds since 1970; 0: never."""


def blocks(row: Row, cell: Cell) -> Iterator[tuple[str, int]]:
    """Say what keeps an edition from release, as far as it can be seen here: what, how much."""
    errors = row.source.found.errors + cell.edition.found.errors
    if errors:
        yield "errors", errors
    words = cell.edition.words
    unsigned = sum(number for state, number in words.items() if state != State.SIGNED_OFF)
    if unsigned:
        yield "unsigned", unsigned
    if not cell.built:
        yield "unbuilt", 1
    elif cell.stale:
        yield "stale", 1


@dataclass(slots=True)
class Matrix:
    """All rows that are known by now. Its attributes belong to the event loop."""

    project: Project
    worker: Worker
    notes: Notes
    rows: dict[str, Row] = field(default_factory=dict)
    _wanted: dict[str, None] = field(default_factory=dict)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def want(self, names: Iterable[str], *, first: bool = False) -> None:
        """Have rows looked at again; `first`: somebody is waiting for them."""
        fresh = dict.fromkeys(names)
        self._wanted = fresh | self._wanted if first else self._wanted | fresh
        self._wake.set()

    async def keep(self, hub: Hub) -> None:
        """Look at rows that are wanted, one after the other, and say which changed."""
        done: list[str] = []
        told = time.monotonic()
        while True:
            if not self._wanted or time.monotonic() - told > _PAUSE:
                if done:
                    hub.publish("rows", courses=done)
                done, told = [], time.monotonic()
            while not self._wanted:
                self._wake.clear()
                await self._wake.wait()
            name = next(iter(self._wanted))
            del self._wanted[name]
            if await self._look(name):
                done.append(name)

    async def follow(self, hub: Hub) -> None:
        """Have those rows looked at whose files change, as long as somebody wanted any."""
        while True:
            async for event in hub.events():
                if event.kind == "changed" and self.rows:
                    touched = {*event.data["courses"], *event.data["built"]}
                    touched |= {course for _, course in event.data["catalogs"]}
                    self.want(sorted(touched) or self.rows)  # terms, for one, are part of all
            self.want(self.rows)  # too many events to follow

    async def _look(self, name: str) -> bool:
        """Renew a row; tell whether it differs."""
        try:
            row = await asyncio.to_thread(self._row, name)
        except (OSError, BrokenProcessPool):
            return False  # the folder went away, or the process: the next row starts another
        except Exception:  # a bug must not end the counting of all other rows
            traceback.print_exc()
            return False
        if row == self.rows.get(name):
            return False
        if row:
            self.rows[name] = row
        else:
            del self.rows[name]
        return True

    def _row(self, name: str) -> Row | None:
        project = self.project
        if not (project.root / project.settings.courses / name).is_dir():
            return None
        stamp = f"{project_stamp(project)} {source_stamp(project, name)}"
        noted = self._known(
            name, stamp, lambda: asdict(self.worker.do(count_source, project, name))
        )
        source = Source(**noted | {"found": Found(**noted["found"])})
        folder = project.dist / name
        built = {one.language for one in read_receipts(folder)}
        at = (folder / BUILD_FILE).stat().st_mtime if built else 0.0
        cells = tuple(
            Cell(
                one,
                one.tag in built,
                at < changed_at(project, name, one.tag),
                one.tag == source.tag or has_catalog(project, name, one.tag),
            )
            for one in self._editions(source, stamp)
        )
        return Row(source, cells, at)

    def _editions(self, source: Source, stamp: str) -> Iterator[Edition]:
        """Give what is noted of the languages; count the others together."""
        project, name = self.project, source.name
        if not source.tag:
            return
        keys = {
            tag: f"{stamp} {catalog_stamp(project, name, tag)}"
            for tag in tags_of(project, source.tag)
        }
        known = {tag: self.notes.read(f"{name}/{tag}", key) for tag, key in keys.items()}
        missing = tuple(tag for tag, one in known.items() if one is None)
        if missing:
            for one in self.worker.do(count_editions, project, name, missing):
                known[one.tag] = asdict(one)
                self.notes.write(f"{name}/{one.tag}", keys[one.tag], known[one.tag])
        for one in known.values():
            if one:
                yield Edition(one["tag"], one["words"], Found(**one["found"]))

    def _known(self, place: str, key: str, work: Callable[[], Any]) -> Any:
        noted = self.notes.read(place, key)
        if noted is None:
            noted = work()
            self.notes.write(place, key, noted)
        return noted
