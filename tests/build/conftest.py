"""The sample courses, built once for all tests that look at packages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pathya.build.building import Built, build_course
from pathya.build.project import Project, course_folders, read_project

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of this project's courses and catalogs, to build in."""
    root = tmp_path_factory.mktemp("samples")
    shutil.copy(ROOT / "pathya.toml", root)
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "locales/catalogs", root / "locales/catalogs")
    project, found = read_project(root)
    assert project is not None, found
    return project


@pytest.fixture(scope="session")
def built(samples: Project) -> tuple[Built, ...]:
    """Every package of every sample course, written into the copy's dist folder."""
    return tuple(
        one for folder in course_folders(samples) for one in build_course(samples, folder, ())
    )
