"""The learner's page: one `index.html` with every lesson, and the files that it loads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path
from posixpath import splitext
from typing import Any

from pathya.authoring.course import Course, graded_of, lessons_of, plain, practice_of
from pathya.authoring.diagnostics import Diagnostics
from pathya.authoring.media import CAPTIONS
from pathya.exporters import html, rules
from pathya.exporters.course_data import Lms, course_data
from pathya.exporters.edition import Edition
from pathya.exporters.fonts import choose_fonts, font_css, uncovered
from pathya.exporters.html import Sheet
from pathya.exporters.package import PAGE_LIMIT, Member, hashed
from pathya.exporters.questions_html import number_blanks, print_graded, print_practice, print_ui
from pathya.exporters.state_keys import check_keys
from pathya.exporters.template import markup, render
from pathya.exporters.theme import theme_css
from pathya.exporters.tracks import Captions, captions_of, scripts_in, tracks_in
from pathya.exporters.vendor import FontFile, font_licence

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'"
)
"""The page's Content-Security-Policy; it works in frames and from file://."""

_EARLY = ("settings", "lms", "start")
"""The scripts that the page waits for; the others wait for the page."""

RUNTIME = (
    *_EARLY,
    "state",
    "quiz",
    "paper",
    "cmi",
    "record",
    "words",
    "questions",
    "assessment",
    "glossary",
    "search",
    "tabs",
    "captions",
    "course",
)
"""The runtime's scripts in the order in which they are loaded."""

_VARIANT = re.compile(r"\.[a-z]{2,3}(-[A-Za-z]{4})?(?=\.[^./]+\Z)")
_COMMENTS = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
_NAMED = 10
"""How many characters a finding names."""
_DEFLATED = {".svg", ".txt", ".csv"}


@dataclass(frozen=True, slots=True)
class _Page:
    """The page before it knows the addresses of its scripts and styles."""

    sheet: Sheet
    characters: frozenset[str]
    captions: tuple[Captions, ...]


def page_members(edition: Edition, lms: Lms) -> tuple[Member, ...]:
    """Make all files of the learner's page; `lms` says which SCORM version the package speaks."""
    page = _page(edition)
    fonts = choose_fonts(edition.language, page.characters)
    faces = {font.file: _face(font) for font in fonts}
    style = hashed("style.css", _style(edition, fonts, faces))
    data = hashed("data.js", course_data(edition, lms, page.sheet))
    scripts = (data, *_runtime())
    index = _render(page.sheet, style.name, tuple(script.name for script in scripts))
    return (
        Member("index.html", index.encode()),
        style,
        *scripts,
        *scripts_in(page.captions),
        *faces.values(),
        *_licences(fonts),
        *_media(edition.course),
    )


def check_page(edition: Edition) -> Diagnostics:
    """Say which pages would be mixed up, what no font can draw, and when the page is too large."""
    page = _page(edition)
    return (
        *check_keys(edition.course),
        *_check_fonts(edition, page),
        *_check_size(edition, page),
        *(fault for one in page.captions for fault in one.found),
    )


def _check_fonts(edition: Edition, page: _Page) -> Diagnostics:
    lacking = uncovered(choose_fonts(edition.language, page.characters), page.characters)
    if not lacking:
        return ()
    shown = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in lacking[:_NAMED])
    more = " and more" if lacking[_NAMED:] else ""
    message = f"in {edition.language.name} no font of the package has {shown}{more}"
    hint = "Use another character: each device draws these as it can, or not at all."
    return (rules.FNT001.at(edition.course.where, message, hint),)


def _check_size(edition: Edition, page: _Page) -> Diagnostics:
    size = len(_render(page.sheet, "", ()).encode())
    if size <= PAGE_LIMIT:
        return ()
    message = f"in {edition.language.name} the page has {size // 1000} kB"
    hint = (
        "`packaging: module` in course.yaml makes a package of each module."
        if edition.course.packaging == "course"
        else "Make it shorter, or two modules of it."
    )
    return (rules.PKG063.at(edition.course.where, message, hint),)


def _page(edition: Edition) -> _Page:
    captions = captions_of(edition)
    sheet = Sheet(edition, number_blanks(edition.course), tracks=tracks_in(captions))
    forms = {one.id: print_practice(one, sheet) for one in practice_of(edition.course)}
    sheet = replace(sheet, forms=forms)
    printed = (
        *(html.print_html(lesson.body, sheet) for lesson in lessons_of(edition.course)),
        *(html.print_text(unit, sheet) for unit in edition.course.texts),
        *(html.word(edition, key) for key in edition.words),
        *(cue.text for one in captions for cue in one.cues),
        edition.language.digits,
        *(contact.name for contact in edition.course.contacts),
        *(str(objective.competency) for objective in edition.course.objectives),
        edition.course.licence,
    )
    return _Page(sheet, frozenset(unescape("".join(printed))), captions)


