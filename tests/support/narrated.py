"""Courses that are read aloud, by tones: when which sentence is heard is known to a millisecond."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from math import pi, sin
from pathlib import Path

from pathya.authoring.course import lessons_of
from pathya.authoring.diagnostics import Where
from pathya.build.narration.ffmpeg import RATE, Format, encode, find_ffmpeg
from pathya.build.narration.files import sha256_of, write_narration
from pathya.build.pipeline import open_course
from pathya.build.project import Project, Settings, read_framework
from pathya.locales.speech.lexicon import lexicon_of
from pathya.locales.speech.script import Utterance, script_of
from pathya.locales.speech.segments import Narration, Segment, digest_of, segments_parse

ROOT = Path(__file__).parents[2]
GAP, TONE = 100, 700
"""Milliseconds between two sentences, and of each."""
COURSE = """\
id: {tag}
title: {title}
description: {title}
language: {tag}
competencies: ["Functional / Handling RTI Matters / RTI Responsiveness"]
narration: {{on: true, format: {form}}}
"""
TEXTS = {
    "en": (
        "mp3",
        "The fee",
        "# Who pays\n\nUnder section 7(1) it is **ten rupees. No more** is asked. Who pays? The "
        "[Act](https://rti.gov.in) says it; see `form.a` as well.\n\n"
        "::: note\nKeep it. It is short.\n:::\n\n"
        "::: tabs\n### Central\nThe Rules of 2012.\n\n### State\nRules of the State.\n:::\n\n"
        "::: note\nThe end comes now.\n:::\n\n"
        "::: question #q-fee\n:type: single\n\nWhat is the fee? Choose.\n\n"
        "- [x] Ten rupees\n- [ ] Twenty rupees\n:::\n",
    ),
    "ur": (
        "opus",
        "فیس",
        "# کون ادا کرتا ہے\n\nدفعہ 7(1) کے تحت **دس روپے** ہیں۔ اس سے زیادہ نہیں۔ "
        "کون ادا کرے گا؟\n\n"
        "::: note\nاسے رکھیں۔ یہ مختصر ہے۔\n:::\n",
    ),
    "hi": (
        "mp3",
        "शुल्क",
        "# कौन देता है\n\nधारा 7(1) के अंतर्गत **दस रुपये** हैं। राज्\u200dय का नागरिक देता है।\n",
    ),
}


def write_course(place: Path, tag: str) -> Path:
    """Write a course of two lessons in a language, and give its folder."""
    form, title, text = TEXTS[tag]
    files = {
        "course.yaml": COURSE.format(tag=tag, title=title, form=form),
        "01-all/index.md": f"# {title}\n",
        "01-all/01-first.md": text,
        "01-all/02-second.md": f"# {title}\n\n{title}\n",
    }
    for name, written in files.items():
        (place / tag / name).parent.mkdir(parents=True, exist_ok=True)
        (place / tag / name).write_text(written, "utf-8")
    return place / tag


def tones(utterances: Iterable[Utterance]) -> tuple[bytes, tuple[Segment, ...]]:
    """Let each sentence be a tone of its own."""
    samples, segments = array("h"), []
    for number, one in enumerate(utterances):
        samples.extend([0] * (RATE * GAP // 1000))
        start = len(samples) * 1000 // RATE
        pitch = 2 * pi * (220 + 40 * number) / RATE
        samples.extend(int(9000 * sin(at * pitch)) for at in range(RATE * TONE // 1000))
        end = len(samples) * 1000 // RATE
        segments.append(Segment(one.unit, one.sentence, start, end, one.shown))
    samples.extend([0] * (RATE * GAP // 1000))
    return samples.tobytes(), tuple(segments)


def narrate(folder: Path, form: Format) -> None:
    """Narrate a course where its tests look for it."""
    course, found = open_course(folder, read_framework(Project(ROOT, Settings()))[0])
    assert course is not None, found
    for lesson in lessons_of(course):
        utterances = script_of(course, lesson, lexicon_of(course.tag)).utterances
        samples, segments = tones(utterances)
        audio = encode(find_ffmpeg(), samples, form, 0, -3)
        names = (lesson.id, course.tag, f"{lesson.id}.{form}", len(samples) * 500 // RATE)
        digests = (sha256_of(audio), digest_of(utterances), "", "tones")
        place = folder.parent / "narration" / course.id / course.tag
        place.mkdir(parents=True, exist_ok=True)
        write_narration(place, Narration(*names, *digests, segments), audio)


def segments_of(narrated: Path, tag: str) -> tuple[Segment, ...]:
    """The times that the page must keep."""
    path = narrated / f"narration/{tag}/{tag}/first.json"
    made, found = segments_parse(path.read_bytes(), Where(path.name))
    assert made is not None, found
    return made.segments
