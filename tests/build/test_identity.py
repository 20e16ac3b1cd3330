"""A translation that says what the source says gives the source's course again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pathya.build.pipeline import open_course
from pathya.build.project import read_framework
from pathya.locales.catalog import State
from pathya.locales.localise import localise
from pathya.locales.merge import merge
from pathya.locales.xliff import xliff_parse
from pathya.locales.xliff_write import xliff_serialize


@pytest.mark.parametrize("name", ["rti-requests", "safe-sign-in"])
def test_extraction_and_identity_give_the_same_course(name, samples):
    course, _ = open_course(samples.root / "content/courses" / name, read_framework(samples)[0])
    assert course is not None
    catalog, _ = merge(course, "or", None, None)
    same = {
        key: replace(entry, target=entry.source, state=State.TRANSLATED)
        for key, entry in catalog.entries.items()
    }
    read, found = xliff_parse(xliff_serialize(replace(catalog, entries=same)), "or.xlf")
    assert read is not None
    localised, more = localise(course, read)
    assert found + more == ()
    texts = {key: replace(text, tag="or") for key, text in course.texts.items()}
    assert localised == replace(course, tag="or", texts=texts)
