"""What Pathya has to say about a source, catalog or package: a rule, a place, a message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a source file."""

    path: str
    """As the user knows it, with forward slashes."""
    line: int = 0
    """From 1; 0 means the file as a whole."""

    def __str__(self) -> str:
        """Print as compilers do, so that editors can jump there."""
        return f"{self.path}:{self.line}" if self.line else self.path


NOWHERE = Where("")


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong. Its code never changes and is never used again for another."""

    code: str
    severity: Severity
    summary: str
    why: str
    source: str = ""
    """Where the rule comes from: a specification, a platform's code, a guideline."""

    def at(self, where: Where, message: str, hint: str = "") -> Diagnostic:
        """Say that this rule is broken here; the hint says how to mend it."""
        # On a line of its own each: what a file says must not pass for another finding.
        return Diagnostic(self, where, " ".join(message.splitlines()), " ".join(hint.splitlines()))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding."""

    rule: Rule
    where: Where
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Print as `path:line: severity CODE message`, the hint on a line of its own."""
        said = f"{self.where}: {self.rule.severity} {self.rule.code} {self.message}"
        return f"{said}\n    {self.hint}" if self.hint else said


Diagnostics = tuple[Diagnostic, ...]


def has_errors(found: Diagnostics) -> bool:
    """Tell whether anything found stops a build."""
    return any(one.rule.severity == "error" for one in found)


def in_order(found: Diagnostics) -> Diagnostics:
    """Sort by file and line, as a reader goes through them; equal findings are said once."""
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.where, one.rule.code)))


NEAR = 100
"""So many words are looked at for one that is near, and at most so many are listed."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Propose the known word that was perhaps meant, or list them all."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed where something is wrong

    words = sorted(known)
    many = len(words) > NEAR
    near = [one for one in words if one[:2] == word[:2]][:NEAR] if many else words
    close = get_close_matches(word, near, 1) if len(word) <= NEAR else []
    if close:
        return f"Did you mean `{close[0]}`?"
    return f"Known are: {', '.join(words[:NEAR])}{', …' if many else '.'}"
