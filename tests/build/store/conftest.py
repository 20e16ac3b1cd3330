"""A small project in three languages to build again and again, and the test inside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pathya.build.catalogs import update_catalogs
from pathya.build.pipeline import open_course
from pathya.build.project import Project, read_project
from pathya.build.store_settings import Stores

COURSE = Path("content/courses/small")
FILES = {
    "pathya.toml": 'languages = ["hi", "ur", "kok-Knda"]\nformats = ["scorm12"]\n',
    f"{COURSE}/course.yaml": """id: small
title: A course
description: What the course is about.
objectives:
  - {id: o1, text: Name the limits, competency: "Functional / Office Management / Record Keeping"}
""",
    f"{COURSE}/01-start/index.md": "# Start\n",
    f"{COURSE}/01-start/01-welcome.md": """# Welcome

Keep the *receipt*.

![A grey dot](media/dot.jpg)
""",
    f"{COURSE}/01-start/02-limits.md": "# Limits\n\nThirty days.\n\nForty days.\n",
    f"{COURSE}/02-more/index.md": "# More\n",
    f"{COURSE}/02-more/01-last.md": "# Last\n\nThe end.\n",
}
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300030202020202030202020303030304060404040404"
    "080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010ffc000"
    "0b080001000101011100ffc40014000100000000000000000000000000000009ffc4001410010000000000000000"
    "0000000000000000ffda0008010100003f0054dfffd9"
)


def make_project(root: Path) -> None:
    """Write a project with one course, and its catalogs without translations."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    (root / COURSE / "media").mkdir()
    (root / COURSE / "media/dot.jpg").write_bytes(JPEG)
    project, _ = read_project(root)
    assert project is not None
    course, found = open_course(root / COURSE, ())
    assert course is not None, found
    for _ in update_catalogs(project, course, ("hi", "ur", "kok")):
        pass


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one small course; the test runs in its folder."""
    root = tmp_path / "project"
    make_project(root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture(scope="session")
def make_small() -> Callable[[Path], None]:
    """The function that makes the project, for tests that make many."""
    return make_project


@pytest.fixture
def opened(small: Path, tmp_path: Path) -> Project:
    """The project with a store of its own."""
    project, _ = read_project(small)
    assert project is not None
    return replace(project, store=Stores(tmp_path / "store"))
