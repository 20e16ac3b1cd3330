"""A YAML document that was read: text values, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]
Lines = dict[Path, int]


@dataclass(frozen=True, slots=True)
class Yaml:
    """A document: dicts, lists and strings, and the line (from 1) of every value by its path."""

    value: Any
    lines: Lines

    def line(self, path: Path) -> int:
        """Give the line of a value, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)
