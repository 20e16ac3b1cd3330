from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Theme
from pathya.exporters.theme import ACCENT, contrast, theme_css


def colours(accent: str) -> list[tuple[int, int, int]]:
    found = re.findall("#(..)(..)(..);", theme_css(Theme(accent)))
    return [(int(red, 16), int(green, 16), int(blue, 16)) for red, green, blue in found]


def test_a_readable_colour_stays_as_it_is_on_light_ground() -> None:
    assert colours("#0b5cab")[0] == (0x0B, 0x5C, 0xAB)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_becomes_readable(number: int) -> None:
    light, dark = colours(f"#{number:06x}")
    assert contrast(light, (255, 255, 255)) >= 4.5
    assert contrast(dark, (27, 31, 37)) >= 4.5


def test_what_is_no_colour_is_never_written_into_css() -> None:
    for accent in ("", "red", "#12345", "#123456}", "url(x)"):
        assert theme_css(Theme(accent)) == theme_css(Theme(ACCENT))
