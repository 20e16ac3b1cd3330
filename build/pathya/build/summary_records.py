"""What the summary of builds has to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pathya.build.receipts import Receipt


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding, as reports in JSON have it."""

    path: str
    """From the project's folder, if it lies there."""
    line: int
    severity: str
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Remote:
    """A thing on a platform, as the journal last saw it."""

    platform: str
    """The host."""
    kind: str
    """`course`, `questionset`, or `resource` with the part that it holds."""
    id: str
    status: str


@dataclass(frozen=True, slots=True)
class InLanguage:
    """What there is of a course in one language."""

    language: str
    """BCP 47."""
    blocked_by: tuple[str, ...]
    """What keeps it from release, in words; empty: nothing that a build can see."""
    states: Mapping[str, int]
    """How many texts stand in which state; none for the source language."""
    packages: tuple[Receipt, ...]
    findings: tuple[Finding, ...]
    published: tuple[Remote, ...]


@dataclass(frozen=True, slots=True)
class OfCourse:
    """What there is of a course."""

    course: str
    findings: tuple[Finding, ...]
    """Of its source."""
    languages: tuple[InLanguage, ...]
