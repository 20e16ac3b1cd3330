"""A course packed by module: one course for each module, and one for the final assessment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pathya.authoring.course import (
    Course,
    Html,
    Module,
    Question,
    Slot,
    Term,
    graded_of,
    lessons_of,
    practice_of,
)
from pathya.authoring.drawing import labels_of
from pathya.exporters.html import UI

ASSESSMENT = "assessment"
"""The part that holds the final assessment."""

_TAG = re.compile(r"\.[A-Za-z0-9-]+(?=\.[^./]+$)")
"""The language in `media/form.hi.png`."""
_LINK = re.compile(r'class="term" href="#([^"]+)"')


def parts(course: Course) -> tuple[Course, ...]:
    """Part a course as its author wants it packed, each part with its own texts and media alone."""
    if course.packaging == "course":
        return (course,)
    modules = tuple(_module(course, module) for module in course.modules)
    return (*modules, *_assessment(course))


def ungraded(course: Course) -> Course:
    """Leave out the final assessment: where the platform gives it, it is taken there alone."""
    # Nothing here can be passed, so the package is complete when its lessons are.
    return _trimmed(replace(course, assessment=None, completion="lessons"))


def _module(course: Course, module: Module) -> Course:
    # Nothing here can be passed, so the module is complete when its lessons are.
    part = replace(
        course,
        part=module.id,
        title=module.title,
        modules=(module,),
        assessment=None,
        completion="lessons",
    )
    return _trimmed(part)


def _assessment(course: Course) -> tuple[Course, ...]:
    if course.assessment is None:
        return ()
    # Without lessons only passing can make it complete.
    part = replace(
        course, part=ASSESSMENT, title=course.assessment.title, modules=(), completion="passed"
    )
    return (_trimmed(part),)


def captions_in(course: Course) -> set[str]:
    """The names of all captions that the course shows."""
    return {slot.key for html in _html(course) for slot in _slots(html, "captions")}


def _trimmed(course: Course) -> Course:
    """Leave out the terms, texts and media that the course doesn't show."""
    course = replace(course, glossary=_terms(course))
    used = _units(course)
    units = {name: unit for name, unit in course.units.items() if name in used}
    names = captions_in(course)
    names |= {slot.key for html in _html(course) for slot in _slots(html, "media")}
    names |= {
        slot.key
        for unit in units.values()
        for code in unit.codes
        for slot in _slots(code.open, "media")
    }
    drawings = {name: one for name, one in course.drawings.items() if name in names}
    used |= {label.unit for one in drawings.values() for label in labels_of(one)}
    units = {name: unit for name, unit in course.units.items() if name in used}
    return replace(
        course,
        drawings=drawings,
        units=units,
        texts={name: course.texts[name] for name in units},
        media={
            name: media
            for name, media in course.media.items()
            if {name, _TAG.sub("", name)} & {*names, course.theme.logo}
        },
    )


def _terms(course: Course) -> tuple[Term, ...]:
    """The terms that texts link to; what a term means may link to others."""
    terms: tuple[Term, ...] = ()
    while True:
        part = replace(course, glossary=terms)
        codes = (code for name in _units(part) for code in course.units[name].codes)
        linked = {name for code in codes for name in _LINK.findall(_written(code.open))}
        found = tuple(term for term in course.glossary if term.id in linked)
        if found == terms:
            return terms
        terms = found


def _written(html: Html) -> str:
    return "".join(piece for piece in html if isinstance(piece, str))


def _units(course: Course) -> set[str]:
    """The ids of all units shown; a unit may show others, such as a picture's alternative text."""
    used: set[str] = set()
    waiting = [*_named(course), *(key for html in _html(course) for key in _shown(html))]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += [key for code in course.units[name].codes for key in _shown(code.open)]
    return used


def _named(course: Course) -> Iterator[str]:
    """The units that the course holds by id, outside HTML."""
    yield from (course.title, course.description, *course.keywords)
    yield from (objective.text for objective in course.objectives)
    yield from (module.title for module in course.modules)
    yield from (lesson.title for lesson in lessons_of(course))
    yield from (term.word for term in course.glossary)
    if course.assessment:
        yield course.assessment.title
        yield from (section.title for section in course.assessment.sections)


def _html(course: Course) -> Iterator[Html]:
    yield from (lesson.body for lesson in lessons_of(course))
    yield from (term.meaning for term in course.glossary)
    for question in (*practice_of(course), *graded_of(course)):
        yield from _question_html(question)
    if course.assessment:
        yield course.assessment.intro
        yield from (section.intro for section in course.assessment.sections)


def _question_html(question: Question) -> Iterator[Html]:
    yield from (question.stem, question.feedback, *question.columns)
    for option in question.options:
        yield from (option.body, option.feedback)
    for pair in question.pairs:
        yield from (pair.left, pair.right)


def _shown(html: Html) -> Iterator[str]:
    for kind in ("text", "plain", "lang"):
        yield from (slot.key for slot in _slots(html, kind) if not slot.key.startswith(UI))


def _slots(html: Html, kind: str) -> Iterator[Slot]:
    return (piece for piece in html if isinstance(piece, Slot) and piece.kind == kind)
