"""A course's final assessment in one language to a question set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pathya.authoring.course import Assessment, Difficulty, Section, graded_of, plain
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, in_order
from pathya.authoring.graphemes import cut
from pathya.authoring.questions import LEVELS
from pathya.exporters.edition import Edition, shown
from pathya.exporters.html import Sheet, escape
from pathya.exporters.questionset import rules
from pathya.exporters.questionset.items import item, with_marks
from pathya.exporters.questionset.markup import body, words
from pathya.exporters.questionset.model import Item, Level, Part, QuestionSet
from pathya.exporters.questionset.names import code, latin_title, node_id, title
from pathya.exporters.questionset.policy import duration, negative, policy_faults, retakes
from pathya.locales.languages import DEFAULT_TAGS

MOST_PARTS = 5
LONGEST_INTRO = 500
"""Characters of instructions."""


def questionset(edition: Edition) -> QuestionSet | None:
    """Make the question set of a course's final assessment; None if it has no questions.

    The course is a whole one, not a part of it. Losses and faults are in `found`.
    """
    course, test = edition.course, edition.course.assessment
    if test is None or not graded_of(course):
        return None
    sheet = Sheet(edition)
    found: list[Diagnostic] = [*_set_faults(edition, test), *policy_faults(test)]
    parts = tuple(_part(one, n, test, sheet, found) for n, one in enumerate(test.sections, 1))
    own = node_id(course.id, course.tag)
    instructions = _intro(body(test.intro, sheet), "the assessment's introduction", test, found)
    return QuestionSet(
        id=own,
        code=code(own),
        name=title(shown(course, test.title), shown(course, course.title)),
        instructions=instructions,
        language=edition.language.igot_name if _is_known(course.tag) else "Other",
        licence=course.licence or "CC BY 4.0",
        duration=duration(test),
        retakes=retakes(test),
        pass_mark=test.pass_mark,
        negative=negative(test),
        parts=parts,
        found=in_order(tuple(found)),
    )


def _is_known(tag: str) -> bool:
    return tag == "en" or tag in DEFAULT_TAGS


def _set_faults(edition: Edition, test: Assessment) -> Iterator[Diagnostic]:
    course = edition.course
    if not _is_known(course.tag):
        message = f"iGOT has no question sets in {edition.language.name}"
        yield rules.QSE020.at(test.where, message, "The set is marked as Other.")
    if len(test.sections) > MOST_PARTS:
        message = f"it has {len(test.sections)} sections; iGOT takes {MOST_PARTS}"
        yield rules.QSE016.at(test.where, message, "Join some of them.")
    name = shown(course, test.title)
    kept = title(name, shown(course, course.title))
    if kept != name:
        hint = "Write a title of 5 to 70 letters and digits."
        yield rules.QSE017.at(test.where, f"`{name}` becomes `{kept}`", hint)
    graded = graded_of(course)
    told = [q for q in graded if q.feedback or any(one.feedback for one in q.options)]
    if told:
        message = f"iGOT shows no feedback: that of {len(told)} questions is left out"
        yield rules.QSE019.at(test.where, message, "Practice questions in lessons keep theirs.")


# --- sections ------------------------------------------------------------------------------------


def _part(
    section: Section, number: int, test: Assessment, sheet: Sheet, found: list[Diagnostic]
) -> Part:
    course = sheet.edition.course
    made = tuple(item(question, sheet) for question in section.questions)
    found += [one for _, faults in made for one in faults]
    items = tuple(one for one, _ in made)
    marks = _marks(items)
    found += _uneven(section, items)
    name = _part_name(section, number, sheet)
    return Part(
        id=node_id(course.id, section.id, course.tag),
        name=name,
        instructions=_part_intro(section, name, test, sheet, found),
        items=tuple(with_marks(one, marks) for one in items),
        levels=_levels(section, items, marks),
        pass_mark=test.pass_mark if section.pass_mark is None else section.pass_mark,
    )


def _part_name(section: Section, number: int, sheet: Sheet) -> str:
    """Name a section in Latin letters, which is all that the platform's form takes there."""
    course = sheet.edition.course
    source = plain(course.units[section.title].source)
    names = (latin_title(one, "Section") for one in (shown(course, section.title), source))
    return next(filter(None, names), f"Section {number}")


def _part_intro(
    section: Section, name: str, test: Assessment, sheet: Sheet, found: list[Diagnostic]
) -> str:
    """Give a section's instructions: its title, where the name has another, and what it says."""
    own = shown(sheet.edition.course, section.title)
    heading = "" if own == name else f"<p><b>{escape(own)}</b></p>"
    return heading + _intro(body(section.intro, sheet), f"#{section.id}", test, found)


def _intro(html: str, what: str, test: Assessment, found: list[Diagnostic]) -> str:
    if len(words(html)) <= LONGEST_INTRO:
        return html
    message = f"{what} has more than {LONGEST_INTRO} characters"
    found.append(rules.QSE018.at(test.where, message, "Say it in fewer words."))
    return escape(cut(words(html), LONGEST_INTRO))


def _marks(items: tuple[Item, ...]) -> dict[Difficulty, int]:
    """Find the marks of each level: those that most of its questions have."""
    return {level: _usual([one.marks for one in items if one.level == level]) for level in LEVELS}


def _usual(marks: list[int]) -> int:
    return Counter(sorted(marks)).most_common(1)[0][0] if marks else 0


def _uneven(section: Section, items: tuple[Item, ...]) -> Diagnostics:
    found = []
    for level, marks in _marks(items).items():
        others = [one for one in items if one.level == level and one.marks != marks]
        if others:
            named = ", ".join(f"#{one.key}" for one in others)
            message = f"{named}: {level} questions of #{section.id} all get {marks} marks"
            hint = "Give questions of a level the same points, or another level or section."
            first = next(q for q in section.questions if q.id == others[0].key)
            found.append(rules.QSE007.at(first.where, message, hint))
    return tuple(found)


def _levels(
    section: Section, items: tuple[Item, ...], marks: dict[Difficulty, int]
) -> tuple[Level, ...]:
    here = Counter(one.level for one in items)
    drawn = dict(section.draw) if section.draw else here
    return tuple(Level(level, drawn.get(level, 0), marks[level]) for level in LEVELS)
