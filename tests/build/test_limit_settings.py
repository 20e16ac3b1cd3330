"""`[limits]` in pathya.toml: told, checked, and kept to."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from pathya.build.cli.main import ERRORS, run
from pathya.build.limit_settings import limit_defaults
from pathya.build.project import read_project

DOCS = Path(__file__).parents[2] / "docs"


def test_the_limits_are_told():
    _, _, section = (DOCS / "commands.md").read_text("utf-8").partition("### Limits")
    told = re.findall(r"^\| `(\w+)` \| (\d+) \|", section, re.M)
    assert told == [(key, str(value)) for key, value in limit_defaults().items()]


FAULTS = {
    "limits = 3": ["PRJ003 `limits` is not a table"],
    "[limits]\ntext_byte = 3": ["PRJ002 `text_byte` in [limits] is not known"],
    "[limits]\ntext_bytes = 0": ["PRJ003 `text_bytes` in [limits] is not a whole number from 1 on"],
    "[limits]\nzip_files = true": [
        "PRJ003 `zip_files` in [limits] is not a whole number from 1 on"
    ],
    "[limits]\nzip_ratio = '9'": ["PRJ003 `zip_ratio` in [limits] is not a whole number from 1 on"],
    "[limits]\nfiles = 9": ["PRJ002 `files` in [limits] is not known"],
}


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_no_limit(text, tmp_path):
    (tmp_path / "pathya.toml").write_text(text)
    _, found = read_project(tmp_path)
    assert [f"{one.rule.code} {one.message}" for one in found] == FAULTS[text]


PACKAGES = {
    "zip_files = 1": "PKG010 2 files; the limit is 1",
    "zip_total = 2000000\nzip_ratio = 2000": "PKG011 'b.txt' has over",
    "zip_texts = 5": "PKG011 'a.html' has over 5 bytes",
    "zip_ratio = 20": "PKG012 'b.txt' unpacks to over 20 times its size",
}


@pytest.mark.parametrize("limit", PACKAGES)
def test_a_package_is_read_within_the_limits(limit, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with ZipFile("a.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.html", "<html></html>")
        archive.writestr("b.txt", "0123456789abcdef" * 200_000)
    (tmp_path / "pathya.toml").write_text("[limits]\nzip_ratio = 2000\n")
    assert run(["validate", "a.zip"]) == ERRORS  # there is no manifest
    said = capsys.readouterr().out
    assert " PKG01" not in said
    (tmp_path / "pathya.toml").write_text(f"[limits]\n{limit}\n")
    assert run(["validate", "a.zip"]) == ERRORS
    said = capsys.readouterr().out
    assert PACKAGES[limit] in said
    assert f"`{limit.split()[0]}`" in said
