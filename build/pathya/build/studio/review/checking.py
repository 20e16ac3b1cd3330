"""What checks say of one text, also while it is being typed: the same as `pathya check`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pathya.authoring.course import Inline, Unit
from pathya.authoring.diagnostics import Diagnostic, Diagnostics
from pathya.build.studio.review.desk import Opened, twins_of
from pathya.build.studio.review.edits import typed_target
from pathya.exporters.subtitles import captions_name, check_said
from pathya.locales.catalog import Entry, State
from pathya.locales.checks import check_entry, stands_in
from pathya.locales.languages import LANGUAGES
from pathya.locales.wording.check import check_wording, inconsistent


def findings(opened: Opened, entry: Entry) -> Diagnostics:
    """Check an entry as it stands in its catalog; once, for as long as it stays as it is."""
    seen = opened.found.get(entry.id)
    if seen is None or seen[0] is not entry:
        seen = opened.found[entry.id] = entry, _checked(opened, entry)
    # What others are translated as may have changed meanwhile.
    return (*seen[1], *_unlike_twins(opened, entry))


def drafted(opened: Opened, unit: Unit, entry: Entry, target: Inline) -> Diagnostics:
    """Check a translation that somebody is typing, as it would be once it is saved."""
    typed = typed_target(unit, target)
    now = replace(entry, target=typed, state=State.TRANSLATED)
    return (*_checked(opened, now), *_unlike_twins(opened, now))


def _checked(opened: Opened, entry: Entry) -> Diagnostics:
    if not entry.target:
        return ()
    found = check_entry(opened.course.units[entry.id], entry)
    if entry.state is State.FUZZY:
        return found  # its wording waits for another look anyway
    found += check_wording(entry, LANGUAGES[opened.tag], opened.known)
    if captions_name(opened.course) and not stands_in(found):
        found += tuple(check_said(opened.course, entry.id, entry.target, opened.tag))
    return found


def _unlike_twins(opened: Opened, entry: Entry) -> Diagnostics:
    if not entry.target or entry.state is State.FUZZY:
        return ()
    others = [one for one in twins_of(opened, entry) if one.target and one.state is not State.FUZZY]
    return tuple(inconsistent([*others[:1], entry]))


def shown(found: Diagnostic, unit: str) -> dict[str, Any]:
    """Describe a finding; its message need not name the text."""
    return {
        "code": found.rule.code,
        "severity": found.rule.severity,
        "message": found.message.removeprefix(f"{unit}: "),
        "hint": found.hint,
    }
