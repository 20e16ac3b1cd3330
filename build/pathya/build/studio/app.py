"""The studio as a web application: its routes, and which of its two places a request came to."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from secrets import compare_digest

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pathya.build.studio.board import BOARD_ROUTES
from pathya.build.studio.context import Studio, studio_of
from pathya.build.studio.events import stream, watch
from pathya.build.studio.guards import cookie_name, guarded, preview_policy, studio_policy
from pathya.build.studio.home import HOME_ROUTES
from pathya.build.studio.pages import on_bug, on_http_exception, on_os_error, render
from pathya.build.studio.preview.building import Previews
from pathya.build.studio.preview.routes import PREVIEW_SCREEN_ROUTES, Watched, follow
from pathya.build.studio.preview.serving import PREVIEW_ROUTES
from pathya.build.studio.review.desk import open_newest
from pathya.build.studio.review.routes import REVIEW_ROUTES, review_in
from pathya.build.studio.rows import Matrix
from pathya.build.studio.search import SEARCH_ROUTES
from pathya.build.studio.static_files import serve_static


async def start(request: Request) -> Response:
    """Let the browser in that was given the token, and send it home.

    The page sends it, not a redirect: after a click in a terminal on the web, the browser would
    take a redirect for another site's, and keep the cookie back.
    """
    studio = studio_of(request)
    given = request.query_params.get("token", "")
    if studio.proxy or not compare_digest(given.encode(), studio.token.encode()):
        raise HTTPException(401, "This address is of another start of `pathya studio`.")
    response = HTMLResponse(render("start"))
    response.set_cookie(cookie_name(studio), studio.token, httponly=True, samesite="strict")
    return response


async def events(request: Request) -> StreamingResponse:
    """Tell a window what changes, as server-sent events."""
    return stream(studio_of(request).hub)


STUDIO_ROUTES: tuple[BaseRoute, ...] = (
    Route("/start", start),
    Route("/events", events),
    Route("/static/{version}/{name}", serve_static),
    *HOME_ROUTES,
    *BOARD_ROUTES,
    *SEARCH_ROUTES,
    *PREVIEW_SCREEN_ROUTES,
    *REVIEW_ROUTES,
)


def studio_app(studio: Studio) -> ASGIApp:
    """Make the application: one port is the studio's, the other the preview's."""
    watched = Watched(Previews(studio.project))
    inside = _application(studio, STUDIO_ROUTES, watched)
    studio_side = guarded(inside, studio_policy(studio))
    preview_side = guarded(_application(studio, PREVIEW_ROUTES, watched), preview_policy(studio))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await inside(scope, receive, send)
        elif scope["type"] == "http":
            # The socket's own port: no header can choose the side.
            side = preview_side if scope["server"][1] == studio.ports[1] else studio_side
            await side(scope, receive, send)

    return app


def _application(studio: Studio, routes: tuple[BaseRoute, ...], watched: Watched) -> Starlette:
    faults = {HTTPException: on_http_exception, OSError: on_os_error, Exception: on_bug}
    app = Starlette(routes=list(routes), exception_handlers=faults, lifespan=_lifespan)
    app.state.studio = studio
    app.state.watched = watched
    app.state.review = review_in(studio)
    app.state.matrix = Matrix(studio.project, studio.worker, studio.notes)
    return app


async def _told(work: Awaitable[None]) -> None:
    """Do something that goes on for as long as the studio; if it fails, say so."""
    try:
        await work
    except Exception:
        traceback.print_exc()
        raise


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    studio: Studio = app.state.studio
    matrix: Matrix = app.state.matrix
    running = [
        asyncio.create_task(_told(task))
        for task in (
            watch(studio.project, studio.hub),
            matrix.keep(studio.hub),
            matrix.follow(studio.hub),
            follow(app.state.watched, studio.hub),
            *([asyncio.to_thread(open_newest, app.state.review.desk)] if studio.ahead else []),
        )
    ]
    yield
    for one in running:
        one.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    await asyncio.to_thread(studio.worker.close)
