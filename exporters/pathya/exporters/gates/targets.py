"""The targets: which rules each asks for, and how severely. Data, and how findings meet it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import SEEK_END
from types import MappingProxyType
from typing import BinaryIO

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Rule, Severity, Where
from pathya.authoring.framework import Framework
from pathya.exporters.gates import rules
from pathya.exporters.gates.access import check_access
from pathya.exporters.gates.covered import check_covered
from pathya.exporters.gates.items import check_items
from pathya.exporters.gates.metadata import check_metadata
from pathya.exporters.gates.packages import check_files, check_languages, check_size
from pathya.exporters.gates.timing import check_timing
from pathya.exporters.unpacked import Archive, Limits
from pathya.exporters.validate import validate

GATES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in rules.RULES})
"""The rules that are asked for by targets alone, by code."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a course is to be published, and what is asked of it there."""

    name: str
    title: str
    asks: Mapping[str, Severity]
    """By code: each rule of `GATES` that counts here, and others that count otherwise here."""
    firm: frozenset[str]
    """Those that cannot be waived: nothing would be gained."""
    takes_assessment: bool
    """False: the platform asks the final assessment itself, and packages go without it."""


_EVERYWHERE: Mapping[str, Severity] = {
    code: rule.severity for code, rule in GATES.items() if not code.startswith("IGT")
}
_IGOT: Mapping[str, Severity] = {
    code: rule.severity for code, rule in GATES.items() if code.startswith("IGT")
}

TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        "igot": Target(
            "igot",
            "iGOT Karmayogi",
            MappingProxyType(
                {
                    **_EVERYWHERE,
                    **_IGOT,
                    "CMP005": "error",  # credit is given for it
                    "CMP006": "error",
                    "ASM005": "error",
                    "ASM006": "error",
                }
            ),
            firm=frozenset(("CAT011", "IGT001", "IGT002", "IGT011", "IGT013")),
            takes_assessment=False,
        ),
        "scorm": Target(
            "scorm",
            "any learning platform that plays SCORM",
            MappingProxyType({**_EVERYWHERE, "CAT011": "warning"}),
            firm=frozenset(),
            takes_assessment=True,
        ),
    }
)


def judge(found: Diagnostics, target: Target) -> Diagnostics:
    """Keep what a target asks for, as severely as it does."""
    return tuple(_weighed(one, target) for one in found if _counts(one, target))


def _counts(found: Diagnostic, target: Target) -> bool:
    return found.rule.code not in GATES or found.rule.code in target.asks


def _weighed(found: Diagnostic, target: Target) -> Diagnostic:
    severity = target.asks.get(found.rule.code, found.rule.severity)
    if severity == found.rule.severity:
        return found
    return replace(found, rule=replace(found.rule, severity=severity))


def waivable(known: Mapping[str, Rule], target: Target | None) -> frozenset[str]:
    """Give the codes that can be waived: what never stops a build, and what targets ask for."""
    firm = target.firm if target else frozenset[str]()
    allowed = {code for code, rule in known.items() if rule.severity != "error"}
    return frozenset((allowed | GATES.keys()) - firm)


# --- the checks ----------------------------------------------------------------------------------


def check_source(course: Course, framework: Framework) -> Iterator[Diagnostic]:
    """Run all checks that a course needs once, in the language that it is written in."""
    for check in (check_covered, check_access, check_items, check_timing):
        yield from check(course)
    yield from check_metadata(course, framework)


PACKAGE_CHECKS: tuple[Callable[[Archive], Iterator[Diagnostic]], ...] = (
    check_files,
    check_languages,
)


def check_zip(
    stream: BinaryIO, name: str, target: Target, limits: Limits | None = None
) -> Diagnostics:
    """Check a package, of ours or of others, by all rules and those of a target."""
    size = stream.seek(0, SEEK_END)
    files: dict[str, int] = {}

    def note(archive: Archive) -> Diagnostics:
        files.update(archive.sizes)
        return ()

    found = validate(stream, name, limits, (*PACKAGE_CHECKS, note))
    return judge((*check_size(size, Where(name), files), *found), target)
