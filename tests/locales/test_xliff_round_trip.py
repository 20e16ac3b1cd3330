"""Catalogs of any content: what is written is read back."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Inline
from pathya.locales.catalog import Catalog, Entry, State, Suggestion, joined, settled
from pathya.locales.xliff import xliff_parse
from pathya.locales.xliff_write import xliff_serialize

texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=12)
composed = texts.map(lambda text: unicodedata.normalize("NFC", text))
joiners = st.sampled_from(["क्‍ष", "می‌خواهم", "a\u200c", " \t\n ", "<&>\"'", "\u2028"])


@st.composite
def sources(draw: st.DrawFn) -> tuple[Inline, tuple[str, ...]]:
    """A source with its codes, nested as the reader nests them."""
    kinds: list[str] = []

    def pieces(depth: int) -> list[str | int]:
        made: list[str | int] = []
        for _ in range(draw(st.integers(0, 3))):
            shape = draw(st.sampled_from("tgx" if depth < 3 else "tx"))
            if shape == "t":
                made.append(draw(texts | joiners))
                continue
            kinds.append(
                draw(st.sampled_from(["bold", "link"] if shape == "g" else ["lb", "image"]))
            )
            number = len(kinds)
            made += [number, *pieces(depth + 1), -number] if shape == "g" else [number]
        return made

    inline = joined(pieces(0))
    return inline, tuple(kinds)


def is_formatting(inline: Inline) -> bool:
    """What nobody can tell from a tool's indentation: codes with nothing but line breaks around."""
    return any(isinstance(piece, str) and "\n" in piece and not piece.strip() for piece in inline)


inlines = sources().filter(lambda made: not is_formatting(made[0]))
names = st.from_regex(r"[a-z]{1,5}\.[0-9a-f]{8}(\.[2-9])?", fullmatch=True)
remarks = st.lists(st.tuples(texts.filter(lambda name: not name.startswith("pathya")), texts))


@st.composite
def suggestions(draw: st.DrawFn, codes: Inline) -> Suggestion:
    target = draw(st.just(codes) if codes else composed.filter(str.strip).map(lambda one: (one,)))
    target = tuple(unicodedata.normalize("NFC", p) if isinstance(p, str) else p for p in target)
    source = draw(st.just(()) | inlines.map(lambda made: made[0]))
    return Suggestion(target, draw(st.just("") | texts), draw(st.integers(0, 101)), source)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    source, kinds = draw(inlines)
    entry = Entry(
        draw(names),
        source,
        kinds,
        by=draw(st.just("") | texts),
        date=draw(st.just("") | st.dates().map(str)),
        note=draw(st.just("") | texts),
        remarks=tuple(draw(remarks)),
    )
    state = draw(st.sampled_from(State))
    if state not in (State.TRANSLATED, State.SIGNED_OFF):
        offered = st.lists(suggestions(source if kinds else ()), max_size=2)
        entry = replace(entry, suggestions=tuple(draw(offered)))
    if state is State.NEW:
        return entry
    # A text with the codes of its source: the kinds are told by the source alone.
    target = draw(st.just(source) if kinds else composed.filter(str.strip).map(lambda one: (one,)))
    target = tuple(unicodedata.normalize("NFC", p) if isinstance(p, str) else p for p in target)
    entry = replace(entry, target=target, state=state)
    if state is State.FUZZY:
        before, after = draw(inlines)[0], draw(inlines)[0]
        return replace(entry, previous_source=before, previous_target=after)
    if state is State.SIGNED_OFF:
        reviewer = draw(st.just("") | texts)
        return settled(replace(entry, reviewer=reviewer, reviewed="2026-11-22"))
    return settled(entry)


catalogs = st.lists(entries(), max_size=5, unique_by=lambda entry: entry.id).map(
    lambda made: Catalog("rti", "en", "hi", {entry.id: entry for entry in made})
)


@given(catalogs)
def test_what_is_written_is_read_back(catalog: Catalog) -> None:
    data = xliff_serialize(catalog)
    assert xliff_parse(data, "") == (catalog, ())
    assert xliff_serialize(catalog) == data
