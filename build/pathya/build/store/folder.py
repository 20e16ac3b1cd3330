"""The store: blobs under their SHA-256, and actions, which are results under what made them.

A folder that many processes write at once: each entry is whole before it has its name, and the
same whoever writes it. What is read is held against its hash; what is damaged is removed, told of
and made again.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

Kind = Literal["blobs", "actions"]

LIMIT = 64 * 1024 * 1024
"""Bytes of one entry. Media are no entries: they lie with the course."""
_FRESH = 24 * 3600
"""Seconds after which an entry that is read is marked as used: what is old is collected first."""
_HEX = 64
_DIGITS = frozenset("0123456789abcdef")
_LANES = 16
"""How many entries of the shared store are read at a time: each takes long, and little work."""


class Remote(Protocol):
    """A store that machines share; it never raises."""

    def get(self, name: str) -> bytes | None:
        """Read an entry; None if there is none."""

    def put(self, name: str, data: bytes) -> None:
        """Write an entry, if there is none."""

    def drop(self, name: str) -> None:
        """Remove a damaged entry."""


@dataclass(frozen=True, slots=True)
class Store:
    """A store on this machine, and one that it may share with others."""

    folder: Path
    tell: Callable[[str], None] = field(default=lambda _: None, compare=False)
    """Hears what had to be thrown away."""
    remote: Remote | None = None


def action_key(tool: str, step: str, *inputs: str | bytes) -> str:
    """Name a result by all that it is made of; each part has its length before it."""
    digest = hashlib.sha256()
    for part in (tool, step, *inputs):
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def get_action(store: Store, key: str) -> bytes | None:
    """Read a result; None if it is not there, or damaged."""
    return _get(store, "actions", key)


def put_action(store: Store, key: str, data: bytes) -> None:
    """Write a result."""
    _put(store, "actions", key, _sealed(key, data))


def get_blob(store: Store, digest: str) -> bytes | None:
    """Read bytes; None if they are not there, or damaged."""
    return _get(store, "blobs", digest)


def put_blob(store: Store, data: bytes) -> str:
    """Write bytes, and give their SHA-256."""
    digest = hashlib.sha256(data).hexdigest()
    if not _path(store, "blobs", digest).is_file():
        _put(store, "blobs", digest, data)
    elif store.remote is not None:  # it may be here from before there was a shared one
        store.remote.put(f"blobs/{digest}", data)
    return digest


def fetch(store: Store, kind: Kind, names: Iterable[str]) -> frozenset[str]:
    """Bring what lacks here from the shared store, many at a time; give the names that are here."""
    wanted = frozenset(filter(_is_digest, names))
    missing = [name for name in sorted(wanted) if not _path(store, kind, name).is_file()]
    if store.remote is None or not missing:
        return wanted.difference(missing)
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - few builds have anything

    with ThreadPoolExecutor(_LANES) as lanes:
        found = lanes.map(partial(_from_remote, store, kind), missing)
        lost = {name for name, data in zip(missing, found, strict=True) if data is None}
    return wanted - lost


def opened(kind: Kind, name: str, data: bytes) -> bytes | None:
    """Give what an entry holds; None if it is not what its name says."""
    if kind == "blobs":
        return data if hashlib.sha256(data).hexdigest() == name else None
    inside = data[_HEX:]
    return inside if data[:_HEX] == _seal(name, inside) else None


def _sealed(key: str, data: bytes) -> bytes:
    return _seal(key, data) + data


def _seal(key: str, data: bytes) -> bytes:
    """Bind a result to its key, so that none is taken for another."""
    return hashlib.sha256(key.encode() + data).hexdigest().encode()


def _path(store: Store, kind: Kind, name: str) -> Path:
    return store.folder / kind / name[:2] / name[2:]


def _is_digest(name: str) -> bool:
    """Tell whether this names an entry; who made up a recipe might name any file."""
    return len(name) == _HEX and _DIGITS.issuperset(name)


def _get(store: Store, kind: Kind, name: str) -> bytes | None:
    if not _is_digest(name):
        return None
    path = _path(store, kind, name)
    data = _read(path)
    if data is not None:
        inside = opened(kind, name, data)
        if inside is not None:
            return inside
        store.tell(f"The store had a damaged entry, which was removed: {path}")
        with suppress(OSError):
            path.unlink()
    return _from_remote(store, kind, name)


def _from_remote(store: Store, kind: Kind, name: str) -> bytes | None:
    if store.remote is None or (data := store.remote.get(f"{kind}/{name}")) is None:
        return None
    inside = opened(kind, name, data)
    if inside is None:
        store.tell("The shared store has damaged entries, which are not used.")
        store.remote.drop(f"{kind}/{name}")
        return None
    _write(store, kind, name, data)
    return inside


def _read(path: Path) -> bytes | None:
    """Read an entry within limits; what is too large is as good as damaged."""
    try:
        with path.open("rb") as stream:
            stats = os.fstat(stream.fileno())
            data = stream.read(LIMIT + 1)
        if stats.st_mtime < time.time() - _FRESH:
            os.utime(path)
    except OSError:
        return None
    return data


def _put(store: Store, kind: Kind, name: str, data: bytes) -> None:
    _write(store, kind, name, data)
    if store.remote is not None:
        store.remote.put(f"{kind}/{name}", data)


def _write(store: Store, kind: Kind, name: str, data: bytes) -> None:
    """Write an entry under another name first; without room or right it is not kept."""
    path = _path(store, kind, name)
    beside = store.folder / "tmp" / os.urandom(8).hex()
    try:
        try:
            beside.write_bytes(data)
        except FileNotFoundError:
            beside.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
        try:
            beside.replace(path)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.replace(path)
    except OSError as fault:
        store.tell(f"The store cannot be written: {fault.strerror}: {store.folder}")
        with suppress(OSError):
            beside.unlink()
