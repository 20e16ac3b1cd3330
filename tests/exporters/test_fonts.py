from __future__ import annotations

import pytest

from pathya.exporters.fonts import choose_fonts, font_css, uncovered, visible
from pathya.locales.languages import LANGUAGES


def names(tag: str, text: str) -> list[str]:
    return [font.file for font in choose_fonts(LANGUAGES[tag], text)]


def test_only_the_slices_that_the_text_needs_are_taken() -> None:
    assert names("en", "Fee") == ["noto-sans-latin-400.woff2", "noto-sans-latin-700.woff2"]
    assert names("hi", "शुल्क")[::2] == ["noto-sans-devanagari-devanagari-400.woff2"]
    assert names("te", "₹10 రుసుము")[::2] == [
        "noto-sans-telugu-telugu-400.woff2",
        "noto-sans-latin-400.woff2",
        "noto-sans-telugu-latin-ext-400.woff2",
    ]


def test_other_scripts_bring_their_own_font() -> None:
    assert "noto-sans-devanagari-devanagari-400.woff2" in names("en", "Pathya (पाठ्य)")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_language_draws_its_name_digits_stop_and_the_rupee(tag: str) -> None:
    language = LANGUAGES[tag]
    text = f"{language.endonym}{language.digits}{language.full_stop}₹ abc 0123456789 “–” …"
    assert uncovered(choose_fonts(language, text), text) == ()


def test_what_no_font_draws_is_listed() -> None:
    text = "a ✓ → \u200d\n"
    assert uncovered(choose_fonts(LANGUAGES["en"], text), text) == ("→", "✓")


def test_spaces_and_joiners_need_no_glyph() -> None:
    assert visible("a \n\u00a0\u200c\u200d\u2028") == {ord("a")}


def test_the_css_names_files_ranges_and_the_stack() -> None:
    fonts = choose_fonts(LANGUAGES["or"], "ଓଡ଼ିଆ Odia")
    css = font_css(fonts, {font.file: f"x-{font.file}" for font in fonts})
    assert css.count("@font-face") == 4
    assert 'url("x-noto-sans-oriya-oriya-700.woff2") format("woff2")' in css
    assert css.endswith(
        ':root { --font: "noto-sans-oriya", "noto-sans", system-ui, sans-serif; }\n'
    )
