"""From a lesson in one language to what is said of it, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pathya.authoring.course import Code, Course, Html, Inline, Lesson, Slot, Text
from pathya.authoring.diagnostics import Diagnostic, Diagnostics
from pathya.locales.sentences import sentences
from pathya.locales.speech import rules
from pathya.locales.speech.lexicon import Lexicon
from pathya.locales.speech.spoken import spoken
from pathya.locales.words import interface_words

UI = "ui:"
"""Before a unit's id: a word of the interface, such as the title of a box."""
SENTENCE = 300
"""Milliseconds after a sentence that is not the last of its text."""
PAUSES: Mapping[str, int] = {
    "title": 1000, "h2": 800, "h3": 700, "h4": 700, "h5": 700, "h6": 700, "summary": 700,
    "p": 600, "li": 450, "dt": 400, "dd": 600, "th": 300, "td": 300, "figcaption": 700,
    "label": 400, "question": 1200,
}  # fmt: skip
"""Milliseconds after a text, by what it is."""
_PARAGRAPH = 600
BLANK = "…"
"""Stands for a gap that learners fill: what belongs there is heard nowhere."""
_NAMED = 8
"""So many strange words are named."""

_TOKEN = re.compile("\ue000(\\d+)\ue001|<(/?)([a-z][a-z0-9]*+)([^<>]*)>")
_VOID = frozenset({"br", "col", "hr", "img", "input", "source", "wbr"})
_FOLDED = frozenset({"description", "transcript", "footnotes"})
"""Classes of what stands aside: long descriptions and transcripts, which are folded, and notes."""
_UNREAD = frozenset({"pre", "svg"})
_CLASS = re.compile(r' class="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence to say."""

    unit: str
    """The unit's id; `ui:…` for a word of the interface."""
    sentence: int
    """Its number in the unit, from 0."""
    text: str
    """As it is said."""
    shown: str
    """As it is read on the page, without markup."""
    pause: int
    """Milliseconds of silence after it."""


@dataclass(frozen=True, slots=True)
class Script:
    """What is said of a lesson, and what cannot be."""

    lesson: str
    utterances: tuple[Utterance, ...]
    found: Diagnostics


def script_of(course: Course, lesson: Lesson, lexicon: Lexicon) -> Script:
    """Write down what is said of a lesson in the course's language.

    Its title, then its texts in their order; of a question what is asked. Never answers, feedback,
    folded descriptions, footnotes, alternative texts, addresses or code.
    """
    said: list[Utterance] = []
    missing: list[str] = []
    foreign: dict[str, None] = {}
    for unit, kind in _texts(lesson):
        text = _text_of(course, unit)
        if text.tag != course.tag:
            missing.append(unit)
            continue
        for one, strange in _said(course, unit, PAUSES.get(kind, _PARAGRAPH), lexicon):
            foreign |= dict.fromkeys(strange)
            if one.text:
                said.append(one)
    found = tuple(_findings(lesson, lexicon.tag, missing, tuple(foreign)))
    return Script(lesson.id, tuple(said), found)


def _text_of(course: Course, unit: str) -> Text:
    if unit.startswith(UI):
        return interface_words(course.tag)[unit.removeprefix(UI)]
    return course.texts[unit]


def _findings(
    lesson: Lesson, tag: str, missing: list[str], foreign: tuple[str, ...]
) -> Iterator[Diagnostic]:
    if missing:
        message = f"{tag}: {len(missing)} texts of {lesson.id} are not translated"
        hint = f"They are not narrated: translate them into {tag}."
        yield rules.NAR002.at(lesson.where, message, hint)
    if foreign:
        words = ", ".join(foreign[:_NAMED]) + (" …" if len(foreign) > _NAMED else "")
        message = f"{tag}: {lesson.id} has words in another script: {words}"
        hint = f"Write how they are said into locales/speech/{tag}.csv: written,spoken."
        yield rules.NAR003.at(lesson.where, message, hint)


# --- sentences -----------------------------------------------------------------------------------


def _said(
    course: Course, unit: str, pause: int, lexicon: Lexicon
) -> Iterator[tuple[Utterance, tuple[str, ...]]]:
    """Give the sentences of a unit, and the strange words of each; the last has the long pause."""
    inline = _text_of(course, unit).inline
    codes = () if unit.startswith(UI) else course.units[unit].codes
    cut = sentences(inline, course.tag)
    for number, sentence in enumerate(cut):
        shown = _shown(sentence, codes)
        said = spoken(shown, lexicon)
        after = pause if number == len(cut) - 1 else SENTENCE
        yield Utterance(unit, number, said.text, shown, after), said.foreign


def _shown(text: Inline, codes: tuple[Code, ...]) -> str:
    """Give a sentence as it is read, with a gap for what learners are to find."""
    pieces: list[str] = []
    hidden = 0
    for piece in text:
        if isinstance(piece, str):
            pieces.append("" if hidden else piece)
        elif piece == -hidden:
            hidden = 0
        elif piece > 0 and codes[piece - 1].kind == "x-blank":
            hidden = piece
            pieces.append(BLANK)
        elif piece > 0 and codes[piece - 1].kind == "lb":
            pieces.append(" ")
    return " ".join("".join(pieces).split())


# --- the order of texts --------------------------------------------------------------------------


def _texts(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """Give the texts of a lesson in their order, each with what it is."""
    stems = {question.id: question.stem for question in lesson.questions}
    yield lesson.title, "title"
    yield from _walk(lesson.body, stems, "")


def _walk(html: Html, stems: Mapping[str, Html], kind: str) -> Iterator[tuple[str, str]]:
    slots = [piece for piece in html if isinstance(piece, Slot)]
    numbers = iter(range(len(slots)))
    marked = "".join(
        piece if isinstance(piece, str) else f"\ue000{next(numbers)}\ue001" for piece in html
    )
    open_: list[tuple[str, str]] = []
    # A slot inside a tag is an attribute, so it comes with its tag and not by itself.
    for found in _TOKEN.finditer(marked):
        if found[1]:
            slot = slots[int(found[1])]
            if any(what == "" for _, what in open_):
                continue
            if slot.kind == "question":
                yield from _walk(stems[slot.key], {}, "question")
            elif slot.kind == "text":
                yield slot.key, kind or _kind(open_)
        elif found[2]:
            while open_ and open_.pop()[0] != found[3]:
                pass
        elif found[3] not in _VOID:
            open_.append((found[3], _role(found[3], found[4])))


def _role(name: str, attributes: str) -> str:
    """Say what an element is to a listener; empty: it is not read out."""
    classed = _CLASS.search(attributes)
    classes = set(classed[1].split()) if classed else set()
    if name in _UNREAD or classes & _FOLDED:
        return ""
    return "label" if "label" in classes else name


def _kind(open_: list[tuple[str, str]]) -> str:
    """Find the innermost element that has a pause of its own; a paragraph of a list is an item."""
    roles = [role for _, role in open_ if role in PAUSES]
    if roles[-2:] in (["li", "p"], ["td", "p"], ["th", "p"], ["dd", "p"], ["figcaption", "p"]):
        return roles[-2]
    return roles[-1] if roles else "p"
