"""Builds where things lie oddly: links, names that are no text, what killed builds left."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pathya.build import building, jobs
from pathya.build.building import Built
from pathya.build.cli.main import DONE, ERRORS, UNFINISHED, run
from pathya.build.files import write
from pathya.build.outcomes import explain
from pathya.build.project import Project
from pathya.build.store import index
from pathya.build.store.watch import look

COURSE = Path("content/courses/small")
LESSON = COURSE / "01-start/02-limits.md"
DIST = Path("dist/small")
posix = pytest.mark.skipif(sys.platform == "win32", reason="links and names as POSIX has them")


@pytest.fixture
def built(small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The project's folder, after a first build."""
    monkeypatch.setenv("PATHYA_STORE", str(tmp_path / "store"))
    assert run(["build"]) == DONE
    return small


@posix
@pytest.mark.parametrize("folder", [COURSE, Path("locales/catalogs/hi")])
def test_what_lies_behind_a_link_is_looked_at(built, tmp_path, capsys, folder):
    shutil.move(folder, tmp_path / "away")
    folder.symlink_to(tmp_path / "away")
    assert run(["build"]) == DONE
    before = (DIST / "build.json").read_bytes()
    name = "01-start/02-limits.md" if folder == COURSE else "small.xlf"
    path = tmp_path / "away" / name
    text = path.read_text("utf-8")
    target = '<target state="translated">तीस दिन।</target>'
    edited = text.replace("Thirty", "Forty") if folder == COURSE else text
    path.write_text(edited.replace('<target state="new"/>', target, 1), "utf-8")
    assert path.read_text("utf-8") != text
    assert run(["build"]) == DONE
    assert (DIST / "build.json").read_bytes() != before


@posix
def test_a_link_in_a_course_is_not_followed(tmp_path):
    (tmp_path / "courses/one").mkdir(parents=True)
    (tmp_path / "courses/one/up").symlink_to(tmp_path)
    (tmp_path / "courses/loop").symlink_to("loop")
    seen = look([("trees", str(tmp_path / "courses"))])
    assert [line.split("\0")[0] for line in seen.signature.split("\n")] == [
        str(tmp_path / "courses" / name) for name in ("loop", "one", "one/up")
    ]


@posix
def test_a_link_to_itself_is_a_finding(built, capsys):
    (COURSE / "loop").symlink_to("loop")
    assert run(["build"]) in {DONE, ERRORS}
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_name_that_is_no_text_stops_nothing(built):
    Path(os.fsdecode(b"content/courses/small/01-start/b\xffd.md")).write_text("# Bad\n")
    command = [sys.executable, "-c", "from pathya.build.cli.main import main; main()", "build"]
    for more in ((), (), ("--source-url", "https://example.org/{path}")):
        done = subprocess.run([*command, *more], check=False, capture_output=True)
        assert done.returncode == DONE, done.stderr
    json.loads(Path("dist/summary.json").read_bytes())


def test_a_file_where_catalogs_should_be_is_as_none(built, capsys):
    text = Path("pathya.toml").read_text("utf-8")
    Path("pathya.toml").write_text(f'{text}catalogs = "pathya.toml"\n', "utf-8")
    assert run(["build"]) == DONE


def test_folders_and_links_named_as_packages_are_let_be(built):
    (DIST / "mine.zip").mkdir()
    (DIST / "lost.zip").symlink_to("nowhere")
    LESSON.write_text("# Limits\n\nSixty days.\n", "utf-8")
    assert run(["build"]) == DONE


def test_packages_of_killed_builds_are_removed_when_they_are_no_longer_made(built):
    """A killed build wrote them, so that no build.json knows them."""
    text = Path("pathya.toml").read_text("utf-8")
    ours = DIST / "small-hi-web.zip"
    for path in (ours, DIST / "mine.zip", Path("dist/other.zip")):
        path.write_bytes(b"PK")
    (DIST / ".begun").write_text("small-hi-web.zip\n../other.zip\n", "utf-8")
    assert run(["build", "-l", "hi"]) == DONE  # who builds some cannot know
    assert ours.exists()
    Path("pathya.toml").write_text(f"{text}\n", "utf-8")
    assert run(["build"]) == DONE
    assert not ours.exists()
    assert (DIST / "mine.zip").exists()
    assert Path("dist/other.zip").exists()
    assert list(DIST.glob(".*")) == []


def test_an_index_that_another_holds_is_waited_for_once(built, monkeypatch):
    monkeypatch.setattr(index, "_PATIENCE", 0.3)
    index._close_all()
    LESSON.write_text("# Limits\n\nSixty days.\n", "utf-8")
    with closing(sqlite3.connect(".pathya/build.sqlite", isolation_level=None)) as other:
        other.execute("begin immediate")
        begun = time.monotonic()
        assert run(["build"]) == DONE
        assert time.monotonic() - begun < 10
        assert len(index._BUSY) == 1
    index._BUSY.clear()


def test_verify_reads_packages_that_are_damaged_inside(built, capsys):
    path = DIST / "small-hi-scorm12.zip"
    data = bytearray(path.read_bytes())
    for place in range(60, 400, 7):
        data[place] ^= 0x5A
    path.write_bytes(data)
    capsys.readouterr()
    assert run(["build", "--verify"]) == ERRORS
    assert "BLD001" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere caches lie in other places")
def test_who_has_no_home_keeps_things_in_the_project(small, monkeypatch):
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("PATHYA_STORE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    assert run(["build"]) == DONE
    assert list(Path(".pathya/store/actions").glob("*/*")) != []


def test_a_course_that_cannot_be_read_fails_alone(built, capsys, monkeypatch):
    shutil.copytree(COURSE, "content/courses/other")
    real = os.scandir

    def scandir(place: str = ".") -> object:
        if str(place).endswith("courses/other"):
            raise PermissionError(13, "Permission denied", str(place))
        return real(place)

    monkeypatch.setattr(os, "scandir", scandir)
    LESSON.write_text("# Limits\n\nSixty days.\n", "utf-8")
    capsys.readouterr()
    assert run(["build"]) == UNFINISHED
    said = capsys.readouterr()
    assert said.out.count("1 package (scorm12)") == 4
    assert said.err.startswith("Not finished: other: Permission denied: ")


def test_a_full_disk_names_the_file_that_did_not_fit(tmp_path):
    def fill(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space") as fault:
        write(tmp_path / "a.zip", fill)
    assert explain(fault.value) == f"No space left on device: {tmp_path / 'a.zip'}"


def test_packages_that_somebody_deletes_while_others_are_built_come_back(built, monkeypatch):
    shutil.copytree(COURSE, "content/courses/zz")
    yaml = Path("content/courses/zz/course.yaml")
    yaml.write_text(yaml.read_text("utf-8").replace("id: small", "id: zz"), "utf-8")
    real = building.build_course

    def build_course(project: Project, folder: Path, tags: tuple[str, ...]) -> Iterator[Built]:
        yield from real(project, folder, tags)
        if folder.name == "zz":
            shutil.rmtree(DIST)

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "build_course", build_course)
        assert run(["build"]) == DONE
    assert not DIST.exists()
    assert run(["build"]) == DONE
    assert len([*DIST.glob("*.zip")]) == 4
