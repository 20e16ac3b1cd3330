"""The memory: what is indexed is found again, and nothing machine-made looks human."""

from __future__ import annotations

import sqlite3
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Inline, plain
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.memory.lookup import Match, lookup
from pathya.locales.memory.pairs import Pair, catalog_pairs, foreign_pairs
from pathya.locales.memory.store import (
    DamagedMemory,
    Memory,
    forget,
    open_memory,
    origins,
    remember,
)
from pathya.locales.memory.texts import numbering, packed, renumbered, unpacked, words_of

HINDI = ("en", "hi")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.sqlite") as opened:
        yield opened


def pair(source: str, target: str, state: State = State.TRANSLATED, *around: str) -> Pair:
    return Pair(HINDI, (source,), (target,), state, *around)


def match(source: str, target: str, state: State, context: bool = False) -> Match:
    return Match((source,), (target,), 1.0, "a", state, context)


def test_the_same_text_is_found(memory):
    remember(memory, "a", "1", [pair("Pay the fee.", "शुल्क दें।")])
    found = (match("Pay the fee.", "शुल्क दें।", State.TRANSLATED),)
    assert lookup(memory, (" Pay the fee.\n",), HINDI) == found
    assert lookup(memory, ("Pay the fee.",), ("en", "ta")) == ()
    assert lookup(memory, ("Pay the fee.",), ("hi", "hi")) == ()
    assert lookup(memory, (), HINDI) == ()


def test_what_a_person_made_counts_more(memory):
    remember(
        memory,
        "a",
        "1",
        [
            pair("Fee", "मशीन", State.MACHINE),
            pair("Fee", "शुल्क", State.TRANSLATED),
            pair("Fee", "फ़ीस", State.SIGNED_OFF),
            pair("Fee", "शुल्क", State.MACHINE),
            pair("Fee", "फीस", State.MEMORY),
            pair("Fee", "पुराना", State.FUZZY),
        ],
    )
    assert [(plain(one.target), one.state) for one in lookup(memory, ("Fee",), HINDI)] == [
        ("फ़ीस", State.SIGNED_OFF),
        ("शुल्क", State.TRANSLATED),
        ("फीस", State.MEMORY),
        ("मशीन", State.MACHINE),
        ("पुराना", State.FUZZY),
    ]


def test_context_comes_first_and_a_machine_last(memory):
    here = "Do you pay?", "No"
    remember(
        memory,
        "a",
        "1",
        [
            pair("Yes", "जी", State.SIGNED_OFF, "Is it?", "No"),
            pair("Yes", "हाँ", State.TRANSLATED, *here),
            pair("Yes", "मशीन", State.MACHINE, *here),
        ],
    )
    assert lookup(memory, ("Yes",), HINDI, here) == (
        match("Yes", "हाँ", State.TRANSLATED, context=True),
        match("Yes", "जी", State.SIGNED_OFF),
        match("Yes", "मशीन", State.MACHINE, context=True),
    )
    assert not any(one.context for one in lookup(memory, ("Yes",), HINDI, ("", "")))


def test_a_text_alike_is_found_and_scored(memory):
    remember(memory, "a", "1", [pair("Send the reply within 30 days.", "३० दिन", State.SIGNED_OFF)])
    (found,) = lookup(memory, ("Send the reply within 35 days.",), HINDI)
    assert (found.target, found.state, found.context) == (("३० दिन",), State.SIGNED_OFF, False)
    assert 0.9 < found.score < 1
    assert lookup(memory, ("Send the reply within 35 days.",), HINDI, least=0.99) == ()
    assert lookup(memory, ("A reply is due.",), HINDI) == ()


def test_a_machine_draft_does_not_hide_what_a_person_made(memory):
    remember(
        memory,
        "a",
        "1",
        [
            pair("Send the reply in 30 days.", "मशीन", State.MACHINE),
            pair("Send the reply in 31 days.", "मनुष्य", State.TRANSLATED),
        ],
    )
    found = lookup(memory, ("Send the reply in 30 days.",), HINDI)
    assert [(one.state, one.score == 1) for one in found] == [
        (State.MACHINE, True),
        (State.TRANSLATED, False),
    ]


