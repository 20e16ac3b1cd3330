"""Each rule on the wording of a translation, and what it must leave alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Inline
from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.locales import rules
from pathya.locales.catalog import Catalog, Entry, State, joined
from pathya.locales.languages import LANGUAGES
from pathya.locales.term_match import glossary, glossary_digest
from pathya.locales.terms import Rendering, Status, Term, Termbase
from pathya.locales.wording.check import NO_TERMS, Said, check_catalog, check_wording
from pathya.locales.words import interface_catalog


def codes(tag: str, source: str | Inline, target: str | Inline, *kinds: str, note: str = "") -> str:
    entry = Entry("u", _inline(source), kinds, _inline(target), note=note)
    return " ".join(one.rule.code for one in check_wording(entry, LANGUAGES[tag]))


def _inline(text: str | Inline) -> Inline:
    return (text,) if isinstance(text, str) else text


FAULTS = [
    # untranslated
    ("LNG001", "hi", "Reply in time.", "Reply in time."),
    ("LNG001", "hi", "Role", "ROLE"),
    ("LNG001", "ta", "Pay the fee. Then reply to it.", "கட்டணம் செலுத்தவும். Then reply to it."),
    ("LNG001", "hi", "The late fee is due.", "यह late fee देय है।"),
    ("LNG001", "en", "नियम के अनुसार शुल्क दें।", "नियम के अनुसार शुल्क दें।"),
    ("LNG001", "mr", "नियम के अनुसार शुल्क दें।", "नियम के अनुसार शुल्क दें।"),
    # script
    ("LNG002", "en", "शुल्क दें।", "Pay the शुल्क."),
    ("LNG002", "te", "Mali", "माली"),
    ("LNG002", "ur", "What for?", "किस लिए؟"),
    ("LNG002", "as", "Portrait", "পোর্ট্রেট"),
    ("LNG002", "bn", "of the act", "আইনৰ"),
    ("LNG002", "ur", "book", "كتاب"),
    ("LNG002 LNG003 LNG007", "hi", "Act", "अधिнियम"),
    ("LNG003", "hi", "Act", "aधिनियम"),
    ("LNG003", "gu", "Is it so?", "છેt?"),
    ("LNG003", "bn", "a request", "আবেদনa"),
    ("LNG002 LNG003 LNG007", "gu", "Act", "અધિनિયમ"),
    ("LNG004", "hi", "Right to information", "Soochna ka adhikar"),
    ("LNG004", "hi", "Reply to every request.", "हर application ka jawab den।"),
    # numbers
    ("LNG005", "hi", "within 30 days", "दिनों के भीतर"),
    ("LNG005", "hi", "within 30 days", "३५ दिनों के भीतर"),
    ("LNG005", "kn", "Rs 25,000", "₹ 2,500"),
    ("LNG005", "hi", "Section 7(1)", "धारा 1(7)"),
    ("LNG005", "hi", "within days", "5 दिनों के भीतर"),
    ("LNG006", "hi", "30 days, 5 copies", "30 दिन, ५ प्रतियाँ"),
    ("LNG006", "mr", "79 signs", "7९ अक्षरी"),
    ("LNG006", "ur", "30 days", "٣٠ دن"),
    ("LNG006", "hi", "30 days", "৩০ दिन"),
    # signs
    ("LNG007", "hi", "Act", "िनयम"),
    ("LNG007", "hi", "an act", "एक ानियम"),
    ("LNG007", "bn", "argument", "অার্গুমেন্ট"),
    ("LNG007", "hi", "left", "छो़ड़ा"),
    ("LNG007", "or", "values", "ମୂଲ୍ଯଗୁଡି଼କ"),
    ("LNG007", "ta", "subtitle", "துணைத்தலைப்பு்னம்"),
    ("LNG007", "ur", "an act", "ایک َقانون"),
    ("LNG008", "hi", "request", "अनुरोोध"),
    ("LNG008", "hi", "field", "क्षिैतिज"),
    ("LNG008", "te", "kingdom", "కింగ్డమ్్"),
    ("LNG008", "pa", "items", "ਆਈਟਮਾਂਂ"),
    ("LNG008", "ml", "display", "ഡിസ്പ്ലെെ"),
    ("LNG001", "hi", "request form", "N/A"),
    ("LNG001", "ur", "A request form!", "#REF!"),
    # invisible characters
    ("LNG009", "hi", "request", "अनु\u200dरोध"),
    ("LNG009", "hi", "request", "अनुरोध\u200c"),
    ("LNG009", "hi", "a request", "एक \u200dअनुरोध"),
    ("LNG009", "ml", "filter", "ഫില്\u200d\u200cറ്റര്"),
    ("LNG009", "ur", "request", "درخوا\u200cست"),
    ("LNG009", "ta", "request", "கோரிக்\u200cகை"),
    ("LNG009", "gu", "active", "\u200bસક્રિય"),
    ("LNG010", "hi", "fort", "\u0958िला"),
    ("LNG010", "ta", "court", "க\u0bc6\u0bbeள்கை"),
    # spaces
    ("LNG011", "hi", "request", "अनुरोध "),
    ("LNG011", "hi", " request", "अनुरोध"),
    ("LNG011", "hi", "a request", "एक  अनुरोध"),
    ("LNG011", "hi", "fee, form", "शुल्क , प्रपत्र"),
    ("LNG011", "hi", "It is.", "यह है ।"),
    ("LNG011", "hi", "It is. So.", "यह है।ऐसा।"),
    ("LNG011", "hi", "fee, form", "शुल्क,प्रपत्र"),
    ("LNG011", "gu", "It is. So.", "આ છે.એટલે કે."),
    ("LNG011", "hi", "a form (of request)", "प्रपत्र ( अनुरोध का)"),
    ("LNG011", "hi", "the fee (per page)", "शुल्क(प्रति पृष्ठ)"),
    # marks
    ("LNG012", "hi", "It is.", "यह है"),
    ("LNG012", "hi", "Is it?", "क्या है।"),
    ("LNG012", "hi", "Fees", "शुल्क।"),
    ("LNG012", "ta", "Choose:", "தேர்வு செய்க"),
    ("LNG012", "ur", "Is it?", "کیا ہے۔"),
    ("LNG012", "hi", "It is.", "यह है।।"),
    ("LNG012", "gu", "It is.", "આ છે.."),
    ("LNG013", "hi", "It is.", "यह है."),
    ("LNG013", "hi", "It is. So.", "यह है. ऐसा।"),
    ("LNG013", "hi", "It is of 2005.", "यह है 2005."),
    ("LNG013", "hi", "It is.", "यह है|"),
    ("LNG013", "gu", "It is.", "આ છે।"),
    ("LNG013", "ur", "Is it?", "کیا ہے?"),
    ("LNG013", "ur", "fee, form", "فیس, فارم"),
    ("LNG014", "hi", "fee (form)", "शुल्क (प्रपत्र"),
    ("LNG014", "hi", "fee (form)", "शुल्क (प्रपत्र]"),
    ("LNG014", "hi", "fee (form)", "शुल्क प्रपत्र"),
    ("LNG015", "hi", 'the "fee"', 'यह "शुल्क'),
    ("LNG015", "hi", "the “fee”", "यह “शुल्क"),
    ("LNG015", "hi", "the “fee”", "यह शुल्क"),
    ("LNG015", "hi", "the 'fee'", "यह शुल्क"),
    ("LNG015", "ur", "the “fee”", "”فیس یہ"),
    # what stays
    ("LNG018", "hi", "The CPIO replies.", "CIPO उत्तर देता है।"),
    ("LNG018", "hi", "Dear {name}", "प्रिय {नाम}"),
    ("LNG020", "hi", "See https://rti.gov.in/a.", "https://rti.gov.in/b देखें।"),
    ("LNG020", "hi", "Write to cpio@nic.in.", "cpio@nic.com को लिखें।"),
    ("LNG020", "gu", "See rti.gov.in.", "જુઓ rti.gov.પ."),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "tag", "source", "target"), FAULTS)
def test_finds(expected, tag, source, target):
    assert codes(tag, source, target) == expected


FINE = [
    ("hi", "Rs 100", "₹ 100"),
    ("ur", "He said, “Yes.”", "اس نے کہا، ’’ہاں۔‘‘"),
    ("ur", "He said, “Yes.”", "اس نے کہا، ”ہاں۔“"),
    ("ur", "What is a 'fee'?", "’فیس‘ کیا ہے؟"),
    ("ur", "The “fee” and the “form”.", "“فیس” اور “فارم”۔"),
    ("hi", "CPIO", "CPIO"),
    ("mr", "शुल्क", "शुल्क"),
    ("ta", "हिन्दी", "हिन्दी"),
    ("en", "धारा 7 देखें।", "See section 7."),
    ("hi", "Form A4", "फ़ॉर्म A4"),
    ("hi", "DigiLocker, form.pdf", "DigiLocker, form.pdf"),
    ("as", "The CPIO's reply", "CPIOৰ উত্তৰ"),
    ("te", "URLs of grade B", "గ్రేడ్ Bలో URLలు"),
    ("hi", "Central Public Information Officer", "केंद्रीय लोक सूचना अधिकारी (Central Public Officer)"),
    ("hi", "Caps Lock is on", "Caps Lock चालू है"),
    ("hi", "हिन्दी and தமிழ்", "हिन्दी और தமிழ்"),
    ("mr", "Rs 1,00,000 in 2005", "२००५ मध्ये ₹ १,००,०००"),
    ("kn", "Rs 100,000 under section 7(1)", "ಕಲಂ ೭ (೧) ಅಡಿ ₹ ೧,೦೦,೦೦೦"),
    ("ur", "3.5 times, 30 days", "۳٫۵ گنا، ۳۰ دن"),
    ("hi", "two appeals", "2 अपीलें"),
    ("hi", "the mp3 and CR7, 3 copies", "mp3 और CR7, ३ प्रतियाँ"),
    ("ml", "Nila", "ന്\u200d, ക്\u200cയ അതു് സോഫ്റ്റ്\u200cവെയര്\u200d"),
    ("ta", "moment", "க்\u200cஷணம்"),
    ("hi", "Right to Information Act", "Right to Information Act के नियम"),
    ("kn", "computer, app", "ಕಂಪ್ಯೂಟರ್\u200c, ಆ್ಯಪ್"),
    ("bn", "app, transaction", "অ্যাপ, র\u200d্যাব"),
    ("mr", "action, app", "अ\u200dॅक्शन, अॅप"),
    ("ur", "offices, years", "دفاتر، سال\u200cوار"),
    ("pa", "good", "ਚੰਗਾ ਸ਼ਬਦ ਅੱਖਰ"),
    ("hi", "time, e.g. 10 min", "समय, उदा. 10 मि."),
    ("ne", "Is it? It is.", "हो कि ? हो ।"),
    ("hi", "Dr. Rao pays 5 Rs.", "डॉ. राव 5 रु. देते हैं।"),
    ("hi", "1. Go", "1. जाओ"),
    ("sa", "It is. So.", "अस्ति। एवम्॥"),
    ("hi", "the fee", "शुल्क (प्रपत्र) “नया”"),
    ("hi", "a) fee", "क) शुल्क"),
    ("hi", "officer(s)", "अधिकारी"),
    ("hi", "It is so:", "ऐसा है:-"),
    ("sa", "It shows:", "एताः –"),
    ("hi", "Score: {percent}", "अंक – {percent}"),
    ("hi", "See https://rti.gov.in/a?b=1.", "https://rti.gov.in/a?b=1 देखें।"),
    ("ta", "The UTF8 form", "UTF-8 படிவம்"),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "source", "target"), FINE)
def test_leaves_alone(tag, source, target):
    assert codes(tag, source, target) == ""


def test_what_stands_in_codes_is_no_prose():
    source = ("Type ", 1, "ls -l", -1, " within ", 2, "5|five", -2, " days.", 3)
    target = (2, "5|५|पाँच", -2, " दिनों में ", 1, "ls -l", -1, " लिखें।", 3)
    assert codes("hi", source, target, "x-code", "x-blank", "x-footnote") == ""
    changed = (1, "form.pdf", -1), (1, "prapatra.pdf", -1)
    assert codes("hi", *changed, "x-code") == "LNG018"


def test_the_platform_takes_titles_of_70_characters():
    title = "नि" * 35
    assert codes("hi", "Rules", title, note="course · title") == ""
    assert codes("hi", "Rules", f"{title}य", note="course · title") == "LNG019"
    assert codes("hi", "Rules", f"{title}य", note="rules · title") == ""


@pytest.mark.parametrize(
    ("answers", "expected"),
    [("5|५|पाँच", ""), ("5|९", "LNG005"), ("15|१5", "LNG005 LNG005 LNG006"), ("पाँच", "")],
)
def test_blanks_accept_the_numbers_of_the_source(answers, expected):
    source, target = ("In ", 1, "5|five", -1, " days."), (1, answers, -1, " दिनों में।")
    assert codes("hi", source, target, "x-blank") == expected


# --- terms ---------------------------------------------------------------------------------------

TERMS = Termbase(
    {"appeal": Term("appeal", "appeal"), "umang": Term("umang", "Umang", keep=True)},
    {
        "hi": (
            Rendering("appeal", "अपील", Status.PREFERRED),
            Rendering("appeal", "अभ्यर्थना", Status.FORBIDDEN),
        )
    },
)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("The first appeal", "पहली अपील", []),
        ("The first appeal", "पहली याचिका", [(rules.LNG016, "u: `appeal` should be `अपील`")]),
        (
            "The first appeal",
            "पहली अपील, अभ्यर्थना",
            [(rules.LNG017, "u: `appeal` should not be `अभ्यर्थना`")],
        ),
        ("Umang", "Umang", []),
        (
            "Use Umang",
            "उमंग अपनाएँ",
            [(rules.LNG018, "u: `Umang` is kept as it is in every language")],
        ),
    ],
)
def test_terms_are_as_agreed(source, target, expected):
    entry = Entry("u", (source,), (), (target,))
    found = check_wording(entry, LANGUAGES["hi"], glossary(TERMS, "hi"))
    assert [(one.rule, one.message) for one in found] == expected


NASTY = """
    1 a a- a. 1- 1, ( ‘ « “ " ' / /a {a %1 ‘a क का ् । ., a@ \u200d https:// -a- A{n}B
""".split()


@pytest.mark.parametrize("piece", [*NASTY, "\u2000"])
def test_long_texts_take_no_time(piece):
    long = piece * 40_000
    start = time.process_time()
    codes("hi", long, f"{long} क")
    codes("hi", "क", f"a {long}")
    assert time.process_time() - start < 2


# --- catalogs ------------------------------------------------------------------------------------


def test_a_catalog_says_the_same_in_the_same_words():
    rows = {"a": "शुल्क", "b": "शुल्क", "c": "फ़ीस", "d": ""}
    entries = {
        name: Entry(name, ("Fee",), (), (said,) if said else ()) for name, said in rows.items()
    }
    entries["e"] = Entry("e", ("Fee",), (), ("दाम",), state=State.FUZZY)
    found = list(check_catalog(Catalog("rti", "en", "hi", entries), LANGUAGES["hi"]))
    message = "c is not translated as a is, which has the same words"
    assert [(one.rule, one.message) for one in found] == [(rules.LNG021, message)]


def test_what_was_said_of_a_text_is_said_again_without_a_look():
    entries = {
        "a": Entry("a", ("Fee",), (), ("fee",), where=Where("hi.xlf", 3)),
        "b": Entry("b", ("Reply.",), (), ("उत्तर दें",), where=Where("hi.xlf", 9)),
        "c": Entry("c", ("Reply.",), (), ("उत्तर दें।",)),
    }
    looks: list[str] = []
    kept: dict[str, Said] = {}

    def remember(key: str, find: Callable[[], Said]) -> Said:
        if key not in kept:
            looks.append(key)
            kept[key] = find()
        return kept[key]

    def check(entries: Mapping[str, Entry]) -> list[Diagnostic]:
        catalog = Catalog("rti", "en", "hi", entries)
        found = list(check_catalog(catalog, LANGUAGES["hi"], NO_TERMS, remember))
        assert found == list(check_catalog(catalog, LANGUAGES["hi"]))
        return found

    first = check(entries)
    assert [one.rule for one in first] == [rules.LNG001, rules.LNG012, rules.LNG021]
    moved = {
        f"{name}2": replace(entry, id=f"{name}2", where=Where("hi.xlf", 20))
        for name, entry in entries.items()
    }
    assert {one.where for one in check(moved)} == {Where("hi.xlf", 20)}
    assert len(looks) == 3
    check({"a": replace(entries["a"], note="course · title")})
    check({"a": replace(entries["a"], kinds=("bold",))})
    assert len(looks) == 5


def test_a_glossary_is_known_by_all_that_texts_are_held_against():
    hindi = glossary(TERMS, "hi")
    others = (
        NO_TERMS,
        glossary(TERMS, "ta"),
        glossary(replace(TERMS, renderings={}), "hi"),
        glossary(replace(TERMS, terms=dict(list(TERMS.terms.items())[1:])), "hi"),
    )
    assert glossary_digest(hindi) == glossary_digest(glossary(TERMS, "hi"))
    assert len({glossary_digest(hindi), *map(glossary_digest, others)}) == 4  # Tamil has no terms


@pytest.mark.parametrize(
    "tag", [tag for tag, one in LANGUAGES.items() if interface_catalog(tag)[0] and not one.pseudo]
)
def test_our_interface_reads_well(tag):
    catalog, _ = interface_catalog(tag)
    assert catalog
    assert list(check_catalog(catalog, LANGUAGES[tag])) == []


WORDS = "शुल्क ा \u200d 7 ७ ( ) “ ” । . http://a.in {n} CPIO ম \ufffc".split()
PIECES: list[str | int] = [*WORDS, "Fee ", " ", 1, -1, 2, -2]
TEXTS = st.lists(st.sampled_from(PIECES)).map(joined)


@given(TEXTS, TEXTS, st.sampled_from(list(LANGUAGES)))
def test_takes_whatever_comes(source, target, tag):
    for one in check_wording(Entry("u", source, ("x-code", "bold"), target), LANGUAGES[tag]):
        assert one.rule.severity in ("warning", "info")
