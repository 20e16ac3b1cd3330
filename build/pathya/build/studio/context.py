"""What all parts of the studio share: the project, who asks, and how to tell windows of changes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request

from pathya.build.memory import project_folder
from pathya.build.project import PROJECT_FILE, Project, course_folders
from pathya.build.studio.events import Hub
from pathya.build.studio.work import Notes, Worker


@dataclass(frozen=True, slots=True)
class Proxy:
    """A server in front of the studio, which has made sure who its users are."""

    header: str
    """The request header in which it names the user."""
    origin: str
    """Where users find the studio: `https://studio.example.in`."""
    preview_origin: str
    """Where they find previews: another host, so that no content can touch the studio."""


@dataclass(frozen=True, slots=True)
class Studio:
    """A running studio."""

    project: Project
    origin: str
    """What browsers call it: `http://127.0.0.1:8160`."""
    preview_origin: str
    """What they call the place where content is shown: another host, which has no cookies of ours.
    """
    ports: tuple[int, int]
    """Of this machine: the studio's, the preview's."""
    user: str = ""
    """Who works with it; empty: nobody said. Behind a proxy each request says it."""
    proxy: Proxy | None = None
    ahead: bool = False
    """Whether to read what somebody will probably ask for."""
    settings: bytes = b""
    """pathya.toml as it was when the studio started."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """Whoever has it may use the studio; new at every start."""
    preview_key: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    """The first part of every address of the preview; new at every start."""
    hub: Hub = field(default_factory=Hub)
    worker: Worker = field(default_factory=Worker)

    @property
    def notes(self) -> Notes:
        """What was worked out before."""
        return Notes(project_folder(self.project) / "studio.sqlite")

    @property
    def start_url(self) -> str:
        """The address that lets a browser in."""
        return self.origin if self.proxy else f"{self.origin}/start?token={self.token}"

    @property
    def preview_url(self) -> str:
        """Where the preview's addresses begin, with a slash at the end."""
        return f"{self.preview_origin}/{self.preview_key}/"


def settings_now(project: Project) -> bytes:
    """Read pathya.toml as it is; empty if there is none."""
    try:
        return (project.root / PROJECT_FILE).read_bytes()
    except OSError:
        return b""


def studio_of(request: Request) -> Studio:
    """Give the studio that a request came to."""
    return cast(Studio, request.app.state.studio)


def user_of(request: Request) -> str:
    """Name who asks, as sign-offs do; empty: nobody said."""
    return cast(str, request.scope.get("pathya.user", ""))


def course_name(request: Request) -> str:
    """Give the course that a path names, if the project has it."""
    name = request.path_params["course"]
    known = {folder.name for folder in course_folders(studio_of(request).project)}
    if name not in known:
        raise HTTPException(404, "There is no such course.")
    return str(name)
