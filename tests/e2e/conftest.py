"""A learner with a browser: packages served on the loopback, a platform around them, a record."""

from __future__ import annotations

import http.server
import mimetypes
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, FrameLocator, Locator, Page, sync_playwright

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
FIRST = re.compile(
    r"|cmi\.(suspend_data|location|(completion|success)_status|progress_measure|(core\.)?score\.raw|"
    r"core\.lesson_status|(interactions|objectives)\.(_count|\d+\.id))"
)
NOT_YET = {("GetValue", "403"), ("GetValue", "201"), ("Initialize", "103")}
"""No faults: nothing is there yet (in 2004, and as iGOT says it in 1.2), or an earlier visit's
session is open still."""

HANDS = (HERE / "hands.js").read_text("utf-8")

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
            data = b"" if path == "/favicon.ico" else served.files.get(path)
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


@dataclass(slots=True)
class Learner:
    """Someone who opens a course on a platform, and what their browser complained about."""

    page: Page
    origin: str
    platform: str
    quick: bool = False
    """Act through scripts: no mouse, no waiting for things to stand still."""
    complaints: list[str] = field(default_factory=list)

    @property
    def course(self) -> FrameLocator | Page:
        return self.page.frame_locator("#course")

    @property
    def data(self) -> dict[str, Any]:
        """The course's data, keys and all."""
        frame = self.page.frames[-1]
        return dict(frame.evaluate("window.PATHYA"))

    def open(self) -> None:
        self.page.goto(f"{self.origin}/host.html")
        self.course.locator("#_title").wait_for(state="attached")
        self.course.locator(".page.current").wait_for()

    def open_alone(self, address: str = "") -> Page:
        """Open the page itself, with no platform round it."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.origin}/course/index.html{address}")
        return self.page

    def turn(self, page: str) -> None:
        """Turn to a page by the table of contents."""
        self.press(self.course.locator(f'#_contents a[href="#{page}"]'))
        self.course.locator(f"#{page}.current").wait_for()

    def arrive(self, place: str) -> None:
        """Wait until this page is shown: a browser tells of a new address a moment later."""
        self.course.locator(f"#{place}.current").wait_for()

    def leave(self) -> dict[str, Any]:
        """Close the course and give the platform's record."""
        return dict(self.page.evaluate("leave().then(record)"))

    def calls(self) -> list[dict[str, Any]]:
        return list(self.page.evaluate("calls"))

    def told(self) -> dict[str, str]:
        """What the platform was told last of each element, since it was opened."""
        return dict(call["values"] for call in self.calls() if call["verb"] == "SetValue")

    def ends(self) -> int:
        """How often the course ended its session."""
        return sum(call["verb"] in ("Finish", "Terminate") for call in self.calls())

    def errors(self) -> list[dict[str, Any]]:
        """Calls that the platform did not like; a first read of what isn't there is no fault."""
        return [
            call
            for call in self.calls()
            if call["error"] != "0"
            and not ((call["verb"], call["error"]) in NOT_YET and FIRST.fullmatch(*call["values"]))
        ]

    def press(self, thing: Locator) -> None:
        """Click on something."""
        if self.quick:
            thing.evaluate("one => one.click()")
        else:
            thing.click()

    def answer(self, question: dict[str, Any], *, right: bool = True) -> None:
        """Answer a question with mouse and keyboard; a wrong answer is complete, but wrong."""
        root = self.course.locator(f'[data-question="{question["id"]}"]')
        if self.quick:
            self.act("answer", question, right)
        else:
            _ANSWER[question["type"]](root, question, right)

    def act(self, what: str, *values: Any) -> None:
        """Let a script do what hands would do."""
        self.page.frames[-1].evaluate(HANDS, [what, *values])

    def take_lessons(self) -> None:
        """Read all lessons, and answer every question rightly."""
        if self.quick:
            self.act("lessons")
            return
        data = self.data
        known = {question["id"]: question for question in data["practice"]}
        first = data["lessons"][0]
        if not self.course.locator(f"#{first}.current").count():
            self.press(self.course.locator("#_onward"))
        for lesson in data["lessons"]:
            self.course.locator(f"#{lesson}.current").wait_for()
            for form in self.course.locator(".page.current .question").all():
                question = known[form.get_attribute("data-question")]
                self.answer(question)
                self.press(form.locator("button[type=submit]"))
                assert "is-right" in str(form.get_attribute("class")), question
            self.press(self.course.locator(f"#{lesson} .after"))

    def take_test(self, *, right: bool) -> None:
        """Take the final assessment, all of it right or all of it wrong."""
        if self.quick:
            self.act("test", right)
        else:
            self.course.locator("#_begin").click()
            for question in self.data["assessment"]["questions"]:
                self.answer(question, right=right)
            self.course.locator("#_submit").click()
        self.course.locator("#_result").wait_for()

    def see(self, text: str) -> None:
        self.course.get_by_text(text).first.wait_for()


