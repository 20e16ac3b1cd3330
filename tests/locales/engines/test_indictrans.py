"""IndicTrans2's own preparation; expected values are those of Moses and indic-nlp-library."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.locales.engines.indictrans import BLOCKS, finished, in_script, prepared, unified

ENGLISH = {
    "The PIO's reply (section 7), sent on 12/10/2005.": (
        "The PIO 's reply ( section 7 ) , sent on 12 / 10 / 2005 ."
    ),
    "Pay Rs. 1,00,000 — or “ten”; don't wait…": (
        'Pay Rs. 1,00,000 - or " ten " ; don \'t wait ...'
    ),
    "Ask <ID1> within १०\u00a0days?": "Ask < ID1 > within 10 days ?",
    "Time-limit: 30 days.": "Time-limit : 30 days .",
}
INDIC = {
    ("समय-सीमा ३० दिन है।", "Deva"): "समय - सीमा 30 दिन है ।",
    ("তথ্যের অধিকার আইন, ২০০৫", "Beng"): "तथ्येर अधिकार आइन , 2005",
    ("தகவல் அறியும் உரிமை", "Taml"): "तकवल् अऱियुम् उरिमै",
    ("ਕੇਂਦਰੀ ਸੂਚਨਾ", "Guru"): "केंदरी सूचना",
    ("ସୂଚନା, ଅଧିକାର", "Orya"): "सूचना , अधिकार",
    ("سرکاری دفتر، کل۔", "Arab"): "سرکاری دفتر، کل۔",
    ("ᱚᱞ ᱪᱤᱠᱤ", "Olck"): "ᱚᱞ ᱪᱤᱠᱤ",
    ("धारा 5, 12 और 18", "Deva"): "धारा 5,12 और 18",
}
WRITTEN = {
    ("समय - सीमा 30 दिन है ।", "Deva"): "समय-सीमा 30 दिन है।",
    ("तथ्येर अधिकार ( आइन ) , 2005", "Beng"): "তথ্যের অধিকার (আইন), 2005",
    ("बताओ ' हाँ ' या \" नहीं \" ?", "Deva"): "बताओ 'हाँ' या \"नहीं\"?",
    ("दगवल् भागम् ज", "Taml"): "தகவல் பாகம் ஜ",
    ("< आईडी1 > देखें ।", "Telu"): "< ఆఈడీ1 > దేఖేం।",
    ("سرکاری دفتر ، کل ۔", "Arab"): "سرکاری دفتر، کل۔",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_cut_as_moses_cuts_it(text: str) -> None:
    assert prepared(text, "Latn") == ENGLISH[text]


@pytest.mark.parametrize(("text", "script"), INDIC)
def test_indic_text_is_devanagari_between_spaces(text: str, script: str) -> None:
    assert prepared(text, script) == INDIC[text, script]


@pytest.mark.parametrize(("text", "script"), WRITTEN)
def test_what_the_model_writes_becomes_running_text(text: str, script: str) -> None:
    assert finished(text, script) == WRITTEN[text, script]


def test_a_dash_of_the_source_keeps_its_spaces() -> None:
    assert finished("शुल्क - दस रुपये", "Deva", "The fee – ten rupees") == "शुल्क - दस रुपये"
    assert finished("शुल्क - पत्र", "Deva", "The fee-letter") == "शुल्क-पत्र"


@given(st.sampled_from(sorted(BLOCKS.keys() - {"Taml"})), st.data())
def test_letters_come_back(script: str, data: st.DataObject) -> None:
    block = [chr(code) for code in range(BLOCKS[script], BLOCKS[script] + 0x80)]
    letters = [char for char in block if unicodedata.category(char) != "Cn"]
    text = data.draw(st.text(st.sampled_from([*letters, " ", "a", "।", "1"])))
    assert in_script(unified(text, script), script) == text
