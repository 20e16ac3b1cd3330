"""What courses cover of the competency framework: for the terminal, as HTML and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pathya.authoring.course import Course, Question, plain
from pathya.authoring.diagnostics import Diagnostics
from pathya.authoring.matrix import Row, by_bloom, by_level, matrix
from pathya.build.reports import plain as plain_finding
from pathya.exporters.gates.covered import check_covered
from pathya.exporters.template import render


@dataclass(frozen=True, slots=True)
class Covered:
    """A course, what it covers, and where that falls short."""

    course: Course
    rows: tuple[Row, ...]
    found: Diagnostics


def covered(course: Course) -> Covered:
    """Lay out what a course covers."""
    return Covered(course, matrix(course), tuple(check_covered(course)))


def text_coverage(all_of: Sequence[Covered]) -> str:
    """Print a block for each competency of each course."""
    return "\n".join("\n".join(_text(one)) + "\n" for one in all_of)


def _text(one: Covered) -> Iterator[str]:
    course = one.course
    yield f"{course.id}: {_said(course, course.title)}"
    for row in one.rows:
        yield f"  {row.competency}{_level(row)}{'' if row.claimed else '  (not claimed)'}"
        for objective in row.objectives:
            level = f" ({objective.level})" if objective.level else ""
            yield f"    {objective.id}{level}: {_said(course, objective.text)}"
        yield f"    lessons:    {', '.join(lesson.id for lesson in row.lessons) or 'none'}"
        yield f"    practice:   {_counted(row.practice)}"
        yield f"    assessment: {_counted(row.graded)}"
    yield from (str(finding) for finding in one.found)


def _level(row: Row) -> str:
    return f", {row.competency.level}" if row.competency.level else ""


def _said(course: Course, unit: str) -> str:
    return plain(course.texts[unit].inline)


def _counted(questions: tuple[Question, ...]) -> str:
    spreads = (by_level(questions), by_bloom(questions))
    told = [", ".join(f"{word} {n}" for word, n in one.items()) for one in spreads if one]
    return f"{len(questions)} ({'; '.join(told)})" if told else str(len(questions))


def json_coverage(all_of: Sequence[Covered]) -> str:
    """Print an object with `courses`, each with rows and findings."""
    return json.dumps(
        {"courses": [_plain(one) for one in all_of]}, ensure_ascii=False, indent=2
    ) + ("\n")


def _plain(one: Covered) -> dict[str, Any]:
    return {
        "course": one.course.id,
        "title": _said(one.course, one.course.title),
        "competencies": [_plain_row(one.course, row) for row in one.rows],
        "diagnostics": [plain_finding(finding) for finding in one.found],
    }


def _plain_row(course: Course, row: Row) -> dict[str, Any]:
    return {
        "area": row.competency.area,
        "theme": row.competency.theme,
        "subtheme": row.competency.subtheme,
        "id": row.competency.id,
        "level": row.competency.level,
        "claimed": row.claimed,
        "objectives": [
            {"id": one.id, "level": one.level, "text": _said(course, one.text)}
            for one in row.objectives
        ],
        "lessons": [lesson.id for lesson in row.lessons],
        "practice": [_plain_question(one) for one in row.practice],
        "assessment": [_plain_question(one) for one in row.graded],
    }


def _plain_question(question: Question) -> dict[str, str]:
    level = question.level or ""
    return {"id": question.id, "type": question.type, "level": level, "bloom": question.bloom}


def html_coverage(all_of: Sequence[Covered]) -> str:
    """Print a page with a table for each course."""
    return render("coverage", courses=all_of, said=_said, counted=_counted)


COVERAGES: Mapping[str, Callable[[Sequence[Covered]], str]] = {
    "text": text_coverage,
    "html": html_coverage,
    "json": json_coverage,
}
