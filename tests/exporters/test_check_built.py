"""What is found in a package that was just made is what `validate` finds in its zip."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from pathya.authoring.course import Code, Course, Lesson, Media, Module, Slot, Text, Theme, Unit
from pathya.authoring.diagnostics import Diagnostics
from pathya.exporters.check_built import _URL, check_built, looked_into
from pathya.exporters.css import css_loads
from pathya.exporters.edition import Edition
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.loads import page_loads, printed_loads
from pathya.exporters.package import Package, content, pack, zip_bytes
from pathya.exporters.page import Page, print_page
from pathya.exporters.tags import find_tags
from pathya.exporters.unpacked import Limits
from pathya.exporters.validate import validate
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words

MEDIA = ("media/in-body.png", "media/in-text.png", "media/logo.svg", "media/poster.jpg")
BODY = (
    "<p",
    Slot("lang", "u"),
    ">",
    Slot("text", "u"),
    '</p><img src="',
    Slot("media", "media/in-body.png"),
    '" alt=""><video poster="',
    Slot("media", "media/poster.jpg"),
    '"></video><a',
    Slot("lang", "u"),
    ' href="https://rti.gov.in">',
    Slot("text", "u"),
    "</a>",
)


@pytest.fixture
def page(small_course: Course, tmp_path: Path) -> Page:
    """A page with pictures in its skeleton, in a text, in its head; in Hindi and Urdu."""
    for name in MEDIA:
        (tmp_path / Path(name).name).write_bytes(b"<svg></svg>")
    image = ('<img src="', Slot("media", "media/in-text.png"), '" alt="">')
    unit = Unit("u", ("see ", 1), (Code("image", image),))
    lesson = Lesson("film", "01.md", "fee.1", BODY)
    course = replace(
        small_course,
        tag="hi",
        modules=(*small_course.modules, Module("films", "fee.1", (lesson,))),
        units={**small_course.units, "u": unit},
        texts={**small_course.texts, "u": Text(unit.source, "en")},
        media={name: Media(name, name, tmp_path / Path(name).name, 1) for name in MEDIA},
        theme=Theme(logo="media/logo.svg"),
    )
    return print_page(Edition(course, LANGUAGES["hi"], interface_words("hi")))


def said(found: Diagnostics) -> set[tuple[str, str, str]]:
    """What is said in which file; lines are not known before the page is whole."""
    return {(one.rule.code, one.where.path, one.message) for one in found}


def built(page: Page, package: Package) -> set[tuple[str, str, str]]:
    return said(check_built(page, package, map(pack, package.members)))


def zipped(package: Package) -> set[tuple[str, str, str]]:
    return said(validate(io.BytesIO(zip_bytes(package)), f"{package.name}.zip"))


@pytest.mark.parametrize("form", EXPORTERS)
def test_a_whole_package_breaks_no_rule(form: str, page: Page) -> None:
    package = EXPORTERS[form](page)
    assert (built(page, package), zipped(package)) == (set(), set())


@pytest.mark.parametrize("form", EXPORTERS)
def test_whatever_is_left_out_is_found(form: str, page: Page) -> None:
    package = EXPORTERS[form](page)
    found = {}
    for lost in package.members:
        if lost.name in ("index.html", "imsmanifest.xml"):
            continue
        rest = replace(package, members=tuple(one for one in package.members if one is not lost))
        found[lost.name] = built(page, rest)
        assert found[lost.name] == zipped(rest), lost.name
    loaded = [name for name in found if name.endswith((".png", ".jpg", ".svg", ".js", ".css", "2"))]
    assert len(loaded) > 20
    assert all(found[name] for name in loaded)


def test_faults_of_the_manifest_are_found(page: Page) -> None:
    package = EXPORTERS["scorm12"](page)
    manifest, *rest = package.members
    assert isinstance(manifest.data, bytes)
    for old, new in ((b"1.2<", b"1.3<"), (b'"sco"', b'"asset"'), (b"</title>", b"</titel>")):
        broken = replace(manifest, data=manifest.data.replace(old, new))
        package = replace(package, members=(broken, *rest))
        assert built(page, package) == zipped(package) != set()


@pytest.mark.parametrize("form", EXPORTERS)
def test_what_the_checks_look_into_has_another_name_when_it_changes(form: str, page: Page) -> None:
    package = EXPORTERS[form](page)

    def looked(package: Package, page: Page = page) -> str:
        return looked_into(page, package, map(pack, package.members))

    names = {looked(package), looked(package, replace(page, loads=(*page.loads, "a.png")))}
    for one in package.members:
        more = replace(one, data=content(one) + b" ")
        others = tuple(other for other in package.members if other is not one)
        if one.name.endswith((".xml", ".xsd", ".css", ".html")):
            names.add(looked(replace(package, members=(more, *others))))
        if one.name != "index.html":
            names.add(looked(replace(package, members=others)))
    files = [one.name for one in package.members]
    read = [name for name in files if name.endswith((".xml", ".xsd", ".css"))]
    assert len(names) == 2 + len(files) + len(read)


def test_of_our_own_page_only_tags_that_load_are_read() -> None:
    page = (
        '<p class="x">src="no"</p><a href="a">x</a><img alt="x > y < z" src="b">'
        '<video poster="c" data-captions="d"></video><aside style="background: '
        'url(e)"></aside><img srcset="f 1x, g 2x">'
    )
    tags = tuple(find_tags(page))
    assert list(printed_loads(page)) == [one for _, one in page_loads(tags)] == [*"bcefg"]


def test_our_own_style_is_read_as_any_would_be(page: Page) -> None:
    (style,) = (one for one in EXPORTERS["web"](page).members if one.name.endswith(".css"))
    loads = [address for _, address in css_loads(content(style).decode())]
    assert loads == [one.decode() for one in _URL.findall(content(style))] != []


def test_limits_are_kept(page: Page) -> None:
    package = EXPORTERS["web"](page)
    found = check_built(page, package, map(pack, package.members), Limits(files=10, total=99_999))
    assert {one.rule.code for one in found} == {"PKG010", "PKG011"}
