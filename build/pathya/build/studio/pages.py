"""The door to Jinja2 for the studio: pages, every value escaped, and what is said when it fails."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from pathya.build.files import show
from pathya.build.studio.context import settings_now, studio_of, user_of
from pathya.build.studio.static_files import static
from pathya.locales.languages import LANGUAGES


def page(request: Request, template: str, /, **values: object) -> HTMLResponse:
    """Fill the template `templates/<template>.html.jinja`, which may extend `base`."""
    studio = studio_of(request)
    old = settings_now(studio.project) != studio.settings
    shared = {"studio": studio, "user": user_of(request), "old": old}
    return HTMLResponse(render(template, **shared | values))


def render(template: str, /, **values: object) -> str:
    """Fill a template without a request."""
    return _environment().get_template(f"{template}.html.jinja").render(values)


def failure(path: str, status: int, message: str = "", **headers: str) -> Response:
    """Say that something cannot be done: as JSON below /api/, else on a page."""
    said = message or HTTPStatus(status).phrase
    if path.startswith("/api/"):
        return JSONResponse({"error": said}, status, headers)
    title = HTTPStatus(status).phrase
    return HTMLResponse(render("error", title=title, message=message), status, headers)


async def on_http_exception(request: Request, fault: Exception) -> Response:
    """Turn an HTTPException of Starlette's or ours into an answer."""
    if not isinstance(fault, HTTPException):
        raise TypeError(fault)
    said = "" if fault.detail == HTTPStatus(fault.status_code).phrase else fault.detail
    return failure(request.url.path, fault.status_code, said, **(fault.headers or {}))


async def on_os_error(request: Request, fault: Exception) -> Response:
    """Say which file cannot be read or written, and why: a full disk is no bug."""
    if not isinstance(fault, OSError):
        raise TypeError(fault)
    place = f"{show(Path(fault.filename))}: " if isinstance(fault.filename, str) else ""
    return failure(request.url.path, 500, f"{place}{fault.strerror or fault}.")


async def on_bug(request: Request, fault: Exception) -> Response:
    """Say that we are wrong; the traceback is in the terminal."""
    del fault
    message = "This is a bug of Pathya. The terminal that runs the studio says more."
    return failure(request.url.path, 500, message)


def in_language(tag: str) -> Markup:
    """Give the attributes of an element whose text is in this language."""
    direction = LANGUAGES[tag].dir if tag in LANGUAGES else "auto"
    return Markup('lang="{}" dir="{}"').format(tag, direction)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pathya.build.studio", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    known: dict[str, Any] = {"static": static, "in_language": in_language, "LANGUAGES": LANGUAGES}
    environment.globals.update(known)
    return environment
