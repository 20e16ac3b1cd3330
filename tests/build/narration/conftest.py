"""A small course to narrate, a booth whose voice is a tone, and ffmpeg."""

from __future__ import annotations

import io
import math
import struct
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pathya.authoring.course import Course
from pathya.build.narration.ffmpeg import RATE, Ffmpeg, find_ffmpeg
from pathya.build.narration.narrate import Booth
from pathya.build.narration.voice import Sound, Voice
from pathya.build.pipeline import open_course
from pathya.build.project import Project, read_project
from pathya.build.store.folder import Store
from pathya.locales.engines.protocol import EngineFault
from pathya.locales.languages import Language
from pathya.locales.speech.script import Utterance

YAML = """\
id: limits
title: Time limits
description: How long a reply may take.
objectives:
  - {id: o1, text: Name the limits, competency: "Functional / Office Management / Record Keeping"}
narration: {on: yes}
"""
LESSON = "# Time limits\n\nReply within 30 days. Count from the day of receipt.\n\n- Keep a copy.\n"


def wav(ms: int, loud: float = 0.3, rate: int = RATE, quiet: int = 100) -> bytes:
    """A tone that swells and fades like syllables, with silence at both ends."""
    count = rate * ms // 1000
    tone = (
        loud * math.sin(2 * math.pi * 220 * n / rate) * (0.6 + 0.4 * math.sin(30 * n / rate))
        for n in range(count)
    )
    samples = struct.pack(f"<{count}h", *(int(32767 * one) for one in tone))
    silence = b"\0\0" * (rate * quiet // 1000)
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(silence + samples + silence)
    return stream.getvalue()


@dataclass
class Tone:
    """A voice that hums, and what it was asked."""

    said: list[str] = field(default_factory=list)
    fault: EngineFault | None = None
    sound: Callable[[str], bytes] = lambda text: wav(40 * len(text))

    def voice(self) -> Voice:
        def speak(one: Utterance, _: Language) -> tuple[Sound, ...]:
            if self.fault:
                raise self.fault
            self.said.append(one.text)
            return (self.sound(one.text),)

        return Voice("Tone", lambda one: one.tag, lambda one, _: f"tone {one.text}", speak)


@pytest.fixture
def ffmpeg() -> Ffmpeg:
    return find_ffmpeg()


@pytest.fixture
def tone() -> Tone:
    return Tone()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with one course, whose one lesson is narrated."""
    course = tmp_path / "content/courses/limits/01-start"
    course.mkdir(parents=True)
    (tmp_path / "pathya.toml").write_text('languages = ["hi"]\n')
    (course.parent / "course.yaml").write_text(YAML)
    (course / "index.md").write_text("# Start\n")
    (course / "01-limits.md").write_text(LESSON)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATHYA_STORE", str(tmp_path / "store"))
    project, found = read_project(tmp_path)
    assert project, found
    return project


@pytest.fixture
def booth(project: Project, tone: Tone, tmp_path: Path) -> Booth:
    """A booth whose voice is a tone."""
    return Booth(project, Store(tmp_path / "store"), find_ffmpeg, lambda *_: tone.voice())


@pytest.fixture
def read(project: Project) -> Callable[[], Course]:
    """Read the course as it stands now."""

    def open_it() -> Course:
        course, found = open_course(project.root / "content/courses/limits", ())
        assert course, found
        return course

    return open_it


@pytest.fixture(scope="session")
def tone_of() -> Callable[..., bytes]:
    """Make a WAV with a tone."""
    return wav
