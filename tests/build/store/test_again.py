"""`pathya build` a second time: what it does not do, says and notices."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from pathya.build import building
from pathya.build.building import build_course
from pathya.build.cli.main import DONE, ERRORS, UNFINISHED, run
from pathya.build.project import Project

Capsys = pytest.CaptureFixture[str]
COURSE = Path("content/courses/small")
LESSON = COURSE / "01-start/02-limits.md"
CATALOG = Path("locales/catalogs/ur/small.xlf")
DIST = Path("dist/small")
PACKAGES = ["small-en-scorm12.zip", "small-hi-scorm12.zip", "small-kok-Knda-scorm12.zip"]
URDU = "small-ur-scorm12.zip"


@pytest.fixture
def built(small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capsys) -> str:
    """What a first build said."""
    monkeypatch.setenv("PATHYA_STORE", str(tmp_path / "store"))
    assert run(["build"]) == DONE
    return capsys.readouterr().out


def output(capsys: Capsys, *arguments: str) -> str:
    assert run(["build", *arguments]) == DONE
    return capsys.readouterr().out


def times() -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in Path("dist").rglob("*.*")}


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "find_course", lambda *_: pytest.fail("was looked into"))


def test_nothing_to_do_is_nothing_done(built, capsys, monkeypatch):
    before = times()
    forbid(monkeypatch)
    assert output(capsys) == built
    assert output(capsys, "--why") == f"Nothing has changed.\n{built}"
    assert times() == before


def test_findings_are_said_again_with_their_exit(built, capsys):
    LESSON.write_text("No title.\n")
    said = []
    for _ in range(2):
        assert run(["build"]) == ERRORS
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert "1 error" in said[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda: LESSON.write_text("# Limits\n\nForty days. Thirty days.\n"),
        CATALOG.unlink,
        (COURSE / "media/dot.jpg").touch,
        (DIST / URDU).unlink,
        lambda: (DIST / URDU).write_bytes(b"another"),
        (DIST / "build.json").unlink,
        lambda: Path("dist/summary.html").unlink(),
        lambda: Path("dist/summary.json").write_text("{}"),
        lambda: Path("pathya.toml").write_text('languages = ["hi"]\n'),
        lambda: snapshot().write_text("a,b,c\n"),
        lambda: shutil.copytree(COURSE, COURSE.with_name("other")),
    ],
)
def test_every_change_is_noticed(built, capsys, monkeypatch, change):
    def noticed(*_: object) -> None:
        raise OSError("noticed")

    change()
    monkeypatch.setattr("pathya.build.jobs.build_job", noticed)
    assert run(["build"]) == UNFINISHED


def snapshot() -> Path:
    Path("content/competencies").mkdir()
    return Path("content/competencies/names-2026-01-01.csv")


def test_what_was_lost_comes_back(built, capsys):
    content = {path: path.read_bytes() for path in Path("dist").rglob("*.*")}
    shutil.rmtree("dist")
    said = output(capsys, "--why")
    assert said.count("was not there, or another") == 4
    assert {path: path.read_bytes() for path in Path("dist").rglob("*.*")} == content


@pytest.mark.parametrize(
    ("change", "named", "languages"),
    [
        (lambda: LESSON.write_text("# Limits\n\nNow.\n"), f"{LESSON} changed", 4),
        (CATALOG.unlink, f"{CATALOG} is gone", 1),
        (lambda: (COURSE / "new.txt").write_text("new"), f"{COURSE}/new.txt is new", 4),
        (
            lambda: Path("pathya.toml").write_text(
                'languages = ["hi", "ur", "kok-Knda"]\nformats = ["web"]\n'
            ),
            "formats changed",
            4,
        ),
    ],
)
def test_why_names_what_changed(built, capsys, change, named, languages):
    change()
    run(["build", "--why"])
    said = capsys.readouterr().out.splitlines()
    assert sum(line.endswith(f": {named}") for line in said) == languages
    assert sum(line.endswith(": nothing has changed") for line in said) == 4 - languages


def test_one_translation_changes_one_package(built, capsys):
    before = times()
    CATALOG.write_text(CATALOG.read_text().replace("<target/>", "<target>رسید</target>", 1))
    text = CATALOG.read_text()
    place = text.index("<target")
    CATALOG.write_text(text[:place] + '<target state="translated">رسید</target>' + cut(text, place))
    output(capsys)
    after = times()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {URDU, "build.json", "summary.json", "summary.html"}


def cut(text: str, place: int) -> str:
    """Leave out the target that begins at a place."""
    short = text.index(">", place)
    return (
        text[short + 1 :] if text[short - 1] == "/" else text[text.index("</target>", place) + 9 :]
    )


def test_time_that_stands_still_hides_nothing(built, capsys, monkeypatch):
    """An edit that keeps a file's size and time is seen while the file is young."""
    seen = LESSON.stat()
    LESSON.write_text(LESSON.read_text().replace("Thirty", "Twenty"))
    os.utime(LESSON, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert LESSON.stat().st_size == seen.st_size
    assert output(capsys, "--why").count(f"{LESSON} changed") == 4


def test_a_clock_that_jumps_hides_nothing(built, capsys):
    for years in (5, -5):
        moment = time.time() + years * 365 * 24 * 3600
        for path in (LESSON, CATALOG):
            os.utime(path, (moment, moment))
        output(capsys)
        LESSON.write_text(LESSON.read_text() + f"\nMore {years + 5}.\n")
        os.utime(LESSON, (moment, moment))
        assert f"{LESSON} changed" in output(capsys, "--why")


def test_a_damaged_index_is_made_anew(built, capsys):
    index = Path(".pathya/build.sqlite")
    for damage in (b"", b"no database" * 1000, index.read_bytes()[:5000]):
        index.write_bytes(damage)
        assert output(capsys) == built
        assert output(capsys) == built


def test_an_index_that_makes_no_sense_is_passed_over(built, capsys):
    for table, column in (("record", "said"), ("record", "inputs"), ("made", "inputs")):
        with closing(sqlite3.connect(".pathya/build.sqlite")) as index, index:
            index.execute(f"update {table} set {column} = 'nonsense'")
        assert output(capsys) == built
        (COURSE / "new.txt").write_text(column)
        assert output(capsys) == built


def test_without_a_store_nothing_is_kept(built, capsys, tmp_path, monkeypatch):
    shutil.rmtree(tmp_path / "store")
    shutil.rmtree(".pathya")
    assert output(capsys, "--no-store") == built
    assert not (tmp_path / "store").exists()
    assert not Path(".pathya").exists()


# --- verifying -----------------------------------------------------------------------------------


def test_verify_finds_what_a_clean_build_would_not_give(built, capsys):
    said = output(capsys, "--verify")
    assert said.endswith("0 errors, 0 warnings, 0 info\n")
    (DIST / URDU).write_bytes((DIST / PACKAGES[0]).read_bytes())
    (DIST / PACKAGES[0]).write_bytes(b"no zip")
    (DIST / PACKAGES[1]).unlink()
    before = times()
    assert run(["build", "--verify"]) == ERRORS
    said = capsys.readouterr().out
    found = [line for line in said.splitlines() if "BLD001" in line]
    assert [line.partition(": ")[0] for line in found] == [
        f"{DIST}/{name}" for name in (*PACKAGES[:2], URDU)
    ]
    messages = ("cannot be read", "is not there", "this package has the content ")
    assert all(message in line for message, line in zip(messages, found, strict=True))
    assert times() == before


def test_verify_tells_bytes_from_content(built, capsys):
    with ZipFile(DIST / URDU) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(DIST / URDU, "w", ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert run(["build", "--verify"]) == ERRORS
    assert "the right content in other bytes" in capsys.readouterr().out


def verified(capsys: Capsys, *arguments: str) -> list[str]:
    """Give what `--verify` finds and what to do about it."""
    assert run(["build", "--verify", *arguments]) == ERRORS
    said = capsys.readouterr().out
    return [line.strip() for line in said.splitlines()[4:-1]]


def test_verify_names_packages_that_no_build_makes(built, capsys):
    output(capsys, "-f", "web", "-l", "hi")
    (DIST / "mine.zip").write_bytes(b"mine")
    assert verified(capsys) == [
        f"{DIST}/mine.zip: error BLD002 no build makes this package",
        "Put it elsewhere.",
        f"{DIST}/small-hi-web.zip: error BLD002 no build makes this package",
        "Build all, and it is removed.",
    ]
    assert output(capsys, "--verify", "-l", "hi")  # who looks at less knows less
    (DIST / "mine.zip").unlink()
    output(capsys)
    assert output(capsys, "--verify")


def test_verify_names_packages_of_courses_that_are_gone(built, capsys):
    assert run(["new", "old"]) == DONE
    output(capsys)
    shutil.rmtree("content/courses/old")
    found = verified(capsys)
    assert found[::2] == [
        f"dist/old/old-{tag}-scorm12.zip: error BLD002 no build makes this package"
        for tag in ("en", "hi", "kok-Knda", "ur")
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "this file is not there"),
        ("{", "this file cannot be read, or says nothing"),
        ('{"packages": [{}]}', "this file cannot be read, or says nothing"),
        ('{"packages": [[]]}', "this file cannot be read, or says nothing"),
        ('{"packages": 3}', "this file cannot be read, or says nothing"),
        ("[" * 100_000, "this file cannot be read, or says nothing"),
        ("package", "this file cannot be read, or says nothing"),
        ("size", "this file cannot be read, or says nothing"),
        ("states", "this file cannot be read, or says nothing"),
        ("sha256", f"this file does not say what a clean build says of {PACKAGES[0]}"),
    ],
)
def test_verify_names_a_build_file_that_is_wrong(built, capsys, text, message):
    path = DIST / "build.json"
    good = path.read_text()
    changes = {"package": 3, "size": "3", "states": {"new": None}, "sha256": "0" * 64}
    if text in changes:
        noted = json.loads(good)
        noted["packages"][0][text] = changes[text]
        text = json.dumps(noted)
    path.unlink() if text is None else path.write_text(text)
    assert verified(capsys) == [f"{path}: error BLD003 {message}", "Run `pathya build small`."]
    assert run(["build", "small"]) == DONE
    assert path.read_text() == good


