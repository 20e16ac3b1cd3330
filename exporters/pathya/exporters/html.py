"""HTML with slots to HTML: the texts of one edition, escaped, in the places that they have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pathya.authoring.course import Course, Html, Inline, Slot, Text, file_for, plain
from pathya.exporters.edition import Edition
from pathya.locales.languages import LANGUAGES

UI = "ui:"
"""Before a key: a word of the interface, not a unit of the course."""

_SECTION = re.compile(r"(?<![0-9])[0-9]+(?:\([0-9A-Za-z]+\))+")
"""A section of an Act, `7(1)`: among right-to-left letters its halves would change places."""
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))


@dataclass(frozen=True, slots=True)
class Track:
    """What the page says of the captions of a player."""

    href: str
    """The script with the cues."""
    tag: str
    label: str
    """As the browser offers them."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What slots are filled from."""

    edition: Edition
    blanks: Mapping[str, int] = field(default_factory=dict)
    """Each blank's number within its question, by blank id."""
    tracks: Mapping[str, Track] = field(default_factory=dict)
    """Captions by the name in the source; files with faults are not there."""
    marks: Mapping[tuple[str, str], Mapping[int, int]] = field(default_factory=dict)
    """Where sentences are heard: by lesson and unit, from the sentence's number to the mark's."""
    style: str = ""
    """The address of the page's style sheet; `data` is that of its data."""
    data: str = ""
    lms: str = ""
    """The version of SCORM that the page speaks; empty: none."""


def print_html(html: Html, sheet: Sheet) -> str:
    """Print a piece of the course."""
    return "".join(
        piece if isinstance(piece, str) else FILL[piece.kind](piece.key, sheet) for piece in html
    )


def print_text(key: str, sheet: Sheet) -> str:
    """Print a unit: its words escaped, its codes as the markup that they stand for."""
    text = text_of(sheet.edition, key)
    return _print_inline(text.inline, key, text.tag, sheet)


def print_heard(key: str, lesson: str, sheet: Sheet) -> str:
    """Print a unit of a lesson, with a mark round each sentence that is heard.

    Elements hold the marks, and no offsets: where a sentence begins in the markup is known here,
    with its codes, `<bdi>` and joiners, and a click finds an element in every browser. Only
    narrated texts are larger for it, by some 25 bytes a sentence before they are compressed.
    """
    marks = sheet.marks.get((lesson, key))
    if not marks:
        return print_text(key, sheet)
    from pathya.locales.sentences import sentences  # noqa: PLC0415 - few courses are narrated

    text = text_of(sheet.edition, key)
    heard: list[tuple[int | None, str]] = []
    for number, one in enumerate(sentences(text.inline, text.tag)):
        printed = _print_inline(one, key, text.tag, sheet)
        if number in marks or not heard:
            heard.append((marks.get(number), printed))
        else:  # a voice that reads whole texts says it together with the one before
            heard[-1] = heard[-1][0], heard[-1][1] + printed
    return "".join(_marked(mark, printed) for mark, printed in heard)


def _marked(mark: int | None, printed: str) -> str:
    said = printed.rstrip()
    return printed if mark is None else f'<span data-s="{mark}">{said}</span>{printed[len(said) :]}'


def _print_inline(inline: Inline, key: str, tag: str, sheet: Sheet) -> str:
    write = _escape_rtl if direction(tag) == "rtl" else escape
    if len(inline) == 1 and isinstance(inline[0], str):
        return write(inline[0])  # as most are
    codes = () if key.startswith(UI) else sheet.edition.course.units[key].codes
    pieces: list[str] = []
    hidden = 0
    for piece in inline:
        if isinstance(piece, str):
            pieces.append("" if hidden else write(piece))
        elif piece == -hidden:
            hidden = 0
        elif piece > 0 and codes[piece - 1].kind == "x-blank":
            hidden = piece
            pieces.append(_blank(codes[piece - 1].key, sheet))
        elif not hidden and piece > 0:
            pieces.append(print_html(codes[piece - 1].open, sheet))
        elif not hidden:
            pieces.append(codes[-piece - 1].close or "")
    return "".join(pieces)


def print_plain(html: Html, sheet: Sheet) -> str:
    """Give the words of a piece of the course without any markup, and not escaped."""
    texts = (
        plain(text_of(sheet.edition, piece.key).inline)
        for piece in html
        if isinstance(piece, Slot) and piece.kind in ("text", "plain")
    )
    return " ".join(" ".join(texts).split())


