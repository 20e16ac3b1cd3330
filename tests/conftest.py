"""What tests of all layers share: golden files, and the courses of tests/cases."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

# A test must not fail because the machine is busy; what takes time is measured in tests/bench.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def golden() -> Callable[[Path, str], None]:
    """Compare text with a file that people look at; UPDATE_GOLDEN=1 writes the file anew."""

    def compare(path: Path, text: str) -> None:
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        assert text == path.read_text("utf-8")

    return compare


@pytest.fixture
def case_course(tmp_path: Path) -> Callable[[str], Path]:
    """Lay a case over the course that all cases start from; `remove.txt` names what it lacks."""

    def lay(name: str) -> Path:
        folder = tmp_path / "content/courses/base"
        shutil.copytree(CASES / "base", folder)
        shutil.copytree(CASES / name, folder, dirs_exist_ok=True)
        (folder / "expected.txt").unlink(missing_ok=True)
        removed = folder / "remove.txt"
        for line in removed.read_text().split() if removed.is_file() else ():
            path = folder / line
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        removed.unlink(missing_ok=True)
        return folder

    return lay
