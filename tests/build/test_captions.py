"""Captions that are translated: from `catalog update` to the package, through the commands."""

from __future__ import annotations

import json
import sys
import wave
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from pathya.build.attestation import sources
from pathya.build.cli.main import DONE, ERRORS, USAGE, run
from pathya.build.project import read_project

Capsys = pytest.CaptureFixture[str]

COURSE = """id: films
language: en
title: Film and sound
description: What is said stands under the picture.
"""
LESSON = """# The counter

::: audio #call
:src: media/call.wav
:captions: media/call.vtt

What is said in the call.
:::
"""
CAPTIONS = """WEBVTT

00:00.000 --> 00:02.000
<v Rao>Who <i>asks</i>?

00:02.000 --> 00:05.000 line:0
A citizen.
"""
HINDI = Path("locales/catalogs/hi/films/media/call.vtt.xlf")
OWN = Path("content/courses/films/media/call.ur.vtt")
WHY = f"films hi: {HINDI.as_posix()} changed"
CLEAN = "0 errors, 0 warnings, 0 info\n"


@pytest.fixture
def films(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a sound, its captions in English, and a file of them in Urdu."""
    root = tmp_path / "project"
    folder = root / "content/courses/films"
    texts = {
        "course.yaml": COURSE,
        "01-all/index.md": "# All\n",
        "01-all/01-counter.md": LESSON,
        "media/call.vtt": CAPTIONS,
        "media/call.ur.vtt": CAPTIONS.replace("A citizen.", "ایک شہری۔"),
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    with wave.open(str(folder / "media/call.wav"), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(range(120, 136)) * 100)
    languages = '["hi", "ta", "ur", "or", "kok", "kok-Knda"]'
    (root / "pathya.toml").write_text(f'languages = {languages}\nformats = ["scorm12"]\n')
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATHYA_STORE", str(tmp_path / "store"))
    return root


@pytest.fixture
def say(capsys: Capsys) -> Callable[..., str]:
    """Run a command and give what it prints."""

    def made(*words: str) -> str:
        assert run(list(words)) == DONE, capsys.readouterr()
        return capsys.readouterr().out

    return made


def translate(path: Path, **words: str) -> None:
    """Put translations, by the words of their source, into a catalog as a person would."""
    text = path.read_text("utf-8")
    for source, target in words.items():
        wanted = f'{source}</source>\n        <target state="new"/>'
        assert wanted in text
        made = f'{source}</source>\n        <target state="translated">{target}</target>'
        text = text.replace(wanted, made)
    path.write_text(text, "utf-8")


def cues(tag: str) -> list[list[object]]:
    """What a package has learners read."""
    with ZipFile(f"dist/films/films-{tag}-scorm12.zip") as package:
        (name,) = (one for one in package.namelist() if one.startswith("assets/cues"))
        text = package.read(name).decode()
        page = package.read("index.html").decode()
    assert name in page
    return list(json.loads(text.removeprefix("window.PATHYA_CUES = ").removesuffix(";\n")))


def packages() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path("dist/films").glob("*.zip")}


def test_captions_have_catalogs_but_where_a_file_is(films, say) -> None:
    said = say("catalog", "update")
    assert said == (
        f"films: hi ta ur or kok updated\nfilms/media/call.vtt: hi ta or kok updated\n{CLEAN}"
    )
    assert sorted(path.parts[2] for path in Path("locales").rglob("call.vtt.xlf")) == [
        *("hi", "kok", "or", "ta")
    ]
    said = say("catalog", "update")
    assert said == f"films: nothing updated\nfilms/media/call.vtt: nothing updated\n{CLEAN}"
    said = say("catalog", "status", "films/media/call.vtt", "-l", "hi", "-l", "ur")
    assert said == (
        f"films/media/call.vtt: 2 texts\n  hi         0% of the words translated; 2 new\n{CLEAN}"
    )
    assert '"course": "films/media/call.vtt"' in say("catalog", "count", "--report", "json")


def test_a_subtitler_gets_one_file_and_it_comes_back(films, say) -> None:
    assert say("catalog", "export", "films/media/call.vtt", "-l", "hi", "--as", "csv") == (
        f"call.vtt.hi.csv written\n{CLEAN}"
    )
    path = Path("call.vtt.hi.csv")
    text = path.read_text("utf-8-sig")
    path.write_text(text.replace(",A citizen.,,", ",A citizen.,एक नागरिक।,"), "utf-8")
    assert say("catalog", "import", str(path), "--by", "Asha") == (
        f"call.vtt.hi.csv: 1 texts taken into films/media/call.vtt in hi\n{CLEAN}"
    )
    assert "एक नागरिक।" in HINDI.read_text("utf-8")
    say("catalog", "export", "films", "-l", "hi", "--as", "po")
    assert "citizen" not in Path("films.hi.po").read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("catalog", "export", "films/media/call.vtt", "-l", "ur", "--as", "po"),
        ("catalog", "status", "films/media/none.vtt"),
        ("catalog", "status", "none/media/call.vtt"),
    ],
)
def test_what_has_no_catalog_is_said(words, films, capsys) -> None:
    assert run(list(words)) == USAGE


def test_engines_fill_them(films, say) -> None:
    said = say("translate", "-l", "hi", "--dry-run")
    assert "films/media/call.vtt     hi       2 new" in said


def test_packages_have_what_is_translated(films, say) -> None:
    say("catalog", "update")
    translate(HINDI, **{"A citizen.": "एक नागरिक।"})
    said = say("build")
    assert "texts: 6 not translated, 1 translated" in said
    english = [[0.0, 2.0, "<v Rao>Who <i>asks</i>?"], [2.0, 5.0, "A citizen.", {"line": 0.0}]]
    assert cues("en") == cues("ta") == cues("or") == cues("kok-Knda") == english
    assert cues("ur")[1][2] == "ایک شہری۔"
    stand_in = [0.0, 2.0, "<lang en><v Rao>Who <i>asks</i>?</lang>"]
    assert cues("hi") == [stand_in, [2.0, 5.0, "एक नागरिक।", {"line": 0.0}]]


def test_a_changed_catalog_rebuilds_its_language(films, say) -> None:
    say("catalog", "update")
    said = say("build")
    assert say("build", "--why") == f"Nothing has changed.\n{said}"
    translate(HINDI, **{"A citizen.": "एक नागरिक।"})
    said = say("build", "--why")
    assert [line for line in said.splitlines() if ".xlf" in line] == [WHY]
    assert cues("hi")[1][2] == "एक नागरिक।"
    translated = packages()
    HINDI.rename("aside.xlf")
    say("build")
    assert cues("hi")[1][2] == "A citizen."
    Path("aside.xlf").rename(HINDI)
    say("build")
    assert packages() == translated


@pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")
def test_catalogs_in_a_folder_that_is_a_link_are_looked_at(films, say, tmp_path) -> None:
    say("catalog", "update")
    folder = Path("locales/catalogs/hi/films")
    folder.rename(tmp_path / "away")
    folder.symlink_to(tmp_path / "away")
    say("build")
    translate(HINDI, **{"A citizen.": "एक नागरिक।"})
    say("build")
    assert cues("hi")[1][2] == "एक नागरिक।"


def test_an_incremental_build_is_a_clean_one(films, say, monkeypatch, tmp_path) -> None:
    def edit_captions() -> None:
        path = Path("content/courses/films/media/call.vtt")
        path.write_text(CAPTIONS.replace("Who", "And who").replace("05.000", "06.000"), "utf-8")

    def write_own() -> None:
        HINDI.with_name("own.vtt").write_text(CAPTIONS, "utf-8")
        HINDI.with_name("own.vtt").rename(OWN.with_name("call.hi.vtt"))

    say("catalog", "update")
    for number, edit in enumerate(
        (
            lambda: translate(HINDI, **{"A citizen.": "एक नागरिक।"}),
            edit_captions,
            lambda: say("catalog", "update"),
            write_own,
        )
    ):
        edit()
        monkeypatch.setenv("PATHYA_STORE", str(tmp_path / "store"))
        say("build")
        made = packages()
        monkeypatch.setenv("PATHYA_STORE", str(tmp_path / f"fresh-{number}"))
        say("build")
        assert packages() == made


def test_findings_are_where_the_translation_is(films, say) -> None:
    say("catalog", "update")
    translate(HINDI, **{"A citizen.": "नागरिक " * 20})
    said = say("check", "-l", "hi")
    lines = [line for line in said.splitlines() if " VTT" in line]
    assert lines == [
        f"{HINDI.as_posix()}:10: warning VTT009 33 letters a second; 15 can be read",
        f"{HINDI.as_posix()}:10: warning VTT011 a line has 49 letters; 28 fit",
    ]


def test_wording_is_checked_as_that_of_lessons(films, say) -> None:
    say("catalog", "update")
    translate(HINDI, **{"A citizen.": "A citizen."})
    assert f"{HINDI.as_posix()}:10: warning LNG" in say("check", "-l", "hi")


def test_the_gate_waits_for_sign_offs(films, say, capsys) -> None:
    say("catalog", "update")
    translate(HINDI, **{"A citizen.": "एक नागरिक।"})
    run(["check", "-l", "hi", "--target", "igot"])
    said = capsys.readouterr().out
    assert "7 of 7 texts in Hindi are not signed off: 6 new, 1 translated" in said
    assert "ACC008" not in said


def test_other_scripts_are_written_from_the_catalog(films, say) -> None:
    say("catalog", "update")
    path = Path("locales/catalogs/kok/films/media/call.vtt.xlf")
    translate(path, **{"A citizen.": "नागरीक."})
    say("build", "-l", "kok-Knda", "-l", "kok")
    assert (cues("kok")[1][2], cues("kok-Knda")[1][2]) == ("नागरीक.", "ನಾಗರೀಕ್.")
    before = packages()
    path.write_text(path.read_text("utf-8").replace("नागरीक.", "नागरिक."), "utf-8")
    say("build", "-l", "kok-Knda", "-l", "kok")
    assert [name for name, data in before.items() if data == packages()[name]] == []


def test_a_catalog_that_cannot_be_read_is_an_error(films, say, capsys) -> None:
    say("catalog", "update")
    HINDI.write_text("<xliff>", "utf-8")
    assert run(["build", "-l", "hi"]) == ERRORS
    said = capsys.readouterr().out
    assert f"{HINDI.as_posix()}:" in said
    assert packages() == {}
    assert run(["catalog", "update", "-l", "hi"]) == ERRORS
    assert HINDI.read_text("utf-8") == "<xliff>"


def test_captions_with_errors_are_left_as_they_are(films, say, capsys) -> None:
    say("catalog", "update")
    translate(HINDI, **{"A citizen.": "एक नागरिक।"})
    before = HINDI.read_bytes()
    source = Path("content/courses/films/media/call.vtt")
    for text in (
        CAPTIONS.replace("WEBVTT", "<<<<<<< ours\nWEBVTT"),
        CAPTIONS.replace("02.", "02,"),
    ):
        source.write_text(text, "utf-8")
        for words in (("update",), ("update", "films/media/call.vtt"), ("status",)):
            assert run(["catalog", *words]) == ERRORS
            said = capsys.readouterr().out
            assert f"{source}:" in said
            assert "call.vtt: " not in said.replace(f"{source}", "")
        assert run(["build", "-l", "hi"]) == ERRORS
        assert "CAT009" not in capsys.readouterr().out
    assert (HINDI.read_bytes(), [*HINDI.parent.iterdir()]) == (before, [HINDI])


def test_words_are_composed_and_speakers_named_as_they_are_read(films, say) -> None:
    path = Path("content/courses/films/media/call.vtt")
    path.write_text(
        "WEBVTT\n\n00:00.000 --> 00:02.000\n<v R&amp;D>a<00:01.000>&#x301;&#13;b", "utf-8"
    )
    say("catalog", "update")
    made = HINDI.read_text("utf-8")
    assert "\u00e1 b</g></source>" in made
    assert "00:00.000–00:02.000 · R&amp;D</note>" in made
    assert "nothing updated" in say("catalog", "update", "films/media/call.vtt")
    assert "CAT009" not in say("check", "-l", "hi")


def test_captions_may_be_named_in_capitals(films, say) -> None:
    media = Path("content/courses/films/media")
    (media / "call.vtt").rename(media / "CALL.VTT")
    lesson = Path("content/courses/films/01-all/01-counter.md")
    lesson.write_text(LESSON.replace("call.vtt", "CALL.VTT"), "utf-8")
    OWN.unlink()
    say("catalog", "update", "films/media/CALL.VTT", "-l", "hi")
    say("build", "-l", "hi")
    translate(HINDI.with_name("CALL.VTT.xlf"), **{"A citizen.": "एक नागरिक।"})
    say("build", "-l", "hi")
    assert cues("hi")[1][2] == "एक नागरिक।"


def strays(said: str) -> list[str]:
    return [line for line in said.splitlines() if " CAT013 " in line]


def test_catalogs_of_no_captions_are_said(films, say) -> None:
    say("catalog", "update")
    say("build")
    lesson = Path("content/courses/films/01-all/01-counter.md")
    text = lesson.read_text("utf-8")
    lesson.write_text(text.replace(":captions: media/call.vtt\n", ""), "utf-8")
    Path("content/courses/films/media/call.vtt").unlink()
    OWN.unlink()
    expected = [
        f"locales/catalogs/{tag}/films/media/call.vtt.xlf: warning CAT013 no player of the course "
        "has the captions media/call.vtt"
        for tag in ("hi", "kok", "or", "ta")
    ]
    assert sorted(strays(say("check"))) == expected
    assert sorted(strays(say("build"))) == expected
    HINDI.unlink()
    assert sorted(strays(say("build"))) == expected[1:]


def test_a_catalog_beside_a_file_of_its_language_is_said(films, say) -> None:
    say("catalog", "update")
    say("build", "-l", "hi", "-l", "kok", "-l", "kok-Knda")
    OWN.with_name("call.hi.vtt").write_text(CAPTIONS, "utf-8")
    OWN.with_name("call.kok-Knda.vtt").write_text(CAPTIONS, "utf-8")
    said = say("build", "-l", "hi", "-l", "kok", "-l", "kok-Knda")
    assert strays(said) == [
        f"{HINDI.as_posix()}: warning CAT013 media/call.hi.vtt is shown in its place"
    ]


def test_lines_of_a_translation_are_written_without_empty_ones(films, say) -> None:
    say("catalog", "update")
    translate(HINDI, **{"A citizen.": "\n एक \n \n\n नागरिक।\n"})
    say("build", "-l", "hi")
    assert cues("hi")[1][2] == "एक\nनागरिक।"


def test_the_memory_knows_them(films, say) -> None:
    say("catalog", "update")
    translate(HINDI, **{"A citizen.": "एक नागरिक।"})
    lesson = Path("content/courses/films/01-all/01-counter.md")
    lesson.write_text(f"{LESSON}\nA citizen.\n", "utf-8")
    assert "1 memory" in say("translate", "films", "-l", "hi")


def test_the_statement_of_a_build_names_them(films, say) -> None:
    say("catalog", "update")
    project, _ = read_project(films)
    assert project is not None
    folder = Path("locales/catalogs/kok")
    for tag, catalog in (("hi", HINDI.parents[2]), ("kok-Knda", folder)):
        assert [
            name
            for name in sources(project, "films", [tag])
            if "call.vtt" in name or ".xlf" in name
        ] == [
            "content/courses/films/media/call.vtt",
            (catalog / "films.xlf").as_posix(),
            (catalog / "films/media/call.vtt.xlf").as_posix(),
        ]
