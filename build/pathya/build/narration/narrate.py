"""Have the lessons of a course read aloud, in the languages that its voices speak."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pathya.authoring.course import Course, Lesson, lessons_of
from pathya.authoring.diagnostics import Diagnostic, Diagnostics
from pathya.build.narration import rules
from pathya.build.narration.clips import get_clip, put_clip
from pathya.build.narration.ffmpeg import Ffmpeg
from pathya.build.narration.files import (
    RECORDED,
    is_there,
    read_lexicon,
    read_segments,
    sha256_of,
    whole,
    write_narration,
)
from pathya.build.narration.recorded import check_recording, stray_recordings
from pathya.build.narration.sound import clip_of, join, length, master
from pathya.build.narration.voice import Voice
from pathya.build.project import Project
from pathya.build.store.folder import Store, action_key
from pathya.locales.engines.protocol import EngineFault
from pathya.locales.languages import LANGUAGES, Language
from pathya.locales.speech.script import Script, Utterance, script_of
from pathya.locales.speech.segments import Narration, Segment, digest_of

_TOOL = "narration 2"
"""Changes when sounds are made in another way."""
_OTHERS = "Bhashini speaks all scheduled languages: docs/narration.md says how to use it."
_RULES = {"setup": rules.NAR011, "pair": rules.NAR010, "failed": rules.NAR012}


@dataclass(frozen=True, slots=True)
class Booth:
    """What lessons are narrated with."""

    project: Project
    store: Store
    ffmpeg: Callable[[], Ffmpeg]
    """Finds it when it is needed. Raises EngineFault."""
    voice: Callable[[str, Course], Voice]
    """Sets a voice up for a course in a language, by its name in course.yaml. Raises
    EngineFault."""
    chosen: str = ""
    """In the place of what course.yaml says."""
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a lesson, or of a language that is not narrated."""

    tag: str
    voice: str = ""
    lesson: str = ""
    """Empty: the language as a whole."""
    sentences: int = 0
    spoken: int = 0
    """How many of them had to be spoken: the others were there."""
    ms: int = 0
    written: bool = False
    """True: it was made, or would be."""
    there: bool = False
    """True: it lay there already, made of the same. Neither: it cannot be made."""
    found: Diagnostics = ()


@dataclass(frozen=True, slots=True)
class _Work:
    """One language of a course."""

    booth: Booth
    course: Course
    voice: Voice
    language: Language

    @property
    def folder(self) -> Path:
        return self.booth.project.narrations(self.course.id, self.course.tag)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a lesson's sound is made of."""

    ffmpeg: Ffmpeg
    utterances: tuple[Utterance, ...]
    keys: tuple[str, ...]
    """Of their clips in the store."""
    made: str
    """Of all of it."""


def narrate_course(booth: Booth, course: Course) -> Iterator[Told]:
    """Narrate a course that is in one language, telling of each lesson as it lies there."""
    narrating, language = course.narration, LANGUAGES[course.tag]
    name = booth.chosen or narrating.voices.get(course.tag, narrating.voice)
    lexicon, found = read_lexicon(booth.project, course.tag)
    try:
        voice = booth.voice(name, course)
        if not voice.code(language):
            message = f"{voice.name} has no voice for {language.name} ({course.tag})"
            raise EngineFault(message, _OTHERS, "pair")
    except EngineFault as fault:
        yield Told(course.tag, name, found=(*found, _finding(course, fault)))
        return
    if found:
        yield Told(course.tag, voice.name, found=found)
    work = _Work(booth, course, voice, language)
    said: list[Utterance] = []
    for lesson in lessons_of(course):
        if lesson.id not in narrating.off:
            script = script_of(course, lesson, lexicon)
            said += script.utterances
            yield _narrate(work, lesson, script)
    if voice.whole and (strays := tuple(stray_recordings(work.folder / RECORDED, said))):
        yield Told(course.tag, voice.name, found=strays)


def _finding(course: Course, fault: EngineFault) -> Diagnostic:
    return _RULES[fault.kind].at(course.where, fault.message, fault.hint)


