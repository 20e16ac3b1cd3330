"""Which font files a page needs, and the CSS that names them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from pathya.exporters.vendor import FontFile, font_files
from pathya.locales.languages import Language

_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}


def choose_fonts(language: Language, characters: Iterable[str]) -> tuple[FontFile, ...]:
    """Take the language's fonts that draw any of these characters, then others for what is left.

    A slice comes in all its weights; browsers load the weights that they show.
    """
    missing = visible(characters)
    chosen: list[FontFile] = []
    for weights in _candidates(language):
        drawn = weights[0].codepoints & missing
        if drawn:
            chosen += weights
            missing -= drawn
    return tuple(chosen)


def uncovered(fonts: Iterable[FontFile], characters: Iterable[str]) -> tuple[str, ...]:
    """List the visible characters that none of these fonts can draw."""
    missing = visible(characters).difference(*(font.codepoints for font in fonts))
    return tuple(chr(point) for point in sorted(missing))


def visible(characters: Iterable[str]) -> frozenset[int]:
    """Leave out spaces, joiners and controls: a browser needs no glyph for them."""
    return frozenset(
        ord(sign) for sign in set(characters) if unicodedata.category(sign) not in _INVISIBLE
    )


def font_css(fonts: tuple[FontFile, ...], places: Mapping[str, str]) -> str:
    """Write the `@font-face` rules and the stack as `--font`; places give each file's address."""
    families = dict.fromkeys(f'"{font.family}"' for font in fonts)
    stack = ", ".join([*families, "system-ui", "sans-serif"])
    faces = "".join(_face(font, places[font.file]) for font in fonts)
    return f"{faces}:root {{ --font: {stack}; }}\n"


def _face(font: FontFile, place: str) -> str:
    return (
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
        f'font-display: swap; src: url("{place}") format("woff2"); '
        f"unicode-range: {font.unicode_range}; }}\n"
    )


@cache
def _slices() -> Mapping[tuple[str, str], tuple[FontFile, ...]]:
    """All files, weights together."""
    slices: dict[tuple[str, str], tuple[FontFile, ...]] = {}
    for font in font_files():
        key = (font.family, font.slice)
        slices[key] = (*slices.get(key, ()), font)
    return slices


def _candidates(language: Language) -> tuple[tuple[FontFile, ...], ...]:
    """The language's own slices first, in the order of the registry."""
    own = tuple((font.family, font.slice) for font in language.fonts)
    rest = (key for key in _slices() if key not in own)
    return tuple(_slices()[key] for key in (*own, *rest))
