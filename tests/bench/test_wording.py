"""How long the language checks take, over every translation of the sample courses."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pathya.build.project import read_project
from pathya.build.terms import read_terms
from pathya.locales.languages import LANGUAGES
from pathya.locales.term_match import glossary
from pathya.locales.wording.check import check_catalog
from pathya.locales.xliff import xliff_parse

ROOT = Path(__file__).parents[2]
LIMIT = 60e-6
"""Seconds of this process for one text, terms included."""

pytestmark = pytest.mark.bench


def test_a_text_takes_no_longer_than_a_blink_of_a_reviewer() -> None:
    project, _ = read_project(ROOT)
    assert project
    terms, _ = read_terms(project)
    work = []
    for path in sorted((ROOT / "locales/catalogs").glob("*/*.xlf")):
        catalog, _ = xliff_parse(path.read_bytes(), path.name)
        assert catalog
        work.append((catalog, LANGUAGES[catalog.tag], glossary(terms, catalog.tag)))
    texts = sum(len(catalog.entries) for catalog, _, _ in work)
    seconds = []
    for _ in range(3):  # the first one prepares patterns
        start = time.process_time()
        assert sum(1 for one in work for _ in check_catalog(*one)) == 0
        seconds.append((time.process_time() - start) / texts)
    print(f"\n{texts} texts, {min(seconds) * 1e6:.0f} µs each")  # noqa: T201
    assert min(seconds) <= LIMIT
