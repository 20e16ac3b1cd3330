"""Media for one language, of every kind, in the packages of all."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from pathya.build.cli.main import DONE, run

COURSE = """id: kinds
language: en
title: All kinds
description: One of each.
theme: {logo: media/logo.svg}
written: [{file: media/, language: none}]
"""
LESSON = """# All kinds

::: figure
![A form](media/form.png)
:::

::: video
:src: media/film.webm
:captions: media/film.vtt
:poster: media/poster.png
:::

::: audio
:src: media/call.mp3
:captions: media/film.vtt
:::

[The letter](media/letter.txt)
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441"
    "54789c636000000002000148afa4710000000049454e44ae426082"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>'
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nIn {}.\n"
BYTES = {
    "logo.svg": SVG,
    "form.png": PNG,
    "poster.png": PNG,
    "film.webm": b"\x1aE\xdf\xa3\x01webm",
    "call.mp3": b"ID3\x04",
    "letter.txt": b"Dear Sir",
}
TAGS = ("hi", "ta", "ur", "or", "mni-Beng", "sd-Deva", "sd-Arab", "kok-Knda")
OWN = {"hi": "hi", "ur": "ur", "or": "", "mni-Beng": "mni-Beng", "sd-Deva": "sd-Deva"}
"""Which file a language is shown; those that are not here have none."""
SHARED = {"sd-Arab": "sd", "kok-Knda": "kok"}


@pytest.fixture
def kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "content/courses/kinds"
    (folder / "01-all").mkdir(parents=True)
    (folder / "media").mkdir()
    (folder / "course.yaml").write_text(COURSE)
    (folder / "01-all/index.md").write_text("# All\n")
    (folder / "01-all/01-kinds.md").write_text(LESSON)
    for tag in ("", *filter(None, OWN.values()), *SHARED.values()):
        for name, data in BYTES.items():
            stem, _, ending = name.partition(".")
            path = folder / "media" / ".".join(filter(None, (stem, tag, ending)))
            path.write_bytes(data)
        name = ".".join(filter(None, ("film", tag, "vtt")))
        (folder / "media" / name).write_text(VTT.format(tag or "en"))
    (tmp_path / "pathya.toml").write_text(f'languages = {list(TAGS)}\nformats = ["web"]\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATHYA_STORE", str(tmp_path / "store"))
    return folder


def test_each_language_gets_its_own_and_nothing_else(kinds, capsys) -> None:
    assert run(["build"]) == DONE, capsys.readouterr()
    for tag in ("en", *TAGS):
        own = (OWN | SHARED).get(tag, "")
        with ZipFile(f"dist/kinds/kinds-{tag}-web.zip") as package:
            names = sorted(one for one in package.namelist() if one.startswith("media/"))
            page = package.read("index.html").decode()
            (cues,) = (one for one in package.namelist() if one.startswith("assets/cues"))
            said = package.read(cues).decode()
        wanted = sorted(
            "media/" + ".".join(filter(None, (stem, own, ending)))
            for stem, ending in (name.split(".") for name in BYTES)
        )
        assert names == wanted, tag
        assert all(f'"{name}"' in page for name in wanted), tag
        assert f"In {own or 'en'}." in said


def test_nothing_is_said_of_files_that_are_shown(kinds, capsys) -> None:
    assert run(["check"]) == DONE
    said = capsys.readouterr().out
    assert [one for one in said.splitlines() if " MED" in one] == []


def test_what_fits_no_language_is_said_wherever_it_is_built(kinds, capsys) -> None:
    (kinds / "media/call.hin.mp3").write_bytes(b"ID3\x04")
    for _ in range(2):  # the second time nothing is read
        assert run(["build"]) == DONE
        assert "call.hin.mp3: warning MED012 `hin`" in capsys.readouterr().out
