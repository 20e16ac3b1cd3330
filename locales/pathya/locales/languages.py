"""The languages that Pathya knows: data in `languages.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pathya.authoring.diagnostics import nearest

ASCII_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Font:
    """One file set of a webfont: `noto-sans-tamil/tamil`."""

    family: str
    """The `@fontsource` name: `noto-sans-tamil`."""
    slice: str
    """The subset of its characters, as its file names have it: `tamil`, `latin`, `latin-ext`."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language as it is written, and what others call it."""

    tag: str
    """BCP 47."""
    name: str
    """In English."""
    igot_name: str
    """As iGOT Karmayogi spells it."""
    endonym: str
    """In the language itself."""
    script: str
    """ISO 15924."""
    dir: Literal["ltr", "rtl"]
    fonts: tuple[Font, ...]
    """In the order in which a browser tries them; a Latin slice is always among them."""
    digits: str
    """Ten characters, 0 to 9."""
    full_stop: str
    marks: Mapping[str, str] = field(hash=False)
    """Marks that the language writes in its own way, by the ASCII mark."""
    strange: str
    """Letters of its script that it does not write with; they come from a keyboard of another."""
    spaced_stop: bool
    """True: many print a space before the full stop, the question and the exclamation mark."""
    bhashini: str
    """Bhashini's code; empty, as below, when the engine lacks the language."""
    indictrans: str
    argos: str
    parent: str = ""
    """The tag whose catalog it is written from, in another script; it has none of its own."""
    pseudo: bool = False
    """True: not a language, but a way to see what of the source cannot be translated yet."""


def _language(row: Mapping[str, Any]) -> Language:
    return Language(
        tag=row["tag"],
        name=row["name"],
        igot_name=row.get("igot_name", row["name"]),
        endonym=row["endonym"],
        script=row["script"],
        dir=row.get("dir", "ltr"),
        fonts=tuple(Font(*font.split("/")) for font in row["fonts"]),
        digits=row.get("digits", ASCII_DIGITS),
        full_stop=row["full_stop"],
        marks=MappingProxyType(row.get("marks", {})),
        strange=row.get("strange", ""),
        spaced_stop=row.get("spaced_stop", False),
        bhashini=row.get("bhashini", ""),
        indictrans=row.get("indictrans", ""),
        argos=row.get("argos", ""),
        parent=row.get("parent", ""),
        pseudo=row.get("pseudo", False),
    )


def _read() -> Mapping[str, Language]:
    text = Path(__file__).with_name("languages.toml").read_text("utf-8")
    rows = tomllib.loads(text)["language"]
    return MappingProxyType({row["tag"]: _language(row) for row in rows})


LANGUAGES: Mapping[str, Language] = _read()
"""By tag: English, the default sixteen, the other six scheduled languages, some in another of
their scripts, pseudo-locales."""

DEFAULT_TAGS: tuple[str, ...] = (
    *("hi", "as", "bn", "gu", "kn", "ml", "mr", "ne"),
    *("or", "pa", "ta", "te", "ur", "sa", "mai", "kok"),
)
"""The Indian languages of iGOT's question schema: what a build makes beside the source."""


def nearest_tag(tag: str) -> str:
    """Propose a known tag for one that is not; a language of several scripts is known by those."""
    scripts = [one for one in LANGUAGES if one.startswith(f"{tag}-")]
    return f"Name the script too: {' '.join(scripts)}." if scripts else nearest(tag, LANGUAGES)


def language(tag: str) -> Language | None:
    """Look a language up; None when Pathya doesn't know the tag."""
    return LANGUAGES.get(tag)
