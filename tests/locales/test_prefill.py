"""What the memory and engines fill, and what they must leave alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from pathya.authoring.course import Code, Course, Inline, Unit
from pathya.locales.catalog import Catalog, Entry, State, Suggestion
from pathya.locales.engines.draft import Job
from pathya.locales.engines.names import term_names
from pathya.locales.engines.protect import Name
from pathya.locales.engines.protocol import Engine
from pathya.locales.languages import LANGUAGES
from pathya.locales.memory.lookup import Match
from pathya.locales.prefill import (
    Context,
    by_engine,
    fillable,
    filling,
    from_memory,
    known_text,
    wants_engine,
)
from pathya.locales.term_match import glossary
from pathya.locales.terms import Rendering, Status, Term, Termbase

Make = Callable[[Iterable[Unit]], Course]
TODAY = "2026-11-22"
UNITS = (
    Unit("a", ("Pay the fee.",)),
    Unit("b", ("Ask ", 1, "the PIO", -1, "."), (Code("link", (), ""),)),
    Unit("c", ("Pay the fee. Wait.",)),
)


class Known:
    """A memory of a few texts, that notes what it was asked."""

    def __init__(self, **matches: list[Match]) -> None:
        self.matches, self.asked = matches, list[tuple[Inline, Context]]()

    def __call__(self, text: Inline, context: Context) -> tuple[Match, ...]:
        self.asked.append((text, context))
        key = "".join(piece for piece in text if isinstance(piece, str)).strip()
        return tuple(self.matches.get(key, ()))


def match(target: str, state: State = State.TRANSLATED, score: float = 1.0, **how: Any) -> Match:
    return Match(("source",), (target,), score, "x.xlf", state, how.get("context", False))


def entry(unit: Unit, **how: Any) -> Entry:
    return Entry(unit.id, unit.source, tuple(code.kind for code in unit.codes), **how)


def filled(unit: Unit, target: str, state: State, by: str) -> Entry:
    return entry(unit, target=(target,), state=state, by=by, date=TODAY)


# --- the memory ----------------------------------------------------------------------------------


def test_the_same_text_in_its_place_and_elsewhere(make_course: Make) -> None:
    fee = "Pay the fee."
    first, other = match("शुल्क दें।", context=True), match("फ़ीस दें।")
    known = Known(**{fee: [first, other]})
    ready = filling(make_course(UNITS), known, TODAY)
    made = from_memory(ready, entry(UNITS[0]))
    offered = (Suggestion(("फ़ीस दें।",), "memory: x.xlf", 100),)
    expected = filled(UNITS[0], "शुल्क दें।", State.MEMORY, "memory 101%: x.xlf")
    assert made == replace(expected, suggestions=offered)
    assert known.asked == [((fee,), ("", "Ask the PIO."))]
    known.matches[fee] = [other]
    expected = filled(UNITS[0], "फ़ीस दें।", State.MEMORY, "memory 100%: x.xlf")
    assert from_memory(ready, entry(UNITS[0])) == expected


def test_what_is_only_alike_is_a_suggestion(make_course: Make) -> None:
    known = Known(**{"Pay the fee.": [match(str(n), score=0.9 - n / 10) for n in range(4)]})
    ready = filling(make_course(UNITS), known, TODAY)
    before = entry(
        UNITS[0], suggestions=(Suggestion(("x",), "memory: gone"), Suggestion(("y",), "E"))
    )
    offered = tuple(
        Suggestion((str(n),), "memory: x.xlf", 90 - 10 * n, ("source",)) for n in range(3)
    )
    expected = replace(before, suggestions=(*offered, Suggestion(("y",), "E")))
    assert from_memory(ready, before) == expected
    assert from_memory(ready, expected) == expected


def test_drafts_of_the_last_run_are_no_news(make_course: Make) -> None:
    known = Known(**{"Pay the fee.": [match("म", State.MACHINE, 0.9)]})
    ready = filling(make_course(UNITS), known, TODAY)
    drafted = entry(UNITS[0], suggestions=(Suggestion(("y",), "E"),))
    assert from_memory(ready, drafted) == drafted
    offered = (Suggestion(("म",), "memory: x.xlf", 90, ("source",)),)
    assert from_memory(ready, entry(UNITS[0])) == entry(UNITS[0], suggestions=offered)


def test_a_machines_draft_stays_one_and_a_fuzzy_text_is_offered(make_course: Make) -> None:
    known = Known(**{"Pay the fee.": [match("फ़", State.FUZZY), match("शु", State.MACHINE)]})
    ready = filling(make_course(UNITS), known, TODAY)
    made = from_memory(ready, entry(UNITS[0]))
    assert made == filled(UNITS[0], "शु", State.MACHINE, "memory 100%: x.xlf")
    known.matches["Pay the fee."].pop()
    offered = (Suggestion(("फ़",), "memory: x.xlf", 100),)
    assert from_memory(ready, entry(UNITS[0])) == entry(UNITS[0], suggestions=offered)


def test_what_lacks_a_code_is_offered_and_not_taken(make_course: Make) -> None:
    ready = filling(make_course(UNITS), Known(**{"Ask the PIO.": [match("पूछें")]}), TODAY)
    offered = (Suggestion(("पूछें",), "memory: x.xlf", 100),)
    assert from_memory(ready, entry(UNITS[1])) == entry(UNITS[1], suggestions=offered)


def test_a_text_whose_sentences_are_known(make_course: Make) -> None:
    known = Known(**{"Pay the fee.": [match("शुल्क दें।")], "Wait.": [match("रुकें।")]})
    ready = filling(make_course(UNITS), known, TODAY)
    made = from_memory(ready, entry(UNITS[2]))
    assert made == filled(UNITS[2], "शुल्क दें। रुकें।", State.MEMORY, "memory 100%: x.xlf")
    known.matches["Wait."] = [match("रुकें।", State.MACHINE)]
    assert from_memory(ready, entry(UNITS[2])) == entry(UNITS[2])
    assert known_text(ready, ("Pay the fee. ",)) == ("शुल्क दें। ",)
    assert known_text(ready, ("Wait.",)) is None


# --- engines -------------------------------------------------------------------------------------


def job(say: Callable[[str], str], **how: Any) -> Job:
    engine = Engine("E", lambda texts, *_: tuple(map(say, texts)), lambda one: one.tag)
    return Job(engine, LANGUAGES["en"], LANGUAGES["hi"], **how)


def test_drafts_and_what_is_only_fit_to_be_read(make_course: Make) -> None:
    ready = filling(make_course(UNITS), Known(), TODAY)
    offered = (Suggestion(("शुल्क",), "memory: x.xlf", 80),)
    entries = [entry(UNITS[0], suggestions=offered), entry(UNITS[1])]
    words = {"Pay the fee.": "शुल्क दें।", "Ask <ID1> the PIO <ID2> .": "पूछें <ID2>"}
    words["Ask QZ1 the PIO QZ2 ."] = "QZ1"
    made = by_engine(ready, entries, job(words.__getitem__))
    first = filled(UNITS[0], "शुल्क दें।", State.MACHINE, "E")
    second = entry(UNITS[1], suggestions=(Suggestion(("पूछें",), "E"),))
    assert made == (replace(first, suggestions=offered), second)
    assert [wants_engine(one, "E") for one in (entry(UNITS[1]), second)] == [True, False]
    assert wants_engine(second, "F")


def test_an_empty_draft_leaves_no_trace(make_course: Make) -> None:
    ready = filling(make_course(UNITS), Known(), TODAY)
    assert by_engine(ready, [entry(UNITS[0])], job(lambda _: "")) == (entry(UNITS[0]),)


def test_a_link_around_nothing_is_not_shown(make_course: Make) -> None:
    ready = filling(make_course(UNITS), Known(), TODAY)
    say = job(lambda text: text.replace(" the PIO ", "").replace("Ask", "पूछें"))
    (made,) = by_engine(ready, [entry(UNITS[1])], say)
    assert (made.target, made.suggestions) == ((), (Suggestion(("पूछें ", 1, -1, "."), "E"),))


def test_sentences_that_the_memory_knows_are_not_asked_for(make_course: Make) -> None:
    ready = filling(make_course(UNITS), Known(**{"Pay the fee.": [match("शुल्क दें।")]}), TODAY)
    engine = job({"Wait.": "रुकें।"}.__getitem__, known=lambda text: known_text(ready, text))
    (made,) = by_engine(ready, [entry(UNITS[2])], engine)
    assert made == filled(UNITS[2], "शुल्क दें। रुकें।", State.MACHINE, "E")


LENT = {
    "target": ("x",),
    "state": State.FUZZY,
    "previous_source": ("Pay.",),
    "previous_target": ("x",),
}


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({}, True),
        ({"suggestions": (Suggestion(("x",)),)}, True),
        ({"target": ("x",), "state": State.MACHINE, "by": "E"}, False),
        ({"target": ("x",), "state": State.TRANSLATED}, False),
        ({"target": ("x",), "state": State.SIGNED_OFF}, False),
        (LENT | {"by": "Asha"}, False),
        (LENT | {"by": "E"}, True),
        (LENT | {"by": "memory 100%: y.xlf"}, True),
        (LENT | {"by": "E", "target": ("y",)}, False),
        ({"target": ("x",), "state": State.FUZZY, "by": "E"}, False),
        ({"broken": True}, False),
    ],
)
def test_no_persons_work_is_touched(how: dict[str, Any], expected: bool) -> None:
    one = entry(UNITS[0], **how)
    catalog = Catalog("rti", "en", "hi", {"a": one})
    assert list(fillable(catalog, frozenset({"E"}))) == [one] * expected


def test_names_and_official_expressions() -> None:
    terms = [
        Term("rti", "RTI", keep=True),
        Term("pio", "Public Information Officer"),
        Term("fee", "fee"),
        Term("act", "Right to Information Act"),
    ]
    said = [("pio", "सूचना अधिकारी", Status.ADMITTED), ("pio", "लोक सूचना अधिकारी", Status.PREFERRED)]
    said += [("fee", "शुल्क", Status.PREFERRED)]
    base = Termbase(
        {term.id: term for term in terms}, {"hi": tuple(Rendering(*row) for row in said)}
    )
    text = "RTI: the Public Information Officer takes the fee under the Right to Information Act."
    assert list(term_names(glossary(base, "hi"))(text)) == [
        Name(0, 3, "RTI"),
        Name(9, 35, "लोक सूचना अधिकारी"),
    ]
