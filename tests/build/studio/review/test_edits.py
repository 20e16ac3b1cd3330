"""What may be done to a text, by whom, and what becomes of it: pure functions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pathya.authoring.course import Code, Unit
from pathya.build.studio.review.edits import Action, Edit, Person, Refusal, edited, mark
from pathya.build.studio.review.pieces import changes, pieces_from
from pathya.locales.catalog import Entry, State, Suggestion, settled

TODAY = "2026-11-22"
ASHA, RAVI = Person("Asha Rao", TODAY), Person("Ravi Das", TODAY)
UNIT = Unit("a.1", ("Read ", 1, "the Act", -1, "."), (Code("link", ("<a>",), "</a>"),))
HINDI = (1, "अधिनियम", -1, " पढ़ें।")
NEW = Entry("a.1", UNIT.source, ("link",))
DRAFT = replace(
    NEW,
    target=HINDI,
    state=State.MACHINE,
    by="Anuvad",
    date="2026-11-01",
    previous_source=("Read it.",),
    previous_target=("पढ़ें।",),
    suggestions=(Suggestion(("x",)),),
)
TRANSLATED = replace(NEW, target=HINDI, state=State.TRANSLATED, by="Asha Rao", date=TODAY)
SIGNED = settled(
    replace(TRANSLATED, state=State.SIGNED_OFF, reviewer="Ravi Das", reviewed="2026-11-21")
)


def do(entry: Entry, action: str, by: Person = ASHA, target: Any = None, said: str = "") -> Any:
    target = entry.target if target is None else target
    return edited(UNIT, entry, Edit(Action(action), target, said), by)


def test_a_saved_draft_is_translated_by_who_saved_it() -> None:
    assert do(DRAFT, "save") == TRANSLATED


def test_saving_what_is_finished_changes_nothing() -> None:
    assert do(TRANSLATED, "save", RAVI) == TRANSLATED
    assert do(SIGNED, "save", RAVI) == SIGNED


def test_a_new_word_takes_a_sign_off_back() -> None:
    words = (1, "अधिनियम", -1, " ध्यान से पढ़ें।")
    assert do(SIGNED, "save", RAVI, words) == replace(TRANSLATED, target=words, by="Ravi Das")


def test_what_cannot_be_shown_is_kept_for_another_look() -> None:
    lost = ("अधिनियम पढ़ें।",)
    made = do(TRANSLATED, "save", ASHA, lost)
    assert made == replace(TRANSLATED, target=lost, state=State.FUZZY)
    assert isinstance(do(made, "sign-off", RAVI), Refusal)


@pytest.mark.parametrize("nothing", [(), ("  ",), (1, " ", -1)])
def test_an_empty_text_is_new_again(nothing: Any) -> None:
    assert do(TRANSLATED, "save", ASHA, nothing) == NEW
    assert do(NEW, "save", ASHA, nothing) == NEW


def test_what_is_typed_is_composed_and_trimmed_and_keeps_its_joiners() -> None:
    typed = ("  \u0928\u093c", 1, "अधि\u200dनियम", -1, "\u200c ")
    made = do(NEW, "save", ASHA, typed)
    assert made.target == ("\u0929", 1, "अधि\u200dनियम", -1, "\u200c")


def test_somebody_else_signs_off() -> None:
    assert do(TRANSLATED, "sign-off", RAVI) == replace(SIGNED, reviewed=TODAY)


@pytest.mark.parametrize(
    ("entry", "by", "target", "why"),
    [
        (TRANSLATED, ASHA, None, "You translated this yourself"),
        (TRANSLATED, Person("asha  RAO <a@example.org>", TODAY), None, "You translated this"),
        (TRANSLATED, RAVI, ("x",), "You have changed the text"),
        (DRAFT, RAVI, None, "Nobody has translated this yet"),
        (replace(TRANSLATED, state=State.FUZZY), RAVI, None, "Nobody has translated this yet"),
        (NEW, RAVI, None, "There is nothing to sign off"),
        (TRANSLATED, Person("", TODAY), None, "Nobody knows who you are"),
    ],
)
def test_who_may_not_sign_off(entry: Entry, by: Person, target: Any, why: str) -> None:
    refused = do(entry, "sign-off", by, target)
    assert isinstance(refused, Refusal)
    assert refused.message.startswith(why)


def test_where_the_project_allows_it_one_person_does_both() -> None:
    both = replace(RAVI, may_do_both=True)
    assert do(DRAFT, "sign-off", both) == settled(
        replace(SIGNED, by="Ravi Das", reviewed=TODAY, signed="")
    )


def test_what_is_sent_back_wants_another_look() -> None:
    wanted = replace(TRANSLATED, state=State.FUZZY, remarks=(("Ravi Das", "Which Act?"),))
    assert do(SIGNED, "send-back", RAVI, said=" Which Act? ") == wanted
    assert isinstance(do(NEW, "send-back", RAVI), Refusal)


def test_remarks_are_their_authors() -> None:
    noted = do(SIGNED, "remark", RAVI, said="Fine.")
    assert noted == replace(SIGNED, remarks=(("Ravi Das", "Fine."),))
    assert mark(noted) == mark(SIGNED)
    assert do(noted, "retract", RAVI, said="Fine.") == SIGNED
    assert isinstance(do(noted, "retract", ASHA, said="Fine."), Refusal)
    assert isinstance(do(noted, "remark", ASHA, said=" "), Refusal)


def test_the_mark_changes_with_what_an_edit_depends_on() -> None:
    others = [
        replace(SIGNED, target=("x",)),
        replace(SIGNED, state=State.TRANSLATED),
        replace(SIGNED, by="x"),
        replace(SIGNED, reviewer="x"),
        replace(SIGNED, source=("x",)),
        replace(SIGNED, previous_source=("x",)),
    ]
    assert len({mark(one) for one in (SIGNED, *others)}) == 7


# --- texts in transit ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        (["a", 1, "", "b", "c", -1], ("a", 1, "bc", -1)),
        ([], ()),
        ("a", None),
        ([True], None),
        ([0], None),
        ([1.5], None),
        ([None], None),
        (["\ud800"], None),
        (["\x00"], None),
        (["क\u200dष\u200c\n\t"], ("क\u200dष\u200c\n\t",)),
        (["x" * 100_001], None),
    ],
)
def test_only_texts_are_taken(sent: Any, taken: Any) -> None:
    assert pieces_from(sent) == taken


def test_a_change_is_told_word_by_word() -> None:
    old, new = ("Reply in ", 1, "30 days", -1, "."), ("Reply within ", 1, "30 days", -1, ", today.")
    assert changes(old, new) == [
        ("=", ("Reply ",)),
        ("-", ("in",)),
        ("+", ("within",)),
        ("=", (" ", 1, "30 days", -1)),
        ("+", (", today",)),
        ("=", (".",)),
    ]
    assert changes(("क्षत्रिय राम",), ("क्षेत्र राम",)) == [
        ("-", ("क्षत्रिय",)),
        ("+", ("क्षेत्र",)),
        ("=", (" राम",)),
    ]
