from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.sources import nfc
from pathya.locales.languages import LANGUAGES
from pathya.locales.scripts import digits_to_ascii, is_nfc, letters_of, nukta_composed, script_runs


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.tag)
def test_knows_the_script_of_each_language_by_its_name(language):
    assert {script for script, _ in script_runs(language.endonym)} == {language.script}


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.tag)
def test_reads_the_digits_of_each_language(language):
    assert digits_to_ascii(f"a{language.digits}²") == "a0123456789²"


@pytest.mark.parametrize("shared", "।॥ ५५१.,?!-_؟،\u200d\u200c₹²")
def test_what_scripts_share_belongs_to_none(shared):
    assert list(script_runs(shared)) == []


def test_gives_the_stretches_of_a_text():
    assert list(script_runs("RTI अधिनियम, धारा 7(1) کے تحت")) == [
        ("Latn", "RTI"),
        ("Deva", "अधिनियम"),
        ("Deva", "धारा"),
        ("Arab", "کے"),
        ("Arab", "تحت"),
    ]


def test_letters_of_a_script_are_letters_and_signs():
    assert letters_of("Olck") == "ᱚ-ᱽ"


@pytest.mark.parametrize(
    ("parted", "composed"),
    [("অসমীয়া", "অসমী\u09dfা"), ("ଓଡ଼ିଆ", "ଓ\u0b5cିଆ"), ("ज़मीन", "\u095bमीन"), ("ਸ਼", "\u0a36")],
)
def test_composes_letters_with_nukta(parted, composed):
    assert nukta_composed(nfc(parted)) == composed
    assert nfc(composed) == nfc(parted)


@given(
    st.text(st.characters(min_codepoint=0x900, max_codepoint=0xDFF))
    | st.text(
        "नरळक\u093c\u094d\u0951\u09bc\u0bc6\u0bc7\u0bbe\u0bca\u0ccaೇಿ\u0315\u0308\u0338<aä\U000110bb\U00011357"
    )
    | st.text()
)
def test_sees_what_is_composed_as_python_does(text):
    assert is_nfc(text) == unicodedata.is_normalized("NFC", text)
    assert is_nfc(nfc(text))


def test_sees_every_pair_that_composes():
    indic = [chr(code) for code in range(0x900, 0xE00)]
    pairs = [first + second for first in indic for second in indic]
    assert [one for one in pairs if is_nfc(one) != unicodedata.is_normalized("NFC", one)] == []


@given(st.text())
def test_composing_changes_no_letter(text):
    assert nfc(nukta_composed(text)) == nfc(text)


@given(st.text(st.characters(categories=["Nd", "No", "Lo"])))
def test_only_digits_change(text):
    expected = (str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in text)
    assert digits_to_ascii(text) == "".join(expected)
