"""Files as tools and people give them back: read as what was meant."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from pathya.authoring.diagnostics import Where
from pathya.locales import rules
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.exchange.csv_sheet import csv_parse, csv_serialize
from pathya.locales.exchange.formats import FORMATS, format_of
from pathya.locales.exchange.incoming import Incoming
from pathya.locales.exchange.po import po_parse, po_serialize
from pathya.locales.exchange.sheets import harmless, restored
from pathya.locales.exchange.tmx import tmx_parse
from pathya.locales.exchange.xliff21 import xliff21_parse
from pathya.locales.exchange.xlsx import xlsx_parse
from pathya.locales.exchange.xlsx_write import xlsx_serialize

ENTRY = Entry(
    "fees.1",
    ("Pay ", 1, "ten", -1, " now."),
    ("bold",),
    ("अभी ", 1, "दस", -1, " दें।"),
    State.TRANSLATED,
)
CATALOG = Catalog("rti", "en", "hi", {"fees.1": ENTRY})


def read(reading: tuple[Incoming | None, object]) -> Incoming:
    incoming, found = reading
    assert incoming is not None
    assert found == ()
    return incoming


def only(incoming: Incoming) -> Entry:
    (entry,) = incoming.units
    return entry


# --- PO ------------------------------------------------------------------------------------------

REWRAPPED = """# Hindi translations
msgid ""
msgstr ""
"Project-Id-Version: My translations\\n"
"Report-Msgid-Bugs-To: \\n"
"PO-Revision-Date: 2026-11-22 10:00+0530\\n"
"Last-Translator: Asha <asha@example.org>\\n"
"Language-Team: Hindi <https://hosted.example.org/hi/>\\n"
"Language: hi_IN\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=n > 1;\\n"
"X-Generator: Weblate 5.10.4\\n"

#. fees · text
#: fees.md
# Which ten?
#, fuzzy, c-format
#| msgid "Pay."
msgctxt "rti///fees.1"
msgid ""
"Pay <1>ten"
"</1> now."
msgstr "अभी "
"<1>दस</1> "
"दें।"

#~ msgctxt "fees.0"
#~ msgid "Old"
#~ msgstr "पुराना"
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_po_of_a_tool(ends: str) -> None:
    data = REWRAPPED.replace("\n", ends).encode("utf-8-sig")
    expected = replace(ENTRY, id="rti///fees.1", kinds=(), state=State.FUZZY)
    expected = replace(expected, by="Asha <asha@example.org>", date="2026-11-22")
    unit = replace(expected, remarks=(("", "Which ten?"),))
    assert read(po_parse(data, "hi.po")) == Incoming("", "", "hi-IN", (unit,))


@pytest.mark.parametrize("name", ["Pathya", "FULL NAME <EMAIL@ADDRESS>", "", " "])
def test_po_that_nobody_has_signed(name: str) -> None:
    data = REWRAPPED.replace("Asha <asha@example.org>", name).encode()
    unit = only(read(po_parse(data, "hi.po")))
    assert (unit.by, unit.date) == ("", "")


def test_po_has_no_plurals_to_get_wrong() -> None:
    assert b"Plural-Forms" not in po_serialize(CATALOG)


def test_gettext_joins_no_remark_with_the_next_line() -> None:
    entry = replace(ENTRY, remarks=(("", "C:\\"),))
    data = po_serialize(replace(CATALOG, entries={"fees.1": entry}))
    assert b"# C:\\ \n" in data
    assert only(read(po_parse(data, "hi.po"))).remarks == entry.remarks


def test_a_name_of_a_file_is_no_po(tmp_path) -> None:
    path = tmp_path / "secret.po"
    path.write_bytes(po_serialize(CATALOG))
    incoming, found = po_parse(str(path).encode(), "hi.po")
    assert incoming is None
    assert [one.rule for one in found] == [rules.EXC001]


