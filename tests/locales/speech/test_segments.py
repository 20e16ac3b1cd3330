"""Segments as JSON, WebVTT and a transcript."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.diagnostics import Where
from pathya.locales.speech.rules import NAR004
from pathya.locales.speech.segments import (
    Narration,
    Segment,
    captions,
    segments_parse,
    segments_serialize,
    transcript,
)

ONE = Narration(
    "limits", "hi", "limits.mp3", 4000, "s" * 64, "d" * 64, "m", "eSpeak NG 1.52.0 hi",
    (
        Segment("limits.a", 0, 0, 1000, "समय <सीमाएँ>"),
        Segment("limits.b", 0, 1500, 2500, "एक।"),
        Segment("limits.b", 1, 2600, 3661, "दो & तीन।"),
    ),
)  # fmt: skip


def test_segments_come_back():
    assert segments_parse(segments_serialize(ONE), Where("x")) == (ONE, ())


def test_captions_have_the_times_of_the_segments():
    assert captions(ONE) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nसमय &lt;सीमाएँ&gt;\n\n"
        "00:00:01.500 --> 00:00:02.500\nएक।\n\n00:00:02.600 --> 00:00:03.661\nदो &amp; तीन।\n"
    )


def test_a_long_sentence_is_shared_out_between_cues():
    text = " ".join(["word"] * 40)
    one = Narration("a", "en", "a.mp3", 9000, "", "", "", "", (Segment("u", 0, 0, 9000, text),))
    cues = captions(one).split("\n\n")[1:]
    times = [cue.split("\n")[0].split(" --> ") for cue in cues]
    assert [start for start, _ in times[1:]] == [end for _, end in times[:-1]]
    assert (times[0][0], times[-1][1], len(cues)) == ("00:00:00.000", "00:00:09.000", 3)
    assert " ".join(cue.split("\n")[1] for cue in cues) == text


def test_a_transcript_has_a_line_for_each_text():
    assert transcript(ONE) == "समय <सीमाएँ>\nएक। दो & तीन।\n"


FAULTS = [
    {"version": 2}, {"audio": "../x.mp3"}, {"audio": 1}, {"ms": "4"}, {"ms": 3000}, {"more": 1},
    {"segments": []}, {"segments": [{"unit": "u"}]}, {"segments": 1},
    {"segments": [{"unit": "u", "sentence": 0, "start": 0, "end": 2, "shown": "", "clip": 1}]},
    {"segments": [{"unit": "u", "sentence": 0, "start": 5, "end": 2, "shown": ""}]},
    {"segments": [{"unit": "u", "sentence": True, "start": 0, "end": 2, "shown": ""}]},
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_what_pathya_did_not_write_is_refused(fault):
    data = json.dumps(json.loads(segments_serialize(ONE)) | fault).encode()
    read, found = segments_parse(data, Where("x.json"))
    assert (read, [one.rule for one in found]) == (None, [NAR004])


@given(st.binary(max_size=40))
def test_any_bytes_are_refused(data):
    assert segments_parse(data, Where("x"))[0] is None
