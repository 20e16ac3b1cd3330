"""What a file has to stand that somebody read: its faults have places, and what it says is kept."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

from pathya.authoring.course import Course, Inline
from pathya.authoring.diagnostics import Diagnostics, Where, has_errors
from pathya.authoring.reader import read_course
from pathya.authoring.sources import CourseFolder, MediaFile
from pathya.build.files import show
from pathya.build.project import PROJECT_FILE, course_folders, read_framework, read_project
from pathya.exporters.captions import captions_parse, captions_script
from pathya.exporters.edition import Edition
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.gates.targets import PACKAGE_CHECKS
from pathya.exporters.package import zip_bytes
from pathya.exporters.page import print_page
from pathya.exporters.validate import validate
from pathya.locales.catalog import Catalog, State
from pathya.locales.exchange.formats import FORMATS
from pathya.locales.exchange.judge import Terms
from pathya.locales.exchange.take import take
from pathya.locales.exchange.tbx import tbx_parse
from pathya.locales.exchange.tbx_take import take_terms
from pathya.locales.exchange.tbx_write import tbx_serialize
from pathya.locales.exchange.tmx import tmx_languages
from pathya.locales.languages import LANGUAGES
from pathya.locales.localise import localise
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

Read = Callable[[str, bytes], object]
"""Takes a file's name and what is in it."""

ROOT = Path(__file__).parents[2]
COURSE = ROOT / "content/courses/rti-requests"
COURSES = (COURSE, ROOT / "tests/e2e/every-feature")
TERMS = Terms("आशा", "2026-11-22", force=True)


def check_places(found: Diagnostics, files: Mapping[str, bytes]) -> None:
    """Hold each finding to a line that is there."""
    for one in found:
        if one.where.line:
            data = files[one.where.path]
            # In UTF-16 a line's end is two bytes, of which one is that of UTF-8.
            ends = data.count(b"\n") + data.count(b"\r")
            assert 0 < one.where.line <= ends + 1, one
        assert "\n" not in one.message.strip(), one


# --- courses -------------------------------------------------------------------------------------


def files_of(folder: Path) -> dict[str, bytes]:
    """The texts of a course, by name."""
    paths = sorted((*folder.rglob("*.md"), *folder.rglob("*.yaml")))
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def media_of(folder: Path) -> dict[str, MediaFile]:
    """The other files of a course, by name."""
    paths = (path for path in folder.rglob("*") if path.suffix not in (".md", ".yaml"))
    return {str(path.relative_to(folder)): MediaFile(path, 9) for path in paths if path.is_file()}


def read_source(folder: CourseFolder) -> None:
    """Read a course; what is without errors goes all the way to a package."""
    course, found = read_course(folder)
    assert course or found
    check_places(found, {f"{folder.path}/{name}": data for name, data in folder.texts.items()})
    if course:
        catalog, _ = merge(course, "hi", None, None)
        written_alike(catalog)
        if not has_errors(found):
            _is_read_alike(folder, course)
            _goes_all_the_way(course, catalog)


def _is_read_alike(folder: CourseFolder, course: Course) -> None:
    """Line ends, and whether letters are composed, say nothing."""
    texts = {
        name: unicodedata.normalize("NFD", data.decode()).replace("\n", "\r\n").encode()
        for name, data in folder.texts.items()
    }
    assert read_course(replace(folder, texts=texts))[0] == course


def _goes_all_the_way(course: Course, catalog: Catalog) -> None:
    """Translate a course by its own words, send them away and back, and pack the course."""
    entries = {
        name: replace(one, target=one.source, state=State.TRANSLATED, by="आशा", date="2026-11-22")
        for name, one in catalog.entries.items()
    }
    whole = replace(catalog, entries=entries)
    again, aside = merge(course, "hi", whole, None)
    assert (again, aside.entries) == (whole, {})
    form = sorted(FORMATS)[len(entries) % len(FORMATS)]
    back, _ = FORMATS[form].parse(FORMATS[form].serialize(whole), "back")
    assert back
    assert _targets(take(course, catalog, back, TERMS).catalog) == _targets(whole), form
    localised, found = localise(course, whole)
    assert not has_errors(found), found
    edition = Edition(localised, LANGUAGES["hi"], interface_words("hi"))
    data = zip_bytes(EXPORTERS["scorm12"](print_page(edition)))
    found = validate(io.BytesIO(data), "a.zip", more=PACKAGE_CHECKS)
    assert not has_errors(found), found