# --- XLIFF 2 -------------------------------------------------------------------------------------


def test_xliff_2_cut_into_segments() -> None:
    data = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en-US"
      trgLang="hi-IN"><file id="f1" original="rti"><group id="g"><unit id="fees.1">
      <notes><note category="remark Asha">Which?</note><note>By whom?</note></notes>
      <segment id="a" state="final"><source>Pay <sc id="1"/>ten<ec startRef="1"/></source>
        <target order="3"> <mrk id="m" type="term"><sc id="1"/>दस<ec startRef="1"/></mrk
        > दें।</target></segment>
      <ignorable><source> </source></ignorable>
      <segment id="b" state="translated"><source>now.</source>
        <target order="1">अभी</target></segment>
      </unit></group></file></xliff>"""
    expected = replace(
        ENTRY,
        kinds=(),
        target=("अभी  ", 1, "दस", -1, " दें।"),
        remarks=(("Asha", "Which?"), ("", "By whom?")),
    )
    incoming = read(xliff21_parse(data.encode(), "hi.xlf"))
    assert incoming == Incoming("rti", "en-US", "hi-IN", (expected,))


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("", State.TRANSLATED),
        ('state="translated"', State.TRANSLATED),
        ('state="reviewed"', State.TRANSLATED),
        ('state="final"', State.SIGNED_OFF),
        ('state="initial"', State.FUZZY),
        ('state="initial" subState="pathya:machine"', State.MACHINE),
        ('state="initial" subState="other:x"', State.FUZZY),
    ],
)
def test_states_of_xliff_2(written: str, state: State) -> None:
    data = f"""<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en"
      trgLang="hi"><file id="f"><unit id="a"><segment {written}><source>x</source>
      <target>y</target></segment></unit></file></xliff>"""
    expected = Entry("a", ("x",), target=("y",), state=state)
    assert only(read(xliff21_parse(data.encode(), "hi.xlf"))) == expected


def test_codes_that_are_not_ours_break_a_unit_of_xliff_2() -> None:
    data = b"""<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en"
      trgLang="hi"><file id="f"><unit id="a">
      <segment><source>x</source><target><ph id="b1"/><cp hex="001A"/></target></segment>
      </unit></file></xliff>"""
    incoming, found = xliff21_parse(data, "hi.xlf")
    assert incoming is not None
    assert only(incoming) == Entry("a", ("x",), broken=True)
    message = 'a: <ph id="b1">, <cp id="">'
    fault = rules.EXC005.at(Where("hi.xlf", 2), message, "Take the codes from the source.")
    assert found == (fault,)


# --- TMX -----------------------------------------------------------------------------------------

MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD for Translation Memory eXchange//EN" "tmx14.dtd">
<tmx version="1.4"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US"
  datatype="plaintext" creationtoolversion="3.6" segtype="sentence" srclang="en-US"/>
<body><tu>
 <tuv xml:lang="en-US">
  <seg>Pay <bpt i="0" x="7">&lt;g0&gt;</bpt>ten<ept i="0">&lt;/g0&gt;</ept> now.</seg></tuv>
 <tuv xml:lang="hi" changeid="asha" changedate="20261122T093000Z">
  <seg>अभी <bpt i="0" x="7">&lt;g0&gt;</bpt>दस<ept i="0">&lt;/g0&gt;</ept> दें।</seg></tuv>
 <tuv lang="ta"><seg>பத்து</seg></tuv>
</tu><tu><tuv xml:lang="en-US"><seg>Untranslated</seg></tuv></tu></body></tmx>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_tmx_of_a_tool(encoding: str) -> None:
    data = MEMORY.replace("UTF-8", encoding.upper()).encode(encoding)
    expected = replace(ENTRY, id="", kinds=(), by="asha", date="2026-11-22T09:30:00Z")
    incoming = read(tmx_parse(data, "m.tmx", "hi"))
    assert incoming == Incoming("", "en-US", "hi-Deva", (expected,))
    assert only(read(tmx_parse(data, "m.tmx", "ta"))).target == ("பத்து",)


@pytest.mark.parametrize("tag", ["", "ur"])
def test_a_memory_of_several_languages_needs_a_name(tag: str) -> None:
    incoming, found = tmx_parse(MEMORY.encode(), "m.tmx", tag)
    assert incoming is None
    assert [one.message for one in found] == ["it translates from en-US to hi, ta"]


# --- spreadsheets --------------------------------------------------------------------------------

SHEET = """state;Target (hi-IN);;id;source: en
new;अभी <१>दस</१> दें।;x;fees.1;Pay <1>ten</1> now.
;;;;
"""
FROM_SHEET = replace(ENTRY, kinds=(), state=State.NEW)


@pytest.mark.parametrize(
    "data",
    [
        SHEET.encode(),
        SHEET.encode("utf-8-sig"),
        SHEET.replace("\n", "\r\n").encode(),
        SHEET.replace(";", "\t").encode("utf-16"),
        SHEET.replace(";", ",").encode(),
        f"sep=;\n{SHEET}".encode(),
        f";Tamil 22.11.2026\n;\n{SHEET}".encode(),
        SHEET.replace(";", ",").replace("<", "&lt;").replace(">", "&gt;").encode(),
    ],
)
def test_csv_of_a_tool(data: bytes) -> None:
    incoming = read(csv_parse(data, "hi.csv"))
    assert incoming == Incoming("", "en", "hi-IN", (FROM_SHEET,), typed_states=True)


def test_rows_are_named_by_their_line() -> None:
    text = 'id,target\n\na,"x\ny"\nb,z\n'
    units = read(csv_parse(text.encode(), "hi.csv")).units
    assert [(one.id, one.where.line) for one in units] == [("a", 4), ("b", 5)]


@pytest.mark.parametrize(
    "text", ["=1+1", "+x", "-x", "@x", "\tx", "'=1", "''=1", "＝1", "'", "x=1", "'x", ""]
)
def test_nothing_is_a_formula(text: str) -> None:
    assert harmless(text)[:1] not in tuple("=+-@\t＝")
    assert restored(harmless(text)) == text


def test_no_cell_of_a_sheet_is_a_formula() -> None:
    entry = replace(ENTRY, source=("=1",), target=("@SUM(A1)",), by="=x", remarks=(("", "-x"),))
    catalog = replace(CATALOG, entries={"fees.1": entry})
    row = csv_serialize(catalog).decode("utf-8-sig").split("\r\n")[1]
    assert row.startswith("fees.1,'=1,'@SUM(A1),translated,,,'-x,'=x,")


FAULTY = {
    "????": "fees.1: the translation is question marks",
    "?? ??? ?": "fees.1: the translation is question marks",
}


@pytest.mark.parametrize("text", FAULTY)
def test_lost_letters_are_seen(text: str) -> None:
    data = f"id,source,target\nfees.1,Pay?,{text}\nfees.2,Why??,क्यों??\n".encode()
    incoming, found = csv_parse(data, "hi.csv")
    assert incoming is not None
    assert [one.broken for one in incoming.units] == [True, False]
    assert [(one.rule, one.message, one.where.line) for one in found] == [
        (rules.EXC011, FAULTY[text], 2)
    ]


def test_states_and_rows_that_are_not_known() -> None:
    data = b"id,source,target,state,course\na,x,y,done,rti\nb,x,z,Signed-Off,other\nc,x,z,,rti\n"
    incoming, found = csv_parse(data, "hi.csv")
    assert incoming is not None
    assert [one.state for one in incoming.units] == [State.FUZZY, State.TRANSLATED]
    states = "new, machine, memory, fuzzy, translated, signed-off"
    assert [(one.rule, one.where.line, one.message) for one in found] == [
        (rules.EXC010, 2, f"the state `done` is not one of {states}"),
        (rules.EXC002, 3, "this row is of other, and not of rti"),
    ]


def workbook(sheet: str, strings: str = "") -> bytes:
    """Our own workbook with other cells, as a tool would write them."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_serialize(CATALOG))) as ours,
        zipfile.ZipFile(stream, "w") as made,
    ):
        for name in ours.namelist():
            data = ours.read(name)
            if name.startswith("xl/worksheets"):
                main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                data = (
                    f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'.encode()
                )
            made.writestr(name, data)
        if strings:
            made.writestr("xl/sharedStrings.xml", strings)
    return stream.getvalue()


