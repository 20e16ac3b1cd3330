"""Each rule of a package."""

from __future__ import annotations

import io
import struct
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.diagnostics import Where
from pathya.build.cli.main import DONE, ERRORS, run
from pathya.exporters.gates.packages import check_size
from pathya.exporters.gates.targets import PACKAGE_CHECKS, TARGETS, check_zip
from pathya.exporters.gates.timing import film_seconds
from pathya.exporters.unpacked import Archive

PAGE = '<!DOCTYPE html><html lang="en"><title>t</title></html>'


def archive(**files: str) -> Archive:
    texts = {name.replace("_", "."): text.encode() for name, text in files.items()}
    return Archive("p.zip", {name: len(data) for name, data in texts.items()}, texts)


@pytest.mark.parametrize(
    ("check", "breaks", "nears"),
    [
        ("IGT013", {"run_PHP": ""}, {"php_css": ""}),
        ("IGT013", {"a_exe": ""}, {"exe_js": ""}),
        ("IGT014", {"a_js": "eval('1')"}, {"a_js": "medieval(1); retrieval.eval (1)"}),
        ("IGT014", {"a_js": "new Function ('1')"}, {"a_js": "new FunctionList(1); function () {}"}),
        ("IGT014", {"a_html": PAGE + "<iframe>"}, {"a_html": PAGE + "<!-- <iframe> -->"}),
        ("ACC009", {"a_html": PAGE.replace(' lang="en"', "")}, {"a_html": PAGE}),
        (
            "ACC009",
            {"a_html": PAGE.replace('"en"', '"ur"')},
            {"a_html": PAGE.replace('"en"', '"ur" dir="RTL"')},
        ),
        (
            "ACC009",
            {"a_html": PAGE.replace('"en"', '"ks-Arab" dir="ltr"')},
            {"a_html": PAGE.replace('"en"', '"kok"')},
        ),
    ],
)
def test_a_rule_of_packages(check, breaks, nears):
    def codes(files: dict[str, str]) -> list[str]:
        return [one.rule.code for run in PACKAGE_CHECKS for one in run(archive(**files))]

    assert codes(breaks) == [check]
    assert codes(nears) == []


@pytest.mark.parametrize(
    ("size", "codes"),
    [
        (100_000_000, []),
        (100_000_001, ["IGT012"]),
        (200_000_000, ["IGT012"]),
        (200_000_001, ["IGT011"]),
    ],
)
def test_the_size_of_a_package(size, codes):
    assert [one.rule.code for one in check_size(size, Where("p.zip"), {})] == codes


BLOCK = "or write `packaging: module` into course.yaml."


@pytest.mark.parametrize(
    ("files", "hint"),
    [
        ({}, f"Make films smaller, {BLOCK}"),
        (
            {"b.mp4": 90_000_000, "c.mp4": 90_000_000, "index.html": 9_000, "a.mp4": 30_000_000},
            "The largest: b.mp4 (90.0 MB), c.mp4 (90.0 MB), a.mp4 (30.0 MB). "
            f"Make films smaller, {BLOCK}",
        ),
        (
            {"media/a.mp4": 190_000_000, "media/b.JPG": 18_340_000},
            "The largest: media/a.mp4 (190.0 MB), media/b.JPG (18.3 MB). Make films smaller, "
            f"write `smaller_pictures = true` into pathya.toml, {BLOCK}",
        ),
    ],
)
def test_a_package_that_is_too_large_names_its_largest_files(files, hint):
    (found,) = check_size(208_340_000, Where("p.zip"), files)
    assert (found.message, found.hint) == ("it has 208 MB", hint)


def test_the_largest_files_are_found_in_the_zip(monkeypatch):
    monkeypatch.setattr("pathya.exporters.gates.packages.MANY_BYTES", 1_000)
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("index.html", PAGE)
        package.writestr("film.mp4", bytes(1_200_000))
    found = check_zip(stream, "p-web.zip", TARGETS["igot"])
    assert [one.hint[:40] for one in found if one.rule.code == "IGT012"] == [
        "The largest: film.mp4 (1.2 MB), index.ht"
    ]


def test_a_package_of_others_is_held_against_a_target(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with ZipFile(tmp_path / "other-web.zip", "w") as package:
        package.writestr("index.html", f"{PAGE}<iframe srcdoc=''></iframe>")
        package.writestr("run.php", "")
    command = ["validate", "other-web.zip"]
    expected = ((None, ["PKG061"], DONE), ("scorm", ["PKG061"], DONE), ("igot", IGOT, ERRORS))
    for target, codes, code in expected:
        assert run([*command, *(("--target", target) if target else ())]) == code
        lines = capsys.readouterr().out.splitlines()
        assert [one.split()[2] for one in lines if one.startswith("other-web.zip/")] == codes


IGOT = ["PKG061", "IGT014", "IGT013"]


# --- the length of films -------------------------------------------------------------------------


@given(st.binary(max_size=200))
def test_any_file_has_some_length(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "film.mp4"
    path.write_bytes(data)
    assert film_seconds(path) >= 0


@pytest.mark.parametrize("head", [b"", b"\0\0\0\x08free"])
def test_a_length_that_is_not_known_or_never_comes(tmp_path, head):
    mvhd = struct.pack(">L4s4xLLLL", 32, b"mvhd", 0, 0, 1000, 2**32 - 1) + bytes(4)
    path = tmp_path / "film.mp4"
    path.write_bytes(head * 100_000 + struct.pack(">L4s", 40, b"moov") + mvhd)
    assert film_seconds(path) == 0
