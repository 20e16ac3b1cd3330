"""All packages of the sample courses, one by one: what must hold for each of them."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import lxml.html
import pytest

from pathya.authoring.course import plain
from pathya.build.packages import validate_file
from pathya.build.pipeline import in_language, open_course
from pathya.build.project import Project, read_framework
from pathya.build.translations import read_catalog
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.package import zip_bytes
from pathya.exporters.validate import validate
from pathya.exporters.vendor import font_files
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.languages import DEFAULT_TAGS, LANGUAGES

TAGS = ("en", *DEFAULT_TAGS)
FORMATS = ("scorm12", "scorm2004")
COURSES = ("rti-requests", "safe-sign-in")
PACKAGES = [(course, tag, form) for course in COURSES for tag in TAGS for form in FORMATS]
ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "content/courses/rti-requests", ROOT / "tests/e2e/every-feature")
JOINERS = {"\u200b", "\u200c", "\u200d", "\u200e", "\u200f"}


@dataclass(frozen=True)
class Sample:
    """One package, open, with what it was made from."""

    course: str
    tag: str
    archive: ZipFile
    page: Any
    """The root element of index.html; templates are read as if they were shown."""
    catalog: Catalog | None

    def text(self, *endings: str) -> str:
        """All of the package's files with one of these endings, as text."""
        names = (name for name in self.archive.namelist() if name.endswith(endings))
        return "".join(self.archive.read(name).decode() for name in names)


@pytest.fixture(params=PACKAGES, ids="-".join)
def sample(request: pytest.FixtureRequest, samples: Project, built: object) -> Sample:
    course, tag, form = request.param
    archive = ZipFile(samples.dist / course / f"{course}-{tag}-{form}.zip")
    html = archive.read("index.html").decode().replace("<template", "<div")
    page = lxml.html.document_fromstring(html.replace("</template", "</div"))
    catalog, found = read_catalog(samples.catalog(course, tag))
    assert found == ()
    return Sample(course, tag, archive, page, catalog)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def targets(sample: Sample) -> list[Entry]:
    entries = sample.catalog.entries.values() if sample.catalog else ()
    return [entry for entry in entries if entry.target]


def test_there_are_as_many_packages_as_asked_for(samples, built):
    names = {path.name for path in samples.dist.glob("*/*.zip")}
    assert names == {f"{course}-{tag}-{form}.zip" for course, tag, form in PACKAGES}
    assert [one for step in built for one in step.found] == []


def test_the_package_breaks_no_rule(sample):
    assert validate_file(Path(sample.archive.filename)) == ()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("tag", ["en", "ur"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_packages_of_modules_break_no_rule(samples, folder, tag, form):
    course, found = open_course(folder, read_framework(samples)[0])
    assert course is not None, found
    localised = in_language(samples, replace(course, packaging="module"), tag)
    assert len(localised.pages) == len(course.modules) + 1
    for page in localised.pages:
        package = EXPORTERS[form](page)
        assert validate(io.BytesIO(zip_bytes(package))) == ()


def test_language_and_direction(sample):
    said = (sample.page.get("lang"), sample.page.get("dir"))
    assert said == (sample.tag, LANGUAGES[sample.tag].dir)


def test_the_title_stands_in_its_own_language(sample, samples):
    folder = samples.root / "content/courses" / sample.course
    source, _ = open_course(folder, read_framework(samples)[0])
    assert source is not None
    title = plain(source.units[source.title].source)
    if sample.catalog:
        title = plain(sample.catalog.entries[source.title].target) or title
    assert squeezed(sample.page.findtext(".//title")) == title
    assert f"<title>{title}</title>" in sample.text("imsmanifest.xml").replace("&amp;", "&")


def test_every_translation_is_shown(sample):
    alternatives = " ".join(sample.page.xpath("//@alt | //*[@role='img']/@aria-label"))
    data = sample.text(".js", ".xml").replace("&amp;", "&").replace("\\u0026", "&")
    data = re.sub(r"\\u003c[^>]*>", "", data)  # tags of the feedback that travels with the data
    shown = squeezed(f"{sample.page.text_content()} {alternatives} {data}")
    for entry in targets(sample):
        for piece in entry.target:
            if isinstance(piece, str) and "|" not in piece:
                assert squeezed(piece) in shown, (entry.id, piece)


def test_stand_ins_and_only_they_are_marked(sample):
    marked = sample.page.xpath("//main//*[@lang='en'][not(self::bdi)]")
    entries = sample.catalog.entries.values() if sample.catalog else ()
    complete = sample.tag == "en" or (
        entries and all(entry.state is not State.NEW for entry in entries)
    )
    assert bool(marked) is not bool(complete)
    assert {element.get("dir") for element in marked} <= {"ltr"}


def test_the_fonts_are_embedded_and_cover_the_text(sample):
    asked = re.findall(r"url\(\"?([^)\"]+\.woff2)\"?\)", sample.text(".css"))
    files = {address.rsplit("/", 1)[-1] for address in asked}
    assert files
    assert files <= {name.rsplit("/", 1)[-1] for name in sample.archive.namelist()}
    stems = {re.sub(r"-[0-9a-f]{10}\.woff2$", "", file) for file in files}
    drawn = {
        point
        for font in font_files()
        if f"{font.family}-{font.slice}-{font.weight}" in stems
        for point in font.codepoints
    }
    text = set(sample.page.text_content()) - JOINERS
    assert {char for char in text if ord(char) not in drawn and not char.isspace()} == set()


def test_nothing_is_loaded_from_elsewhere(sample):
    wanted = "//*[not(self::a)]/@src | //*[not(self::a)]/@href | //@poster | //@srcset"
    loaded = sample.page.xpath(wanted)
    assert loaded
    assert [address for address in loaded if ":" in address or address.startswith("//")] == []
    assert not re.search(r"@import|url\(\s*[\"']?(https?:|//)", sample.text(".css", ".svg"))
    policy = sample.page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy[0].startswith("default-src 'none'; ")


@pytest.mark.parametrize("course", COURSES)
def test_build_json_tells_of_every_package(course, samples, built):
    content = json.loads((samples.dist / course / "build.json").read_text("utf-8"))
    names = {f"{course}-{tag}-{form}.zip" for tag in TAGS for form in FORMATS}
    assert [entry["package"] for entry in content["packages"]] == sorted(names)
    hindi = next(one for one in content["packages"] if one["language"] == "hi")
    assert hindi["states"].keys() == {"machine"}
