"""Lessons that were written to keep the reader busy: it says so, or takes time in proportion."""

from __future__ import annotations

import time

import pytest

from pathya.authoring.diagnostics import Diagnostics
from pathya.authoring.reader import read_course
from pathya.authoring.sources import CourseFolder

YAML = b"id: c\ntitle: A course\ndescription: About it.\n"


def found_in(lesson: str) -> Diagnostics:
    texts = {"course.yaml": YAML, "01-a/index.md": b"# A\n", "01-a/01-b.md": lesson.encode()}
    course, found = read_course(CourseFolder("c", texts, {}))
    assert course is not None
    return found


DEEP = {
    "emphasis": "*" * 2_000 + "a" + "*" * 2_000,
    "strong": "**a " * 1_000 + "b" + " a**" * 1_000,
    "in a table": f"|a|\n|-|\n|{'*' * 2_000}a{'*' * 2_000}|",
}


@pytest.mark.parametrize("name", DEEP)
def test_marks_that_nest_without_end_are_told(name):
    codes = {one.rule.code for one in found_in(f"# B\n\n{DEEP[name]}\n")}
    assert "MDN008" in codes


LARGE = {
    "addresses": "".join(f"[a{n}]: b\n" for n in range(30_000)),
    "addresses that are used": "".join(f"[a{n}]: b\n\n[a{n}]\n\n" for n in range(8_000)),
    "one address": "[a]: b\n" * 30_000,
    "brackets": "[" * 100_000,
    "pictures in pictures": "![" * 5_000 + "a" + "](b)" * 5_000,
    "quotations": "> " * 50_000,
    "marks": "*a **b " * 10_000,
    "a heading of braces": "## " + "{a" * 50_000,
    "a heading of spaces": "## a" + " " * 50_000 + "b",
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_is_read_in_proportion(name):
    start = time.process_time()
    found_in(f"# B\n\n{LARGE[name]}\n")
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("[a]: b\n\n[a]", []),
        ("[a]: b\n\n[A][] and [x][a]", []),
        ("[a]: b\n\na", ["[a]"]),
        ("[a]: http://x.org/[a]\n\na", ["[a]"]),
        ("[a]: b\n[a]: c\n\n[a]", ["[a]"]),
    ],
)
def test_addresses_that_nothing_uses_are_told(text, idle):
    told = [one.message.split()[0] for one in found_in(f"# B\n\n{text}\n")]
    assert [one for one in told if one.startswith("[")] == idle
