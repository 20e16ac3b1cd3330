"""Narrated lessons: the player, the sentences' times, and the files that only they need."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import splitext
from typing import TYPE_CHECKING

from pathya.authoring.course import lessons_of
from pathya.exporters.assets import asset
from pathya.exporters.edition import Edition, Narrated
from pathya.exporters.html import Sheet, isolated, native, print_said, print_word
from pathya.exporters.package import Member, hashed
from pathya.exporters.scripts import script

if TYPE_CHECKING:
    from pathya.locales.speech.segments import Narration

SPEEDS = ("0.75", "1", "1.25", "1.5", "1.75", "2")
"""How fast learners can listen; the runtime takes these from the page."""

_STYLE, _SCRIPT = "narration.css", "narration.js"
_WORDS = (
    *("sentence-back", "sentence-on", "listen", "pause", "speed"),
    *("captions", "transcript", "no-sound"),
)
_BACK = "M6 5v14M19 5 9 12l10 7z"
_ON = "M18 5v14M5 5l10 7-10 7z"
_PLAY = "M7 4v16l13-8z"
_PAUSE = "M8 4v16M16 4v16"


def heard_in(edition: Edition) -> tuple[Narrated, ...]:
    """The narrated lessons of an edition, in order."""
    lessons = (lesson.id for lesson in lessons_of(edition.course))
    return tuple(edition.narration[name] for name in lessons if name in edition.narration)


def marks_of(edition: Edition) -> Mapping[tuple[str, str], Mapping[int, int]]:
    """Number the marks of sentences: by lesson and unit, from a sentence's number to its mark's.

    A mark has the number of the first segment that says the sentence: a text that stands in a
    lesson twice is printed once, and its marks are the same.
    """
    marks: dict[tuple[str, str], dict[int, int]] = {}
    for one in heard_in(edition):
        for number, segment in enumerate(one.narration.segments):
            unit = marks.setdefault((one.narration.lesson, segment.unit), {})
            unit.setdefault(segment.sentence, number)
    return marks


def sounds_of(edition: Edition) -> tuple[Member, ...]:
    """The sounds of an edition, named after their content."""
    return tuple(Member(_sound(one.narration), one.audio, stored=True) for one in heard_in(edition))


def narration_members(edition: Edition) -> tuple[Member, ...]:
    """All that a package holds for its narrated lessons; nothing where there are none."""
    heard = heard_in(edition)
    if not heard:
        return ()
    lines = (lines_of(one.narration) for one in heard)
    return (asset(_STYLE), asset(_SCRIPT), *lines, *sounds_of(edition))


def lines_of(narration: Narration) -> Member:
    """Write what is heard when, as a script: for marks, captions and the transcript.

    A row is a sentence: the number of its mark, whether a text begins with it, and its captions,
    each with start and end in milliseconds.
    """
    from pathya.locales.speech.segments import cues_of  # noqa: PLC0415 - few courses are narrated

    first: dict[tuple[str, int], int] = {}
    rows: list[tuple[int, bool, tuple[tuple[int, int, str], ...]]] = []
    unit = ""
    for number, one in enumerate(narration.segments):
        mark = first.setdefault((one.unit, one.sentence), number)
        cues = ((start, end, isolated(text, narration.tag)) for start, end, text in cues_of(one))
        rows.append((mark, one.unit != unit or mark != number, tuple(cues)))
        unit = one.unit
    return hashed("lines.js", script("PATHYA_LINES", rows).encode())


# --- what stands in the places -------------------------------------------------------------------


def print_sound_head(sheet: Sheet) -> str:
    """Load the player's style and script, where anything is narrated."""
    if not heard_in(sheet.edition):
        return ""
    return (
        f'<link rel="stylesheet" href="{asset(_STYLE).name}">\n'
        f'<script src="{asset(_SCRIPT).name}" defer></script>\n'
    )


def print_sound(lesson: str, sheet: Sheet) -> str:
    """Print the sound of a lesson: the browser's own player, until the runtime has a better one."""
    heard = sheet.edition.narration.get(lesson)
    if heard is None:
        return ""
    narration, size = heard.narration, -(-heard.audio.stat().st_size // 1000)
    slow = print_word("slow-line", (("n", size),), sheet)
    # Of the class `hint`, for the search passes over such.
    return (
        f'<div class="narration hint" role="group" aria-label="{print_said("narration", sheet)}">'
        f'<audio controls preload="none" src="{_sound(narration)}" data-ms="{narration.ms}" '
        f'data-lines="{lines_of(narration).name}"></audio>\n'
        f'<p class="slow" hidden>{slow}</p></div>\n'
    )


def print_player(sheet: Sheet) -> str:
    """Print the controls of all players once, for the runtime to copy."""
    if not heard_in(sheet.edition):
        return ""
    speeds = "".join(_speed(speed, sheet) for speed in SPEEDS)
    back, on, listen, pause, speed, captions, transcript, silent = (
        print_word(key, (), sheet) for key in _WORDS
    )
    return f"""<template id="_player"><div class="bar">
<div class="keys"><button type="button" class="plain earlier">{_icon(_BACK)}\
<span class="unseen">{back}</span></button>
<button type="button" class="play">{_icon(_PLAY)}<span>{listen}</span></button>
<button type="button" class="pause" hidden>{_icon(_PAUSE)}<span>{pause}</span></button>
<button type="button" class="plain later">{_icon(_ON)}\
<span class="unseen">{on}</span></button></div>
<span class="time"></span>
<label><span>{speed}</span> <select>{speeds}</select></label>
<button type="button" class="plain captions" aria-pressed="true">{captions}</button></div>
<p class="cue" hidden></p>
<p class="silent" hidden>{silent}</p>
<p class="verdict" role="status"></p>
<details class="hint"><summary>{transcript}</summary>
<ol></ol></details></template>
"""


def _speed(speed: str, sheet: Sheet) -> str:
    said = "".join(native(int(one), sheet.edition) if one.isdigit() else one for one in speed)
    return f'<option value="{speed}"{" selected" if speed == "1" else ""}>{said}×</option>'


def _icon(path: str) -> str:
    return (
        '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path '
        f'd="{path}" fill="currentColor" stroke="currentColor" stroke-width="2"/></svg>'
    )


def _sound(narration: Narration) -> str:
    ending = splitext(narration.audio)[1]
    return f"assets/{narration.lesson}-{narration.sha256[:10]}{ending}"
