"""The files of a package, unpacked: what rules look into. Opening zips is `archive`'s work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pathya.authoring.diagnostics import Where

TEXTS = (".css", ".htm", ".html", ".js", ".svg", ".xhtml", ".xml", ".xsd")
"""What the rules look into; of other files only the size is kept."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a package is read."""

    files: int = 5_000
    total: int = 2_000_000_000
    """Bytes, unpacked."""
    texts: int = 64_000_000
    """Bytes of all files that the rules look into: these are held in memory."""
    ratio: int = 200
    """Unpacked to packed; deflate reaches 1,032, real content some 30."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of a package whose zip is sound."""

    name: str
    """Of the zip, for messages; may be empty."""
    sizes: Mapping[str, int]
    texts: Mapping[str, bytes]

    def where(self, member: str, line: int = 0) -> Where:
        """A place in a file of the package."""
        return Where(f"{self.name}/{member}" if self.name else member, line)
