"""Terms of a project: read from its folder, checked, listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathya.build.cli.main import DONE, ERRORS, USAGE, run
from pathya.locales.languages import LANGUAGES

TERMS = """id,term,domain,note,keep
dak,dak,office procedure,,
first-appeal,first appeal,RTI,,
rti,RTI,RTI,,yes
"""
HINDI = """id,term,status,reviewed
dak,डाक,preferred,S. Rao 2026-11-22
dak,मेल,forbidden,
first-appeal,पहली अपील,preferred,
first-appeal,प्रथम अपील,admitted,
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with terms and no courses, to work in."""
    (tmp_path / "pathya.toml").write_text('terms = "words"\n')
    (tmp_path / "words").mkdir()
    (tmp_path / "words/terms.csv").write_text(TERMS, "utf-8")
    (tmp_path / "words/hi.csv").write_text(HINDI, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_terms_are_listed(project, capsys):
    assert run(["terms", "list", "-l", "hi", "-l", "ta"]) == DONE
    assert capsys.readouterr().out == (
        "dak: dak (office procedure)\n"
        "  hi   डाक; never मेल (not reviewed)\n"
        "first-appeal: first appeal (RTI)\n"
        "  hi   पहली अपील; also प्रथम अपील (not reviewed)\n"
        "rti: RTI, kept as it is (RTI)\n"
        "0 errors, 0 warnings, 0 info\n"
    )
    assert run(["terms", "list", "FIRST", "appeal"]) == DONE
    assert capsys.readouterr().out.startswith("first-appeal: first appeal (RTI)\n0 errors")
    assert run(["terms", "list"]) == DONE
    assert "\nhi   2 of 2 terms, 1 reviewed\n" in capsys.readouterr().out


def test_faults_of_terms_are_found(project, capsys):
    (project / "words/xx.csv").write_text("", "utf-8")
    (project / "words/ta.csv").write_text("id,term,status,reviewed\ndka,தபால்,preferred,\n", "utf-8")
    assert run(["terms", "list", "nothing"]) == ERRORS
    assert capsys.readouterr().out == (
        "words/ta.csv:2: error TRM004 there is no term `dka`\n    Did you mean `dak`?\n"
        "words/xx.csv: error TRM010 `xx` is not a language\n"
        f"    Known are: {', '.join(sorted(LANGUAGES))}.\n"
        "2 errors, 0 warnings, 0 info\n"
    )


def test_check_tells_of_terms(project, tmp_path, capsys):
    run(["new", "leave-rules"])
    capsys.readouterr()
    (project / "words/hi.csv").write_text(HINDI.replace("forbidden", "wrong"), "utf-8")
    assert run(["check", "-l", "en"]) == ERRORS
    assert "words/hi.csv:3: error TRM002 the status is `wrong`\n" in capsys.readouterr().out


def test_a_project_without_terms_has_none(project, capsys):
    (project / "words/terms.csv").unlink()
    assert run(["terms", "list"]) == DONE
    assert capsys.readouterr().out == "0 errors, 0 warnings, 0 info\n"


def files(project: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (project / "words").iterdir()}


def test_what_goes_out_comes_back_as_it_was(project, capsys):
    before = files(project)
    assert run(["terms", "export", "out.tbx"]) == DONE
    assert run(["terms", "import", "out.tbx"]) == DONE
    done = "0 errors, 0 warnings, 0 info\n"
    assert capsys.readouterr().out == f"out.tbx written\n{done}nothing updated\n{done}"
    assert files(project) == before
    for path in (project / "words").iterdir():
        path.unlink()
    assert run(["terms", "import", "out.tbx"]) == DONE
    assert files(project) == before


def test_languages_go_out_one_by_one(project, capsys):
    (project / "words/ta.csv").write_text(HINDI.splitlines()[0] + "\n", "utf-8")
    run(["terms", "export", "out.tbx", "-l", "ta"])
    assert "डाक" not in (project / "out.tbx").read_text("utf-8")


def test_an_import_says_what_it_changed_and_what_it_left(project, capsys):
    run(["terms", "export", "out.tbx"])
    path = project / "out.tbx"
    text = (
        path.read_text("utf-8").replace("पहली अपील", "आद्य अपील").replace("deprecated", "admitted")
    )
    path.write_text(text.replace('"hi"', '"hi-IN"', 1).replace(">RTI<", ">R.T.I.<"), "utf-8")
    capsys.readouterr()
    assert run(["terms", "import", "out.tbx"]) == DONE
    assert capsys.readouterr().out == (
        "words/hi.csv updated\n"
        "out.tbx:49: warning TRM015 rti is `RTI` here, not `R.T.I.`\n"
        "    Change terms.csv first.\n"
        "0 errors, 1 warning, 0 info\n"
    )
    assert (project / "words/hi.csv").read_text("utf-8") == (
        "id,term,status,reviewed\n"
        "dak,डाक,preferred,S. Rao 2026-11-22\n"
        "dak,मेल,admitted,\n"
        "first-appeal,पहली अपील,admitted,\n"
        "first-appeal,प्रथम अपील,admitted,\n"
        "first-appeal,आद्य अपील,preferred,\n"
    )


@pytest.mark.parametrize("row", ["dka,डाक,preferred,\n", "dak,चिट्ठी,admitted,S. Rao\n"])
def test_what_cannot_be_read_is_not_lost(project, capsys, row):
    run(["terms", "export", "out.tbx"])
    (project / "words/hi.csv").write_text(HINDI + row, "utf-8")
    before = files(project)
    assert run(["terms", "import", "out.tbx"]) == ERRORS
    assert files(project) == before


def test_exporting_nothing(project, capsys):
    (project / "words/terms.csv").unlink()
    assert run(["terms", "export", "out.tbx"]) == USAGE


def test_a_list_without_rows_says_why(project, capsys):
    assert run(["terms", "list", "receipt"]) == DONE
    assert capsys.readouterr().err == "No term has all these words.\n"
    for file in (project / "words").iterdir():
        file.unlink()
    assert run(["terms", "list"]) == DONE
    assert capsys.readouterr().err.startswith("There are no terms in words: ")
