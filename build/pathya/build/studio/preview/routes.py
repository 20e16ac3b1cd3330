"""The preview over HTTP: the screen, what it asks as JSON, and the news when something was made."""

from __future__ import annotations

import asyncio
import json
import os
import traceback
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from pathya.build.project import FORMATS, course_folders
from pathya.build.studio.context import Studio, course_name, studio_of
from pathya.build.studio.events import Hub
from pathya.build.studio.pages import page
from pathya.build.studio.preview.building import Key, Look, Previews
from pathya.build.studio.preview.editor import editor_of, known_files, open_at
from pathya.build.studio.preview.passages import findings
from pathya.locales.languages import LANGUAGES

_MOST = 6
"""Previews that are made again by themselves when a file is saved."""


@dataclass(slots=True)
class Watched:
    """What windows look at, and what each was told last; for the event loop alone."""

    previews: Previews
    told: OrderedDict[Key, tuple[Any, ...]] = field(default_factory=OrderedDict)

    def note(self, key: Key, look: Look | None) -> None:
        """Remember that a window has asked, and what it heard; None: there is no such course."""
        self.told[key] = _news(look)
        self.told.move_to_end(key)
        while len(self.told) > _MOST:
            self.told.popitem(last=False)


def _news(look: Look | None) -> tuple[Any, ...]:
    return (look.package.revision, look.fresh, look.found) if look else ()


def watched_of(request: Request) -> Watched:
    """Give what all windows look at."""
    return cast(Watched, request.app.state.watched)


# --- the screen ----------------------------------------------------------------------------------


def screen(request: Request) -> Response:
    """Show a course as learners will meet it."""
    name, tag = course_name(request), request.path_params["tag"]
    if tag not in LANGUAGES:
        raise HTTPException(404, "There is no such language.")
    studio = studio_of(request)
    return page(
        request,
        "preview",
        name=name,
        tag=tag,
        formats=FORMATS,
        player=f"{studio.preview_url}player",
        editor="" if studio.proxy else " ".join(_editor(studio)[:1]),
    )


def _editor(studio: Studio) -> tuple[str, ...]:
    return () if studio.proxy else editor_of(studio.project, os.environ)


# --- what it asks --------------------------------------------------------------------------------


async def look(request: Request) -> Response:
    """Say what there is to see, and what is wrong with it."""
    names = ("course", "tag", "form")
    course, tag, form = (request.path_params[name] for name in names)
    watched = watched_of(request)
    try:
        seen = await asyncio.to_thread(watched.previews.look, (course, tag, form))
    except OSError:
        seen = None
    if seen is None:
        raise HTTPException(404, "There is no such course, language or format.")
    watched.note((course, tag, form), seen)
    return JSONResponse(await asyncio.to_thread(_told, seen, tag))


def _told(seen: Look, tag: str) -> dict[str, Any]:
    course = seen.filled.reading.course
    source = course.source_tag if course else ""
    tags = dict.fromkeys([source or tag, tag, *seen.project.settings.languages])
    return {
        "revision": seen.package.revision,
        "fresh": seen.fresh,
        "parts": [{"id": one.id, "title": one.title} for one in seen.package.parts.values()],
        "found": findings(seen, tag),
        "source": source,
        "languages": [[one, LANGUAGES[one].name] for one in tags],
    }


async def open_file(request: Request) -> Response:
    """Open a file of the course at a line, in the editor of whoever runs the studio."""
    body = await _body(request)
    studio, name, tag = studio_of(request), course_name(request), request.path_params["tag"]
    path, line = body.get("path"), body.get("line")
    if tag not in LANGUAGES or not isinstance(path, str) or type(line) is not int:
        raise HTTPException(400, "This is not what the studio's own pages ask.")

    def work() -> bool:
        words = _editor(studio)
        folder = next(one for one in course_folders(studio.project) if one.name == name)
        file = known_files(studio.project, folder, tag).get(path)
        if file is None:
            raise HTTPException(404, "This file is not part of the course.")
        return bool(words) and open_at(words, file, line)

    return JSONResponse({"opened": await asyncio.to_thread(work)})


async def _body(request: Request) -> Mapping[str, Any]:
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise HTTPException(400, "This is not what the studio's own pages ask.")
    return body


# --- following the disk --------------------------------------------------------------------------


async def follow(watched: Watched, hub: Hub) -> None:
    """Make anew what windows look at when its files change, and tell them; until cancelled."""
    async for event in hub.events():
        if event.kind != "changed":
            continue
        for key in _touched(watched, event.data):
            try:
                seen = await asyncio.to_thread(watched.previews.look, key)
            except OSError:
                seen = None  # the folder is going away
            except Exception:  # a bug must not end the preview of everything else
                traceback.print_exc()
                continue
            if _news(seen) != watched.told.get(key):
                watched.note(key, seen)
                names = dict(zip(("course", "tag", "form"), key, strict=True))
                news = (seen.package.revision, seen.fresh) if seen else ("", False)
                hub.publish("preview", **names, revision=news[0], fresh=news[1])


def _touched(watched: Watched, changed: Mapping[str, Any]) -> list[Key]:
    """Say what a change may have changed; what was looked at last goes first."""
    courses = {*changed["courses"], *(course for _, course in changed["catalogs"])}
    everything = len(changed["built"]) == 0 and not courses
    return [key for key in reversed(watched.told) if everything or key[0] in courses]


_API = "/api/preview/{course}/{tag}"
PREVIEW_SCREEN_ROUTES: tuple[BaseRoute, ...] = (
    Route("/preview/{course}/{tag}", screen),
    Route(f"{_API}/open", open_file, methods=["POST"]),
    Route(f"{_API}/{{form}}", look),
)