# --- catalogs ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class World:
    """The course that all files are about, and its catalog in Hindi."""

    course: Course
    catalog: Catalog


def the_world() -> World:
    course, _ = read_course(CourseFolder("c", files_of(COURSE), media_of(COURSE)))
    data = (ROOT / "locales/catalogs/hi/rti-requests.xlf").read_bytes()
    catalog, _ = xliff_parse(data, "c.xlf")
    assert course
    assert catalog
    return World(course, merge(course, "hi", catalog, None)[0])


def _targets(catalog: Catalog) -> Mapping[str, Inline]:
    return {name: one.target for name, one in catalog.entries.items()}


def written_alike(catalog: Catalog) -> None:
    """What is written is read again alike; broken texts are never written."""
    entries = {name: one for name, one in catalog.entries.items() if not one.broken}
    whole = Catalog(catalog.course, catalog.source_tag, catalog.tag, entries)
    assert xliff_parse(xliff_serialize(whole), "c.xlf")[0] == whole


def catalog_reader(world: World) -> Read:
    def read(_name: str, data: bytes) -> None:
        catalog, found = xliff_parse(data, "c.xlf")
        check_places(found, {"c.xlf": data})
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
        if form != "xlsx":  # which has rows
            check_places(found, {"back": data})
        if incoming is None:
            assert found
            return
        taken = take(world.course, world.catalog, incoming, Terms("आशा", "2026-11-22"))
        if taken.changed:
            written_alike(taken.catalog)
            again, _ = FORMATS[form].parse(FORMATS[form].serialize(taken.catalog), "back")
            assert again
            kept = take(world.course, taken.catalog, again, TERMS).catalog
            assert _targets(kept) == _targets(taken.catalog)

    return read


def parts_of(world: World) -> dict[str, bytes]:
    """The parts of the workbook of a catalog."""
    with ZipFile(io.BytesIO(FORMATS["xlsx"].serialize(world.catalog))) as book:
        return {name: book.read(name) for name in book.namelist()}


# --- other files ---------------------------------------------------------------------------------

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


def written_terms() -> dict[str, bytes]:
    """Terms as each format has them."""
    return {
        "terms.csv": terms_serialize(BASE.terms.values()),
        "hi.csv": renderings_serialize(BASE.renderings["hi"]),
        "terms.tbx": tbx_serialize(BASE),
    }


def read_captions(name: str, data: bytes) -> None:
    cues, found = captions_parse(data, Where(name))
    check_places(found, {name: data})
    captions_script(cues)


def read_terms(name: str, data: bytes) -> None:
    terms, found = terms_parse(data, name)
    check_places(found, {name: data})
    assert terms_parse(terms_serialize(terms), name) == (terms, ())


def read_renderings(name: str, data: bytes) -> None:
    rows, found = renderings_parse(data, name, BASE.terms, "Deva")
    check_places(found, {name: data})
    assert renderings_parse(renderings_serialize(rows), name, BASE.terms, "Deva")[0] == rows


def read_tbx(name: str, data: bytes) -> None:
    concepts, found = tbx_parse(data, name)
    check_places(found, {name: data})
    base, _ = take_terms(Termbase(), concepts)
    assert take_terms(base, tbx_parse(tbx_serialize(base), name)[0]) == (base, ())
    terms = tuple(base.terms.values())
    assert terms_parse(terms_serialize(terms), "terms.csv") == (terms, ())


READERS: Mapping[str, Read] = {
    "captions.vtt": read_captions,
    "terms.csv": read_terms,
    "hi.csv": read_renderings,
    "terms.tbx": read_tbx,
}


def project_reader(folder: Path) -> Read:
    def read(_name: str, data: bytes) -> None:
        path = folder / PROJECT_FILE
        path.write_bytes(data)
        project, found = read_project(folder)
        check_places(found, {show(path): data})
        assert project or {one.where.path for one in found} == {show(path)}
        if project:
            with suppress(OSError):  # a name too long: the command ends with 3 and says so
                course_folders(project)
            read_framework(project)
            assert project.limits

    return read
