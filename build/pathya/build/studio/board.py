"""The board of a course: what it covers, asks and takes, and what keeps it from a platform."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from pathya.authoring.course import Course, Question, graded_of, lessons_of, plain, practice_of
from pathya.authoring.matrix import by_bloom, by_level, matrix
from pathya.authoring.questions import LEVELS
from pathya.authoring.reading_time import lesson_minutes
from pathya.build.checks import check_courses
from pathya.build.pipeline import open_course
from pathya.build.project import Project, read_framework
from pathya.build.studio.context import Studio, course_name, studio_of
from pathya.build.studio.pages import page
from pathya.build.studio.stamps import catalog_stamp, project_stamp, source_stamp
from pathya.build.summary import finding_of
from pathya.exporters.gates.targets import TARGETS
from pathya.exporters.gates.timing import MOST_MINUTES
from pathya.locales.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Paper:
    """How many questions there are, by objective and difficulty."""

    title: str
    rows: tuple[tuple[str, str, tuple[int, ...]], ...]
    """Objective, its text, a number for each level and at the end for none."""
    total: tuple[int, ...]


def board(request: Request) -> Response:
    """Show a course. A plain function: Starlette runs it in a thread."""
    name = course_name(request)
    project = studio_of(request).project
    framework, _ = read_framework(project)
    folder = project.root / project.settings.courses / name
    course, found = open_course(folder, framework, project.limits)
    shared = {"name": name, "targets": TARGETS, "languages": project.settings.languages}
    if course is None:
        faults = [finding_of(project, one) for one in found]
        return page(request, "broken", faults=faults, **shared)
    return page(request, "board", **shared | values_of(course))


def values_of(course: Course) -> dict[str, Any]:
    """Give what the page shows of a course."""
    assessment = course.assessment
    return {
        "course": course,
        "said": lambda unit: plain(course.texts[unit].inline),
        "rows": matrix(course),
        "levels": LEVELS,
        "by_level": by_level,
        "by_bloom": by_bloom,
        "papers": [
            paper
            for paper in (
                paper_of(course, "Final assessment", graded_of(course)),
                paper_of(course, "Practice in lessons", practice_of(course)),
            )
            if sum(paper.total)
        ],
        "sections": assessment.sections if assessment else (),
        "lessons": [(lesson, lesson_minutes(course, lesson)) for lesson in lessons_of(course)],
        "most_minutes": MOST_MINUTES,
    }


def paper_of(course: Course, title: str, questions: Sequence[Question]) -> Paper:
    """Count questions for each objective and difficulty; those of no objective come last."""
    known = {one.id: plain(course.texts[one.text].inline) for one in course.objectives}
    names = [*known, *([""] if any(one.objective not in known for one in questions) else [])]
    rows = tuple(
        (name, known.get(name, ""), _spread(one for one in questions if _of(one, known) == name))
        for name in names
    )
    return Paper(title, rows, _spread(questions))


def _of(question: Question, known: Mapping[str, str]) -> str:
    return question.objective if question.objective in known else ""


def _spread(questions: Iterable[Question]) -> tuple[int, ...]:
    said: list[str] = [one.level or "" for one in questions]
    return tuple(said.count(level) for level in (*LEVELS, ""))


# --- findings ------------------------------------------------------------------------------------


async def findings(request: Request) -> Response:
    """Give what keeps a course in one language from a target, or breaks any rule."""
    studio = studio_of(request)
    name = await asyncio.to_thread(course_name, request)
    tag, target = (request.query_params.get(key, "") for key in ("language", "target"))
    if tag not in LANGUAGES or target not in ("", *TARGETS):
        raise HTTPException(404, "There is no such language or target.")
    return JSONResponse(
        {"findings": await asyncio.to_thread(findings_of, studio, name, tag, target)}
    )


def findings_of(studio: Studio, name: str, tag: str, target: str) -> list[dict[str, Any]]:
    """Find what is wrong, or remember it while nothing has changed."""
    project = studio.project
    today = datetime.now(UTC).date()
    stamps = project_stamp(project), source_stamp(project, name), catalog_stamp(project, name, tag)
    place, key = f"{name}/{tag}/gate-{target}", " ".join((*stamps, today.isoformat()))
    noted = studio.notes.read(place, key)
    if noted is None:
        noted = studio.worker.do(find, project, name, tag, target)
        studio.notes.write(place, key, noted)
    return list(noted)


def find(project: Project, name: str, tag: str, target: str) -> list[dict[str, Any]]:
    """Check a course in one language, as `pathya check` does; say why each rule is there."""
    folder = project.root / project.settings.courses / name
    today = datetime.now(UTC).date()
    found = check_courses(project, (folder,), (tag,), today, TARGETS.get(target))
    return [
        asdict(finding_of(project, one))
        | {"summary": one.rule.summary, "why": one.rule.why, "source": one.rule.source}
        for one in dict.fromkeys(found)
    ]


BOARD_ROUTES: tuple[BaseRoute, ...] = (
    Route("/course/{course}", board),
    Route("/api/findings/{course}", findings),
)