def test_codes_have_the_numbers_of_the_text_that_asks(memory):
    source: Inline = ("Pay ", 2, "₹10", -2, " here", 5)
    target: Inline = (5, "यहाँ ", 2, "₹10", -2, " दें")
    remember(memory, "a", "1", [Pair(HINDI, source, target, State.TRANSLATED)])
    asked: Inline = ("Pay ", 1, "₹10", -1, " here", 7)
    (found,) = lookup(memory, asked, HINDI)
    assert (found.source, found.score) == (asked, 1.0)
    assert found.target == (7, "यहाँ ", 1, "₹10", -1, " दें")
    (found,) = lookup(memory, ("Pay ", 3, "₹10", -3, " here"), HINDI)
    assert (found.target, found.score) == (("यहाँ ", 3, "₹10", -3, " दें"), 0.99)


def test_a_target_with_codes_of_its_own_is_not_remembered(memory):
    remember(memory, "a", "1", [Pair(HINDI, ("Pay",), (1, "दें", -1))])
    assert lookup(memory, ("Pay",), HINDI) == ()


def test_an_origin_is_replaced_and_forgotten(memory):
    remember(memory, "a", "1", [pair("Fee", "शुल्क")])
    remember(memory, "b", "1", [pair("Fee", "फ़ीस")])
    remember(memory, "a", "2", [pair("Reply", "उत्तर")])
    assert origins(memory) == {"a": "2", "b": "1"}
    assert [plain(one.target) for one in lookup(memory, ("Fee",), HINDI)] == ["फ़ीस"]
    forget(memory, "b")
    assert (origins(memory), lookup(memory, ("Fee",), HINDI)) == ({"a": "2"}, ())


def test_it_stays_on_the_disk(tmp_path):
    path = tmp_path / "new" / "memory.sqlite"
    with open_memory(path) as memory:
        remember(memory, "a", "1", [pair("Fee", "शुल्क")])
    with open_memory(path) as memory:
        assert (origins(memory), len(lookup(memory, ("Fee",), HINDI))) == ({"a": "1"}, 1)


def test_all_of_an_origin_or_nothing(memory):
    def broken() -> Iterator[Pair]:
        yield pair("Fee", "शुल्क")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remember(memory, "a", "1", broken())
    assert (origins(memory), lookup(memory, ("Fee",), HINDI)) == ({}, ())


@pytest.mark.parametrize("data", [b"no database" * 500, b"", b"SQLite format 3\0" + b"\1" * 9000])
def test_a_file_that_is_no_memory_is_made_anew(tmp_path, data):
    path = tmp_path / "memory.sqlite"
    path.write_bytes(data)
    with open_memory(path) as memory:
        assert origins(memory) == {}


def test_a_file_of_another_version_is_made_anew(tmp_path):
    path = tmp_path / "memory.sqlite"
    with open_memory(path) as memory:
        remember(memory, "a", "1", [])
        memory.run("PRAGMA user_version = 99")
    with open_memory(path) as memory:
        assert origins(memory) == {}


def test_a_file_found_damaged_is_removed(tmp_path):
    path = tmp_path / "memory.sqlite"
    with open_memory(path) as memory:
        remember(memory, "a", "1", [pair(f"Fee {n}", "शुल्क") for n in range(900)])
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with open_memory(path) as memory:
        assert lookup(memory, ("Fee 1",), HINDI) == ()
        assert memory.damaged
        with pytest.raises(DamagedMemory):
            remember(memory, "a", "2", [])
    assert not path.exists()


def test_a_place_that_cannot_be_written_to(tmp_path):
    with pytest.raises(OSError, match="directory"):
        open_memory(tmp_path)
    path = tmp_path / "memory.sqlite"
    with open_memory(path) as memory, sqlite3.connect(path) as other:
        other.execute("BEGIN IMMEDIATE")
        memory.run("PRAGMA busy_timeout = 0")
        with pytest.raises(OSError, match="locked"):
            remember(memory, "a", "1", [])