# --- what is no longer made ----------------------------------------------------------------------


def project_file(text: str) -> Callable[[], object]:
    return lambda: Path("pathya.toml").write_text(text)


def by_module() -> None:
    path = COURSE / "course.yaml"
    path.write_text(f"{path.read_text()}packaging: module\n")


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        (project_file('languages = ["hi", "ur"]\nformats = ["scorm12"]\n'), PACKAGES[2:]),
        (
            project_file('languages = ["hi", "ur", "kok-Knda"]\nformats = ["web"]\n'),
            [*PACKAGES, URDU],
        ),
        (by_module, [*PACKAGES, URDU]),
    ],
)
def test_what_is_no_longer_made_is_removed_and_told(built, capsys, change, gone):
    change()
    assert run(["build"]) == DONE
    told = capsys.readouterr().err
    assert [name for name in (*PACKAGES, URDU) if not (DIST / name).exists()] == gone
    assert told.count("Removed, as it is no longer made") == len(gone)
    listed = json.loads((DIST / "build.json").read_text())["packages"]
    assert sorted(one["package"] for one in listed) == sorted(
        path.name for path in DIST.glob("*.zip")
    )


def test_what_may_still_be_wanted_stays(built, capsys):
    other = DIST / "mine.zip"
    other.write_bytes(b"mine")
    assert run(["build", "-f", "web", "-l", "hi"]) == DONE
    assert run(["build", "-f", "web"]) == DONE
    CATALOG.write_text("damaged")
    (DIST / PACKAGES[0]).write_bytes(b"put there by hand")
    project_file('languages = ["ur"]\nformats = ["scorm12"]\n')()
    (COURSE / "new.txt").write_text("new")
    assert run(["build"]) == ERRORS
    assert other.exists()
    assert (DIST / URDU).exists()  # its catalog cannot be read now


