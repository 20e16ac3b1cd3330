"""A learner with a browser: packages served on the loopback, a platform around them, a record."""

from __future__ import annotations

import http.server
import mimetypes
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from pathya.build.pipeline import in_language, open_course
from pathya.build.project import Project, Settings, read_framework
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.package import Package, content

ROOT = Path(__file__).parents[2]
RTI = ROOT / "content/courses/rti-requests"
HERE = Path(__file__).parent
EVERY_FEATURE = HERE / "every-feature"
SHORT = HERE / "short-course"
SCORM_AGAIN = ROOT / "node_modules/scorm-again/dist"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
CHROMIUM_ARGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PLATFORMS = (HERE / "platforms", ROOT / "build/pathya/build/studio/static")
Unpack = Callable[..., Path]
Support = Callable[[str], ModuleType]
BLANK = ("/favicon.ico", "/blank.html")
HOST = """<!doctype html><html lang="en"><title>Platform</title><link rel="icon" href="data:,">
<script src="/lms.min.js"></script><script src="/host.js"></script>
<script src="/{platform}.js"></script>
<iframe id="course" width="1000" height="800"></iframe>
<script>if (!location.search) launch()</script></html>"""


@cache
def package(folder: Path, tag: str, form: str) -> Package:
    """Build one package in memory; narrations and catalogs lie beside a test's own courses."""
    ours = Settings(catalogs=f"{folder.parent}/catalogs", narration=f"{folder.parent}/narration")
    project = Project(ROOT, Settings() if folder.is_relative_to(ROOT / "content") else ours)
    course, found = open_course(folder, read_framework(project)[0])
    assert course is not None, found
    (page,) = in_language(project, course, tag).pages
    return EXPORTERS[form](page)


@dataclass(slots=True)
class Site:
    """What the server serves: a package under /course/, and the platform around it."""

    origin: str = ""
    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, packed: Package, form: str, platform: str) -> None:
        """Serve this package, inside a platform."""
        self.files = {f"/course/{member.name}": content(member) for member in packed.members}
        self.files["/host.html"] = HOST.format(platform=platform).encode()
        for folder in PLATFORMS:
            self.files |= {f"/{file.name}": file.read_bytes() for file in folder.glob("*.js")}
        self.files["/lms.min.js"] = (SCORM_AGAIN / f"{form}.min.js").read_bytes()


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    served = Site()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            data = b"" if path in BLANK else served.files.get(path)
            self.send_response(200 if data is not None else 404)
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            self.send_header("Content-Type", kind)
            self.end_headers()
            with suppress(BrokenPipeError):  # the learner has left
                self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.origin = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield served
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGS))
        yield opened
        opened.close()


def new_context(browser: Browser) -> BrowserContext:
    """Begin a browser of its own: nothing is remembered in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script("Math.random = () => 0.5")  # so that all draw the same paper
    return context


@pytest.fixture(scope="session")
def shared(
    browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A browser that stays open: another page in it costs a third of what another browser does.

    Blank pages from the server and from the disk keep the processes that draw what is there.
    """
    blank = tmp_path_factory.mktemp("blank") / "blank.html"
    blank.touch()
    context = new_context(browser)
    for address in (f"{site.origin}/blank.html", blank.as_uri()):
        context.new_page().goto(address)
    yield context
    context.close()


def forget(context: BrowserContext) -> None:
    """Let the next learner find nothing of the last one, whose session goes with the page."""
    for page in context.pages[2:]:
        page.close()
    for page in context.pages:
        page.evaluate("localStorage.clear()")
        assert not page.evaluate("'__pwClock' in window"), "who sets the clock needs `own=True`"


@pytest.fixture
def visit(
    browser: Browser, shared: BrowserContext, site: Site, unpack: Unpack, support: Support
) -> Iterator[Callable[..., Any]]:
    """Bring a learner to a package on a platform; nobody may complain at the end.

    The platform `disk` is none: a package that lies on a USB stick. With `own`, the learner has a
    browser alone, and may set its clock.
    """
    learners: list[Any] = []
    owned: list[BrowserContext] = []
    people = support("learner")

    def bring(
        folder: Path, tag: str, form: str, platform: str = "again", *, own: bool = False
    ) -> Any:
        if own:
            owned.append(new_context(browser))
        page = (owned[-1] if own else shared).new_page()
        if platform == "disk":
            origin = unpack(folder, tag, form).parent.as_uri()
            learners.append(people.Reader(page, origin, platform))
        else:
            site.put(package(folder, tag, form), form, platform)
            learners.append(people.Learner(page, site.origin, platform))
        learners[-1].listen()
        return learners[-1]

    yield bring
    for context in owned:
        context.close()
    forget(shared)
    assert [learner.complaints for learner in learners] == [[] for _ in learners]


@pytest.fixture(scope="session")
def unpack(tmp_path_factory: pytest.TempPathFactory) -> Unpack:
    """Write a package to the disk, as on a USB stick; gives its index.html."""

    @cache
    def write(folder: Path, tag: str, form: str = "web") -> Path:
        place = tmp_path_factory.mktemp("disk")
        for member in package(folder, tag, form).members:
            path = place / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content(member))
        return place / "index.html"

    return write


@pytest.fixture
def rti() -> Path:
    return RTI


@pytest.fixture
def every_feature() -> Path:
    return EVERY_FEATURE


@pytest.fixture(scope="session")
def short_course() -> Path:
    return SHORT


@pytest.fixture
def complaints() -> list[str]:
    """What windows on the studio complained about; a test that expects something empties it."""
    return []


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory, support: Support) -> Iterator[Any]:
    """A studio on a copy of our own courses, for tests that look at it and change nothing."""
    desks = support("studio_desk")
    project = desks.copy_project(tmp_path_factory.mktemp("shared") / "project")

    def files() -> dict[Path, int]:
        parts = [project.root / part for part in desks.PARTS]
        paths = (path for part in parts for path in (part, *part.rglob("*")))
        return {path: path.stat().st_mtime_ns for path in paths}

    before = files()
    with desks.running(project) as desk:
        yield desk
    assert files() == before, "who changes something needs a desk alone"


@pytest.fixture
def sit_down(browser: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Open a window on a studio: `sit_down(desk, "/", color_scheme="dark")`.

    Each is a browser of its own. At the end nobody may have complained, or asked other hosts.
    """
    contexts = []

    def sit(desk: Any, path: str = "/", **look: Any) -> Page:
        contexts.append(browser.new_context(**look))
        page = contexts[-1].new_page()
        desk.enter(page, path, complaints)
        return page

    yield sit
    for context in contexts:
        context.close()
    assert complaints == []
