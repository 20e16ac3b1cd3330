"""Builds that are killed at random moments: files are old or new, never a part."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from pathya.build.building import build_course
from pathya.build.project import Project, read_project
from pathya.build.store.folder import Store
from pathya.build.store.upkeep import damaged
from pathya.build.store_settings import Stores

COURSE = Path("content/courses/small")
LESSON = COURSE / "01-start/02-limits.md"
DIST = Path("dist/small")
BUILD = "from pathya.build.cli.main import main; main()"
KILLS = 6
"""Few, to know soon; `tests/soak/test_killed_builds.py` kills 200 of a real course."""
SECONDS = 0.9
"""What a build takes at most: kills fall into all of it, and a little after."""


def clean(project: Project, place: Path) -> dict[str, bytes]:
    """Build elsewhere, without a store."""
    settings = replace(project.settings, dist=str(place))
    for _ in build_course(replace(project, settings=settings), Path.cwd() / COURSE, ()):
        pass
    return {path.name: path.read_bytes() for path in (place / "small").glob("*.zip")}


def packages() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in DIST.glob("*.zip")}


def listed() -> set[str]:
    path = DIST / "build.json"
    said = json.loads(path.read_text()) if path.exists() else {"packages": []}
    return {one["package"] for one in said["packages"]}


def start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", BUILD, "build"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_builds_are_killed(small, tmp_path, monkeypatch):
    store = Store(tmp_path / "store")
    monkeypatch.setenv("PATHYA_STORE", str(store.folder))
    project, _ = read_project(small)
    assert project is not None
    chance = random.Random(6)
    known: dict[str, set[bytes]] = {}
    hit = 0
    for number in range(KILLS):
        LESSON.write_text(f"# Limits\n\nText {number}.\n")
        for name, data in clean(project, tmp_path / f"clean{number % 2}").items():
            known.setdefault(name, set()).add(data)
        running = start()
        time.sleep(chance.uniform(0.05, SECONDS))
        hit += running.poll() is None
        running.kill()
        running.wait()
        assert all(data in known[name] for name, data in packages().items())
        assert list(damaged(store)) == []
        assert listed() <= set(known)
    assert hit
    assert start().wait(60) == 0
    assert packages() == clean(project, tmp_path / "last")
    assert list(Path("dist").rglob(".*")) == []
    assert listed() == set(packages())
    for name in listed():
        with ZipFile(DIST / name) as archive:
            assert archive.testzip() is None
    opened = replace(project, store=Stores(store.folder))
    assert all(one.why == () for one in build_course(opened, Path.cwd() / COURSE, ()))
