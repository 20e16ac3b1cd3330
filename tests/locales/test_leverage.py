"""What a job costs: each text falls to one kind of effort."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from pathya.authoring.course import Code, Course, Unit
from pathya.locales.catalog import Catalog, Entry, State, Wording
from pathya.locales.leverage import Effort, Found, Share, leverage

MakeCourse = Callable[[Iterable[Unit]], Course]

UNIT = Unit("a.1", ("Pay ", 1, "ten rupees", -1, "."), (Code("bold", ("",), ""),))
ENTRY = Entry("a.1", UNIT.source, ("bold",))
DRAFT = replace(ENTRY, target=UNIT.source, state=State.MACHINE)
PERSON, MACHINE = State.TRANSLATED, State.MACHINE


def efforts(course: Course, *entries: Entry, known: tuple[Found, ...] = ()) -> list[Effort]:
    catalog = Catalog("rti", "en", "hi", {entry.id: entry for entry in entries})
    shares = leverage(course, catalog, lambda _: known, set())
    return [effort for effort, share in shares.items() for _ in range(share.texts)]


@pytest.mark.parametrize(
    ("entry", "known", "effort"),
    [
        (ENTRY, (), Effort.NEW),
        (DRAFT, (), Effort.MACHINE),
        (ENTRY, (Found(1.0, MACHINE),), Effort.MACHINE),
        (ENTRY, (Found(0.9, MACHINE),), Effort.NEW),
        (replace(DRAFT, state=State.FUZZY), (), Effort.FUZZY),
        (DRAFT, (Found(0.7, PERSON), Found(1.0, MACHINE)), Effort.FUZZY),
        (DRAFT, (Found(1.0, PERSON), Found(0.9, PERSON)), Effort.EXACT),
        (replace(DRAFT, state=PERSON), (Found(1.0, PERSON),), Effort.DONE),
        (replace(DRAFT, state=State.SIGNED_OFF), (), Effort.DONE),
    ],
)
def test_of_each_text_the_best_counts(
    make_course: MakeCourse, entry: Entry, known: tuple[Found, ...], effort: Effort
) -> None:
    assert efforts(make_course([UNIT]), entry, known=known) == [effort]


def test_what_stands_earlier_is_repeated(make_course: MakeCourse) -> None:
    again, other = replace(UNIT, id="b.1"), replace(UNIT, id="b.2", codes=(Code("link", (), ""),))
    course = make_course([UNIT, again, other])
    entries = {unit.id: replace(ENTRY, id=unit.id) for unit in (UNIT, again)}
    entries["b.2"] = replace(ENTRY, id="b.2", kinds=("link",))
    catalog = Catalog("rti", "en", "hi", entries)
    earlier: set[Wording] = set()
    none = dict.fromkeys(Effort, Share(0, 0))
    expected = none | {Effort.NEW: Share(2, 6), Effort.REPEATED: Share(1, 3)}
    assert leverage(course, catalog, lambda _: (), earlier) == expected
    # A second course of the same job.
    assert leverage(course, catalog, lambda _: (), earlier) == none | {Effort.REPEATED: Share(3, 9)}
