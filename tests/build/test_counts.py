"""Counting the words of a job, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pathya.build.cli.main import DONE, ERRORS, run

LESSON = """# Welcome

Keep the receipt for two years.

Ask at the counter.

Ask at the counter.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Path:
    """A project with two courses of the same three paragraphs; one is translated in part."""
    monkeypatch.chdir(tmp_path)
    for course in ("first", "second"):
        assert run(["new", course]) == DONE
        folder = tmp_path / "content/courses" / course
        for path in folder.glob("01-start/0*.md"):
            path.unlink()
        (folder / "01-start/01-welcome.md").write_text(LESSON)
        (folder / "assessment.md").unlink(missing_ok=True)
    (tmp_path / "back.csv").write_text(
        "id,source [en],target [hi],course\n,Keep the receipt for two years.,रसीद रखें।,first\n"
    )
    assert run(["catalog", "import", "back.csv"]) == DONE
    capsys.readouterr()
    return tmp_path


def shares(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, tuple[int, int]]]:
    rows = json.loads(capsys.readouterr().out)["counts"]
    assert {row.pop("language") for row in rows} == {"hi"}
    return {
        row.pop("course"): {
            effort: (share["texts"], share["words"])
            for effort, share in row.items()
            if share["texts"]
        }
        for row in rows
    }


def test_the_courses_named_are_one_job(project, capsys) -> None:
    assert run(["catalog", "count", "-l", "hi", "--report", "json"]) == DONE
    counted = shares(capsys)
    assert counted["first"]["done"] == (1, 6)
    assert counted["first"]["repeated"] == (1, 4)
    assert counted["second"]["exact"] == (1, 6)
    assert counted["second"]["repeated"][0] > 2
    assert run(["catalog", "count", "second", "-l", "hi", "--report", "json"]) == DONE
    alone = shares(capsys)["second"]
    assert (alone["exact"], alone["repeated"]) == ((1, 6), (1, 4))


def test_the_old_translation_of_a_changed_text_is_fuzzy(project, capsys) -> None:
    lesson = project / "content/courses/first/01-start/01-welcome.md"
    lesson.write_text(LESSON.replace("two years", "three years"))
    assert run(["catalog", "count", "first", "-l", "hi", "--report", "json"]) == DONE
    assert shares(capsys)["first"]["fuzzy"] == (1, 6)


def test_counts_for_people_and_spreadsheets(project, capsys) -> None:
    assert run(["catalog", "count", "first", "-l", "hi"]) == DONE
    head, kinds, row, *_ = capsys.readouterr().out.split("\n")
    assert head == "first: words (texts)"
    assert kinds.split() == ["new", "machine", "fuzzy", "repeated", "exact", "done"]
    assert row.split()[0] == "hi"
    assert row.endswith(" 4 (1)             -         6 (1)")
    assert run(["catalog", "count", "first", "-l", "hi", "--report", "csv"]) == DONE
    assert "first,hi,repeated,1,4\n" in capsys.readouterr().out


def test_a_catalog_that_cannot_be_read_is_told(project, capsys) -> None:
    (project / "locales/catalogs/hi/first.xlf").write_text("<<<<<<< HEAD")
    assert run(["catalog", "count", "-l", "hi", "--report", "json"]) == ERRORS
    printed = capsys.readouterr()
    assert [row["course"] for row in json.loads(printed.out)["counts"]] == ["second"]
    assert "error CAT001" in printed.err
