"""Third-party files of the package: SCORM schemas and webfonts, fetched when Pathya was built."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

SchemaSet = Literal["scorm12", "scorm2004"]


class VendorMissingError(Exception):
    """This Pathya was installed without its fonts and schemas."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """One slice of one weight of a font family."""

    file: str
    """Its name, `noto-sans-tamil-tamil-400.woff2`."""
    family: str
    """As the language registry names it: `noto-sans-tamil`."""
    slice: str
    weight: int
    unicode_range: str
    """For CSS: where a browser looks into this file."""
    codepoints: frozenset[int] = field(repr=False)
    """What a browser can draw with it: the characters in the file and in `unicode_range`."""

    def data(self) -> bytes:
        """The WOFF2 file."""
        return _read(f"fonts/{self.file}")


@cache
def schema_files(edition: SchemaSet) -> Mapping[str, bytes]:
    """The XML Schemas that a package carries at its root, with all that they include.

    `scorm2004` is the 4th Edition's set; its two DTDs belong to `xml.xsd`.
    """
    folder = _vendor().joinpath("schemas", edition)
    names = sorted(entry.name for entry in folder.iterdir())
    return MappingProxyType({name: _read(f"schemas/{edition}/{name}") for name in names})


@cache
def font_files() -> tuple[FontFile, ...]:
    """All font files, families in the order of the build, slices and weights together."""
    return tuple(_font(**record) for record in json.loads(_read("fonts/fonts.json")))


def font_licence(family: str) -> bytes:
    """The licence that must travel with the family's files (SIL Open Font License 1.1)."""
    return _read(f"fonts/{family}-LICENSE")


def parse_range(written: str) -> frozenset[int]:
    """Read a CSS unicode-range, such as `U+20-7E,U+20B9`."""
    ends = (part.strip().removeprefix("U+").partition("-") for part in written.split(","))
    spans = (range(int(first, 16), int(last or first, 16) + 1) for first, _, last in ends)
    return frozenset(point for span in spans for point in span)


def _font(unicode_range: str, codepoints: str, **rest: str | int) -> FontFile:
    drawn = parse_range(codepoints) & parse_range(unicode_range)
    return FontFile(unicode_range=unicode_range, codepoints=drawn, **rest)  # type: ignore[arg-type]


@cache
def _read(name: str) -> bytes:
    return _vendor().joinpath(*name.split("/")).read_bytes()


@cache
def _vendor() -> Path:
    """Find the folder, or say how to get it."""
    folder = Path(__file__).with_name("vendor")
    if not folder.joinpath("STAMP").is_file():
        raise VendorMissingError(
            "Pathya's fonts and schemas are missing. In a source folder run `make demo`, or "
            "`pip install -e .` with Node.js 18 or newer on PATH; elsewhere install Pathya from "
            "a wheel."
        )
    return folder
