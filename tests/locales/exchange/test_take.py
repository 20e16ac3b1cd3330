"""Judging what came back, unit by unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from pathya.authoring.course import Code, Course, Inline, Unit
from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.locales import rules
from pathya.locales.catalog import Catalog, Entry, State, Suggestion, settled
from pathya.locales.exchange.incoming import Incoming
from pathya.locales.exchange.judge import Terms
from pathya.locales.exchange.take import Taken, take
from pathya.locales.term_match import glossary
from pathya.locales.terms import Term, Termbase

MakeCourse = Callable[[Iterable[Unit]], Course]

BACK = Where("back.po", 7)
LINK = Code("link", ('<a href="#a">',), "</a>")
FEE = Unit("fees.1", ("Pay ten rupees.",))
ACT = Unit("fees.2", ("Read ", 1, "the Act", -1, "."), (LINK,))
HINDI: Inline = ("दस रुपये दें।",)
OTHER: Inline = ("दस रुपये चुकाएँ।",)
NEW = Entry("fees.1", FEE.source)
DONE = replace(NEW, target=HINDI, state=State.TRANSLATED, by="आशा", date="2026-11-20")
SIGNED = settled(replace(DONE, state=State.SIGNED_OFF, reviewer="रवि", reviewed="2026-11-21"))


def back(target: Inline = HINDI, state: State = State.TRANSLATED, **others: object) -> Entry:
    entry = Entry("fees.1", FEE.source, target=target, state=state, where=BACK)
    return replace(entry, **others)  # type: ignore[arg-type]


NOBODY = Terms()


@pytest.fixture
def taken(make_course: MakeCourse) -> Callable[..., Taken]:
    """Take units into a catalog that has one text on fees as given, and one on the Act."""

    def run(ours: Entry, *theirs: Entry, terms: Terms = NOBODY, **said: object) -> Taken:
        act = Entry(ACT.id, ACT.source, ("link",))
        catalog = Catalog("rti", "en", "hi", {ours.id: ours, act.id: act})
        incoming = replace(Incoming("rti", "en", "hi", theirs), **said)  # type: ignore[arg-type]
        return take(make_course([FEE, ACT]), catalog, incoming, terms)

    return run


ME = Terms("मीना", "2026-11-22")
MINE: dict[str, Any] = {"by": "मीना", "date": "2026-11-22"}
MACHINE = replace(DONE, state=State.MACHINE, by="machine draft", suggestions=(Suggestion(OTHER),))
FUZZY = replace(DONE, state=State.FUZZY, previous_source=("Pay five.",), previous_target=("पाँच।",))

COMES_IN: dict[str, tuple[Entry, Entry, Terms, Entry]] = {
    "a translation": (NEW, back(by="आशा", date="2026-11-20"), Terms(), DONE),
    "one without a name": (NEW, back(), ME, replace(DONE, **MINE)),
    "nothing": (DONE, back((), State.NEW), ME, DONE),
    "a draft that was accepted": (
        MACHINE,
        back(by="machine draft", date="2026-11-20"),
        ME,
        replace(DONE, **MINE),
    ),
    "a draft that was rewritten, with the machine's name left in its place": (
        MACHINE,
        back(OTHER, by="machine draft", date="2026-11-20"),
        Terms(),
        replace(DONE, target=OTHER, by="", date=""),
    ),
    "a draft that was accepted by nobody knows whom": (
        MACHINE,
        back(by="machine draft", date="2026-11-20"),
        Terms(),
        replace(DONE, by="", date=""),
    ),
    "a draft that was accepted, beside whose name a spreadsheet has written its date anew": (
        MACHINE,
        back(OTHER, by="machine draft", date="2026-11-22"),
        ME,
        replace(DONE, target=OTHER, **MINE),
    ),
    "another text by the same person, with a date that cannot be read": (
        DONE,
        back(OTHER, by="आशा"),
        ME,
        replace(DONE, target=OTHER, **MINE),
    ),
    "another text by the same person, later": (
        DONE,
        back(OTHER, by="आशा", date="2026-11-23"),
        ME,
        replace(DONE, target=OTHER, date="2026-11-23"),
    ),
    "a text that was fuzzy": (FUZZY, back(OTHER), ME, replace(DONE, target=OTHER, **MINE)),
    "a draft in the place of a draft": (
        MACHINE,
        back(OTHER, State.MEMORY, by="memory"),
        Terms(),
        replace(MACHINE, target=OTHER, state=State.MEMORY, by="memory", date=""),
    ),
    "a draft of what is translated": (DONE, back(HINDI, State.MACHINE), ME, DONE),
    "a wish for another look": (
        DONE,
        back(HINDI, State.FUZZY),
        ME,
        replace(DONE, state=State.FUZZY),
    ),
    "a sign-off": (
        DONE,
        back(HINDI, State.SIGNED_OFF, reviewer="रवि", reviewed="2026-11-21"),
        Terms(),
        SIGNED,
    ),
    "a sign-off without a name": (
        DONE,
        back(HINDI, State.SIGNED_OFF),
        Terms("रवि", "2026-11-21"),
        SIGNED,
    ),
    "what a format knows less of": (SIGNED, back(HINDI), ME, SIGNED),
    "another text by force": (
        SIGNED,
        back(OTHER),
        replace(ME, force=True),
        replace(DONE, target=OTHER, **MINE),
    ),
    "a remark": (
        replace(DONE, remarks=(("आशा", "Which?"),)),
        back((), State.NEW, remarks=(("", "आशा: Which?"), ("", "The first."))),
        ME,
        replace(DONE, remarks=(("आशा", "Which?"), ("", "The first."))),
    ),
    "spaces and line ends behind it": (
        NEW,
        back(("\u00a0दस रुपये दें। \n",), by="आशा", date="2026-11-20"),
        Terms(),
        DONE,
    ),
    "letters in parts, and line ends of a spreadsheet": (
        NEW,
        back(("न\u093c\r\nय",), id="rti///fees.1", by="x"),
        Terms(),
        replace(DONE, target=("ऩ\nय",), by="x", date=""),
    ),
}


@pytest.mark.parametrize("case", COMES_IN)
def test_what_fits_comes_in(taken, case: str) -> None:
    ours, theirs, terms, expected = COMES_IN[case]
    done = taken(ours, theirs, terms=terms)
    assert (done.catalog.entries["fees.1"], done.found) == (expected, ())
    assert done.changed == (() if expected == ours else ("fees.1",))


STAYS: dict[str, tuple[Entry, Entry, str, str]] = {
    "signed off": (SIGNED, back(OTHER), "EXC006", "fees.1 is signed off, and stays as it is"),
    "a sign-off taken back": (
        SIGNED,
        back(HINDI, State.FUZZY),
        "EXC006",
        "fees.1 is signed off, and stays as it is",
    ),
    "a draft over a finished text": (
        DONE,
        back(OTHER, State.MACHINE),
        "EXC009",
        "fees.1 is translated, and this is a draft (machine)",
    ),
    "a sign-off of one's own": (
        DONE,
        back(HINDI, State.SIGNED_OFF, reviewer="आशा"),
        "EXC007",
        "fees.1 was translated and signed off by आशा; it is translated",
    ),
    "a code that is not in the source": (
        NEW,
        back((1, "दस", -1)),
        "EXC005",
        "fees.1: code 1 is not in the source",
    ),
    "the source": (
        MACHINE,
        back(FEE.source),
        "EXC012",
        "fees.1: it is the source",
    ),
    "an error of a spreadsheet": (
        NEW,
        back(("#NAME?",)),
        "EXC012",
        "fees.1: there are no words",
    ),
    "the source of another text": (
        NEW,
        back(source=ACT.source),
        "EXC013",
        "fees.1: this is the translation of another text",
    ),
    "a text that does not say which": (
        NEW,
        back(id="", source=()),
        "EXC003",
        "a text with neither id nor source is not in rti",
    ),
    "another script": (
        MACHINE,
        back(("பத்து ரூபாய்.",)),
        "EXC012",
        "fees.1: it is in Tamil, and not in Devanagari",
    ),
    "Latin letters": (
        NEW,
        back(("Das rupaye den.",)),
        "EXC012",
        "fees.1: it is in Latin letters, and not in Devanagari",
    ),
    "a character that no text has": (
        NEW,
        back(("\ue000",)),
        "EXC005",
        "fees.1: the character U+E000 cannot stand in a text",
    ),
    "an unknown text": (
        NEW,
        back(id="fees.9", source=("Pay eleven.",)),
        "EXC003",
        "fees.9 is not in rti",
    ),
    "an unknown text without an id": (
        NEW,
        back(id="", source=("Pay ", 1, "eleven.", -1)),
        "EXC003",
        '"Pay 1 eleven. -1" is not in rti',
    ),
    "an old source of a finished text": (
        DONE,
        back(OTHER, source=("Pay five.",)),
        "EXC004",
        "the source of fees.1 has changed since this was sent out",
    ),
}


@pytest.mark.parametrize("case", STAYS)
def test_what_does_not_fit_is_said_and_ours_stays(taken, case: str) -> None:
    ours, theirs, code, message = STAYS[case]
    good = replace(back(), id=ACT.id, source=ACT.source, target=(1, "अधिनियम", -1))
    done = taken(ours, theirs, good)
    assert done.catalog.entries["fees.1"] == ours
    assert done.changed == (ACT.id,)
    found = [(one.rule.code, one.where, one.message) for one in done.found]
    assert found == [(code, BACK, message)]


def test_a_lost_link_is_said(taken) -> None:
    theirs = replace(back(), id=ACT.id, source=ACT.source, target=("अधिनियम",))
    hint = "Copy the codes from the source; tools insert them with a key."
    fault = rules.EXC005.at(BACK, "fees.2: code 1 (link) is lost", hint)
    assert taken(NEW, theirs).found == (fault,)


def test_a_column_that_was_sorted_without_the_others(make_course) -> None:
    units = [Unit(f"a.{n}", (f"Step {n} of all.",)) for n in range(6)]
    texts = [replace(MACHINE, id=one.id, source=one.source) for one in units]
    ours = {one.id: replace(one, target=(f"{one.id[2:]} चरण",)) for one in texts}
    catalog = Catalog("rti", "en", "hi", ours)
    targets = [one.target for one in ours.values()]
    done = replace(MACHINE, state=State.TRANSLATED, by="", date="", where=BACK)
    for shift, taken_, code in ((1, (), "EXC013"), (0, tuple(ours), "")):
        moved = [*targets[shift:], *targets[:shift]]
        rows = [
            replace(done, id=u.id, source=u.source, target=t)
            for u, t in zip(units, moved, strict=True)
        ]
        made = take(make_course(units), catalog, Incoming("rti", "en", "hi", tuple(rows)), ME)
        assert made.changed == taken_
        assert [one.rule.code for one in made.found] == [code] * len(rows) * shift
        forced = take(
            make_course(units), catalog, Incoming("", "", "", tuple(rows)), replace(ME, force=True)
        )
        assert (forced.changed, forced.found) == (tuple(ours), ())


def test_a_few_translations_may_become_the_same(taken) -> None:
    theirs = replace(back(), id=ACT.id, source=ACT.source, target=(1, *HINDI, -1))
    assert taken(replace(DONE, target=(1, *HINDI, -1)), theirs).changed == (ACT.id,)


def test_what_is_not_in_the_language_comes_in_by_force(taken) -> None:
    done = taken(NEW, back(FEE.source), terms=replace(ME, force=True))
    expected = replace(DONE, target=FEE.source, **MINE)
    assert (done.catalog.entries["fees.1"], done.found) == (expected, ())


def test_names_that_are_kept_may_be_all_there_is(make_course) -> None:
    name, ours = Unit("a", ("Rail Sahayak",)), Entry("a", ("Rail Sahayak",))
    kept = Termbase({"rs": Term("rs", "Rail Sahayak", "", keep=True)}, {})
    incoming = Incoming("rti", "en", "hi", (replace(ours, target=name.source, where=BACK),))
    for known, changed in ((kept, ("a",)), (Termbase(), ())):
        terms = replace(ME, known=glossary(known, "hi"))
        done = take(make_course([name]), Catalog("rti", "en", "hi", {"a": ours}), incoming, terms)
        assert done.changed == changed


@pytest.mark.parametrize("ours", [NEW, MACHINE])
def test_a_translation_of_an_older_source_asks_for_another_look(taken, ours: Entry) -> None:
    done = taken(ours, back(("पाँच। ", -1), source=("Pay ", 1, 2, "\x05.", -2, -1, -1), by="आशा"))
    expected = replace(
        ours,
        target=("पाँच।",),
        state=State.FUZZY,
        by="आशा",
        date="",
        previous_source=("Pay ", 1, 2, "\ufffd.", -2, -1),
        previous_target=("पाँच।",),
    )
    assert done.catalog.entries["fees.1"] == expected
    assert [one.rule for one in done.found] == [rules.EXC004]


def test_a_text_that_was_reworded_meanwhile_is_found_by_what_it_was(taken) -> None:
    done = taken(FUZZY, back(OTHER, id="fees.0", source=("Pay  five.",)))
    assert done.catalog.entries["fees.1"].target == OTHER
    assert [one.rule for one in done.found] == [rules.EXC004]


def test_a_text_that_has_moved_is_found_by_its_words(taken) -> None:
    for name in ("costs.1", ""):
        done = taken(NEW, back(id=name, source=("Pay ten\nrupees. ",), by="आशा", date="2026-11-20"))
        assert (done.catalog.entries["fees.1"], done.found) == (DONE, ())


def test_two_translations_of_one_text(taken) -> None:
    empty, same = back((), State.NEW), back()
    assert taken(NEW, empty, same, same, terms=ME).changed == ("fees.1",)
    done = taken(NEW, back(), back(OTHER))
    fault = rules.EXC008.at(BACK, "fees.1 has 2 translations", "Keep one of them.")
    assert (done.changed, done.found) == ((), (fault,))


@pytest.mark.parametrize(
    ("said", "as_said"),
    [
        ({"course": "other"}, "other from en to hi"),
        ({"source_tag": "ta"}, "rti from ta to hi"),
        ({"tag": "ur"}, "rti from en to ur"),
        ({"tag": "hi-Latn"}, "rti from en to hi-Latn"),
    ],
)
def test_nothing_comes_in_from_elsewhere(taken, said: dict[str, str], as_said: str) -> None:
    done = taken(NEW, back(), **said)
    message = f"this is {as_said}, and not rti from en to hi"
    fault: Diagnostic = rules.EXC002.at(Where("back.po"), message, "Nothing was taken from it.")
    assert (done.changed, done.found) == ((), (fault,))


@pytest.mark.parametrize(
    "said", [{"course": ""}, {"source_tag": ""}, {"tag": ""}, {"tag": "hi_IN"}]
)
def test_regions_and_silence_do_no_harm(taken, said: dict[str, str]) -> None:
    assert taken(NEW, back(), **said).changed == ("fees.1",)


@pytest.mark.parametrize("state", [State.NEW, State.MACHINE])
def test_a_state_left_standing_beside_a_new_text_is_not_of_it(taken, state: State) -> None:
    ours = replace(MACHINE, state=state) if state is not State.NEW else NEW
    done = taken(ours, back(OTHER, state), typed_states=True, terms=ME)
    assert done.catalog.entries["fees.1"].state is State.TRANSLATED
    assert taken(MACHINE, back(HINDI, State.MACHINE), typed_states=True).changed == ()


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-11-20", "2026-11-20"),
        ("20261120", "2026-11-20"),
        ("2026-11-20T09:30:00+05:30", "2026-11-20T04:00:00Z"),
        ("2026-11-20 04:00", "2026-11-20T04:00:00Z"),
        ("0001-01-01T00:00:00+05:30", ""),
        ("20/11/2026", ""),
        ("2026-11-31", ""),
        ("7", ""),
        ("", ""),
    ],
)
def test_dates_are_ours_or_none(taken, written: str, date: str) -> None:
    done = taken(NEW, back(by="आशा", date=written))
    assert done.catalog.entries["fees.1"] == replace(DONE, date=date)


def test_what_could_not_be_read_is_passed_over(taken) -> None:
    assert taken(NEW, back(broken=True)) == taken(NEW)