def _narrate(work: _Work, lesson: Lesson, script: Script) -> Told:
    """Narrate a lesson, unless what lies there is made of the same."""
    utterances = whole(script.utterances) if work.voice.whole else script.utterances
    missing = tuple(_missing(work, lesson, utterances))
    count = len(utterances)
    told = Told(work.course.tag, work.voice.name, lesson.id, count, found=script.found + missing)
    if missing or not utterances:
        return told
    try:
        plan = _plan(work, utterances)
        there, _ = read_segments(work.folder, lesson.id)
        if there and there.made == plan.made and is_there(work.folder, there):
            return replace(told, ms=there.ms, there=True)
        if work.booth.dry_run:
            known = (get_clip(work.booth.store, key) for key in set(plan.keys))
            return replace(told, spoken=sum(one is None for one in known), written=True)
        return _made(work, plan, told)
    except EngineFault as fault:
        one = _finding(work.course, fault)
        if work.voice.whole and one.rule is rules.NAR012:
            one = replace(one, rule=rules.NAR017)
        return replace(told, found=(*told.found, one))


def _missing(
    work: _Work, lesson: Lesson, utterances: tuple[Utterance, ...]
) -> Iterator[Diagnostic]:
    for one in utterances:
        if path := work.voice.lacks(one, work.language):
            message = f"{work.course.tag}: no recording of: {one.shown}"
            yield rules.NAR014.at(lesson.where, message, f"Record it as {path}.")


def _plan(work: _Work, utterances: tuple[Utterance, ...]) -> _Plan:
    ffmpeg, form = work.booth.ffmpeg(), work.course.narration.format
    identities = (work.voice.identity(one, work.language) for one in utterances)
    keys = tuple(action_key(_TOOL, "clip", one) for one in identities)
    said = digest_of(utterances)
    return _Plan(ffmpeg, utterances, keys, action_key(_TOOL, ffmpeg.version, form, said, *keys))


def _made(work: _Work, plan: _Plan, told: Told) -> Told:
    """Speak what is not in the store, join it, and write it. Raises EngineFault."""
    clips, spoken = _clips(work, plan)
    found = told.found
    if work.voice.whole:
        for one, clip in zip(plan.utterances, clips, strict=True):
            found += tuple(check_recording(plan.ffmpeg, one, clip, work.folder / RECORDED))
    pauses = (one.pause for one in plan.utterances)
    samples, times = join(tuple(zip(clips, pauses, strict=True)))
    told = replace(told, spoken=spoken, ms=length(samples), found=found)
    try:
        audio, _ = master(plan.ffmpeg, samples, work.course.narration.format)
    except EngineFault as fault:
        message = f"{told.lesson} in {told.tag}: {fault.message}"
        return replace(told, found=(*found, rules.NAR013.at(work.course.where, message)))
    segments = tuple(
        Segment(one.unit, one.sentence, start, end, one.shown, key)
        for one, key, (start, end) in zip(plan.utterances, plan.keys, times, strict=True)
    )
    name = f"{told.lesson}.{work.course.narration.format}"
    digest, sha256 = digest_of(plan.utterances), sha256_of(audio)
    narration = Narration(
        told.lesson, told.tag, name, told.ms, sha256, digest, plan.made, told.voice, segments
    )
    write_narration(work.folder, narration, audio)
    return replace(told, written=True)


def _clips(work: _Work, plan: _Plan) -> tuple[tuple[bytes, ...], int]:
    """Give the clips of a lesson, and how many of them had to be spoken. Raises EngineFault."""
    ready: dict[str, bytes] = {}
    spoken = 0
    for one, key in zip(plan.utterances, plan.keys, strict=True):
        if key in ready:
            continue
        clip = get_clip(work.booth.store, key)
        if clip is None:
            clip = _clip(work, plan.ffmpeg, one)
            put_clip(work.booth.store, key, clip)
            spoken += 1
        ready[key] = clip
    return tuple(ready[key] for key in plan.keys), spoken


def _clip(work: _Work, ffmpeg: Ffmpeg, one: Utterance) -> bytes:
    try:
        return clip_of(ffmpeg, work.voice.speak(one, work.language))
    except EngineFault as fault:
        message = f"{one.unit} in {work.course.tag}: {fault.message}"
        raise replace(fault, message=message) from None
