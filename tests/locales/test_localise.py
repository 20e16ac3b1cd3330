"""Translations put into a course, and what stands in where they don't fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Code, Course, Inline, Text, Unit
from pathya.authoring.diagnostics import Rule, Where
from pathya.authoring.sources import turned, unusable
from pathya.locales import checks, rules
from pathya.locales.catalog import Catalog, Entry, State, joined
from pathya.locales.coverage import REJECTED, Coverage, coverage
from pathya.locales.localise import adopt, localise
from pathya.locales.merge import merge

MakeCourse = Callable[[Iterable[Unit]], Course]

BOLD = Code("bold", ("<strong>",), "</strong>")
LINK = Code("link", ('<a href="#a">',), "</a>")
IMAGE = Code("image", ('<img alt="">',))
BREAK = Code("lb", ("<br>",))
NOTE = Code("x-footnote", ("<sup>1</sup>",))
BLANK = Code("x-blank", ('<span id="b1">',), "</span>", "b1")
AT = Where("hi/rti.xlf", 7)


def one_unit(*source: str | int, codes: tuple[Code, ...]) -> Unit:
    return Unit("a.1", source, codes)


def in_hindi(make_course: MakeCourse, unit: Unit, target: Inline, state: State) -> Catalog:
    catalog, _ = merge(make_course([unit]), "hi", None, None)
    entry = replace(catalog.entries[unit.id], target=target, state=state, where=AT)
    return replace(catalog, entries={unit.id: entry})


MARKED = one_unit("Pay ", 1, "ten", -1, 2, " here", 3, codes=(BOLD, BREAK, IMAGE))
LINKED = one_unit("See ", 1, "the Act", -1, " here", 2, codes=(LINK, NOTE))
GAP = one_unit("Within ", 1, "30|thirty", -1, " days.", codes=(BLANK,))
WRAPPED = one_unit(1, 2, -1, " and ", 3, -3, codes=(LINK, IMAGE, LINK))
SPACE = one_unit(1, " ", 2, codes=(IMAGE, IMAGE))
WORDS = one_unit("Reply in time.", codes=())
LABEL = Unit("a.1", ("Reply",), room=3, lines=2)

FITTING: dict[str, tuple[Unit, Inline, list[Rule]]] = {
    "in another order": (MARKED, (3, "यहाँ", 2, 1, "दस", -1), []),
    "emphasis lost": (MARKED, ("यहाँ", 2, 3), [rules.TRN001]),
    "line break lost": (MARKED, (3, 1, "यहाँ", -1), [rules.TRN001]),
    "emphasis twice": (MARKED, (1, "यहाँ", -1, 1, "दस", -1, 2, 3), [rules.TRN001]),
    "image twice": (MARKED, (3, "यहाँ", 3, 1, "दस", -1, 2), [rules.TRN001]),
    "link twice": (LINKED, (1, "यहाँ", -1, 1, "दस", -1, 2), [rules.TRN001]),
    "emphasis around nothing": (MARKED, (1, " ", -1, "यहाँ", 2, 3), [rules.TRN001]),
    "link around an image, link around nothing": (WRAPPED, (1, 2, -1, " और ", 3, -3), []),
    "no words, as in the source": (SPACE, (1, 2), []),
    "blank translated": (GAP, (1, "३०|तीस", -1, " दिन में"), []),
    "marks and pairs of direction": (WORDS, ("\u200e\u2068RTI\u2069 \u202bअ\u202c\u200f",), []),
    "direction left open": (WORDS, ("\u2067अधिनियम",), [rules.TRN010]),
    "direction closed twice": (WORDS, ("\u2067अधि\u2069नियम\u2069",), [rules.TRN010]),
    "direction closed by another": (WORDS, ("\u2067अधि\u202cनियम",), [rules.TRN010]),
    "direction overridden": (WORDS, ("\u202eअधिनियम\u202c",), [rules.TRN010]),
    "in the room of its source": (LABEL, ("उत्तर",), []),
    "in the room on two lines": (LABEL, ("उत्तर दें",), []),
    "wider than its room": (LABEL, ("पुनर्विचाराधीन",), [rules.TRN011]),
}

UNFIT: dict[str, tuple[Unit, Inline, list[Rule]]] = {
    "image lost": (MARKED, ("यहाँ", 2, 1, "दस", -1), [rules.TRN002]),
    "link lost": (LINKED, ("अधिनियम", 2), [rules.TRN002]),
    "link around nothing": (LINKED, (1, " ", -1, "अधिनियम", 2), [rules.TRN002]),
    "link lost around an image": (WRAPPED, (1, -1, 2, " और ", 3, -3), [rules.TRN002]),
    "link in itself": (LINKED, (1, "अ", 1, "धि", -1, -1, 2), [rules.TRN001, rules.TRN008]),
    "footnote in a link": (LINKED, (1, "अधिनियम", 2, -1), [rules.TRN008]),
    "codes alone": (MARKED, (1, -1, 2, 3), [rules.TRN007]),
    "codes and spaces": (GAP, (1, " ", -1), [rules.TRN007]),
    "private character": (WORDS, ("\ue000text:a.1\ue001",), [rules.TRN009]),
    "control character": (WORDS, ("समय\x7f",), [rules.TRN009]),
    "footnote lost": (LINKED, (1, "अधिनियम", -1), [rules.TRN002]),
    "footnote twice": (LINKED, (2, 1, "अधिनियम", -1, 2), [rules.TRN002]),
    "blank lost": (GAP, ("तीस दिन",), [rules.TRN002]),
    "blank twice": (GAP, (1, "३०", -1, 1, "तीस", -1), [rules.TRN002]),
    "blank empty": (GAP, (1, " | ", -1, "दिन में"), [rules.TRN004]),
    "one answer empty": (GAP, (1, "३०|तीस|", -1, "दिन में"), [rules.TRN004]),
    "blank without text": (GAP, (1, -1, "दिन में"), [rules.TRN004]),
    "unknown code": (GAP, (1, "३०", -1, 2), [rules.TRN003]),
    "a code that closes nothing": (WORDS, ("समय", -1), [rules.TRN003]),
    "a code that ends before it begins": (LINKED, (2, "अ ", -1, "ब", 1, "स"), [rules.TRN003]),
    "paired code alone": (GAP, (1, "३०"), [rules.TRN003]),
    "lone code paired": (MARKED, (3, "यहाँ", -3, 1, "दस", -1, 2), [rules.TRN003]),
}


pieces = st.lists(
    st.sampled_from(["राम", " ", "a|", "\u202b", "\ue000"]) | st.sampled_from([1, -1, 2, -2, 3])
)
code_lists = st.lists(st.sampled_from([BOLD, LINK, IMAGE, BREAK, NOTE, BLANK]), max_size=3)


@given(pieces, pieces, code_lists, st.sampled_from(State), st.randoms())
def test_what_is_passed_over_quickly_has_no_fault(source, other, codes, state, chance):
    mixed = chance.sample(source, len(source))
    for target in map(joined, (source, other, mixed, [*source, "राम"])):
        unit = one_unit(*joined(source), codes=tuple(codes))
        entry = Entry(unit.id, unit.source, target=target, state=state)
        slow = (*checks._check_codes(unit, entry), *checks._check_characters(entry))
        assert checks.check_entry(unit, entry) == slow


@given(st.text(), st.text())
def test_printable_characters_have_no_fault(before, after):
    for char in {*before, *after, *"\u200d\u2066\u2069\u2028\ue000\x7f"}:
        text = before + char + after
        assert not (text.isprintable() and (turned(text) or unusable(text, AT)))


@pytest.mark.parametrize("case", FITTING)
def test_a_target_that_fits_is_shown(make_course: MakeCourse, case: str) -> None:
    unit, target, expected = FITTING[case]
    course = make_course([unit])
    localised, found = localise(course, in_hindi(make_course, unit, target, State.TRANSLATED))
    assert localised == replace(course, tag="hi", texts={unit.id: Text(target, "hi")})
    assert [(one.rule, one.where) for one in found] == [(rule, AT) for rule in expected]


@pytest.mark.parametrize("case", UNFIT)
def test_the_source_stands_in_for_a_target_that_does_not_fit(
    make_course: MakeCourse, case: str
) -> None:
    unit, target, expected = UNFIT[case]
    course = make_course([unit])
    localised, found = localise(course, in_hindi(make_course, unit, target, State.TRANSLATED))
    assert localised == replace(course, tag="hi", texts={unit.id: Text(unit.source, "en")})
    assert [(one.rule, one.where) for one in found] == [(rule, AT) for rule in expected]


@pytest.mark.parametrize("case", UNFIT)
def test_nobody_is_blamed_for_a_source_that_has_changed(make_course: MakeCourse, case: str) -> None:
    unit, target, expected = UNFIT[case]
    localised, found = localise(
        make_course([unit]), in_hindi(make_course, unit, target, State.FUZZY)
    )
    assert localised.texts == {unit.id: Text(unit.source, "en")}
    # A character that no text has is wrong whatever the source says.
    said = [rules.TRN009] if expected == [rules.TRN009] else [rules.TRN005]
    assert [one.rule for one in found] == said


def test_hints_say_how_to_mend_it(make_course: MakeCourse) -> None:
    told = {}
    warned = (FITTING[case] for case in ("direction left open", "wider than its room"))
    for unit, target, (rule, *_) in [*UNFIT.values(), *warned]:
        catalog = in_hindi(make_course, unit, target, State.TRANSLATED)
        told[rule] = localise(make_course([unit]), catalog)[1][0].hint
    copy = "Copy the codes from the source; tools insert them with a key."
    assert told == {
        rules.TRN001: copy,
        rules.TRN002: copy,
        rules.TRN003: copy,
        rules.TRN004: "Give all that a learner may rightly type, parted by `|`, none of it empty.",
        rules.TRN007: "Translate the words, or leave the whole text empty.",
        rules.TRN008: "Close the one before the other begins.",
        rules.TRN009: "Delete it, or type the letter again.",
        rules.TRN010: "Delete it: the page gives each text its direction.",
        rules.TRN011: "Shorten it, or make a drawing for the language, such as media/a.hi.svg.",
    }


def test_a_unit_that_could_not_be_read_stands_in_and_counts_as_rejected(
    make_course: MakeCourse,
) -> None:
    course = make_course([WORDS])
    catalog = in_hindi(make_course, WORDS, ("समय पर",), State.TRANSLATED)
    broken = replace(catalog, entries={"a.1": replace(catalog.entries["a.1"], broken=True)})
    localised, found = localise(course, broken)
    # What is wrong with it was said when it was read.
    assert (localised.texts, found) == (course.texts, ())
    assert coverage(localised, broken).units[REJECTED] == 1


def test_what_is_not_translated_stands_in_without_a_word(make_course: MakeCourse) -> None:
    course = make_course([MARKED])
    catalog, _ = merge(course, "ur", None, None)
    assert localise(course, catalog) == (replace(course, tag="ur"), ())


def test_a_catalog_that_is_behind_is_used_as_far_as_it_goes(make_course: MakeCourse) -> None:
    course = make_course([GAP, Unit("a.2", ("Yes",))])
    stray = {"z.1": Entry("z.1", ("No",), where=AT)}
    catalog = Catalog("rti", "en", "hi", stray | {"a.2": Entry("a.2", ("Yes",), (), ("हाँ",))})
    localised, found = localise(course, catalog)
    assert localised.texts["a.2"] == Text(("हाँ",), "hi")
    assert [str(one) for one in found] == [
        "hi/rti.xlf: info CAT009 1 texts of the course are not in it, 1 of its texts are gone\n"
        "    Run `pathya catalog update`: it brings the new texts and keeps old translations aside."
    ]


SAME = [("en", "hi"), ("en-US", "hi-IN"), ("EN_GB", "hi_IN"), ("en-Latn", "hi-deva-IN")]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_a_catalog_is_taken_whatever_region_its_tags_have(
    make_course: MakeCourse, source: str, target: str
) -> None:
    course = make_course([])
    catalog = Catalog("rti", source, target, {})
    assert adopt(course, "hi", catalog, "hi/rti.xlf") == (Catalog("rti", "en", "hi", {}), ())


def test_a_script_that_the_tag_leaves_out_is_the_languages_own(make_course: MakeCourse) -> None:
    course = make_course([])
    catalog, found = adopt(course, "sd-Arab", Catalog("rti", "en", "sd", {}), "sd-Arab/rti.xlf")
    assert (catalog, found) == (Catalog("rti", "en", "sd-Arab", {}), ())


OTHERS = [("rti", "en", "ta"), ("rti", "fr", "hi"), ("other", "en", "hi"), ("rti", "en", "hi-Latn")]


@pytest.mark.parametrize("head", OTHERS, ids=" ".join)
def test_a_catalog_of_another_course_or_language(
    make_course: MakeCourse, head: tuple[str, str, str]
) -> None:
    other, source, target = head
    catalog, found = adopt(make_course([]), "hi", Catalog(*head, {}), "hi/rti.xlf")
    assert catalog is None
    assert [str(one) for one in found] == [
        f"hi/rti.xlf: error CAT008 it says {other} from {source} to {target}, "
        "and should say rti from en to hi\n"
        "    Move the file to its place, or correct the attributes of <file>."
    ]


# --- the identity ---------------------------------------------------------------------------------

KINDS = (BOLD, LINK, IMAGE, BREAK, NOTE, BLANK)
shown = st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"])
words = st.text(shown, min_size=1)
answers = words.filter(lambda text: all(part.strip() for part in text.split("|")))


@st.composite
def units(draw: st.DrawFn) -> Unit:
    codes = tuple(draw(st.lists(st.sampled_from(KINDS), max_size=4)))
    source: list[str | int] = [draw(words)]
    for number, code in enumerate(codes, 1):
        source += [number] if code.close is None else [number, draw(answers), -number]
    return Unit(f"a.{draw(st.integers(0, 99))}", tuple(source), codes)


@given(st.lists(units(), unique_by=lambda unit: unit.id))
def test_the_identity_catalog_gives_the_same_course(
    make_course: MakeCourse, made: list[Unit]
) -> None:
    course = make_course(made)
    catalog, _ = merge(course, "en", None, None)
    same = {
        name: replace(entry, target=entry.source, state=State.TRANSLATED)
        for name, entry in catalog.entries.items()
    }
    assert localise(course, replace(catalog, entries=same)) == (course, ())


# --- coverage ------------------------------------------------------------------------------------


def test_coverage_counts_units_and_words_of_the_source(make_course: MakeCourse) -> None:
    course = make_course([MARKED, GAP, Unit("a.2", ("Yes or no",)), Unit("a.3", ("One",))])
    entries = {
        "a.2": Entry("a.2", ("Yes or no",), (), ("हाँ या नहीं",), State.MACHINE),
        "a.3": Entry("a.3", ("One",), (), ("एक",), State.SIGNED_OFF),
        "a.9": Entry("a.9", ("Gone",), (), ("गया",), State.SIGNED_OFF),
    }
    catalog = Catalog("rti", "en", "hi", entries)
    localised, _ = localise(course, catalog)
    nothing = dict.fromkeys([*State, REJECTED], 0)
    # MARKED and GAP share an id: the course has three texts.
    assert coverage(localised, catalog) == Coverage(
        {**nothing, State.NEW: 1, State.MACHINE: 1, State.SIGNED_OFF: 1},
        {**nothing, State.NEW: 3, State.MACHINE: 3, State.SIGNED_OFF: 1},
    )
    assert coverage(course, None).units == {**nothing, State.NEW: 3}


def test_what_was_translated_from_other_words_wants_another_look(make_course: MakeCourse) -> None:
    catalog = in_hindi(make_course, WORDS, ("समय पर",), State.SIGNED_OFF)
    other = replace(catalog.entries["a.1"], source=("Reply soon.",))
    catalog = replace(catalog, entries={"a.1": other})
    localised, found = localise(make_course([WORDS]), catalog)
    assert (localised.texts["a.1"].tag, found) == ("hi", ())
    assert coverage(localised, catalog).units[State.FUZZY] == 1


@pytest.mark.parametrize("state", [State.SIGNED_OFF, State.FUZZY])
def test_what_is_signed_off_and_not_shown_is_not_covered(
    make_course: MakeCourse, state: State
) -> None:
    catalog = in_hindi(make_course, LINKED, ("अधिनियम देखें",), state)
    localised, _ = localise(make_course([LINKED]), catalog)
    nothing = dict.fromkeys([*State, REJECTED], 0)
    assert coverage(localised, catalog) == Coverage(
        {**nothing, REJECTED: 1}, {**nothing, REJECTED: 4}
    )
