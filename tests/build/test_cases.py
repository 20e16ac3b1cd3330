"""Every rule of a course source, by example: each case gives exactly its findings and no others."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from pathya.authoring import media_rules, rules
from pathya.build.cli.main import DONE, ERRORS, run

CASES = Path(__file__).parents[1] / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir() and path.name != "base")

MADE_HERE = {"SRC003", "SRC008", "SRC009", "MED004"}
"""Rules about files too large to keep; their cases are written below."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a small competency framework and one language, and the test inside it."""
    (tmp_path / "pathya.toml").write_text('languages = ["hi"]\n')
    competencies = tmp_path / "content/competencies"
    competencies.mkdir(parents=True)
    rows = (
        "area,theme,subtheme\nFunctional,Office Management,Record Keeping\n"
        "Behavioural,Zeal,Self-Control\nBehavioural,Zeal,Self Control\n"
    )
    (competencies / "names.csv").write_text(rows)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_a_case_gives_its_findings_and_no_others(name, project, case_course, capsys, golden):
    case_course(name)
    code = run(["check"])
    said = capsys.readouterr().out.replace("content/courses/base/", "")
    golden(CASES / name / "expected.txt", said)
    assert code == (ERRORS if " error " in said else DONE)
    if not name.startswith("fine"):
        assert f" {name[:6]} " in said


def test_every_rule_has_a_case():
    if os.environ.get("UPDATE_GOLDEN"):
        pytest.skip("golden files are being written")
    assert {rule.code for rule in (*rules.RULES, *media_rules.RULES)} == {
        *(name[:6] for name in NAMES if not name.startswith("fine")),
        *MADE_HERE,
    }


def test_a_text_of_ten_megabytes_in_one_line(project, case_course, capsys):
    folder = case_course("base")
    (folder / "01-start/02-long.md").write_bytes(b"# Long\n\n" + b"a" * 10_000_000)
    assert run(["check"]) == ERRORS
    assert capsys.readouterr().out == (
        "content/courses/base/01-start/02-long.md: error SRC003 is larger than 1024 KiB\n"
        "    `text_bytes` under [limits] in pathya.toml raises the limit.\n"
        "1 error, 0 warnings, 0 info\n"
    )


def test_a_picture_of_more_than_twenty_mebibytes(project, case_course, capsys):
    folder = case_course("base")
    (folder / "01-start/01-welcome.md").write_text("# Welcome\n\n![A plan](media/plan.png)\n")
    with (folder / "media/plan.png").open("wb") as stream:
        stream.truncate(21 * 1_048_576)
    assert run(["check"]) == ERRORS
    assert "01-welcome.md:3: error MED004 media/plan.png has 21 MiB" in capsys.readouterr().out


def test_a_course_of_more_files_than_may_be(project, case_course, capsys):
    case_course("base")
    (project / "pathya.toml").write_text('languages = ["hi"]\n[limits]\ncourse_files = 2\n')
    assert run(["check"]) == ERRORS
    assert capsys.readouterr().out == (
        "content/courses/base: error SRC008 the course has more than 2 files\n"
        "    `course_files` under [limits] in pathya.toml raises the limit.\n"
        "1 error, 0 warnings, 0 info\n"
    )


def test_a_course_of_more_texts_than_may_be(project, case_course, capsys):
    case_course("base")
    (project / "pathya.toml").write_text('languages = ["hi"]\n[limits]\ncourse_texts = 2\n')
    assert run(["catalog", "update"]) == ERRORS
    assert capsys.readouterr().out == (
        "content/courses/base: error SRC009 the course has 6 texts to translate; the limit is 2\n"
        "    Make several courses of it. "
        "`course_texts` under [limits] in pathya.toml raises the limit.\n"
        "1 error, 0 warnings, 0 info\n"
    )
    assert not (project / "locales/catalogs").exists()


LIMITED = {
    "text_bytes = 30": "01-start/01-welcome.md: error SRC003 is larger than 0.0293 KiB",
    "yaml_characters = 20": "course.yaml: error YML002 the file has more than 20 characters",
    "media_bytes = 80": "01-welcome.md:3: error MED004 media/a.svg has 0 MiB",
    "drawing_bytes = 80": "01-welcome.md:3: error MED004 media/a.svg has 0 MiB, which is much",
    "picture_pixels = 63": "01-welcome.md:5: error MED009 media/fine.png has 8 × 8 pixels",
}


@pytest.mark.parametrize("limit", LIMITED)
def test_a_project_sets_limits(limit, project, case_course, capsys):
    folder = case_course("base")
    shutil.copy(CASES / "MED008/media/fine.png", folder / "media/fine.png")
    lesson = "# Welcome\n\n![A plan](media/a.svg)\n\n![A plan](media/fine.png)\n"
    (folder / "01-start/01-welcome.md").write_text(lesson)
    assert run(["check"]) == DONE
    capsys.readouterr()
    (project / "pathya.toml").write_text(f'languages = ["hi"]\n[limits]\n{limit}\n')
    assert run(["check"]) == ERRORS
    said = capsys.readouterr().out
    assert LIMITED[limit] in said
    assert f"`{limit.split()[0]}` under [limits] in pathya.toml raises the limit." in said
