"""The booth of a project: its voices, its store, ffmpeg."""

from __future__ import annotations

from functools import cache

from pathya.authoring.course import Course
from pathya.build.engines import open_bhashini_speech
from pathya.build.narration.espeak import espeak
from pathya.build.narration.ffmpeg import find_ffmpeg
from pathya.build.narration.files import RECORDED
from pathya.build.narration.narrate import Booth
from pathya.build.narration.recorded import recorded
from pathya.build.narration.voice import Voice
from pathya.build.project import Project
from pathya.build.store.folder import Store
from pathya.locales.engines.bhashini_speech import GENDER, RATE, Say
from pathya.locales.languages import Language
from pathya.locales.speech.script import Utterance


def open_booth(project: Project, store: Store, chosen: str = "", *, dry_run: bool = False) -> Booth:
    """Set a booth up; voices are opened when a language needs them."""
    opened = cache(lambda name: _espeak_or_bhashini(project, name))

    def voice(name: str, course: Course) -> Voice:
        if name == "recorded":
            return recorded(project.narrations(course.id, course.tag) / RECORDED)
        return opened(name)

    return Booth(project, store, find_ffmpeg, voice, chosen, dry_run)


def _espeak_or_bhashini(project: Project, name: str) -> Voice:
    if name == "espeak":
        return espeak()
    return bhashini_voice(open_bhashini_speech(project.settings.engines))


def bhashini_voice(say: Say) -> Voice:
    """Make a voice of Bhashini's, which speak all languages that it knows."""

    def identity(one: Utterance, language: Language) -> str:
        return f"Bhashini {language.tag} {GENDER} {RATE} {one.text}"

    return Voice(
        "Bhashini", lambda language: language.bhashini, identity,
        lambda one, language: say(one.text, language),
    )  # fmt: skip
