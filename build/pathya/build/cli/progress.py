"""How far long work has come: a bar on terminals, nothing in logs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TypeVar

Step = TypeVar("Step")


def tracked(steps: Iterator[Step], total: int) -> Iterator[Step]:
    """Pass steps on and show their number on a terminal; `total` may be a guess."""
    if sys.stderr is None or not sys.stderr.isatty():  # None: closed, as in a service
        yield from steps
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        for step in steps:
            progress.advance(task)
            yield step
