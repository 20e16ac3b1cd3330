"""Catalogs: written, read back, and read as translators' tools rewrite them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pathya.authoring.course import Inline
from pathya.authoring.diagnostics import Where
from pathya.authoring.xml.parse import parse_xml
from pathya.authoring.xml.schema import compile_schema, validate
from pathya.locales import rules
from pathya.locales.catalog import Catalog, Entry, State, Suggestion, settled
from pathya.locales.xliff import xliff_parse
from pathya.locales.xliff_write import xliff_serialize

GOLDEN = Path(__file__).with_name("golden") / "catalog.xlf"

ENTRIES = (
    Entry("fees.0a1b2c3d", ("How much?",), note="fees · title"),
    Entry(
        "fees.1a1b2c3d",
        ("Pay ", 1, "ten ", 2, "rupees", -2, -1, " here.", 3),
        ("link", "bold", "image"),
        ("यहाँ ", 1, 2, "दस", -2, " रुपये", -1, " दें।", 3),
        State.MACHINE,
        "machine draft",
        "2026-11-22",
        note="fees · text",
    ),
    Entry(
        "fees.2a1b2c3d",
        ("Keep it.",),
        target=("इसे रखें।",),
        state=State.MEMORY,
        by="machine draft",
        date="2026-11-22",
    ),
    Entry(
        "fees.3a1b2c3d",
        ("Reply in ", 1, "30", -1, " days & nights."),
        ("bold",),
        ("१५ दिन में उत्तर दें।",),
        State.FUZZY,
        "आशा",
        "2026-11-23",
        ("Reply in 15 days.",),
        ("१५ दिन में उत्तर दें।",),
        remarks=(("आशा", "15 या 30?"), ("", "see the Act")),
    ),
    Entry(
        "fees.4a1b2c3d",
        ("Yes", 1, "no"),
        ("lb",),
        ("हाँ", 1, "नहीं"),
        State.TRANSLATED,
        "आशा",
        "2026-11-23",
    ),
    settled(
        Entry(
            "fees.5a1b2c3d",
            ("Done",),
            (),
            ("हो गया",),
            State.SIGNED_OFF,
            "आशा",
            "2026-11-23",
            reviewer="रवि",
            reviewed="2026-11-24",
        )
    ),
)


def catalog_of(*entries: Entry) -> Catalog:
    return Catalog("rti", "en", "hi", {entry.id: entry for entry in entries})


CATALOG = catalog_of(*ENTRIES)


def read_one(text: str) -> Entry:
    catalog, found = xliff_parse(xliff_of(text), "hi/rti.xlf")
    assert catalog is not None
    assert found == ()
    (entry,) = catalog.entries.values()
    return entry


def xliff_of(body: str) -> bytes:
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="rti" '
        'source-language="en" target-language="hi" datatype="html"><body>\n'
        f"{body}\n</body></file></xliff>"
    ).encode()


# --- our own form --------------------------------------------------------------------------------


def test_the_golden_catalog(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN, xliff_serialize(CATALOG).decode())


def test_the_golden_catalog_is_read_back_with_its_lines() -> None:
    catalog, found = xliff_parse(GOLDEN.read_bytes(), "hi/rti.xlf")
    assert (catalog, found) == (CATALOG, ())
    assert catalog is not None
    first = catalog.entries["fees.0a1b2c3d"].where
    lines = GOLDEN.read_text("utf-8").splitlines()
    assert first.path == "hi/rti.xlf"
    assert 'id="fees.0a1b2c3d"' in lines[first.line - 1]


def test_the_golden_catalog_is_valid_by_the_strict_schema() -> None:
    folder = Path(__file__).parents[3] / "shared" / "data" / "xliff"
    strict = folder / "xliff-core-1.2-strict.xsd"
    if not strict.is_file():
        pytest.skip("the XLIFF schema of OASIS is reference data and not here")
    xml = folder / "xliff2.1" / "informativeCopiesOf3rdPartySchemas" / "w3c" / "xml.xsd"
    local = strict.read_bytes().replace(b"http://www.w3.org/2001/xml.xsd", b"xml.xsd")
    schema = compile_schema({"strict.xsd": local, "xml.xsd": xml.read_bytes()})
    assert validate(schema, parse_xml(GOLDEN.read_bytes())) == ()
    wrong = GOLDEN.read_bytes().replace(b'state="translated"', b'state="done"')
    assert len(validate(schema, parse_xml(wrong))) > 0


def test_a_change_of_one_unit_touches_its_lines_only() -> None:
    entry = replace(CATALOG.entries["fees.1a1b2c3d"], target=("दस रुपये",), state=State.TRANSLATED)
    changed = replace(CATALOG, entries={**CATALOG.entries, entry.id: entry})
    before, after = (xliff_serialize(one).decode().splitlines() for one in (CATALOG, changed))
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    touched = [before[start:end] for tag, start, end, _, _ in blocks if tag != "equal"]
    assert [[line.split()[0] for line in lines] for lines in touched] == [["<target"]]


# --- as tools rewrite it -------------------------------------------------------------------------


def test_indentation_and_line_ends_of_tools() -> None:
    reindented = re.sub(r"\n *", "\n", GOLDEN.read_text("utf-8")).replace("\n", "\r\n")
    assert xliff_parse(reindented.encode(), "")[0] == CATALOG


def test_a_tool_indents_an_element_that_has_no_text_of_its_own() -> None:
    entry = read_one(
        """<trans-unit id="a"><source>
            <g id="1" ctype="bold">Yes</g>
          </source><target state="translated">
            <g id="1" ctype="bold">हाँ</g>
          </target></trans-unit>"""
    )
    kept = Entry("a", (1, "Yes", -1), ("bold",), (1, "हाँ", -1), State.TRANSLATED)
    assert entry == kept


STATES = {
    'state="final" state-qualifier="mt-suggestion"| approved="yes"': State.SIGNED_OFF,
    'state="signed-off"|': State.SIGNED_OFF,
    'state="signed-off"| approved="no"': State.TRANSLATED,
    '| approved="yes"': State.SIGNED_OFF,
    "|": State.TRANSLATED,
    'state="translated" state-qualifier="fuzzy-match"|': State.TRANSLATED,
    'state="needs-translation"|': State.FUZZY,
    'state="needs-translation" state-qualifier="leveraged-mt"|': State.MACHINE,
    'state="needs-translation" state-qualifier="exact-match"|': State.MEMORY,
    'state="needs-review-translation"|': State.FUZZY,
    'state="new"|': State.TRANSLATED,
}


@pytest.mark.parametrize("written", STATES)
def test_states_as_tools_write_them(written: str) -> None:
    target, unit = written.split("|")
    text = f'<trans-unit id="a"{unit}><source>Yes</source><target {target}>हाँ</target></trans-unit>'
    state = STATES[written]
    assert read_one(text) == settled(Entry("a", ("Yes",), (), ("हाँ",), state))


@pytest.mark.parametrize(
    "target",
    [
        "",
        "<target/>",
        '<target state="translated">\n   </target>',
        '<target state="new">Yes</target>',
    ],
)
def test_nothing_is_translated(target: str) -> None:
    text = f'<trans-unit id="a"><source>Yes</source>{target}</trans-unit>'
    assert read_one(text) == Entry("a", ("Yes",))


def test_what_tools_add_is_passed_over() -> None:
    text = """<group id="g"><trans-unit id="a" translate="yes" datatype="html" size-unit="char">
      <source xml:lang="en">Read <x id="1" ctype="image" equiv-text="[]"/> it.</source>
      <seg-source><mrk mtype="seg" mid="0">Read <x id="1"/> it.</mrk></seg-source>
      <target xml:lang="hi"><mrk mtype="seg" mid="0">पढ़ें <x id="1"/></mrk></target>
      <alt-trans match-quality="80"><target>कुछ और</target></alt-trans>
      </trans-unit></group>"""
    target: Inline = ("पढ़ें ", 1)
    assert read_one(text) == Entry("a", ("Read ", 1, " it."), ("image",), target, State.TRANSLATED)


PROPOSALS = """<alt-trans match-quality="80.5 %" origin="OmegaT"><source>Read</source>
  <target>पढ़</target></alt-trans>
  <alt-trans match-quality="high" alttranstype="proposal"><target>पढ़ <x id="1"/></target>
  </alt-trans>
  <alt-trans><target>क <ph id="1">&lt;b></ph></target></alt-trans><alt-trans><target/></alt-trans>
  <alt-trans alttranstype="rejected"><target>नहीं</target></alt-trans></trans-unit>"""


def test_proposals_of_tools_are_kept_until_a_person_has_translated() -> None:
    head = '<trans-unit id="a"><source>Read <x id="1" ctype="image"/></source>'
    entry = Entry("a", ("Read ", 1), ("image",))
    offered = (Suggestion(("पढ़",), "OmegaT", 80, ("Read",)), Suggestion(("पढ़ ", 1)))
    assert read_one(f"{head}<target/>{PROPOSALS}") == replace(entry, suggestions=offered)
    done = read_one(f"{head}<target>पढ़ें <x id='1'/></target>{PROPOSALS}")
    assert done == replace(entry, target=("पढ़ें ", 1), state=State.TRANSLATED)


def test_targets_are_composed_and_joiners_stay() -> None:
    decomposed = unicodedata.normalize("NFD", "ক্‌ কো")
    text = f'<trans-unit id="a"><source>x</source><target>{decomposed}\u200d </target></trans-unit>'
    assert decomposed != "ক্‌ কো"
    catalog, found = xliff_parse(xliff_of(text), "hi/rti.xlf")
    assert catalog is not None
    assert catalog.entries["a"].target == ("ক্\u200c কো\u200d ",)
    assert [one.rule for one in found] == [rules.LNG010]


# --- what is wrong -------------------------------------------------------------------------------


def test_a_sign_off_lapses_with_its_text() -> None:
    changed = GOLDEN.read_text("utf-8").replace("हो गया", "हो चुका")
    catalog, found = xliff_parse(changed.encode(), "hi/rti.xlf")
    assert catalog is not None
    entry = catalog.entries["fees.5a1b2c3d"]
    assert (entry.target, entry.state, entry.signed) == (("हो चुका",), State.TRANSLATED, "")
    assert [(one.rule, one.where) for one in found] == [(rules.CAT006, entry.where)]


def test_a_sign_off_lapses_with_a_code_that_becomes_another() -> None:
    source: Inline = ("Pay ", 1, "ten", -1)
    entry = settled(Entry("a", source, ("bold",), source, State.SIGNED_OFF))
    written = xliff_serialize(catalog_of(entry)).replace(b'"bold"', b'"italic"')
    catalog, found = xliff_parse(written, "")
    assert catalog is not None
    changed = replace(entry, kinds=("italic",), state=State.TRANSLATED, signed="")
    assert (catalog.entries, [one.rule for one in found]) == ({"a": changed}, [rules.CAT006])


FAULTS = {
    "two of one id": (
        '<trans-unit id="a"><source>x</source><target>y</target></trans-unit>\n'
        '<trans-unit id="a"><source>x</source><target>z</target></trans-unit>',
        [(rules.CAT003, 3)],
    ),
    "no id": ("<trans-unit><source>x</source></trans-unit>", [(rules.CAT004, 2)]),
    "no source": ('<trans-unit id="a"/>', [(rules.CAT004, 2)]),
    "a state of a tool's own": (
        '<trans-unit id="a"><source>x</source>\n<target state="x-odd">y</target></trans-unit>',
        [(rules.CAT005, 3)],
    ),
    "a code without a number": (
        '<trans-unit id="a"><source>x</source><target><g id="b">y</g></target></trans-unit>',
        [(rules.CAT007, 2)],
    ),
    "a huge code number": (
        '<trans-unit id="a"><source>x<x id="99999999999"/></source></trans-unit>',
        [(rules.CAT007, 2)],
    ),
    "an element that holds foreign markup": (
        '<trans-unit id="a"><source>x<ph id="1">&lt;b></ph></source></trans-unit>',
        [(rules.CAT007, 2)],
    ),
    "nothing but foreign markup": (
        '<trans-unit id="a"><source>x</source><target><ph id="1">y</ph></target></trans-unit>',
        [(rules.CAT007, 2)],
    ),
    "an element of another namespace": (
        '<trans-unit id="a"><source>x</source><target><y xmlns="urn:y"/>z</target></trans-unit>',
        [(rules.CAT007, 2)],
    ),
    "a signed target with foreign markup": (
        '<trans-unit id="a" approved="yes"><source>x</source><target>y<ph id="1">z</ph></target>'
        '<note from="pathya-sign-off">0123</note></trans-unit>',
        [(rules.CAT007, 2)],
    ),
    "one code in the place of another": (
        '<trans-unit id="a"><source><g id="1" ctype="link">x</g></source>'
        '<target><g id="1" ctype="bold">y</g></target></trans-unit>',
        [(rules.CAT007, 2)],
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_faults_are_said_and_the_rest_is_read(case: str) -> None:
    body, expected = FAULTS[case]
    whole = f'{body}<trans-unit id="last"><source>z</source></trans-unit>'
    catalog, found = xliff_parse(xliff_of(whole), "hi/rti.xlf")
    assert catalog is not None
    assert catalog.entries["last"] == Entry("last", ("z",))
    assert [entry.broken for name, entry in catalog.entries.items() if name == "a"] == (
        [] if expected[0][0] is rules.CAT004 else [expected[0][0] is not rules.CAT005]
    )
    assert [(one.rule, one.where) for one in found] == [
        (rule, Where("hi/rti.xlf", line)) for rule, line in expected
    ]


def test_what_a_unit_lacks_is_named() -> None:
    _, found = xliff_parse(xliff_of('<trans-unit id="a"/><trans-unit/>'), "")
    assert [one.message for one in found] == ["the unit a has no source", "a unit has no id"]


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
HOSTILE = {
    "empty": (b"", rules.CAT001),
    "garbage": (bytes(range(256)), rules.CAT001),
    "NUL": (xliff_of("<trans-unit id='a'>\0</trans-unit>"), rules.CAT001),
    "truncated": (GOLDEN.read_bytes()[:-40], rules.CAT001),
    "doctype": (b"<!DOCTYPE xliff>" + xliff_of(""), rules.CAT001),
    "entity bomb": (BOMB, rules.CAT001),
    "too deep": (xliff_of("<group>" * 5000 + "</group>" * 5000), rules.CAT001),
    "another format": (b"<tmx version='1.4'/>", rules.CAT002),
    "XLIFF 2": (xliff_of("").replace(b'"1.2"', b'"2.0"'), rules.CAT002),
    "two files": (xliff_of("</body></file><file><body>"), rules.CAT002),
    "no target language": (xliff_of("").replace(b'target-language="hi"', b""), rules.CAT002),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused(case: str) -> None:
    data, rule = HOSTILE[case]
    catalog, found = xliff_parse(data, "hi/rti.xlf")
    assert catalog is None
    assert [one.rule for one in found] == [rule]


def test_a_text_of_more_than_a_thousand_codes() -> None:
    source = tuple(piece for n in range(1, 1101) for piece in (f"{n} ", n, "x", -n))
    entry = Entry("a", source, ("bold",) * 1100, source, State.TRANSLATED)
    catalog = catalog_of(entry)
    assert xliff_parse(xliff_serialize(catalog), "") == (catalog, ())


def test_numbers_of_codes_cost_no_memory() -> None:
    entry = read_one('<trans-unit id="a"><source>x<x id="999999999"/></source></trans-unit>')
    assert entry == Entry("a", ("x", 999_999_999), ("",))


def test_codes_nested_as_deep_as_xml_may_be() -> None:
    source = '<g id="1">' * 200 + "x" + "</g>" * 200
    catalog, found = xliff_parse(
        xliff_of(f'<trans-unit id="a"><source>{source}</source></trans-unit>'), ""
    )
    assert found == ()
    assert catalog is not None
    assert xliff_parse(xliff_serialize(catalog), "")[0] == catalog
