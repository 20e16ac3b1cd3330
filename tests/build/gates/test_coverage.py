"""`pathya competencies coverage`: what a course covers, in the terminal, as JSON and as HTML."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pathya.build.cli.main import DONE, ERRORS, run

COVERAGE = ["competencies", "coverage"]


def change(project: Path, name: str, old: str, new: str) -> None:
    path = project / "content/courses/gated" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_terminal_shows_a_block_for_each_competency(project, capsys):
    assert run(COVERAGE) == DONE
    assert capsys.readouterr().out == (
        "gated: Keeping the records of an office\n"
        "  Functional / Office Management / Record Keeping, Intermediate\n"
        "    o1 (Intermediate): Number a record on the day it arrives\n"
        "    lessons:    records\n"
        "    practice:   1\n"
        "    assessment: 1 (Easy 1; Remember 1)\n"
        "  Functional / Office Management / Weeding\n"
        "    o2 (Beginner): Weed out a record when its time has come\n"
        "    lessons:    none\n"
        "    practice:   0\n"
        "    assessment: 3 (Easy 2, Medium 1; Remember 2, Apply 1)\n"
    )


def test_what_falls_short_is_said_below(project, capsys):
    change(project, "course.yaml", "  - Functional / Office Management / Weeding\n", "")
    change(project, "assessment.md", ":objective: o1", ":objective: o2")
    assert run(COVERAGE) == DONE
    out = capsys.readouterr().out
    assert "  Functional / Office Management / Weeding  (not claimed)\n" in out
    assert "    assessment: 0\n" in out
    assert [line.split()[2] for line in out.splitlines() if "course.yaml:" in line] == [
        "CMP006",
        "ASM005",
    ]


def test_json_has_the_same_for_machines(project, capsys):
    assert run([*COVERAGE, "gated", "--report", "json"]) == DONE
    (course,) = json.loads(capsys.readouterr().out)["courses"]
    first = course["competencies"][0]
    assert (course["course"], course["diagnostics"]) == ("gated", [])
    assert first == {
        "area": "Functional",
        "theme": "Office Management",
        "subtheme": "Record Keeping",
        "id": "fw_3",
        "level": "Intermediate",
        "claimed": True,
        "objectives": [
            {
                "id": "o1",
                "level": "Intermediate",
                "text": "Number a record on the day it arrives",
            }
        ],
        "lessons": ["records"],
        "practice": [{"id": "q-day", "type": "single", "level": "", "bloom": ""}],
        "assessment": [{"id": "a-number", "type": "single", "level": "Easy", "bloom": "Remember"}],
    }


@pytest.mark.parametrize("title", ["अभिलेख <script>alert(1)</script> & 'co'", "ریکارڈ"])
def test_html_is_escaped_and_has_headers(project, capsys, title):
    change(project, "course.yaml", "Keeping the records of an office", json.dumps(title))
    output = project / "out/coverage.html"
    assert run([*COVERAGE, "--report", "html", "-o", str(output)]) == DONE
    assert capsys.readouterr().out == "out/coverage.html written\n"
    page = output.read_text("utf-8")
    assert "<script>" not in page
    _, _, body = page.partition("<body>")
    root = ElementTree.fromstring("<body>" + body.replace("</html>", ""))
    assert root.findtext(".//h2") == title
    heads = [cell.text for cell in root.iterfind(".//thead//th[@scope='col']")]
    assert heads == ["Competency", "Objectives", "Lessons", "Practice", "Assessment"]
    assert len([*root.iterfind(".//tbody//th[@scope='row']")]) == 2


def test_a_course_with_errors_is_told_of(project, capsys):
    change(project, "course.yaml", "id: gated", "idd: gated")
    assert run(COVERAGE) == ERRORS
    told = capsys.readouterr()
    assert told.out == ""
    assert "error YML003" in told.err
