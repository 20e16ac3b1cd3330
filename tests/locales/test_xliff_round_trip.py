"""Catalogs of any content: what is written is read back, and both readers read the same."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathya.authoring.course import Inline
from pathya.locales.catalog import Catalog, Entry, State, Suggestion, joined, settled
from pathya.locales.xliff import xliff_parse
from pathya.locales.xliff_canonical import parse_canonical
from pathya.locales.xliff_tree import parse_tree
from pathya.locales.xliff_write import xliff_serialize

texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=12)
composed = texts.map(lambda text: unicodedata.normalize("NFC", text))
joiners = st.sampled_from(
    ["क्‍ष", "می‌خواهم", "a\u200c", " \t\n ", "<&>\"'", "]]>", "\u2028", "𑄌𑄋𑄴", "\r\n", "ொ", "र\u093c"]
)


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
    assert parse_canonical(data, "") == catalog


# --- the two readers -----------------------------------------------------------------------------

ROOT = Path(__file__).parents[2]
OWN = (
    *sorted((ROOT / "locales/catalogs").glob("*/*.xlf")),
    *sorted((ROOT / "locales/pathya/locales/interface").glob("*.xlf")),
)
PARTS = (
    *("<", ">", "&", '"', "\n", "\r", "\t", " ", "/", "", "ा", "\u0338", "\ufffe", "\x01", "]]>"),
    *("&amp;", "&#13;", "&#10;  ", "&apos;", "&#x41;", "&copy;", "<!-- -->", "<![CDATA[x]]>"),
    *('<g id="1">', '<g id="2" ctype="bold">', "</g>", '<x id="1"/>', '<x id="3" ctype="lb"/>'),
    *('<g id="1"/>', '<x id="1">', '<g id="0">', '<mrk mtype="seg">', "</mrk>", "<ph/>"),
    *("<source>", "</source>", "<source/>", "<target>", "</target>", "<target/>", "</note>"),
    *('state="new"', 'state="final"', 'state="strange"', 'state-qualifier="id-match"', "<note>"),
    *(' approved="yes"', ' approved="no"', 'xml:space="default"', 'id="a"', 'alttranstype="x"'),
    *("<?pi?>", '<!DOCTYPE a [<!ENTITY b "c">]>', "<alt-trans>", '<note from="pathya-sign-off">'),
)


def assert_both_read_the_same(data: bytes, path: str = "") -> bool:
    """Tell whether the faster reader read it at all."""
    fast, slow = parse_canonical(data, path), parse_tree(data, path)
    if fast is None:
        return False
    assert (fast, ()) == slow
    assert slow[0]
    assert list(fast.entries) == list(slow[0].entries)
    for one, other in zip(fast.entries.values(), slow[0].entries.values(), strict=True):
        assert one.where == other.where
    return True


@given(catalogs)
def test_both_readers_name_the_same_lines(catalog: Catalog) -> None:
    assert assert_both_read_the_same(xliff_serialize(catalog), "hi.xlf")


@settings(max_examples=300)
@given(catalogs, st.data())
def test_whatever_is_changed_both_readers_read_the_same_or_one_reads_nothing(
    catalog: Catalog, data: st.DataObject
) -> None:
    text = xliff_serialize(catalog).decode()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 12))
        text = text[:start] + data.draw(st.sampled_from(PARTS)) + text[end:]
    assert_both_read_the_same(text.encode())


@given(catalogs, st.data())
def test_whatever_parts_change_places_both_readers_read_the_same(
    catalog: Catalog, data: st.DataObject
) -> None:
    lines = xliff_serialize(catalog).splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 3))):
        at, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        lines.insert(at, lines[other] if data.draw(st.booleans()) else lines.pop(other))
    assert_both_read_the_same(b"".join(lines))


def test_both_readers_drop_what_a_tool_has_indented() -> None:
    source = ("a ", 1, "b", -1)
    entry = Entry("a.0a1b2c3d", source, ("bold",), source, State.TRANSLATED)
    text = xliff_serialize(Catalog("rti", "en", "hi", {entry.id: entry})).decode()
    for before, after in ((">a ", ">&#10;  "), (">a ", ">\n  ")):
        changed = text.replace(before, after).replace("</g></", f"</g>{after[1:]}</")
        assert not assert_both_read_the_same(changed.encode())


@pytest.mark.parametrize("path", OWN, ids=str)
def test_our_own_catalogs_need_no_tree(path: Path) -> None:
    assert assert_both_read_the_same(path.read_bytes(), path.name)


def test_catalogs_as_we_write_them_are_read_without_lxml() -> None:
    program = (
        "import sys\n"
        "from pathya.locales.xliff import xliff_parse\n"
        "assert xliff_parse(sys.stdin.buffer.read(), 'hi.xlf')[0]\n"
        "assert not [name for name in sys.modules if name.startswith('lxml')]"
    )
    subprocess.run([sys.executable, "-c", program], input=OWN[0].read_bytes(), check=True)
