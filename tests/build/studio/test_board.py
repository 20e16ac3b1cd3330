"""The board shows what a course covers and asks, and what keeps it from a platform."""

from __future__ import annotations

from typing import Any

import pytest

from pathya.authoring.course import graded_of, practice_of
from pathya.build.cli.main import run
from pathya.build.pipeline import open_course
from pathya.build.project import Project, read_framework
from pathya.build.studio.board import Paper, find, paper_of
from pathya.build.studio.work import Worker


def opened(project: Project, name: str) -> Any:
    framework, _ = read_framework(project)
    course, found = open_course(project.root / "content/courses" / name, framework)
    assert course, found
    return course


def test_questions_are_laid_out_by_objective_and_difficulty(project_copy: Project) -> None:
    course = opened(project_copy, "rti-requests")
    paper = paper_of(course, "Final", graded_of(course))
    assert paper == Paper(
        "Final",
        (
            ("o1", "Register a request, check the fee and transfer it in time", (1, 0, 0, 0, 0)),
            ("o2", "Apply the time limits and the fees of the Act", (2, 1, 1, 0, 0)),
            ("o3", "Decide what to disclose, what to sever and what to refuse", (1, 2, 0, 0, 0)),
            (
                "o4",
                "Write a reply with reasons and the particulars of the appeal",
                (0, 1, 0, 1, 0),
            ),
        ),
        (4, 4, 1, 1, 0),
    )


def test_questions_of_no_objective_have_a_row(project_copy: Project) -> None:
    folder = project_copy.root / "content/courses/rti-requests"
    for lesson in folder.glob("0*/*.md"):
        text = lesson.read_text("utf-8")
        lesson.write_text(text.replace(":objective: o1\n", "").replace(":level: Easy\n", ""))
    course = opened(project_copy, "rti-requests")
    paper = paper_of(course, "Practice", practice_of(course))
    assert paper.rows[-1] == ("", "", (0, 1, 0, 0, 3))
    assert sum(paper.total) == len(practice_of(course))


def test_the_page_has_it_all(desk: Any) -> None:
    page = desk.get("/course/rti-requests").text
    for heading in ("Languages", "What it covers", "What it asks", "Reading time"):
        assert f'tabindex="-1">{heading}</h2>' in page
    assert "RTI Responsiveness" in page
    assert '<h1 lang="en" dir="ltr">Right to Information: handling a request</h1>' in page


@pytest.mark.parametrize("path", ["/course/none", "/course/.git", "/course/%2e%2e", "/course/"])
def test_no_other_course_is_shown(desk: Any, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_a_course_that_cannot_be_read_says_why(desk: Any) -> None:
    (desk.root / "content/courses/safe-sign-in/course.yaml").write_text("id: safe-sign-in\n")
    page = desk.get("/course/safe-sign-in").text
    assert "This course cannot be read." in page
    assert "content/courses/safe-sign-in/course.yaml" in page


@pytest.mark.parametrize(
    ("tag", "target"),
    [("xx", "igot"), ("hi", "moodle"), ("", "igot"), ("../en", "igot"), ("hi", "igot' --")],
)
def test_only_known_targets_and_languages(desk: Any, tag: str, target: str) -> None:
    query = {"language": tag, "target": target}
    answer = desk.get("/api/findings/rti-requests", params=query)
    assert (answer.status_code, list(answer.json())) == (404, ["error"])


def test_findings_are_those_of_check(
    desk: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    query = {"language": "hi", "target": "igot"}
    found = desk.get("/api/findings/rti-requests", params=query).json()["findings"]
    monkeypatch.chdir(desk.root)
    run(["check", "rti-requests", "-l", "hi", "--target", "igot"])
    said = capsys.readouterr().out
    assert len(found) > 3
    for one in found:
        place = f"{one['path']}:{one['line']}" if one["line"] else one["path"]
        assert f"{place}: {one['severity']} {one['code']} {one['message']}\n" in said
        assert one["why"]


def test_findings_are_remembered_until_something_changes(desk: Any) -> None:
    query = {"language": "hi", "target": ""}
    path = "/api/findings/safe-sign-in"
    assert desk.get(path, params=query).json()["findings"] == []
    asked: list[Any] = []
    desk.studio.worker.close()

    class Noting(Worker):
        def do(self, work: Any, *values: Any) -> Any:
            asked.append(values[1:])
            return work(*values)

    object.__setattr__(desk.studio, "worker", Noting())
    desk.get(path, params=query)
    assert asked == []
    lesson = next((desk.root / "content/courses/safe-sign-in").glob("0*/0*.md"))
    lesson.write_text(lesson.read_text("utf-8") + "\n<b>bold</b>\n", "utf-8")
    codes = [one["code"] for one in desk.get(path, params=query).json()["findings"]]
    assert asked == [("safe-sign-in", "hi", "")]
    assert codes != []


def test_nothing_of_a_target_is_left_out(project_copy: Project) -> None:
    assert find(project_copy, "safe-sign-in", "en", "scorm") == []
    codes = {one["code"] for one in find(project_copy, "safe-sign-in", "ur", "igot")}
    assert "CAT011" in codes
