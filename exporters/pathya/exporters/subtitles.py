"""A file of captions as a document whose texts are translated: its cues.

The document is a `Course` that has units and nothing else. So whatever knows the catalog of a
course knows the catalog of its captions: merging, counting, engines, exchange, review.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape, unescape
from itertools import accumulate

from pathya.authoring.course import Code, Course, Inline, Text, Unit, file_for, plain
from pathya.authoring.diagnostics import NOWHERE, Diagnostic, Diagnostics, Where, has_errors
from pathya.authoring.graphemes import clusters, cut
from pathya.authoring.scribe import unit_digest
from pathya.authoring.sources import nfc
from pathya.exporters.captions import Cue
from pathya.exporters.cues import check_cues, pace_of
from pathya.exporters.html import isolated
from pathya.exporters.parts import captions_in
from pathya.exporters.tracks import read_cues
from pathya.locales.catalog import joined

SCOPE = "captions"
"""Starts the ids of the units."""

_TAG = re.compile("<([^<>]*)>")
_TURN = re.compile(r"\n(?=(?:<[^<>]*>)*[ \t]*[-\u2010-\u2015]|<v[ .])")
"""The end of a line behind which somebody else speaks. Other ends are where the line was full."""
_VOICE = re.compile(r"<v(?:\.[^<>\s]*)?\s([^<>]+)>")
_LINE = "br"
"""Stands for such an end among WebVTT's tags, which have no such name."""
_EMPTY = re.compile(r"(?<![ \t])[ \t]*\n\s*")
"""The end of a line, and empty ones behind it, which would cover the picture."""
_KINDS = {"b": "bold", "i": "italic"}
_ABOUT = 60
"""Letters of the cues before and after that a translator is shown."""


def caption_documents(course: Course) -> tuple[Course, ...]:
    """Make a document of each file of captions that a course shows, as it is in the source.

    Files with errors are left out, since their texts cannot be trusted.
    """
    read = ((name, *read_cues(course, name)) for name in sorted(captions_in(course)))
    return tuple(
        _document(course, name, cues) for name, cues, found in read if not has_errors(found)
    )


def caption_faults(course: Course) -> Mapping[str, Diagnostics]:
    """Say what is wrong with the files of captions that a course shows, by the documents' ids."""
    return {f"{course.id}/{name}": read_cues(course, name)[1] for name in captions_in(course)}


def captions_name(document: Course) -> str:
    """Name the file that a document was made of, from the course folder; empty for a course."""
    return document.id.partition("/")[2]


def has_own_file(document: Course, tag: str) -> bool:
    """Tell whether a language has captions in a file of its own, and so no need of a catalog."""
    name = captions_name(document)
    return bool(name) and file_for(document.media, name, tag) != name


def subtitled(document: Course, places: Mapping[str, Where]) -> tuple[Cue, ...]:
    """Give the cues of a localised document; none if none is translated.

    `places`: where translations stand, by unit. A cue without translation keeps its language.
    """
    if all(text.tag != document.tag for text in document.texts.values()):
        return ()
    cues, _ = read_cues(document, captions_name(document))
    names = {unit.where: name for name, unit in document.units.items()}
    return tuple(
        _said(cue, document, names[cue.where], places) if cue.where in names else cue
        for cue in cues
    )


def check_said(document: Course, name: str, target: Inline, tag: str) -> Iterator[Diagnostic]:
    """Say what makes a translation hard to read in the time of its cue; its codes are sound."""
    unit = document.units[name]
    cues, _ = read_cues(document, captions_name(document))
    mine = [cue for cue in cues if cue.where == unit.where]
    text = _printed(Text(target, tag), unit.codes)
    yield from check_cues([replace(cue, text=text) for cue in mine], tag)


def _said(cue: Cue, document: Course, name: str, places: Mapping[str, Where]) -> Cue:
    text, codes = document.texts[name], document.units[name].codes
    if text.tag != document.tag:
        return replace(cue, tag=text.tag)
    where = places.get(name, NOWHERE)  # as it is for a pseudo-locale, which has no file
    return replace(cue, text=_printed(text, codes), where=where if where.path else cue.where)


# --- from cues to units --------------------------------------------------------------------------


def _document(course: Course, name: str, cues: tuple[Cue, ...]) -> Course:
    units = {unit.id: unit for unit in _units([cue for cue in cues if _speaks(cue)])}
    return Course(
        id=f"{course.id}/{name}",
        tag=course.source_tag,
        source_tag=course.source_tag,
        title="",
        description="",
        keywords=(),
        modules=(),
        units=units,
        texts={unit.id: Text(unit.source, course.source_tag) for unit in units.values()},
        media=course.media,
        where=course.where,
    )


