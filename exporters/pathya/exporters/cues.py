"""How captions are read: fast enough, short enough, in lines that fit below a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from pathya.authoring.diagnostics import Diagnostic, Rule
from pathya.authoring.graphemes import clusters
from pathya.exporters import caption_rules as rules
from pathya.exporters.captions import Cue
from pathya.locales.languages import LANGUAGES

LINES = 2
SHORTEST, LONGEST = 833, 7000
"""Milliseconds that a cue is shown."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much of a script people read, in letters as readers see them (grapheme clusters)."""

    second: int
    line: int


_LETTERS = Pace(20, 42)
_SYLLABLES = Pace(15, 28)
"""What stands for a syllable is read as long as the letters that it is made of: Hindi is given 22
code points a second and 42 a line, and of 100 code points our translations make 56 to 70 clusters
in all Indic scripts."""
_OF_LETTERS = frozenset({"Latn", "Arab", "Olck"})

_TAG = re.compile("<[^<>]*>")
_UNSEEN = frozenset("\u200e\u200f\u2066\u2067\u2068\u2069")
"""They say which way text runs."""


def pace_of(tag: str) -> Pace:
    """Say how fast a language is read."""
    known = LANGUAGES.get(tag)
    return _LETTERS if known is None or known.script in _OF_LETTERS else _SYLLABLES


def check_cues(cues: Iterable[Cue], tag: str) -> Iterator[Diagnostic]:
    """Say which cues in a language (BCP 47) are hard to read; what stands in is not looked at."""
    pace = pace_of(tag)
    for cue in cues:
        if not cue.tag:
            for rule, message in _faults(cue, pace):
                yield rule.at(cue.where, message, _HINTS[rule])


def _faults(cue: Cue, pace: Pace) -> Iterator[tuple[Rule, str]]:
    lines = [line.strip() for line in unescape(_TAG.sub("", cue.text)).split("\n")]
    lengths, shown = [_length(line) for line in lines if line], cue.end - cue.start
    most = max(lengths, default=0)
    speed = sum(lengths) * 1000 / shown
    if speed > pace.second:
        yield rules.VTT009, f"{speed:.0f} letters a second; {pace.second} can be read"
    if len(lengths) > LINES:
        yield rules.VTT010, f"the cue has {len(lengths)} lines; {LINES} leave the picture free"
    if most > pace.line:
        yield rules.VTT011, f"a line has {most} letters; {pace.line} fit"
    if shown < SHORTEST:
        yield rules.VTT012, f"the cue is shown for {shown / 1000:.2f} seconds"
    if shown > LONGEST:
        yield rules.VTT013, f"the cue is shown for {shown / 1000:.1f} seconds"


def _length(line: str) -> int:
    return sum(letter not in _UNSEEN for letter in clusters(line))


_HINTS: Mapping[Rule, str] = {
    rules.VTT009: "Say it shorter, or show it longer.",
    rules.VTT010: "Say it shorter, or make two cues of it.",
    rules.VTT011: "Break the line, or say it shorter.",
    rules.VTT012: "Let it begin earlier or end later: 0.84 seconds are the least.",
    rules.VTT013: "Make two cues of it, or let it end earlier: 7 seconds are the most.",
}
