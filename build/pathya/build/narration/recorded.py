"""Recordings: an author's own files, named by the ids of the texts that are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.build.files import show
from pathya.build.narration import rules
from pathya.build.narration.ffmpeg import ENDINGS, Ffmpeg, measure
from pathya.build.narration.files import sha256_of
from pathya.build.narration.sound import length
from pathya.build.narration.voice import Sound, Voice
from pathya.locales.engines.protocol import EngineFault
from pathya.locales.languages import Language
from pathya.locales.speech.script import Utterance

NAME = "recorded"
SLOWEST, FASTEST = 4.0, 30.0
"""Characters a second that people may read; in all scripts most read 10 to 18."""
SOFTEST, LOUDEST = -40.0, -0.1
"""LUFS, and dBTP."""
_SHORT = 15
"""Characters of a text that says nothing of its length."""
_BRIEF = 0.5
"""Seconds of a sound that is too brief to be measured."""
_LARGEST = 200 * 2**20
"""Bytes of a recording: an hour of WAV as studios keep it."""


def recorded(folder: Path) -> Voice:
    """Read the recordings of a course in a language: `<unit id>.wav`, or another kind of sound."""

    def place(one: Utterance) -> Path | None:
        # A word of the interface has a colon, which no file may have everywhere.
        names = (folder / f"{file_name(one)}{ending}" for ending in ENDINGS)
        return next((path for path in names if path.is_file()), None)

    def identity(one: Utterance, _: Language) -> str:
        path = place(one)
        return f"{NAME} {sha256_of(path.read_bytes())}" if path else ""

    def speak(one: Utterance, _: Language) -> tuple[Sound, ...]:
        path = place(one)
        if path is None:  # it went away since we looked
            raise EngineFault(f"there is no recording of {one.unit}")
        if path.stat().st_size > _LARGEST:
            raise EngineFault(f"{show(path)} is too large")
        return (path,)

    def lacks(one: Utterance, _: Language) -> str:
        return "" if place(one) else show(folder / f"{file_name(one)}.wav")

    return Voice(NAME, lambda _: NAME, identity, speak, lacks, whole=True)


def file_name(one: Utterance) -> str:
    """Name the file of a text, without its ending."""
    return one.unit.replace(":", "-")


def stray_recordings(folder: Path, utterances: Iterable[Utterance]) -> Iterator[Diagnostic]:
    """Name the files in a folder of recordings that are read for none of these."""
    wanted = {file_name(one) for one in utterances}
    for path in sorted(folder.glob("[!.]*")):
        if path.stem not in wanted or path.suffix not in ENDINGS:
            hint = f"Name it as `narrate` says; the kinds are {', '.join(ENDINGS)}."
            yield rules.NAR018.at(Where(show(path)), "this is read for no text", hint)


def check_recording(
    ffmpeg: Ffmpeg, one: Utterance, samples: bytes, folder: Path
) -> Iterator[Diagnostic]:
    """Say whether a recording is as long as its text takes, and can be heard."""
    where = Where(show(folder / file_name(one)))
    seconds = length(samples) / 1000
    letters = len(one.text)
    if letters > _SHORT and not SLOWEST <= letters / max(seconds, 0.01) <= FASTEST:
        message = f"{seconds:.1f} seconds for {letters} characters"
        yield rules.NAR015.at(where, message, "Listen whether it reads this text, and all of it.")
    if seconds < _BRIEF:
        return
    level = measure(ffmpeg, samples)
    if level.lufs < SOFTEST:
        hint = "Record it again, nearer to the microphone."
        yield rules.NAR016.at(where, f"it is too soft: {level.lufs} LUFS", hint)
    elif level.peak > LOUDEST:
        hint = "Record it again, with less gain."
        yield rules.NAR016.at(where, f"it is clipped: {level.peak} dBTP", hint)
