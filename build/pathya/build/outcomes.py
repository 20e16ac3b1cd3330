"""How jobs end: one that fails fails alone, wherever it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")


class End(StrEnum):
    """The ways in which a job may end."""

    DONE = "done"
    UNFINISHED = "unfinished"
    """The disk, the memory or the network stood in the way."""
    BUG = "bug"
    LOST = "lost"
    """Its worker died, or there was none."""
    LATE = "late"
    """It took longer than it may."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What became of a job."""

    number: int
    """The job's place among all, from 0."""
    end: End
    result: Result | None = None
    """There if it is done."""
    fault: str = ""
    """Why it is not done, in words; of a bug the traceback."""


def attempt(fn: Callable[[Work], Result], number: int, work: Work) -> Outcome[Result]:
    """Do a job and tell what became of it; to stop everything is not to fail."""
    try:
        return Outcome(number, End.DONE, fn(work))
    except (OSError, MemoryError) as fault:
        return Outcome(number, End.UNFINISHED, fault=explain(fault))
    except Exception:
        import traceback  # noqa: PLC0415 - for bugs alone

        return Outcome(number, End.BUG, fault=traceback.format_exc())


def explain(fault: OSError | MemoryError) -> str:
    """Say what an operating system says, and of which file."""
    if isinstance(fault, MemoryError):
        return "there is not enough memory"
    said = str(fault.strerror or fault)
    name = fault.filename2 or fault.filename  # the second: what something was to become
    return f"{said}: {name}" if name else said


def run_here(fn: Callable[[Work], Result], works: Iterable[Work]) -> Iterator[Outcome[Result]]:
    """Do jobs one after the other in this process."""
    for number, work in enumerate(works):
        yield attempt(fn, number, work)


def ordered(outcomes: Iterable[Outcome[Result]]) -> Iterator[Outcome[Result]]:
    """Put outcomes into the order of their jobs, each as soon as those before it are there."""
    early: dict[int, Outcome[Result]] = {}
    following = 0
    for outcome in outcomes:
        early[outcome.number] = outcome
        while following in early:
            yield early.pop(following)
            following += 1
