"""What a catalog's elements and attributes mean: the words that reading and writing share."""

from __future__ import annotations

from dataclasses import dataclass

from pathya.locales.catalog import State

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
NOTE_FROM = "pathya"
SIGNED_FROM = "pathya-sign-off"
TRANSLATION, REVIEW = "translation", "review"
"""What phases are: a target names that in which it was made, a unit that of its sign-off."""
MIDNIGHT = "T00:00:00Z"
"""What makes a date the date and time that XLIFF wants."""

_STATES = {
    "new": State.NEW,
    "translated": State.TRANSLATED,
    "signed-off": State.SIGNED_OFF,
    "final": State.SIGNED_OFF,
    "needs-adaptation": State.FUZZY,
    "needs-l10n": State.FUZZY,
    "needs-review-adaptation": State.FUZZY,
    "needs-review-l10n": State.FUZZY,
    "needs-review-translation": State.FUZZY,
}
_QUALIFIERS = {
    "mt-suggestion": State.MACHINE,
    "leveraged-mt": State.MACHINE,
    "tm-suggestion": State.MEMORY,
    "leveraged-tm": State.MEMORY,
    "exact-match": State.MEMORY,
    "id-match": State.MEMORY,
}


@dataclass(frozen=True, slots=True)
class Phase:
    """A step of the work on texts that name it."""

    review: bool = False
    by: str = ""
    date: str = ""


NO_PHASE = Phase()

People = tuple[str, str, str, str]
"""Who made a target, when, who signed it off, when."""


def people_of(made: Phase, whole: Phase) -> People:
    """Name who made the target (its phase) and who reviewed the unit (the unit's own phase)."""
    if whole.review:
        return made.by, made.date, whole.by, whole.date
    made = made if made.by or made.date else whole
    return made.by, made.date, "", ""


def state_of(written: str | None, qualifier: str, approved: str | None) -> State | None:
    """Read the state of a target that has text, by its attributes; None: nobody knows it."""
    if written is None:
        return State.SIGNED_OFF if approved == "yes" else State.TRANSLATED
    if written == "needs-translation":
        # In any other state the qualifier is a leftover: Weblate never clears it.
        return _QUALIFIERS.get(qualifier, State.FUZZY)
    state = _STATES.get(written)
    # Text in a new unit, and a sign-off that was taken back: both are by a person.
    undone = state is State.NEW or (state is State.SIGNED_OFF and approved == "no")
    return State.TRANSLATED if undone else state
