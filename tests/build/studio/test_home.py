"""Home says how far each course has come in each language, and what keeps it from release."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pathya.build.building import build_course
from pathya.build.project import Project, course_folders, read_project
from pathya.build.studio.events import Hub
from pathya.build.studio.home import PAGE, content_of, sums
from pathya.build.studio.rows import Cell, Matrix, Row, blocks
from pathya.build.studio.tally import Edition, Found, Source, count_editions, count_source
from pathya.build.studio.work import Notes, Worker

LESSON = "# Welcome\n\nRead the **form** before you sign.\n"
COURSE = """\
id: {name}
title: Leave rules
description: What one may ask for.
competencies: ["Functional / Handling RTI Matters / RTI Responsiveness"]
"""


def lay(root: Path, name: str, lesson: str = LESSON) -> Path:
    """Write a small course."""
    folder = root / "content/courses" / name
    (folder / "01-start").mkdir(parents=True)
    (folder / "course.yaml").write_text(COURSE.format(name=name))
    (folder / "01-start/index.md").write_text("# Start\n")
    (folder / "01-start/01-welcome.md").write_text(lesson)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A project with two languages and one course that nobody has translated."""
    (tmp_path / "pathya.toml").write_text('languages = ["hi", "ur"]\n')
    lay(tmp_path, "leave")
    project, _ = read_project(tmp_path)
    assert project
    return project


def settled(desk: Any, until: Callable[[Any], bool], path: str = "/api/courses") -> Any:
    """Ask until home says so."""
    for _ in range(300):
        content = desk.get(path).json()
        if until(content):
            return content
        time.sleep(0.05)
    raise AssertionError(content)


def known(content: Any) -> bool:
    return bool(content["waiting"] == 0)


# --- counting ------------------------------------------------------------------------------------


def test_a_source_is_counted(small: Project) -> None:
    assert count_source(small, "leave") == Source(
        "leave", "Leave rules", "en", 15, 1, 1, Found(0, 0)
    )


def test_a_source_that_cannot_be_read_has_errors_alone(small: Project) -> None:
    lay(small.root, "broken", "# Title\n\n![x](media/none.png)\n")
    assert count_source(small, "broken") == Source("broken", "", found=Found(1, 0))
    assert count_editions(small, "broken", ("hi",)) == ()


def test_editions_are_counted_by_words(small: Project) -> None:
    hindi, source = count_editions(small, "leave", ("hi", "en"))
    assert hindi == Edition("hi", {"new": 15}, Found(0, 0))
    assert source == Edition("en", {}, Found(0, 0))


@pytest.mark.parametrize("tag", ["hi", "ta", "ur", "or", "mai"])
def test_words_of_all_states_are_the_words_of_the_source(project_copy: Project, tag: str) -> None:
    (edition,) = count_editions(project_copy, "safe-sign-in", (tag,))
    assert sum(edition.words.values()) == count_source(project_copy, "safe-sign-in").words


def test_a_missing_catalog_is_said(desk: Any) -> None:
    file = desk.project.catalog("safe-sign-in", "hi")
    text = file.read_bytes()

    def missing(content: Any) -> list[str]:
        cells = [one for row in content["rows"] for one in row["cells"] if not one["catalog"]]
        return [one["tag"] for one in cells]

    assert missing(settled(desk, known)) == []
    assert desk.get("/api/review/hi/safe-sign-in/texts").json()["catalog"] is True
    file.unlink()
    settled(desk, lambda content: missing(content) == ["hi"])
    assert desk.get("/api/review/hi/safe-sign-in/texts").json()["catalog"] is False
    file.write_bytes(text)
    settled(desk, lambda content: missing(content) == [])


READY = Cell(Edition("hi", {"signed-off": 9}, Found(0, 3)), built=True, stale=False)


@pytest.mark.parametrize(
    ("cell", "errors", "what"),
    [
        (READY, 0, {}),
        (Cell(Edition("en", {}, Found()), built=True, stale=False), 0, {}),
        (READY, 2, {"errors": 2}),
        (Cell(READY.edition, built=True, stale=True), 0, {"stale": 1}),
        (Cell(READY.edition, built=False, stale=True), 0, {"unbuilt": 1}),
        (
            Cell(
                Edition("hi", {"signed-off": 9, "machine": 4, "new": 2}, Found(1, 0)),
                built=True,
                stale=False,
            ),
            0,
            {"errors": 1, "unsigned": 6},
        ),
    ],
)
def test_what_keeps_an_edition_from_release(cell: Cell, errors: int, what: dict[str, int]) -> None:
    row = Row(Source("leave", "Leave", "en", found=Found(errors, 0)), (cell,))
    assert dict(blocks(row, cell)) == what


def test_sums_say_what_keeps_most() -> None:
    blocked = [{"hi": {}, "ur": {"errors": 3, "unsigned": 7}}, {"hi": {"unsigned": 5}}]
    assert sums(blocked, 1) == {
        "editions": 3,
        "ready": 1,
        "unreadable": 1,
        "errors": 1,
        "unsigned": 2,
        "words": 12,
    }


# --- the page's rows -----------------------------------------------------------------------------


