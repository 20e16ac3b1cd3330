"""What goes out comes back: for every format, as far as it can say it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Code, Course, Inline, Unit
from pathya.locales.catalog import FINISHED, Catalog, Entry, State, joined, settled
from pathya.locales.exchange.formats import FORMATS
from pathya.locales.exchange.incoming import remark_line
from pathya.locales.exchange.judge import Terms
from pathya.locales.exchange.shown import shown, unshown
from pathya.locales.exchange.take import take
from pathya.locales.memory.texts import trimmed

LETTERS = st.characters(exclude_categories=["C", "Zl", "Zp"])
TRAPS = st.sampled_from(
    [
        *("<1>", "</2>", "< 1/ >", "\\<1>", "\\\\", "<0>", "&lt;1&gt;", "<१>", "<b>&amp;", "<1"),
        *("=1+1", "'=1", "@x", "-5", "+", '"', "a;b,c\td", "_x0041_", "_", "///", "sep=;"),
        *("क्‍ष", "می‌خواهم", "ক্ষ", "ଓଡ଼ିଆ", "தமிழ்", "#~ msgid", "%s\\n"),
    ]
)
TEXTS = st.lists(st.text(LETTERS, max_size=6) | TRAPS, min_size=1, max_size=3).map("".join)
# Two question marks may be letters that a spreadsheet has lost.
WORDS = TEXTS.map(lambda text: unicodedata.normalize("NFC", f"{text.replace('?', '')}x"))
NAMES = st.sampled_from(["", "आशा", "Ravi Kumar", "=HYPERLINK(1)", "محمد علی <ali@example.org>"])
DATES = st.just("") | st.dates().map(str)
NOTES = st.sampled_from(["", "What is meant?", "=1"])
Codes = tuple[Code, ...]


@st.composite
def sources(draw: st.DrawFn) -> tuple[Inline, Codes]:
    """A source with its codes, nested as the reader nests them."""
    codes: list[Code] = []

    def pieces(depth: int) -> list[str | int]:
        made: list[str | int] = [draw(WORDS)]
        for shape in draw(st.lists(st.sampled_from("gx"), max_size=2 - depth)):
            pair = shape == "g"
            kind = draw(st.sampled_from(["bold", "x-code"] if pair else ["lb", "image"]))
            codes.append(Code(kind, ("",), "" if pair else None))
            number = len(codes)
            made += [number, *(pieces(depth + 1) if pair else ()), *([-number] if pair else ())]
            made.append(draw(st.just("") | WORDS))
        return made

    return joined(pieces(0)), tuple(codes)


@st.composite
def units(draw: st.DrawFn) -> tuple[Unit, Entry]:
    source, codes = draw(sources())
    name = draw(st.from_regex(r"[a-z]{1,5}\.[0-9a-f]{8}(\.[2-9])?", fullmatch=True))
    entry = Entry(name, source, tuple(code.kind for code in codes), note="where it stands")
    remarks = draw(st.sampled_from([(), (("आशा", "Which act?"), ("", "=1"))]))
    entry = replace(entry, remarks=remarks)
    unit = Unit(name, source, codes, entry.note)
    state = draw(st.sampled_from(State))
    if state is State.NEW:
        return unit, entry
    target = tuple(draw(WORDS) if isinstance(piece, str) else piece for piece in source)
    # Spaces that the source does not have go.
    target = trimmed(target) if trimmed(source) == source else target
    entry = replace(entry, target=target, state=state, by=draw(NAMES), date=draw(DATES))
    if state is State.SIGNED_OFF:
        entry = replace(entry, reviewer=draw(NAMES), reviewed=draw(DATES))
    return unit, settled(entry)


translations = st.lists(units(), max_size=4, unique_by=lambda made: made[0].id)


def catalog_of(made: list[tuple[Unit, Entry]]) -> Catalog:
    return Catalog("rti", "en", "ur", {unit.id: entry for unit, entry in made})


# --- what each format can say --------------------------------------------------------------------


def lines(entry: Entry) -> Entry:
    return replace(entry, remarks=tuple(("", remark_line(one)) for one in entry.remarks))


def bare(entry: Entry) -> Entry:
    """Without what only we have put in."""
    return Entry(entry.id, entry.source, entry.kinds, note=entry.note)


def in_po(entry: Entry) -> Entry:
    state = State.TRANSLATED if entry.state in FINISHED else State.FUZZY
    said = lines(replace(bare(entry), remarks=entry.remarks))
    return replace(said, target=entry.target, state=state) if entry.target else said


def in_tmx(entry: Entry) -> Entry:
    return replace(entry, remarks=()) if entry.target else bare(entry)


SAID: dict[str, Callable[[Entry], Entry]] = {
    "xliff12": lambda entry: entry,
    "xliff21": lambda entry: entry,
    "po": in_po,
    "tmx": in_tmx,
    "csv": lines,
    "xlsx": lines,
}
# Letters at random are in no language, and are not taken without force.
TERMS = Terms(force=True, translator_may_sign_off=True)


def test_all_formats_are_tried() -> None:
    assert SAID.keys() == FORMATS.keys()


@pytest.mark.parametrize("name", SAID)
@given(made=translations)
def test_a_catalog_comes_back_whole(
    make_course: Callable[[list[Unit]], Course], name: str, made: list[tuple[Unit, Entry]]
) -> None:
    form, course = FORMATS[name], make_course([unit for unit, _ in made])
    catalog = catalog_of(made)
    if name == "tmx" and not any(entry.target for entry in catalog.entries.values()):
        return
    data = form.serialize(catalog)
    assert data == form.serialize(catalog)
    incoming, found = form.parse(data, "back")
    assert incoming is not None
    assert found == ()
    empty = replace(catalog, entries={name: bare(one) for name, one in catalog.entries.items()})
    expected = {one.id: SAID[name](one) for one in catalog.entries.values()}
    taken = take(course, empty, incoming, TERMS)
    assert (taken.catalog.entries, taken.found) == (expected, ())
    again = take(course, catalog, incoming, TERMS)
    assert (again.catalog, again.changed, again.found) == (catalog, (), ())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (("a ", 1, "b", -1, 2), "a <1>b</1><2/>"),
        (("a\\", 1), "a\\\\<1/>"),
        (("a\\\\", 1, "\\"), "a\\\\\\\\<1/>\\"),
        (("<1> \\<2/> < 3 > <0> <b>",), "\\<1> \\\\\\<2/> \\< 3 > <0> <b>"),
        (("&lt;1&gt;",), "\\&lt;1&gt;"),
    ],
)
def test_codes_as_people_see_them(text: Inline, written: str) -> None:
    assert shown(text) == written
    assert unshown(written) == text


@given(st.lists(TEXTS | st.integers(-3, 3).filter(bool)).map(joined))
def test_codes_that_people_see_are_read_back(text: Inline) -> None:
    assert unshown(shown(text)) == text
