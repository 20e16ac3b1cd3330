"""`[store]` in pathya.toml: where the results of builds are kept, for this machine and for all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pathya.authoring.diagnostics import Diagnostic, Where, nearest
from pathya.build import rules

STORE: Mapping[str, str | bool] = {"folder": "", "url": "", "write": False}
"""What may stand there, with the value that holds unless it is given."""
SCHEMES = ("s3", "gs", "az")


def store_faults(settings: Any, where: Where) -> Iterator[Diagnostic]:
    """Say what is wrong with `[store]`."""
    if not isinstance(settings, dict):
        yield rules.PRJ003.at(where, "`store` is not a table", "Write [store] and lines below.")
        return
    for key, value in settings.items():
        if key not in STORE:
            message = f"`{key}` in [store] is not known"
            yield rules.PRJ002.at(where, message, nearest(key, STORE))
        elif type(value) is not type(STORE[key]):
            kind = "a text" if isinstance(STORE[key], str) else "true or false"
            yield rules.PRJ003.at(where, f"`{key}` in [store] is not {kind}")
    url = settings.get("url", "")
    if isinstance(url, str) and url and url.partition("://")[0] not in SCHEMES:
        hint = "Write s3://bucket/folder, gs://bucket/folder or az://container/folder."
        yield rules.PRJ003.at(where, "`url` in [store] is no address of a store", hint)


@dataclass(frozen=True, slots=True)
class Stores:
    """Where the results of builds are kept."""

    folder: Path
    """On this machine."""
    url: str = ""
    """Of a store that machines share; empty: there is none."""
    write: bool = False
    """True: what is built here goes to the shared store, for others to use."""


def stores(settings: Mapping[str, Any], root: Path, named: Mapping[str, str]) -> Stores:
    """Place the stores: where somebody named them, where the project says, or with other caches.

    `named` has what the command line or the environment say of `folder`, `url` and `write`.
    """
    folder = named.get("folder") or settings.get("folder")
    url = named.get("url") or settings.get("url", "")
    write = named["write"] == "1" if named.get("write") else settings.get("write", False)
    place = Path(root, folder) if folder else _cache() or root / ".pathya/store"
    return Stores(place, url, write)


def _cache() -> Path | None:
    """Find where caches lie; None for a user without a home, as containers have them."""
    if sys.platform == "linux":  # as platformdirs has it, which takes long to import
        try:
            return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "pathya/store")
        except RuntimeError:
            return None
    import platformdirs  # noqa: PLC0415

    return Path(platformdirs.user_cache_dir("pathya", appauthor=False)) / "store"
