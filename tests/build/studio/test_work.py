"""What takes long is done by a process that may die, and remembered in a file that may be bad."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from pathya.build.studio.work import Notes, Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


def test_work_is_done_in_another_process(worker: Worker) -> None:
    first = worker.do(os.getpid)
    assert first != os.getpid()
    assert worker.do(os.getpid) == first


def test_a_process_that_died_is_replaced(worker: Worker) -> None:
    with pytest.raises(BrokenProcessPool):
        worker.do(os._exit, 1)
    assert worker.do(abs, -3) == 3


def test_who_closes_waits_for_nothing(worker: Worker) -> None:
    worker.do(abs, -3)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(worker.do, time.sleep, 5)
        time.sleep(0.3)  # so that it has begun
        worker.close()
        with pytest.raises(BrokenProcessPool):
            waiting.result()
    with pytest.raises(BrokenProcessPool):
        worker.do(abs, -3)


def test_a_worker_that_did_nothing_can_be_closed() -> None:
    Worker().close()


def test_notes_hold_for_their_key_alone(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes.sqlite")
    assert notes.read("leave/hi", "1") is None
    notes.write("leave/hi", "1", {"अ": [1]})
    assert notes.read("leave/hi", "1") == {"अ": [1]}
    assert notes.read("leave/hi", "2") is None
    notes.write("leave/hi", "2", [])
    assert (notes.read("leave/hi", "1"), notes.read("leave/hi", "2")) == (None, [])


@pytest.mark.parametrize("name", ["bad.sqlite", "none/notes.sqlite", "folder"])
def test_a_file_that_cannot_be_used_is_as_good_as_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "bad.sqlite").write_bytes(b"no database " * 500)
    notes = Notes(tmp_path / name)
    notes.write("leave", "1", 1)
    assert notes.read("leave", "1") is None
