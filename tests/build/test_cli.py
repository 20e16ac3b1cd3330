"""The command line, through its own door: exits, reports, files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from pathya.build import building, pipeline
from pathya.build.building import Built
from pathya.build.cli.main import BUG, COMMANDS, DONE, ERRORS, UNFINISHED, USAGE, run

HEAVY = (
    "lxml",
    "babel",
    "markdown_it",
    "nh3",
    "yaml",
    "jinja2",
    "rich",
    "pathya.locales",
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def project(here: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project with one new course in two languages."""
    assert run(["new", "leave-rules", "--title", 'Leave "rules"']) == DONE
    (here / "pathya.toml").write_text('languages = ["or", "ur"]\nformats = ["scorm12"]\n')
    capsys.readouterr()
    return here


def lesson_of(project: Path) -> Path:
    return project / "content/courses/leave-rules/01-start/01-welcome.md"


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from pathya.build.cli.main import run; run(['--help']); "
        "sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in COMMANDS)
    assert [name for name in HEAVY if name in done.stderr.split()] == []


def test_a_new_course_is_right_and_builds(project, capsys):
    assert run(["check", "--strict"]) == DONE
    assert run(["check", "--target", "scorm", "-l", "en", "--strict"]) == DONE
    assert run(["build"]) == DONE
    said = capsys.readouterr().out
    assert "28 not translated" in said
    names = sorted(path.name for path in (project / "dist/leave-rules").iterdir())
    packages = [f"leave-rules-{tag}-scorm12.zip" for tag in ("en", "or", "ur")]
    assert names == ["build.json", *packages]
    manifest = ZipFile(project / "dist/leave-rules" / packages[0]).read("imsmanifest.xml").decode()
    assert '<title>Leave "rules"</title>' in manifest
    assert run(["validate", *(f"dist/leave-rules/{name}" for name in packages)]) == DONE


def test_building_again_changes_no_byte_and_touches_no_file(project):
    run(["build"])
    files = sorted((project / "dist/leave-rules").glob("*.zip"))
    before = [(file.read_bytes(), file.stat().st_mtime_ns) for file in files]
    run(["build"])
    assert [(file.read_bytes(), file.stat().st_mtime_ns) for file in files] == before


def test_build_json_keeps_what_an_earlier_build_left(project):
    run(["build", "-l", "or"])
    run(["build", "-l", "ur", "-f", "web"])
    (project / "dist/leave-rules/leave-rules-or-scorm12.zip").unlink()
    run(["build", "-l", "en"])
    content = json.loads((project / "dist/leave-rules/build.json").read_text())
    assert [entry["package"] for entry in content["packages"]] == [
        "leave-rules-en-scorm12.zip",
        "leave-rules-ur-web.zip",
    ]
    assert content["packages"][1]["states"] == {"new": 28}


def test_output_goes_where_it_is_told(project):
    assert run(["build", "leave-rules", "-l", "ur", "-f", "web", "-o", "usb"]) == DONE
    assert run(["validate", "usb/leave-rules/leave-rules-ur-web.zip"]) == DONE
    assert not (project / "dist").exists()


def test_a_course_with_errors_is_left_out_and_the_others_are_built(project, capsys):
    run(["new", "good-course"])
    lesson_of(project).write_text("No title.\n")
    capsys.readouterr()
    assert run(["build", "-l", "en"]) == ERRORS
    said = capsys.readouterr().out
    assert "content/courses/leave-rules/01-start/01-welcome.md:1: error MDN001" in said
    assert [path.name for path in (project / "dist").glob("*/")] == ["good-course"]


def test_the_id_is_the_name_of_the_folder(project, capsys):
    folder = project / "content/courses/leave-rules"
    folder.rename(folder.with_name("renamed"))
    assert run(["check"]) == ERRORS
    assert "error PRJ004 the course `leave-rules` lies in the folder `renamed`" in (
        capsys.readouterr().out
    )


def test_a_project_file_from_notepad_and_doubled_formats(project, capsys):
    text = '\ufefflanguages = ["ur", "ur"]\nformats = ["web", "web"]\n'
    (project / "pathya.toml").write_text(text, "utf-8")
    assert run(["build", "leave-rules", "content/courses/leave-rules"]) == DONE
    assert capsys.readouterr().out.count("1 package (web)") == 2


