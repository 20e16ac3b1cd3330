"""Narrations on their way into packages, and out of the store again."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from pathya.authoring.course import Course
from pathya.build.attestation import sources
from pathya.build.building import build_course
from pathya.build.narration.narrate import Booth, narrate_course
from pathya.build.project import Project
from pathya.build.store_settings import Stores

Read = Callable[[], Course]


@pytest.fixture
def kept(project: Project, tmp_path: Path) -> Project:
    """The project with a store of its own."""
    return replace(project, store=Stores(tmp_path / "store"))


def build(project: Project) -> tuple[dict[str, bytes], list[str]]:
    """Build the English packages; give their bytes, and the codes of what was found."""
    folder = project.root / "content/courses/limits"
    (built,) = [one for one in build_course(project, folder, ("en",)) if one.language]
    packages = {path.name: path.read_bytes() for path in sorted(project.dist.rglob("*.zip"))}
    return packages, [one.rule.code for one in built.found if one.rule.code.startswith("NAR")]


def sounds(package: bytes) -> list[bytes]:
    with ZipFile(io.BytesIO(package)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith(".mp3")]


def test_packages_carry_the_narration_as_long_as_it_says_the_lesson(
    kept: Project, booth: Booth, read: Read
) -> None:
    silent, _ = build(kept)
    assert not any(map(sounds, silent.values()))
    tuple(narrate_course(booth, read()))
    heard, found = build(kept)
    place = kept.narrations("limits", "en")
    audio = (place / "limits.mp3").read_bytes()
    assert found == []
    assert [sounds(one) for one in heard.values()] == [[audio]] * len(silent)
    lesson = kept.root / "content/courses/limits/01-start/01-limits.md"
    text = lesson.read_text()
    lesson.write_text(text.replace("30 days", "60 days"))
    stale, found = build(kept)
    assert found == ["NAR005"]
    assert not any(map(sounds, stale.values()))
    lesson.write_text(text)
    assert build(kept) == (heard, [])
    shutil.rmtree(place)
    assert build(kept) == (silent, [])


def test_narrated_packages_come_back_from_the_store(
    kept: Project, booth: Booth, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuple(narrate_course(booth, read()))
    before = build(kept)
    shutil.rmtree(kept.dist)
    with monkeypatch.context() as patched:
        patched.setattr("pathya.build.pipeline.pack_language", None)  # nothing is made anew
        assert build(kept) == before
    path = kept.narrations("limits", "en") / "limits.mp3"
    path.write_bytes(path.read_bytes() + b"\0")
    after, found = build(kept)
    assert (after != before[0], found) == (True, ["NAR005"])


def test_a_statement_names_the_sounds(project: Project, booth: Booth, read: Read) -> None:
    before = set(sources(project, "limits", ("en",)))
    tuple(narrate_course(booth, read()))
    more = set(sources(project, "limits", ("en",))) - before
    place = "content/narration/limits/en/limits"
    assert more == {f"{place}.{ending}" for ending in ("json", "mp3", "txt", "vtt")}
