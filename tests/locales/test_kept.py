"""What is kept of a catalog gives what reading it would."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from pathya.authoring.course import Code, Course, Inline, Unit
from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.coverage import coverage
from pathya.locales.kept import keep, localise_kept, sources_of
from pathya.locales.localise import localise

MakeCourse = Callable[[Iterable[Unit]], Course]

AT = Where("ta/rti.xlf", 7)
BOLD = Code("bold", ("<strong>",), "</strong>")
PLAIN = Unit("a.1", ("Reply.",))
MARKED = Unit("a.2", ("Pay ", 1, "ten", -1), (BOLD,))
BARE = Unit("a.3", ("Not yet.",))
UNITS = (PLAIN, MARKED, BARE)


def catalog(**targets: Inline) -> Catalog:
    entries = {
        unit.id: Entry(unit.id, unit.source, tuple(code.kind for code in unit.codes), where=AT)
        for unit in UNITS
    }
    for name, target in targets.items():
        unit = name.replace("_", ".")
        entries[unit] = replace(entries[unit], target=target, state=State.TRANSLATED)
    return Catalog("rti", "en", "ta", entries)


GOOD = catalog(a_1=("பதில்",), a_2=(1, "பத்து", -1, " செலுத்து"))


@pytest.mark.parametrize(
    "units",
    [UNITS, (PLAIN,), (*UNITS, Unit("a.4", ("New.",)))],
)
def test_kept_is_read(make_course: MakeCourse, units: tuple[Unit, ...]) -> None:
    whole, course = make_course(UNITS), make_course(units)
    kept = keep(whole, sources_of(whole), *_localised(whole))
    assert kept is not None
    wanted, _, found = _localised(course)
    counts = {str(state): n for state, n in coverage(wanted, GOOD).units.items() if n}
    assert localise_kept(course, sources_of(course), "ta", kept, AT.path) == (wanted, counts, found)


def _localised(course: Course) -> tuple[Course, Catalog, Diagnostics]:
    made, found = localise(course, GOOD)
    return made, GOOD, found


@pytest.mark.parametrize(
    "unit",
    [
        replace(PLAIN, source=("Answer.",)),
        replace(MARKED, codes=(replace(BOLD, kind="italic"),)),
        replace(MARKED, codes=(replace(BOLD, close=None),)),
        replace(PLAIN, room=3.5),
    ],
)
def test_another_source_is_read_for(make_course: MakeCourse, unit: Unit) -> None:
    whole = make_course(UNITS)
    kept = keep(whole, sources_of(whole), *_localised(whole))
    assert kept is not None
    changed = make_course([unit if one.id == unit.id else one for one in UNITS])
    assert localise_kept(changed, sources_of(changed), "ta", kept, AT.path) is None


def test_texts_that_come_back_are_read_for(make_course: MakeCourse) -> None:
    course, whole = make_course([PLAIN]), make_course(UNITS)
    kept = keep(course, sources_of(course), *_localised(course))
    assert kept is not None
    assert localise_kept(whole, sources_of(whole), "ta", kept, AT.path) is None


def test_faults_are_found_by_reading(make_course: MakeCourse) -> None:
    course, faulty = make_course(UNITS), catalog(a_2=(1, " ", -1))
    made, found = localise(course, faulty)
    assert keep(course, sources_of(course), made, faulty, found) is None


@pytest.mark.parametrize("column", ["ids", "sources", "targets", "states"])
@pytest.mark.parametrize("units", [UNITS, (PLAIN,)])
def test_columns_of_unequal_length_are_not_used(
    make_course: MakeCourse, units: tuple[Unit, ...], column: str
) -> None:
    whole, course = make_course(UNITS), make_course(units)
    kept = keep(whole, sources_of(whole), *_localised(whole))
    assert kept is not None
    (group,) = kept.groups
    forged = replace(kept, groups=(replace(group, **{column: getattr(group, column)[1:]}),))
    assert localise_kept(course, sources_of(course), "ta", forged, AT.path) is None
