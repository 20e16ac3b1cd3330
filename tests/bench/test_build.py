"""What builds cost: CPU time of whole processes, in one run, with ratios that hold elsewhere too.

`BENCH_RUNS` says how often each is measured; the median counts.
"""

from __future__ import annotations

import importlib.util
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

RUNS = int(os.environ.get("BENCH_RUNS", "5"))
MAIN = "from pathya.build.cli.main import main; main()"
BARE = "import click, sqlite3"
DIST = Path("dist/bench")
URDU = Path("locales/catalogs/ur/bench.xlf")

pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    place = Path(__file__).with_name("generate.py")
    spec = importlib.util.spec_from_file_location("generate", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def course(generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The course of `docs/performance.md`, in sixteen languages; the test runs in its project."""
    monkeypatch.setenv("PATHYA_STORE", str(tmp_path / "store"))
    project = generate.write_project(tmp_path / "project")
    generate.write_course(project.root / "content/courses/bench")
    generate.translate_course(project, "bench")
    monkeypatch.chdir(project.root)
    return tmp_path


def cpu(code: str, *arguments: str) -> float:
    """Run a whole process; seconds of CPU, its own and of the system for it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def build(*arguments: str) -> float:
    return cpu(MAIN, "build", *arguments)


def forget(store: Path) -> None:
    for folder in (Path("dist"), Path(".pathya"), store):
        shutil.rmtree(folder, ignore_errors=True)


def edit_lesson(number: int) -> None:
    path = sorted(Path("content/courses/bench").rglob("*.md"))[5]
    lines = path.read_text("utf-8").split("\n")
    longest = max(range(len(lines)), key=lambda n: len(lines[n]) * lines[n][:1].isalpha())
    lines[longest] += f" Changed {number}."
    path.write_text("\n".join(lines), "utf-8", newline="\n")


def edit_unit(number: int) -> None:
    text = URDU.read_text("utf-8")
    places = [hit.end(1) for hit in re.finditer(r"<target[^>]*>([^<]+)</target>", text)]
    place = places[100]
    URDU.write_text(f"{text[:place]} {number}{text[place:]}", "utf-8", newline="\n")


def measured(prepare: Callable[[int], object], run: Callable[[], float]) -> float:
    """Take the median of several runs, each after the same preparation."""
    times = []
    for number in range(RUNS):
        prepare(number)
        times.append(run())
    return statistics.median(times)


def written() -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in DIST.glob("*.zip")}


def test_build_times(course, capsys):
    store = course / "store"
    bare = statistics.median(cpu(BARE) for _ in range(2 * RUNS))
    times = {
        "one package, cold": measured(lambda _: forget(store), lambda: build("-l", "hi")),
        "17 packages, nothing kept": measured(lambda _: forget(store), lambda: build("--no-store")),
        "17 packages, cold": measured(lambda _: forget(store), build),
    }
    time.sleep(2.1)  # what is younger is looked into
    build()
    times["nothing to do"] = measured(lambda _: None, build)
    times["packages deleted"] = measured(lambda _: shutil.rmtree("dist"), build)
    before = written()
    times["one text of a catalog changed"] = measured(edit_unit, build)
    after = written()
    changed = {name for name in after if after[name] != before[name]}
    times["one lesson's text changed"] = measured(edit_lesson, build)
    for name, seconds in times.items():
        told = f"{name:32} {seconds * 1000:7.0f} ms   {seconds / bare:5.1f} times `{BARE}`\n"
        with capsys.disabled():
            sys.stdout.write(told)
    assert len(after) == 17
    assert changed == {"bench-ur-scorm12.zip"}
    assert times["nothing to do"] <= 2 * bare + 0.02
    assert times["packages deleted"] < times["17 packages, cold"] / 3
    assert times["one text of a catalog changed"] < times["17 packages, cold"] / 2
    assert times["one lesson's text changed"] < times["17 packages, cold"] * 0.6
