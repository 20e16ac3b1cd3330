"""Clips in the store: the same samples come back, and what narrations are made of stays."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Course
from pathya.build.cli.main import DONE, run
from pathya.build.narration.clips import clips_used, packed, unpacked
from pathya.build.narration.narrate import Booth, narrate_course
from pathya.build.project import Project


@given(st.binary(max_size=400).filter(lambda data: len(data) % 2 == 0))
def test_the_same_samples_come_back(samples: bytes) -> None:
    assert unpacked(packed(samples)) == samples


def test_speech_takes_less_room(tone_of: Callable[..., bytes]) -> None:
    samples = tone_of(2000)[44:]
    assert len(packed(samples)) < 0.6 * len(samples)


def test_gc_keeps_what_narrations_are_made_of(
    project: Project,
    booth: Booth,
    read: Callable[[], Course],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    list(narrate_course(booth, read()))
    clips = [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    old = time.time() - 40 * 24 * 3600
    for path in clips:
        os.utime(path, (old, old))
    assert len(clips_used(project)) == len(clips) == 4
    assert run(["store", "gc", "--size", "0"]) == DONE
    assert all(path.is_file() for path in clips)
    for path in project.narrations("limits", "en").glob("*.json"):
        path.unlink()
    assert run(["store", "gc"]) == DONE
    assert not any(path.is_file() for path in clips)
