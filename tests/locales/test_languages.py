from __future__ import annotations

import unicodedata

import pytest
from babel import Locale

from pathya.locales.languages import DEFAULT_TAGS, LANGUAGES, Font, Language, language
from pathya.locales.scripts import script_runs


def test_the_scheduled_languages_and_english() -> None:
    assert len(LANGUAGES) == 30
    assert [one.tag for one in LANGUAGES.values() if one.pseudo] == ["en-XA", "ar-XB"]
    assert tuple(LANGUAGES)[1:17] == DEFAULT_TAGS
    assert [one.tag for one in LANGUAGES.values() if one.dir == "rtl"] == [
        "ur",
        "ks-Arab",
        "sd-Arab",
        "ar-XB",
    ]


def test_one_whole_entry() -> None:
    assert language("or") == Language(
        tag="or",
        name="Odia",
        igot_name="Odia",
        endonym="ଓଡ଼ିଆ",
        script="Orya",
        dir="ltr",
        fonts=(Font("noto-sans-oriya", "oriya"), Font("noto-sans", "latin")),
        digits="0123456789",
        full_stop="।",
        marks={},
        strange="",
        spaced_stop=False,
        bhashini="or",
        indictrans="ory_Orya",
        argos="",
    )


def test_an_unknown_tag() -> None:
    assert language("tlh") is None


@pytest.mark.parametrize(
    "one", [one for one in LANGUAGES.values() if not one.pseudo], ids=lambda one: one.tag
)
def test_digits_are_those_of_cldr(one: Language) -> None:
    locale = Locale.parse(one.tag, sep="-")
    native = locale.default_numbering_system != "latn"
    assert [unicodedata.decimal(digit) for digit in one.digits] == list(range(10))
    assert (one.digits != "0123456789") is native


@pytest.mark.parametrize("one", LANGUAGES.values(), ids=lambda one: one.tag)
def test_every_language_has_a_latin_font_and_a_font_with_the_rupee_sign(one: Language) -> None:
    latin, rupee = Font("noto-sans", "latin"), Font("noto-sans-telugu", "latin-ext")
    lacking = {"Latn", "Telu", "Mtei", "Arab"}
    assert latin in one.fonts
    assert (rupee in one.fonts) is (one.script in lacking)


@pytest.mark.parametrize("one", LANGUAGES.values(), ids=lambda one: one.tag)
def test_endonyms_are_in_the_script_and_normalised(one: Language) -> None:
    words = {
        "Latn": "LATIN",
        "Deva": "DEVANAGARI",
        "Beng": "BENGALI",
        "Gujr": "GUJARATI",
        "Knda": "KANNADA",
        "Mlym": "MALAYALAM",
        "Orya": "ORIYA",
        "Guru": "GURMUKHI",
        "Taml": "TAMIL",
        "Telu": "TELUGU",
        "Arab": "ARABIC",
        "Mtei": "MEETEI MAYEK",
        "Olck": "OL CHIKI",
    }
    letters = [letter for letter in one.endonym if letter.isalpha()]
    assert all(unicodedata.name(letter).startswith(words[one.script]) for letter in letters)
    assert unicodedata.is_normalized("NFC", one.endonym)
    assert unicodedata.is_normalized("NFC", one.full_stop + one.digits)


@pytest.mark.parametrize("one", LANGUAGES.values(), ids=lambda one: one.tag)
def test_strange_letters_are_of_the_script_and_not_in_the_name(one: Language) -> None:
    assert {script for script, _ in script_runs(one.strange)} <= {one.script}
    assert not set(one.strange) & set(one.endonym)