@dataclass(slots=True)
class Reader(Learner):
    """Someone who opens a course from the disk, with no platform; `origin` is its folder."""

    @property
    def course(self) -> Page:
        return self.page

    def open(self) -> None:
        self.page.goto(f"{self.origin}/index.html")
        self.course.locator(".page.current").wait_for()

    def leave(self) -> dict[str, Any]:
        kept = dict(self.page.evaluate("({...localStorage})"))
        self.page.goto("about:blank")
        return kept

    def calls(self) -> list[dict[str, Any]]:
        return []


def _choose(root: Any, question: dict[str, Any], right: bool) -> None:
    for box in root.locator("input").all():
        box.set_checked((box.get_attribute("value") in question["key"]) == right)


def _choose_one(root: Any, question: dict[str, Any], right: bool) -> None:
    for box in root.locator("input").all():
        if (box.get_attribute("value") in question["key"]) == right:
            box.check()


def _match(root: Any, question: dict[str, Any], right: bool) -> None:
    shown = question["shown"]
    for at, pair in enumerate(question["key"]):
        place = shown.index(pair.split(".")[1]) + (0 if right else 1)
        root.locator("select").nth(at).select_option(str(place % len(shown) + 1))


def _order(root: Any, question: dict[str, Any], right: bool) -> None:
    for row, item in enumerate(question["shown"], 1):
        place = question["key"].index(item) + (0 if right else 1)
        choice = str(place % len(question["key"]) + 1)
        root.locator(f'[data-row="{row}"] select').select_option(choice)


def _fill(root: Any, question: dict[str, Any], right: bool) -> None:
    for blank, answers in zip(question["blanks"], question["accepted"], strict=True):
        root.locator(f"#{blank}").fill(f"  {answers[-1].upper()} " if right else "?")


def _type(root: Any, question: dict[str, Any], right: bool) -> None:
    root.locator("input").fill(question["key"][0] if right else "-987")


_ANSWER: dict[str, Callable[[Any, dict[str, Any], bool], None]] = {
    "single": _choose_one,
    "multiple": _choose,
    "true-false": _choose_one,
    "match": _match,
    "order": _order,
    "fill": _fill,
    "numeric": _type,
}


@pytest.fixture
def visit(browser: Browser, site: Site, unpack: Unpack) -> Iterator[Callable[..., Learner]]:
    """Bring a learner to a package on a platform; nobody may complain at the end.

    The platform `disk` is none: a package that lies on a USB stick.
    """
    learners: list[Learner] = []
    contexts = []

    def bring(folder: Path, tag: str, form: str, platform: str = "again") -> Learner:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_init_script("Math.random = () => 0.5")  # so that all draw the same paper
        contexts.append(context)
        if platform == "disk":
            origin = unpack(folder, tag, form).parent.as_uri()
            learners.append(Reader(context.new_page(), origin, platform))
        else:
            site.put(package(folder, tag, form), form, platform)
            learners.append(Learner(context.new_page(), site.origin, platform))
        listen(learners[-1])
        return learners[-1]

    def listen(learner: Learner) -> None:
        page, said = learner.page, learner.complaints
        home = (learner.origin, "about:")
        page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
        page.on("dialog", lambda one: dismiss(one, said))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "request", lambda one: said.append(one.url) if not one.url.startswith(home) else None
        )

    def dismiss(dialog: Dialog, said: list[str]) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    yield bring
    for context in contexts:
        context.close()
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
