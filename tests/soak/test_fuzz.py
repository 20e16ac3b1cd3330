"""Readers of files that nobody vouches for: they say what is wrong, soon, and never raise."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Where
from pathya.authoring.framework import framework_parse, framework_read, framework_serialize
from pathya.authoring.reader import read_course
from pathya.authoring.sources import CourseFolder, MediaFile
from pathya.build.files import show
from pathya.build.project import PROJECT_FILE, read_framework, read_project
from pathya.exporters.captions import captions_parse, captions_script
from pathya.exporters.edition import Edition
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.gates.targets import PACKAGE_CHECKS
from pathya.exporters.package import zip_bytes
from pathya.exporters.page import print_page
from pathya.exporters.validate import validate
from pathya.locales.catalog import Catalog
from pathya.locales.exchange.formats import FORMATS
from pathya.locales.exchange.judge import Terms
from pathya.locales.exchange.take import take
from pathya.locales.exchange.tbx import tbx_parse
from pathya.locales.exchange.tbx_take import take_terms
from pathya.locales.exchange.tbx_write import tbx_serialize
from pathya.locales.exchange.tmx import tmx_languages
from pathya.locales.languages import LANGUAGES
from pathya.locales.merge import merge
from pathya.locales.terms import Rendering, Status, Term, Termbase
from pathya.locales.terms_csv import (
    renderings_parse,
    renderings_serialize,
    terms_parse,
    terms_serialize,
)
from pathya.locales.words import interface_words
from pathya.locales.xliff import xliff_parse
from pathya.locales.xliff_write import xliff_serialize

pytestmark = pytest.mark.soak

ROOT = Path(__file__).parents[2]
COURSE = ROOT / "content/courses/rti-requests"
COURSES = (COURSE, ROOT / "tests/e2e/every-feature")
Read = Callable[[str, bytes], object]
"""Takes a file's name and what is in it."""


# --- readers -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class World:
    """The course that all files are about, and its catalog in Hindi."""

    course: Course
    catalog: Catalog


def files_of(folder: Path) -> dict[str, bytes]:
    paths = sorted((*folder.rglob("*.md"), *folder.rglob("*.yaml")))
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def media_of(folder: Path) -> dict[str, MediaFile]:
    paths = (path for path in folder.rglob("*") if path.suffix not in (".md", ".yaml"))
    return {str(path.relative_to(folder)): MediaFile(path, 9) for path in paths if path.is_file()}


@pytest.fixture(scope="module")
def world() -> World:
    course, _ = read_course(CourseFolder("c", files_of(COURSE), media_of(COURSE)))
    data = (ROOT / "locales/catalogs/hi/rti-requests.xlf").read_bytes()
    catalog, _ = xliff_parse(data, "c.xlf")
    assert course
    assert catalog
    return World(course, merge(course, "hi", catalog, None)[0])


def written_alike(catalog: Catalog) -> None:
    """What is written is read again alike; broken texts are never written."""
    entries = {name: one for name, one in catalog.entries.items() if not one.broken}
    whole = Catalog(catalog.course, catalog.source_tag, catalog.tag, entries)
    assert xliff_parse(xliff_serialize(whole), "c.xlf")[0] == whole


def read_source(folder: CourseFolder) -> None:
    course, found = read_course(folder)
    assert course or found
    if course:
        written_alike(merge(course, "hi", None, None)[0])


def catalog_reader(world: World) -> Read:
    def read(_name: str, data: bytes) -> None:
        catalog, _ = xliff_parse(data, "c.xlf")
        if catalog:
            whole, aside = merge(world.course, "hi", catalog, None)
            written_alike(whole)
            written_alike(aside)

    return read


def exchange_reader(world: World, form: str) -> Read:
    def read(_name: str, data: bytes) -> None:
        if form == "tmx":
            tmx_languages(data, "back")
        incoming, found = FORMATS[form].parse(data, "back")
        if incoming is None:
            assert found
            return
        taken = take(world.course, world.catalog, incoming, Terms("आशा", "2026-11-22"))
        if taken.changed:
            written_alike(taken.catalog)
            again, _ = FORMATS[form].parse(FORMATS[form].serialize(taken.catalog), "back")
            assert again

    return read


