from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from pathya.authoring.course import Course, Text, Unit


def _course(units: Iterable[Unit]) -> Course:
    by_id = {unit.id: unit for unit in units}
    return Course(
        id="rti",
        tag="en",
        source_tag="en",
        title="",
        description="",
        keywords=(),
        modules=(),
        units=by_id,
        texts={name: Text(unit.source, "en") for name, unit in by_id.items()},
        media={},
    )


@pytest.fixture(scope="session")
def make_course() -> Callable[[Iterable[Unit]], Course]:
    """A course of nothing but texts."""
    return _course
