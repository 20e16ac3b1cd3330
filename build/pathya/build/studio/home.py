"""Home: all courses in all languages, and what keeps each from release."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from pathya.build.project import course_folders
from pathya.build.studio.context import studio_of
from pathya.build.studio.pages import page


def home(request: Request) -> Response:
    """Show all courses. A plain function: Starlette runs it in a thread."""
    names = [folder.name for folder in course_folders(studio_of(request).project)]
    return page(request, "home", courses=names)


HOME_ROUTES: tuple[BaseRoute, ...] = (Route("/", home),)
