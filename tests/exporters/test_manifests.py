"""Manifests and metadata: golden files, valid by the schemas that the packages carry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pathya.authoring.course import Text
from pathya.authoring.xml.parse import parse_xml
from pathya.authoring.xml.schema import compile_schema, validate
from pathya.exporters import scorm12, scorm2004, web
from pathya.exporters.edition import Edition
from pathya.exporters.package import Member, Package, zip_bytes

GOLDEN = Path(__file__).parent / "golden"
Editions = Callable[[str], Edition]
Page = tuple[Member, ...]
FORMATS = {"scorm12": scorm12.export, "scorm2004": scorm2004.export}


def _bytes(package: Package, name: str) -> bytes:
    data = {member.name: member.data for member in package.members}[name]
    assert isinstance(data, bytes)
    return data


def _faults(package: Package, name: str) -> tuple[tuple[int, str], ...]:
    names = [member.name for member in package.members]
    schemas = {n: _bytes(package, n) for n in names if n.endswith((".xsd", ".dtd"))}
    return validate(compile_schema(schemas), parse_xml(_bytes(package, name)))


@pytest.mark.parametrize("tag", ["hi", "ur"])
@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("scorm12", "imsmanifest.xml"),
        ("scorm2004", "imsmanifest.xml"),
        ("scorm2004", "metadata.xml"),
    ],
)
def test_golden(edition_in: Editions, small_page: Page, tag: str, form: str, name: str) -> None:
    package = FORMATS[form](edition_in(tag), small_page)
    golden = GOLDEN / f"{form}-{tag}-{name}"
    assert _bytes(package, name).decode() == golden.read_text(encoding="utf-8")
    assert _faults(package, name) == ()


@pytest.mark.parametrize("form", FORMATS)
def test_the_least_that_a_course_may_say_is_valid_too(
    edition_in: Editions, small_page: Page, form: str
) -> None:
    edition = edition_in("or")
    bare = replace(
        edition.course, keywords=(), objectives=(), competencies=(), licence="", duration=0
    )
    package = FORMATS[form](replace(edition, course=bare), small_page)
    assert _faults(package, "imsmanifest.xml") == ()
    if form == "scorm2004":
        assert _faults(package, "metadata.xml") == ()


@pytest.mark.parametrize("form", FORMATS)
def test_a_long_title_is_cut_between_letters(
    edition_in: Editions, small_page: Page, form: str
) -> None:
    edition = edition_in("hi")
    texts = {**edition.course.texts, "course.1": Text(("क्षि" * 99,), "hi")}
    edition = replace(edition, course=replace(edition.course, texts=texts))
    package = FORMATS[form](edition, small_page)
    root = parse_xml(_bytes(package, "imsmanifest.xml"))
    assert {e.text for e in root.iter("{*}title") if not len(e)} == {"क्षि" * 49 + "…"}
    assert _faults(package, "imsmanifest.xml") == ()


def test_no_two_packages_share_a_name_or_an_identifier(
    edition_in: Editions, small_page: Page
) -> None:
    packages = [
        export(replace(edition, course=replace(edition.course, id=course, part=part)), small_page)
        for export in FORMATS.values()
        for edition in map(edition_in, ["hi", "ur"])
        for course, part in [("fees", ""), ("fees", "one"), ("fees", "two")]
    ]
    identifiers = {
        parse_xml(_bytes(package, "imsmanifest.xml")).get("identifier") for package in packages
    }
    assert len(identifiers) == len({package.name for package in packages}) == len(packages)
    assert packages[0].name == "fees-hi-scorm12"
    assert packages[1].name == "fees-one-hi-scorm12"


def test_hyphens_in_ids_make_no_two_identifiers_alike(
    edition_in: Editions, small_page: Page
) -> None:
    edition = edition_in("hi")
    manifests = [
        scorm12.export(replace(edition, course=replace(edition.course, id=c, part=p)), small_page)
        for c, p in [("a-b", ""), ("a", "b")]
    ]
    one, other = (parse_xml(_bytes(p, "imsmanifest.xml")).get("identifier") for p in manifests)
    assert (one, other) == ("a-b.hi.scorm12", "a.b.hi.scorm12")


@pytest.mark.parametrize("form", FORMATS)
def test_every_file_is_listed_but_the_manifest_and_the_xsds(
    edition_in: Editions, small_page: Page, form: str
) -> None:
    package = FORMATS[form](edition_in("hi"), small_page)
    root = parse_xml(_bytes(package, "imsmanifest.xml"))
    names = [one.name for one in package.members if not one.name.endswith(".xsd")]
    assert [one.get("href") for one in root.iter("{*}file")] == sorted(names[1:])


@pytest.mark.parametrize("form", FORMATS)
def test_a_package_can_be_written(edition_in: Editions, small_page: Page, form: str) -> None:
    package = FORMATS[form](edition_in("ur"), small_page)
    assert zip_bytes(package) == zip_bytes(package)


def test_the_web_package_is_the_page_alone(edition_in: Editions, small_page: Page) -> None:
    assert web.export(edition_in("hi"), small_page) == Package("fees-hi-web", small_page)
