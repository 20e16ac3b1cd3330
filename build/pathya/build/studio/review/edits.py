"""What a translator or a reviewer does to one text, and who may do it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from pathya.authoring.course import Inline, Unit, plain
from pathya.authoring.diagnostics import has_errors
from pathya.authoring.sources import nfc
from pathya.locales.catalog import (
    FINISHED,
    Entry,
    State,
    joined,
    same_person,
    settled,
    unsigned,
    wording,
)
from pathya.locales.checks import check_entry
from pathya.locales.memory.texts import trimmed


class Action(StrEnum):
    """What can be done to a text."""

    SAVE = "save"
    """It is translated, by the person who saves it."""
    SIGN_OFF = "sign-off"
    SEND_BACK = "send-back"
    """It wants another look."""
    REMARK = "remark"
    """Say something about it."""
    RETRACT = "retract"
    """Take a remark of one's own back."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody wants done."""

    action: Action
    target: Inline = ()
    """The translation as it stands on the screen."""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who does it, and when."""

    name: str
    today: str
    """ISO 8601."""
    may_do_both: bool = False
    """Whether who translated a text may sign it off."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done, in a sentence for the person who asked for it."""

    message: str
    kind: Literal["refused", "conflict", "gone"] = "refused"
    """`conflict`: somebody else has changed the text since; `gone`: the course has it no more."""


def edited(unit: Unit, entry: Entry, edit: Edit, person: Person) -> Entry | Refusal:
    """Do to an entry what somebody wants; an entry that is equal if there is nothing to do."""
    if not person.name:
        return Refusal("Nobody knows who you are: set user.name in Git, and start again.")
    target = typed_target(unit, edit.target)
    match edit.action:
        case Action.SAVE:
            return _saved(unit, entry, target, person)
        case Action.SIGN_OFF:
            return _signed_off(unit, entry, target, person)
        case Action.SEND_BACK:
            return _sent_back(entry, target, edit.remark, person)
        case Action.REMARK:
            return _with_remark(entry, edit.remark, person)
        case Action.RETRACT:
            return _without_remark(entry, edit.remark, person)


def typed_target(unit: Unit, target: Inline) -> Inline:
    """Take a text as it was typed: composed, and without spaces at its ends that the source lacks.

    A text of codes and spaces alone is none.
    """
    composed = joined(nfc(piece) if isinstance(piece, str) else piece for piece in target)
    if not plain(composed).strip() and plain(unit.source).strip():
        return ()
    return trimmed(composed) if trimmed(unit.source) == unit.source else composed


def mark(entry: Entry) -> str:
    """Hash what an edit depends on: entries with one mark differ in remarks and offers alone."""
    said = [
        *wording(entry),
        entry.target,
        entry.state,
        *(entry.by, entry.date, entry.reviewer, entry.reviewed),
        entry.previous_source,
    ]
    shown = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(shown.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def propagated(unit: Unit, twins: Iterable[Entry], target: Inline, person: Person) -> list[Entry]:
    """Give texts with the same words the same translation; what a person has done stays."""
    made = (
        edited(replace(unit, id=twin.id), twin, Edit(Action.SAVE, target), person)
        for twin in twins
        if twin.state not in FINISHED and not twin.broken
    )
    return [one for one in made if isinstance(one, Entry)]


# --- what is done --------------------------------------------------------------------------------


def _saved(unit: Unit, entry: Entry, target: Inline, person: Person) -> Entry:
    if target == entry.target and (entry.state in FINISHED or not target):
        return entry
    if not target:
        cleared = replace(entry, target=(), state=State.NEW, by="", date="")
        return settled(cleared)
    made = replace(entry, target=target, by=person.name, date=person.today)
    now = settled(replace(made, state=State.TRANSLATED))
    if has_errors(check_entry(unit, now)):
        # It could not be shown; but nobody's work is thrown away.
        return replace(now, state=State.FUZZY)
    return replace(now, previous_source=(), previous_target=(), suggestions=())


def _signed_off(unit: Unit, entry: Entry, target: Inline, person: Person) -> Entry | Refusal:
    if entry.state is State.SIGNED_OFF and target == entry.target:
        return entry
    if person.may_do_both:
        entry = _saved(unit, entry, target, person)
    elif target != entry.target:
        return Refusal("You have changed the text: save it, and let somebody else sign it off.")
    elif entry.state not in FINISHED:
        message = "Nobody has translated this yet: read it and save it, somebody else signs it off."
        return Refusal(message if target else "There is nothing to sign off yet.")
    elif same_person(entry.by, person.name):
        return Refusal("You translated this yourself: let somebody else sign it off.")
    if not entry.target or has_errors(check_entry(unit, entry)):
        return Refusal("It cannot be signed off while a check finds an error.")
    now = replace(entry, reviewer=person.name, reviewed=person.today, signed="")
    return settled(replace(now, state=State.SIGNED_OFF))


def _sent_back(entry: Entry, target: Inline, remark: str, person: Person) -> Entry | Refusal:
    if not target:
        return Refusal("There is no translation to send back.")
    now = replace(unsigned(entry), state=State.FUZZY, target=target)
    if target != entry.target:
        now = replace(now, by=person.name, date=person.today)
    return _noted(now, person.name, remark)


def _with_remark(entry: Entry, remark: str, person: Person) -> Entry | Refusal:
    return _noted(entry, person.name, remark) if remark.strip() else Refusal("Nothing was said.")


def _noted(entry: Entry, name: str, remark: str) -> Entry:
    said = (name, nfc(remark).strip())
    return replace(entry, remarks=(*entry.remarks, said)) if said[1] else entry


def _without_remark(entry: Entry, remark: str, person: Person) -> Entry | Refusal:
    left = tuple(
        one for one in entry.remarks if one[1] != remark or not same_person(one[0], person.name)
    )
    if left == entry.remarks:
        return Refusal("Only your own comments can be taken back.")
    return replace(entry, remarks=left)