def test_half_written_files_of_killed_builds_are_swept(built, capsys):
    left = DIST / f".{URDU}.0123abcd.part"
    left.write_bytes(b"half")
    output(capsys)
    assert not left.exists()


# --- a world that does not help ------------------------------------------------------------------


def test_a_full_disk_leaves_what_was_there(built, capsys, monkeypatch):
    before = {path: path.read_bytes() for path in DIST.glob("*.zip")}
    LESSON.write_text("# Limits\n\nNow.\n")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(DIST / URDU))

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", full)
        assert run(["build"]) == UNFINISHED
    assert "No space left on device" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in DIST.glob("*.zip")} == before
    assert list(Path("dist").rglob(".*.part")) == []


def test_a_store_on_a_full_disk_stops_nothing(built, capsys, tmp_path, monkeypatch):
    shutil.rmtree(tmp_path / "store")
    (tmp_path / "store").write_text("a file where the folder should be")
    LESSON.write_text("# Limits\n\nNow.\n")
    assert run(["build"]) == DONE
    assert "The store cannot be written" in capsys.readouterr().err


BUILD = "import sys; from pathya.build.cli.main import run; sys.exit(run(['build', *sys.argv[1:]]))"


def test_two_builds_of_a_course_at_once_lose_nothing(small, tmp_path):
    """Each builds half of the languages, again and again, from nothing."""
    environment = os.environ | {"PATHYA_STORE": str(tmp_path / "store")}
    for _ in range(5):
        shutil.rmtree("dist", ignore_errors=True)
        running = [
            subprocess.Popen([sys.executable, "-c", BUILD, *tags], env=environment)
            for tags in (("-l", "hi", "-l", "en"), ("-l", "ur", "-l", "kok-Knda"))
        ]
        assert [one.wait(120) for one in running] == [0, 0]
        listed = json.loads((DIST / "build.json").read_text())["packages"]
        assert [one["package"] for one in listed] == sorted([*PACKAGES, URDU])
        summed = json.loads(Path("dist/summary.json").read_text())["courses"][0]["languages"]
        assert len(summed) == 4


def test_a_course_is_built_without_a_command(opened: Project):
    done = list(build_course(opened, opened.root / COURSE, ()))
    assert [one.language for one in done] == ["", "en", "hi", "ur", "kok-Knda"]
