"""Put a catalog's translations into a course: the same course, in another language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pathya.authoring.course import Code, Course, Inline, Text, Unit
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Rule, Where
from pathya.locales import rules
from pathya.locales.catalog import Catalog, Entry, State

EMPHASIS = frozenset({"bold", "italic", "x-code", "x-strike", "x-span", "lb"})
"""Codes that only change the look: a text without them can still be read."""
ONCE = frozenset({"x-blank", "x-footnote"})
"""Codes with an id of their own in the page: twice would be two of one kind."""


def localise(course: Course, catalog: Catalog) -> tuple[Course, Diagnostics]:
    """Return the course in the catalog's language; where nothing fits, the source stands in."""
    texts = dict(course.texts)
    found: list[Diagnostic] = []
    for unit in course.units.values():
        entry = catalog.entries.get(unit.id)
        if entry is None or not entry.target:
            continue
        faults = tuple(check_codes(unit, entry))
        found += faults
        if not any(fault.rule in _STAND_IN for fault in faults):
            texts[unit.id] = Text(entry.target, catalog.tag)
    found += _behind(course, catalog)
    return replace(course, tag=catalog.tag, texts=texts), tuple(found)


def check_catalog(course: Course, tag: str, catalog: Catalog, path: str) -> Diagnostics:
    """Say if a catalog is not the one of this course and language, whose file it was read from."""
    said, wanted = _head(catalog), _head(Catalog(course.id, course.source_tag, tag, {}))
    if said == wanted:
        return ()
    hint = "Move the file to its place, or correct the attributes of <file>."
    return (rules.CAT008.at(Where(path), f"it says {said}, and should say {wanted}", hint),)


def _head(catalog: Catalog) -> str:
    return f"{catalog.course} from {catalog.source_tag} to {catalog.tag}"


def check_codes(unit: Unit, entry: Entry) -> Iterator[Diagnostic]:
    """Compare the codes of a translation with those of its source."""
    faults = [*_unknown(unit, entry), *_lost_and_doubled(unit, entry), *_empty_blanks(unit, entry)]
    grave = [message for rule, message in faults if rule in _STAND_IN]
    if entry.state is State.FUZZY and grave:
        # It was made for another source: nobody has done anything wrong.
        yield rules.TRN005.at(entry.where, f"{unit.id}: {'; '.join(grave)}")
        return
    for rule, message in faults:
        yield rule.at(entry.where, f"{unit.id}: {message}", _HINT)


_HINT = "Copy the codes from the source; tools insert them with a key."
_STAND_IN = (rules.TRN002, rules.TRN003, rules.TRN004, rules.TRN005)

_Fault = tuple[Rule, str]


def _unknown(unit: Unit, entry: Entry) -> Iterator[_Fault]:
    opened = Counter(piece for piece in entry.target if isinstance(piece, int) and piece > 0)
    closed = Counter(-piece for piece in entry.target if isinstance(piece, int) and piece < 0)
    for number, times in opened.items():
        if number > len(unit.codes):
            yield rules.TRN003, f"code {number} is not in the source"
            continue
        code = unit.codes[number - 1]
        if closed[number] != (0 if code.close is None else times):
            shape = "stands alone" if code.close is None else "goes around text"
            yield rules.TRN003, f"{_name(number, code)} {shape} in the source, but not here"


def _lost_and_doubled(unit: Unit, entry: Entry) -> Iterator[_Fault]:
    counts = Counter(entry.target)
    for number, code in enumerate(unit.codes, 1):
        if counts[number] == 1:
            continue
        grave = code.kind in ONCE or (counts[number] == 0 and code.kind not in EMPHASIS)
        what = "is lost" if counts[number] == 0 else f"stands {counts[number]} times"
        yield rules.TRN002 if grave else rules.TRN001, f"{_name(number, code)} {what}"


def _empty_blanks(unit: Unit, entry: Entry) -> Iterator[_Fault]:
    for number, code in enumerate(unit.codes, 1):
        if code.kind == "x-blank" and number in entry.target and -number in entry.target:
            answers = _inside(entry.target, number)
            if not any(answer.strip() for answer in answers.split("|")):
                yield rules.TRN004, f"{_name(number, code)} has no accepted answer"


def _inside(target: Inline, number: int) -> str:
    inner = target[target.index(number) + 1 : target.index(-number)]
    return "".join(piece for piece in inner if isinstance(piece, str))


def _name(number: int, code: Code) -> str:
    return f"code {number} ({code.kind.removeprefix('x-')})"


_UPDATE = "Run `pathya catalog update`: it brings the new texts and keeps old translations aside."


def _behind(course: Course, catalog: Catalog) -> Iterator[Diagnostic]:
    stray = len(catalog.entries.keys() - course.units.keys())
    missing = len(course.units.keys() - catalog.entries.keys())
    if stray or missing:
        first = next(iter(catalog.entries.values()), None)
        where = Where(first.where.path) if first else Where(f"{catalog.tag}/{catalog.course}.xlf")
        message = f"{missing} texts of the course are not in it, {stray} of its texts are gone"
        yield rules.CAT009.at(where, message, _UPDATE)
