"""A narrated lesson as others take it: which sentence is heard when. JSON, WebVTT, a transcript."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.locales.speech import rules

if TYPE_CHECKING:
    from pathya.locales.speech.script import Utterance

VERSION = 1
_SOUND = re.compile(r"[a-z][a-z0-9-]*\.(?:mp3|opus)")
_CUE = 84
"""Characters of a cue, about: two lines of 42, as broadcasters have them."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, and when it is heard."""

    unit: str
    """The unit's id; `ui:…` for a word of the interface."""
    sentence: int
    """Its number in the unit, from 0."""
    start: int
    """Milliseconds from the beginning, as `end` is."""
    end: int
    shown: str
    """As it is read on the page, without markup."""
    clip: str = ""
    """What names its sound where spoken sentences are kept."""


@dataclass(frozen=True, slots=True)
class Narration:
    """A lesson in one language, as it is heard."""

    lesson: str
    tag: str
    """BCP 47."""
    audio: str
    """The file of the sound, beside that of the segments."""
    ms: int
    """The length of the sound."""
    sha256: str
    """Of the sound."""
    digest: str
    """SHA-256 of what is said: `digest_of`."""
    made: str
    """A hash of all that the sound was made of: clips, pauses, format, encoder."""
    voice: str
    segments: tuple[Segment, ...]


def digest_of(utterances: Iterable[Utterance]) -> str:
    """Hash what is said and shown, and the pauses: another digest is another narration."""
    rows = [(one.unit, one.sentence, one.text, one.shown, one.pause) for one in utterances]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def segments_serialize(narration: Narration) -> bytes:
    """Write a narration as JSON, a segment on each line."""
    head = {"version": VERSION, **asdict(narration)}
    rows = [json.dumps(row, ensure_ascii=False) for row in head.pop("segments")]
    said = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    listed = ",\n  ".join(rows)
    return f'{said},\n "segments": [\n  {listed}\n ]\n}}\n'.encode()


def segments_parse(data: bytes, where: Where) -> tuple[Narration | None, Diagnostics]:
    """Read a narration from JSON; None if it is not one that Pathya wrote."""
    try:
        read = json.loads(data)
        if read.pop("version") != VERSION:
            raise ValueError("of another version")
        rows = tuple(_segment(row) for row in read.pop("segments"))
        made = Narration(**read, segments=rows)
        _hold(made)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        hint = "Run `pathya narrate` again, or delete it."
        return None, (rules.NAR004.at(where, f"these are no segments: {fault}", hint),)
    return made, ()


def _segment(row: Any) -> Segment:
    made = Segment(**row)
    texts, numbers = (made.unit, made.shown, made.clip), (made.sentence, made.start, made.end)
    if not all(type(one) is str for one in texts) or not all(type(one) is int for one in numbers):
        raise ValueError("a segment has a value of another kind")
    return made


def _hold(one: Narration) -> None:
    """Refuse what no narration can be: others rely on it. Raises ValueError."""
    texts = (one.lesson, one.tag, one.audio, one.sha256, one.digest, one.made, one.voice)
    if not all(type(text) is str for text in texts) or type(one.ms) is not int:
        raise ValueError("a value is of another kind")
    if not _SOUND.fullmatch(one.audio):
        raise ValueError(f"{one.audio[:60]} is no file of sound")
    times = [time for row in one.segments for time in (row.start, row.end)]
    if not times or times != sorted(times) or times[0] < 0 or times[-1] > one.ms:
        raise ValueError("the times are not in order")


# --- captions and transcript ---------------------------------------------------------------------


def captions(narration: Narration) -> str:
    """Write WebVTT: a cue for each sentence; a long one is shared out by its letters."""
    cues = (cue for one in narration.segments for cue in cues_of(one))
    blocks = (f"{_time(start)} --> {_time(end)}\n{_escaped(text)}\n" for start, end, text in cues)
    return "\n".join(("WEBVTT\n", *blocks))


def cues_of(one: Segment) -> Iterator[tuple[int, int, str]]:
    """Give the cues of a segment: start and end in milliseconds, and the words."""
    parts = _parts(one.shown)
    whole, at = sum(map(len, parts)) or 1, 0
    for part in parts:
        start, at = one.start + (one.end - one.start) * at // whole, at + len(part)
        yield start, one.start + (one.end - one.start) * at // whole, part


def _parts(text: str) -> list[str]:
    """Cut a sentence between words, into parts of nearly the same length."""
    number, at = -(-len(text) // _CUE), 0
    parts: list[list[str]] = [[] for _ in range(number)]
    for word in text.split(" "):
        parts[int((at + len(word) / 2) * number / (len(text) + 1))].append(word)
        at += len(word) + 1
    return [" ".join(part) for part in parts if part]


def _time(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def transcript(narration: Narration) -> str:
    """Write what is heard as plain text: a line for each text of the lesson, its title first."""
    texts = groupby(narration.segments, lambda one: one.unit)
    return "".join(f"{' '.join(one.shown for one in rows)}\n" for _, rows in texts)
