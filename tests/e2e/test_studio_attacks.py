"""What other sites, other names of this machine and hostile content can do to the studio: nothing.

The windows of `sit_down` complain about each violation of the content policy too: whatever would
run if there were no policy is found all the same.
"""

from __future__ import annotations

import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from pathya.build.project import Project
from pathya.build.studio import app as studio_app
from pathya.build.studio import guards
from pathya.build.translations import read_catalog
from pathya.locales.catalog import Suggestion
from pathya.locales.xliff_write import xliff_serialize

pytestmark = pytest.mark.browser

Sit = Callable[..., Any]

# --- other sites ---------------------------------------------------------------------------------

EVIL = Path(__file__).parent / "evil"
PATHS = ("/", "/api/courses", "/api/course/rti-requests", "/course/rti-requests", "/nowhere")


@pytest.fixture
def desk(shared_desk: Any) -> Any:
    """One studio for all: attacks change nothing."""
    return shared_desk


@pytest.fixture
def evil_port() -> Iterator[int]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write((EVIL / "index.html").read_bytes())

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture
def evil(evil_port: int, desk: Any, sit_down: Sit, complaints: list[str]) -> Iterator[Any]:
    """Whoever uses the studio opens other pages beside it: `evil("localhost")`."""
    page = sit_down(desk)

    def open_beside(host: str) -> Any:
        beside = page.context.new_page()
        beside.goto(f"http://{host}:{evil_port}/")
        return beside

    yield open_beside
    complaints.clear()


