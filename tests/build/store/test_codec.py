"""What is stored comes back as it was, and what was tampered with does not come back at all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostic, Rule, Where
from pathya.build.pipeline import open_course
from pathya.build.store.codec import dumps, loads
from pathya.locales.catalog import State

RULE = Rule("ABC001", "warning", "Short.", "Why.", "Source")
DIAGNOSTIC = Diagnostic(RULE, Where("a.md", 3), "अ \ud800 \u2028", "hint")


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    state: State
    pieces: tuple[str | int, ...]
    pair: tuple[int, str]
    counts: dict[str, int]
    maybe: bool | None
    either: Literal["a", "b"] = "a"
    path: Path = Path()


SAMPLE = Sample("x", State.NEW, (1, "a", -1), (1, "a"), {"k": 1}, None, "b")


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Sample, SAMPLE), (tuple[Diagnostic, ...], (DIAGNOSTIC,)), (dict[str, int], {"a": 1})],
)
def test_round_trip(kind, value):
    assert loads(kind, dumps(value)) == value


def test_a_course_comes_back_but_for_its_paths(small):
    course, _ = open_course(small / "content/courses/small", ())
    again = loads(Course, dumps(course))
    assert again == course
    assert {one.path for one in again.media.values()} == {Path()}


def changed(place: int, value: object) -> bytes:
    said = json.loads(dumps(SAMPLE))
    said[place] = value
    return json.dumps(said).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"{}",
        b"[]",
        b"[" * 100_000,
        changed(0, 1),
        changed(1, "no state"),
        changed(2, [True]),
        changed(2, [[1]]),
        changed(3, [1]),
        changed(3, [1, "a", 2]),
        changed(4, [1]),
        changed(4, {"k": 1.5}),
        changed(5, 1),
        changed(6, "c"),
        changed(7, "/etc/passwd"),
    ],
)
def test_what_does_not_fit_is_refused(data):
    with pytest.raises(ValueError):  # noqa: PT011 - its words are for nobody
        loads(Sample, data)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_nothing_but_value_errors(value):
    try:
        loads(Sample, json.dumps(value).encode())
    except ValueError:
        return
    raise AssertionError(value)


def test_types_that_cannot_be_told_apart_are_a_fault_of_ours():
    with pytest.raises(TypeError):
        dumps(object())
    with pytest.raises(ValueError, match="not a"):
        loads(tuple[str, ...] | tuple[int, ...], b"[]")  # type: ignore[arg-type]
