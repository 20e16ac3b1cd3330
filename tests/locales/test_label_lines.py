"""Lines of a drawing's texts: few, about as wide, and each with its own codes."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Inline, Unit, plain
from pathya.authoring.widths import ems
from pathya.locales.catalog import joined
from pathya.locales.label_lines import label_lines, source_lines, too_wide

FITS: dict[str, tuple[Inline, float, int, tuple[Inline, ...]]] = {
    "one line": (("Public authority",), 9, 3, (("Public authority",),)),
    "two lines": (("Public authority",), 6, 3, (("Public",), ("authority",))),
    "no more lines than there may be": (("a a a a",), 0.5, 2, (("a a",), ("a a",))),
    "about as wide": (("aaa aaa aaa aaa",), 7, 3, (("aaa aaa",), ("aaa aaa",))),
    "a word is never cut": (("மேல்முறையீட்டு",), 1, 3, (("மேல்முறையீட்டு",),)),
    "code over two lines": (
        ("Pay ", 1, "right now", -1, " here"),
        3.5,
        4,
        (("Pay",), (1, "right", -1), (1, "now", -1), ("here",)),
    ),
    "a hard space parts nothing": (("a\u00a0a a",), 1, 3, (("a\u00a0a",), ("a",))),
    "nothing": ((), 1, 2, ((),)),
}


@pytest.mark.parametrize("case", FITS)
def test_lines_fit(case: str) -> None:
    inline, room, most, lines = FITS[case]
    assert label_lines(inline, room, most) == lines


WORDS = st.sampled_from(["அ", "शुल्क", "فیس", "fee", " ", "  ", "7(1)"])
PIECES = st.lists(st.one_of(WORDS, st.just("<"), st.just(">")), max_size=9)


def coded(pieces: list[str]) -> Inline:
    """Open a code at `<` and close it at `>`."""
    made: list[str | int] = []
    opened, count = 0, 0
    for piece in pieces:
        if piece == "<" and not opened:
            opened = count = count + 1
            made.append(opened)
        elif piece == ">" and opened:
            made.append(-opened)
            opened = 0
        elif piece not in "<>":
            made.append(piece)
    return joined((*made, *([-opened] if opened else [])))


@given(PIECES, st.floats(0.1, 20), st.integers(1, 5))
def test_lines_have_all_words_and_close_their_codes(
    pieces: list[str], room: float, most: int
) -> None:
    inline = coded(pieces)
    lines = label_lines(inline, room, most)
    assert 1 <= len(lines) <= most
    assert " ".join(" ".join(map(plain, lines)).split()) == " ".join(plain(inline).split())
    for line in lines:
        codes = Counter(piece for piece in line if isinstance(piece, int))
        assert all(codes[-code] == times for code, times in codes.items())


@given(st.lists(st.sampled_from(["fee", "शुल्क", "அ"]), min_size=1, max_size=8), st.data())
def test_source_lines_are_those_of_the_author(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(1, len(words)))
    counts = (first, len(words) - first) if first < len(words) else (first,)
    lines = source_lines((" ".join(words),), counts)
    assert [len(plain(line).split()) for line in lines] == list(counts)


def test_what_is_much_wider_is_told() -> None:
    unit = Unit("a", ("Reply",), room=3.2, lines=2)
    assert too_wide(unit, ("Antwort",)) == 0
    assert too_wide(unit, ("Beantwortung",)) == pytest.approx(ems("Beantwortung") / 3.2)
    assert too_wide(Unit("a", ("Reply",)), ("Beantwortung" * 9,)) == 0


def test_a_long_text_takes_no_longer_than_its_words() -> None:
    lines = label_lines(("अ " * 20_000,), 3, 5_000)
    assert len(lines) == 5_000