def entry(name: str, source: str, target: str, state: State = State.TRANSLATED) -> Entry:
    return Entry(name, (source,), target=(target,), state=state)


def test_what_a_catalog_has_to_remember():
    entries = (
        entry("a", "Fees", "शुल्क"),
        entry("b", "Pay. Then wait.", "दें। फिर रुकें।", State.MACHINE),
        Entry("c", ("New",)),
        entry("d", "From a memory", "स्मृति", State.MEMORY),
        Entry("e", ("Two. Now.",), (), ("एक",), State.FUZZY, previous_source=("One.",)),
        Entry("f", ("Broken",), (), ("टूटा",), broken=True),
    )
    catalog = Catalog("rti", "en", "hi", {one.id: one for one in entries})
    machine = State.MACHINE
    assert list(catalog_pairs(catalog)) == [
        pair("Fees", "शुल्क", State.TRANSLATED, "", "Pay. Then wait."),
        pair("Pay. Then wait.", "दें। फिर रुकें।", machine, "Fees", "New"),
        pair("Pay. ", "दें। ", machine),
        pair("Then wait.", "फिर रुकें।", machine),
        pair("One.", "एक", State.FUZZY, "From a memory", "Broken"),
    ]


def test_what_a_memory_from_elsewhere_has():
    entries = (
        entry("a", "Fees. Now.", "शुल्क। अब।", State.SIGNED_OFF),
        entry("b", "Pay", "दें", State.MACHINE),
        entry("c", "Old", "पुराना", State.FUZZY),
        Entry("d", ("New",)),
    )
    assert list(foreign_pairs(HINDI, entries)) == [
        pair("Fees. Now.", "शुल्क। अब।", State.MEMORY),
        pair("Fees. ", "शुल्क। ", State.MEMORY),
        pair("Now.", "अब।", State.MEMORY),
        pair("Pay", "दें", State.MACHINE),
    ]


WORDS = st.text(string.ascii_lowercase, min_size=3, max_size=8)


@given(st.lists(st.lists(WORDS, min_size=3, max_size=9), min_size=1, max_size=30), st.data())
def test_every_text_is_found_again(tmp_path_factory, sentences, data):
    texts = [" ".join(words) for words in sentences]
    path = tmp_path_factory.mktemp("memory") / "memory.sqlite"
    with open_memory(path) as memory:
        remember(memory, "a", "1", [pair(text, text.upper()) for text in texts])
        asked = data.draw(st.sampled_from(texts))
        assert lookup(memory, (asked,), HINDI)[0].target == (asked.upper(),)
        found = lookup(memory, (f"{asked}s",), HINDI)
        assert found[0].score >= 0.9


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Act, the ACT.", ["the", "act"]),
        ("हिन्दी में, க்ஷ", ["हिन्दी", "में", "க்ஷ"]),
        ("e-mail 30% a_b", ["e", "mail", "30", "a", "b"]),
        ("…", []),
    ],
)
def test_words_keep_their_vowel_signs(text, words):
    assert words_of(text) == words


def test_odd_texts_do_no_harm(memory):
    odd = [
        '" OR "',
        "NEAR(a b)",
        "*",
        "word:",
        "\u1c80\U0001e900",
        "न\u0903",
        "ᱚᱞ",
        "a\0b",
        "\ud800",
    ]
    remember(memory, "a", "1", [pair(text, "x") for text in odd[:-1]])
    for text in odd:
        lookup(memory, (f"{text} and more",), HINDI)


INLINES = st.lists(st.one_of(st.text(min_size=1), st.integers(1, 5)), max_size=6).map(tuple)


@given(INLINES)
def test_texts_are_packed_and_numbered_there_and_back(text):
    numbers = numbering(text)
    counted = renumbered(text, numbers)
    assert unpacked(packed(counted)) == counted
    back = renumbered(counted, {new: old for old, new in numbers.items()})
    assert (plain(back), [one for one in back if isinstance(one, int)]) == (
        plain(text),
        [one for one in text if isinstance(one, int)],
    )
