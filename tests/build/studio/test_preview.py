"""The preview's back: what it serves is what would be packed, and it follows the disk."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from pathya.authoring.documents import parse_document
from pathya.authoring.reader import read_course
from pathya.build.files import find_course
from pathya.build.pipeline import in_language, open_course
from pathya.build.project import FORMATS, Project, read_framework, read_project
from pathya.build.studio.context import Studio
from pathya.build.studio.preview.building import Previews
from pathya.build.studio.preview.editor import editor_of, open_at
from pathya.build.studio.preview.passages import findings
from pathya.build.studio_settings import EDITORS
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.package import content

Ask = Callable[..., httpx.Response]

COURSE = """\
id: leave
title: Leave rules
description: What one may ask for.
competencies: ["Functional / Handling RTI Matters / RTI Responsiveness"]
"""
LESSON = "# Welcome\n\nRead the **form**.\n\nSign it.\n\nSign it.\n"


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A course of one lesson, whose project has two languages."""
    (tmp_path / "pathya.toml").write_text('languages = ["hi", "ur"]\n')
    folder = tmp_path / "content/courses/leave"
    (folder / "01-start").mkdir(parents=True)
    (folder / "course.yaml").write_text(COURSE)
    (folder / "01-start/index.md").write_text("# Start\n")
    (folder / "01-start/01-welcome.md").write_text(LESSON)
    project, _ = read_project(tmp_path)
    assert project
    return project


def write(project: Project, text: str, name: str = "01-start/01-welcome.md") -> None:
    path = project.root / "content/courses/leave" / name
    path.write_text(text, "utf-8")


def page_of(look: Any) -> str:
    return content(look.package.parts["whole"].members["index.html"]).decode()


# --- what is made --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("tag", ["en", "hi", "ur", "or", "ta", "kok-Knda"])
def test_what_is_shown_is_what_would_be_packed(
    desk: Any, ask_preview: Ask, tag: str, form: str
) -> None:
    project = desk.project
    folder = project.root / "content/courses/safe-sign-in"
    course, _ = open_course(folder, read_framework(project)[0])
    assert course
    (page,) = in_language(project, course, tag).pages
    for member in EXPORTERS[form](page).members:
        answer = ask_preview(f"page/safe-sign-in/{tag}/{form}/whole/{member.name}")
        assert (answer.status_code, answer.content) == (200, content(member)), member.name


def test_a_course_by_module_has_a_part_for_each(small: Project) -> None:
    write(small, f"{COURSE}packaging: module\n", "course.yaml")
    look = Previews(small).look(("leave", "en", "web"))
    assert look
    assert [(one.id, one.title) for one in look.package.parts.values()] == [("start", "Start")]


def test_what_nobody_changed_is_not_made_again(small: Project) -> None:
    previews = Previews(small)
    key = ("leave", "en", "scorm12")
    first = previews.look(key)
    assert first
    second = previews.look(key)
    assert second
    assert second.filled is first.filled
    other = previews.look(("leave", "hi", "scorm12"))
    assert other
    assert other.filled.reading is first.filled.reading
    write(small, f"{LESSON}\nMore.\n")
    third = previews.look(key)
    assert third
    assert "More." in page_of(third)
    assert third.package.revision != first.package.revision


def test_while_a_course_is_broken_its_last_good_page_stays(small: Project) -> None:
    previews = Previews(small)
    key = ("leave", "en", "web")
    good = previews.look(key)
    assert good
    write(small, f"{LESSON}\n![](media/none.png)\n")
    broken = previews.look(key)
    assert broken
    assert (broken.fresh, broken.package.revision) == (False, good.package.revision)
    assert [one.rule.code for one in broken.found] != []
    write(small, LESSON)
    again = previews.look(key)
    assert again
    assert (again.fresh, again.found) == (True, good.found)


