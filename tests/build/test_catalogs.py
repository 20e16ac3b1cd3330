"""Catalogs on the disk: what is wrong in one place leaves everything else as it is."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pathya.build.checks import check_courses
from pathya.build.cli.main import DONE, ERRORS, UNFINISHED, USAGE, run
from pathya.build.interface import update_interface
from pathya.build.project import course_folders, read_project
from pathya.locales import words

ROOT = Path(__file__).parents[2]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.xlf")}


# --- our own -------------------------------------------------------------------------------------


def test_our_catalogs_are_as_an_update_leaves_them(tmp_path, monkeypatch, capsys) -> None:
    shutil.copy(ROOT / "pathya.toml", tmp_path)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(ROOT / "locales/catalogs", tmp_path / "locales/catalogs")
    before = contents(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["catalog", "update"]) == DONE
    courses = sorted(path.name for path in (ROOT / "content/courses").iterdir())
    said = "".join(f"{name}: nothing updated\n" for name in courses)
    assert capsys.readouterr().out == f"{said}0 errors, 0 warnings, 0 info\n"
    assert contents(tmp_path) == before


def test_our_interface_is_as_an_update_leaves_it(tmp_path) -> None:
    shutil.copytree(Path(words.__file__).with_name(words.INTERFACE), tmp_path / "interface")
    before = contents(tmp_path)
    update_interface(tmp_path / "interface")
    assert contents(tmp_path) == before


def test_an_interface_that_cannot_be_read_is_not_touched(tmp_path) -> None:
    folder = tmp_path / "interface"
    shutil.copytree(Path(words.__file__).with_name(words.INTERFACE), folder)
    path = folder / "as.xlf"
    path.write_text(path.read_text("utf-8").replace("</target>", '<ph id="1"/></target>', 1))
    before = contents(tmp_path)
    with pytest.raises(SystemExit, match=r"as\.xlf:\d+: error CAT007"):
        update_interface(folder)
    assert contents(tmp_path) == before


# --- one course ----------------------------------------------------------------------------------

LINKED = """# Welcome

Read [the Act](https://rti.gov.in) today.

Keep the receipt.
"""
EMPTY = '<target state="new"/>'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Path:
    """A project with one course of few texts, and its empty catalog in Hindi."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", "leave-rules"]) == DONE
    (tmp_path / "pathya.toml").write_text('languages = ["hi"]\nformats = ["scorm12"]\n')
    folder = tmp_path / "content/courses/leave-rules"
    for path in folder.glob("01-start/0*.md"):
        path.unlink()
    (folder / "01-start/01-welcome.md").write_text(LINKED)
    (folder / "assessment.md").unlink(missing_ok=True)
    assert run(["catalog", "update"]) == DONE
    capsys.readouterr()
    return tmp_path


def catalog_of(project: Path, suffix: str = "") -> Path:
    return project / f"locales/catalogs/hi/leave-rules{suffix}.xlf"


def translate(project: Path, receipt: str, act: str = EMPTY) -> None:
    """Fill in the targets of the text on the receipt and of the last one, on the Act."""
    path = catalog_of(project)
    data = path.read_text("utf-8")
    for words_, target in (("Keep the receipt.", receipt), ("today.", act)):
        head, found, rest = data.partition(f"{words_}</source>")
        assert found
        data = head + found + rest.replace(EMPTY, target, 1)
    path.write_text(data, "utf-8")


def states_of(project: Path) -> dict[str, int]:
    """What build.json says of the Hindi package."""
    entries = json.loads((project / "dist/leave-rules/build.json").read_text())["packages"]
    found: dict[str, int]
    (found,) = (entry["states"] for entry in entries if entry["language"] == "hi")
    return found


RECEIPT = '<target state="final">रसीद रखें।</target>'

