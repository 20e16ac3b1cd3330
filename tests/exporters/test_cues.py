"""What makes cues hard to read, by script."""

from __future__ import annotations

import pytest

from pathya.authoring.diagnostics import Where
from pathya.exporters.captions import Cue
from pathya.exporters.cues import check_cues

HERE = Where("media/call.vtt", 3)
KA, KSHA, KI, RA, TI = "क", "क्षि", "কি", "ر", "தி"


def found(text: str, milliseconds: int, tag: str = "en") -> list[str]:
    cue = Cue(1000, 1000 + milliseconds, text, {}, where=HERE)
    return [f"{one.where.line} {one.rule.code} {one.message}" for one in check_cues([cue], tag)]


@pytest.mark.parametrize(
    ("tag", "letter", "second", "line"),
    [
        ("en", "a", 20, 42),
        ("hi", KSHA, 15, 28),
        ("hi", KA, 15, 28),
        ("bn", KI, 15, 28),
        ("ta", TI, 15, 28),
        ("or", "କ୍ଷ", 15, 28),
        ("mni-Mtei", "ꯀꯤ", 15, 28),
        ("sat-Olck", "ᱚ", 20, 42),
        ("sd-Deva", KA, 15, 28),
        ("sd-Arab", RA, 20, 42),
        ("ur", f"{RA}\u064e", 20, 42),
        ("fr", "é", 20, 42),
    ],
)
def test_scripts_have_their_pace(tag: str, letter: str, second: int, line: int) -> None:
    assert found(letter * second, 1000, tag) == []
    assert found(letter * (second + 1), 1000, tag) == [
        f"3 VTT009 {second + 1} letters a second; {second} can be read"
    ]
    assert found(letter * line, 6000, tag) == []
    assert found(letter * (line + 1), 6000, tag) == [
        f"3 VTT011 a line has {line + 1} letters; {line} fit"
    ]


@pytest.mark.parametrize(
    ("text", "milliseconds", "messages"),
    [
        ("a\nb", 2000, []),
        ("a\nb\nc", 2000, ["3 VTT010 the cue has 3 lines; 2 leave the picture free"]),
        ("a\n<i> </i>\nb", 2000, []),
        ("Hi", 833, []),
        ("Hi", 832, ["3 VTT012 the cue is shown for 0.83 seconds"]),
        ("Hi", 7000, []),
        ("Hi", 7001, ["3 VTT013 the cue is shown for 7.0 seconds"]),
        ("\u2066" + "a" * 20 + "\u2069\u200e", 1000, []),
        ("<v A very long name of somebody>&amp;&lt;" + "a" * 18, 1000, []),
    ],
)
def test_cues_are_short_and_long_enough(text: str, milliseconds: int, messages: list[str]) -> None:
    assert found(text, milliseconds) == messages


def test_what_stands_in_is_said_of_its_own_language() -> None:
    assert [*check_cues([Cue(0, 1000, "a" * 99, {}, "en", HERE)], "hi")] == []
