"""How much of a course is read, so that no file fills the machine, by mistake or on purpose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one course may take; the names are those of the keys that raise them."""

    text_bytes: int = 1_048_576
    """Bytes of one text file."""
    yaml_characters: int = 65_536
    """Characters of course.yaml: what is hostile composes in quadratic time."""
    media_bytes: int = 20_971_520
    """Bytes of one file that is not text: what iGOT takes as an asset."""
    picture_pixels: int = 40_000_000
    """Width times height; a phone holds four bytes of each pixel while it shows a picture."""
    drawing_bytes: int = 4_000_000
    """Bytes of an SVG; it is held in memory, about ten times as large, while it is looked into."""
    course_files: int = 10_000
    """Files of one course."""
    course_texts: int = 10_000
    """Texts to translate; a workbook of as many has 8 to 15 MB, of the 16 that are read of one."""


LIMITS = Limits()
"""Those that hold unless a project raises them."""


def raised(key: str) -> str:
    """Tell which key of pathya.toml raises a limit."""
    return f"`{key}` under [limits] in pathya.toml raises the limit."
