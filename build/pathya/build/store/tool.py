"""The tool that builds, as a digest: another tool may make something else of the same sources."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from pathya.build.store.index import Index, ask, note
from pathya.build.store.watch import Place, look

_MAKERS = (
    "jinja2", "lxml", "markdown_it_py", "mdit_py_plugins", "nh3", "pathya", "pillow", "pyyaml",
    "zlib_ng",
)  # fmt: skip
"""What shapes packages besides our own code."""


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
    note(index, "delete from record", [()])  # what another tool said is never said again
    return digest


def _hash(places: tuple[Place, ...]) -> str:
    import hashlib  # noqa: PLC0415 - brings OpenSSL

    digest = hashlib.sha256()
    for kind, place in places:
        if kind == "file":
            told = "\n".join(sorted(_makers(place)))
            digest.update(told.encode())
            continue
        start = len(os.path.dirname(place))
        for path in sorted(_files(place)):
            with open(path, "rb") as stream:
                data = stream.read()
            digest.update(f"{path[start:].replace(os.sep, '/')} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _makers(folder: str) -> Iterator[str]:
    """Name what shapes packages with its version, as the folders of its metadata are named."""
    for entry in os.scandir(folder):
        name, _, end = entry.name.rpartition(".")
        if end == "dist-info" and name.partition("-")[0].lower() in _MAKERS:
            yield name


def _files(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "." and name != "__pycache__"]
        yield from (os.path.join(parent, name) for name in names if name[0] != ".")
