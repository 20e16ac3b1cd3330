"""Readers of files that nobody vouches for: they say what is wrong, soon, and never raise."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import ZipFile

import pytest

from pathya.authoring.course import Course
from pathya.authoring.framework import framework_parse, framework_read, framework_serialize
from pathya.authoring.sources import CourseFolder
from pathya.build.project import PROJECT_FILE, read_framework, read_project
from pathya.exporters.edition import Edition
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.gates.targets import PACKAGE_CHECKS
from pathya.exporters.package import zip_bytes
from pathya.exporters.page import print_page
from pathya.exporters.validate import validate
from pathya.locales.exchange.formats import FORMATS
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words
from pathya.locales.xliff_write import xliff_serialize

pytestmark = pytest.mark.soak

ROOT = Path(__file__).parents[2]
Read = Callable[[str, bytes], object]
"""Takes a file's name and what is in it."""


@pytest.fixture(scope="module")
def trials(support: Callable[[str], ModuleType]) -> Any:
    """What files have to stand."""
    return support("trials")


@pytest.fixture(scope="module")
def world(trials: Any) -> Any:
    """The course that all files are about, and its catalog in Hindi."""
    return trials.the_world()


# --- readers -------------------------------------------------------------------------------------


def read_package(_name: str, data: bytes) -> None:
    validate(io.BytesIO(data), "a.zip", more=PACKAGE_CHECKS)


def read_answer(_name: str, data: bytes) -> None:
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError):
        return  # who fetches it tells of that
    framework = framework_read(answer)
    if framework:
        again = framework_parse(framework_serialize(framework))
        assert sorted(map(str, again)) == sorted(map(str, framework))


def snapshot_reader(folder: Path) -> Read:
    (folder / PROJECT_FILE).write_bytes(b'competencies = "."\n')
    project, _ = read_project(folder)
    assert project

    def read(_name: str, data: bytes) -> None:
        (folder / "kcm-2026-11-22.csv").write_bytes(data)
        framework, found = read_framework(project)
        again = framework_parse(framework_serialize(framework))
        assert found or sorted(map(str, again)) == sorted(map(str, framework))

    return read


# --- the files -----------------------------------------------------------------------------------

CAPTIONS = """WEBVTT

NOTE by hand

1
00:00:01.000 --> 00:00:04.500 line:0 position:20%,line-left align:start
<v Asha>नमस्ते। <i>Welcome</i> &amp; <c.loud>sit</c>

01:00:05.000 --> 01:00:06.000
<00:00:05.500>خوش آمدید <b>and</b> <ruby>a<rt>b</rt></ruby>
"""
PROJECT = """courses = "content/courses"
languages = ["hi", "ta", "ur", "or"]
formats = ["scorm12"]
translator_may_sign_off = true
[engines]
default = "argos"
hi = "bhashini"
[engines.argos]
packages = "x"
[publish.igot]
url = "https://cbp.igotkarmayogi.gov.in"
door = "kong"
upload_mb = 3
"""
SNAPSHOT = """area,theme,subtheme,area_id,theme_id,subtheme_id,subtheme_properties
Functional,Handling RTI Matters,RTI Responsiveness,a,b,c,"{""x"": 1}"
Behavioural,Decision Making,Sound Judgement,d,e,f,
"""


def _term(name: str, code: str, *leads: str) -> dict[str, Any]:
    leads_to = [{"identifier": one, "category": "x"} for one in leads]
    return {"name": name, "identifier": code, "associations": leads_to, "description": name}


ANSWER = {
    "result": {
        "framework": {
            "categories": [
                {"code": "competencyarea", "terms": [_term("Functional", "a", "b", "b")]},
                {"code": "theme", "terms": [_term("Handling RTI", "b", "c", "x")]},
                {"code": "subtheme", "terms": [_term("Responsiveness", "c")]},
            ]
        }
    }
}


def package(course: Course, form: str) -> dict[str, bytes]:
    """The files of a package that rules look into."""
    edition = Edition(course, LANGUAGES["en"], interface_words("en"))
    with ZipFile(io.BytesIO(zip_bytes(EXPORTERS[form](print_page(edition))))) as archive:
        names = (name for name in archive.namelist() if archive.getinfo(name).file_size < 99_999)
        return {name: archive.read(name) for name in names}


# --- the trial -----------------------------------------------------------------------------------

Soak = Callable[..., None]


@pytest.mark.parametrize("kind", ["course.yaml", "assessment.md", "glossary.md", "lessons"])
def test_course(kind: str, trials: Any, soak: Soak) -> None:
    """Damage one file of a course; the others are as they were."""
    courses = {
        folder.name: (trials.files_of(folder), trials.media_of(folder)) for folder in trials.COURSES
    }

    def read(name: str, data: bytes) -> None:
        folder, _, file = name.partition(":")
        texts, media = courses[folder]
        trials.read_source(CourseFolder("c", texts | {file: data}, media))

    named = {
        f"{at}:{name}": data for at, (texts, _) in courses.items() for name, data in texts.items()
    }
    soak(
        read,
        {n: d for n, d in named.items() if n.endswith(kind) or (kind == "lessons" and "/" in n)},
    )


@pytest.mark.parametrize("form", ["catalog", *FORMATS])
def test_catalog(form: str, trials: Any, world: Any, soak: Soak, soak_parts: Soak) -> None:
    if form == "catalog":
        soak(trials.catalog_reader(world), {"rti-requests.xlf": xliff_serialize(world.catalog)})
    elif form == "xlsx":
        soak_parts(trials.exchange_reader(world, form), trials.parts_of(world))
    else:
        soak(trials.exchange_reader(world, form), {form: FORMATS[form].serialize(world.catalog)})


@pytest.mark.parametrize("form", EXPORTERS)
def test_package(form: str, world: Any, soak_parts: Soak) -> None:
    soak_parts(read_package, package(world.course, form))


@pytest.mark.parametrize("name", ["captions.vtt", "terms.csv", "hi.csv", "terms.tbx"])
def test_text(name: str, trials: Any, soak: Soak) -> None:
    files = {"captions.vtt": CAPTIONS.encode()} | trials.written_terms()
    soak(trials.READERS[name], {name: files[name]})


def test_framework(soak: Soak) -> None:
    soak(read_answer, {"framework.json": json.dumps(ANSWER).encode()})


def test_project_file(trials: Any, tmp_path: Path, soak: Soak) -> None:
    soak(trials.project_reader(tmp_path), {PROJECT_FILE: PROJECT.encode()})


def test_snapshot(tmp_path: Path, soak: Soak) -> None:
    soak(snapshot_reader(tmp_path), {"kcm-2026-11-22.csv": SNAPSHOT.encode()})
