"""How long catalogs take: read, written, put into a course; as ratios to reading their trees."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pathya.build.pipeline import open_course
from pathya.build.project import read_framework, read_project
from pathya.locales.coverage import coverage
from pathya.locales.localise import localise
from pathya.locales.review import by_others
from pathya.locales.xliff_canonical import parse_canonical
from pathya.locales.xliff_tree import parse_tree
from pathya.locales.xliff_write import xliff_serialize

ROOT = Path(__file__).parents[2]
COURSE = ROOT / "content/courses/rti-requests"
RUNS = 9

pytestmark = pytest.mark.bench


def seconds(work: Callable[[], object]) -> float:
    """Run something some times, and give the least CPU time of this process."""
    took = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


@pytest.mark.parametrize("tag", ["hi", "ta", "ur", "or"])
def test_catalogs_are_a_small_part_of_a_build(tag: str) -> None:
    project, _ = read_project(ROOT)
    assert project
    course, _ = open_course(COURSE, read_framework(project)[0])
    assert course
    data = project.catalog(course.id, tag).read_bytes()
    catalog = parse_canonical(data, tag)
    assert catalog
    localised, _ = localise(course, catalog)
    tree = seconds(lambda: parse_tree(data, tag))
    parts = {
        "read": (0.25, seconds(lambda: parse_canonical(data, tag))),
        "write": (0.35, seconds(lambda: xliff_serialize(catalog))),
        "localise": (0.1, seconds(lambda: localise(course, catalog))),
        "cover": (0.05, seconds(lambda: coverage(localised, catalog))),
        "by others": (0.02, seconds(lambda: by_others(catalog))),
    }
    for name, (limit, took) in parts.items():
        each = took / len(catalog.entries) * 1e6
        sys.stdout.write(f"{tag} {name:10} {each:5.2f} µs a text, {took / tree:.3f} of a tree\n")
        assert took / tree <= limit
