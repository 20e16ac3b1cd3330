"""What the language checks said is kept beside the project, by all that it depends on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from pathya.build import said
from pathya.build.project import Project
from pathya.build.said import remembered
from pathya.build.shelf import Shelf
from pathya.build.store.folder import Store
from pathya.build.store.index import Index
from pathya.locales.wording.check import Said

SAID = (("LNG011", "it ends with a space"),)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    shelf = Shelf(Store(tmp_path / "store"), Index(str(tmp_path / "build.sqlite")), "tool")
    monkeypatch.setattr(said, "open_shelf", lambda _: shelf)
    return Project(tmp_path)


def look(project: Project, *names: str, tag: str = "hi", terms: str = "") -> list[str]:
    """Ask for texts, and give those that had to be looked at."""
    looked: list[str] = []

    def find(name: str) -> Said:
        looked.append(name)
        return SAID if name == "a" else ()

    with remembered(project, "rti", tag, terms) as remember:
        for name in names:
            assert remember(name, partial(find, name)) == (SAID if name == "a" else ())
    return looked


def test_each_text_is_looked_at_once(project: Project) -> None:
    assert look(project, "a", "b", "a") == ["a", "b"]
    assert look(project, "b", "a", "c") == ["c"]
    assert look(project, "a", "b", "c") == []


def test_other_languages_and_terms_are_others(project: Project) -> None:
    look(project, "a")
    assert look(project, "a", tag="ta") == ["a"]
    assert look(project, "a", terms="changed") == ["a"]


def test_what_is_not_asked_for_is_forgotten(project: Project) -> None:
    look(project, "a", "b")
    look(project, "a", "c")
    assert look(project, "a", "b") == ["b"]


def test_without_a_store_nothing_is_kept(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert look(project, "a") == look(project, "a") == ["a"]
    assert list(tmp_path.iterdir()) == []
