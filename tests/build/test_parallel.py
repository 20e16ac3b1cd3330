"""`pathya build` in processes, on a cluster and in shards."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.build.building import Built, build_course
from pathya.build.cli.main import BUG, DONE, ERRORS, UNFINISHED, USAGE, run
from pathya.build.jobs import Job, build_job, in_shard
from pathya.build.project import Project, read_project

TROUBLE = Path(__file__).parents[1] / "support/trouble"
NAMES = [f"course-{n}" for n in range(6)]
MAIN = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathya.build.cli.main import main
main()
"""
"""Shells have what runs behind them pass over Ctrl-C, and that is handed down."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Path:
    """Six courses in three languages; one has errors."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        assert run(["new", name]) == DONE
    (tmp_path / "pathya.toml").write_text('languages = ["or", "ur"]\nformats = ["scorm12"]\n')
    (folder_of("course-2") / "01-start/01-welcome.md").write_text("No title.\n")
    capsys.readouterr()
    return tmp_path


def folder_of(name: str) -> Path:
    return Path("content/courses", name)


def packages(dist: Path = Path("dist")) -> dict[str, bytes]:
    return {path.relative_to(dist).as_posix(): path.read_bytes() for path in dist.glob("*/*")}


def started(*arguments: str) -> subprocess.Popen[str]:
    """Start a build whose workers may meet trouble."""
    path = os.pathsep.join([f"{TROUBLE}", *(one for one in sys.path if one)])
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, "build", *arguments],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ended(*arguments: str) -> tuple[int, str, str]:
    build = started(*arguments)
    out, err = build.communicate(timeout=120)
    return build.returncode, out, err


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, support: Any) -> Iterator[str]:
    sys.path.insert(0, f"{TROUBLE}")
    folder = tmp_path_factory.mktemp("dask") / "troubled"
    with support("dask_cluster").dask_cluster(folder, deaths=1) as running:
        sys.path.remove(f"{TROUBLE}")
        yield running.address


@pytest.fixture(params=["-j", "--cluster"])
def how(request: pytest.FixtureRequest) -> tuple[str, str]:
    return request.param, "2" if request.param == "-j" else request.getfixturevalue("address")


# --- workers -------------------------------------------------------------------------------------


def test_whoever_builds_says_and_makes_the_same(project, how, capsys):
    assert run(["build", "--attest", "-o", "here"]) == ERRORS
    here = capsys.readouterr()
    assert run(["build", "--attest", "-o", "there", *how]) == ERRORS
    assert capsys.readouterr() == here
    assert here.out.count("1 package") == 15
    assert packages(Path("there")) == packages(Path("here"))
    assert len(packages(Path("here"))) == 5 * (3 + 2)
    for name in ("summary.json", "summary.html"):
        assert Path("there", name).read_bytes() == Path("here", name).read_bytes()


def test_a_course_that_kills_its_worker(project, how):
    run(["build", "-o", "here"])
    (folder_of("course-3") / ".poison").touch()
    code, out, err = ended(*how)
    assert code == UNFINISHED
    assert err.startswith("Not finished: course-3: its worker died (")
    assert len(err.splitlines()) == 1
    assert list(Path("dist").glob(".*")) == []
    left = {name: data for name, data in packages(Path("here")).items() if "course-3" not in name}
    assert packages() == left
    page = json.loads(Path("dist/summary.json").read_text())["courses"]
    assert [one["course"] for one in page if not one["languages"]] == ["course-2", "course-3"]
    assert "error MDN001" in out

    before = {path: path.stat().st_mtime_ns for path in Path("dist").glob("*/*.zip")}
    (folder_of("course-3") / ".poison").unlink()
    assert ended(*how)[0] == ERRORS
    assert packages() == packages(Path("here"))
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_course_that_never_ends(project, how):
    (folder_of("course-3") / ".stuck").touch()
    code, out, err = ended(*how, "--timeout", "6")
    assert (code, err) == (UNFINISHED, "Not finished: course-3: it took longer than 6 seconds\n")
    assert out.count("1 package") == 12
    (folder_of("course-3") / ".stuck").unlink()
    assert ended(*how, "--timeout", "0")[0] == ERRORS
    assert len(list(Path("dist").glob("*/*.zip"))) == 15


def test_a_bug_in_one_course(project):
    (folder_of("course-4") / ".bug").touch()
    (folder_of("course-3") / ".poison").touch()
    code, out, err = ended("-j", "2")
    assert code == BUG
    assert "course-4: Traceback" in err
    assert "ZeroDivisionError\nThis is a bug of Pathya." in err
    assert err.index("course-3: its worker died") < err.index("course-4: ")
    assert out.count("1 package") == 9


def test_one_course_fails_alone_in_this_process_too(project, capsys, monkeypatch):
    def broken(project: Project, folder: Path, tags: tuple[str, ...]) -> Iterator[Built]:
        if folder.name == "course-1":
            raise OSError(28, "No space left on device", "x.zip")
        if folder.name == "course-0":
            raise ZeroDivisionError
        return build_course(project, folder, tags)

    monkeypatch.setattr("pathya.build.jobs.build_course", broken)
    assert run(["build"]) == BUG
    said = capsys.readouterr()
    assert "Not finished: course-1: No space left on device: x.zip\n" in said.err
    assert "course-0: Traceback" in said.err
    assert said.out.count("1 package") == 9
    assert run(["build", "course-1", "course-2"]) == UNFINISHED