def test_rows_come_as_they_are_counted(small: Project, open_studio: Any) -> None:
    desk = open_studio(small)
    first = desk.get("/api/courses").json()
    assert first["rows"] == [{"name": "leave", "source": None, "built_at": 0, "cells": []}]
    assert (first["waiting"], first["courses"]) == (1, 1)
    content = settled(desk, known)
    (row,) = content["rows"]
    assert row["source"]["title"] == "Leave rules"
    assert [(cell["tag"], cell["blocks"]) for cell in row["cells"]] == [
        ("en", {"unbuilt": 1}),
        ("hi", {"unsigned": 15, "unbuilt": 1}),
        ("ur", {"unsigned": 15, "unbuilt": 1}),
    ]
    assert content["languages"] == [["hi", "Hindi"], ["ur", "Urdu"]]


def test_a_build_and_a_change_after_it_are_seen(small: Project, open_studio: Any) -> None:
    desk = open_studio(small)
    settled(desk, known)
    for folder in course_folders(small):
        for _ in build_course(small, folder, ()):
            pass

    def blocked(content: Any) -> Any:
        return [tuple(cell["blocks"]) for cell in content["rows"][0]["cells"]]

    expected = [(), ("unsigned",), ("unsigned",)]
    content = settled(desk, lambda content: blocked(content) == expected)
    assert content["rows"][0]["built_at"] > 0
    assert content["sums"]["ready"] == 1
    time.sleep(0.02)
    lesson = small.root / "content/courses/leave/01-start/01-welcome.md"
    lesson.write_text(LESSON + "\nAsk the clerk for it.\n")
    settled(desk, lambda content: blocked(content)[0] == ("stale",))
    assert desk.get("/api/course/leave").json()["row"]["source"]["words"] == 20


def test_courses_come_and_go(small: Project, open_studio: Any) -> None:
    desk = open_studio(small)
    settled(desk, known)
    folder = lay(small.root, "tour-bills")
    content = settled(desk, lambda content: known(content) and len(content["rows"]) == 2)
    assert [row["name"] for row in content["rows"]] == ["leave", "tour-bills"]
    folder.rename(small.root / "tour-bills")
    settled(desk, lambda content: len(content["rows"]) == 1)
    assert desk.get("/api/course/tour-bills").status_code == 404


def test_what_was_counted_is_remembered(small: Project, open_studio: Any) -> None:
    settled(open_studio(small), known)
    notes = Notes(small.root / ".pathya/studio.sqlite")

    class Idle(Worker):
        def do(self, work: Any, *values: Any) -> Any:
            raise AssertionError((work, values))

    matrix = Matrix(small, Idle(), notes)
    row = matrix._row("leave")
    assert row is not None
    assert [cell.edition.tag for cell in row.cells] == ["en", "hi", "ur"]
    (small.root / "content/courses/leave/course.yaml").touch()
    with pytest.raises(AssertionError, match="count_source"):
        matrix._row("leave")


def test_wanting_nothing_ends_nothing(small: Project) -> None:
    async def run() -> None:
        matrix = Matrix(small, Worker(), Notes(small.root / "notes"))
        keeping = asyncio.create_task(matrix.keep(Hub()))
        matrix.want(())
        await asyncio.sleep(0.05)
        assert not keeping.done()
        keeping.cancel()

    asyncio.run(run())


# --- choosing ------------------------------------------------------------------------------------


@pytest.fixture
def many(tmp_path: Path) -> tuple[Matrix, tuple[str, ...]]:
    """A matrix of 120 courses: every third is ready, one has an error, one is not counted yet."""
    project = Project(tmp_path)
    names = tuple(f"course-{number:03}" for number in range(120))
    rows = {
        name: Row(
            Source(name, f"Title {number}", "en"),
            (
                Cell(
                    Edition("hi", {"signed-off" if number % 3 == 0 else "new": 5}, Found()),
                    built=True,
                    stale=False,
                ),
            ),
        )
        for number, name in enumerate(names[:-1])
    }
    rows["course-007"] = Row(Source("course-007", "", found=Found(2, 0)), ())
    return Matrix(project, Worker(), Notes(tmp_path / "x"), rows), names


@pytest.mark.parametrize(
    ("asked", "number", "chosen", "first"),
    [
        (("all", ""), 1, 120, "course-000"),
        (("all", ""), 3, 120, "course-100"),
        (("all", ""), 99, 120, "course-100"),
        (("ready", ""), 1, 40, "course-000"),
        (("blocked", ""), 1, 79, "course-001"),
        (("errors", ""), 1, 1, "course-007"),
        (("all", "TITLE 42"), 1, 1, "course-042"),
        (("all", "course-119"), 1, 1, "course-119"),
        (("ready", "none such"), 1, 0, ""),
    ],
)
def test_courses_can_be_chosen(
    many: Any, asked: tuple[str, str], number: int, chosen: int, first: str
) -> None:
    matrix, names = many
    content = content_of(matrix, names, asked, number)
    shown = [row["name"] for row in content["rows"]]
    assert (content["chosen"], (shown or [""])[0]) == (chosen, first)
    assert len(shown) <= PAGE
    assert (content["courses"], content["waiting"]) == (120, 1)
    assert content["sums"]["ready"] == 40


@pytest.mark.parametrize(
    "query", ["page=0", f"page={'9' * 5000}", "page=-1", "page=x", "page=९", "show=x", "course=%00"]
)
def test_what_nobody_would_ask_is_answered_all_the_same(desk: Any, query: str) -> None:
    assert desk.get(f"/api/courses?{query}").status_code == 200