def test_a_course_that_never_was_good_says_why(small: Project) -> None:
    write(small, "id: leave\n", "course.yaml")
    look = Previews(small).look(("leave", "en", "web"))
    assert look
    assert (look.fresh, look.package.parts) == (False, {})
    assert look.found
    assert [one["page"] for one in findings(look, "en")] == [""] * len(look.found)


def test_settings_are_read_again_and_their_faults_told(small: Project) -> None:
    previews = Previews(small)
    key = ("leave", "en", "web")
    assert previews.look(key)
    toml = small.root / "pathya.toml"
    toml.write_text('languages = ["ta"]\n')
    look = previews.look(key)
    assert look
    assert look.project.settings.languages == ("ta",)
    toml.write_text("languages = 3\n")
    look = previews.look(key)
    assert look
    assert look.project.settings.languages == ("ta",)
    assert [one.rule.code for one in look.found] == ["PRJ003"]


@pytest.mark.parametrize(
    "key",
    [
        ("no", "en", "web"),
        ("../leave", "en", "web"),
        ("leave", "xx", "web"),
        ("leave", "en", "pdf"),
    ],
)
def test_what_there_is_not_is_not_looked_for(small: Project, key: tuple[str, str, str]) -> None:
    assert Previews(small).look(key) is None


def test_a_remembered_document_reads_the_same(desk: Any) -> None:
    known: dict[tuple[str, str], Any] = {}

    def parse(name: str, text: str) -> Any:
        if (name, text) not in known:
            known[name, text] = parse_document(name, text)
        return known[name, text]

    for folder in sorted((desk.root / "content/courses").iterdir()):
        listing = find_course(folder)
        plain = read_course(listing)
        assert read_course(listing, (), parse) == plain
        assert read_course(listing, (), parse) == plain  # from documents that were read before


# --- where findings belong -----------------------------------------------------------------------


def places(look: Any, tag: str = "en") -> list[tuple[str, int, str, str, int]]:
    return [
        (one["shown"], one["line"], one["page"], one["text"], one["nth"])
        for one in findings(look, tag)
    ]


def test_a_finding_is_laid_to_its_passage(small: Project) -> None:
    previews = Previews(small)
    previews.look(("leave", "en", "web"))
    write(small, LESSON.replace("the **form**.", "the [form](nowhere.md)."))
    look = previews.look(("leave", "en", "web"))
    lesson = "content/courses/leave/01-start/01-welcome.md"
    assert places(look) == [(lesson, 3, "welcome", "Read the form.", 1)]


def test_which_of_two_that_read_the_same(small: Project) -> None:
    previews = Previews(small)
    previews.look(("leave", "en", "web"))
    write(small, LESSON.replace("Sign it.\n", "![](media/none.png)\n")[: -len("\n")])
    look = previews.look(("leave", "en", "web"))
    assert [(one[2], one[3], one[4]) for one in places(look)][-1] == ("welcome", "Sign it.", 2)


def test_a_finding_in_a_catalog_is_laid_to_the_translation(desk: Any) -> None:
    path = desk.project.catalog("safe-sign-in", "hi")
    lines = path.read_text("utf-8").split("\n")
    at = next(at for at, line in enumerate(lines) if "<target" in line and "<g " in line)
    lines[at] = re.sub("</?g[^>]*>", "", lines[at])
    path.write_text("\n".join(lines), "utf-8")
    look = Previews(desk.project).look(("safe-sign-in", "hi", "web"))
    assert look
    (found,) = [one for one in findings(look, "hi") if one["path"].endswith(".xlf")]
    assert found["shown"] == "locales/catalogs/hi/safe-sign-in.xlf"
    said = re.sub("<[^>]*>", "", lines[at]).strip()
    assert (found["severity"], found["text"]) == ("warning", said)
    assert found["page"] in lines[at - 2]  # units are named after their lessons


# --- over HTTP -----------------------------------------------------------------------------------