def _render(sheet: Sheet, style: str, scripts: tuple[str, ...]) -> str:
    """Print the page; the first script is the course's data, the runtime's follow."""
    edition = sheet.edition
    course = edition.course
    return render(
        "page",
        **_printers(sheet),
        course=course,
        language=edition.language,
        source=markup(html.lang_attributes(course.source_tag, edition)),
        policy=markup(POLICY),
        style=style,
        early=scripts[: 1 + len(_EARLY)],
        late=scripts[1 + len(_EARLY) :],
        logo=course.media[html.media_name(course, course.theme.logo)].href
        if course.theme.logo
        else "",
        notices=_notices(edition),
        lessons=lessons_of(course),
        pages=_pages(course),
        graded=_paper_length(course),
        sections=_sections(sheet),
    )


def _notices(edition: Edition) -> tuple[str, ...]:
    """Name the words that tell a learner how far the translation has come."""
    said = {"machine-draft": edition.draft, "stand-in": html.stands_in(edition)}
    return tuple(word for word, holds in said.items() if holds)


def _printers(sheet: Sheet) -> Mapping[str, Callable[..., object]]:
    """What templates call: texts as markup, or as strings that are still to be escaped."""
    edition = sheet.edition

    def lang(unit: str) -> str:
        return markup(html.lang_attributes(html.text_of(edition, unit).tag, edition))

    return {
        "text": lambda unit: markup(html.print_text(unit, sheet)),
        "plain": lambda unit: plain(html.text_of(edition, unit).inline),
        "lang": lang,
        "html": lambda body: markup(_new_windows(html.print_html(body, sheet))),
        "ui": lambda key, **values: print_ui(key, sheet, **values),
        "word": lambda key, **values: html.word(edition, key, **values),
    }


def _new_windows(printed: str) -> str:
    """Let links that open a window say so; quotes in texts are escaped, so only links match."""
    return printed.replace(' target="_blank"', ' target="_blank" aria-describedby="_new-window"')


def _pages(course: Course) -> tuple[Mapping[str, str], ...]:
    """The pages that a learner turns: address and title."""
    pages = [("_start", course.title), *((one.id, one.title) for one in lessons_of(course))]
    if course.assessment:
        pages.append(("_assessment", course.assessment.title))
    return tuple({"id": address, "title": title} for address, title in pages)


def _paper_length(course: Course) -> int:
    """Count the questions that one learner gets."""
    return sum(
        sum(count for _, count in section.draw) or len(section.questions)
        for section in (course.assessment.sections if course.assessment else ())
    )


def _sections(sheet: Sheet) -> tuple[Mapping[str, Any], ...]:
    test = sheet.edition.course.assessment
    total = len(graded_of(sheet.edition.course))
    numbers = iter(range(1, total + 1))
    return tuple(
        {
            "id": section.id,
            "title": section.title,
            "intro": section.intro,
            "forms": tuple(
                markup(print_graded(question, next(numbers), total, sheet))
                for question in section.questions
            ),
        }
        for section in (test.sections if test else ())
    )


def _style(edition: Edition, fonts: tuple[FontFile, ...], faces: Mapping[str, Member]) -> bytes:
    places = {name: member.name.removeprefix("assets/") for name, member in faces.items()}
    theme = theme_css(edition.course.theme)
    return (font_css(fonts, places) + theme + _source("style.css")).encode()


@cache
def _runtime() -> tuple[Member, ...]:
    return tuple(
        hashed(f"{name}.js", _source(f"{name}.js").encode(), shared=True) for name in RUNTIME
    )


@cache
def _face(font: FontFile) -> Member:
    return hashed(font.file, font.data(), stored=True, shared=True)


@cache
def _source(name: str) -> str:
    return lean(Path(__file__).with_name("runtime").joinpath(name).read_text("utf-8"))


def lean(text: str) -> str:
    """Take the comments off that fill whole lines: a quarter of what would go over the line."""
    return _COMMENTS.sub("", text)


def _licences(fonts: tuple[FontFile, ...]) -> tuple[Member, ...]:
    families = dict.fromkeys(font.family for font in fonts)
    return tuple(
        Member(f"assets/{name}-LICENSE.txt", font_licence(name), shared=True) for name in families
    )


def _media(course: Course) -> tuple[Member, ...]:
    """The course's files in this language: of a picture's variants one alone, no address twice.

    Captions are packed as scripts.
    """
    shown = {html.media_name(course, _VARIANT.sub("", name)) for name in course.media}
    members = {
        media.href: Member(media.href, media.path, splitext(media.href)[1] not in _DEFLATED)
        for name, media in course.media.items()
        if splitext(name)[1].lower() not in CAPTIONS
        and (name in shown or _VARIANT.sub("", name) not in course.media)
    }
    return tuple(members.values())
