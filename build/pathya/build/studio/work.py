"""What takes long: done in a process of its own, so that pages stay quick, and remembered."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

_Result = TypeVar("_Result")

_TABLE = "create table if not exists known (place text primary key, key text, value text)"


@dataclass(slots=True)
class Worker:
    """One process, started when there is something to do, and again if it dies."""

    _pool: ProcessPoolExecutor | None = None
    _closed: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def do(self, work: Callable[..., _Result], *values: Any) -> _Result:
        """Have something done and wait for it: call this in a thread.

        BrokenProcessPool is raised if the process dies, and when the worker is closed.
        """
        with self._lock:
            if self._closed:
                raise BrokenProcessPool("the studio is being left")
            if self._pool is None:
                context = get_context("spawn")
                self._pool = ProcessPoolExecutor(1, context, initializer=_stand_back)
            pool = self._pool
            waiting = pool.submit(work, *values)
        try:
            return waiting.result()
        except BrokenProcessPool:
            with self._lock:
                if self._pool is pool:
                    self._pool = None
            raise

    def close(self) -> None:
        """End the process, whatever it is at: it only looks, and nobody waits for it any more."""
        with self._lock:
            self._closed = True
            if self._pool:
                for process in self._pool._processes.values():  # from 3.14: terminate_workers
                    process.terminate()
                self._pool.shutdown(wait=True)
                self._pool = None


def _stand_back() -> None:
    """Leave the machine to whoever works at it, and Ctrl-C to the studio."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(AttributeError, OSError):  # Windows knows no such thing
        os.nice(10)


@dataclass(frozen=True, slots=True)
class Notes:
    """What was worked out before, in a file that may be deleted at any time.

    Each place has one value, which holds for one key. A file that cannot be used is as good as
    none: everything is worked out anew.
    """

    path: Path

    def read(self, place: str, key: str) -> Any:
        """Give the value that was noted for this key; None if there is none."""
        try:
            with closing(self._open()) as store:
                asked = "select value from known where place = ? and key = ?"
                row = store.execute(asked, (place, key)).fetchone()
            return json.loads(row[0]) if row else None
        except (OSError, ValueError, sqlite3.Error):
            return None

    def write(self, place: str, key: str, value: Any) -> None:
        """Note a value, in the stead of what was noted for the place."""
        said = json.dumps(value, ensure_ascii=False)
        with suppress(OSError, sqlite3.Error), closing(self._open()) as store, store:
            store.execute("insert or replace into known values (?, ?, ?)", (place, key, said))

    def _open(self) -> sqlite3.Connection:
        store = sqlite3.connect(self.path, timeout=5)
        store.execute("pragma synchronous = off")
        store.execute(_TABLE)
        return store
