"""The third-party files are all there, and are what our code takes them for."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pathya.exporters import vendor
from pathya.exporters.vendor import FontFile, font_files, font_licence, schema_files
from pathya.locales.languages import LANGUAGES, Font

RUPEE = 0x20B9
WANTED = sorted(
    {font for language in LANGUAGES.values() for font in language.fonts},
    key=str,
)


@pytest.mark.parametrize("font", WANTED, ids=lambda font: f"{font.family}-{font.slice}")
def test_every_font_of_the_registry_is_there_in_two_weights(font: Font) -> None:
    slices = [one for one in font_files() if (one.family, one.slice) == (font.family, font.slice)]
    assert [one.weight for one in slices] == [400, 700]


def test_no_font_is_carried_for_nothing() -> None:
    assert {Font(one.family, one.slice) for one in font_files()} == set(WANTED)


@pytest.mark.parametrize("font", font_files(), ids=lambda font: font.file)
def test_a_font_has_the_characters_that_we_say(font: FontFile) -> None:
    with TTFont(io.BytesIO(font.data())) as opened:
        inside = set(opened.getBestCmap())
        weight = opened["OS/2"].usWeightClass
    assert font.data()[:4] == b"wOF2"
    assert font.codepoints == inside & vendor.parse_range(font.unicode_range)
    assert font.weight == weight


def test_only_these_slices_have_the_rupee_sign() -> None:
    without = {font.file for font in font_files() if RUPEE not in font.codepoints}
    assert {name.rpartition("-")[0] for name in without} == {
        "noto-naskh-arabic-arabic",
        "noto-nastaliq-urdu-arabic",
        "noto-sans-latin",
        "noto-sans-meetei-mayek-meetei-mayek",
        "noto-sans-telugu-telugu",
    }


@pytest.mark.parametrize("family", sorted({font.family for font in font_files()}))
def test_every_font_family_brings_its_licence(family: str) -> None:
    assert b"SIL Open Font License, Version 1.1" in font_licence(family)


def test_scorm12_schemas_are_the_whole_set() -> None:
    assert list(schema_files("scorm12")) == [
        "adlcp_rootv1p2.xsd",
        "ims_xml.xsd",
        "imscp_rootv1p1p2.xsd",
        "imsmd_rootv1p2p1.xsd",
    ]


@pytest.mark.parametrize("edition", ["scorm12", "scorm2004"])
def test_schemas_parse_and_bring_all_that_they_include(edition: vendor.SchemaSet) -> None:
    schemas = schema_files(edition)
    named: set[str] = set()
    for name in schemas:
        if name.endswith(".xsd"):
            # One file of IMS makes the xml namespace the default one, which XML forbids.
            root = etree.fromstring(schemas[name].replace(b'xmlns="http://www.w3.org/XML/', b'x="'))
            assert root.tag == "{http://www.w3.org/2001/XMLSchema}schema"
            parts = root.iter("{*}import", "{*}include")
            named |= {str(part.get("schemaLocation")) for part in parts}
    local = {place for place in named if ":" not in place}
    assert local
    assert local <= set(schemas)


def test_the_2004_set_is_the_4th_edition() -> None:
    assert b'name = "completedByMeasure"' in schema_files("scorm2004")["adlcp_v1p3.xsd"]


def test_a_lost_folder_says_what_to_do(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(vendor, "__file__", str(tmp_path / "vendor.py"))
    with pytest.raises(vendor.VendorMissingError, match=r"make demo.*from a wheel"):
        vendor._vendor.__wrapped__()


@given(st.frozensets(st.integers(0, 0x10FFFF)))
def test_ranges_are_read_as_css_writes_them(points: frozenset[int]) -> None:
    written = ",".join(f"U+{point:04X}" for point in points) or "U+0041-0043"
    assert vendor.parse_range(written) == (points or {0x41, 0x42, 0x43})