def test_a_course_elsewhere_is_not_this_one(project, capsys):
    assert run(["build", "other/place/leave-rules"]) == USAGE
    assert "There is no course `other/place/leave-rules`" in capsys.readouterr().err


@pytest.mark.parametrize("data", [b"area,theme\na,b\n", b"area,theme,subtheme\n\xff,a,b\n"])
def test_a_snapshot_that_cannot_be_read(project, capsys, data):
    folder = project / "content/competencies"
    folder.mkdir()
    (folder / "names-2026-01-01.csv").write_bytes(data)
    assert run(["check"]) == ERRORS
    assert "names-2026-01-01.csv: error PRJ006" in capsys.readouterr().out


def test_a_build_that_is_stopped_tells_of_what_it_wrote(project, monkeypatch):
    done: list[Built] = []

    def stop(*arguments: Any) -> Built:
        if done:
            raise KeyboardInterrupt
        done.append(build_language(*arguments))
        return done[0]

    build_language = building.build_language
    monkeypatch.setattr(building, "build_language", stop)
    assert run(["build"]) == UNFINISHED
    content = json.loads((project / "dist/leave-rules/build.json").read_text())
    assert [one["language"] for one in content["packages"]] == ["en"]


def test_colours_are_for_terminals_that_want_them(project):
    lesson_of(project).write_text("No title.\n")
    said = [in_terminal(project, {}), in_terminal(project, {"NO_COLOR": "1"})]
    assert ["\x1b[31m" in one for one in said] == [True, False]


