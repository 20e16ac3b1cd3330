"""The learner's page: one `index.html` with every lesson, and the files that it loads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from string import printable
from types import MappingProxyType

from pathya.authoring.course import Course, plain
from pathya.authoring.diagnostics import Diagnostics
from pathya.authoring.drawing import OWN
from pathya.exporters import rules
from pathya.exporters.assets import EARLY, faces, media, runtime, style
from pathya.exporters.course_data import Lms, course_data
from pathya.exporters.drawings import drawn, unloaded, with_drawings
from pathya.exporters.edition import Edition
from pathya.exporters.fonts import choose_fonts, uncovered
from pathya.exporters.html import Sheet, new_windows, print_heard, print_text
from pathya.exporters.loads import printed_loads
from pathya.exporters.narration import marks_of, narration_members, sounds_of
from pathya.exporters.package import PAGE_LIMIT, Member, hashed
from pathya.exporters.page_html import print_body, print_head
from pathya.exporters.parts import captions_in, parts
from pathya.exporters.pictures import with_sources
from pathya.exporters.questions_html import number_blanks
from pathya.exporters.segments import segment_keys
from pathya.exporters.state_keys import check_keys
from pathya.exporters.stencil import CUT, Marker, Stencil, characters, filled, fixed, stencil
from pathya.exporters.tracks import Captions, captions_of, scripts_in, tracks_in
from pathya.exporters.vendor import FontFile

_NAME_AND_PLACE = re.compile("(<[a-z][a-z0-9]*)(?=\ue000)")
"""The name of a tag with a place right behind it, of attributes."""
_NONE: Mapping[str, bytes] = MappingProxyType({})
_NAMED = 10
"""How many characters a finding names."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The page of a course before it has a language: printed once, filled in each."""

    head: Stencil
    body: Stencil
    """In a segment for each lesson, and others around them; the last lists what they load."""
    keys: tuple[str, ...]
    """What each segment is known by, but for the last; empty: by nothing."""
    data: Stencil
    blanks: Mapping[str, int]
    """Each blank's number within its question."""
    captions: frozenset[str]
    """The names of files with captions, as the source has them."""
    characters: frozenset[str]
    """What is shown in all languages, and all of ASCII: markup is of nothing else."""
    found: Diagnostics


@dataclass(frozen=True, slots=True)
class Page:
    """The page of an edition: what all formats have in common."""

    edition: Edition
    plan: Plan
    sheet: Sheet
    body: tuple[bytes, ...]
    loads: tuple[str, ...]
    """The addresses of what the body loads."""
    characters: frozenset[str]
    fonts: tuple[FontFile, ...]
    captions: tuple[Captions, ...]
    unpacked: frozenset[str] = frozenset()
    """The addresses of drawings that stand in the body alone."""


def plan_page(course: Course) -> Plan:
    """Print a course's page once for all languages; only `tag` and `texts` may differ in these."""
    head, body, data = Marker(), Marker(), Marker()
    scripts = [one.name for one in runtime()]
    early, late = scripts[: len(EARLY)], scripts[len(EARLY) :]
    top = stencil(print_head(course, early, late, head), head)
    text = new_windows(print_body(course, body))
    text += CUT + _loads(text, course, body)
    printed = {args[0] for fill, args in body.places if fill in (print_text, print_heard)}
    for unit in course.texts:
        if unit not in printed:  # the data alone have it: it needs fonts as well
            body.text(unit)
    whole, blanks = stencil(text, body), number_blanks(course)
    return Plan(
        top,
        whole,
        segment_keys(course, whole, blanks),
        course_data(course, data),
        blanks,
        frozenset(captions_in(course)),
        frozenset(unescape(fixed(whole))).union(printable, *_names(course)),
        tuple(check_keys(course)),
    )


def plan_pages(course: Course) -> tuple[Plan, ...]:
    """Print the pages of all packages that the author wants of a course."""
    return tuple(map(plan_page, parts(course)))


def print_pages(
    edition: Edition, plans: tuple[Plan, ...] = (), known: Mapping[str, bytes] = _NONE
) -> tuple[Page, ...]:
    """Print the pages of all packages of a whole course in a language.

    `known` has segments that were printed in this language before, by their keys.
    """
    courses = parts(edition.course)
    planned = plans or map(plan_page, courses)
    return tuple(
        print_page(replace(edition, course=course), plan, known)
        for course, plan in zip(courses, planned, strict=True)
    )


