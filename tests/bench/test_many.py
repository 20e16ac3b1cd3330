"""Many courses: time in proportion, memory that stays, and a cluster beside processes.

`BENCH_COURSES` says how many; 1,000 is what `docs/scale.md` tells of.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

COURSES = int(os.environ.get("BENCH_COURSES", "60"))
MAIN = "from pathya.build.cli.main import main; main()"
# By a process of its own, for a child's memory is at first that of the one that starts it.
APART = """
import os, sys
child = os.posix_spawn(sys.executable, [sys.executable, "-c", *sys.argv[1:]], os.environ)
_, status, used = os.wait4(child, 0)
print("memory", used.ru_maxrss, flush=True)
sys.exit(os.waitstatus_to_exitcode(status))
"""

pytestmark = pytest.mark.bench


@dataclass(frozen=True, slots=True)
class Measured:
    """A build as a whole process."""

    seconds: float
    memory: float
    """The most that any of its processes took, in MB."""
    ends: tuple[float, ...]
    """Seconds after the start at which each course was told of."""

    def pace(self, first: int, last: int) -> float:
        """Courses per second between two courses."""
        return (last - first) / (self.ends[last] - self.ends[first])


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    place = Path(__file__).with_name("generate.py")
    spec = importlib.util.spec_from_file_location("generate", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_courses(generate: ModuleType, root: Path, number: int) -> Path:
    """Write courses of two lessons in all languages, with the same pictures."""
    project = generate.write_project(root)
    courses = root / "content/courses"
    for n in range(number):
        folder = courses / f"c{n:05}"
        generate.write_course(folder, lessons=2, words=1270, pictures=2, questions=4, seed=n)
        for picture in tuple((folder / "media").iterdir()) if n else ():
            picture.unlink()
            os.link(courses / "c00000/media" / picture.name, picture)
        generate.translate_course(project, folder.name)
    return root


def build(project: Path, *options: str) -> Measured:
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", APART, MAIN, "build", *options],
        cwd=project,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    told: dict[str, float] = {}
    memory = 0
    for line in process.stdout:
        name, *rest = line.split()
        told[name] = time.perf_counter() - start
        memory = int(rest[0]) if name == "memory" else memory
    process.stdout.close()
    assert process.wait() == 0
    ends = tuple(at for name, at in told.items() if name.startswith("c0"))
    return Measured(time.perf_counter() - start, memory / 1000, ends)


def test_many_courses(generate, tmp_path):
    project = write_courses(generate, tmp_path, COURSES)
    first, second = (build(project, "-j", "2") for _ in range(2))
    tenth = max(COURSES // 10, 5)
    early, late = first.pace(2, 2 + tenth), first.pace(COURSES - 1 - tenth, COURSES - 1)
    packages = len(list(project.glob("dist/*/*.zip")))
    print(  # noqa: T201
        f"\n{COURSES} courses, {packages} packages: {first.seconds:.1f} s, a tenth at first with"
        f" {early:.2f} and at last with {late:.2f} courses a second, {first.memory:.0f} MB;"
        f" again {second.seconds:.2f} s ({second.seconds / first.seconds:.1%})"
    )
    assert packages == COURSES * 17
    assert late >= 0.8 * early
    assert max(first.memory, second.memory) <= 200
    assert second.seconds <= 0.03 * first.seconds


def test_a_cluster_is_nearly_as_fast_as_processes(generate, support, tmp_path):
    number = min(COURSES, 60)
    with support("dask_cluster").dask_cluster(tmp_path / "dask") as running:
        paces = {}
        for name, how in (("-j", "2"), ("--cluster", running.address)):
            project = write_courses(generate, tmp_path / name.strip("-"), number)
            paces[name] = build(project, name, how).pace(number // 3, number - 1)
    ratio = paces["--cluster"] / paces["-j"]
    print(f"\n{paces['-j']:.2f} courses a second with -j 2, of that {ratio:.0%} on a cluster")  # noqa: T201
    assert ratio >= 0.6
