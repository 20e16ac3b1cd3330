"""Recordings: found by the ids of texts, checked for length and level."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pathya.authoring.course import Narrating, lessons_of
from pathya.build.narration import rules
from pathya.build.narration.booths import open_booth
from pathya.build.narration.files import narrations_of, whole
from pathya.build.narration.narrate import narrate_course
from pathya.build.store.folder import Store
from pathya.locales.speech.lexicon import lexicon_of
from pathya.locales.speech.script import Utterance, script_of


@pytest.fixture
def course(read):
    return replace(read(), narration=Narrating(True, "recorded"))


@pytest.fixture
def studio(project, tmp_path):
    return open_booth(project, Store(tmp_path / "store"))


@pytest.fixture
def record(project, course, tone_of):
    """Record all texts, each as long as it takes, and give their files."""

    def make(**how):
        folder = project.narrations("limits", "en") / "recorded"
        folder.mkdir(parents=True, exist_ok=True)
        (lesson,) = lessons_of(course)
        texts = whole(script_of(course, lesson, lexicon_of("en")).utterances)
        files = [folder / f"{one.unit}.wav" for one in texts]
        for file, one in zip(files, texts, strict=True):
            file.write_bytes(
                tone_of(how.get("ms") or 70 * len(one.text), loud=how.get("loud", 0.3))
            )
        return files

    return make


def test_the_sentences_of_a_text_are_one_recording():
    rows = (("a", 0), ("b", 0), ("b", 1), ("c", 0), ("c", 0))
    texts = whole(tuple(Utterance(u, n, f"{u}{n}", f"{u}{n}", n) for u, n in rows))
    assert [(one.unit, one.text, one.pause) for one in texts] == [
        ("a", "a0", 0), ("b", "b0 b1", 1), ("c", "c0", 0), ("c", "c0", 0),
    ]  # fmt: skip


def test_recordings_are_narrated(course, studio, record, project):
    record()
    (told,) = narrate_course(studio, course)
    assert (told.sentences, told.spoken, told.written, told.found) == (3, 3, True, ())
    heard, found = narrations_of(project, course)
    assert found == ()
    assert [one.shown for one in heard["limits"].narration.segments] == [
        "Time limits", "Reply within 30 days. Count from the day of receipt.", "Keep a copy.",
    ]  # fmt: skip


def test_another_take_is_narrated_anew(course, studio, record, tone_of):
    files = record()
    list(narrate_course(studio, course))
    files[0].write_bytes(tone_of(800))
    (told,) = narrate_course(studio, course)
    assert (told.spoken, told.written) == (1, True)


def test_what_is_missing_is_named_and_its_lesson_left_out(course, studio, record):
    files = record()
    files[1].unlink()
    (told,) = narrate_course(studio, course)
    (found,) = told.found
    assert (told.written, found.rule) == (False, rules.NAR014)
    assert found.message.endswith("Reply within 30 days. Count from the day of receipt.")
    assert found.hint == f"Record it as content/narration/limits/en/recorded/{files[1].name}."


def test_recordings_of_no_text_are_told_of(course, studio, record):
    folder = record()[0].parent
    for name in ("limits.00000000.wav", f"{record()[0].stem}.aac", ".DS_Store"):
        (folder / name).write_bytes(b"")
    _, told = narrate_course(studio, course)
    place = "content/narration/limits/en/recorded"
    assert [(one.rule, one.where.path) for one in told.found] == [
        (rules.NAR018, f"{place}/limits.00000000.wav"),
        (rules.NAR018, f"{place}/{record()[0].stem}.aac"),
    ]


@pytest.mark.parametrize(
    ("how", "rule", "count"),
    [({"ms": 14_000}, rules.NAR015, 1), ({"loud": 0.002}, rules.NAR016, 3)],
)
def test_length_and_level_are_checked(course, studio, record, how, rule, count):
    record(**how)
    (told,) = narrate_course(studio, course)
    assert [one.rule for one in told.found] == [rule] * count


def test_a_clipped_recording_is_told_of(course, studio, record):
    record(loud=1.0)
    (told,) = narrate_course(studio, course)
    assert {one.rule for one in told.found} == {rules.NAR016}


def test_a_recording_that_is_none_is_told_of(course, studio, record):
    record()[0].write_bytes(b"#EXTM3U\nhttps://example.org/x.wav\n")
    (told,) = narrate_course(studio, course)
    assert ([one.rule for one in told.found], told.written) == ([rules.NAR017], False)
