"""What a build may use again: the store, the index of its project, and which tool builds."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pathya.build.project import Project
from pathya.build.receipts import Receipt
from pathya.build.store.digests import digests, note_digests
from pathya.build.store.folder import Store, action_key, get_blob
from pathya.build.store.index import INDEX, Index
from pathya.build.store.tool import tool_digest


@dataclass(frozen=True, slots=True)
class Shelf:
    """What earlier builds left."""

    store: Store
    index: Index
    tool: str
    """A digest: another tool may make something else of the same sources."""
    notes: list[str] = field(default_factory=list)
    """What became of the store, for people."""
    blobs: dict[str, bytes] = field(default_factory=dict)
    """What was read of the store, and held against its hash."""


def open_shelf(project: Project) -> Shelf | None:
    """Open what earlier builds left; None if a project keeps nothing."""
    if project.store is None:
        return None
    notes: list[str] = []
    index = index_of(project.root)
    return Shelf(Store(project.store, notes.append), index, _tool(index), notes)


def index_of(root: Path) -> Index:
    """Place a project's index."""
    return Index(os.fspath(root / INDEX))


@cache
def _tool(index: Index) -> str:
    """Hash the tool, once in a process: the code that runs does not change any more."""
    return tool_digest(index)


def key(shelf: Shelf, step: str, *inputs: str) -> str:
    """Name a result by all that it is made of."""
    return action_key(shelf.tool, step, *inputs)


def digests_of(shelf: Shelf, paths: Iterable[Path]) -> dict[Path, str]:
    """Hash files, or look their hashes up."""
    return digests(shelf.index, paths)


def blob_of(shelf: Shelf, digest: str) -> bytes | None:
    """Read a blob, once."""
    if digest not in shelf.blobs and (data := get_blob(shelf.store, digest)) is not None:
        shelf.blobs[digest] = data
    return shelf.blobs.get(digest)


def note_outputs(shelf: Shelf, folder: Path, receipts: Iterable[Receipt]) -> None:
    """Note what we wrote: nobody has to read it to know it."""
    note_digests(shelf.index, {folder / one.package: one.sha256 for one in receipts})
