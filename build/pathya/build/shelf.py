"""What a build may use again: the store, the index of its project, and which tool builds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pathya.build.project import Project
from pathya.build.receipts import Receipt
from pathya.build.store.digests import Known, digests, note_digests
from pathya.build.store.folder import Remote, Store, action_key, get_blob, put_blob
from pathya.build.store.index import Index, index_of
from pathya.build.store.tool import tool_digest
from pathya.build.store_settings import Stores


@dataclass(frozen=True, slots=True)
class Shelf:
    """What earlier builds left."""

    store: Store
    index: Index
    tool: str
    """A digest: another tool may make something else of the same sources. It has the address of
    the shared store too, so that what one project takes from there is in no other's."""
    notes: list[str] = field(default_factory=list)
    """What became of the store, for people."""
    files: Known = field(default_factory=dict)
    """The hashes of files that were asked for."""
    kept: dict[bytes, str] = field(default_factory=dict)
    """What was put into the store, with its SHA-256."""
    bare: dict[str, str] = field(default_factory=dict)
    """The hashes of pictures, and of what is packed of them without their traces."""
    blobs: dict[str, bytes] = field(default_factory=dict)
    """What was read of the store, and held against its hash."""


def open_shelf(project: Project) -> Shelf | None:
    """Open what earlier builds left; None if a project keeps nothing."""
    if project.store is None:
        return None
    notes: list[str] = []
    index = index_of(project.root)
    store = open_store(project.store, notes.append)
    return Shelf(store, index, f"{_tool(index)} {project.store.url}", notes)


def open_store(place: Stores, tell: Callable[[str], None]) -> Store:
    """Open a store, and the one that it shares; `tell` hears what becomes of them."""
    return Store(place.folder, tell, _remote(place, tell))


def _remote(place: Stores, tell: Callable[[str], None]) -> Remote | None:
    if not place.url:
        return None
    from pathya.build.store.remote import open_remote  # noqa: PLC0415 - an extra

    return open_remote(place.url, write=place.write, tell=tell)


@cache
def _tool(index: Index) -> str:
    """Hash the tool, once in a process: the code that runs does not change any more."""
    return tool_digest(index)


def key(shelf: Shelf, step: str, *inputs: str) -> str:
    """Name a result by all that it is made of."""
    return action_key(shelf.tool, step, *inputs)


def digests_of(shelf: Shelf, paths: Iterable[Path]) -> dict[Path, str]:
    """Hash files, or look their hashes up."""
    return digests(shelf.index, paths, shelf.files)


def keep_blob(shelf: Shelf, data: bytes) -> str:
    """Keep bytes, once, and give their SHA-256."""
    digest = shelf.kept.get(data)
    if digest is None:
        digest = shelf.kept[data] = put_blob(shelf.store, data)
    return digest


def blob_of(shelf: Shelf, digest: str) -> bytes | None:
    """Read a blob, once."""
    if digest not in shelf.blobs and (data := get_blob(shelf.store, digest)) is not None:
        shelf.blobs[digest] = data
    return shelf.blobs.get(digest)


def note_outputs(shelf: Shelf, folder: Path, receipts: Iterable[Receipt]) -> None:
    """Note what we wrote: nobody has to read it to know it."""
    note_digests(shelf.index, {folder / one.package: one.sha256 for one in receipts})
