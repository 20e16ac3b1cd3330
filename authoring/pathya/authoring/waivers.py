"""Findings that the authors of a course accept until a date."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from pathya.authoring import rules
from pathya.authoring.course import Waiver
from pathya.authoring.diagnostics import Diagnostic, Diagnostics


def check_waivers(
    waivers: tuple[Waiver, ...], known: Collection[str], today: date
) -> Iterator[Diagnostic]:
    """Say which waivers are for no rule that can be waived (`known`: codes), or out of date."""
    for one in waivers:
        until = _day(one.until)
        if one.rule not in known:
            yield rules.WVR004.at(one.where, f"{one.rule} cannot be waived", "Mend what it finds.")
        if until is None:
            yield rules.WVR004.at(one.where, f"`{one.until}` is no day", "Write it as 2027-03-31.")
        elif until < today:
            message = f"the waiver of {one.rule} ended on {one.until}: {one.reason}"
            yield rules.WVR002.at(one.where, message, "Mend the fault, or renew the waiver.")


def waive(
    found: Diagnostics, waivers: tuple[Waiver, ...], known: Collection[str], today: date
) -> tuple[Diagnostics, tuple[Waiver, ...]]:
    """Put a note in the place of each finding that is waived; give the waivers of use as well."""
    holding = [one for one in waivers if one.rule in known and _holds(one, today)]
    by_finding = {one: _waiver_of(one, holding) for one in found}
    used = tuple(dict.fromkeys(waiver for waiver in by_finding.values() if waiver))
    return tuple(_note(one, by_finding[one]) for one in found), used


def check_idle(
    waivers: tuple[Waiver, ...], used: tuple[Waiver, ...], looked: Collection[str], today: date
) -> Iterator[Diagnostic]:
    """Say which waivers waived nothing, of those for rules that were looked at (codes)."""
    for one in waivers:
        if one.rule in looked and _holds(one, today) and one not in used:
            message = f"nothing of {one.rule} is found in {one.file}"
            yield rules.WVR003.at(one.where, message, "Remove it, or correct the file's name.")


def _waiver_of(found: Diagnostic, waivers: list[Waiver]) -> Waiver | None:
    fitting = (one for one in waivers if one.rule == found.rule.code)
    path = f"/{found.where.path}"
    return next((one for one in fitting if path.endswith(f"/{one.file}")), None)


def _note(found: Diagnostic, waiver: Waiver | None) -> Diagnostic:
    if waiver is None:
        return found
    hint = f"Waived until {waiver.until}: {waiver.reason}"
    return rules.WVR001.at(found.where, f"{found.rule.code} {found.message}", hint)


def _holds(waiver: Waiver, today: date) -> bool:
    until = _day(waiver.until)
    return until is not None and today <= until


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
