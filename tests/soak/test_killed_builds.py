"""Builds killed at random moments: each file is the old one or the new one, and nothing is lost."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.soak

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("SOAK_KILLS", "200"))
SEED = int(os.environ.get("SOAK_SEED", "1"))
COURSE = "safe-sign-in"
TAGS = ("hi", "ta", "ur", "or", "kok-Knda")
PATHYA = (sys.executable, "-c", "from pathya.build.cli.main import main; main()")
WAIT = 120
"""Seconds."""

Packages = dict[str, str]
"""The SHA-256 of each file, by name."""


@dataclass(frozen=True)
class Place:
    """A project, and the store of all who build in it."""

    root: Path
    store: Path

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command in a process group of its own."""
        return subprocess.Popen(
            [*PATHYA, *arguments],
            cwd=self.root,
            env={**os.environ, "PATHYA_STORE": str(self.store)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> float:
        """Run a command to its end and give the seconds that it took."""
        start = time.perf_counter()
        process = self.start(*arguments)
        said, _ = process.communicate(timeout=WAIT)
        assert process.returncode == 0, said
        return time.perf_counter() - start

    def packages(self) -> Packages:
        found = sorted((self.root / "dist" / COURSE).glob("*.zip"))
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def lay(folder: Path) -> Place:
    """Lay a course with its catalogs into a project in a few languages."""
    root = folder / "project"
    (root / "content/courses").mkdir(parents=True)
    shutil.copytree(ROOT / f"content/courses/{COURSE}", root / f"content/courses/{COURSE}")
    shutil.copytree(ROOT / "content/competencies", root / "content/competencies")
    for tag in ("hi", "ta", "ur", "or", "kok"):
        shutil.copytree(ROOT / f"locales/catalogs/{tag}", root / f"locales/catalogs/{tag}")
    listed = ", ".join(f'"{tag}"' for tag in TAGS)
    (root / "pathya.toml").write_text(f"languages = [{listed}]\n", "utf-8")
    return Place(root, folder / "store")


def edits(root: Path) -> Iterator[tuple[Path, str]]:
    """Give files, and what else may stand in them: a lesson, a translation, a drawing, settings."""
    lesson = sorted((root / f"content/courses/{COURSE}").glob("0*/01-*.md"))[0]
    yield lesson, f"{lesson.read_text('utf-8')}\nOne more sentence for all to read.\n"
    yield lesson, lesson.read_text("utf-8")
    catalog = root / f"locales/catalogs/ur/{COURSE}.xlf"
    text = catalog.read_text("utf-8")
    start = text.index("<target")
    end = text.index("</target>", start)
    yield catalog, f"{text[:end]} ۔{text[end:]}"
    yield catalog, text
    drawing = root / f"content/courses/{COURSE}/media/message.svg"
    yield drawing, drawing.read_text("utf-8").replace("<svg ", '<svg data-x="1" ', 1)
    settings = root / "pathya.toml"
    yield settings, settings.read_text("utf-8") + 'formats = ["web", "scorm12"]\n'
    yield settings, settings.read_text("utf-8")


def kill(process: subprocess.Popen[str], after: float) -> bool:
    """Let a process group live so long and no longer; tell whether it was still at work."""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=WAIT)
        return True
    process.communicate(timeout=WAIT)
    return False


def check_whole(place: Place, known: dict[str, set[str]]) -> None:
    """Hold every package against all that it may be, and every other file against its form."""
    for name, digest in place.packages().items():
        assert digest in known[name], f"{name} is neither old nor new"
        with ZipFile(place.root / "dist" / COURSE / name) as archive:
            assert archive.testzip() is None
    for path in (place.root / "dist").rglob("*.json"):
        if not path.name.startswith("."):
            json.loads(path.read_text("utf-8"))
    place.run("store", "verify")


def test_killed_builds_leave_the_old_or_the_new(tmp_path):
    chance = random.Random(SEED)
    place, clean = lay(tmp_path / "killed"), lay(tmp_path / "clean")
    changes = tuple(edits(place.root))
    known: dict[str, set[str]] = {}
    killed = rounds = 0
    whole = longest = clean.run("build", "--no-store")
    while killed < KILLS:
        rounds += 1
        path, text = chance.choice(changes)
        for one in (place.root, clean.root):
            (one / path.relative_to(place.root)).write_text(text, "utf-8")
        shutil.rmtree(clean.root / "dist")
        clean.run("build", "--no-store")
        for name, digest in clean.packages().items():
            known.setdefault(name, set()).add(digest)
        more = chance.choice(((), ("-j", "2"), ("--no-store",)))
        killed += kill(place.start("build", *more), chance.uniform(0, longest))
        check_whole(place, known)
        if rounds % 10 == 0:
            longest = max(whole / 2, place.run("build"))
            assert place.packages() == clean.packages()
            assert [*place.root.rglob("*.part")] == []
    place.run("build")
    assert place.packages() == clean.packages()
    print(f"\n{killed} builds killed in {rounds} rounds")  # noqa: T201
