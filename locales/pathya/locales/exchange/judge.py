"""Decide whether a translation that came back takes the place of what is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pathya.authoring.course import Inline, Unit
from pathya.authoring.diagnostics import Diagnostic
from pathya.authoring.xml.write import in_xml
from pathya.locales import rules
from pathya.locales.catalog import FINISHED, Entry, State, joined, settled, unsigned
from pathya.locales.checks import check_entry
from pathya.locales.exchange.incoming import remark_line
from pathya.locales.languages import LANGUAGES
from pathya.locales.memory.texts import trimmed
from pathya.locales.review import signs_own
from pathya.locales.term_match import Glossary
from pathya.locales.wording.check import NO_TERMS, not_in_language
from pathya.locales.xliff_write import nested


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms translations are taken."""

    by: str = ""
    """Whose work it is, where the file does not say."""
    date: str = ""
    """When, ISO 8601; goes with `by`."""
    force: bool = False
    """True: also what is signed off or finished is replaced."""
    translator_may_sign_off: bool = False
    known: Glossary = NO_TERMS
    """The names in it are the same in every language."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A translation that came back, and the text that it is for."""

    tag: str
    """Of the language that it should be in."""
    unit: Unit
    ours: Entry
    theirs: Entry
    stale: bool
    """It was made for an older source."""
    typed_states: bool
    """See `Incoming`."""


Judged = tuple[Entry, tuple[Diagnostic, ...]]


def judge(offer: Offer, terms: Terms) -> Judged:
    """Give the entry that is to stand in the catalog, and what has to be said about it."""
    theirs = replace(_held(offer.theirs), target=_trimmed(offer, offer.theirs.target))
    offer = replace(offer, theirs=theirs)
    ours = _with_remarks(offer)
    if not theirs.target:
        return ours, ()
    said = (_stale(offer),) if offer.stale else ()
    now = _proposed(offer, ours, terms)
    if not now.target or (now.target, now.state) == (ours.target, ours.state):
        return ours, said
    fault = _refusal(ours, now, theirs, terms) or _misfit(offer.unit, now, theirs)
    fault = fault or _misplaced(offer.tag, now, theirs, terms)
    if fault:
        return ours, said or (fault,)
    if now.state is State.SIGNED_OFF and signs_own(now) and not terms.translator_may_sign_off:
        message = f"{ours.id} was translated and signed off by {now.reviewer}; it is translated"
        return unsigned(now), (rules.EXC007.at(theirs.where, message, _SOMEBODY),)
    return settled(now), said


def _held(theirs: Entry) -> Entry:
    """Write what is said about a text as a catalog can hold it: sheets have control characters."""
    return replace(
        theirs,
        by=in_xml(theirs.by),
        reviewer=in_xml(theirs.reviewer),
        remarks=tuple((in_xml(by), in_xml(said)) for by, said in theirs.remarks),
    )


def _trimmed(offer: Offer, target: Inline) -> Inline:
    """Take the spaces and line ends off their translation that the source does not have."""
    source = offer.ours.source
    return trimmed(target) if trimmed(source) == source else target


_SOMEBODY = "Let somebody else read and accept it."
_FORCE = "Import it with --force if it is the better one."


def _with_remarks(offer: Offer) -> Entry:
    """Add what they noted; a format without authors gives our own remarks back as lines."""
    ours, known = offer.ours, {remark_line(one) for one in offer.ours.remarks}
    fresh = (one for one in offer.theirs.remarks if remark_line(one) not in known)
    return replace(ours, remarks=tuple(dict.fromkeys((*ours.remarks, *fresh))))


