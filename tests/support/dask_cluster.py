"""A Dask cluster on this machine, in processes that can be killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where it listens, and the scheduler's process."""

    address: str
    scheduler: subprocess.Popen[bytes]


@contextmanager
def dask_cluster(folder: Path, *, deaths: int = 3) -> Iterator[Cluster]:
    """Start a scheduler and two workers; a job that killed more workers than `deaths` is given up.

    The workers import what this process can import.
    """
    folder.mkdir(parents=True)
    said = folder / "scheduler.json"
    world = os.environ | {
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": f"{deaths}",
        "PYTHONPATH": os.pathsep.join(one for one in sys.path if one),
    }
    scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    worker = ["distributed.cli.dask_worker", "--nworkers", "2", "--nthreads", "1"]
    scheduler += ["--idle-timeout", "300"]  # if this process is killed, nobody ends them
    worker += ["--death-timeout", "60"]
    told = ["--scheduler-file", f"{said}", "--no-dashboard"]
    with (folder / "log").open("wb") as log:
        commands = ([*scheduler, *told], [*worker, *told, "--local-directory", f"{folder}"])
        running = [
            subprocess.Popen(
                [sys.executable, "-m", *command],
                env=world,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            for command in commands
        ]
        try:
            yield Cluster(_address(said), running[0])
        finally:
            for one in running:
                os.killpg(one.pid, signal.SIGKILL)
                one.wait()


def _address(said: Path) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if said.is_file() and (text := said.read_text()):
            return str(json.loads(text)["address"])
        time.sleep(0.05)
    raise TimeoutError("no scheduler")