BROKEN = {
    "foreign markup": ('<target>आज <ph id="1">अधिनियम</ph></target>', "CAT007"),
    "a number of another form": ('<target>आज <g id="01">अधिनियम</g></target>', "CAT007"),
    "another namespace": ('<target>आज <b xmlns="urn:b">अधिनियम</b></target>', "CAT007"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_one_broken_unit_costs_one_text_and_update_leaves_it(project, capsys, case) -> None:
    target, code = BROKEN[case]
    translate(project, RECEIPT, target)
    before = contents(project)
    assert run(["build", "-l", "hi"]) == ERRORS
    assert capsys.readouterr().out.count(f" error {code} ") == 1
    states = states_of(project)
    assert (states["signed-off"], states["rejected"]) == (1, 1)
    assert run(["catalog", "status"]) == ERRORS
    assert "1 signed-off, 1 rejected" in capsys.readouterr().out
    assert run(["catalog", "update"]) == ERRORS
    assert contents(project) == before


@pytest.mark.parametrize("change", ["twice", "no id", "no source"])
def test_a_unit_that_cannot_be_told_from_others_costs_one_text(project, capsys, change) -> None:
    translate(project, RECEIPT, '<target>आज <g id="1">अधिनियम</g></target>')
    path = catalog_of(project)
    head, unit, rest = path.read_text("utf-8").rpartition("<trans-unit ")
    spoilt = {
        "twice": f"{unit}{rest.partition('</trans-unit>')[0]}</trans-unit>{unit}{rest}",
        "no id": unit + rest.partition(" ")[2],
        "no source": unit
        + rest.replace("<source>", "<source-x>").replace("</source>", "</source-x>"),
    }
    path.write_text(f"{head}{spoilt[change]}", "utf-8")
    before = contents(project)
    assert run(["build", "-l", "hi"]) == ERRORS
    assert f" error {'CAT003' if change == 'twice' else 'CAT004'} " in capsys.readouterr().out
    assert sum(states_of(project).get(state, 0) for state in ("signed-off", "translated")) == 1
    assert run(["catalog", "update"]) == ERRORS
    assert contents(project) == before


def test_a_catalog_too_large_to_be_read_again_is_not_written(project, capsys, monkeypatch) -> None:
    catalog = project / "locales/catalogs/hi/leave-rules.xlf"
    before = catalog.read_bytes()
    with (project / "content/courses/leave-rules/01-start/01-welcome.md").open("a") as lesson:
        lesson.write("\nKeep the envelope too.\n")
    monkeypatch.setattr("pathya.build.catalogs.LIMIT", len(before))
    assert run(["catalog", "update"]) == UNFINISHED
    said = capsys.readouterr().err
    assert said == f"Not finished: File too large: {catalog}\n"
    assert catalog.read_bytes() == before


def test_what_cannot_be_shown_does_not_count_as_signed_off(project, capsys) -> None:
    translate(project, RECEIPT, '<target state="final">आज अधिनियम पढ़ें</target>')
    assert run(["build", "-l", "hi"]) == ERRORS
    assert "error TRN002" in capsys.readouterr().out
    assert (states_of(project)["signed-off"], states_of(project)["rejected"]) == (1, 1)


SIGNED = """<trans-unit phase-name="r" approved="yes" id="""
PEOPLE = """<header><phase-group>
<phase phase-name="t" process-name="translation" contact-name="आशा"/>
<phase phase-name="r" process-name="review" contact-name="आशा"/></phase-group></header>\n<body>"""


def test_a_translator_signs_off_where_the_project_allows_it(project, capsys) -> None:
    translate(project, '<target state="signed-off" phase-name="t">रसीद रखें।</target>')
    path = catalog_of(project)
    head, words_, tail = path.read_text("utf-8").partition("Keep the receipt.")
    before, _, id_ = head.rpartition("<trans-unit id=")
    text = f"{before}{SIGNED}{id_}{words_}{tail}"
    path.write_text(text.replace("<body>", PEOPLE), "utf-8")
    assert run(["catalog", "status"]) == DONE
    assert "1 translated" in (said := capsys.readouterr().out)
    assert said.count("warning CAT010") == 1
    assert run(["check"]) == DONE
    assert capsys.readouterr().out.count("warning CAT010") == 1
    with (project / "pathya.toml").open("a") as settings:
        settings.write("translator_may_sign_off = true\n")
    assert run(["catalog", "status"]) == DONE
    assert "1 signed-off" in (said := capsys.readouterr().out)
    assert "CAT010" not in said


def test_regions_in_tags_go_when_the_catalog_is_written(project, capsys) -> None:
    translate(project, RECEIPT)
    path = catalog_of(project)
    run(["catalog", "update"])
    plain = path.read_text("utf-8")
    path.write_text(plain.replace('"en"', '"en-US"').replace('"hi"', '"hi_IN"'), "utf-8")
    capsys.readouterr()
    assert run(["build", "-l", "hi"]) == DONE
    assert states_of(project)["signed-off"] == 1
    assert run(["catalog", "update"]) == DONE
    assert path.read_text("utf-8") == plain


# --- what is put aside ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('original="leave-rules"', 'original="other"', "CAT008"),
        ('target-language="hi"', 'target-language="ur"', "CAT008"),
        ("<xliff", "<<<<<<< HEAD\n<xliff", "CAT001"),
    ],
)
def test_texts_put_aside_are_held_to_the_same(project, capsys, old, new, code) -> None:
    translate(project, RECEIPT)
    lesson = project / "content/courses/leave-rules/01-start/01-welcome.md"
    lesson.write_text(LINKED.replace("\nKeep the receipt.\n", ""))
    assert run(["catalog", "update"]) == DONE
    aside = catalog_of(project, ".obsolete")
    aside.write_text(aside.read_text("utf-8").replace(old, new), "utf-8")
    lesson.write_text(LINKED)
    before = contents(project)
    capsys.readouterr()
    for command in (["catalog", "update"], ["catalog", "status"], ["check"]):
        assert run(command) == ERRORS
        assert "leave-rules.obsolete.xlf" in (said := capsys.readouterr().out)
        assert said.count(f" error {code} ") == 1
    assert contents(project) == before
    # Packages hold nothing of what is put aside.
    assert run(["build", "-l", "hi"]) == DONE


