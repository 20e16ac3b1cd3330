"""Codes and names travel as tokens, and come back from whatever an engine made of them."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Inline
from pathya.locales.engines.protect import (
    Name,
    Protection,
    has_words,
    protect,
    restore,
    without_tokens,
)

KINDS = ("bold", "link", "x-footnote")
SOURCE: Inline = (1, "Note:", -1, " see ", 2, "section 7", -2, " of the Act", 3, ".")
SENT = "<ID1> Note: <ID2> see <ID3> section 7 <ID4> of the Act <ID5> ."


def mangled(token: str) -> str:
    """What an engine answers to SENT if it makes this of `<ID1>`."""
    return re.sub(r"<ID(\d)>", lambda hit: token.replace("1", hit[1]), SENT).replace("see", "देखें")


# What IndicTrans2's own toolkit looks for, and what a letter for letter copy makes of it.
MANGLED = """
<ID1> <_ID1_> [ID1] [_ID1_] [ID_1] <ID1] <ID1_] <id1> [id_1] <Id.1> {ID1} (ID_1) «ID1» ID1
&lt;ID1&gt;
<आईडी1> <आईडी1> <आई_._डी_._1> <आई_._डी_.1> <आई._डी._1> <आय._डी._1> <आय_._डी_._1> <आइ_._डी_._1>
<आयडी1> <ऐडि1> <ऐटि1> <आइडि1> [आईडी_1] [_आईडी1_] आईडी_1 आईडी1 <_आईडी_1_> <ᱟᱭᱰᱤ1> <ᱟᱭᱰᱤ_᱾1> <ꯑꯥꯏꯗꯤ1>
آئی_ڈی_1 آی_ڈی_1 <آئی_ڈی_1> <آئي_ڊي_1> <আইডি1> <আঈডী1> <ਆਈਡੀ1> <આઈડી1> <ଆଇଡି1> <ଆଈଡୀ1> <ஐடி1> <ஆஈடீ1>
<ఐడి1> <ఆఈడీ1> <ಐಡಿ1> <ಆಈಡೀ1> <ഐഡി1> <ആഈഡീ1>
""".split()


@pytest.mark.parametrize("token", MANGLED)
def test_tokens_are_found_however_they_were_mangled(token: str) -> None:
    protected = protect(SOURCE, Protection(KINDS))
    assert protected.text == SENT
    expected = (1, "Note:", -1, " देखें ", 2, "section 7", -2, " of the Act", 3, ".")
    assert restore(protected, mangled(token.replace("_", " "))) == expected


@pytest.mark.parametrize(
    "digits", ["०१२३४५", "০১২৩৪৫", "௦௧௨௩௪௫", "୦୧୨୩୪୫", "۰۱۲۳۴۵", "᱐᱑᱒᱓᱔᱕", "꯰꯱꯲꯳꯴꯵"]
)
def test_digits_of_other_scripts_are_digits(digits: str) -> None:
    draft = SENT.translate({ord(str(n)): digits[n] for n in range(6)})
    restored = restore(protect(SOURCE, Protection(KINDS)), draft)
    assert restored is not None
    assert [piece for piece in restored if isinstance(piece, int)] == [1, -1, 2, -2, 3]


def test_codes_go_where_the_engine_puts_them() -> None:
    draft = "<ID1> टिप्पणी : <ID2> अधिनियम <ID5> की <ID3> धारा 7 <ID4> देखें।"
    expected = (1, "टिप्पणी :", -1, " अधिनियम", 3, " की ", 2, "धारा 7", -2, " देखें।")
    assert restore(protect(SOURCE, Protection(KINDS)), draft) == expected


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "Note: see section 7 of the Act.",
        SENT.replace("<ID5>", ""),
        SENT.replace("<ID5>", "<ID4>"),
        f"{SENT} <ID3>",
        SENT.replace("<ID1>", "<ID9>"),
        "<ID2> Note: <ID1> see <ID3> section 7 <ID4> of the Act <ID5> .",
        "<ID1> Note: <ID3> see <ID2> section 7 <ID4> of the Act <ID5> .",
    ],
)
def test_what_is_lost_doubled_or_crossed_is_not_trusted(draft: str) -> None:
    assert restore(protect(SOURCE, Protection(KINDS)), draft) is None


def test_what_cannot_be_trusted_gives_its_words() -> None:
    protected = protect(SOURCE, Protection(KINDS))
    assert without_tokens(protected, "<ID1>  टिप्पणी: < ID 9 >देखें") == "टिप्पणी: देखें"


def test_edges_are_not_sent() -> None:
    text: Inline = (1, " ", 2, "All of it", -2, 3, " ")
    protected = protect(text, Protection(("image", "bold", "x-footnote")))
    assert (protected.text, protected.before, protected.after) == (
        "All of it",
        (1, " ", 2),
        (-2, 3, " "),
    )
    assert restore(protected, " सब कुछ\n") == (1, " ", 2, "सब कुछ", -2, 3, " ")


def test_code_and_answers_are_whole() -> None:
    text: Inline = ("Type ", 1, "ls -l", -1, " within ", 2, "30|thirty", -2, " days.")
    protected = protect(text, Protection(("x-code", "x-blank")))
    assert protected.text == "Type <ID1> within <ID2> days."
    assert restore(protected, "<ID2> दिनों में <ID1> लिखें।") == (
        *(2, "30|thirty", -2, " दिनों में ", 1, "ls -l", -1, " लिखें।"),
    )


THINGS = {
    "Write to pio.office@gov.in, then": "Write to <ID1> , then",
    "See https://rtionline.gov.in/a_b?x=1 (or www.nic.in).": "See <ID1> (or <ID2> ).",
    "Set snake_case, {name}, {{user_name}} and #tag": "Set <ID1> , <ID2> , <ID3> and <ID4>",
    "Keep ID 4 and <ID1>.": "Keep <ID1> and <ID2> .",
    "10 of 2005": "10 of 2005",
}


@pytest.mark.parametrize("text", THINGS)
def test_addresses_and_placeholders_are_tokens(text: str) -> None:
    protected = protect((text,), Protection())
    assert protected.text == THINGS[text]
    assert restore(protected, protected.text) == (text,)


def test_long_numbers_are_tokens_for_those_engines_that_want_it() -> None:
    text = "On 12/10/2005, 10 officers paid 1,00,000 in 2005."
    protected = protect((text,), Protection(numbers=True, first=51))
    assert protected.text == "On <ID51> , 10 officers paid <ID52> in <ID53> ."
    assert restore(protected, protected.text) == (text,)


def test_names_come_back_in_the_words_of_the_target() -> None:
    def names(text: str) -> tuple[Name, ...]:
        at = text.find("Public Authority")
        return (Name(at, at + 16, "लोक प्राधिकरण"),) if at >= 0 else ()

    protected = protect(("Any Public Authority, here.",), Protection(names=names))
    assert protected.text == "Any <ID1> , here."
    assert restore(protected, "यहाँ कोई <ID1>।") == ("यहाँ कोई लोक प्राधिकरण।",)


@pytest.mark.parametrize("text", ["", "<ID1> 12 <ID2> %", "QZ1 …", "१२"])
def test_without_words_there_is_nothing_to_send(text: str) -> None:
    assert not has_words(text)


def test_a_second_shape() -> None:
    protected = protect(("a ", 1, "b", -1, " c"), Protection(("bold",), shape=1))
    assert protected.text == "a QZ1 b QZ2 c"
    assert restore(protected, "ग qz१ ख Qz 2 क") == ("ग ", 1, "ख", -1, " क")


@st.composite
def inlines(draw: st.DrawFn) -> tuple[Inline, tuple[str, ...]]:
    """Texts as the reader makes them."""
    kinds: list[str] = []
    words = st.sampled_from(["Yes", "see it", " ", ", ", "(", ")", "क्ष ", "a@b.in", "1,234", "x_y"])

    def pieces(depth: int) -> list[str | int]:
        made: list[str | int] = []
        for _ in range(draw(st.integers(0, 4))):
            kind = draw(st.sampled_from(["", "", "bold", "x-footnote", "x-code"]))
            if not kind:
                made.append(draw(words))
                continue
            kinds.append(kind)
            number = len(kinds)
            inner = pieces(depth + 1) if kind == "bold" and depth < 2 else ["in"]
            made += [number] if kind == "x-footnote" else [number, *inner, -number]
        return made

    made = pieces(0)
    text: list[str | int] = []
    for piece in made:
        if isinstance(piece, str) and text and isinstance(text[-1], str):
            text[-1] += piece
        else:
            text.append(piece)
    return tuple(text), tuple(kinds)


def without_spaces(text: Inline) -> Inline:
    return tuple(
        piece if isinstance(piece, int) else "".join(piece.split())
        for piece in text
        if isinstance(piece, int) or piece.strip()
    )


@given(inlines(), st.integers(0, 1), st.booleans())
def test_an_engine_that_changes_nothing_changes_nothing(
    made: tuple[Inline, tuple[str, ...]], shape: int, numbers: bool
) -> None:
    text, kinds = made
    protected = protect(text, Protection(kinds, numbers=numbers, shape=shape))
    restored = restore(protected, protected.text)
    assert restored is not None
    assert without_spaces(restored) == without_spaces(text)


@given(
    inlines(),
    st.lists(st.integers(1, 9) | st.sampled_from(["शब्द ", " (", ".", " ID ", "<"]), max_size=12),
    st.sampled_from(MANGLED),
)
def test_nothing_is_trusted_that_has_not_every_code_once(
    made: tuple[Inline, tuple[str, ...]], draft: list[int | str], token: str
) -> None:
    text, kinds = made
    said = [
        f" {token.replace('1', str(one)).replace('_', ' ')} " if isinstance(one, int) else one
        for one in draft
    ]
    restored = restore(protect(text, Protection(kinds)), "".join(said))
    if restored is None:
        return
    codes = [piece for piece in restored if isinstance(piece, int)]
    assert sorted(codes) == sorted(piece for piece in text if isinstance(piece, int))
    opened: list[int] = []
    for code in codes:
        if code > 0 and -code in codes:
            opened.append(code)
        elif code < 0:
            assert opened.pop() == -code


def test_a_long_word_is_gone_through_once() -> None:
    before = time.process_time()
    assert protect(("a" * 40_000,), Protection(())).text == "a" * 40_000
    assert time.process_time() - before < 1
