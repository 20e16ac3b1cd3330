"""Sending texts out and taking them back, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathya.build.cli.main import DONE, ERRORS, USAGE, run
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.exchange.formats import FORMATS
from pathya.locales.xliff import xliff_parse

LESSON = """# Welcome

Read [the Act](https://rti.gov.in) today.

Keep the receipt.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Path:
    """A project with two courses of few texts."""
    monkeypatch.chdir(tmp_path)
    for course in ("leave-rules", "office"):
        assert run(["new", course]) == DONE
        folder = tmp_path / "content/courses" / course
        for path in folder.glob("01-start/0*.md"):
            path.unlink()
        (folder / "01-start/01-welcome.md").write_text(LESSON.replace("Keep", f"In {course} keep"))
        (folder / "assessment.md").unlink(missing_ok=True)
    capsys.readouterr()
    return tmp_path


def catalog_of(project: Path) -> Catalog:
    path = project / "locales/catalogs/hi/leave-rules.xlf"
    catalog, found = xliff_parse(path.read_bytes(), path.name)
    assert catalog is not None, found
    return catalog


def entry_of(project: Path, words: str) -> Entry:
    found = [one for one in catalog_of(project).entries.values() if words in str(one.source)]
    (entry,) = found
    return entry


def export(project: Path, form: str, *options: str) -> Path:
    path = project / f"out{FORMATS[form].suffixes[0]}"
    command = ["catalog", "export", "leave-rules", "-l", "hi", "--as", form, "-o", str(path)]
    assert run([*command, *options]) == DONE
    return path


def csv_of(project: Path, *changes: tuple[str, str]) -> Path:
    """Send out a CSV and fill in the translation of the last text, and then of others."""
    path = export(project, "csv")
    text = path.read_bytes().decode()
    for source, target in (("In leave-rules keep the receipt.", "रसीद रखें।"), *changes):
        assert text.count(f"{source},,new") == 1, text
        text = text.replace(f"{source},,new", f"{source},{target},new")
    path.write_bytes(text.encode())
    return path


def test_a_translation_goes_out_and_comes_back_in_every_format(project, capsys) -> None:
    path = csv_of(project)
    assert run(["catalog", "import", str(path), "--by", "Asha"]) == DONE
    said = "out.csv: 1 texts taken into leave-rules in hi\n0 errors, 0 warnings, 0 info\n"
    assert capsys.readouterr().out.endswith(said)
    entry, before = entry_of(project, "receipt"), catalog_of(project)
    assert (entry.target, entry.state, entry.by) == (("रसीद रखें।",), State.TRANSLATED, "Asha")
    catalog = project / "locales/catalogs/hi/leave-rules.xlf"
    for form in FORMATS:
        data = catalog.read_bytes()
        back = export(project, form)
        assert run(["catalog", "import", str(back)]) == DONE, form
        assert catalog.read_bytes() == data
        catalog.unlink()
        assert run(["catalog", "import", str(back)]) == DONE
        assert entry_of(project, "receipt").target == entry.target
        assert catalog_of(project).entries.keys() == before.entries.keys()
        catalog.write_bytes(data)


def test_good_units_come_in_and_bad_ones_are_told(project, capsys) -> None:
    path = csv_of(project, ("Read <1>the Act</1> today.", "आज अधिनियम पढ़ें।"))
    assert run(["catalog", "import", str(path)]) == ERRORS
    said = capsys.readouterr().out
    assert "out.csv: 1 texts taken into leave-rules in hi\n" in said
    assert said.count("error EXC005 ") == 1
    assert entry_of(project, "receipt").target
    assert not entry_of(project, "the Act").target


def test_what_is_signed_off_is_replaced_by_force_only(project, capsys) -> None:
    path = csv_of(project)
    text = path.read_text("utf-8")
    path.write_text(text.replace("रखें।,new", "रखें।,signed-off"), "utf-8")
    assert run(["catalog", "import", str(path), "--by", "Asha"]) == DONE
    assert "warning EXC007" in capsys.readouterr().out
    assert run(["catalog", "import", str(path), "--by", "Ravi"]) == DONE
    entry = entry_of(project, "receipt")
    assert (entry.state, entry.by, entry.reviewer) == (State.SIGNED_OFF, "Asha", "Ravi")
    path.write_text(text.replace("रखें।", "सँभालें।"), "utf-8")
    assert run(["catalog", "import", str(path)]) == DONE
    assert "warning EXC006" in capsys.readouterr().out
    assert entry_of(project, "receipt") == entry
    assert run(["catalog", "import", str(path), "--force"]) == DONE
    assert entry_of(project, "receipt").target == ("रसीद सँभालें।",)


def test_the_last_translator_of_a_po_is_known(project, capsys) -> None:
    path = export(project, "po")
    text = path.read_text("utf-8").replace(
        "Last-Translator: Pathya", "Last-Translator: Meena <m@x.in>"
    )
    source = 'msgid "In leave-rules keep the receipt."\nmsgstr ""'
    assert text.count(source) == 1
    text = text.replace("1970-01-01 00:00+0000", "2026-11-22 09:00+0530")
    path.write_text(text.replace(source, source.replace('str ""', 'str "रसीद रखें।"')), "utf-8")
    assert run(["catalog", "import", str(path), "--by", "Asha"]) == DONE
    entry = entry_of(project, "receipt")
    assert (entry.state, entry.by, entry.date) == (State.TRANSLATED, "Meena <m@x.in>", "2026-11-22")


def test_another_language_under_this_ones_name(project, capsys) -> None:
    path = csv_of(project, ("Read <1>the Act</1> today.", "<1>the Act</1> இன்று படியுங்கள்."))
    assert run(["catalog", "import", str(path)]) == ERRORS
    said = capsys.readouterr().out
    assert "out.csv: 1 texts taken" in said
    assert "it is in Tamil, and not in Devanagari" in said
    assert entry_of(project, "receipt").target
    assert not entry_of(project, "the Act").target


def test_a_file_that_names_no_course_is_known_by_its_texts(project, capsys) -> None:
    path = csv_of(project)
    text = path.read_text("utf-8-sig").replace(",leave-rules\n", ",\n").replace("[hi]", "")
    path.write_text(text.replace(",course", ""), "utf-8")
    assert run(["catalog", "import", str(path)]) == ERRORS
    assert "nothing tells its language: name it with --language (none)" in capsys.readouterr().out
    assert run(["catalog", "import", str(path), "-l", "hi"]) == DONE
    assert entry_of(project, "receipt").target
    path.write_text("id,target [hi]\nx,y\n")
    assert run(["catalog", "import", str(path)]) == ERRORS
    assert "its texts are those of no course" in capsys.readouterr().out
    path.write_text("id,target [hi],course\nx,y,other\n")
    assert run(["catalog", "import", str(path)]) == ERRORS
    assert "the project has no course `other`" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "options", "said"),
    [
        ("x.docx", b"", (), "its name does not tell its format"),
        ("x.csv", b"a" * 16_000_001, (), "it has more than 16000000 bytes"),
        ("x.csv", b"id,target\n", ("--as", "tmx"), "EXC001"),
    ],
)
def test_files_that_are_refused(project, capsys, name, data, options, said) -> None:
    (project / name).write_bytes(data)
    assert run(["catalog", "import", name, *options]) == ERRORS
    assert f"{name}: 0 texts taken\n" in (printed := capsys.readouterr().out)
    assert said in printed
    assert not (project / "locales/catalogs/hi").exists()


