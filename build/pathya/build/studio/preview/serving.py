"""The place where content is shown: the player's own page, and the files of packages.

Everything stands below a path that nobody can guess. Nothing of the studio is here.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from pathya.build.studio.context import studio_of
from pathya.build.studio.pages import render
from pathya.build.studio.preview.routes import watched_of
from pathya.build.studio.static_files import static_files, static_version
from pathya.exporters.package import Member, content

PLAYER_FILES = frozenset(
    {"icon.svg", "player.css", "player.js", "player-marks.js", "lms.js", "lms-igot.js"}
    | {"lms-models.js", "player-calls.js", "preview-shape.js"}
)
"""What of the studio's own files the player loads."""
_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".csv": "text/csv",
    ".dtd": "application/xml-dtd",
    ".gif": "image/gif",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".xsd": "application/xml",
}
_NAMED = re.compile(r"assets/.+-[0-9a-f]{10}\.[a-z0-9]+")
"""Files that are named after their content."""
_FOREVER = "private, max-age=31536000, immutable"


def player(request: Request) -> Response:
    """Give the page that holds the learner's page, and plays the platform for it."""
    studio = studio_of(request)
    base = f"/{studio.preview_key}/static/{static_version()}"
    return HTMLResponse(render("player", studio=studio, base=base))


def player_file(request: Request) -> Response:
    """Answer with a file of the player's."""
    name, version = request.path_params["name"], request.path_params["version"]
    if name not in PLAYER_FILES or version != static_version():
        return _missing()
    kind = _TYPES[PurePosixPath(name).suffix]
    return Response(static_files()[name], media_type=kind, headers={"Cache-Control": _FOREVER})


def _missing() -> Response:
    """Say so in plain words: our own pages have their styles elsewhere."""
    return Response("There is no such file.", 404, media_type="text/plain")


async def member(request: Request) -> Response:
    """Answer with a file of a package, as it would be packed."""
    found = await asyncio.to_thread(_find, request)
    if found is None:
        return _missing()
    suffix = PurePosixPath(found.name).suffix.lower()
    headers = {"Cache-Control": _FOREVER} if _NAMED.fullmatch(found.name) else {}
    kind = _TYPES.get(suffix, "application/octet-stream")
    if isinstance(found.data, bytes | tuple):
        return Response(content(found), media_type=kind, headers=headers)
    return FileResponse(found.data, media_type=kind, headers=headers)


def _find(request: Request) -> Member | None:
    """Look a file up among those of a package: nothing here becomes a path on the disk."""
    said = request.path_params
    key = (said["course"], said["tag"], said["form"])
    previews = watched_of(request).previews
    package = previews.known(key)
    if package is None:
        try:
            seen = previews.look(key)
        except OSError:
            return None
        package = seen.package if seen else None
    part = package.parts.get(said["part"]) if package else None
    return part.members.get(said["name"]) if part else None


PREVIEW_ROUTES: tuple[BaseRoute, ...] = (
    Route("/{key}/player", player),
    Route("/{key}/static/{version}/{name}", player_file),
    Route("/{key}/page/{course}/{tag}/{form}/{part}/{name:path}", member),
)