STRINGS = """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<si><t>target</t></si><si><t>id</t></si><si><t>fees.1</t></si>
<si><r><t xml:space="preserve">अभी &lt;1&gt;</t></r><r><rPr><b/></rPr><t>दस</t></r>
<r><t>&lt;/1&gt; दें।</t></r><rPh sb="0" eb="1"><t>abhi</t></rPh></si><si><t>source</t></si>
<si><t>Pay &lt;1&gt;ten&lt;/1&gt; now.</t></si></sst>"""


def test_a_workbook_with_columns_moved() -> None:
    sheet = """<row r="1"><c r="C1" t="s"><v>0</v></c><c r="AA1" t="s"><v>1</v></c>
      <c r="B1" t="s"><v>4</v></c></row><row r="9" hidden="1"><c r="C9" t="s"><v>3</v></c>
      <c r="AA9" t="s"><v>2</v></c><c r="B9" t="s"><v>5</v></c><c r="D9" t="s"><v>99</v></c>
      </row>"""
    entry = only(read(xlsx_parse(workbook(sheet, STRINGS), "hi.xlsx")))
    assert (entry, entry.where.line) == (replace(ENTRY, kinds=()), 9)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("<f>1+1</f><v>2</v>", "fees.1: the translation is a formula"),
        ("<v>45000</v>", "fees.1: the translation is the number 45000"),
    ],
)
def test_what_is_not_text_is_seen(cell: str, message: str) -> None:
    sheet = f"""<row><c t="str"><v>id</v></c><c t="str"><v>source</v></c>
      <c t="str"><v>target</v></c></row><row><c t="str"><v>fees.1</v></c>
      <c t="str"><v>In 2005_x000D__xD800_</v></c><c>{cell}</c></row>"""
    incoming, found = xlsx_parse(workbook(sheet), "hi.xlsx")
    assert incoming is not None
    assert only(incoming).broken
    assert only(incoming).source == ("In 2005\r_xD800_",)
    assert [(one.rule, one.message, one.where.line) for one in found] == [
        (rules.EXC011, message, 2)
    ]
    year = workbook(sheet.replace(cell, "<v>2005.0</v>"))
    assert only(read(xlsx_parse(year, "hi.xlsx"))).target == ("2005",)


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ('<c t="str"><v>2026-11-21</v></c>', "2026-11-21"),
        ("<c><v>46347</v></c>", "2026-11-21"),
        ("<c><v>7</v></c>", "7"),
    ],
)
def test_dates_that_a_spreadsheet_has_counted(cell: str, date: str) -> None:
    sheet = f"""<row><c t="str"><v>id</v></c><c t="str"><v>target</v></c>
      <c t="str"><v>date</v></c></row><row><c t="str"><v>fees.1</v></c>
      <c t="str"><v>x</v></c>{cell}</row>"""
    assert only(read(xlsx_parse(workbook(sheet), "hi.xlsx"))).date == date


# --- which format it is --------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_known_by_the_file(name: str) -> None:
    suffix, data = FORMATS[name].suffixes[0], FORMATS[name].serialize(CATALOG)
    assert format_of(f"rti.hi{suffix.upper()}", data) == name
    assert format_of("rti", data) == ""
