"""What is said of a text: numbers, sections, sums of money, abbreviations, and no addresses."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.diagnostics import Where
from pathya.locales.languages import DEFAULT_TAGS
from pathya.locales.scripts import ZWJ
from pathya.locales.speech.lexicon import lexicon_of, lexicon_parse
from pathya.locales.speech.rules import NAR001
from pathya.locales.speech.spoken import Spoken, spoken

SAID = [
    ("en", "A CPIO, section 8(1)(j).", "A C P I O, section 8, sub-section 1, clause j."),
    ("en", "Clauses (a) and (f) of Part IV", "Clauses a and f of Part 4"),
    ("en", "4(1)(b)(ii), (iv), (i), (xi)", "4, sub-section 1, clause b, clause 2, 4, i, 11"),
    ("en", "You must NOT pay; the ONLY ID", "You must not pay; the only I D"),
    ("en", "1,2,3,40%, 8,10 and 8,111,11", "1,2,3,40 percent, 8,10 and 8,111,11"),
    ("en", "1,000, 1,23,45,678 or 12,345,678.50", "1000, 12345678 or 12345678.50"),
    ("hi", "धारा 4(1)(b)(xvii), (iii)", "धारा 4, उपधारा 1, खंड बी, खंड 17, 3"),
    ("en", "PIOs, i.e. ₹1,000 = 4 × 250", "P I O's, that is 1000 rupees equals 4 times 250"),
    ("en", "₹5 lakh, 60%, 30–45 days", "5 lakh rupees, 60 percent, 30 to 45 days"),
    ("en", "2005-10-12, 31.03.2027", "12 October 2005, 31 March 2027"),
    ("en", "2005-13-12, OM 10/1/2013-IR", "2005-13-12, O M 10, 1, 2013-I R"),
    ("en", "See https://rtionline.gov.in/x?a=1 or write to a.b@nic.in.", "See or write to."),
    ("en", '"Settings" → *Privacy*', "Settings Privacy"),
    ("en", "→ ✓", ""),
    ("hi", "धारा 7(1), CPIO ₹१० लेता है।", "धारा 7, उपधारा 1, सी पी आई ओ 10 रुपये लेता है।"),
    ("hi", "डॉ. राव, ए4 सहित A4", "डॉक्टर राव, ए4 सहित ए 4"),
    ("ta", "பிரிவு 7(1), RTI 50%", "பிரிவு 7, உட்பிரிவு 1, ஆர் டி ஐ 50 சதவீதம்"),
    ("ur", "دفعہ 7(1)، RTI ₹10۔", "دفعہ 7, ذیلی دفعہ 1، آر ٹی آئی 10 روپے۔"),
    ("or", "ଧାରା ୭(୧), RTI", "ଧାରା 7, ଉପଧାରା 1, ଆର୍ ଟି ଆଇ"),
    ("mr", "RTIचे अर्ज", "आर टी आईचे अर्ज"),
    ("sat-Olck", "7(1) RTI", "7, 1 R T I"),
]  # fmt: skip


@pytest.mark.parametrize(
    "row", ["1", "1,", "a-", "a.", "क", "[", "த ", "IVX", "8(1)(j)", "2005-10-12 "]
)
def test_long_rows_of_anything_take_no_longer_than_their_length(row):
    before = time.process_time()
    spoken((row * 20_000)[:20_000], lexicon_of("hi"))
    assert time.process_time() - before < 1


@pytest.mark.parametrize(("tag", "written", "said"), SAID)
def test_a_text_is_said(tag, written, said):
    assert spoken(written, lexicon_of(tag)).text == said


def test_words_of_other_scripts_are_told_of_and_only_latin_reaches_the_voice():
    said = spoken("सेवा DigiLocker ᱥᱟᱱᱛᱟᱲᱤ है", lexicon_of("hi"))
    assert said == Spoken("सेवा DigiLocker है", ("ᱥᱟᱱᱛᱟᱲᱤ", "DigiLocker"))


def test_a_projects_lexicon_goes_first_and_knows_whole_words_alone():
    own, found = lexicon_parse(
        "written,spoken\nDigiLocker,डिजिलॉकर\ngov.in,गव डॉट इन\nकर,टैक्स\n".encode(), "hi.csv"
    )
    assert found == ()
    lexicon = lexicon_of("hi", own)
    assert spoken("DigiLocker, gov.in, कर", lexicon) == Spoken("डिजिलॉकर, गव डॉट इन, टैक्स")
    assert spoken("https://gov.in/a", lexicon).text == ""
    assert spoken("DigiLockerमें, MyDigiLockers", lexicon).text == "डिजिलॉकरमें, MyDigiLockers"
    assert spoken("करना, करोड़, कर्म", lexicon).text == "करना, करोड़, कर्म"


def test_marks_of_direction_and_of_line_breaks_are_not_said():
    assert spoken("\u200e₹10\u2069 کو\u00adئی", lexicon_of("ur")).text == "10 روپے کوئی"


def test_joiners_stay():
    assert spoken(f"क्{ZWJ}ष", lexicon_of("hi")).text == f"क्{ZWJ}ष"


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"a,b\n", 1, "the columns are others"),
        (b"", 1, "the columns are others"),
        (b"written,spoken\nX\n", 2, "a row has what is written and how it is said"),
        (b"written,spoken\nX,y\nX,z\n", 3, "`X` stands above already"),
    ],
)
def test_rows_that_cannot_be_used_are_told_of(data, line, message):
    known, found = lexicon_parse(data, "hi.csv")
    assert [(one.rule, one.where, one.message) for one in found] == [
        (NAR001, Where("hi.csv", line), message)
    ]
    assert known == ({"X": "y"} if b"X,y" in data else {})


def test_a_file_that_is_no_table_is_told_of():
    assert [one.rule for one in lexicon_parse(b"\xff", "hi.csv")[1]] == [NAR001]


@pytest.mark.parametrize("tag", ["en", *DEFAULT_TAGS])
def test_each_language_has_all_words_and_letters(tag):
    lexicon = lexicon_of(tag)
    assert len(lexicon.words) == 21
    assert len(lexicon.letters) == (0 if tag == "en" else 26)


@given(st.text(max_size=60), st.sampled_from(("en", "hi", "ta", "ur", "or", "mni-Mtei")))
def test_any_text_can_be_said_and_holds_no_markup(text, tag):
    said = spoken(text, lexicon_of(tag)).text
    assert not set(said) & set("<>*_#{}|\\`\n")
