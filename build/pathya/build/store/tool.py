"""The tool that builds, as a digest: another tool may make something else of the same sources."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pathya.build.store.index import Index, ask, note
from pathya.build.store.watch import Place, look

_MAKERS = (
    "jinja2", "lxml", "markdown-it-py", "mdit-py-plugins", "nh3", "pyyaml", "zlib-ng",
)  # fmt: skip
"""What shapes packages besides our own code."""


if TYPE_CHECKING:
    from pathlib import PurePath

_READ = "select signature, digest from tool where places = ?"
_WRITE = "insert or replace into tool values (?, ?, ?)"
_LAYERS = ("authoring", "locales", "exporters", "build")


def tool_places() -> tuple[Place, ...]:
    """Place our own code and data, which change without a version while they are worked on.

    Installing anything changes the time of the folder where packages lie.
    """
    import pathya  # noqa: PLC0415 - the namespace: has no code, and a folder for each layer

    ours = (_first(layer, pathya.__path__) for layer in _LAYERS)
    installed = (place for place in sys.path if place.endswith("-packages"))
    return (*(("tree", folder) for folder in ours), *(("file", place) for place in installed))


def _first(layer: str, roots: Iterable[str]) -> str:
    """Find the folder that Python imports a layer from."""
    return next(place for root in roots if os.path.isdir(place := os.path.join(root, layer)))


def tool_digest(index: Index | None = None) -> str:
    """Hash our own files and the versions of what shapes packages; looked up while all is old."""
    places = tool_places()
    now = look(places)
    if index is None or now.young:
        return _hash(places)
    for signature, digest in ask(index, _READ, (repr(places),)):
        if signature == now.signature:
            return digest
    digest = _hash(places)
    note(index, _WRITE, [(repr(places), now.signature, digest)])
    return digest


def _hash(places: tuple[Place, ...]) -> str:
    import hashlib  # noqa: PLC0415
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - all this is slow
    from pathlib import Path  # noqa: PLC0415

    digest = hashlib.sha256()
    for name in ("pathya", *_MAKERS):
        try:
            digest.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{name} -\n".encode())
    files = sorted(
        (path.relative_to(Path(root).parent).as_posix(), path)
        for kind, root in places
        if kind == "tree"
        for path in Path(root).rglob("*")
        if path.is_file() and not _passed(path.relative_to(root))
    )
    for name, path in files:
        digest.update(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n".encode())
    return digest.hexdigest()


def _passed(path: PurePath) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in path.parts)
