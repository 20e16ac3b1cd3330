"""What makes captions hard to read: one record per rule. Codes are never reused."""

from __future__ import annotations

from pathya.authoring.diagnostics import Rule

_TIMED_TEXT = "Netflix Timed Text Style Guide, General Requirements"

VTT009 = Rule(
    "VTT009",
    "warning",
    "A cue is shown for less time than people need to read it.",
    "Who reads misses the end of it, or the picture. Letters count as readers see them: 20 a "
    "second in Latin, Arabic and Ol Chiki, 15 in the Indic scripts, whose letters are syllables.",
    "Netflix Timed Text Style Guide: 20 characters a second in English and Arabic, 22 code points "
    "in Hindi, which are 15 letters",
)
VTT010 = Rule(
    "VTT010",
    "warning",
    "A cue has more than two lines.",
    "It covers the picture, and on a phone most of it.",
    f"{_TIMED_TEXT} §5",
)
VTT011 = Rule(
    "VTT011",
    "warning",
    "A line of a cue is too long.",
    "Players break it where they like, and two lines become four. 42 letters fit in Latin, Arabic "
    "and Ol Chiki, 28 in the Indic scripts, whose letters are wider.",
    "Netflix Timed Text Style Guide: 42 characters a line in English and Hindi, there code points",
)
VTT012 = Rule(
    "VTT012",
    "warning",
    "A cue is shown for less than five sixths of a second.",
    "It flickers; nobody knows what it was.",
    f"{_TIMED_TEXT} §1",
)
VTT013 = Rule(
    "VTT013",
    "warning",
    "A cue is shown for longer than seven seconds.",
    "Readers begin it again, and what is said moves on.",
    f"{_TIMED_TEXT} §1",
)
