"""Terms as TBX: valid, read back whole, read as other tools write it, and hostile files refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.diagnostics import Rule, Where
from pathya.authoring.xml.parse import parse_xml
from pathya.authoring.xml.schema import compile_schema, validate
from pathya.locales import term_rules
from pathya.locales.exchange.tbx import Concept, tbx_parse
from pathya.locales.exchange.tbx_take import take_terms
from pathya.locales.exchange.tbx_write import tbx_serialize
from pathya.locales.terms import Rendering, Status, Term, Termbase

SHARED = Path(__file__).parents[4] / "shared/data/xliff"
XML = SHARED / "xliff2.1/informativeCopiesOf3rdPartySchemas/w3c/xml.xsd"

DAK = Term("dak", "dak", "office procedure", "Post & e-mail")
RTI = Term("rti", "RTI", keep=True)
TENDER = Term("tender", "tender", "finance")
POST = Rendering("dak", "डाक", Status.PREFERRED, "S. Rao 2026-11-22")
LETTER = Rendering("dak", "पत्र", Status.ADMITTED)
MAIL = Rendering("dak", "मेल", Status.FORBIDDEN)
TAMIL = Rendering("dak", "தபால்", Status.PREFERRED)
BASE = Termbase(
    {"dak": DAK, "rti": RTI, "tender": TENDER}, {"hi": (POST, LETTER, MAIL), "ta": (TAMIL,)}
)


def test_terms_come_back():
    concepts, found = tbx_parse(tbx_serialize(BASE), "terms.tbx")
    assert found == ()
    assert concepts == (
        Concept(DAK, (("hi", POST), ("hi", LETTER), ("hi", MAIL), ("ta", TAMIL))),
        Concept(RTI, ()),
        Concept(TENDER, ()),
    )
    assert take_terms(Termbase(), concepts) == (BASE, ())
    assert take_terms(BASE, concepts) == (BASE, ())
    assert concepts[0].term.where == Where("terms.tbx", 12)


WORDS = st.text(st.characters(categories=("L", "Mn", "Nd", "P"))).filter(lambda text: text.strip())


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5))
def test_any_words_come_back(pairs):
    terms = {
        f"t{n}": Term(f"t{n}", f"{n} {text}", note=note) for n, (text, note) in enumerate(pairs)
    }
    base = take_terms(Termbase(), [Concept(term, ()) for term in terms.values()])[0]
    concepts, found = tbx_parse(tbx_serialize(base), "")
    assert (take_terms(Termbase(), concepts)[0].terms.keys(), found) == (base.terms.keys(), ())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the schemas are not part of this repository")
def test_it_is_valid():
    core = (SHARED / "TBX_core.xsd").read_bytes()
    schema = compile_schema({"TBX_core.xsd": core, "xml.xsd": XML.read_bytes()})
    data = tbx_serialize(BASE)
    assert validate(schema, parse_xml(data)) == ()
    assert len(validate(schema, parse_xml(data.replace(b"termNote", b"termnote")))) > 0


MEMOQ = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader/><text><body>
<termEntry id="c17">
 <descripGrp><descrip type="subjectField">Office</descrip></descripGrp>
 <langSet xml:lang="HI_in"><ntig><termGrp><term>डाक</term></termGrp></ntig>
  <tig><term>पत्र </term></tig>
  <tig><term>मेल</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig>
 </langSet>
 <langSet xml:lang="en-GB"><tig><term>daily
   post</term></tig></langSet>
 <langSet xml:lang="de"><tig><term>Post</term></tig></langSet>
</termEntry></body></text></martif>
"""
STYLED = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dct" type="TBX-Basic" xml:lang="en"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader/><text><body><conceptEntry id="c1"><min:subjectField>Office</min:subjectField>
<langSec xml:lang="en"><termSec><term>daily post</term></termSec></langSec>
<langSec xml:lang="hi"><termSec><term>डाक</term></termSec>
<termSec><term>पत्र</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus>
</termSec>
<termSec><term>मेल</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>
</termSec></langSec></conceptEntry></body></text></tbx>
"""


@pytest.mark.parametrize(("text", "count"), [(MEMOQ, 1), (STYLED, 0)])
def test_other_tools_are_understood(text, count):
    concepts, found = tbx_parse(text.encode(), "memoq.tbx")
    assert [one.rule for one in found] == [term_rules.TRM013] * count
    base, more = take_terms(Termbase(), concepts)
    assert more == ()
    assert base == Termbase(
        {"daily-post": Term("daily-post", "daily post", "Office")},
        {
            "hi": (
                Rendering("daily-post", "डाक", Status.PREFERRED),
                Rendering("daily-post", "पत्र", Status.ADMITTED),
                Rendering("daily-post", "मेल", Status.FORBIDDEN),
            )
        },
    )


def entry(body: str) -> str:
    return f'<tbx><text><body><conceptEntry id="a">{body}</conceptEntry></body></text></tbx>'


ENGLISH = '<langSec xml:lang="en"><termSec><term>a</term></termSec></langSec>'
FAULTS: dict[str, tuple[str, list[Rule]]] = {
    "no XML": ("terms", [term_rules.TRM012]),
    "another document": ("<tmx/>", [term_rules.TRM012]),
    "entities": ('<!DOCTYPE tbx [<!ENTITY a "b">]><tbx>&a;</tbx>', [term_rules.TRM012]),
    "outside": (
        '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>',
        [term_rules.TRM012],
    ),
    "parameter": ('<!DOCTYPE tbx [<!ENTITY % a SYSTEM "a.dtd">%a;]><tbx/>', [term_rules.TRM012]),
    "no English": (entry(""), [term_rules.TRM014]),
    "empty English": (entry(ENGLISH.replace("<term>a", "<term>")), [term_rules.TRM014]),
    "two": (entry(ENGLISH + ENGLISH), [term_rules.TRM014]),
    "no term is so long": (
        entry(ENGLISH.replace("<term>a", f"<term>{'a' * 10_001}")),
        [term_rules.TRM002],
    ),
    "nothing": ("<tbx/>", []),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults(name):
    text, expected = FAULTS[name]
    concepts, found = tbx_parse(text.encode(), "terms.tbx")
    assert [one.rule for one in found] == expected
    assert len(concepts) == (name == "two")


@given(st.binary(max_size=80))
def test_no_bytes_are_too_strange(data):
    for head in (b"", b"<tbx><text><body><conceptEntry>"):
        tbx_parse(head + data, "terms.tbx")


# --- into those of the project -------------------------------------------------------------------


def taken(*rows: tuple[str, Rendering], term: Term = DAK) -> tuple[Termbase, list[Rule]]:
    base, found = take_terms(BASE, [Concept(term, rows)])
    return base, [one.rule for one in found]


def test_nothing_is_lost():
    assert taken() == (BASE, [])
    assert taken(term=Term("x", "DAK", "other", "other")) == (BASE, [])


def test_a_new_preferred_one_takes_the_place_of_one_that_nobody_reviewed():
    base, found = taken(("ta", Rendering("dak", "அஞ்சல்", Status.PREFERRED)))
    assert (base.renderings["ta"], found) == (
        (
            Rendering("dak", "தபால்", Status.ADMITTED),
            Rendering("dak", "அஞ்சல்", Status.PREFERRED),
        ),
        [],
    )


def test_a_reviewed_one_stays_preferred():
    base, found = taken(("hi", Rendering("dak", "चिट्ठी", Status.PREFERRED)))
    new = Rendering("dak", "चिट्ठी", Status.ADMITTED)
    assert (base.renderings["hi"], found) == ((POST, LETTER, MAIL, new), [])
    base, found = taken(("hi", Rendering("dak", "चिट्ठी", Status.PREFERRED, "A. Das 2026-11-23")))
    assert [row.status for row in base.renderings["hi"]] == [
        Status.ADMITTED,
        Status.ADMITTED,
        Status.FORBIDDEN,
        Status.PREFERRED,
    ]


def test_a_status_is_taken_unless_the_old_one_was_reviewed():
    base, found = taken(("hi", Rendering("dak", "मेल", Status.ADMITTED)))
    assert (base.renderings["hi"][2], found) == (Rendering("dak", "मेल", Status.ADMITTED), [])
    assert taken(("hi", Rendering("dak", "डाक", Status.FORBIDDEN))) == (BASE, [term_rules.TRM015])
    base, found = taken(("hi", Rendering("dak", "डाक", Status.FORBIDDEN, "A. Das 2026-11-23")))
    assert (base.renderings["hi"][0].status, found) == (Status.FORBIDDEN, [])


def test_a_new_term_gets_an_id_of_its_own():
    new = Term("c1", "2nd Appeal!", "RTI")
    base, found = taken(("ta", Rendering("c1", "மேல்முறையீடு", Status.PREFERRED)), term=new)
    assert (list(base.terms), found) == (["dak", "rti", "tender", "term-2nd-appeal"], [])
    assert base.renderings["ta"][1].id == "term-2nd-appeal"


def test_what_the_project_says_otherwise_is_not_taken():
    assert taken(term=Term("dak", "mail")) == (BASE, [term_rules.TRM015])
    assert taken(("hi", Rendering("rti", "आरटीआई", Status.PREFERRED)), term=RTI) == (
        BASE,
        [term_rules.TRM006],
    )
