"""Paragraphs that are split or joined keep the translations of their sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from pathya.authoring.course import Code, Course, Inline, Unit
from pathya.locales.catalog import Catalog, Entry, State, settled, wording
from pathya.locales.merge import merge

MakeCourse = Callable[[Iterable[Unit]], Course]

BOLD, LINK = Code("bold", ("",), ""), Code("link", ("",), "")
PAY, KEEP = "Pay 10 rupees.", "Keep the receipt."
WHOLE = Unit("a.0", (f"{PAY} {KEEP}",))
FIRST, SECOND = Unit("a.1", (PAY,)), Unit("b.2", (KEEP,))
HINDI = "१० रुपये दें।", "रसीद रखें।"
REMARK = ("रवि", "10?")


def done(unit: Unit, *target: str | int, state: State = State.SIGNED_OFF) -> Entry:
    entry = Entry(unit.id, *wording(unit), target, state, "आशा", "2026-11-20", remarks=(REMARK,))
    signed = state is State.SIGNED_OFF
    return settled(replace(entry, reviewer="रवि" if signed else "", note=unit.note))


def merged(make_course: MakeCourse, units: list[Unit], *olds: Entry) -> dict[str, Entry]:
    before = Catalog("rti", "en", "hi", {old.id: old for old in olds})
    catalog, aside = merge(make_course(units), "hi", before, None)
    assert merge(make_course(units), "hi", catalog, aside) == (catalog, aside)
    targets = {old.target for old in olds}
    kept = {one.target for one in (*catalog.entries.values(), *aside.entries.values())}
    assert targets <= kept | {one.previous_target for one in catalog.entries.values()}
    return dict(catalog.entries)


def test_a_text_that_is_split_keeps_translation_and_sign_off(make_course: MakeCourse) -> None:
    entries = merged(make_course, [FIRST, SECOND], done(WHOLE, " ".join(HINDI)))
    second = replace(done(SECOND, HINDI[1]), remarks=())
    assert entries == {"a.1": done(FIRST, HINDI[0]), "b.2": second}


def test_texts_that_are_joined_are_as_far_as_the_least(make_course: MakeCourse) -> None:
    olds = done(FIRST, HINDI[0]), done(SECOND, HINDI[1], state=State.TRANSLATED)
    expected = done(WHOLE, " ".join(HINDI), state=State.TRANSLATED)
    assert merged(make_course, [WHOLE], *olds) == {"a.0": expected}


def test_codes_go_with_their_sentences(make_course: MakeCourse) -> None:
    source: Inline = ("See ", 1, "the Act", -1, ". Pay ", 2, "now", -2, ".")
    whole = Unit("a.0", source, (LINK, BOLD))
    old = done(whole, 1, "अधिनियम", -1, " देखें। ", 2, "अभी", -2, " दें।")
    parts = [
        Unit("a.1", ("Pay ", 1, "now", -1, "."), (BOLD,)),
        Unit("a.2", ("See ", 1, "the Act", -1, "."), (LINK,)),
    ]
    entries = merged(make_course, parts, old)
    assert [one.target for one in entries.values()] == [
        (1, "अभी", -1, " दें।"),
        (1, "अधिनियम", -1, " देखें।"),
    ]
    assert {one.state for one in entries.values()} == {State.SIGNED_OFF}


@pytest.mark.parametrize(
    "target",
    ["रसीद रखें और रुपये दें।", "रसीद रखें। १० रुपये दें।", "रसीद रखें। दस रुपये दें।"],
    ids=["one sentence", "in another order", "a number in words"],
)
def test_sentences_that_cannot_be_told_ask_for_a_look(make_course: MakeCourse, target: str) -> None:
    entries = merged(make_course, [FIRST, SECOND], done(WHOLE, target))
    assert [one.state for one in entries.values()].count(State.FUZZY) == 1
    assert {one.state for one in entries.values()} <= {State.FUZZY, State.NEW}


def test_a_changed_text_is_not_cut(make_course: MakeCourse) -> None:
    old = replace(done(WHOLE, " ".join(HINDI), state=State.FUZZY), previous_source=("Pay.",))
    entries = merged(make_course, [FIRST, SECOND], old)
    assert {one.state for one in entries.values()} == {State.FUZZY, State.NEW}


def test_both_halves_of_a_text_that_was_split_and_changed_show_the_old_one(
    make_course: MakeCourse,
) -> None:
    units = [Unit("a.1", ("Pay 20 rupees.",)), Unit("a.2", ("Keep the old receipt.",))]
    entries = merged(make_course, units, done(WHOLE, " ".join(HINDI)))
    assert {one.state for one in entries.values()} == {State.FUZZY}
    shown = {one.previous_source for one in entries.values()}
    assert WHOLE.source in shown
    assert len(shown & {FIRST.source, SECOND.source}) == 1
