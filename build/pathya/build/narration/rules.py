"""What can be wrong with a narration. Codes are never reused."""

from __future__ import annotations

from pathya.authoring.diagnostics import Rule

NAR010 = Rule(
    "NAR010",
    "warning",
    "A voice does not speak a language.",
    "The language is not narrated. Another voice may speak it: course.yaml names one for each.",
)
NAR011 = Rule(
    "NAR011",
    "error",
    "A voice is not set up, or ffmpeg is missing.",
    "Nothing can be spoken. Keys never stand in course.yaml or pathya.toml, which others read.",
)
NAR012 = Rule(
    "NAR012",
    "error",
    "A voice did not answer, or what it gave is no sound.",
    "What it spoke before is kept; the same command goes on from there.",
)
NAR013 = Rule(
    "NAR013",
    "error",
    "A narration cannot be brought to the loudness that all have.",
    "Learners would turn the sound up and be startled by the next lesson.",
    "EBU R 128",
)
NAR014 = Rule(
    "NAR014",
    "warning",
    "A text has not been recorded.",
    "Its lesson is not narrated: half a lesson would be heard as a whole one.",
)
NAR015 = Rule(
    "NAR015",
    "warning",
    "A recording is much longer or shorter than its text.",
    "Mostly it is another text's, or was cut off.",
)
NAR016 = Rule(
    "NAR016",
    "warning",
    "A recording is too soft, or clipped.",
    "Made louder its noise is heard; what is clipped stays distorted.",
)
NAR017 = Rule(
    "NAR017",
    "error",
    "A recording cannot be read.",
    "Its lesson cannot be narrated.",
)
NAR018 = Rule(
    "NAR018",
    "warning",
    "A recording belongs to no text.",
    "Its name is mistyped, its kind is none that is read, or its text was changed since.",
)

RULES = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
