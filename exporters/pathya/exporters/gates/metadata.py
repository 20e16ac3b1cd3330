"""What the platform's form of a course takes: texts, competencies, licence, language, picture.

Its limits are of characters as forms count them, UTF-16 units; where people would count another
number of letters (grapheme clusters) a finding says both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from math import isqrt
from posixpath import dirname, join, splitext

from pathya.authoring.competencies import place_of
from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostic, Rule, Where
from pathya.authoring.framework import Framework
from pathya.authoring.graphemes import clusters
from pathya.exporters.edition import Edition, shown
from pathya.exporters.gates import rules


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a text may be, in UTF-16 units."""

    rule: Rule
    what: str
    least: int
    most: int


TITLE = Limit(rules.IGT004, "title", 10, 70)
DESCRIPTION = Limit(rules.IGT006, "description", 100, 1000)
OUTCOME = Limit(rules.IGT007, "learning outcome", 1, 2000)
KEYWORD = Limit(rules.IGT008, "keyword", 1, 50)

LICENCES = ("CC BY 4.0", "CC BY-NC 4.0", "CC BY-NC-SA 4.0", "CC BY-SA 4.0")
"""The platform's fifth is for films on YouTube, which packages do not play."""
CONTENT_LANGUAGES = frozenset(
    (
        *("English", "Hindi", "Assamese", "Bengali", "Gujarati", "Kannada", "Malayalam"),
        *("Marathi", "Nepali", "Odia", "Punjabi", "Tamil", "Telugu", "Urdu", "Sanskrit"),
        *("Maithili", "Konkani", "Santali", "Bodo", "Dogri", "Kashmiri", "Manipuri", "Sindhi"),
    )
)
"""The newest schema of contents (knowledge-platform 280b736); question sets take fewer."""
IMAGE_KINDS = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
IMAGE_BYTES = 500_000

_NAME_SIGNS = frozenset("._-$/:।()[]'! ")
_NAME_CATEGORIES = ("L", "M", "N")


# --- once for a course ---------------------------------------------------------------------------


def check_metadata(course: Course, framework: Framework) -> Iterator[Diagnostic]:
    """Check what is the same in all languages."""
    yield from _check_tags(course, framework)
    if course.licence not in LICENCES:
        hint = f"Choose one of: {', '.join(LICENCES)}."
        yield rules.IGT009.at(course.where, f"the licence is `{course.licence}`", hint)
    yield from _check_image(course)


def _check_tags(course: Course, framework: Framework) -> Iterator[Diagnostic]:
    if not course.competencies:
        hint = "Write it under `competencies:`; `pathya competencies search` finds names."
        yield rules.IGT001.at(course.where, "the course claims no competency", hint)
    for number, one in enumerate(course.competencies):
        place = place_of(framework, one)
        if place is None or not place.has_ids:
            hint = "Run `pathya competencies sync`, which reads the ids from the platform."
            yield rules.IGT002.at(one.where, f"the id of `{one}` is not known", hint)
        if one in course.competencies[:number]:
            yield rules.IGT003.at(one.where, f"`{one}` stands there twice", "Remove one of them.")


def _check_image(course: Course) -> Iterator[Diagnostic]:
    image = course.image
    if image is None:
        hint = "Write `image: media/cover.png` into course.yaml."
        yield rules.IGT016.at(course.where, "there is no picture for the catalogue", hint)
        return
    where = Where(join(dirname(course.where.path), image.name))
    if splitext(image.name)[1].lower() not in IMAGE_KINDS:
        yield rules.IGT015.at(where, "it is no PNG, JPEG or TIFF", "Save it as PNG or JPEG.")
    if image.size > IMAGE_BYTES:
        message = f"it has {image.size // 1000} kB; the form takes {IMAGE_BYTES // 1000}"
        part = isqrt(10_000 * IMAGE_BYTES // image.size)  # bytes go by the area
        hint = f"Save it with {part} % of its width and height, or as JPEG."
        yield rules.IGT015.at(where, message, hint)


# --- in each language ----------------------------------------------------------------------------


def check_texts(edition: Edition, where: Where) -> Iterator[Diagnostic]:
    """Check the texts of the form in a language; `where` is the catalog of a translation."""
    course = edition.course
    name = edition.language.name
    if edition.language.igot_name not in CONTENT_LANGUAGES:
        yield rules.IGT010.at(where, f"the platform has no {name}", "Leave the language out.")
    texts = [(TITLE, course.title), (DESCRIPTION, course.description)]
    texts += [(KEYWORD, keyword) for keyword in course.keywords]
    for limit, unit in texts:
        at = course.units[unit].where if course.tag == course.source_tag else where
        yield from _check_length(limit, shown(course, unit), edition, at)
        if limit is TITLE:
            yield from _check_name(shown(course, unit), edition, at)
    yield from _check_length(OUTCOME, outcome(course), edition, where)


def outcome(course: Course) -> str:
    """Write the learning outcome that the form asks for: the objectives, a line each."""
    return "\n".join(shown(course, objective.text) for objective in course.objectives)


def _check_length(limit: Limit, text: str, edition: Edition, where: Where) -> Iterator[Diagnostic]:
    size = utf16(text)
    # Of a translation that is too long LNG019 tells, where it stands in its catalog.
    own = limit is OUTCOME or edition.course.tag == edition.course.source_tag
    if size < limit.least:
        hint = f"Say more: {limit.least} to {limit.most} characters."
        if limit is OUTCOME:
            hint = "Write `objectives:` into course.yaml."
        yield limit.rule.at(where, _said(limit, text, edition, limit.least), hint)
    elif own and size > limit.most:
        hint = "Say it in fewer words."
        yield limit.rule.at(where, _said(limit, text, edition, limit.most), hint)


def _said(limit: Limit, text: str, edition: Edition, bound: int) -> str:
    size, letters = utf16(text), sum(1 for _ in clusters(text))
    also = f" ({letters} as people count letters)" if letters != size else ""
    more = "at least" if bound == limit.least else "at most"
    where = f" in {edition.language.name}"
    return f"the {limit.what}{where} has {size} characters{also}; the form takes {more} {bound}"


def utf16(text: str) -> int:
    """Count a text's characters as forms in browsers do."""
    return len(text.encode("utf-16-le")) // 2


def _check_name(text: str, edition: Edition, where: Where) -> Iterator[Diagnostic]:
    refused = [char for char in dict.fromkeys(text) if not _in_name(char)]
    if refused:
        signs = " ".join(f"`{char}`" for char in refused)
        message = f"the title in {edition.language.name} has {signs}"
        yield rules.IGT005.at(where, message, "Write it with . - : / ( ) ! or without a mark.")


def _in_name(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in _NAME_CATEGORIES or category == "Cf" or char in _NAME_SIGNS
