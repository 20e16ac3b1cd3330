"""One writer at a time, among all processes that work in a project."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from pathya.build.memory import project_folder
from pathya.build.project import Project

_PATIENCE = 30.0
"""Seconds to wait for the one before. A lock goes with its process, however that ends."""


@contextmanager
def holding_catalogs(project: Project) -> Iterator[None]:
    """Keep other processes from writing catalogs meanwhile. Raises OSError."""
    path = project_folder(project) / "catalogs.lock"
    # SQLite locks files alike on all systems; nothing is ever in this one.
    with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as fault:
            raise OSError(f"{path}: {fault}") from fault
        yield