def _loads(text: str, course: Course, page: Marker) -> str:
    """List what a body loads, by itself and through the codes of its texts: a line for each."""
    codes = (page.html(code.open) for unit in course.units.values() for code in unit.codes)
    whole = _NAME_AND_PLACE.sub(r"\1 ", "".join((text, *codes)))
    return "\n".join(dict.fromkeys(printed_loads(whole)))


def _names(course: Course) -> tuple[str, ...]:
    """What is shown as the source has it."""
    return (
        *(contact.name for contact in course.contacts),
        *(str(objective.competency) for objective in course.objectives),
        course.licence,
    )


def print_page(
    edition: Edition, plan: Plan | None = None, known: Mapping[str, bytes] = _NONE
) -> Page:
    """Print the page of an edition; the plan is that of its course, in whatever language."""
    plan = plan or plan_page(edition.course)
    captions = captions_of(edition, plan.captions)
    sheet = Sheet(edition, plan.blanks, tracks_in(captions), marks_of(edition))
    kept = {at: known[key] for at, key in enumerate(plan.keys) if key in known}
    body = filled(plan.body, sheet, frozenset(kept))
    drawings = drawn(edition, body.segments)
    shown = plan.characters.union(
        characters("".join((*body.values, b"".join(kept.values()).decode("utf-8", "replace")))),
        unescape("".join(drawings.values()).replace(OWN, "")),
        *(plain(text.inline) for text in edition.words.values()),
        *(unescape(cue.text) for one in captions for cue in one.cues),
        edition.language.digits,
    )
    fonts = choose_fonts(edition.language, shown)
    sheet = replace(sheet, style=style(fonts, edition.course.theme).name)
    *segments, loads = body.segments
    shown_so = (with_sources(new_windows(segment), edition.pictures) for segment in segments)
    whole = (with_drawings(segment, drawings) for segment in shown_so)
    printed = tuple(kept.get(at) or segment.encode() for at, segment in enumerate(whole))
    unpacked = unloaded(edition, printed)
    loaded = (
        *(one for one in loads.split() if one not in unpacked),
        *(one.name for one in sounds_of(edition)),
    )
    return Page(edition, plan, sheet, printed, loaded, shown, fonts, captions, unpacked)


def page_members(page: Page, lms: Lms) -> tuple[Member, ...]:
    """Make all files of the learner's page; `lms` says which SCORM version the package speaks."""
    sheet = replace(page.sheet, lms=lms)
    data = hashed("data.js", "".join(filled(page.plan.data, sheet).segments).encode())
    head = _head(page, data.name)
    course = page.edition.course
    return (
        Member("index.html", (head, *page.body), keys=("", *page.plan.keys)),
        style(page.fonts, course.theme),
        data,
        *runtime(),
        *scripts_in(page.captions),
        *narration_members(page.edition),
        *faces(page.fonts),
        *(one for one in media(page.edition) if one.name not in page.unpacked),
    )


def _head(page: Page, data: str) -> bytes:
    sheet = replace(page.sheet, data=data)
    return "".join(filled(page.plan.head, sheet).segments).encode()


def check_page(page: Page) -> Diagnostics:
    """Say which pages would be mixed up, what no font can draw, and when the page is too large."""
    return (
        *page.plan.found,
        *_check_fonts(page),
        *_check_size(page),
        *(fault for one in page.captions for fault in one.found),
    )


def _check_fonts(page: Page) -> Diagnostics:
    edition = page.edition
    lacking = uncovered(page.fonts, page.characters)
    if not lacking:
        return ()
    shown = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in lacking[:_NAMED])
    more = " and more" if lacking[_NAMED:] else ""
    message = f"in {edition.language.name} no font of the package has {shown}{more}"
    hint = "Use another character: each device draws these as it can, or not at all."
    return (rules.FNT001.at(edition.course.where, message, hint),)


def _check_size(page: Page) -> Diagnostics:
    edition = page.edition
    size = len(_head(page, "")) + sum(map(len, page.body))
    if size <= PAGE_LIMIT:
        return ()
    message = f"in {edition.language.name} the page has {size // 1000} kB"
    hint = (
        "`packaging: module` in course.yaml makes a package of each module."
        if edition.course.packaging == "course"
        else "Make it shorter, or two modules of it."
    )
    return (rules.PKG063.at(edition.course.where, message, hint),)
