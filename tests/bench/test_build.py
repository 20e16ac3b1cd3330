"""How long builds take: whole processes, and ratios within one run."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COURSE = "rti-requests"
RUNS = 5

pytestmark = pytest.mark.bench


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the sample project without packages."""
    shutil.copy(ROOT / "pathya.toml", tmp_path)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(ROOT / "locales/catalogs", tmp_path / "locales/catalogs")
    return tmp_path


def seconds(project: Path, *arguments: str) -> float:
    """Run one command to its end; wall time, interpreter start and all."""
    command = [str(Path(sys.executable).with_name("pathya")), *arguments]
    start = time.perf_counter()
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return time.perf_counter() - start


def cold(project: Path) -> float:
    """Build one course in all languages and two formats: 34 packages."""
    shutil.rmtree(project / "dist", ignore_errors=True)
    return seconds(project, "build", COURSE)


def test_build_times(project):
    measured = {
        "start (--version)": [seconds(project, "--version") for _ in range(RUNS)],
        "check": [seconds(project, "check", COURSE) for _ in range(RUNS)],
        "one language": [seconds(project, "build", COURSE, "-l", "hi") for _ in range(RUNS)],
        "cold, 34 packages": [cold(project) for _ in range(RUNS)],
        "again, nothing changed": [seconds(project, "build", COURSE) for _ in range(RUNS)],
    }
    medians = {name: statistics.median(times) for name, times in measured.items()}
    base = medians["cold, 34 packages"]
    for name, median in medians.items():
        line = f"{name:24} {median * 1000:7.0f} ms   {median / base:5.2f} of a cold build\n"
        sys.stdout.write(line)
    packages = list((project / "dist" / COURSE).glob("*.zip"))
    assert len(packages) == 34
