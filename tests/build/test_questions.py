"""`pathya questions`: out of the sample courses, and in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathya.build.cli.main import DONE, ERRORS, USAGE, run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("at_root")
@pytest.mark.parametrize("tag", ["en", "hi", "ta", "ur", "or"])
@pytest.mark.parametrize("form", ["igot-csv", "gift", "qti21", "qti30"])
def test_questions_go_out_and_come_in(form: str, tag: str, tmp_path: Path, capsys) -> None:
    file, text = tmp_path / "questions", tmp_path / "assessment.md"
    out = ["questions", "export", "safe-sign-in", "--as", form, "-l", tag, "-o", str(file)]
    assert run(out) == DONE
    into = ["questions", "import", str(file), "--as", form.rstrip("0123"), "-o", str(text)]
    assert run(into) == DONE
    written = text.read_text("utf-8")
    assert written.count("::: question #") == 5
    assert capsys.readouterr().out.endswith("0 errors, 0 warnings, 0 info\n")
    assert run(into) == USAGE
    assert "is there already" in capsys.readouterr().err


@pytest.mark.usefixtures("at_root")
def test_the_requests_of_a_set_are_printed(capsys) -> None:
    assert run(["questions", "export", "rti-requests", "--as", "igot-json", "-o", "-"]) == DONE
    shown = capsys.readouterr()
    assert shown.out.startswith('{\n "create": {')
    assert "QSE002" in shown.err


@pytest.mark.usefixtures("at_root")
def test_practice_is_not_for_igot() -> None:
    assert run(["questions", "export", "rti-requests", "--as", "igot-csv", "--practice"]) == USAGE


def test_a_file_of_no_known_name(tmp_path: Path, capsys) -> None:
    file = tmp_path / "questions.doc"
    file.write_bytes(b"")
    assert run(["questions", "import", str(file)]) == USAGE
    assert run(["questions", "import", str(file), "--as", "gift"]) == ERRORS
    assert "QSI005" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (["--as", "gift"], "safe-sign-in.gift"),
        (["--as", "igot-csv", "-l", "or"], "safe-sign-in.or.igot-csv.csv"),
    ],
)
def test_a_file_is_named_by_course_language_and_format(
    options: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("content", "locales"):
        (tmp_path / part).symlink_to(ROOT / part)
    (tmp_path / "pathya.toml").touch()
    monkeypatch.chdir(tmp_path)
    assert run(["questions", "export", "safe-sign-in", *options]) == DONE
    assert (tmp_path / name).is_file()