def read_captions(_name: str, data: bytes) -> None:
    captions_script(captions_parse(data, Where("a.vtt"))[0])


def read_package(_name: str, data: bytes) -> None:
    validate(io.BytesIO(data), "a.zip", more=PACKAGE_CHECKS)


def project_reader(folder: Path) -> Read:
    def read(_name: str, data: bytes) -> None:
        (folder / PROJECT_FILE).write_bytes(data)
        project, found = read_project(folder)
        assert project or all(one.where.path == show(folder / PROJECT_FILE) for one in found)

    return read


def read_terms(_name: str, data: bytes) -> None:
    terms, _ = terms_parse(data, "terms.csv")
    assert terms_parse(terms_serialize(terms), "terms.csv") == (terms, ())


def read_renderings(_name: str, data: bytes) -> None:
    rows, _ = renderings_parse(data, "hi.csv", BASE.terms, "Deva")
    assert renderings_parse(renderings_serialize(rows), "hi.csv", BASE.terms, "Deva")[0] == rows


def read_tbx(_name: str, data: bytes) -> None:
    concepts, _ = tbx_parse(data, "a.tbx")
    base, _ = take_terms(Termbase(), concepts)
    assert take_terms(base, tbx_parse(tbx_serialize(base), "a.tbx")[0]) == (base, ())
    terms = tuple(base.terms.values())
    assert terms_parse(terms_serialize(terms), "terms.csv") == (terms, ())


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

BASE = Termbase(
    {
        "dak": Term("dak", "dak", "office procedure", "Post & e-mail"),
        "rti": Term("rti", "RTI", keep=True),
    },
    {
        "hi": (
            Rendering("dak", "डाक", Status.PREFERRED, "S. Rao 2026-11-22"),
            Rendering("dak", "मेल", Status.FORBIDDEN),
        )
    },
)
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
def test_course(kind: str, soak: Soak) -> None:
    """Damage one file of a course; the others are as they were."""
    courses = {folder.name: (files_of(folder), media_of(folder)) for folder in COURSES}

    def read(name: str, data: bytes) -> None:
        folder, _, file = name.partition(":")
        texts, media = courses[folder]
        read_source(CourseFolder("c", texts | {file: data}, media))

    named = {
        f"{at}:{name}": data for at, (texts, _) in courses.items() for name, data in texts.items()
    }
    soak(
        read,
        {n: d for n, d in named.items() if n.endswith(kind) or (kind == "lessons" and "/" in n)},
    )


@pytest.mark.parametrize("form", ["catalog", *FORMATS])
def test_catalog(form: str, world: World, soak: Soak, soak_parts: Soak) -> None:
    if form == "catalog":
        soak(catalog_reader(world), {"rti-requests.xlf": xliff_serialize(world.catalog)})
    elif form == "xlsx":
        with ZipFile(io.BytesIO(FORMATS[form].serialize(world.catalog))) as book:
            parts = {name: book.read(name) for name in book.namelist()}
        soak_parts(exchange_reader(world, form), parts)
    else:
        soak(exchange_reader(world, form), {form: FORMATS[form].serialize(world.catalog)})


@pytest.mark.parametrize("form", EXPORTERS)
def test_package(form: str, world: World, soak_parts: Soak) -> None:
    soak_parts(read_package, package(world.course, form))


TEXTS: Mapping[str, tuple[Read, bytes]] = {
    "captions.vtt": (read_captions, CAPTIONS.encode()),
    "terms.csv": (read_terms, terms_serialize(BASE.terms.values())),
    "hi.csv": (read_renderings, renderings_serialize(BASE.renderings["hi"])),
    "terms.tbx": (read_tbx, tbx_serialize(BASE)),
    "framework.json": (read_answer, json.dumps(ANSWER).encode()),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str, soak: Soak) -> None:
    read, data = TEXTS[name]
    soak(read, {name: data})


def test_project_file(tmp_path: Path, soak: Soak) -> None:
    soak(project_reader(tmp_path), {PROJECT_FILE: PROJECT.encode()})


def test_snapshot(tmp_path: Path, soak: Soak) -> None:
    soak(snapshot_reader(tmp_path), {"kcm-2026-11-22.csv": SNAPSHOT.encode()})
