"""Narrating a course: what is spoken, what is left alone, what is told."""

from __future__ import annotations

import io
import json
import wave
from dataclasses import replace

import pytest

from pathya.authoring.course import Narrating
from pathya.build.files import renew
from pathya.build.narration import rules
from pathya.build.narration.ffmpeg import RATE, measure
from pathya.build.narration.files import narrations_of
from pathya.build.narration.narrate import narrate_course
from pathya.build.narration.voice import Voice
from pathya.locales.engines.protocol import EngineFault
from pathya.locales.speech import rules as speech_rules

SAID = ["Time limits", "Reply within 30 days.", "Count from the day of receipt.", "Keep a copy."]


def lesson_file(project):
    return project.root / "content/courses/limits/01-start/01-limits.md"


def told(booth, course):
    return [
        (one.lesson, one.sentences, one.spoken, one.written)
        for one in narrate_course(booth, course)
    ]


def test_a_lesson_is_spoken_once(booth, tone, read):
    assert told(booth, read()) == [("limits", 4, 4, True)]
    assert tone.said == SAID
    assert told(booth, read()) == [("limits", 4, 0, False)]
    assert tone.said == SAID


def test_a_changed_sentence_is_spoken_alone_and_its_lesson_is_written(booth, tone, read, project):
    more = lesson_file(project).with_name("02-more.md")
    more.write_text("# More\n\nAnother lesson.\n")
    told(booth, read())
    file = lesson_file(project)
    file.write_text(file.read_text().replace("30 days", "35 days"))
    tone.said.clear()
    assert told(booth, read()) == [("limits", 4, 1, True), ("more", 2, 0, False)]
    assert tone.said == ["Reply within 35 days."]


def test_the_same_bytes_twice_also_without_the_store(booth, read, project, tmp_path):
    folder = project.narrations("limits", "en")

    def made() -> dict[str, bytes]:
        told(booth, read())
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    first = made()
    assert set(first) == {"limits.mp3", "limits.json", "limits.vtt", "limits.txt"}
    for path in (*folder.iterdir(), *(tmp_path / "store").rglob("*")):
        if path.is_file():
            path.unlink()
    assert made() == first


@pytest.mark.parametrize("form", ["mp3", "opus"])
def test_what_is_written_has_the_loudness_and_tells_when_each_sentence_is_heard(
    booth, read, project, ffmpeg, form
):
    course = replace(read(), narration=Narrating(True, format=form))
    told(booth, course)
    heard, found = narrations_of(project, course)
    assert found == ()
    narration = heard["limits"].narration
    level = measure(ffmpeg, heard["limits"].audio.read_bytes(), form)
    assert abs(level.lufs + 18) <= 1
    assert level.peak <= -3
    assert [one.shown for one in narration.segments] == SAID
    assert [(one.start, one.end) for one in narration.segments][:2] == [(250, 750), (1750, 2650)]
    folder = project.narrations("limits", "en")
    assert (folder / "limits.txt").read_text() == (
        "Time limits\nReply within 30 days. Count from the day of receipt.\nKeep a copy.\n"
    )
    assert (
        (folder / "limits.vtt")
        .read_text()
        .startswith("WEBVTT\n\n00:00:00.250 --> 00:00:00.750\nTime limits\n")
    )


def test_a_dry_run_says_what_there_is_to_do(booth, tone, read, project):
    assert told(replace(booth, dry_run=True), read()) == [("limits", 4, 4, True)]
    assert tone.said == []
    assert not project.narrations("limits", "en").exists()


def test_a_lesson_that_is_off_is_not_narrated(booth, read):
    assert told(booth, replace(read(), narration=Narrating(True, off=("limits",)))) == []


def test_a_language_without_a_voice_says_so(booth, read):
    mute = Voice("Mute", lambda _: "", lambda *_: "", lambda *_: ())
    (one,) = narrate_course(replace(booth, voice=lambda *_: mute), read())
    assert [(f.rule, f.message) for f in one.found] == [
        (rules.NAR010, "Mute has no voice for English (en)")
    ]


def test_the_voice_of_a_language_goes_before_that_of_the_course(booth, read, tone):
    asked = []

    def voice(name, _course):
        asked.append(name)
        return tone.voice()

    booth = replace(booth, voice=voice, dry_run=True)
    narrating = Narrating(True, "bhashini", {"en": "recorded"})
    list(narrate_course(booth, replace(read(), narration=narrating)))
    list(narrate_course(booth, replace(read(), narration=replace(narrating, voices={}))))
    list(narrate_course(replace(booth, chosen="espeak"), read()))
    assert asked == ["recorded", "bhashini", "espeak"]


