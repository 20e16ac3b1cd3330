"""The author's accent colour, made readable on light and on dark ground."""

from __future__ import annotations

import re

from pathya.authoring.course import Theme

ACCENT = "#0b5cab"
"""When the author chose none, or none that CSS can read."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_LIGHT, _DARK = (255, 255, 255), (27, 31, 37)
_CONTRAST = 5.5
"""More than the 4.5 that WCAG 2.1 §1.4.3 asks for: tinted grounds take some of it."""

_RGB = tuple[int, int, int]


def theme_css(theme: Theme) -> str:
    """Write the custom properties `--accent` for light and dark."""
    accent = _rgb(theme.accent if _COLOUR.match(theme.accent) else ACCENT)
    light, dark = _readable(accent, _LIGHT, (0, 0, 0)), _readable(accent, _DARK, _LIGHT)
    return (
        f":root {{ --accent: {_css(light)}; }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {_css(dark)}; }} }}\n"
    )


def contrast(one: _RGB, other: _RGB) -> float:
    """Measure the contrast of two colours, 1 to 21 (WCAG 2.1)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _readable(colour: _RGB, ground: _RGB, towards: _RGB) -> _RGB:
    """Mix in black or white, in steps of a twentieth, until the colour stands out."""
    mixes = (_mix(colour, towards, step / 20) for step in range(21))
    return next(mix for mix in mixes if contrast(mix, ground) >= _CONTRAST)


def _mix(one: _RGB, other: _RGB, share: float) -> _RGB:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: _RGB) -> float:
    red, green, blue = (_linear(value / 255) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    dark = 0.03928  # below it sRGB is a straight line
    return part / 12.92 if part <= dark else ((part + 0.055) / 1.055) ** 2.4


def _rgb(css: str) -> _RGB:
    return int(css[1:3], 16), int(css[3:5], 16), int(css[5:7], 16)


def _css(colour: _RGB) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
