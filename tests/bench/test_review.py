"""How long people wait in the review screen, at five thousand texts in one catalog."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from runpy import run_path
from statistics import median
from typing import Any

import pytest

from pathya.build.studio.review.checking import drafted
from pathya.build.studio.review.desk import Changed, Desk, Opened, change, open_catalog
from pathya.build.studio.review.edits import Action, Edit, Person, mark
from pathya.build.studio.review.listing import Asked, around, counts, listed, row, scopes
from pathya.build.studio.review.saving import Done, History, Order, carry_out
from pathya.build.studio.review.showing import described

TEXTS, SAVES = 5_000, 2_000
LIST, NEXT, CHECK = 0.5, 0.05, 0.03
"""Seconds of this process."""
GROWTH = 20_000_000
"""Bytes, from the hundredth save to the last."""
KEY = ("large", "hi")

pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk at which the course has been read, and no catalog."""
    generate = run_path(str(Path(__file__).with_name("generate.py")))
    project = generate["write_project"](tmp_path_factory.mktemp("review"))
    folder = project.root / "content/courses/large"
    generate["write_course"](folder, lessons=100, words=66_000, pictures=1, questions=200)
    generate["translate_course"](project, "large", ("hi",))
    made = Desk(project)
    open_catalog(made, "large", "ur")
    return made


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def opened(desk: Desk) -> Opened:
    found = open_catalog(desk, *KEY)
    assert isinstance(found, Opened), found
    return found


def rows(desk: Desk) -> Any:
    """What the screen asks for first."""
    found = opened(desk)
    names = listed(found, Asked("todo")) or listed(found, Asked())
    return (
        [row(found, found.entries[name]) for name in names[:100]],
        counts(found),
        [*scopes(found)],
    )


def test_nobody_waits(desk: Desk) -> None:
    first, _ = timed(lambda: rows(desk))
    entries = list(opened(desk).entries.values())
    assert len(entries) >= TEXTS
    units = [timed(partial(_shown, desk, one))[0] for one in entries[::50]]
    checks = [timed(partial(_check, desk, one))[0] for one in entries[::50]]
    searching, _ = timed(lambda: listed(opened(desk), Asked(text="क")))
    failing, _ = timed(lambda: listed(opened(desk), Asked("failing")))
    again, _ = timed(lambda: listed(opened(desk), Asked("failing")))
    print(  # noqa: T201
        f"\n{len(entries)} texts: list {first * 1e3:.0f} ms, next {max(units) * 1e3:.1f} ms, "
        f"check {max(checks) * 1e3:.1f} ms, search {searching * 1e3:.0f} ms, "
        f"failing {failing * 1e3:.0f} ms, then {again * 1e3:.0f} ms"
    )
    assert (first <= LIST, max(units) <= NEXT, max(checks) <= CHECK) == (True, True, True)


def _shown(desk: Desk, entry: Any) -> Any:
    return described(opened(desk), entry) | around(opened(desk), entry)


def _check(desk: Desk, entry: Any) -> Any:
    found = opened(desk)
    return drafted(found, found.course.units[entry.id], entry, (*entry.target, " और"))


def test_memory_does_not_grow(desk: Desk) -> None:
    history, asha = History(), Person("Asha Rao", "2026-11-22")
    names, times, sizes = list(opened(desk).entries), [], []
    for number in range(SAVES):
        entry = opened(desk).entries[names[number % len(names)]]
        edit = Edit(Action.SAVE, (*entry.target, f" {number}"))
        order = Order(KEY, entry.id, mark(entry), edit)
        seconds, done = timed(partial(carry_out, desk, history, "s", order, asha))
        assert isinstance(done, Done), done
        times.append(seconds)
        if number in (SAVES // 20, SAVES - 1):
            gc.collect()
            sizes.append(_resident())
    print(  # noqa: T201
        f"\n{SAVES} saves: {median(times) * 1e3:.0f} ms each, "
        f"{sizes[0] / 1e6:.0f} MB, then {sizes[1] / 1e6:.0f} MB"
    )
    assert sizes[1] - sizes[0] <= GROWTH


def test_a_file_that_others_write_is_read_again(desk: Desk) -> None:
    path = desk.project.catalog("large", "hi")
    opened(desk)
    path.write_bytes(path.read_bytes() + b"\n")
    seconds, _ = timed(lambda: rows(desk))
    print(f"\nread again in {seconds * 1e3:.0f} ms")  # noqa: T201
    assert seconds <= LIST
    entry = next(iter(opened(desk).entries.values()))
    done = change(desk, KEY, lambda _: {entry.id: replace(entry, remarks=(("a", "b"),))})
    assert isinstance(done, Changed)


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096
