"""A voice of this machine, heard in the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pathya.build.narration.booths import open_booth
from pathya.build.narration.narrate import narrate_course
from pathya.build.narration.rules import NAR011
from pathya.build.pipeline import open_course
from pathya.build.project import Project, Settings, read_framework
from pathya.build.store.folder import Store

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
Visit = Callable[..., Any]
LOUD = """async () => {
  const audio = document.querySelector(".current audio"), context = new AudioContext();
  const looked = context.createAnalyser(), wave = new Float32Array(looked.fftSize);
  context.createMediaElementSource(audio).connect(looked);
  let peak = 0;
  for (const ends = performance.now() + 3000; performance.now() < ends && peak < 0.05;) {
    looked.getFloatTimeDomainData(wave);
    peak = Math.max(peak, ...wave.map(Math.abs));
    await new Promise((done) => { setTimeout(done, 20); });
  }
  return [peak >= 0.05, audio.muted, audio.currentTime > 0];
}"""
"""A disk keeps its sounds from being looked at: this works over HTTP alone."""


@pytest.fixture(scope="session")
def trial(support: Callable[[str], ModuleType]) -> ModuleType:
    return support("narrated")


@pytest.fixture(scope="session")
def voiced(trial: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in Urdu, read by a voice of this machine."""
    place = tmp_path_factory.mktemp("voiced")
    folder: Path = trial.write_course(place, "ur")
    settings = Settings(narration=str(place / "narration"))
    course, found = open_course(folder, read_framework(Project(ROOT, Settings()))[0])
    assert course is not None, found
    booth = open_booth(Project(ROOT, settings), Store(place / "store"), "espeak")
    told = tuple(narrate_course(booth, course))
    if any(one.found and one.found[0].rule is NAR011 for one in told):
        pytest.skip("no voice: the extra speech is not installed")
    assert [one.lesson for one in told if one.written] == ["first", "second"]
    return folder


@pytest.mark.parametrize("place", ["disk", "again"])
def test_a_real_voice_is_heard(place: str, visit: Visit, voiced: Path, trial: ModuleType) -> None:
    learner = visit(voiced, "ur", "web" if place == "disk" else "scorm12", place)
    learner.open()
    learner.turn("first")
    learner.course.locator(".current .play").click()
    learner.course.locator(".current .heard", has_text="دفعہ").wait_for()
    frame = learner.page.frames[-1]
    if place == "again":
        assert frame.evaluate(LOUD) == [True, False, True]
    last = trial.segments_of(voiced.parent, "ur")[-1]
    length = last.end // 1000
    assert re.fullmatch(
        r"0:0\d / 0:\d\d", text := learner.course.locator(".current .time").inner_text()
    )
    assert abs(int(text[-2:]) - length) <= 1
    frame.evaluate("document.querySelector('.current audio').playbackRate = 2")
    heard = learner.course.locator(".current li[aria-current]")
    learner.course.locator(".current .narration + details summary").click()
    heard.get_by_text(last.shown).wait_for()
