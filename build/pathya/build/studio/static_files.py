"""Scripts, styles and fonts of the studio: read once, at addresses that change when they do."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pathya.build.studio.fonts import font_static_files

_TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
_FOREVER = "private, max-age=31536000, immutable"


@cache
def static_files() -> Mapping[str, bytes]:
    """Read all of them, by name."""
    folder = files("pathya.build.studio").joinpath("static")
    ours = {
        one.name: one.read_bytes()
        for one in sorted(folder.iterdir(), key=lambda one: one.name)
        if one.name.rpartition(".")[2] in _TYPES
    }
    return {**ours, **font_static_files()}


@cache
def static_version() -> str:
    """Hash all of them together, so that modules that import each other are of one make."""
    digest = hashlib.sha256()
    for name, data in static_files().items():
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:16]


def static(name: str) -> str:
    """Give the address of a file; one that is not there is a bug."""
    if name not in static_files():
        raise KeyError(name)
    return f"/static/{static_version()}/{name}"


def serve_static(request: Request) -> Response:
    """Answer with a file that we know by name."""
    name = request.path_params["name"]
    data = static_files().get(name)
    if data is None or request.path_params["version"] != static_version():
        raise HTTPException(404)
    kind = _TYPES[name.rpartition(".")[2]]
    return Response(data, media_type=kind, headers={"Cache-Control": _FOREVER})