def test_another_language_than_the_file_says(project, capsys) -> None:
    path = csv_of(project)
    assert run(["catalog", "import", str(path), "-l", "ur"]) == ERRORS
    assert "error EXC002 this is leave-rules from en to hi" in capsys.readouterr().out
    assert not (project / "locales/catalogs/ur").exists()


@pytest.mark.parametrize("tag", ["en", "kok-Knda", "en-XA"])
def test_a_language_without_a_catalog_of_its_own(project, capsys, tag) -> None:
    assert run(["catalog", "export", "leave-rules", "-l", tag, "--as", "po"]) == USAGE
    path = csv_of(project)
    path.write_text(path.read_text("utf-8").replace("[hi]", f"[{tag}]"), "utf-8")
    assert run(["catalog", "import", str(path)]) == ERRORS
    assert not (project / "locales/catalogs").exists()


def test_only_what_is_unfinished_goes_out(project, capsys) -> None:
    assert run(["catalog", "import", str(csv_of(project))]) == DONE
    text = export(project, "po", "--unfinished").read_text("utf-8")
    assert "the Act" in text
    assert "receipt" not in text


def test_omegat_is_given_the_source_where_nobody_has_translated(project, capsys) -> None:
    assert run(["catalog", "import", str(csv_of(project))]) == DONE
    before = catalog_of(project)
    path = export(project, "xliff12", "--fill")
    sent, _ = xliff_parse(path.read_bytes(), "")
    assert sent is not None
    assert sent.entries == before.entries
    assert path.read_text("utf-8").count('<target state="new"/>') == 0
    assert 'state="new">Read <g id="1" ctype="link">the Act</g> today.<' in path.read_text("utf-8")
    assert run(["catalog", "import", str(path)]) == DONE
    assert catalog_of(project) == before
    command = ["catalog", "export", "leave-rules", "-l", "hi", "--as", "po", "--fill"]
    assert run(command) == USAGE


def test_a_file_may_be_printed(project, capsys) -> None:
    command = ["catalog", "export", "leave-rules", "-l", "hi", "--as", "po", "-o", "-"]
    assert run(command) == DONE
    assert capsys.readouterr().out.startswith("#\nmsgid")
    assert run(["catalog", "export", "leave-rules", "-l", "hi", "--as", "doc"]) == USAGE


def test_a_catalog_that_cannot_be_read_is_left_alone(project, capsys) -> None:
    path = csv_of(project)
    catalog = project / "locales/catalogs/hi/leave-rules.xlf"
    catalog.parent.mkdir(parents=True, exist_ok=True)
    catalog.write_text("<<<<<<< HEAD")
    assert run(["catalog", "import", str(path)]) == ERRORS
    assert run(["catalog", "export", "leave-rules", "-l", "hi", "--as", "po"]) == ERRORS
    assert not (project / "leave-rules.hi.po").exists()
    assert catalog.read_text() == "<<<<<<< HEAD"
