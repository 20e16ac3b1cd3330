"""Accessibility, as far as sources tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename, dirname, join

from pathya.authoring.course import Course, Unit, plain
from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.exporters.edition import Edition
from pathya.exporters.gates import rules
from pathya.exporters.gates.pieces import Pages, bodies, place
from pathya.exporters.html import media_name
from pathya.exporters.parts import captions_in
from pathya.exporters.theme import shown_accent

_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_NO_ALT = re.compile(r'<img\b[^>]*\balt=""')
_ALT = re.compile('\\balt="\ue000plain:([^\ue001]*)\ue001')
_AUDIO = re.compile(r"<audio\b([^>]*)>")
_HEAD = re.compile(r"<th\b[^>]*>\s*</th>")
_BOLD_LINE = re.compile("<p>\ue000text:([^\ue001]*)\ue001<strong>[^<]*</strong></p>")

_SAYS_NOTHING = frozenset(
    "image picture photo photograph figure drawing diagram graphic icon logo img pic".split()
)
_POINTS_NOWHERE = frozenset(
    (
        *("here", "click here", "click", "link", "this link", "this page", "this", "more"),
        *("read more", "see here", "details", "website", "page", "document", "download"),
    )
)
_ADDRESS = re.compile(r"(https?://|www\.)\S+\Z", re.IGNORECASE)
_FILE = re.compile(r"[\w.-]+\.[A-Za-z0-9]{2,5}\Z")
_ENDED = tuple(".:;,?!।…")
_LONGEST_HEADING = 100


def check_access(course: Course) -> Iterator[Diagnostic]:
    """Check what learners with a screen reader, or without sound, get of a course."""
    pages = bodies(course)
    yield from _check_figures(course, pages)
    yield from _check_alternatives(course, pages)
    yield from _check_sounds(course, pages)
    for unit in course.units.values():
        yield from _check_links(unit)
    yield from _check_tables(course, pages)
    yield from _check_bold_lines(course, pages)
    yield from _check_accent(course)


def _check_figures(course: Course, pages: Pages) -> Iterator[Diagnostic]:
    for lesson, html in pages:
        for figure in _FIGURE.finditer(html):
            if _NO_ALT.search(figure[0]):
                where = place(html, figure.start(), lesson, course)
                hint = "Write it into the brackets: `![what the picture shows](media/…)`."
                yield rules.ACC001.at(where, "the figure's picture has no alternative text", hint)


def _check_alternatives(course: Course, pages: Pages) -> Iterator[Diagnostic]:
    for _, html in pages:
        for found in _ALT.finditer(html):
            unit = course.units[found[1]]
            said = plain(unit.source).strip()
            if _FILE.match(said) or said.casefold().strip(".") in _SAYS_NOTHING:
                hint = "Say what the picture shows, as you would on the telephone."
                yield rules.ACC002.at(unit.where, f"`{said}` is no description", hint)


def _check_sounds(course: Course, pages: Pages) -> Iterator[Diagnostic]:
    for lesson, html in pages:
        for found in _AUDIO.finditer(html):
            if "aria-details" not in found[1] and "\ue000captions:" not in found[1]:
                where = place(html, found.start(), lesson, course)
                hint = "Write what is said between the `:::` lines, or give `:captions:`."
                yield rules.ACC003.at(where, "the sound has no words to read", hint)


def _check_links(unit: Unit) -> Iterator[Diagnostic]:
    for number, code in enumerate(unit.codes, 1):
        if code.kind != "link" or number not in unit.source or -number not in unit.source:
            continue
        inside = unit.source[unit.source.index(number) + 1 : unit.source.index(-number)]
        said = " ".join(plain(inside).split())
        if said.casefold().strip(" .…›»") in _POINTS_NOWHERE or _ADDRESS.match(said):
            hint = "Let the link be the words that name the page: `[the Act](https://…)`."
            yield rules.ACC004.at(unit.where, f"the link says `{said}`", hint)


def _check_tables(course: Course, pages: Pages) -> Iterator[Diagnostic]:
    for lesson, html in pages:
        for found in _HEAD.finditer(html):
            # The corner above the first column of a cross table is rightly empty.
            if not html[: found.start()].endswith("<tr>"):
                where = place(html, found.start(), lesson, course)
                hint = "Write what the column holds into its first row."
                yield rules.ACC005.at(where, "a column has no header", hint)


def _check_bold_lines(course: Course, pages: Pages) -> Iterator[Diagnostic]:
    for _, html in pages:
        for found in _BOLD_LINE.finditer(html):
            unit = course.units[found[1]]
            said = plain(unit.source).strip()
            if len(said) <= _LONGEST_HEADING and not said.endswith(_ENDED):
                hint = f"Write `## {said[:40]}`, or say it in a sentence."
                yield rules.ACC006.at(unit.where, f"`{said[:60]}` is bold, not a heading", hint)


def _check_accent(course: Course) -> Iterator[Diagnostic]:
    written = course.theme.accent.lower()
    shown = shown_accent(course.theme)
    if written and shown != written:
        message = f"the accent {written} is shown as {shown} on white"
        yield rules.ACC007.at(course.where, message, f"Write {shown} to see what learners see.")


def check_captions(edition: Edition) -> Iterator[Diagnostic]:
    """Say which captions an edition lacks in its own language."""
    course = edition.course
    if course.tag == course.source_tag:
        return
    for name in sorted(captions_in(course)):
        if media_name(course, name) == name and name not in edition.captions:
            stem, _, ending = name.rpartition(".")
            where = Where(join(dirname(course.where.path), name))
            message = f"there are no captions in {edition.language.name}"
            own = f"{basename(stem)}.{course.tag}.{ending}"
            hint = f"Translate them: `pathya catalog update`; or put {own} beside it."
            yield rules.ACC008.at(where, message, hint)