@pytest.fixture
def ask_preview(desk: Any) -> Iterator[Ask]:
    """Ask the preview's place as a browser does."""
    studio: Studio = desk.studio
    host = {"Host": studio.preview_origin.partition("://")[2]}
    with httpx.Client(base_url=f"http://127.0.0.1:{studio.ports[1]}", timeout=30) as client:
        yield lambda path, key=studio.preview_key: client.get(f"/{key}/{path}", headers=host)


def test_only_who_knows_the_key_sees_a_page(desk: Any, ask_preview: Ask) -> None:
    path = "page/safe-sign-in/en/web/whole/index.html"
    assert ask_preview(path).status_code == 200
    assert ask_preview(path, "guessed").status_code == 404
    assert ask_preview("player").status_code == 200
    assert desk.get(f"/{desk.studio.preview_key}/player").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "page/safe-sign-in/en/web/whole/../../../../../../pathya.toml",
        "page/safe-sign-in/en/web/whole/%2e%2e/%2e%2e/pathya.toml",
        "page/safe-sign-in/en/web/whole/content/courses/safe-sign-in/course.yaml",
        "page/safe-sign-in/en/web/other/index.html",
        "page/safe-sign-in/en/pdf/whole/index.html",
        "page/safe-sign-in/xx/web/whole/index.html",
        "page/%2e%2e/en/web/whole/index.html",
        "static/0/player.js",
        "static/0/studio.css",
        "events",
        "start",
    ],
)
def test_nothing_else_is_served(ask_preview: Ask, path: str) -> None:
    assert ask_preview(path).status_code == 404


def test_no_file_of_the_studio_is_with_the_player(desk: Any, ask_preview: Ask) -> None:
    page = ask_preview("player").text
    (version,) = {one.split("/")[0] for one in page.split("/static/")[1:]}
    assert ask_preview(f"static/{version}/player.js").status_code == 200
    assert ask_preview(f"static/{version}/review.js").status_code == 404
    assert desk.studio.token not in page


def test_a_picture_that_is_opened_by_itself_does_nothing(desk: Any, ask_preview: Ask) -> None:
    look = Previews(desk.project).look(("rti-requests", "en", "web"))
    assert look
    names = [name for name in look.package.parts["whole"].members if name.endswith(".svg")]
    answer = ask_preview(f"page/rti-requests/en/web/whole/{names[0]}")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]


def test_a_window_is_told_when_a_page_was_made(desk: Any) -> None:
    asked = desk.get("/api/preview/safe-sign-in/en/web").json()
    lesson = next((desk.root / "content/courses/safe-sign-in").glob("0*/0*.md"))
    with desk.client.stream("GET", "/events") as answer:
        lines = answer.iter_lines()
        next(lines)
        time.sleep(0.3)
        lesson.write_text(f"{lesson.read_text('utf-8')}\nOne more.\n", "utf-8")
        for line in lines:
            if line == "event: preview":
                break
        news = json.loads(next(lines).removeprefix("data: "))
    now = desk.get("/api/preview/safe-sign-in/en/web").json()
    assert news == {
        "course": "safe-sign-in",
        "tag": "en",
        "form": "web",
        "revision": now["revision"],
        "fresh": True,
    }
    assert now["revision"] != asked["revision"]
    assert now["languages"][0] == ["en", "English"]


def test_the_screen_knows_its_course_and_language(desk: Any) -> None:
    page = desk.get("/preview/safe-sign-in/ur")
    assert page.status_code == 200
    assert f'data-player="{desk.studio.preview_url}player"' in page.text
    assert desk.get("/preview/none/ur").status_code == 404
    assert desk.get("/preview/safe-sign-in/xx").status_code == 404
    assert desk.get("/api/preview/safe-sign-in/en/pdf").status_code == 404


