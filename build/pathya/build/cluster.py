"""The door to Dask: executors on the workers of a cluster. The extra `cluster` brings it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from distributed import Client

from pathya.build.executor import Start

CONNECT, DESERTED = 20.0, 60.0
"""Seconds: to reach the scheduler and a worker, or the scheduler again; to wait when all left."""
_LOOK = 2.0


@contextmanager
def cluster(address: str) -> Iterator[tuple[Start, int]]:
    """Connect to a scheduler. The number says how many jobs keep all its workers at work.

    Raises OSError if nobody is there.
    """
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it says of workers we say
    connect: Any = Client  # not typed
    client = connect(address, timeout=CONNECT, set_as_default=False)
    over = threading.Event()
    try:
        client.wait_for_workers(1, timeout=CONNECT)
        threading.Thread(target=_watch, args=(client, over), daemon=True).start()
        yield lambda: _executor(client), 2 * sum(client.nthreads().values())
    finally:
        over.set()
        client.close()


def _executor(client: Any) -> Executor:
    """Give one lane to the workers; while the connection is sought again, wait for it."""
    while client.status == "connecting":
        time.sleep(0.1)
    if client.status != "running":
        raise OSError("the cluster is gone")
    executor: Executor = client.get_executor(pure=False)  # what ran before may run again
    return executor


def _watch(client: Any, over: threading.Event) -> None:
    """Give up a cluster that all workers have left: Dask would wait for ever."""
    seen = time.monotonic()
    while not over.wait(_LOOK):
        try:
            if client.nthreads():
                seen = time.monotonic()
        except Exception:  # the connection, which Dask looks after
            seen = time.monotonic()
        if time.monotonic() - seen > DESERTED:
            client.close()
            return
