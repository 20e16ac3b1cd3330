"""Terms: the files are read whole, and each fault is told once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.diagnostics import Rule, Where
from pathya.locales import term_rules
from pathya.locales.languages import DEFAULT_TAGS, LANGUAGES
from pathya.locales.terms import Rendering, Status, Term
from pathya.locales.terms_csv import (
    renderings_parse,
    renderings_serialize,
    terms_parse,
    terms_serialize,
)

ROOT = Path(__file__).parents[2]
HEAD = "id,term,domain,note,keep\n"
TARGET_HEAD = "id,term,status,reviewed\n"

TERMS = {
    "dak": Term("dak", "dak", "office procedure", 'Post, "mail" and e-mail'),
    "nic": Term("nic", "NIC", keep=True),
    "tender": Term("tender", "tender", "finance"),
}


def test_terms_are_written_and_read_back():
    data = terms_serialize(TERMS.values())
    assert data.decode() == (
        'id,term,domain,note,keep\ndak,dak,office procedure,"Post, ""mail"" and e-mail",\n'
        "nic,NIC,,,yes\ntender,tender,finance,,\n"
    )
    assert terms_parse(data, "terms.csv") == (tuple(TERMS.values()), ())
    lines = [term.where.line for term in terms_parse(data, "terms.csv")[0]]
    assert lines == [2, 3, 4]


def test_renderings_are_written_and_read_back():
    rows = (
        Rendering("dak", "डाक", Status.PREFERRED, "S. Rao 2026-11-22"),
        Rendering("dak", "मेल", Status.FORBIDDEN),
    )
    data = renderings_serialize(rows)
    assert data.decode() == (
        "id,term,status,reviewed\ndak,डाक,preferred,S. Rao 2026-11-22\ndak,मेल,forbidden,\n"
    )
    assert renderings_parse(data, "hi.csv", TERMS, "Deva") == (rows, ())
    assert renderings_parse(b"\xef\xbb\xbf" + data, "hi.csv", TERMS, "Deva") == (rows, ())


@given(st.lists(st.text(), max_size=4))
def test_any_cells_come_back(cells):
    rows = tuple(Term(f"t{n}", f"term {n}", " ".join(cell.split())) for n, cell in enumerate(cells))
    read, found = terms_parse(terms_serialize(rows), "terms.csv")
    assert (read, found) == (rows, ())


@given(st.binary(max_size=60))
def test_no_bytes_are_too_strange(data):
    for head in (b"", HEAD.encode(), TARGET_HEAD.encode()):
        terms_parse(head + data, "terms.csv")
        renderings_parse(head + data, "hi.csv", TERMS, "Deva")


FAULTS: dict[str, tuple[str | bytes, list[tuple[Rule, int]], tuple[str, ...]]] = {
    "not UTF-8": (b"id,term\xff", [(term_rules.TRM001, 0)], ()),
    "no table": (HEAD + '"open,a,,,\n', [(term_rules.TRM001, 0)], ()),
    "nothing": ("", [(term_rules.TRM001, 1)], ()),
    "other columns": ("id,term\na,b\n", [(term_rules.TRM001, 1)], ()),
    "empty lines": (HEAD + "\na,b,,,\n,,,,\n", [], ("a",)),
    "few cells": (HEAD + "a,b\n", [], ("a",)),
    "many cells": (HEAD + "a,b,c,d,yes,\nc,d,,,\n", [(term_rules.TRM002, 2)], ("c",)),
    "no id": (HEAD + "A b,x,,,\n,y,,,\n", [(term_rules.TRM002, 2), (term_rules.TRM002, 3)], ()),
    "no term": (HEAD + "a, ,,,\n", [(term_rules.TRM002, 2)], ()),
    "keep": (HEAD + "a,b,,,no\n", [(term_rules.TRM002, 2)], ()),
    "id twice": (HEAD + "a,b,,,\na,c,,,\n", [(term_rules.TRM003, 3)], ("a",)),
    "term twice": (HEAD + "a,b,,,\nc,B,,,\n", [(term_rules.TRM003, 3)], ("a",)),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_of_terms(name):
    text, expected, ids = FAULTS[name]
    data = text if isinstance(text, bytes) else text.encode()
    terms, found = terms_parse(data, "terms.csv")
    assert [(one.rule, one.where) for one in found] == [
        (rule, Where("terms.csv", line)) for rule, line in expected
    ]
    assert tuple(term.id for term in terms) == ids


TARGET_FAULTS: dict[str, tuple[str, list[tuple[Rule, int]], tuple[str, ...]]] = {
    "other columns": ("", [(term_rules.TRM001, 1)], ()),
    "no such term": ("dka,डाक,preferred,\n", [(term_rules.TRM004, 2)], ()),
    "kept": ("nic,एनआईसी,admitted,\n", [(term_rules.TRM006, 2)], ()),
    "no term": ("dak,,preferred,\n", [(term_rules.TRM002, 2)], ()),
    "status": ("dak,डाक,good,\n", [(term_rules.TRM002, 2)], ()),
    "nobody": ("dak,डाक,preferred,yes\n", [(term_rules.TRM007, 2)], ("डाक",)),
    "not NFC": ("dak,\u0958लम,preferred,\n", [(term_rules.TRM008, 2)], ("\u0915\u093cलम",)),
    "script": ("dak,டாக்,preferred,\n", [(term_rules.TRM011, 2)], ("டாக்",)),
    "Latin": ("dak,dak,preferred,\n", [(term_rules.TRM011, 2)], ("dak",)),
    "Latin beside": ("dak,PDF डाक,preferred,\n", [], ("PDF डाक",)),
    "again": ("dak,डाक,preferred,\ndak,डाक,forbidden,\n", [(term_rules.TRM005, 3)], ("डाक",)),
    "none preferred": (
        "dak,डाक,admitted,\ndak,मेल,forbidden,\n",
        [(term_rules.TRM009, 2)],
        ("डाक", "मेल"),
    ),
    "two preferred": (
        "dak,डाक,preferred,\ndak,मेल,preferred,\n",
        [(term_rules.TRM009, 2)],
        ("डाक", "मेल"),
    ),
}


@pytest.mark.parametrize("name", TARGET_FAULTS)
def test_faults_of_renderings(name):
    text, expected, texts = TARGET_FAULTS[name]
    data = ((TARGET_HEAD if text else "") + text).encode()
    renderings, found = renderings_parse(data, "hi.csv", TERMS, "Deva")
    assert [(one.rule, one.where) for one in found] == [
        (rule, Where("hi.csv", line)) for rule, line in expected
    ]
    assert tuple(one.text for one in renderings) == texts


def test_our_own_terms():
    path = ROOT / "locales/terms/terms.csv"
    data = path.read_bytes()
    terms, found = terms_parse(data, "terms.csv")
    assert (found, terms_serialize(terms)) == ((), data)
    assert sum(not term.keep for term in terms) >= 170
    assert all(term.domain for term in terms)


@pytest.mark.parametrize("tag", DEFAULT_TAGS)
def test_our_own_terms_in_every_language(tag):
    path = ROOT / f"locales/terms/{tag}.csv"
    terms = {one.id: one for one in terms_parse(path.with_name("terms.csv").read_bytes(), "")[0]}
    data = path.read_bytes()
    renderings, found = renderings_parse(data, path.name, terms, LANGUAGES[tag].script)
    assert (found, renderings_serialize(renderings)) == ((), data)
    wanted = {name for name, term in terms.items() if not term.keep}
    assert {one.id for one in renderings if one.status is Status.PREFERRED} == wanted
