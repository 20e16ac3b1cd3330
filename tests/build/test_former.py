"""Packages of courses that a project had, and has no more."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pathya.build.cli.main import DONE, ERRORS, UNFINISHED, run

COURSES = Path("content/courses")
OLD = Path("dist/old")
PACKAGES = ["old-en-scorm12.zip", "old-hi-scorm12.zip"]
TOLD = "Removed, as the course is gone: dist/old (2 packages)\n"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Path:
    """A project of two courses, built and attested; then one of them goes."""
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATHYA_STORE", f"{tmp_path / 'store'}")
    for name in ("kept", "old"):
        assert run(["new", name]) == DONE
    Path("pathya.toml").write_text('languages = ["hi"]\nformats = ["scorm12"]\n')
    assert run(["build", "--attest"]) == DONE
    assert names() == ["build.json", *PACKAGES, "provenance.json"]
    shutil.move(COURSES / "old", tmp_path)
    capsys.readouterr()
    return root


def names() -> list[str]:
    return sorted(path.name for path in OLD.glob("*"))


def listed() -> list[str]:
    return [one["course"] for one in json.loads(Path("dist/summary.json").read_text())["courses"]]


@pytest.mark.parametrize("more", [[], ["--no-store"], ["-j", "2"], ["--strict"]])
def test_what_was_made_of_a_course_goes_with_it(built, capsys, more):
    assert run(["build", *more]) in (DONE, ERRORS)
    said = capsys.readouterr()
    assert said.err == TOLD
    assert "old" not in said.out
    assert not OLD.exists()
    assert listed() == ["kept"]
    assert run(["build", *more]) in (DONE, ERRORS)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("fewer", [["kept"], ["-l", "hi"], ["-f", "scorm12"], ["--shard", "1/2"]])
def test_not_when_less_than_all_is_built(built, capsys, fewer):
    assert run(["build", *fewer]) == DONE
    assert len(names()) == 4
    assert listed() == ["kept", "old"]
    assert "Removed" not in capsys.readouterr().err


def test_what_is_not_ours_stays(built, capsys):
    (OLD / PACKAGES[0]).write_bytes(b"mine")
    (OLD / "mine.zip").write_bytes(b"mine")
    (OLD / "provenance.json").write_text("{}")
    Path("dist/other").mkdir()
    Path("dist/other/build.json").write_text("{}")
    assert run(["build"]) == DONE
    assert capsys.readouterr().err == TOLD.replace("2 packages", "1 package")
    assert names() == ["build.json", "mine.zip", PACKAGES[0], "provenance.json"]
    assert Path("dist/other/build.json").exists()
    (OLD / PACKAGES[0]).unlink()
    (COURSES / "kept/note.txt").touch()
    run(["build"])
    assert names() == ["mine.zip", "provenance.json"]


def test_packages_of_killed_builds_go_too(built):
    (OLD / ".begun").write_text("old-ur-scorm12.zip\n../kept/kept-hi-scorm12.zip\n")
    (OLD / "old-ur-scorm12.zip").write_bytes(b"begun")
    (OLD / ".old-ur-scorm12.zip.0123abcd.part").write_bytes(b"half")
    run(["build"])
    assert not OLD.exists()
    assert Path("dist/kept/kept-hi-scorm12.zip").exists()


def test_a_course_on_a_disk_that_is_away_is_still_there(built):
    (COURSES / "old").symlink_to("/nowhere/old")
    run(["build"])
    assert len(names()) == 4


def test_a_folder_of_packages_elsewhere_may_be_others_too(built, tmp_path):
    shutil.copytree("dist", tmp_path / "shared")
    assert run(["build", "-o", f"{tmp_path / 'shared'}"]) == DONE
    assert len(list((tmp_path / "shared/old").iterdir())) == 4
    shutil.move(OLD, tmp_path / "elsewhere")
    OLD.symlink_to(tmp_path / "elsewhere")
    assert run(["build"]) == DONE
    assert len(names()) == 4


def test_a_course_that_cannot_be_removed_is_named(built, capsys, monkeypatch):
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "dist/old/build.json")

    monkeypatch.setattr("pathya.build.former.remove_former", refused)
    assert run(["build"]) == UNFINISHED
    assert "Not finished: old: Permission denied: dist/old/build.json\n" in capsys.readouterr().err