def _proposed(offer: Offer, ours: Entry, terms: Terms) -> Entry:
    """Put their translation in the place of ours."""
    theirs, state = offer.theirs, _state(offer)
    target = theirs.target
    if state is State.FUZZY:
        target = _trimmed(offer, _nested(target))  # spaces may have stood before such a code
    now = replace(ours, target=target, state=state, signed="", reviewer="", reviewed="")
    if state in FINISHED:
        now = replace(now, previous_source=(), previous_target=(), suggestions=())
    elif offer.stale:
        now = replace(now, previous_source=_nested(theirs.source), previous_target=target)
    if theirs.target != ours.target or (state in FINISHED and ours.state not in FINISHED):
        by, date = _maker(ours, theirs, terms)
        now = replace(now, by=by, date=date)
    if state is State.SIGNED_OFF:
        told = theirs.reviewer or theirs.reviewed
        who = (theirs.reviewer, theirs.reviewed) if told else (terms.by, terms.date)
        now = replace(now, reviewer=who[0], reviewed=who[1])
    return now


def _nested(text: Inline) -> Inline:
    """Leave out what a catalog cannot hold: codes that close nothing, and control characters."""
    held = tuple(in_xml(piece) if isinstance(piece, str) else piece for piece in text)
    return joined(_flat(nested(held, _code)))


def _code(number: int, inside: tuple[Inline | str, ...] | None) -> Inline:
    return (number,) if inside is None else (number, *_flat(inside), -number)


def _flat(pieces: tuple[Inline | str, ...]) -> Iterator[str | int]:
    for piece in pieces:
        yield from (piece,) if isinstance(piece, str) else piece


def _state(offer: Offer) -> State:
    ours, theirs = offer.ours, offer.theirs
    if offer.stale:
        return State.FUZZY
    if theirs.target != ours.target:
        untouched = offer.typed_states and theirs.state is ours.state
        unfinished = theirs.state not in FINISHED
        fresh = theirs.state is State.NEW or (untouched and unfinished)
        return State.TRANSLATED if fresh else theirs.state
    if theirs.state in FINISHED:
        return ours.state if ours.state is State.SIGNED_OFF else theirs.state
    # Whoever marks a finished text wants another look at it; other drafts are just old.
    taken_back = theirs.state is State.FUZZY and ours.state in FINISHED
    return State.FUZZY if taken_back else ours.state


def _maker(ours: Entry, theirs: Entry, terms: Terms) -> tuple[str, str]:
    """Say who made a translation. Tools leave the name of the one before in its place."""
    same_day = ours.state in _DRAFTS or theirs.date in ("", ours.date)
    left = theirs.by == ours.by and same_day
    if terms.by and (left or not theirs.by):
        return terms.by, terms.date
    return ("", "") if left else (theirs.by, theirs.date)


_DRAFTS = (State.MACHINE, State.MEMORY)


def _refusal(ours: Entry, now: Entry, theirs: Entry, terms: Terms) -> Diagnostic | None:
    if terms.force:
        return None
    if ours.state is State.SIGNED_OFF:
        return rules.EXC006.at(theirs.where, f"{ours.id} is signed off, and stays as it is", _FORCE)
    if ours.state in FINISHED and now.state not in FINISHED and now.target != ours.target:
        message = f"{ours.id} is translated, and this is a draft ({now.state})"
        return rules.EXC009.at(theirs.where, message, _FORCE)
    return None


def _stale(offer: Offer) -> Diagnostic:
    message = f"the source of {offer.ours.id} has changed since this was sent out"
    hint = "Look at it again: a translation of the old source comes in as a fuzzy one at best."
    return rules.EXC004.at(offer.theirs.where, message, hint)


def _misfit(unit: Unit, now: Entry, theirs: Entry) -> Diagnostic | None:
    """Say why a translation could not be shown."""
    found = [one for one in check_entry(unit, now) if one.rule.severity == "error"]
    if not found:
        return None
    # Each begins with the id of the unit.
    faults = [one.message.removeprefix(f"{unit.id}: ") for one in found]
    return rules.EXC005.at(theirs.where, f"{unit.id}: {'; '.join(faults)}", found[0].hint)


def _misplaced(tag: str, now: Entry, theirs: Entry, terms: Terms) -> Diagnostic | None:
    """Say why a translation is none into this language."""
    why = "" if terms.force else not_in_language(now, LANGUAGES[tag], terms.known)
    hint = "Is it another language's file? If it is right as it is, import it with --force."
    return rules.EXC012.at(theirs.where, f"{now.id}: {why}", hint) if why else None