# Another port of the studio's own address is the same site to a browser: cookies go there.
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_another_site_learns_and_changes_nothing(
    desk: Any, evil: Any, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = evil(host)
    refused: list[Any] = []
    judge = guards.refuse

    def refuse(scope: Any, policy: Any) -> Any:
        judged = judge(scope, policy)
        if (b"sec-fetch-site", b"same-origin") not in scope["headers"]:  # the studio's own page
            refused.append(judged)
        return judged

    monkeypatch.setattr(guards, "refuse", refuse)
    asked = [desk.studio.origin, PATHS]
    assert page.evaluate("([there, paths]) => attack(there, paths)", asked) == []
    # Four fetches (a preflight makes none), a script, a picture; events and a socket once.
    assert len(refused) == len(PATHS) * 6 + 2
    assert {one and one.status for one in refused} == {403}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
@pytest.mark.parametrize("form", ["urlencoded", "plain"])
def test_another_sites_form_is_refused(desk: Any, evil: Any, host: str, form: str) -> None:
    page = evil(host)
    page.evaluate(
        "([id, url]) => { document.getElementById(id).action = url; }",
        [form, f"{desk.studio.origin}/api/courses"],
    )
    with page.expect_navigation() as navigation:
        page.evaluate("id => document.getElementById(id).submit()", form)
    assert navigation.value.status == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_another_site_cannot_frame_the_studio(desk: Any, evil: Any, host: str) -> None:
    page = evil(host)
    with page.expect_response(f"{desk.studio.origin}/") as answer:
        page.evaluate("frame", f"{desk.studio.origin}/")
    assert answer.value.status == 403
    assert all("Courses" not in frame.content() for frame in page.frames[1:])


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_window_that_another_site_opens_is_out_of_its_reach(
    desk: Any, evil: Any, host: str
) -> None:
    page = evil(host)
    with page.expect_popup() as popup:
        page.evaluate("url => { window.other = window.open(url); }", f"{desk.studio.origin}/")
    popup.value.wait_for_load_state()
    page.wait_for_function("window.other.closed")  # as if it were: it has a group of its own
    assert popup.value.evaluate("window.opener") is None


def test_a_link_from_elsewhere_does_not_carry_the_cookie(desk: Any, evil: Any) -> None:
    page = evil("localhost")
    page.evaluate("url => { location.href = url; }", f"{desk.studio.origin}/")
    page.wait_for_url(f"{desk.studio.origin}/")
    expect(page.locator("h1")).to_have_text("Unauthorized")


def test_the_start_address_works_from_a_terminal_on_the_web(desk: Any, evil: Any) -> None:
    page = evil("localhost")
    page.context.clear_cookies()
    page.evaluate("url => { location.href = url; }", desk.studio.start_url)
    page.wait_for_url(f"{desk.studio.origin}/")
    expect(page.locator("h1")).to_have_text("Courses")


def test_another_name_for_this_machine_is_of_no_use(desk: Any, browser: Browser) -> None:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    rules = "--host-resolver-rules=MAP evil.example 127.0.0.1"
    args = ["--no-sandbox", "--disable-gpu", rules]
    with browser.browser_type.launch(executable_path=path, args=args) as rebound:
        page = rebound.new_page()
        for port in desk.studio.ports:
            for path in (f"/start?token={desk.studio.token}", "/", f"/{desk.studio.preview_key}/"):
                answer = page.goto(f"http://evil.example:{port}{path}")
                assert answer
                assert (answer.status, page.context.cookies()) == (421, [])


# --- hostile content -----------------------------------------------------------------------------

PAYLOAD = (
    'x"\'><img src=x onerror="top.pwned=1"><script>top.pwned=1</script>{{7*7}}</title></textarea>'
)
YAML = PAYLOAD.replace("'", "''")
CLAIM = "Functional / Handling RTI Matters / RTI Responsiveness"
COURSE = f"""\
id: hostile
title: 'T{YAML}'
description: 'D{YAML}'
keywords: ['K{YAML}']
objectives:
  - {{id: o1, text: 'O{YAML}', competency: "{CLAIM}"}}
competencies: ["{CLAIM}"]
contacts: [{{name: 'C{YAML}', email: a@example.in}}]
licence: 'L{YAML}'
"""
ESCAPED = PAYLOAD.replace("<", r"\<").replace("*", r"\*")
LESSON = f"""\
# Lesson {ESCAPED}

Text {ESCAPED}

`{PAYLOAD}`

[link {ESCAPED}](https://example.in/?a=<b> "title {ESCAPED}")

::: question #q1
:type: single
:objective: o1

Question {ESCAPED}

- [x] Right {ESCAPED}
- [ ] Wrong {ESCAPED}
:::
"""


@pytest.fixture
def hostile(project_copy: Project) -> Project:
    """A project whose every field holds a script: of a course, a catalog, its comments, terms."""
    courses = project_copy.root / "content/courses"
    shutil.rmtree(courses / "rti-requests")
    folder = courses / "hostile"
    (folder / "01-start").mkdir(parents=True)
    (folder / "course.yaml").write_text(COURSE, "utf-8")
    (folder / "01-start/index.md").write_text(f"# Module {ESCAPED}\n", "utf-8")
    (folder / "01-start/01-lesson.md").write_text(LESSON, "utf-8")
    broken = courses / "broken<img src=x onerror=top.pwned=1>"
    shutil.copytree(folder, broken)
    (broken / "01-start/02-more.md").write_text(f"# More\n\n{PAYLOAD}\n\n![]({PAYLOAD})\n", "utf-8")
    for tag in ("hi", "ur"):
        poison(project_copy, tag)
    terms = project_copy.root / "locales/terms"
    with (terms / "terms.csv").open("a", encoding="utf-8") as file:
        quoted = PAYLOAD.replace('"', '""')
        file.write(f'evil-term,"password","{quoted}","{quoted}",\n')
    return project_copy


def poison(project: Project, tag: str) -> None:
    path = project.catalog("safe-sign-in", tag)
    catalog, _ = read_catalog(path)
    assert catalog
    entries = {
        name: poisoned(entry) if entry.target else entry for name, entry in catalog.entries.items()
    }
    path.write_bytes(xliff_serialize(replace(catalog, entries=entries)))


def poisoned(entry: Any) -> Any:
    return replace(
        entry,
        target=(PAYLOAD, *entry.target),
        by=PAYLOAD,
        previous_source=(PAYLOAD,),
        previous_target=(PAYLOAD,),
        note=PAYLOAD,
        remarks=((PAYLOAD, PAYLOAD),),
        suggestions=(Suggestion((PAYLOAD,), PAYLOAD, 90, (PAYLOAD,)),),
    )


SCREENS = {
    "/": True,
    "/search?q=onerror": True,
    f"/search?q={PAYLOAD}": True,
    "/course/hostile": True,
    "/course/safe-sign-in": True,
    "/review/hi/safe-sign-in": True,
    "/review/ur/safe-sign-in": True,
    "/course/broken%3Cimg%20src%3Dx%20onerror%3Dtop.pwned%3D1%3E": True,
    f"/nowhere/{PAYLOAD}": False,
    f"/course/{PAYLOAD}": False,
}
"""Whether a screen has to show what it was given, as text."""


def test_no_field_runs(
    hostile: Project, open_studio: Any, sit_down: Sit, complaints: list[str]
) -> None:
    desk = open_studio(hostile, user=PAYLOAD)
    page = sit_down(desk)
    for screen, shown in SCREENS.items():
        page.goto(f"{desk.studio.origin}{screen}")
        if screen == "/":
            expect(page.locator("#sums")).not_to_contain_text("Still counting", timeout=60_000)
        if screen == "/course/safe-sign-in":
            page.locator("#language").select_option("hi")
            expect(page.locator("#state")).to_contain_text("errors", timeout=60_000)
            for rule in page.locator("details.rule summary").all():
                rule.click()
        if screen.startswith("/review/"):
            page.locator("#filter").select_option("all")
            expect(page.locator("main")).to_contain_text("onerror")
            page.wait_for_timeout(1000)
        assert ("onerror" in page.locator("body").inner_text()) is shown, screen
        assert page.evaluate("[window.pwned, document.images.length]") == [None, 0], screen
        assert shown is ("{{7*7}}" in page.content()), screen
    assert [one for one in complaints if "404" not in one] == []
    complaints.clear()


PREVIEWS = ("hostile/en", "safe-sign-in/hi", "safe-sign-in/ur?form=scorm2004")
FREE = """there => [
  () => parent.document.title,
  () => { parent.location = "about:blank#away"; },
  () => { top.location = "about:blank#away"; },
].map((attack) => {
  try {
    return String(attack());
  } catch (fault) {
    return fault.name;
  }
})"""
"""What a script could try if one ran where content is shown."""
CALL = {"verb": PAYLOAD, "values": [PAYLOAD], "result": "", "error": PAYLOAD, "at": 1}
LIES: tuple[Any, ...] = (
    {"kind": "calls", "last": [{"verb": PAYLOAD}, None], "total": 2, "faults": 0},
    {"kind": "calls", "last": [CALL], "total": 1e308, "faults": -1},
    {"kind": "arrived", "page": PAYLOAD, "revision": PAYLOAD, "title": PAYLOAD},
    {"kind": "record", "key": "k", "record": {"__proto__.x": PAYLOAD}, "saved": PAYLOAD},
    {"kind": "turned", "page": f"//evil.example/{PAYLOAD}"},
    {"kind": "pressed", "n": -1},
    {"kind": "scrolled", "share": 1e308},
    {"kind": "ready"},
    {"kind": "constructor"},
    [PAYLOAD],
    None,
)


def test_no_content_runs_in_its_preview(
    hostile: Project, open_studio: Any, sit_down: Sit, complaints: list[str]
) -> None:
    desk = open_studio(hostile, user=PAYLOAD)
    page = sit_down(desk)
    for shown in PREVIEWS:
        page.goto(f"{desk.studio.origin}/preview/{shown}")
        inside = page.frame_locator("#page").frame_locator("#course")
        inside.locator(".ready .page.current").wait_for()
        for link in inside.locator("#_contents li a").all():
            link.evaluate("one => one.click()")
        expect(inside.locator("#_main")).to_contain_text("onerror")
        for frame in page.frames:
            assert frame.evaluate("window.pwned") is None, shown
        assert page.evaluate("[window.pwned, document.images.length]") == [None, 0]
    assert complaints == []


def test_whoever_took_the_players_place_gets_nowhere(
    desk: Any, sit_down: Sit, complaints: list[str]
) -> None:
    page = sit_down(desk, "/preview/safe-sign-in/hi")
    inside = page.frame_locator("#page").frame_locator("#course")
    inside.locator(".ready .page.current").wait_for()
    place = page.url
    window = page.wait_for_selector("#page").content_frame()
    assert window.evaluate(FREE) == ["SecurityError"] * 3
    for lie in LIES:
        window.evaluate("lie => parent.postMessage(lie, '*')", lie)
    # Our own window, too, is not the player: only its frame is heard.
    page.evaluate("lie => postMessage(lie, '*')", {"kind": "turned", "page": "elsewhere"})
    asked = f"{desk.studio.origin}/api/preview/safe-sign-in/hi/web"
    said = window.evaluate("url => fetch(url).then(() => 'read', (one) => one.name)", asked)
    assert said == "TypeError"
    expect(page.locator("#calls")).to_contain_text("onerror")
    assert page.url.partition("#")[0] == place.partition("#")[0]
    assert page.evaluate("[window.pwned, document.images.length, ({}).x]") == [None, 0, None]
    inside.locator(".ready .page.current").wait_for()
    complaints.clear()


def test_a_drawing_runs_nothing(
    project_copy: Project,
    open_studio: Any,
    sit_down: Sit,
    monkeypatch: pytest.MonkeyPatch,
    complaints: list[str],
) -> None:
    """Whatever the preview serves: a drawing that is opened by itself has no origin of ours."""

    def draw(request: Request) -> Response:
        del request
        return FileResponse(EVIL / "drawing.svg", media_type="image/svg+xml")

    monkeypatch.setattr(studio_app, "PREVIEW_ROUTES", (Route("/{key}/evil.svg", draw),))
    desk = open_studio(project_copy)
    page = sit_down(desk)
    answers: list[str] = []
    page.on("response", lambda one: answers.append(one.url))
    page.goto(f"{desk.studio.preview_url}evil.svg")
    page.wait_for_timeout(300)
    answers = [one for one in answers if not one.startswith(desk.studio.origin)]
    assert answers == [f"{desk.studio.preview_url}evil.svg"]
    assert page.evaluate("[window.pwned, self.origin]") == [None, "null"]
    assert any("sandboxed" in one for one in complaints)
    complaints.clear()