# --- the editor ----------------------------------------------------------------------------------


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """An editor that notes how it is called; gives what it noted, as soon as it is there."""
    noted = tmp_path / "noted"
    tool = tmp_path / "my editor"
    code = f"import sys; open({str(noted)!r}, 'w').write('\\n'.join(sys.argv[1:]) + '\\n.')"
    tool.write_text(f"#!{sys.executable}\n{code}\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATHYA_EDITOR", f"'{tool}' --at {{line}} {{path}}")

    def calls() -> list[str]:
        for _ in range(200):
            if noted.exists() and noted.read_text().endswith("."):
                return noted.read_text().splitlines()[:-1]
            time.sleep(0.05)
        raise AssertionError("nobody called")

    return calls


def test_a_click_opens_the_file_at_its_line(desk: Any, editor: Callable[[], list[str]]) -> None:
    lesson = next((desk.root / "content/courses/safe-sign-in").glob("0*/0*.md"))
    asked = {"path": lesson.as_posix(), "line": 7}
    answer = desk.post("/api/preview/safe-sign-in/en/open", asked)
    assert (answer.status_code, answer.json()) == (200, {"opened": True})
    assert editor() == ["--at", "7", str(lesson)]


@pytest.mark.parametrize("path", ["/etc/passwd", "pathya.toml;id", "../x", "", "$(id)"])
def test_no_other_file_is_opened(desk: Any, editor: Any, path: str) -> None:
    answer = desk.post("/api/preview/safe-sign-in/en/open", {"path": path, "line": 1})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "body", [{"path": 3, "line": 1}, {"path": "x"}, {"path": "x", "line": True}]
)
def test_what_no_page_of_ours_asks_is_refused(desk: Any, body: Any) -> None:
    assert desk.post("/api/preview/safe-sign-in/en/open", body).status_code == 400


def test_which_editor_is_meant(small: Project, tmp_path: Path, monkeypatch: Any) -> None:
    for name in ("gvim", "kate", "vi"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    said = {"VISUAL": f"{tmp_path}/gvim -f"}
    assert editor_of(small, {}) == ()
    assert editor_of(small, {"VISUAL": "vi"}) == ()  # it has no window of its own
    assert editor_of(small, {"VISUAL": "'"}) == ()
    assert editor_of(small, said) == (f"{tmp_path}/gvim", "+{line}", "{path}")
    assert editor_of(small, said | {"PATHYA_EDITOR": "vi {path}"}) == ("vi", "{path}")
    (small.root / "pathya.toml").write_text('[studio]\neditor = "kate"\n')
    project, found = read_project(small.root)
    assert (found, project is not None) == ((), True)
    assert project
    assert editor_of(project, said) == ("kate", "--line", "{line}", "{path}")


@pytest.mark.skipif(os.name == "nt", reason="it shows what Windows would do")
def test_a_batch_file_is_given_nothing_that_it_would_run(tmp_path: Path) -> None:
    batch = tmp_path / "code.cmd"
    batch.write_text("#!/bin/sh\n")
    batch.chmod(0o755)
    assert not open_at((str(batch), "{path}"), tmp_path / "a&calc.md", 1)
    assert open_at((str(batch), "{path}"), tmp_path / "a.md", 1)


FAULTS = {
    "studio = 3": ["PRJ003 `studio` is not a table"],
    "[studio]\neditr = 'code'": ["PRJ002 `editr` in [studio] is not known"],
    "[studio]\neditor = 'sh -c id'": ["PRJ003 `editor` in [studio] is no editor that we know"],
    "[studio]\neditor = 3": ["PRJ003 `editor` in [studio] is no editor that we know"],
    **{f"[studio]\neditor = '{one}'": [] for one in (*EDITORS, *EDITORS.values())},
}


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_no_editor(text: str, tmp_path: Path) -> None:
    (tmp_path / "pathya.toml").write_text(text)
    _, found = read_project(tmp_path)
    assert [f"{one.rule.code} {one.message}" for one in found] == FAULTS[text]
