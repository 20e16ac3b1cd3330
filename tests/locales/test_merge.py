"""Bringing catalogs up to date: nothing that anybody translated is lost."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Code, Course, Inline, Unit, plain
from pathya.locales.catalog import Catalog, Entry, State, settled
from pathya.locales.merge import merge, merge_units

MakeCourse = Callable[[Iterable[Unit]], Course]

BOLD = Code("bold", ("<strong>",), "</strong>")
LINK = Code("link", ('<a href="#a">',), "</a>")


def unit(scope: str, *source: str | int, codes: tuple[Code, ...] = (), ordinal: int = 1) -> Unit:
    words = repr((source, [code.kind for code in codes]))
    name = f"{scope}.{hashlib.sha256(words.encode()).hexdigest()[:8]}"
    return Unit(name if ordinal == 1 else f"{name}.{ordinal}", source, codes, f"{scope} · text")


def catalog_of(*entries: Entry) -> Catalog:
    return Catalog("rti", "en", "hi", {entry.id: entry for entry in entries})


def translated(one: Unit, target: Inline, state: State = State.TRANSLATED) -> Entry:
    kinds = tuple(code.kind for code in one.codes)
    entry = Entry(one.id, one.source, kinds, target, state, by="आशा", date="2026-11-22")
    return settled(replace(entry, note=one.note))


NONE = catalog_of()


def test_a_course_without_a_catalog_is_new(make_course: MakeCourse) -> None:
    one = unit("fees", "Pay ", 1, "ten", -1, " rupees.", codes=(BOLD,))
    entry = Entry(one.id, one.source, ("bold",), note="fees · text")
    assert merge(make_course([one]), "hi", None, None) == (catalog_of(entry), NONE)


def test_what_stays_keeps_everything(make_course: MakeCourse) -> None:
    one, two = unit("fees", "Pay ten rupees."), unit("fees", "Keep the receipt.")
    entry = replace(translated(one, ("दस रुपये दें।",), State.SIGNED_OFF), remarks=(("रवि", "!"),))
    catalog, obsolete = merge(make_course([two, one]), "hi", catalog_of(entry), None)
    assert list(catalog.entries) == [two.id, one.id]
    assert (catalog.entries[one.id], obsolete) == (entry, NONE)


def test_moved_text_keeps_target_and_state(make_course: MakeCourse) -> None:
    old, new = unit("fees", "Pay ten rupees."), unit("costs", "Pay ten rupees.")
    entry = translated(old, ("दस रुपये दें।",), State.SIGNED_OFF)
    moved = replace(entry, id=new.id, note="costs · text")
    assert merge(make_course([new]), "hi", catalog_of(entry), None) == (catalog_of(moved), NONE)


def test_changed_text_borrows_the_old_target(make_course: MakeCourse) -> None:
    old = unit("fees", "Reply within 15 days of receipt.")
    new = unit("fees", "Reply within 30 days of receipt.")
    entry = translated(old, ("१५ दिन में उत्तर दें।",), State.SIGNED_OFF)
    lent = Entry(
        new.id,
        new.source,
        target=entry.target,
        state=State.FUZZY,
        by="आशा",
        date="2026-11-22",
        previous_source=old.source,
        previous_target=entry.target,
        note="fees · text",
    )
    # The signed one is put aside, so that it comes back whole if the change is taken back.
    assert merge(make_course([new]), "hi", catalog_of(entry), None) == (
        catalog_of(lent),
        catalog_of(entry),
    )
    assert merge(make_course([old]), "hi", catalog_of(lent), catalog_of(entry)) == (
        catalog_of(entry),
        NONE,
    )


def test_text_that_changes_again_shows_what_was_translated_first(make_course: MakeCourse) -> None:
    first, second, third = (
        unit("fees", f"Reply within {days} days of receipt.") for days in (15, 20, 30)
    )
    entry = translated(first, ("१५ दिन",))
    once = merge(make_course([second]), "hi", catalog_of(entry), None)
    catalog, obsolete = merge(make_course([third]), "hi", *once)
    assert catalog.entries[third.id].previous_source == first.source
    assert catalog.entries[third.id].target == ("१५ दिन",)
    assert obsolete == catalog_of(entry)


def lent_from(make_course: MakeCourse, before: list[Unit], after: list[Unit]) -> list[str]:
    """Tell for each text of a course whose translation it has; `-`: none."""
    catalog = catalog_of(*(translated(one, one.source) for one in before))
    merged, _ = merge(make_course(after), "hi", catalog, None)
    return [plain(entry.target) or "-" for entry in merged.entries.values()]


FIRST, SECOND = unit("a", "First of all."), unit("a", "And then.")
FEE_10, FEE_20, FEE_30 = (unit("a", f"Fee: {n}") for n in (10, 20, 30))
OTHER = unit("b", "Something else.")


def test_changed_text_is_found_in_its_place(make_course: MakeCourse) -> None:
    before, after = [FIRST, FEE_10, SECOND, FEE_20], [FIRST, SECOND, FEE_30]
    assert lent_from(make_course, before, after) == ["First of all.", "And then.", "Fee: 20"]


def test_changed_text_is_then_found_in_its_lesson(make_course: MakeCourse) -> None:
    before = [unit("a", "Fee: 10"), OTHER, unit("b", "Fee: 20")]
    after = [unit("b", "Fee: 30"), OTHER]
    assert lent_from(make_course, before, after) == ["Fee: 20", "Something else."]


def test_changed_text_is_at_last_found_in_another_lesson(make_course: MakeCourse) -> None:
    before, after = [FEE_10, OTHER], [OTHER, unit("b", "Fee: 30")]
    assert lent_from(make_course, before, after) == ["Something else.", "Fee: 10"]


def test_changed_texts_may_change_places(make_course: MakeCourse) -> None:
    before = [unit("a", text) for text in ("Pay the fee.", "Ask for help.", "Sign the form.")]
    after = [unit("a", text) for text in ("Sign this form.", "Ask for any help.", "Pay a fee.")]
    expected = ["Sign the form.", "Ask for help.", "Pay the fee."]
    assert lent_from(make_course, before, after) == expected


def test_codes_of_changed_text_are_numbered_anew(make_course: MakeCourse) -> None:
    old = unit("a", 1, "See", -1, " the ", 2, "Act", -2, " of 2005.", codes=(BOLD, LINK))
    new = unit("a", "See the ", 1, "Act", -1, " of 2005, as amended.", codes=(LINK,))
    entry = translated(old, (1, "देखें", -1, " ", 2, "अधिनियम", -2))
    merged, _ = merge(make_course([new]), "hi", catalog_of(entry), None)
    assert merged.entries[new.id].target == ("देखें ", 1, "अधिनियम", -1)
    assert merged.entries[new.id].previous_target == entry.target


def test_a_code_that_becomes_another_is_changed_text(make_course: MakeCourse) -> None:
    blank = Code("x-blank", ('<input id="b1">',), "", "b1")
    words = ("The ", 1, "thirty", -1, " day limit runs from ", 2, "receipt", -2, ".")
    old, new = (unit("a", *words, codes=codes) for codes in ((BOLD, blank), (blank, BOLD)))
    entry = translated(old, (2, "रसीद", -2, " से ", 1, "तीस", -1, " दिन"), State.SIGNED_OFF)
    merged = merge(make_course([new]), "hi", catalog_of(entry), None)
    lent = Entry(
        new.id,
        new.source,
        ("x-blank", "bold"),
        (1, "रसीद", -1, " से ", 2, "तीस", -2, " दिन"),
        State.FUZZY,
        by="आशा",
        date="2026-11-22",
        previous_source=old.source,
        previous_target=entry.target,
        note="a · text",
    )
    assert merged == (catalog_of(lent), catalog_of(entry))
    assert merge(make_course([old]), "hi", *merged)[0] == catalog_of(entry)


REMARK, ANSWER = ("रवि", "What is meant?"), ("आशा", "The fee.")


def test_remarks_on_untranslated_text_go_with_its_words(make_course: MakeCourse) -> None:
    old = replace(translated(FEE_10, (), State.NEW), by="", date="", remarks=(REMARK,))
    changed, _ = merge(make_course([FEE_20]), "hi", catalog_of(old), None)
    assert changed.entries[FEE_20.id] == replace(old, id=FEE_20.id, source=FEE_20.source)
    elsewhere = unit("b", *FEE_10.source)
    moved, obsolete = merge(make_course([elsewhere]), "hi", catalog_of(old), None)
    assert moved.entries[elsewhere.id] == replace(old, id=elsewhere.id, note="b · text")
    assert (obsolete, merge(make_course([]), "hi", moved, None)) == (NONE, (NONE, NONE))


def test_remarks_stay_when_a_translation_comes_back(make_course: MakeCourse) -> None:
    now = Entry(FEE_10.id, FEE_10.source, remarks=(REMARK,))
    before = replace(translated(FEE_10, ("शुल्क: १०",)), remarks=(ANSWER, REMARK))
    merged, _ = merge(make_course([FEE_10]), "hi", catalog_of(now), catalog_of(before))
    assert merged == catalog_of(before)
    twice = unit("b", *FEE_10.source)
    olds = catalog_of(now, replace(before, id=f"{FEE_10.id}.2"))
    moved = merge(make_course([twice]), "hi", olds, None)
    assert moved == (catalog_of(replace(before, id=twice.id, note="b · text")), NONE)


def test_unlike_text_borrows_nothing(make_course: MakeCourse) -> None:
    old, new = unit("a", "Keep the receipt."), unit("a", "Appeal to a senior officer.")
    entry = translated(old, ("रसीद रखें।",))
    catalog, obsolete = merge(make_course([new]), "hi", catalog_of(entry), None)
    assert catalog == catalog_of(Entry(new.id, new.source, note="a · text"))
    assert obsolete == catalog_of(entry)


def test_text_nobody_has_translated_borrows_nothing_from_its_neighbour(
    make_course: MakeCourse,
) -> None:
    stays, goes = unit("a", "Pay ten rupees."), unit("a", "Pay two rupees.")
    catalog = catalog_of(Entry(stays.id, stays.source), translated(goes, ("दो रुपये दें।",)))
    merged, _ = merge(make_course([stays]), "hi", catalog, None)
    assert merged.entries[stays.id].state is State.NEW


def test_removed_text_is_put_aside_and_comes_back(make_course: MakeCourse) -> None:
    old, other = unit("a", "Keep the receipt."), unit("b", "Keep the receipt.")
    entry = translated(old, ("रसीद रखें।",), State.SIGNED_OFF)
    empty = Entry("a.00000000", ("Nobody translated this.",))
    gone = merge(make_course([]), "hi", catalog_of(entry, empty), None)
    assert gone == (NONE, catalog_of(entry))
    back = replace(entry, id=other.id, note="b · text")
    assert merge(make_course([other]), "hi", *gone) == (catalog_of(back), NONE)


def test_text_comes_back_to_its_own_place_first(make_course: MakeCourse) -> None:
    units = [unit("b", "Keep the receipt."), unit("a", "Keep the receipt.")]
    aside = catalog_of(*(translated(one, (f"→{one.id}",)) for one in reversed(units)))
    back, obsolete = merge(make_course(units), "hi", None, aside)
    assert [one.target for one in back.entries.values()] == [(f"→{one.id}",) for one in units]
    assert obsolete == NONE


def test_two_translations_of_one_text_are_both_put_aside(make_course: MakeCourse) -> None:
    one = unit("a", "Keep the receipt.")
    old, new = translated(one, ("रसीद रखें।",)), translated(one, ("रसीद संभालें।",))
    _, obsolete = merge(make_course([]), "hi", catalog_of(new), catalog_of(old))
    assert obsolete == catalog_of(old, replace(new, id=f"{one.id}.2"))


def test_a_sign_off_that_does_not_fit_lapses(make_course: MakeCourse) -> None:
    one = unit("a", "Keep the receipt.")
    entry = replace(translated(one, ("रसीद रखें।",), State.SIGNED_OFF), signed="0" * 32)
    merged, _ = merge(make_course([one]), "hi", catalog_of(entry), None)
    assert merged.entries[one.id].state is State.TRANSLATED


def test_words_that_change_under_their_key_are_changed_text() -> None:
    before = Entry("menu", ("Menu",), (), ("मेन्यू",), State.TRANSLATED)
    now, aside = merge_units({"menu": Unit("menu", ("Contents",))}, {"menu": before}, {})
    assert now["menu"] == Entry(
        "menu",
        ("Contents",),
        target=("मेन्यू",),
        state=State.FUZZY,
        previous_source=("Menu",),
        previous_target=("मेन्यू",),
    )
    assert aside == {"menu": before}


def test_five_thousand_changed_texts_take_no_time(make_course: MakeCourse) -> None:
    words = "the officer replies to a request for information with reasons in time".split()
    old = [
        unit("a", f"In case {n} {' '.join(words[n % 5 :])} and pays {n * 7} rupees.")
        for n in range(5000)
    ]
    new = [unit("a", f"{one.source[0]} Amended.") for one in old]
    catalog = catalog_of(*(translated(one, (f"→{one.source[0]}",)) for one in old))
    start = time.process_time()
    merged, _ = merge(make_course(new), "hi", catalog, None)
    assert time.process_time() - start < 4
    lent = [f"→{one.source[0]}" for one in old]
    assert [entry.target[0] for entry in merged.entries.values()] == lent


# --- any history ---------------------------------------------------------------------------------

sentences = st.lists(
    st.sampled_from("pay the fee of ten rupees soon".split()), min_size=1, max_size=5
)
shapes = st.sampled_from([(), (BOLD,), (LINK, BOLD)])


@st.composite
def courses(draw: st.DrawFn) -> Mapping[str, Unit]:
    made: dict[str, Unit] = {}
    for words in draw(st.lists(sentences, max_size=8)):
        codes = draw(shapes)
        source: list[str | int] = [" ".join(words)]
        for number in range(1, len(codes) + 1):
            source += [number, draw(st.sampled_from(["now", "here"])), -number]
        scope = draw(st.sampled_from("ab"))
        ordinal = 1
        while (one := unit(scope, *source, codes=codes, ordinal=ordinal)).id in made:
            ordinal += 1
        made[one.id] = one
    return made


@st.composite
def worked_on(draw: st.DrawFn, catalog: Catalog) -> Catalog:
    """Translators and tools at work: some entries get another target or state."""
    entries = dict(catalog.entries)
    for name, entry in entries.items():
        if draw(st.booleans()):
            continue
        state = draw(st.sampled_from(State))
        text = draw(st.sampled_from(["एक", "दो", "तीन", "चार"]))
        target: Inline = () if state is State.NEW else (text, *entry.source)
        if draw(st.booleans()):
            target = target and (text,)
        previous = (entry.previous_source, entry.previous_target)
        kept = previous if state is State.FUZZY else ((), ())
        done = replace(
            entry,
            target=target,
            state=state,
            signed="",
            previous_source=kept[0],
            previous_target=kept[1],
            remarks=draw(st.just(entry.remarks) | st.just((("रवि", f"{len(entries)}?"),))),
        )
        entries[name] = settled(done)
    return replace(catalog, entries=entries)


def kept(catalog: Catalog, obsolete: Catalog) -> set[Inline]:
    entries = [*catalog.entries.values(), *obsolete.entries.values()]
    return {text for one in entries for text in (one.target, one.previous_target)}


@given(st.data())
def test_no_target_is_ever_dropped_and_merging_again_changes_nothing(
    make_course: MakeCourse, data: st.DataObject
) -> None:
    catalog, obsolete = NONE, NONE
    for units in data.draw(st.lists(courses(), min_size=2, max_size=4)):
        course = make_course(units.values())
        merged = merge(course, "hi", catalog, obsolete)
        old = [*catalog.entries.values(), *obsolete.entries.values()]
        assert {one.target for one in old if one.target} <= kept(*merged)
        assert list(merged[0].entries) == list(course.units)
        assert merge(course, "hi", *merged) == merged
        catalog, obsolete = data.draw(worked_on(merged[0])), merged[1]


@given(st.data())
def test_translations_stay_with_their_words(make_course: MakeCourse, data: st.DataObject) -> None:
    """However a course is put in another order, what is signed off stays so."""
    units = data.draw(courses())
    signed = [translated(one, (f"→{one.id}",), State.SIGNED_OFF) for one in units.values()]
    catalog = catalog_of(*signed)
    mixed = {one.id: one for one in data.draw(st.permutations(list(units.values())))}
    assert merge(make_course(mixed.values()), "hi", catalog, None) == (catalog, NONE)
    moved = [replace(one, id=f"c{one.id}") for one in mixed.values()]
    merged, obsolete = merge(make_course(moved), "hi", catalog, None)
    assert {one.state for one in merged.entries.values()} <= {State.SIGNED_OFF}
    assert obsolete == NONE
