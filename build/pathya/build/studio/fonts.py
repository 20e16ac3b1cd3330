"""The fonts of the learner's page, for people whose system has none for a script that they read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pathya.exporters.vendor import font_files
from pathya.locales.languages import LANGUAGES


def font_static_files() -> Mapping[str, bytes]:
    """Give all fonts by file name, and `fonts.css`, which names them."""
    return {font.file: font.data() for font in font_files()} | {"fonts.css": _css().encode()}


def _css() -> str:
    """Name every font: a browser loads those that it has letters for."""
    faces = "".join(
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
        f'font-display: swap; src: url("{font.file}") format("woff2"); '
        f"unicode-range: {font.unicode_range}; }}\n"
        for font in font_files()
    )
    families = tuple(font.family for font in font_files())
    stacks = "".join(
        f":lang({tag}) {{ font-family: {_stack((*own, *families))}; }}\n"
        for tag, language in LANGUAGES.items()
        if language.dir == "rtl"  # Nastaliq and Naskh draw the same letters
        for own in [[font.family for font in language.fonts]]
    )
    return f"{faces}:root {{ --font: {_stack(families)}; }}\n{stacks}"


def _stack(families: Iterable[str]) -> str:
    return ", ".join([*(f'"{one}"' for one in dict.fromkeys(families)), "system-ui", "sans-serif"])
