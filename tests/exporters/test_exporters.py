"""Every exporter keeps the same promises, with the page that learners get."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from pathya.exporters.edition import Edition
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.package import Package, zip_bytes
from pathya.exporters.page import print_page
from pathya.exporters.parts import parts
from pathya.exporters.validate import validate
from pathya.locales.words import interface_words

TAGS = ["en", "hi", "ur"]
Editions = Callable[[str], Edition]


def _export(edition: Edition, form: str) -> Package:
    worded = replace(edition, words=interface_words(edition.course.tag))
    return EXPORTERS[form](print_page(worded))


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("form", EXPORTERS)
def test_a_package_is_named_and_the_same_each_time(
    edition_in: Editions, form: str, tag: str
) -> None:
    package = _export(edition_in(tag), form)
    assert package.name == f"fees-{tag}-{form}"
    assert "index.html" in {member.name for member in package.members}
    assert zip_bytes(package) == zip_bytes(_export(edition_in(tag), form))


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("form", ["scorm12", "scorm2004"])
def test_packages_and_their_parts_break_no_rule(edition_in: Editions, form: str, tag: str) -> None:
    edition = edition_in(tag)
    by_module = replace(edition.course, packaging="module")
    for course in (edition.course, *parts(by_module)):
        package = _export(replace(edition, course=course), form)
        assert validate(io.BytesIO(zip_bytes(package))) == ()
