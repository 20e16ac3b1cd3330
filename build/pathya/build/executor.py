"""The one seam to other processes and machines: an executor, and a window of jobs over it.

Workers die: killed, out of memory, or of a job that takes its worker along. The job that was there
is suspected, and runs once more, alone, when all others have ended: so the innocent are done, who
kills again is named, and no job runs twice whose worker lived.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process

from pathya.build.outcomes import End, Outcome, Result, Work, attempt, explain

Start = Callable[[], Executor]
"""Gives an executor that has one job at a time. Raises OSError where there is none any more."""
_PATIENCE = 1.0
"""Seconds; Windows hears Ctrl-C between waits only."""


def windowed_map(
    start: Start, fn: Callable[[Work], Result], works: Sequence[Work], width: int
) -> Iterator[Outcome[Result]]:
    """Do jobs elsewhere, at most `width` at a time, and tell of each as it ends.

    `fn` is a function of a module that workers can import, and may run more than once for a job.
    """
    suspects: list[int] = []
    for outcome in _window(start, fn, enumerate(works), width):
        if outcome.end is End.LOST:
            suspects.append(outcome.number)
        else:
            yield outcome
    yield from _window(start, fn, ((number, works[number]) for number in suspects), 1)


def _window(
    start: Start, fn: Callable[[Work], Result], works: Iterable[tuple[int, Work]], width: int
) -> Iterator[Outcome[Result]]:
    """Do each job once; the place of an executor whose worker died is taken by a new one."""
    waiting = deque(works)
    idle: list[Executor] = []
    out: dict[Future[Outcome[Result]], tuple[int, Executor]] = {}
    try:
        while waiting or out:
            while waiting and len(out) < width:
                try:
                    future, executor = _submit(idle, start, fn, waiting[0])
                except OSError as fault:
                    yield from (_lost(number, explain(fault)) for number, _ in waiting)
                    waiting.clear()
                else:
                    out[future] = (waiting.popleft()[0], executor)
            for future in wait(out, _PATIENCE, FIRST_COMPLETED).done:
                number, executor = out.pop(future)  # what is kept here, Dask would keep too
                outcome = _outcome(future, number)
                if outcome.end is not End.LOST:
                    idle.append(executor)
                yield outcome
    finally:
        for future in out:
            future.cancel()


def _submit(
    idle: list[Executor], start: Start, fn: Callable[[Work], Result], work: tuple[int, Work]
) -> tuple[Future[Outcome[Result]], Executor]:
    """Hand a job to an executor that has none, or to a new one."""
    number, job = work
    while True:
        fresh = not idle
        executor = start() if fresh else idle.pop()
        try:
            return executor.submit(attempt, fn, number, job), executor
        except Exception as fault:  # it died while it had no job
            if fresh:
                raise OSError(f"no worker takes a job ({fault})") from fault


def _outcome(future: Future[Outcome[Result]], number: int) -> Outcome[Result]:
    """Take what came back. What `attempt` did not catch is no fault of the job's function."""
    try:
        return future.result()
    except CancelledError:
        return _lost(number, "the workers are gone")
    except Exception as fault:  # each kind of executor has faults of its own
        return _lost(number, f"its worker died ({type(fault).__name__})")


def _lost(number: int, fault: str) -> Outcome[Result]:
    return Outcome(number, End.LOST, fault=fault)


# --- processes -----------------------------------------------------------------------------------


@contextmanager
def processes() -> Iterator[Start]:
    """Start processes on this machine; at the end they finish what they are at.

    Ctrl-C meanwhile kills them: files are whole or not there.

    Each is a pool of its own: so one that dies takes no other along, and it is known whose job it
    had. They are spawned, so that all systems do the same.
    """
    started: list[ProcessPoolExecutor] = []

    def start() -> Executor:
        one = ProcessPoolExecutor(1, get_context("spawn"), _settle, (gc.get_threshold(),))
        started.append(one)
        with _deaf():
            one.submit(int)  # starts the process
        return one

    try:
        yield start
    finally:
        try:
            _wait(started)
        except KeyboardInterrupt:  # asked twice
            for child in active_children():
                child.kill()
            _wait(started)
            raise


def _wait(started: Iterable[Executor]) -> None:
    for one in started:
        one.shutdown(cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Have processes that are started meanwhile never hear Ctrl-C, not even while they start."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _settle(garbage: tuple[int, int, int]) -> None:
    """Leave Ctrl-C to the parent, which lets us finish; and end when the parent is no more."""
    gc.set_threshold(*garbage)  # as the parent has it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
