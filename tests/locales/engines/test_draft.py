"""From texts to drafts: sentences, batches, second tries, answers of blanks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pathya.authoring.course import Inline
from pathya.locales.engines.draft import Draft, Job, batches, draft
from pathya.locales.engines.protect import Name
from pathya.locales.engines.protocol import Engine
from pathya.locales.languages import LANGUAGES, Language

EN, HI = LANGUAGES["en"], LANGUAGES["hi"]
Calls = list[tuple[str, ...]]


def engine(say: Callable[[str], str], calls: Calls | None = None, texts: int = 32) -> Engine:
    def translate(some: tuple[str, ...], source: Language, target: Language) -> tuple[str, ...]:
        assert (source, target) == (EN, HI)
        if calls is not None:
            calls.append(some)
        return tuple(map(say, some))

    return Engine("test", translate, lambda one: one.tag, texts=texts)


def one(text: Inline, kinds: tuple[str, ...], say: Callable[[str], str]) -> Draft:
    return draft([(text, kinds)], Job(engine(say), EN, HI))[0]


def test_sentences_go_one_by_one_and_each_once() -> None:
    calls: Calls = []
    text: Inline = ("See it. ", 1, "Read it.", -1, " See it.")
    (made,) = draft([(text, ("bold",))], Job(engine(str.swapcase, calls), EN, HI))
    assert made == Draft(("sEE IT. ", 1, "rEAD IT.", -1, " sEE IT."), sound=True)
    assert calls == [("Read it.", "See it.")]


def test_a_second_try_with_tokens_that_look_like_words() -> None:
    calls: Calls = []
    text: Inline = ("Read ", 1, "it", -1, " now")
    say = engine(lambda said: said.replace("<ID1>", "").replace("Read", "पढ़ें"), calls)
    assert draft([(text, ("bold",))], Job(say, EN, HI)) == (
        Draft(("पढ़ें ", 1, "it", -1, " now"), sound=True),
    )
    assert calls == [("Read <ID1> it <ID2> now",), ("Read QZ1 it QZ2 now",)]


def test_only_the_sentence_that_failed_is_asked_for_again() -> None:
    calls: Calls = []
    text: Inline = ("See it. Ask ", 1, "us", -1, ". Read ", 2, "it", -2, " now.")
    say = engine(lambda said: said.replace("Read <ID1>", "Read"), calls)
    (made,) = draft([(text, ("bold", "bold"))], Job(say, EN, HI))
    assert made == Draft(text, sound=True)
    assert calls[1:] == [("Read QZ1 it QZ2 now.",)]


def test_a_sentence_that_is_known_brings_its_own_answers() -> None:
    text: Inline = ("Within ", 1, "ten", -1, " days. Pay ", 2, "cash", -2, ".")
    given: Inline = (1, "दस|10", -1, " दिन में। ")
    words = {"Pay <ID1> .": "<ID1> दें।", "cash": "नक़द"}
    job = Job(engine(words.__getitem__), EN, HI, known=lambda one: given if 1 in one else None)
    (made,) = draft([(text, ("x-blank", "x-blank"))], job)
    assert made == Draft((1, "दस|10", -1, " दिन में। ", 2, "नक़द", -2, " दें।"), sound=True)


def test_a_suggestion_keeps_the_names_that_are_there() -> None:
    text: Inline = ("Write to a@b.in ", 1, "now", -1, " or ask.")
    made = one(text, ("link",), lambda said: said.replace("<ID2>", "").replace("QZ2", ""))
    assert made == Draft(("Write to a@b.in now or ask.",), sound=False)


def test_what_fails_twice_is_a_suggestion() -> None:
    text: Inline = ("Read ", 1, "it", -1, " now")
    made = one(text, ("link",), lambda said: said.replace("1", "7"))
    assert made == Draft(("Read it now",), sound=False)


def test_answers_are_translated_one_by_one() -> None:
    text: Inline = ("Within ", 1, "30|thirty", -1, " days or ", 2, "ten|10", -2, ".")
    words = {"thirty": "तीस", "ten": "दस", "Within <ID1> days or <ID2> .": "<ID2> या <ID1> दिन।"}
    made = one(text, ("x-blank", "x-blank"), words.__getitem__)
    assert made == Draft((2, "दस|10", -2, " या ", 1, "30|तीस", -1, " दिन।"), sound=True)


def test_what_has_no_words_is_not_sent() -> None:
    def refuse(said: str) -> str:
        raise AssertionError(said)

    for text in (("2005",), (1,), (1, "ls", -1), ("https://nic.in",), ("",), ()):
        assert one(text, ("x-code",), refuse) == Draft(tuple(filter(None, text)), sound=True)


def test_an_empty_answer_is_no_draft() -> None:
    assert one(("Read it",), (), lambda _: "") == Draft((), sound=False)


def test_names_are_left_alone() -> None:
    def names(text: str) -> tuple[Name, ...]:
        return (Name(text.index("RTI"), text.index("RTI") + 3, "आरटीआई"),)

    job = Job(engine(lambda said: said.replace("Ask under", "मांगें")), EN, HI, names)
    assert draft([(("Ask under RTI.",), ())], job) == (Draft(("मांगें आरटीआई.",), sound=True),)


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ((), []),
        ((3, 3, 3), [2, 1]),
        ((9, 1), [2]),
        ((9, 2), [1, 1]),
        ((20, 1), [1, 1]),
        ((5, 5), [2]),
    ],
)
def test_batches_keep_to_the_limits(lengths: tuple[int, ...], expected: list[int]) -> None:
    small = Engine("test", lambda texts, *_: texts, lambda one: one.tag, texts=2, chars=10)
    made = list(batches(["x" * length for length in lengths], small))
    assert [len(batch) for batch in made] == expected
