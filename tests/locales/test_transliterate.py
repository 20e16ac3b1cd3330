from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.sources import nfc
from pathya.locales.languages import LANGUAGES
from pathya.locales.scripts import script_runs
from pathya.locales.transliterate import (
    NoTransliteration,
    transliterate,
    typed,
)

INDIC = ["Beng", "Guru", "Gujr", "Orya", "Telu", "Knda", "Mlym"]


@pytest.mark.parametrize(
    ("script", "made"),
    [
        ("Beng", "জ়মীন পঢ়াঈ সময় অফিস ব্যাংক RTI <b> ১২"),
        ("Guru", "ਜ਼ਮੀਨ ਪੜ੍ਹਾਈ ਸਮਯ ਆਫਿਸ ਬੈਂਕ RTI <b> ੧੨"),
        ("Gujr", "જ઼મીન પઢ઼ાઈ સમય ઑફિસ બૅંક RTI <b> ૧૨"),
        ("Orya", "ଜ଼ମୀନ ପଢ଼ାଈ ସମୟ ଅଫିସ ବ୍ୟାଂକ RTI <b> ୧୨"),
        ("Telu", "జమీన పఢాఈ సమయ ఆఫిస బ్యాంక RTI <b> ౧౨"),
        ("Knda", "ಜ಼ಮೀನ ಪಢ಼ಾಈ ಸಮಯ ಆಫಿಸ ಬ್ಯಾಂಕ RTI <b> ೧೨"),
        ("Mlym", "ജമീന പഢാഈ സമയ ഓഫിസ ബാംക RTI <b> ൧൨"),
        ("Latn", "zamīna paṛhāī samaya ophisa beṁka RTI <b> 12"),
        ("Deva", "ज़मीन पढ़ाई समय ऑफिस बॅंक RTI <b> १२"),
    ],
)
def test_devanagari_in_other_scripts(script, made):
    text = "ज़मीन पढ़ाई समय ऑफिस बॅंक RTI <b> १२"
    assert transliterate(text, "Deva", script) == nfc(made)


@pytest.mark.parametrize(
    ("text", "script", "made"),
    [
        ("ওড়িশা অসমীয়া", "Beng", "ओड़िशा असमीया"),
        ("ৰাজ্য আৱেদন", "Beng", "राज्य आवेदन"),
        ("ਪੰਜਾਬ ਅੱਖਰ ਸ਼ਬਦ", "Guru", "पंजाब अक्खर शबद"),
        ("ଓଡ଼ିଆ ୱାର୍ଡ ସମୟ", "Orya", "ओड़िआ वार्ड समय"),
        ("മലയാളം അവൻ", "Mlym", "मलयाळं अवन्"),
        ("ತೆಲುಗು", "Knda", "तॆलुगु"),
    ],
)
def test_other_scripts_in_devanagari(text, script, made):
    assert transliterate(text, script, "Deva") == nfc(made)
    assert transliterate(transliterate(text, script, "Deva"), "Deva", "Gujr")


@pytest.mark.parametrize("script", ["Arab", "Olck", "Mtei", "Taml", "Cyrl"])
def test_refuses_what_would_be_wrong(script):
    with pytest.raises(NoTransliteration):
        transliterate("राम", "Deva", script)
    with pytest.raises(NoTransliteration):
        transliterate("x", script, "Deva")


def test_refuses_a_text_of_which_something_would_be_left():
    with pytest.raises(NoTransliteration, match="Kannada has no letter for `ꣲ`"):
        transliterate("ꣲ", "Deva", "Knda")


def test_tamil_is_romanised_by_an_extra():
    try:
        import icu  # noqa: F401, PLC0415
    except ImportError:
        with pytest.raises(NoTransliteration, match=r"pathya\[translit\]"):
            transliterate("தகவல்", "Taml", "Latn")
    else:
        assert transliterate("தகவல் அறியும் உரிமை", "Taml", "Latn") == "takaval aṟiyum urimai"


LETTERS = "अआइईउऊएओकखगघचछजझटठडढणतथदधनपफबभमयरलवशसह"
SYLLABLES = st.builds(
    "".join,
    st.lists(st.tuples(st.sampled_from(LETTERS[8:]), st.sampled_from(["", *"ािीुूेो्"])).map("".join)),
)


@given(SYLLABLES, st.sampled_from(INDIC))
def test_there_and_back_is_the_same(text, script):
    if script == "Beng":
        text = text.replace("व", "ब")  # Bengali has one letter for the two
    there = transliterate(text, "Deva", script)
    assert {name for name, _ in script_runs(there)} <= {script}
    assert transliterate(there, script, "Deva") == nfc(text)


@given(st.text(), st.sampled_from([*INDIC, "Deva"]), st.sampled_from([*INDIC, "Deva", "Latn"]))
def test_whatever_comes_is_converted_or_refused(text, from_script, to_script):
    try:
        made = transliterate(text, from_script, to_script)
    except NoTransliteration:
        return
    if from_script != to_script:
        left = {name for name, _ in script_runs(made)} & {from_script, "Deva"}
        assert left <= {to_script}


@pytest.mark.parametrize(
    ("tag", "text", "made"),
    [
        ("hi", "lok suuchanaa adhikaarii", "लोक सूचना अधिकारी"),
        ("sa", "raamam namaami", "रामम् नमामि"),
        ("as", "tathya aavedana", "তথ্য আৱেদন"),
        ("bn", "tathya samaya", "তথ্য সময়"),
        ("gu", "maahitii", "માહિતી"),
        ("pa", "jaaNakaarii", "ਜਾਣਕਾਰੀ"),
        ("kn", "mElmanavi", "ಮೇಲ್ಮನವಿ"),
        ("ml", "apEkSha", "അപേക്ഷ"),
        ("ml", "aval adhikaaram atil", "അവൽ അധികാരം അതിൽ"),
        ("ta", "thamizh manam inta", "தமிழ் மனம் இந்த"),
    ],
)
def test_reads_what_is_typed_in_latin_letters(tag, text, made):
    assert typed(text, tag) == nfc(made)


@pytest.mark.parametrize("tag", ["ur", "sat-Olck", "mni-Mtei", "sd-Arab"])
def test_some_scripts_are_not_typed_so(tag):
    with pytest.raises(NoTransliteration, match="spells in its own way"):
        typed("a", tag)


@pytest.mark.parametrize("one", LANGUAGES.values(), ids=lambda one: one.tag)
def test_each_language_is_typed_in_its_script_or_refused(one):
    try:
        made = typed("kaama", one.tag)
    except NoTransliteration:
        assert one.script in ("Arab", "Olck", "Mtei", "Latn")
    else:
        assert {name for name, _ in script_runs(made)} == {one.script}
