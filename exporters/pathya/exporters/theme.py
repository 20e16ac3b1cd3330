"""The colours of the page: light, dark and of high contrast, with the author's accent on each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pathya.authoring.course import Theme

ACCENT = "#0b5cab"
"""When the author chose none, or none that CSS can read."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)

_RGB = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one look."""

    scheme: str
    """`light` or `dark`: how the browser draws its own controls."""
    contrast: float
    """What the accent reaches on paper. WCAG 2.1 asks for 4.5 (§1.4.3); tints take some of it."""
    colours: Mapping[str, str]


LIGHT = Palette(
    "light",
    5.5,
    {
        "ground": "#f4f6f8",
        "paper": "#ffffff",
        "ink": "#1b1f25",
        "soft": "#505a67",
        "line": "#d6dce4",
        "good": "#1a6b34",
        "bad": "#a1260d",
        "careful": "#8a5300",
        "on-accent": "#ffffff",
    },
)
DARK = Palette(
    "dark",
    5.5,
    {
        "ground": "#14171b",
        "paper": "#1b1f25",
        "ink": "#e6e9ee",
        "soft": "#aeb7c3",
        "line": "#39414c",
        "good": "#7fce95",
        "bad": "#ff9f8c",
        "careful": "#f0bd6a",
        "on-accent": "#10141a",
    },
)
CONTRAST_LIGHT = Palette(
    "light",
    9,
    {
        "ground": "#ffffff",
        "paper": "#ffffff",
        "ink": "#000000",
        "soft": "#1f1f1f",
        "line": "#000000",
        "good": "#00410f",
        "bad": "#6e0d00",
        "careful": "#4d2d00",
        "on-accent": "#ffffff",
    },
)
CONTRAST = Palette(
    "dark",
    9,
    {
        "ground": "#000000",
        "paper": "#000000",
        "ink": "#ffffff",
        "soft": "#f0f0f0",
        "line": "#ffffff",
        "good": "#a6f5bb",
        "bad": "#ffc4b8",
        "careful": "#ffe07a",
        "on-accent": "#000000",
    },
)

_UNLESS_CHOSEN = ":root:not([data-theme])"
_LOOKS = (
    ("", ":root", LIGHT),
    ("(prefers-color-scheme: dark)", _UNLESS_CHOSEN, DARK),
    ("(prefers-contrast: more)", _UNLESS_CHOSEN, CONTRAST_LIGHT),
    ("(prefers-contrast: more) and (prefers-color-scheme: dark)", _UNLESS_CHOSEN, CONTRAST),
    ("", ':root[data-theme="dark"]', DARK),
    ("", ':root[data-theme="contrast"]', CONTRAST),
    ("print", ":root:root", LIGHT),
)
"""When a palette holds, and for what; of two that hold, the later one."""


def theme_css(theme: Theme) -> str:
    """Write the colours as custom properties, for what learners chose or their devices ask for."""
    accent = _rgb(theme.accent if _COLOUR.match(theme.accent) else ACCENT)
    return "".join(_rule(*look, accent) for look in _LOOKS)


def shown_accent(theme: Theme) -> str:
    """Give the accent as it is shown on white paper: the author's, or a stronger one."""
    accent = _rgb(theme.accent if _COLOUR.match(theme.accent) else ACCENT)
    return _css(_readable(accent, LIGHT, _BLACK))


def _rule(media: str, root: str, palette: Palette, accent: _RGB) -> str:
    rule = f"{root} {{ {_properties(palette, accent)} }}"
    return f"@media {media} {{ {rule} }}\n" if media else f"{rule}\n"


def _properties(palette: Palette, accent: _RGB) -> str:
    """The palette's colours, and the accent as it can be read on its paper."""
    towards = _BLACK if palette.scheme == "light" else _WHITE
    readable = _readable(accent, palette, towards)
    colours = {**palette.colours, "accent": _css(readable)}
    written = (f"--{name}: {colour};" for name, colour in colours.items())
    return " ".join((f"color-scheme: {palette.scheme};", *written))


def contrast(one: _RGB, other: _RGB) -> float:
    """Measure the contrast of two colours, 1 to 21 (WCAG 2.1)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _readable(colour: _RGB, palette: Palette, towards: _RGB) -> _RGB:
    """Mix in black or white, in steps of a twentieth, until the colour stands out."""
    paper = _rgb(palette.colours["paper"])
    mixes = (_mix(colour, towards, step / 20) for step in range(21))
    return next(mix for mix in mixes if contrast(mix, paper) >= palette.contrast)


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
