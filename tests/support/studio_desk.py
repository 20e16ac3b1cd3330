"""A studio that runs, on a project of its own, and what talks to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from pathya.build.project import Project, read_project
from pathya.build.studio.context import Studio
from pathya.build.studio.server import Options, serving

ROOT = Path(__file__).parents[2]
PARTS = ("pathya.toml", "content", "locales/catalogs", "locales/terms")


def copy_project(place: Path) -> Project:
    """Copy this repository's courses, catalogs and terms, to work on."""
    for part in PARTS:
        source, there = ROOT / part, place / part
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, there) if source.is_dir() else shutil.copy(source, there)
    project, found = read_project(place)
    assert project is not None, found
    return project


@dataclass(slots=True)
class Desk:
    """A studio, and a browser's manners without a browser."""

    studio: Studio
    client: httpx.Client

    @property
    def project(self) -> Project:
        return self.studio.project

    @property
    def root(self) -> Path:
        return self.studio.project.root

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, **more)

    def post(self, path: str, body: Any, **more: Any) -> httpx.Response:
        """Send JSON as our own pages do."""
        headers = {"Origin": self.studio.origin, "Sec-Fetch-Site": "same-origin"}
        return self.client.post(path, json=body, headers=headers, **more)

    def enter(self, page: Any, path: str, complaints: list[str]) -> None:
        """Let a browser's window in and go to a path; note what it complains about."""
        home = (self.studio.origin, self.studio.preview_origin, "about:", "data:", "blob:")

        def on_request(url: str) -> None:
            if not url.startswith(home):
                complaints.append(url)

        def on_console(kind: str, text: str) -> None:
            if kind == "error":
                complaints.append(text)

        page.on("console", lambda one: on_console(one.type, one.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda one: on_request(one.url))
        if path == "/":
            page.goto(self.studio.start_url)
            page.wait_for_url(f"{self.studio.origin}/")
        else:  # not by way of home, which has all courses counted
            page.context.request.get(self.studio.start_url)
            page.goto(f"{self.studio.origin}{path}")


@contextmanager
def running(project: Project, **options: Any) -> Iterator[Desk]:
    """Start a studio, and enter it as a browser does."""
    options = {"user": "Asha Rao"} | options
    with (
        serving(project, Options(**options)) as studio,
        httpx.Client(base_url=f"http://127.0.0.1:{studio.ports[0]}", timeout=30) as client,
    ):
        if not studio.proxy:
            assert client.get(studio.start_url).status_code == 200
        yield Desk(studio, client)
