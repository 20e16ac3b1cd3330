"""How far long work has come: a bar on terminals, nothing in logs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TypeVar

Step = TypeVar("Step")


def tracked(steps: Iterator[Step], total: int, name: str = "") -> Iterator[Step]:
    """Pass steps on and show their number on a terminal; `total` may be a guess; 0: none."""
    if sys.stderr is None or not sys.stderr.isatty():  # None: closed, as in a service
        yield from steps
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # what goes to a file or a pipe stays there
    ) as progress:
        task = progress.add_task(name, total=total or None)
        for step in steps:
            progress.advance(task)
            yield step