def test_the_wording_is_read_and_terms_with_it(project, capsys) -> None:
    terms = project / "locales/terms"
    terms.mkdir(parents=True)
    (terms / "terms.csv").write_text("id,term,domain,note,keep\nreceipt,receipt,fees,,\n")
    (terms / "hi.csv").write_text("id,term,status,reviewed\nreceipt,रसीद,preferred,\n")
    translate(project, "<target>पावती रखें</target>")
    said = {
        "LNG012": "it ends with no mark, the source with a full stop",
        "LNG016": "`receipt` should be `रसीद`",
    }
    for command in ("check", "catalog status"):
        assert run([*command.split(), "leave-rules"]) == DONE
        out = capsys.readouterr().out
        assert {code: out.count(f" warning {code} ") for code in said} == dict.fromkeys(said, 1)
        assert [message for message in said.values() if message not in out] == []
    assert run(["build", "-l", "hi"]) == DONE
    assert "LNG" not in capsys.readouterr().out


def test_our_courses_read_well(capsys) -> None:
    """No finding of any severity, in any of the sixteen languages."""
    project, _ = read_project(ROOT)
    assert project
    found = check_courses(project, course_folders(project), (), datetime.now(UTC).date())
    assert [str(one) for one in found if one.rule.code.startswith(("LNG", "TRN"))] == []


def test_a_language_in_another_script_is_written_from_its_parent(project, capsys) -> None:
    (project / "pathya.toml").write_text('languages = ["kok", "kok-Knda"]\nformats = ["web"]\n')
    assert run(["catalog", "update"]) == DONE
    assert not (project / "locales/catalogs/kok-Knda").exists()
    path = project / "locales/catalogs/kok/leave-rules.xlf"
    head, words_, rest = path.read_text("utf-8").partition("Keep the receipt.</source>")
    rest = rest.replace(EMPTY, "<target>पावती दवरात.</target>", 1)
    path.write_text(head + words_ + rest, "utf-8")
    assert run(["build"]) == DONE
    with zipfile.ZipFile(project / "dist/leave-rules/leave-rules-kok-Knda-web.zip") as package:
        page = package.read("index.html").decode()
        fonts = {name for name in package.namelist() if "kannada" in name}
    assert 'lang="kok-Knda"' in page
    assert "ಪಾವತೀ ದವರಾತ್." in page
    assert fonts
    capsys.readouterr()
    assert run(["catalog", "status", "-l", "kok-Knda"]) == DONE
    assert "1 translated" in capsys.readouterr().out
    for command in ("catalog update", "translate", "catalog export leave-rules --as po"):
        assert run([*command.split(), "-l", "kok-Knda"]) == USAGE
        assert "written from the catalog of kok" in capsys.readouterr().err
