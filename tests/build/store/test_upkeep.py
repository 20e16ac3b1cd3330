"""`pathya store`: what it says, removes and never removes."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from pathya.build.building import build_course
from pathya.build.cli.main import DONE, ERRORS, run
from pathya.build.project import course_folders
from pathya.build.store.index import Index, ask, index_of

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def store(opened, monkeypatch):
    """The store of a project that was built, a month ago."""
    monkeypatch.setenv("PATHYA_STORE", str(opened.store.folder))
    for folder in course_folders(opened):
        for _ in build_course(opened, folder, ()):
            pass
    old = time.time() - 40 * 24 * 3600
    for path in files(opened.store.folder):
        os.utime(path, (old, old))
    return opened.store.folder


def files(store: Path) -> list[Path]:
    return sorted(path for path in store.rglob("*") if path.is_file())


def test_stats(store, capsys: Capsys):
    assert run(["store", "stats"]) == DONE
    place, actions, blobs = capsys.readouterr().out.splitlines()
    assert place == str(store)
    assert actions.split()[:2] == ["8", "results,"]  # findings, course, 4 languages, 2 catalogs
    assert blobs.split()[0] == str(len(list((store / "blobs").glob("*/*"))))


def test_verify_removes_what_is_damaged(store, capsys: Capsys):
    assert run(["store", "verify"]) == DONE
    path = files(store)[0]
    path.write_bytes(b"damaged")
    capsys.readouterr()
    assert run(["store", "verify"]) == ERRORS
    assert str(path) in capsys.readouterr().out
    assert not path.exists()
    assert run(["store", "verify"]) == DONE


def test_gc_keeps_what_the_project_is_made_of(store, opened, capsys: Capsys):
    other = store / "blobs/ab/cdef"
    other.parent.mkdir(exist_ok=True)
    other.write_bytes(b"old")
    young = store / "blobs/ab/cd00"
    young.write_bytes(b"young")
    old = time.time() - 40 * 24 * 3600
    os.utime(other, (old, old))
    before = files(store)
    assert run(["store", "gc"]) == DONE
    assert files(store) == [path for path in before if path != other]
    assert run(["store", "gc", "--size", "0"]) == DONE
    assert not young.exists()
    shutil.rmtree("dist")
    capsys.readouterr()
    built = [one for folder in course_folders(opened) for one in build_course(opened, folder, ())]
    assert all("not there" in why for one in built for why in one.why)


def test_gc_sweeps_what_killed_builds_left(store):
    (store / "tmp").mkdir(exist_ok=True)
    stale, fresh = store / "tmp/stale", store / "tmp/fresh"
    for path in (stale, fresh):
        path.write_bytes(b"half")
    old = time.time() - 2 * 24 * 3600
    os.utime(stale, (old, old))
    assert run(["store", "gc"]) == DONE
    assert (stale.exists(), fresh.exists()) == (False, True)


def test_gc_takes_out_of_the_index_what_is_gone(small, tmp_path, monkeypatch, capsys: Capsys):
    monkeypatch.setenv("PATHYA_STORE", str(tmp_path / "store"))
    assert run(["new", "old"]) == DONE
    assert run(["check"]) in (DONE, ERRORS)
    assert run(["build"]) == DONE
    index = index_of(small)
    whole = len(rows(index))
    shutil.move("content/courses/old", tmp_path)
    assert run(["build"]) == DONE
    assert [row for row in rows(index) if "/old/" in row or row == "old"]
    capsys.readouterr()
    assert run(["store", "gc"]) == DONE
    assert "entries that say nothing any more" in capsys.readouterr().out
    assert [row for row in rows(index) if "/old/" in row or row == "old"] == []
    assert 0 < len(rows(index)) < whole
    assert run(["build", "--why"]) == DONE
    assert capsys.readouterr().out.startswith("Nothing has changed.")
    assert run(["store", "gc"]) == DONE
    assert "say nothing" not in capsys.readouterr().out


def rows(index: Index) -> list[str]:
    """Give what the rows of an index are about."""
    queries = ("path from file", "course from made", "course from wording", "inputs from record")
    return [one for query in queries for (one,) in ask(index, f"select {query}")]
