"""The one seam to other processes and machines: an executor, and a window of jobs over it.

Workers die: killed, out of memory, or of a job that takes its worker along. The job that was there
is suspected, and runs once more, alone, when all others have ended: so the innocent are done, who
kills again is named, and no job runs twice whose worker lived.

A worker that takes too long over a job ends itself, as nobody else can end those of a cluster, and
leaves word of it: so nobody takes the job up again.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import signal
import threading
import time
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
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from secrets import token_hex
from typing import Any

from pathya.build.outcomes import End, Outcome, Result, Work, attempt, explain

Start = Callable[[], Executor]
"""Gives an executor that has one job at a time. Raises OSError where there is none any more."""
_Run = Callable[[int, Work], Outcome[Result]]
_PATIENCE = 1.0
"""Seconds; Windows hears Ctrl-C between waits only."""
_MOMENT = 0.01
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a worker may take over a job, and where it leaves word that it took longer."""

    seconds: int
    folder: Path
    """All workers reach it. What is left there when everything is killed ends in `.part`."""
    run: str = field(default_factory=lambda: token_hex(4))
    """Tells this run's words from others'."""

    def word(self, number: int) -> Path:
        """Place the word about a job: empty while it is done."""
        return self.folder / f".{self.run}-{number}.part"


def windowed_map(
    start: Start,
    fn: Callable[[Work], Result],
    works: Sequence[Work],
    width: int,
    patience: Patience | None = None,
) -> Iterator[Outcome[Result]]:
    """Do jobs elsewhere, at most `width` at a time, and tell of each as it ends.

    `fn` is a function of a module that workers can import, and may run more than once for a job.
    """
    suspects: list[int] = []
    run = partial(_patient, fn, patience) if patience else partial(attempt, fn)
    for outcome in _window(start, run, enumerate(works), width):
        judged = _judged(outcome, patience)
        if judged.end is End.LOST:
            suspects.append(judged.number)
        else:
            yield judged
    again = ((number, works[number]) for number in suspects)
    for outcome in _window(start, run, again, 1):
        yield _judged(outcome, patience)


def _judged(outcome: Outcome[Result], patience: Patience | None) -> Outcome[Result]:
    """Tell a worker that ended itself from one that was killed."""
    number = outcome.number
    if outcome.end is End.LOST and patience and _spoken(patience.word(number)):
        return _late(number, patience)
    return outcome


def _patient(
    fn: Callable[[Work], Result], patience: Patience, number: int, work: Work
) -> Outcome[Result]:
    """Do a job, unless a worker has ended over it."""
    word = patience.word(number)
    if _spoken(word):
        return _late(number, patience)
    return attempt(partial(_watched, fn, patience.seconds, word), number, work)


def _watched(fn: Callable[[Work], Result], seconds: int, word: Path, work: Work) -> Result:
    """Do a job, or end this process where it takes too long, even in a loop that heeds nobody."""
    word.parent.mkdir(parents=True, exist_ok=True)
    try:
        with word.open("w") as stream:
            faulthandler.dump_traceback_later(seconds, exit=True, file=stream)
            try:
                return fn(work)
            finally:
                faulthandler.cancel_dump_traceback_later()
    finally:
        word.unlink(missing_ok=True)


def _spoken(word: Path) -> bool:
    """Tell whether a worker ended itself; whoever reads its word takes it away."""
    try:
        spoken = bool(word.read_bytes())
        word.unlink(missing_ok=True)
    except OSError:
        return False
    return spoken


def _late(number: int, patience: Patience) -> Outcome[Any]:
    return Outcome(number, End.LATE, fault=f"it took longer than {patience.seconds} seconds")


def _window(
    start: Start, run: _Run[Work, Result], works: Iterable[tuple[int, Work]], width: int
) -> Iterator[Outcome[Result]]:
    """Do each job once; the place of an executor whose worker died is taken by a new one."""
    waiting = deque(works)
    idle: list[Executor] = []
    out: dict[Future[Outcome[Result]], tuple[int, Executor]] = {}
    try:
        while waiting or out:
            while waiting and len(out) < width:
                try:
                    future, executor = _submit(idle, start, run, waiting[0])
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
    idle: list[Executor], start: Start, run: _Run[Work, Result], work: tuple[int, Work]
) -> tuple[Future[Outcome[Result]], Executor]:
    """Hand a job to an executor that has none, or to a new one."""
    while True:
        fresh = not idle
        executor = start() if fresh else idle.pop()
        try:
            return executor.submit(run, *work), executor
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
        ending = threading.Thread(target=_end, args=(started,))
        ending.start()
        try:
            _await(ending)
        except KeyboardInterrupt:  # asked twice
            for child in active_children():
                child.kill()
            _await(ending)
            raise


def _end(started: Iterable[Executor]) -> None:
    for one in started:
        one.shutdown(cancel_futures=True)


def _await(thread: threading.Thread) -> None:
    """Wait asleep: Python 3.11 takes a thread for ended when Ctrl-C comes while it is joined."""
    while thread.is_alive():
        time.sleep(_MOMENT)


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
