"""Terms are found in English and in what Indian languages make of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.locales.term_forms import folded, forms
from pathya.locales.term_match import Glossary, Lapse, find_terms, glossary, lapses
from pathya.locales.terms import Rendering, Status, Term, Termbase

TERMS = {
    term.id: term
    for term in (
        Term("officer", "Public Information Officer"),
        Term("central", "Central Public Information Officer"),
        Term("authority", "public authority"),
        Term("appeal", "first appeal"),
        Term("code", "one-time code"),
        Term("charter", "citizen's charter"),
        Term("rti", "RTI", keep=True),
        Term("gem", "GeM", keep=True),
        Term("host", "nic.in", keep=True),
        Term("unknown", "lien"),
    )
}
AUTHORITY = Rendering("authority", "लोक प्राधिकरण", Status.PREFERRED)
ADMITTED = Rendering("authority", "लोक प्राधिकारी", Status.ADMITTED)
FORBIDDEN = Rendering("authority", "प्राधिकारी", Status.FORBIDDEN)
APPEAL = Rendering("appeal", "पहली अपील", Status.PREFERRED)
BASE = Termbase(TERMS, {"hi": (FORBIDDEN, ADMITTED, AUTHORITY, APPEAL)})
HINDI = glossary(BASE, "hi")


def test_the_preferred_one_comes_first():
    assert HINDI.renderings == {
        "authority": (AUTHORITY, ADMITTED, FORBIDDEN),
        "appeal": (APPEAL,),
    }
    assert glossary(BASE, "ta").renderings == {}


FOUND = {
    "Each public authority has public authorities": ["public authority", "public authorities"],
    "PUBLIC  AUTHORITY": ["PUBLIC  AUTHORITY"],
    "A Central Public Information Officer decides": ["Central Public Information Officer"],
    "Ask the Public Information Officers.": ["Public Information Officers"],
    "the public authority's reply": ["public authority's"],
    "one time code, one-time codes": ["one time code", "one-time codes"],
    "the citizen’s charter": ["citizen’s charter"],
    "the first. Appeal": [],
    "a gem, a GeM, the rti, the RTI": ["GeM", "RTI"],
    "published at nic.in.": ["nic.in"],
    "a nic in the edge": [],
    "republic authority, authority": [],
    "": [],
}


@pytest.mark.parametrize("text", FOUND)
def test_terms_of_a_source(text):
    assert [text[hit.start : hit.end] for hit in find_terms(HINDI, text)] == FOUND[text]


@given(st.text())
def test_places_are_in_the_text(text):
    assert all(0 <= hit.start < hit.end <= len(text) for hit in find_terms(HINDI, text))


SOURCE = "The public authority gets the first appeal under the RTI Act."
LAPSES = {
    "RTI: लोक प्राधिकरणों को पहली अपीलें": [],
    "RTI: लोक प्राधिकारी की पहली अपील": [],
    "RTI: लोक प्राधिकरण की दूसरी अपील": [Lapse("missing", TERMS["appeal"], (APPEAL,))],
    "आरटीआई: लोक प्राधिकरण की पहली अपील": [Lapse("changed", TERMS["rti"])],
    "RTIs लोक प्राधिकरण की पहली अपील": [Lapse("changed", TERMS["rti"])],
    "RTIக்கு: लोक प्राधिकरण की पहली अपील": [],
    "RTI: प्राधिकारी की पहली अपील": [
        Lapse("missing", TERMS["authority"], (AUTHORITY, ADMITTED)),
        Lapse("forbidden", TERMS["authority"], (FORBIDDEN,)),
    ],
}


@pytest.mark.parametrize("target", LAPSES)
def test_lapses(target):
    assert list(lapses(HINDI, SOURCE, target)) == LAPSES[target]


def test_a_term_without_a_translation_is_passed_over():
    assert lapses(HINDI, "a lien", "कुछ और") == ()
    assert lapses(Glossary({}, {}), SOURCE, "") == ()


INFLECTED = {
    "सूचना का अधिकार": ("सूचना के अधिकार के तहत", "सूचनाओं पर अधिकारी"),
    "निविदा": ("निविदाएँ खुली हैं", "निवेदन"),
    "संबंध": ("सम्बन्धों में", "सबंल"),
    "अधिकारी": ("अधिकाऱ्याला", "अधि"),
    "माहिती अधिकार": ("माहितीच्या अधिकाराचा", "माहितीचा आयोग"),
    "लोकसूचनाधिकारी": ("केन्द्रीयलोकसूचनाधिकारिणः", "लोकसूचना"),
    "शुल्कम्": ("शुल्कस्य", "शुक्लस्य"),
    "கட்டணம்": ("கட்டணத்தைச் செலுத்தவும்", "கட்டிடம்"),
    "மேல்முறையீடு": ("முதல் மேல்முறையீட்டுக்கு", "மேல்முறை"),
    "തീരുമാനം": ("തീരുമാനത്തിന്റെ", "തീരം"),
    "ഉദ്യോഗസ്ഥൻ": ("ഉദ്യോഗസ്ഥരുടെ", "ഉദ്യോഗം"),
    "പത്രം": ("പത്രത്തിൽ", "പാത്രം"),
    "పత్రం": ("పత్రాన్ని", "పాత్ర"),
    "ಅರ್ಜಿ": ("ಅರ್ಜಿಯನ್ನು", "ಅರ್ಥ"),
    "ଆବେଦନ": ("ଆବେଦନକୁ", "ଆବେଶ"),
    "অপরাধ": ("অপরাধের", "অপর"),
    "محکمہ": ("محکموں میں", "حکم"),
    "درخواست گزار": ("درخواست گزاروں", "درخواست"),
    "OTP कोड": ("otp कोडों", "OTP"),
}


@pytest.mark.parametrize("term", INFLECTED)
def test_a_term_is_known_in_its_forms(term):
    same, other = INFLECTED[term]
    assert forms(term).loose.search(folded(term))
    assert forms(term).strict.search(folded(term))
    assert forms(term).loose.search(folded(same))
    assert not forms(term).loose.search(folded(other))


def test_a_short_term_does_not_stand_inside_a_word():
    assert forms("दर").loose.search(folded("(दरें)"))
    assert not forms("दर").loose.search(folded("अंदर"))


@given(st.text(min_size=1), st.text())
def test_no_translation_is_too_strange(term, text):
    forms(term).loose.search(folded(text))
    forms(term).strict.search(folded(text))
