"""`|` in the examples shows where a text is cut."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import plain
from pathya.locales.catalog import joined
from pathya.locales.languages import LANGUAGES
from pathya.locales.sentences import sentences

ENGLISH = [
    "Read the form. |Check the fee. |Reply in 30 days.",
    "Section 7(1) applies. |Under Sec. 7(1) reply within 30 days. |See Sec. (b) too.",
    "File No. 12/2026 is with the Govt. of India. |Reply.",
    "It went to the Govt. |The officer replied.",
    "Pay Rs. 10 by post. |Dr. Rao and Shri. Das sign, i.e. both. |E.g. this one.",
    "It is the State vs. Rao. |Cf. Art. 19 and Fig. IV of Vol. 2.",
    "The answer is no. |Ask again.",
    "Mr. A. P. J. Abdul Kalam wrote it. |Choose option B. |The next step is easy.",
    "The fee is 3.5 times 10.00. |It was Rs.10. |Pay.",
    "See https://rti.gov.in/a.b?c=d. |Write to cpio.x@nic.in. |Wait... and see. |Wait... |Now go.",
    "He said, “Stop!” and left. |“Why?” |(He had gone.) |[Nobody knew.] |'So it is.' |Done.",
    "Is it so? |Yes! |Really?! |It is.",
    "1. Apply. |The end.",
    "(a). Apply in form 4. |B. Wait.",
    "It was in 2005. |30 days went by.",
    "Meet at 5 p.m. in Room 4. |Come by 10 a.m. |Then wait.",
    "The R.T.I. Act, 2005. |In the U.S. |It differs.",
    "Papers, files, etc. are records. |Notes, etc. |They are, too.",
    "One line\nand another.   |Next.",
    "",
    "No stop at all",
    "....... ",
]
HINDI = [
    "आवेदन पढ़ें। |शुल्क देखें। |30 दिन में उत्तर दें।",
    "आवेदन पढ़ें.  |शुल्क देखें. |उत्तर दें.",
    "डॉ. राव और श्री. दास। |सं. 12/2026 देखें। |५०० रु. शुल्क है। |क्रम सं. ७ है।",
    "डॉ. ए. पी. जे. अब्दुल कलाम आए. |वे गए. |यह सही है. |वह था. |कि.मी. में",
    "क्या यह सही है? |हाँ! |“नहीं।” |(देखें।) |वह बोला...फिर गया... और",
    "पहला वाक्य।|दूसरा वाक्य।। |तीसरा ॥ १ ॥ |चौथा",
    "धारा 7(1) में 3.5 गुना। |Sec. 4 देखें। |Govt. कार्यालय।",
    "१. पहला चरण। |क. दूसरा।",
]
OTHERS = [
    ("ur", "درخواست پڑھیں۔ |فیس دیکھیں۔ |کیا یہ درست ہے؟ |جی ہاں! |بی۔ اے۔ پاس ہے۔ |پی۔ایچ۔ڈی ہے۔"),
    ("ur", "یہ 3.5 ہے۔ |“رکیں۔” |وہ گیا۔"),
    ("sat-Olck", "ᱱᱚᱶᱟ ᱯᱟᱲᱦᱟᱣ ᱢᱮ᱾ |ᱟᱨ ᱧᱮᱞ ᱢᱮ᱿ |ᱟᱨ"),
    ("mni-Mtei", "ꯃꯁꯤ ꯄꯥꯕꯤꯌꯨ꯫ |ꯌꯦꯡꯕꯤꯌꯨ꯫"),
    ("ta", "மு. கருணாநிதி வந்தார். |டாக். ராவ், ரூ. 10. |எ.கா. இது. |சரி. |நன்று."),
    ("gu", "આ સાચું છે. |ડૉ. રાવ આવ્યા છે. |રૂ. ૧૦ છે. |દા.ત. આ."),
    ("mr", "डॉ. राव आले. |उदा. हे. |क्र. ७ पहा. |ते आहे."),
    ("bn", "ড. রাও এলেন। |রু. ১০ দিন। |শেষ।"),
    ("te", "డా. రావు వచ్చారు. |రూ. 10 చెల్లించండి. |ఎ. పి. జె. కలాం."),
    ("kn", "ಡಾ. ರಾವ್ ಬಂದರು. |ರೂ. 10 ಪಾವತಿಸಿ. |ಕು. ಶಿ. ಹರಿದಾಸ ಭಟ್ಟ."),
    ("ml", "ഡോ. റാവു വന്നു. |രൂ. 10 അടയ്ക്കുക. |എം. ടി. വന്നു."),
    ("pa", "ਡਾ. ਰਾਓ ਆਏ। |ਰੁ. 10 ਦਿਓ।"),
    ("or", "ଡଃ. ରାଓ ଆସିଲେ। |ଟ. ୧୦ ଦିଅନ୍ତୁ।"),
    ("as", "ড° ৰাও আহিল। |নং ৭ চাওক।"),
    ("ne", "डा. राव आए। |रु. १० तिर्नुहोस्। |वि.सं. २०८२ मा।"),
    ("sa", "रामः गच्छति। |सः पठति॥ |शुभम्।"),
]


@pytest.mark.parametrize(
    ("tag", "shown"),
    [*(("en", one) for one in ENGLISH), *(("hi", one) for one in HINDI), *OTHERS],
)
def test_cuts_where_a_sentence_ends(tag, shown):
    text = shown.replace("|", "")
    pieces = sentences((text,) if text else (), tag)
    assert "|".join(map(plain, pieces)) == shown


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (("I. ", 1, "Go. No.", -1, " Do."), [("I. ", 1, "Go. No.", -1, " "), ("Do.",)]),
        (("Oh. ", 1, "Go. No.", -1, " Do."), [("Oh. ",), (1, "Go. No.", -1, " "), ("Do.",)]),
        (("One.", 1, " ", -1, "Two."), [("One.", 1, " ", -1), ("Two.",)]),
        ((1, "One.", -1, " Two."), [(1, "One.", -1, " "), ("Two.",)]),
        (("Oh. ", 1, "Go. ", -1, 2, "No.", -2), [("Oh. ",), (1, "Go. ", -1), (2, "No.", -2)]),
        (("One.", 1, " Two."), [("One.", 1, " "), ("Two.",)]),
        (("One.", 1, "Two."), [("One.", 1), ("Two.",)]),
        (("एक।", 1, "दो।"), [("एक।", 1), ("दो।",)]),
        (("One. ", 1, "Two."), [("One. ",), (1, "Two.")]),
        (("One. ", 1), [("One. ", 1)]),
        (("Under Sec. ", 1, "7", -1, ". Go."), [("Under Sec. ", 1, "7", -1, ". "), ("Go.",)]),
        ((-1, "One. Two.", 1), [(-1, "One. Two.", 1)]),
    ],
)  # fmt: skip
def test_never_cuts_a_pair_of_codes(text, pieces):
    assert list(sentences(text, "en")) == pieces


WORDS = 'Go Sec. A. . ... … ? ! । ॥ ۔ ؟ ᱾ ꯫ है اے ए 7 १ ( ) “ ” " \ufffc मु e.g. \u200d'.split()
PIECES: list[str | int] = [*WORDS, " ", "  ", "\n", 1, -1, 2, -2, 3]
TEXTS = st.lists(st.sampled_from(PIECES)).map(joined)


@given(TEXTS, st.sampled_from([*LANGUAGES, "xx"]))
def test_joined_the_pieces_are_the_text(text, tag):
    pieces = sentences(text, tag)
    assert joined(chain.from_iterable(pieces)) == text
    assert all(pieces) or not text
    paired = [code for code in (1, 2, 3) if code in text and -code in text]
    for piece in pieces if len(pieces) > 1 else ():
        assert [piece.count(code) for code in paired] == [piece.count(-code) for code in paired]


@given(TEXTS, st.sampled_from(["en", "hi", "ur"]))
def test_white_space_stays_with_the_piece_before(text, tag):
    for piece in sentences(text, tag)[1:]:
        assert not (isinstance(piece[0], str) and piece[0][0].isspace())


def test_long_runs_of_marks_take_no_time():
    assert len(sentences(("." * 100_000 + '"' * 100_000 + " " * 100_000,), "en")) == 1