def in_terminal(project: Path, environment: dict[str, str]) -> str:
    """Run `check` on a terminal of its own and give what it shows there."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    command = [str(Path(sys.executable).with_name("pathya")), "check"]
    subprocess.run(
        command, cwd=project, stdout=theirs, env={**os.environ, **environment}, check=False
    )
    said = os.read(ours, 10_000).decode()
    os.close(theirs)
    os.close(ours)
    return said


def test_a_reader_that_goes_away_is_not_an_error_in_the_course(project):
    command = f"{Path(sys.executable).with_name('pathya')} languages; echo $? >code"
    with subprocess.Popen(["sh", "-c", command], cwd=project, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
    assert (project / "code").read_text() == f"{UNFINISHED}\n"


def test_an_unknown_source_language(project, capsys):
    source = project / "content/courses/leave-rules/course.yaml"
    source.write_text(source.read_text() + "language: fr\n")
    assert run(["check"]) == ERRORS
    assert "error PRJ005 `fr` is not a language" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bild"], "No such command 'bild'"),
        (["build", "leave-rule"], "Did you mean `leave-rules`?"),
        (["build", "-l", "hin"], "`hin` is not a language"),
        (["build", "-l", "sat"], "`sat` is not a language. Name the script too: sat-Olck sat-Deva"),
        (["build", "-f", "scorm"], "'scorm' is not one of"),
        (["validate", "none.zip"], "does not exist"),
        (["new", "Leave Rules"], "is not an id"),
        (["new", "leave-rules"], "already there"),
    ],
)
def test_wrong_usage(project, capsys, arguments, words):
    assert run(arguments) == USAGE
    assert words in capsys.readouterr().err


def test_without_a_project_the_way_to_one_is_said(here, capsys):
    assert run(["build"]) == USAGE
    assert "pathya new COURSE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("languages = [", "PRJ001", "this is not TOML"),
        (f"x = {'[' * 5_000}", "PRJ001", "this is nested too deeply"),
        (f"user = {'9' * 5_000}", "PRJ001", "this is not TOML: Exceeds the limit"),
        ('[publish.igot]\nurl = "https://["', "PRJ003", "`url` in [publish.igot] is no address"),
        ('langages = ["hi"]', "PRJ002", "Did you mean `languages`?"),
        ('languages = "hi"', "PRJ003", "`languages` is not a list"),
        ("formats = []", "PRJ003", "`formats` is not a list of formats"),
        ('languages = [["hi"]]', "PRJ003", "`['hi']` is not one of the languages"),
        ('languages = ["hindi"]', "PRJ003", "`hindi` is not one of the languages"),
        ("dist = 1", "PRJ003", "`dist` is not a text"),
        ("translator_may_sign_off = 1", "PRJ003", "is neither true nor false"),
    ],
)
def test_a_wrong_project_file(here, capsys, text, code, words):
    (here / "pathya.toml").write_text(text)
    assert run(["build"]) == ERRORS
    said = capsys.readouterr().out
    assert f"pathya.toml: error {code} " in said
    assert words in said


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (OSError(28, "No space left on device", "x.zip"), "No space left on device: x.zip"),
        (MemoryError(), "there is not enough memory"),
    ],
)
def test_what_the_machine_lacks_is_not_a_bug(project, capsys, monkeypatch, fault, words):
    def full(*_: object) -> None:
        raise fault

    monkeypatch.setattr("pathya.build.receipts.write", full)
    assert run(["build"]) == UNFINISHED
    assert capsys.readouterr().err == f"Not finished: leave-rules: {words}\n"
    monkeypatch.setattr(pipeline, "open_course", full)
    assert run(["check"]) == UNFINISHED
    assert capsys.readouterr().err == f"Not finished: {words}\n"


def test_a_bug_says_that_it_is_one(project, capsys, monkeypatch):
    monkeypatch.setattr(pipeline, "open_course", lambda *_: 1 / 0)
    assert run(["check"]) == BUG
    assert "This is a bug of Pathya." in capsys.readouterr().err


# --- catalogs ------------------------------------------------------------------------------------


def test_catalogs_follow_the_source(project, capsys):
    assert run(["catalog", "update"]) == DONE
    path = project / "locales/catalogs/or/leave-rules.xlf"
    data = path.read_text("utf-8")
    assert data.count("<trans-unit ") == 28
    first = '<target state="new"/>'
    draft = '<target state="translated">ସ୍ୱାଗତ</target>'
    path.write_text(data.replace(first, draft), "utf-8")
    lesson = lesson_of(project)
    lesson.write_text(lesson.read_text("utf-8").replace("Each item stands", "Every item stands"))
    capsys.readouterr()
    assert run(["catalog", "update", "-l", "or"]) == DONE
    assert "leave-rules: or updated" in capsys.readouterr().out
    assert run(["catalog", "status", "-l", "or"]) == DONE
    assert "100% of the words translated; 1 fuzzy, 27 translated" in capsys.readouterr().out
    assert run(["catalog", "update", "-l", "or"]) == DONE
    assert "nothing updated" in capsys.readouterr().out


def test_a_broken_catalog_is_not_touched_and_its_language_not_built(project, capsys):
    run(["catalog", "update"])
    path = project / "locales/catalogs/ur/leave-rules.xlf"
    path.write_text("<xliff>", "utf-8")
    assert run(["catalog", "update"]) == ERRORS
    assert path.read_text("utf-8") == "<xliff>"
    assert run(["build"]) == ERRORS
    names = sorted(file.name for file in (project / "dist/leave-rules").glob("*.zip"))
    assert names == ["leave-rules-en-scorm12.zip", "leave-rules-or-scorm12.zip"]
    assert "locales/catalogs/ur/leave-rules.xlf" in capsys.readouterr().out


def test_a_catalog_of_another_language_is_not_used(project, capsys):
    run(["catalog", "update"])
    catalogs = project / "locales/catalogs"
    (catalogs / "or/leave-rules.xlf").write_bytes((catalogs / "ur/leave-rules.xlf").read_bytes())
    assert run(["build", "-l", "or"]) == ERRORS
    assert "error CAT008" in capsys.readouterr().out


def test_what_is_printed_is_utf_8_whatever_the_system_says():
    command = [str(Path(sys.executable).with_name("pathya")), "languages"]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert "ଓଡ଼ିଆ" in done.stdout.decode()


def test_faults_of_captions_are_said_once_for_all_languages(project, capsys):
    folder = project / "content/courses/leave-rules"
    film = "::: video\n:src: media/a.mp4\n:captions: media/a.vtt\n:::\n"
    lesson_of(project).write_text(f"# Welcome\n\n{film}")
    (folder / "media/a.mp4").write_bytes(b"\0\0\0\x08ftypfilm")
    (folder / "media/a.vtt").write_text("WEBVTT\n\n00:01,5 --> 00:02.000\nHello\n")
    fault = (
        "content/courses/leave-rules/media/a.vtt:3: error VTT004"
        " `00:01,5 --> 00:02.000` is not a pair of times"
    )
    for command in ("check", "build"):
        assert run([command]) == ERRORS
        assert capsys.readouterr().out.count(fault) == 1
    with ZipFile(project / "dist/leave-rules/leave-rules-ur-scorm12.zip") as archive:
        assert [name for name in archive.namelist() if name.startswith("media/")] == ["media/a.mp4"]
