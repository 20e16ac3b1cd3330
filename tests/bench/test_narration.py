"""What narration costs: CPU seconds for a finished minute, and for one changed sentence."""

from __future__ import annotations

import resource
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pathya.build.narration.booths import open_booth
from pathya.build.narration.ffmpeg import Format
from pathya.build.narration.narrate import Told, narrate_course
from pathya.build.pipeline import open_course, translate
from pathya.build.project import Project
from pathya.build.store.folder import Store

ROOT = Path(__file__).parents[2]
LIMIT = 3.0
"""CPU seconds for a minute of finished sound, nothing known before; children count."""

pytestmark = pytest.mark.bench


def cpu() -> float:
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + child.ru_utime + child.ru_stime


def narrate(project: Project, store: Path, form: Format) -> tuple[Told, ...]:
    course, found = open_course(project.root / "content/courses/rti-requests", ())
    assert course, found
    hindi = translate(project, course, "hi").course
    assert hindi
    hindi = replace(hindi, narration=replace(hindi.narration, format=form))
    booth = open_booth(project, Store(store))
    return tuple(told for told in narrate_course(booth, hindi) if told.lesson)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(ROOT / "content/courses", tmp_path / "content/courses")
    shutil.copytree(ROOT / "locales/catalogs/hi", tmp_path / "locales/catalogs/hi")
    return Project(tmp_path)


@pytest.mark.parametrize("form", ["mp3", "opus"])
def test_a_minute_of_sound_takes_seconds(project: Project, tmp_path: Path, form: Format) -> None:
    start = cpu()
    told = narrate(project, tmp_path / "store", form)
    seconds, minutes = cpu() - start, sum(one.ms for one in told) / 60_000
    print(f"\n{form}: {minutes:.1f} minutes, {seconds / minutes:.2f} CPU s each")  # noqa: T201
    assert all(one.written for one in told)
    assert seconds / minutes <= LIMIT

    catalog = project.catalog("rti-requests", "hi")
    text = catalog.read_text("utf-8")
    assert text.count("यह कार्य चार भूमिकाओं") == 1
    catalog.write_text(text.replace("यह कार्य चार", "सारा कार्य चार"), "utf-8")
    start = cpu()
    told = narrate(project, tmp_path / "store", form)
    print(f"one sentence: {cpu() - start:.2f} CPU s")  # noqa: T201
    assert [(one.lesson, one.spoken) for one in told if one.written] == [("roles", 1)]
