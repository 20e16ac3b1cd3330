"""A store that machines share: S3, GCS or Azure, through obstore, the extra `[store]`.

Who may write is for the platform to say: credentials come from the environment, where each of the
three looks for its own, and are never read, kept or told of by us. Trouble is told once; the build
goes on without.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from pathya.build.store.folder import LIMIT, Remote

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_PATIENCE = "10s"
_RETRIES = 2
_REST = 300.0
"""Seconds for which a store that gave trouble is left alone: waiting takes long."""
_NAMES = {"s3": "AWS", "gs": "GOOGLE", "az": "AZURE"}
"""What the variables of each platform begin with."""


@dataclass(slots=True)
class _Known:
    """What this process has learnt of a shared store, whichever course it builds."""

    left: float | None = None
    """When there was trouble, by the clock that never jumps."""
    there: set[str] = field(default_factory=set)
    """What was put there, or was there already."""


@cache
def _known(_url: str) -> _Known:
    return _Known()


@dataclass(slots=True)
class Bucket:
    """A shared store; after the first trouble it is left alone for a while."""

    place: ObjectStore
    url: str
    write: bool
    tell: Callable[[str], None]
    absent: set[str] = field(default_factory=set)
    """What was asked for and is not there: nobody asks twice while a course is built."""

    def get(self, name: str) -> bytes | None:
        """Read an entry; None if there is none, or trouble."""
        if name in self.absent:
            return None
        data = self._try(lambda: _get(self.place, name))
        if data is None:
            self.absent.add(name)
        return data

    def put(self, name: str, data: bytes) -> None:
        """Write an entry, if there is none, and if we may."""
        known = _known(self.url)
        self.absent.discard(name)
        if self.write and name not in known.there:
            self._try(lambda: _put(self.place, name, data))
            if name.startswith("blobs/"):  # the same for many courses
                known.there.add(name)

    def drop(self, name: str) -> None:
        """Remove a damaged entry, if we may."""
        if self.write:
            _known(self.url).there.discard(name)
            self._try(lambda: _drop(self.place, name))

    def _try(self, work: Callable[[], bytes | None]) -> bytes | None:
        from obstore.exceptions import BaseError  # noqa: PLC0415 - an extra

        known = _known(self.url)
        if known.left is not None and time.monotonic() - known.left < _REST:
            return None
        try:
            return work()
        except (BaseError, OSError) as fault:
            known.left = time.monotonic()
            kind = type(fault).__name__  # its text may hold a signed address
            self.tell(f"The shared store does not answer as it should ({kind}): {self.url}")
            return None


def open_remote(url: str, *, write: bool, tell: Callable[[str], None]) -> Remote | None:
    """Open a shared store; None, and why, if that cannot be done."""
    try:
        from obstore.exceptions import BaseError  # noqa: PLC0415 - an extra
        from obstore.store import from_url  # noqa: PLC0415
    except ModuleNotFoundError:
        tell("The shared store is not used: install it with pip install 'pathya[store]'")
        return None
    # Options of ours hide this one of the environment: for servers on a machine of one's own.
    plain = os.environ.get(f"{_NAMES[url[:2]]}_ALLOW_HTTP", "").lower() in {"1", "true"}
    options = {"timeout": _PATIENCE, "connect_timeout": _PATIENCE, "allow_http": plain}
    retries: dict[str, Any] = {
        "max_retries": _RETRIES,
        "retry_timeout": timedelta(seconds=30),
        "backoff": {
            "init_backoff": timedelta(seconds=0.1),
            "max_backoff": timedelta(seconds=2),
            "base": 2,
        },
    }
    try:
        place = from_url(url, client_options=options, retry_config=retries)  # type: ignore[call-overload]
    except (BaseError, ValueError) as fault:
        tell(f"The shared store cannot be opened ({type(fault).__name__}): {url}")
        return None
    return Bucket(place, url, write, tell)


def _get(place: ObjectStore, name: str) -> bytes | None:
    import obstore  # noqa: PLC0415
    from obstore.exceptions import NotFoundError  # noqa: PLC0415

    try:
        found = obstore.get(place, name)
        return None if found.meta["size"] > LIMIT + 1 else bytes(found.bytes())
    except (NotFoundError, FileNotFoundError):
        return None


def _put(place: ObjectStore, name: str, data: bytes) -> None:
    import obstore  # noqa: PLC0415
    from obstore.exceptions import AlreadyExistsError  # noqa: PLC0415

    try:
        obstore.put(place, name, data, mode="create")
    except (AlreadyExistsError, FileExistsError):
        return


def _drop(place: ObjectStore, name: str) -> None:
    import obstore  # noqa: PLC0415

    obstore.delete(place, name)
