"""Pseudo-locales: English that shows what cannot be translated yet, and what has no room to grow.

Every text that goes through the catalogs comes out accented, or in Arabic letters and from right to
left, in brackets and 30 % longer. What looks as before on a page is not localisable.
"""

from __future__ import annotations

import re
from math import ceil

from pathya.authoring.course import Course
from pathya.locales.catalog import Catalog, Entry, State, wording
from pathya.locales.engines.draft import Job, draft
from pathya.locales.engines.protocol import Engine, EngineFault
from pathya.locales.engines.tokens import SHAPES, find_tokens
from pathya.locales.languages import LANGUAGES, Language

NAME = "pseudo"
LONGER = 0.3
"""How much longer a translation from English may well be."""

_VOWELS = "aeiouAEIOU"
# Nothing that the fonts' smallest slices lack.
_LETTERS = {
    "Latn": str.maketrans("ACDEINOPUYacdeinopuy", "ÅÇÐÉÎÑÖÞÛÝåçðéîñöþûý"),
    "Arab": str.maketrans(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ابچدعفگهیجکلمنوپقرستوڤۋخيز" * 2,
    ),
}
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def pseudo(text: str, script: str) -> str:
    """Write a text in the letters of a pseudo-locale; tokens and {placeholders} stay."""
    words = text.strip()
    if not words:
        return text
    spans = sorted(
        [(start, end) for start, end, _ in find_tokens(words, SHAPES[0])]
        + [hit.span() for hit in _PLACEHOLDER.finditer(words)]
    )
    letters = sum(char.isalpha() for char in _without(words, spans))
    grow = ceil(letters * LONGER)
    said, done = "", 0
    for start, end in [*spans, (len(words), len(words))]:
        made, grow = _grown(words[done:start], grow)
        said += made.translate(_LETTERS[script]) + words[start:end]
        done = end
    return text.replace(words, f"[{said}{'~' * grow}]")


def _without(words: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        words = words[:start] + words[end:]
    return words


def _grown(words: str, grow: int) -> tuple[str, int]:
    """Double vowels from the left while there is need; give what is still lacking."""
    made = ""
    for char in words:
        double = grow > 0 and char in _VOWELS
        made += char * (1 + double)
        grow -= double
    return made, grow


def _translate(texts: tuple[str, ...], _: Language, target: Language) -> tuple[str, ...]:
    if not target.pseudo:
        message = f"{NAME} writes pseudo-locales alone, and {target.name} is none"
        raise EngineFault(message, kind="pair")
    return tuple(pseudo(text, target.script) for text in texts)


PSEUDO = Engine(NAME, _translate, lambda one: one.tag)


def pseudo_catalog(course: Course, tag: str) -> Catalog:
    """Make the catalog of a course in a pseudo-locale; there is never a file of it."""
    languages = LANGUAGES[course.source_tag], LANGUAGES[tag]
    sources = {name: wording(unit) for name, unit in course.units.items()}
    drafts = draft(tuple(sources.values()), Job(PSEUDO, *languages))
    entries = {
        name: Entry(name, source, kinds, one.target, State.MACHINE, NAME)
        for (name, (source, kinds)), one in zip(sources.items(), drafts, strict=True)
        if one.sound
    }
    return Catalog(course.id, course.source_tag, tag, entries)
