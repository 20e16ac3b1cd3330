"""Where narrations lie in a project, and whether they still say what their lessons say."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping
from pathlib import Path

from pathya.authoring.course import Course, lessons_of
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.build.files import renew, show
from pathya.build.project import Project
from pathya.exporters.edition import Narrated
from pathya.locales.languages import LANGUAGES
from pathya.locales.speech import rules
from pathya.locales.speech.lexicon import Lexicon, lexicon_of, lexicon_parse
from pathya.locales.speech.script import Utterance, script_of
from pathya.locales.speech.segments import (
    Narration,
    captions,
    digest_of,
    segments_parse,
    segments_serialize,
    transcript,
)

RECORDED = "recorded"
"""The folder of recordings, beside what is made."""
_ENDINGS = {"mp3", "opus"}
_MOST = 16 * 2**20
"""Bytes of segments at most: a lesson of ten hours."""


def read_lexicon(project: Project, tag: str) -> tuple[Lexicon, Diagnostics]:
    """Read how a language says things: the project's lexicon over ours."""
    path = project.lexicon(tag)
    if not path.is_file():
        return lexicon_of(tag), ()
    own, found = lexicon_parse(path.read_bytes(), show(path))
    return lexicon_of(tag, own), found


def whole(utterances: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    """Put the sentences of each text together, for voices that read whole texts."""
    texts: list[Utterance] = []
    for one in utterances:
        if texts and one.sentence > texts[-1].sentence and texts[-1].unit == one.unit:
            last = texts.pop()
            said, shown = f"{last.text} {one.text}", f"{last.shown} {one.shown}"
            texts.append(Utterance(one.unit, last.sentence, said, shown, one.pause))
        else:
            texts.append(one)
    return tuple(texts)


def read_segments(folder: Path, lesson: str) -> tuple[Narration | None, Diagnostics]:
    """Read the segments of a lesson; None without any finding: there are none."""
    path = folder / f"{lesson}.json"
    if not path.is_file():
        return None, ()
    with path.open("rb") as stream:
        return segments_parse(stream.read(_MOST), Where(show(path)))


def write_narration(folder: Path, narration: Narration, audio: bytes) -> None:
    """Write the sound, captions and transcript, and the segments last: they vouch for the sound."""
    renew(folder / narration.audio, audio)
    for ending in _ENDINGS - {narration.audio.rpartition(".")[2]}:  # of another format, before
        (folder / f"{narration.lesson}.{ending}").unlink(missing_ok=True)
    renew(folder / f"{narration.lesson}.vtt", captions(narration).encode())
    renew(folder / f"{narration.lesson}.txt", transcript(narration).encode())
    renew(folder / f"{narration.lesson}.json", segments_serialize(narration))


def is_there(folder: Path, narration: Narration) -> bool:
    """Tell whether the sound lies there that the segments belong to."""
    path = folder / narration.audio
    return path.is_file() and sha256_of(path.read_bytes()) == narration.sha256


def sha256_of(data: bytes) -> str:
    """Hash a sound."""
    return hashlib.sha256(data).hexdigest()


def narrations_of(project: Project, course: Course) -> tuple[Mapping[str, Narrated], Diagnostics]:
    """Read the narrations of a course in its language, by lesson; what is out of date is left out.

    Nothing is said of lessons that were never narrated.
    """
    folder = project.narrations(course.id, course.tag)
    if not course.narration.on or course.tag not in LANGUAGES or not folder.is_dir():
        return {}, ()
    lexicon, found = read_lexicon(project, course.tag)
    heard: dict[str, Narrated] = {}
    lessons = {one.id: one for one in lessons_of(course) if one.id not in course.narration.off}
    found += tuple(_left_over(folder, lessons))
    for lesson in lessons.values():
        narration, faults = read_segments(folder, lesson.id)
        found += faults
        if narration is None:
            continue
        utterances = script_of(course, lesson, lexicon).utterances
        stale = tuple(_stale(folder, narration, utterances))
        found += stale
        if not stale:
            heard[lesson.id] = Narrated(narration, folder / narration.audio)
    return heard, found


def _left_over(folder: Path, lessons: Container[str]) -> Iterator[Diagnostic]:
    for path in sorted(folder.glob("[!.]*.json")):
        if path.stem not in lessons:
            hint = f"Delete {path.stem}.* there."
            yield rules.NAR006.at(Where(show(path)), f"no lesson {path.stem} is narrated", hint)


def _stale(
    folder: Path, narration: Narration, utterances: tuple[Utterance, ...]
) -> Iterator[Diagnostic]:
    where = Where(show(folder / f"{narration.lesson}.json"))
    hint = "Run `pathya narrate`."
    if narration.digest not in (digest_of(utterances), digest_of(whole(utterances))):
        yield rules.NAR005.at(where, f"{narration.lesson} has another text now", hint)
    elif not is_there(folder, narration):
        yield rules.NAR005.at(where, f"{narration.audio} is missing, or another sound", hint)