def _speaks(cue: Cue) -> bool:
    """Tell whether there is anything to translate: notes of music are the same everywhere."""
    return any(char.isalnum() for char in unescape(_TAG.sub("", cue.text)))


def _units(cues: list[Cue]) -> Iterator[Unit]:
    alike = Counter[str]()
    parted = [_parted(cue.text) for cue in cues]
    words = ["", *(_words(*one) for one in parted), ""]
    for at, (cue, (inline, codes)) in enumerate(zip(cues, parted, strict=True)):
        base = f"{SCOPE}.{unit_digest(inline, codes)}"
        alike[base] += 1
        name = f"{base}.{alike[base]}" if alike[base] > 1 else base
        note = " · ".join(_about(cue, words[at], words[at + 2]))
        yield Unit(name, inline, codes, note, cue.where)


def _words(inline: Inline, codes: tuple[Code, ...]) -> str:
    turned = (
        one if isinstance(one, str) else " "
        for one in inline
        if isinstance(one, str) or codes[abs(one) - 1].kind == "lb"
    )
    return " ".join("".join(turned).split())


def _about(cue: Cue, before: str, after: str) -> Iterator[str]:
    """Tell a subtitler when a cue is shown, who speaks, and between which others."""
    yield f"{_time(cue.start)}–{_time(cue.end)}"
    yield from dict.fromkeys(" ".join(unescape(name).split()) for name in _VOICE.findall(cue.text))
    if before:
        yield f"before: {cut(before, _ABOUT)}"
    if after:
        yield f"after: {cut(after, _ABOUT)}"


def _time(milliseconds: int) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def _parted(text: str) -> tuple[Inline, tuple[Code, ...]]:
    """Part a cue into words and the codes of its tags; times inside it are left out.

    As in browsers, an end that fits no tag has no effect, and the end of the cue ends all.
    """
    pieces: list[str | int] = []
    codes: list[Code] = []
    inside: list[tuple[int, str]] = []
    begun = False
    for at, piece in enumerate(_TAG.split(_TURN.sub(f"<{_LINE}>", text.strip()))):
        name = re.split(r"[\s.]", piece.removeprefix("/"), maxsplit=1)[0]
        if at % 2 == 0:
            pieces.append(re.sub(r"[ \t\n\r]+", " ", unescape(piece)))
            begun = begun or bool(piece.strip())
        elif piece == _LINE:
            if begun:  # no line is empty
                codes.append(Code("lb", ("\n",)))
                pieces.append(len(codes))
            begun = False
        elif piece.startswith("/"):
            if inside and inside[-1][1] == name:
                pieces.append(-inside.pop()[0])
        elif not name[:1].isdigit():
            if name == "v" and inside and inside[-1][1] == "v":  # another speaks
                pieces.append(-inside.pop()[0])
            codes.append(Code(_KINDS.get(name, "x-span"), (f"<{piece}>",), f"</{name}>"))
            inside.append((len(codes), name))
            pieces.append(len(codes))
    pieces += [-number for number, _ in reversed(inside)]
    words = (nfc(one) if isinstance(one, str) else one for one in joined(pieces))
    return tuple(words), tuple(codes)


# --- and back ------------------------------------------------------------------------------------


def _printed(text: Text, codes: tuple[Code, ...]) -> str:
    """Print a translation as WebVTT, in lines as long as each other if it needs two."""
    pieces: list[str] = []
    for piece in _in_lines(text.inline, codes, pace_of(text.tag).line):
        if isinstance(piece, str):
            pieces.append(escape(isolated(piece, text.tag), quote=False))
        elif piece > 0:
            pieces += (part for part in codes[piece - 1].open if isinstance(part, str))
        else:
            pieces.append(codes[-piece - 1].close or "")
    return _EMPTY.sub("\n", "".join(pieces)).strip()


def _in_lines(inline: Inline, codes: tuple[Code, ...], line: int) -> Inline:
    """Break a text that is too long for a line at the space next to its middle.

    What its translator has broken stays as it is, and what is longer is not made to fit.
    """
    words = plain(inline)
    broken = "\n" in words or any(
        codes[n - 1].kind == "lb" for n in inline if isinstance(n, int) and n > 0
    )
    letters = [*clusters(words)]
    starts = accumulate(map(len, letters), initial=0)
    spaces = [
        (abs(2 * number - len(letters)), start)
        for number, (letter, start) in enumerate(zip(letters, starts, strict=False))
        if letter == " "
    ]
    if broken or len(letters) <= line or not spaces:
        return inline
    _, middle = min(spaces)
    pieces: list[str | int] = []
    start = 0
    for piece in inline:
        if isinstance(piece, int):
            pieces.append(piece)
            continue
        at = middle - start
        start += len(piece)
        pieces.append(f"{piece[:at]}\n{piece[at + 1 :]}" if 0 <= at < len(piece) else piece)
    return tuple(pieces)