# --- stopping ------------------------------------------------------------------------------------


def alive(session: int) -> list[str]:
    """List what runs of a session; who is dead and not fetched is not at work."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = stat.read_text().rpartition(")")[2].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(of) == session and state != "Z":
            found.append(stat.parent.name)
    return found


def begun() -> subprocess.Popen[str]:
    """Start a slow build and wait for its first package."""
    for name in NAMES:
        (folder_of(name) / ".slow").touch()
    build = started("-j", "2")
    while not list(Path("dist").glob("*/*.zip")):
        assert build.poll() is None
        time.sleep(0.02)
    return build


def until_gone(session: int, seconds: float) -> list[str]:
    until = time.monotonic() + seconds
    while alive(session) and time.monotonic() < until:
        time.sleep(0.05)
    return alive(session)


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_leaves_whole_files_and_nobody_behind(project, times):
    build = begun()
    for _ in range(times):
        os.killpg(build.pid, signal.SIGINT)
        time.sleep(0.1)
    _, err = build.communicate(timeout=60)
    assert build.returncode == UNFINISHED
    assert err == "Courses that were begun are finished. Ctrl-C again: they are not.\n\nStopped.\n"
    assert until_gone(build.pid, 5) == []
    made = {name: data for name, data in packages().items() if name.endswith(".zip")}
    assert 1 <= len(made) < 15
    assert Path("dist/summary.json").is_file()
    run(["build", "-o", "here"])
    assert made.items() <= packages(Path("here")).items()


def test_workers_end_with_their_parent(project):
    build = begun()
    workers = alive(build.pid)
    assert len(workers) >= 3
    build.kill()
    build.communicate()
    assert until_gone(build.pid, 5) == []


# --- options -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (("--shard", "0/4"), "write which of how many: 1/4"),
        (("--shard", "5/4"), "write which of how many: 1/4"),
        (("--shard", "1"), "write which of how many: 1/4"),
        (("--shard", "१/४"), "write which of how many: 1/4"),
        (("--cluster", "nonsense"), "write where the scheduler is"),
        (("--cluster", "http://10.0.0.5:8786"), "write where the scheduler is"),
        (("--cluster", "tcp://10.0.0.5:99999"), "write where the scheduler is"),
        (("-j", "-1"), "-1 is not in the range"),
    ],
)
def test_wrong_options(project, capsys, option, words):
    assert run(["build", *option]) == USAGE
    assert words in capsys.readouterr().err


def test_a_cluster_needs_dask(project, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "pathya.build.cluster", raising=False)
    assert run(["build", "--cluster", "127.0.0.1:1"]) == USAGE
    assert "pip install 'pathya[cluster]'" in capsys.readouterr().err


def test_a_cluster_that_is_not_there(project, capsys, monkeypatch):
    monkeypatch.setattr("pathya.build.cluster.CONNECT", 0.5)
    assert run(["build", "--cluster", "127.0.0.1:1"]) == UNFINISHED
    assert capsys.readouterr().err.startswith("Not finished: Timed out trying to connect")


def test_shards_build_each_course_once(project, capsys):
    run(["build", "-o", "whole"])
    capsys.readouterr()
    for n in (1, 2, 3):
        assert (
            run(["build", "-o", f"shard-{n}", "--shard", f"{n}/3"]) == (ERRORS, DONE, DONE)[n - 1]
        )
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Shard")]
    assert said == [f"Shard {n}/3: {m} of 6 courses." for n, m in ((1, 4), (2, 2), (3, 0))]
    built = [packages(Path(f"shard-{n}")) for n in (1, 2, 3)]
    assert sum(map(len, built)) == len(packages(Path("whole")))
    assert built[0] | built[1] | built[2] == packages(Path("whole"))
    assert json.loads(Path("shard-2/summary.json").read_text())["shard"] == "2/3"
    assert "from shard 2/3 of the courses" in Path("shard-2/summary.html").read_text()


@given(st.sets(st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)), st.integers(1, 9))
def test_shards_part_the_courses(names, count):
    folders = [Path(name) for name in sorted(names)]
    parts = [in_shard(folders, number, count) for number in range(1, count + 1)]
    assert sorted(one for part in parts for one in part) == folders


def test_shards_stay_what_they_are():
    """Jobs of one pipeline may run on other machines, and be repeated months later."""
    parts = [in_shard([Path(name) for name in NAMES], number, 4) for number in (1, 2, 3, 4)]
    assert ["".join(one.name[-1] for one in part) for part in parts] == ["0", "15", "", "234"]


# --- jobs ----------------------------------------------------------------------------------------


def test_a_worker_with_another_pathya_does_nothing(project):
    read, _ = read_project(project)
    assert read is not None
    job = Job(read, project / folder_of("course-1"), (), False, None, project, "0.0.1")
    with pytest.raises(OSError, match=r"a worker has Pathya \S+, the build has 0\.0\.1"):
        build_job(job)
    assert not Path("dist").exists()