def text_of(edition: Edition, key: str) -> Text:
    """Look up a unit of the course, or a word of the interface."""
    if key.startswith(UI):
        return edition.words[key.removeprefix(UI)]
    return edition.course.texts[key]


def word(edition: Edition, key: str, **values: int) -> str:
    """Give a word of the interface with its placeholders filled, numbers in its own digits."""
    text = edition.words[key]
    write = _own_amount if text.tag == edition.course.tag else _amount
    said = plain(text.inline)
    for name, value in values.items():
        said = said.replace(f"{{{name}}}", write(name, value, edition))
    return said


def _own_amount(name: str, value: int, edition: Edition) -> str:
    return word(edition, "percent", n=value) if name == "percent" else native(value, edition)


def _amount(name: str, value: int, _edition: Edition) -> str:
    return f"{value}%" if name == "percent" else str(value)


def print_said(key: str, sheet: Sheet) -> str:
    """Print a word of the interface for an attribute."""
    return escape(word(sheet.edition, key))


def print_word(key: str, values: tuple[tuple[str, int], ...], sheet: Sheet) -> str:
    """Print a word of the interface, marked if it stands in another language than the page."""
    said = escape(word(sheet.edition, key, **dict(values)))
    attributes = _lang(UI + key, sheet)
    return f"<span{attributes}>{said}</span>" if attributes else said


def new_windows(printed: str) -> str:
    """Let links that open a window say so; quotes in texts are escaped, so only links match."""
    return printed.replace(' target="_blank"', ' target="_blank" aria-describedby="_new-window"')


def native(number: int, edition: Edition) -> str:
    """Write a number in the digits of the edition's language."""
    return str(number).translate(dict(zip(range(48, 58), edition.language.digits, strict=True)))


def escape(text: str) -> str:
    """Make a text safe inside an element and inside double quotes."""
    for sign, written in _ESCAPES:  # str.translate looks at each character by itself
        if sign in text:
            text = text.replace(sign, written)
    return text


def lang_attributes(tag: str, edition: Edition) -> str:
    """Say what language a text is in, where it is not the page's."""
    if tag == edition.course.tag:
        return ""
    return f' lang="{escape(tag)}" dir="{direction(tag)}"'


def direction(tag: str) -> str:
    """Say which way a language is written: `ltr` or `rtl`."""
    known = LANGUAGES.get(tag)
    return known.dir if known else "ltr"


def media_name(course: Course, name: str) -> str:
    """Name the file to show: `media/form.hi.png` for `media/form.png` in Hindi, if there is one."""
    return file_for(course.media, name, course.tag)


def isolated(text: str, tag: str) -> str:
    """Hold sections together in a text without markup, as `<bdi>` does in one with markup."""
    return _SECTION.sub("\u2066\\g<0>\u2069", text) if direction(tag) == "rtl" else text


def stands_in(edition: Edition) -> bool:
    """Tell whether any text of the course is shown in another language than the page's."""
    return any(text.tag != edition.course.tag for text in edition.course.texts.values())


def _escape_rtl(text: str) -> str:
    return _SECTION.sub(r'<bdi dir="ltr">\g<0></bdi>', escape(text))


def _blank(blank: str, sheet: Sheet) -> str:
    label = escape(word(sheet.edition, "blank-n", n=sheet.blanks.get(blank, 1)))
    more = 'type="text" autocomplete="off" autocapitalize="off" spellcheck="false"'
    return f'<input class="blank" id="{escape(blank)}" {more} aria-label="{label}">'


def _plain(key: str, sheet: Sheet) -> str:
    return escape(plain(text_of(sheet.edition, key).inline))


def _lang(key: str, sheet: Sheet) -> str:
    return lang_attributes(text_of(sheet.edition, key).tag, sheet.edition)


def _media(key: str, sheet: Sheet) -> str:
    course = sheet.edition.course
    return escape(course.media[media_name(course, key)].href)


def _captions(key: str, sheet: Sheet) -> str:
    track = sheet.tracks.get(key)
    if track is None:
        return ""
    about = f'data-srclang="{escape(track.tag)}" data-label="{escape(track.label)}"'
    return f' data-captions="{track.href}" {about}'


FILL: Mapping[str, Callable[[str, Sheet], str]] = {
    "text": print_text,
    "plain": _plain,
    "lang": _lang,
    "media": _media,
    "captions": _captions,
}
"""What stands in a slot, by its kind. Questions are printed by the page alone."""
