"""What holds for every kind of worker: whoever dies, no job is lost, and few run twice."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

import pytest

from pathya.build import cluster as cluster_door
from pathya.build.executor import Patience, Start, processes, windowed_map
from pathya.build.outcomes import End, Outcome, ordered, run_here

SUPPORT = Path(__file__).parents[1] / "support"
Workers = Callable[[], AbstractContextManager[tuple[Start, int]]]
"""Opens a kind of workers; the number is how many jobs are out at a time."""


@contextmanager
def _processes() -> Iterator[tuple[Start, int]]:
    with processes() as start:
        yield start, 2


@pytest.fixture(scope="module", autouse=True)
def _importable() -> Iterator[None]:
    """Let workers import the jobs."""
    sys.path.insert(0, str(SUPPORT))
    yield
    sys.path.remove(str(SUPPORT))


@pytest.fixture(scope="module")
def dask(
    _importable: None, support: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("dask") / "small"
    with support("dask_cluster").dask_cluster(folder, deaths=1) as running:
        yield running


@pytest.fixture(params=["processes", "cluster"])
def workers(request: pytest.FixtureRequest) -> Workers:
    if request.param == "processes":
        return _processes
    address = request.getfixturevalue("dask").address
    return lambda: cluster_door.cluster(address)


@pytest.fixture
def jobs(support: Callable[[str], ModuleType]) -> ModuleType:
    return support("executor_jobs")


@pytest.fixture
def make(jobs: ModuleType, tmp_path: Path) -> Callable[..., list[Any]]:
    """Make chores `j00`, `j01`, …, some of another kind: `make(20, j07="poison")`."""
    (tmp_path / "out").mkdir()

    def made(number: int, seconds: float = 0.0, **kinds: str) -> list[Any]:
        names = [f"j{n:02}" for n in range(number)]
        return [jobs.Chore(tmp_path, name, kinds.get(name, "good"), seconds) for name in names]

    return made


def noted(folder: Path, event: str) -> Counter[str]:
    log = folder / "log"
    lines = [line.split() for line in log.read_text().splitlines()] if log.exists() else []
    return Counter(name for what, name, _ in lines if what == event)


def kill_at_work(folder: Path, ended: tuple[int, ...]) -> None:
    """Kill a worker that is at a job, each time that so many jobs have ended."""
    for number in ended:
        while noted(folder, "end").total() < number or not (busy := at_work(folder)):
            time.sleep(0.005)
        with suppress(ProcessLookupError):
            os.kill(busy[-1], signal.SIGKILL)


def at_work(folder: Path) -> list[int]:
    """List the workers that have begun a job and not ended it."""
    lines = [line.split() for line in (folder / "log").read_text().splitlines()]
    busy = {pid: what == "start" for what, _, pid in lines}
    return [int(pid) for pid, begun in busy.items() if begun and Path("/proc", pid).exists()]


def digests(outcomes: list[Outcome[str]]) -> list[str | None]:
    return [one.result for one in outcomes]


def ends(outcomes: list[Outcome[str]]) -> dict[int, End]:
    """Say which jobs are not done, and how they ended."""
    return {one.number: one.end for one in outcomes if one.end is not End.DONE}


def test_outcomes_are_those_of_this_process(workers, make, jobs, tmp_path):
    kinds = {"j03": "bug", "j05": "full"}
    with workers() as (start, width):
        there = list(ordered(windowed_map(start, jobs.do, make(12, **kinds), width)))
    here = list(run_here(jobs.do, make(12, **kinds)))
    assert digests(there) == digests(here)
    assert ends(there) == ends(here) == {3: End.BUG, 5: End.UNFINISHED}
    assert there[5].fault == here[5].fault == "No space left on device: j05"
    for one in (there, here):
        assert one[3].fault.endswith("ZeroDivisionError: j03\n")
    assert noted(tmp_path, "end") == {f"j{n:02}": 1 for n in range(12) if n not in {3, 5}}


@pytest.mark.parametrize(
    ("number", "kills"), [(60, 3), pytest.param(1000, 20, marks=pytest.mark.soak)]
)
def test_workers_are_killed(workers, make, jobs, tmp_path, number, kills):
    chores = make(number, seconds=0.04)
    moments = tuple(number * n // (kills * 2) for n in range(1, kills + 1))
    killer = Thread(target=kill_at_work, args=(tmp_path, moments), daemon=True)
    killer.start()
    with workers() as (start, width):
        outcomes = list(windowed_map(start, jobs.do, chores, width))
    killer.join(1)
    assert not killer.is_alive()
    assert ends(outcomes) == {}
    assert sorted(one.number for one in outcomes) == list(range(number))
    assert noted(tmp_path, "start").total() <= number + kills
    assert max(noted(tmp_path, "end").values()) == 1
    here = digests(list(run_here(jobs.do, chores)))
    assert digests(list(ordered(outcomes))) == here


def test_a_job_that_kills_its_worker_is_named_and_alone(workers, make, jobs, tmp_path):
    with workers() as (start, width):
        outcomes = list(windowed_map(start, jobs.do, make(20, 0.02, j04="poison"), width))
    assert ends(outcomes) == {4: End.LOST}
    (fault,) = (one.fault for one in outcomes if one.number == 4)
    assert fault.startswith("its worker died (")
    begun = noted(tmp_path, "start")
    poisoned = begun.pop("j04")
    assert begun == Counter({f"j{n:02}": 1 for n in range(20) if n != 4})
    assert 2 <= poisoned <= 4

    with workers() as (start, width):
        again = list(windowed_map(start, jobs.do, make(20), width))
    assert ends(again) == {}
    assert noted(tmp_path, "end") == {f"j{n:02}": 1 for n in range(20)}  # the rest, no more


def test_jobs_that_never_end_are_given_up(workers, make, jobs, tmp_path):
    with workers() as (start, width):
        chores = make(12, 0.02, j02="stuck", j05="asleep")
        outcomes = list(windowed_map(start, jobs.do, chores, width, Patience(3, tmp_path / "out")))
    assert ends(outcomes) == {2: End.LATE, 5: End.LATE}
    assert {one.fault for one in outcomes if one.fault} == {"it took longer than 3 seconds"}
    begun = noted(tmp_path, "start")
    assert begun == {one.name: 1 for one in chores}  # nobody takes them up again
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        one.name for one in chores if one.kind == "good"
    )


def test_time_is_counted_for_each_job_alone(workers, make, jobs, tmp_path):
    with workers() as (start, width):
        assert (
            ends(list(windowed_map(start, jobs.do, make(8, 0.7), width, Patience(3, tmp_path))))
            == {}
        )


def test_workers_that_are_gone(make, jobs, support, tmp_path, monkeypatch):
    """The scheduler is killed: what is left is reported at once, and done by the next run."""
    monkeypatch.setattr(cluster_door, "CONNECT", 12.0)
    chores = make(40, seconds=0.03)
    outcomes = []
    with (
        support("dask_cluster").dask_cluster(tmp_path / "dask") as running,
        cluster_door.cluster(running.address) as (start, width),
    ):
        for outcome in windowed_map(start, jobs.do, chores, width):
            outcomes.append(outcome)
            if len(outcomes) == 10:
                running.scheduler.kill()
    lost = ends(outcomes)
    assert sorted(one.number for one in outcomes) == list(range(40))
    assert 26 <= len(lost) <= 30
    assert set(lost.values()) == {End.LOST}
    assert {one.fault for one in outcomes if one.number in lost} == {"the cluster is gone"}
    with _processes() as (start, width):
        assert ends(list(windowed_map(start, jobs.do, chores, width))) == {}
    assert noted(tmp_path, "end").keys() == {one.name for one in chores}
    assert noted(tmp_path, "end").total() <= 40 + 2  # those that a dead scheduler's workers were at


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no such timer")
def test_who_is_asked_twice_still_waits_for_the_last_worker(monkeypatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    def nap() -> Iterator[Future[None]]:
        with processes() as start:
            worker = start()
            worker.submit(int).result()  # it has begun to work
            yield worker.submit(time.sleep, 2)
            signal.setitimer(signal.ITIMER_REAL, 0.5)

    monkeypatch.setattr("pathya.build.executor.active_children", tuple)  # nobody is killed
    before = signal.signal(signal.SIGALRM, interrupt)
    napping = nap()
    sleep = next(napping)
    while not sleep.running():
        time.sleep(0.01)
    try:
        with pytest.raises(KeyboardInterrupt):
            next(napping)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert sleep.done()
