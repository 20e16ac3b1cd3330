"""The bill of materials says what the locks say, and the same each time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


def printed() -> str:
    command = [sys.executable, str(ROOT / "requirements/sbom.py")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def components() -> dict[str, dict[str, Any]]:
    return {one["purl"]: one for one in json.loads(printed())["components"]}


def test_it_is_the_same_each_time():
    assert printed() == printed()


def test_every_pin_of_the_lock_is_there_with_its_hashes(components):
    lock = (ROOT / "requirements/run.txt").read_text("utf-8")
    pins = {f"pkg:pypi/{n}@{v}" for n, v in re.findall(r"^([a-z0-9-]+)==([\w.]+)", lock, re.M)}
    files = [
        found["hashes"][0]["content"]
        for name in pins
        for found in components[name]["externalReferences"]
    ]
    assert {purl for purl in components if purl.startswith("pkg:pypi/")} == pins
    assert sorted(files) == sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock))


def test_fonts_and_schemas_are_there_and_what_only_tests_use_is_not(components):
    known = json.loads((ROOT / "package.json").read_text("utf-8"))
    fonts = {f"pkg:npm/{name.replace('@', '%40')}@{v}" for name, v in known["dependencies"].items()}
    schemas = {purl for purl in components if "scorm-packager" in purl}
    assert {purl for purl in components if purl.startswith("pkg:npm/")} == fonts | schemas
    assert [len(components[purl]["hashes"][0]["content"]) for purl in (*fonts, *schemas)] == (
        [128] * (len(fonts) + 1)
    )


def test_what_is_installed_says_its_licence(components):
    lacking = [
        purl
        for purl, one in components.items()
        if "licenses" not in one and "properties" not in one and "scorm-packager" not in purl
    ]
    assert lacking == []