@pytest.mark.parametrize(
    ("kind", "rule"), [("setup", rules.NAR011), ("failed", rules.NAR012), ("pair", rules.NAR010)]
)
def test_a_voice_that_fails_is_told_of_and_what_it_said_is_kept(booth, read, tone, kind, rule):
    tone.fault = EngineFault("no line", kind=kind)
    (one,) = narrate_course(booth, read())
    assert [fault.rule for fault in one.found] == [rule]
    assert not one.written
    tone.fault = None
    assert told(booth, read()) == [("limits", 4, 4, True)]


def test_silence_is_no_clip(booth, read, tone):
    tone.sound = lambda _: b"RIFF" + b"\0" * 40
    (one,) = narrate_course(booth, read())
    assert [fault.rule for fault in one.found] == [rules.NAR012]


def test_what_cannot_be_brought_to_the_loudness_is_told_of(booth, read, tone):
    tone.sound = lambda _: wav_of_a_click()
    (one,) = narrate_course(booth, read())
    assert ([fault.rule for fault in one.found], one.written) == ([rules.NAR013], False)


def wav_of_a_click() -> bytes:
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(b"\xff\x7f")
    return stream.getvalue()


# --- what is out of date -------------------------------------------------------------------------


def test_a_narration_of_another_text_is_told_of_and_not_used(booth, read, project):
    told(booth, read())
    file = lesson_file(project)
    file.write_text(file.read_text().replace("30 days", "35 days"))
    heard, found = narrations_of(project, read())
    assert heard == {}
    assert [(one.rule, one.where.path, one.message) for one in found] == [
        (
            speech_rules.NAR005,
            "content/narration/limits/en/limits.json",
            "limits has another text now",
        )
    ]


@pytest.mark.parametrize("data", [b"", b"another sound"])
def test_a_sound_that_does_not_belong_is_told_of(booth, read, project, data):
    told(booth, read())
    sound = project.narrations("limits", "en") / "limits.mp3"
    sound.write_bytes(data) if data else sound.unlink()
    assert [one.rule for one in narrations_of(project, read())[1]] == [speech_rules.NAR005]
    assert told(booth, read()) == [("limits", 4, 0, True)]
    assert narrations_of(project, read())[1] == ()


@pytest.mark.parametrize("written", range(4))
def test_what_was_killed_in_the_middle_is_never_heard_half(
    booth, read, project, monkeypatch, written
):
    told(booth, read())
    file = lesson_file(project)
    file.write_text(file.read_text().replace("30 days", "35 days"))
    with monkeypatch.context() as patched:
        calls = iter(range(4))

        def stopped(path, data):
            if next(calls) == written:
                raise KeyboardInterrupt
            renew(path, data)

        patched.setattr("pathya.build.narration.files.renew", stopped)
        with pytest.raises(KeyboardInterrupt):
            told(booth, read())
    heard, found = narrations_of(project, read())
    assert (heard, [one.rule for one in found]) == ({}, [speech_rules.NAR005])
    assert told(booth, read()) == [("limits", 4, 0, True)]
    assert narrations_of(project, read())[1] == ()


def test_segments_that_cannot_be_read_are_told_of(booth, read, project):
    told(booth, read())
    file = project.narrations("limits", "en") / "limits.json"
    file.write_text(json.dumps({"version": 7}))
    assert [one.rule for one in narrations_of(project, read())[1]] == [speech_rules.NAR004]


def test_a_course_that_is_not_narrated_has_nothing(booth, read, project):
    told(booth, read())
    assert narrations_of(project, replace(read(), narration=Narrating())) == ({}, ())


def test_a_narration_of_a_lesson_that_is_gone_is_told_of(booth, read, project):
    told(booth, read())
    off = replace(read(), narration=Narrating(True, off=("limits",)))
    heard, found = narrations_of(project, off)
    assert heard == {}
    assert [(one.rule, one.message) for one in found] == [
        (speech_rules.NAR006, "no lesson limits is narrated")
    ]


def test_another_format_takes_the_place_of_the_first(booth, read, project):
    told(booth, read())
    told(booth, replace(read(), narration=Narrating(True, format="opus")))
    folder = project.narrations("limits", "en")
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".opus", ".txt", ".vtt"]
