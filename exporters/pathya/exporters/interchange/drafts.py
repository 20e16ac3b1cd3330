"""A course's questions in one language as drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pathya.authoring.course import Html, Question, accepted, lessons_of
from pathya.authoring.diagnostics import Diagnostic, Diagnostics
from pathya.exporters.edition import Edition, shown
from pathya.exporters.html import Sheet, print_html, text_of, word
from pathya.exporters.interchange import rules
from pathya.exporters.interchange.model import Draft, Gap, Group, Offer, Paper, Tree
from pathya.exporters.interchange.trees import from_html, names_in

_MEDIA = {"img", "video", "audio"}


def paper_of(edition: Edition, *, practice: bool = False) -> tuple[Paper | None, Diagnostics]:
    """Take the questions of the assessment, or those of lessons; None if there are none."""
    sheet = Sheet(edition)
    groups = (*(_lessons(sheet) if practice else _sections(sheet)),)
    if not groups:
        return None, ()
    course = edition.course
    title = course.title if practice or course.assessment is None else course.assessment.title
    drafts = tuple(draft for group in groups for draft in group.drafts)
    found = tuple(one for draft in drafts for one in _lost(draft))
    truth = (word(edition, "answer-true"), word(edition, "answer-false"))
    return Paper(shown(course, title), groups, course.tag, truth), found


def _sections(sheet: Sheet) -> Iterator[Group]:
    course = sheet.edition.course
    for one in course.assessment.sections if course.assessment else ():
        drafts = tuple(_draft(question, sheet) for question in one.questions)
        yield Group(shown(course, one.title), _tree(one.intro, sheet), drafts)


def _lessons(sheet: Sheet) -> Iterator[Group]:
    course = sheet.edition.course
    for lesson in lessons_of(course):
        if lesson.questions:
            drafts = tuple(_draft(question, sheet) for question in lesson.questions)
            yield Group(shown(course, lesson.title), (), drafts)


def _draft(question: Question, sheet: Sheet) -> Draft:
    offers = tuple(
        Offer(_tree(one.body, sheet), one.correct, _tree(one.feedback, sheet))
        for one in question.options
    )
    draft = Draft(
        id=question.id,
        type=question.type,
        stem=_tree(question.stem, sheet),
        offers=offers,
        columns=tuple(_tree(column, sheet) for column in question.columns),
        pairs=tuple((_tree(p.left, sheet), _tree(p.right, sheet)) for p in question.pairs),
        gaps=(*_gaps(question, sheet),),
        answer=question.answer,
        tolerance=question.tolerance,
        feedback=_tree(question.feedback, sheet),
        objective=question.objective,
        level=question.level,
        bloom=question.bloom,
        points=question.points,
        shuffle=question.shuffle,
        where=question.where,
    )
    return _truth(draft, question) if question.type == "true-false" else draft


def _truth(draft: Draft, question: Question) -> Draft:
    """Say what is true instead of showing two options."""
    right = next(one.id for one in question.options if one.correct)
    return replace(draft, offers=(), answer=right)


def _gaps(question: Question, sheet: Sheet) -> Iterator[Gap]:
    for blank in question.blanks:
        inline = text_of(sheet.edition, blank.unit).inline
        yield Gap(blank.id, accepted(inline, blank.code))


def _tree(html: Html, sheet: Sheet) -> Tree:
    return from_html(print_html(html, sheet), gaps=True)


def trees_in(draft: Draft) -> Iterator[Tree]:
    """Give all texts of a draft."""
    yield from (draft.stem, draft.feedback, *draft.columns)
    for offer in draft.offers:
        yield from (offer.body, offer.feedback)
    for pair in draft.pairs:
        yield from pair


def _lost(draft: Draft) -> Iterator[Diagnostic]:
    if any(name in _MEDIA for tree in trees_in(draft) for name in names_in(tree)):
        message = f"#{draft.id} shows a picture, film or sound, which stays behind"
        yield rules.QSX002.at(draft.where, message, "Show it in a lesson, and ask in words.")
