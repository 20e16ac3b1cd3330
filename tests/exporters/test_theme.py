from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Theme
from pathya.exporters.theme import (
    ACCENT,
    CONTRAST,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    Palette,
    contrast,
    theme_css,
)

ASKED = {"light": (LIGHT, 4.5), "dark": (DARK, 4.5)} | {
    "contrast": (CONTRAST, 7),
    "contrast-light": (CONTRAST_LIGHT, 7),
}


def rgb(css: str) -> tuple[int, int, int]:
    return int(css[1:3], 16), int(css[3:5], 16), int(css[5:7], 16)


def accents(accent: str) -> list[tuple[str, str]]:
    """Each paper with the accent on it."""
    return re.findall("--paper: (#......);.*?--accent: (#......);", theme_css(Theme(accent)))


def test_a_readable_colour_stays_as_it_is_on_light_ground() -> None:
    assert accents("#0b5cab")[0] == ("#ffffff", "#0b5cab")


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_becomes_readable(number: int) -> None:
    found = accents(f"#{number:06x}")
    assert len(found) == 7
    assert min(contrast(rgb(paper), rgb(accent)) for paper, accent in found) >= 4.5


@pytest.mark.parametrize(("palette", "least"), ASKED.values(), ids=ASKED)
def test_every_colour_of_text_is_readable_on_paper(palette: Palette, least: float) -> None:
    paper = rgb(palette.colours["paper"])
    texts = ("ink", "soft", "good", "bad", "careful")
    ratios = {name: contrast(rgb(palette.colours[name]), paper) for name in texts}
    assert {name for name, ratio in ratios.items() if ratio < least} == set()


def test_what_is_no_colour_is_never_written_into_css() -> None:
    for accent in ("", "red", "#12345", "#123456}", "url(x)"):
        assert theme_css(Theme(accent)) == theme_css(Theme(ACCENT))
