"""Carry an edit out on the file as it is now, and take it back."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pathya.build.studio.review.desk import (
    Changed,
    Closed,
    Desk,
    Key,
    Made,
    Opened,
    change,
    twins_of,
)
from pathya.build.studio.review.edits import (
    Action,
    Edit,
    Person,
    Refusal,
    edited,
    mark,
    propagated,
    typed_target,
)
from pathya.locales.catalog import Entry

SESSIONS, STEPS = 64, 100
"""How many windows may undo, and how many steps each."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants done to a text, as it was when they looked at it."""

    key: Key
    unit: str
    base: str
    """The `mark` of the entry that they saw."""
    edit: Edit
    everywhere: bool = False
    """Also to texts with the same words that nobody has translated."""


@dataclass(frozen=True, slots=True)
class Done:
    """It is on the disk."""

    opened: Opened
    unit: str
    changed: tuple[str, ...]
    """The ids of the texts that are not what they were."""


Outcome = Done | Refusal | Closed


@dataclass(frozen=True, slots=True)
class _Step:
    key: Key
    before: Mapping[str, Entry]
    after: Mapping[str, Entry]


@dataclass(slots=True)
class History:
    """What can be undone, by window."""

    _steps: OrderedDict[str, deque[_Step]] = field(default_factory=OrderedDict)

    def add(self, session: str, step: _Step) -> None:
        """Remember a step; the oldest are forgotten."""
        steps = self._steps.setdefault(session, deque(maxlen=STEPS))
        self._steps.move_to_end(session)
        if len(self._steps) > SESSIONS:
            self._steps.popitem(last=False)
        steps.append(step)

    def take(self, session: str, key: Key) -> _Step | None:
        """Give the last step of a window in a catalog, and forget it."""
        steps = self._steps.get(session, deque())
        found = next((step for step in reversed(steps) if step.key == key), None)
        if found:
            steps.remove(found)
        return found


def carry_out(desk: Desk, history: History, session: str, order: Order, person: Person) -> Outcome:
    """Do what is wanted to the catalog as it is on the disk now. Raises OSError.

    Who saved something else meanwhile has the first word: the text stays as they left it. What
    else has changed in the file stays as well.
    """
    done = change(desk, order.key, lambda opened: _made(opened, order, person))
    if not isinstance(done, Changed):
        return done
    if done.before:
        after = {name: done.opened.entries[name] for name in done.before}
        history.add(session, _Step(order.key, done.before, after))
    return Done(done.opened, order.unit, tuple(done.before))


def undo(desk: Desk, history: History, session: str, key: Key) -> Outcome:
    """Take the last step of a window back, unless somebody has gone on from there.

    Raises OSError; the step can be taken back later then.
    """
    step = history.take(session, key)
    if step is None:
        return Refusal("There is nothing to undo.")
    try:
        done = change(desk, key, lambda opened: _undone(opened, step))
    except OSError:
        history.add(session, step)
        raise
    if isinstance(done, Closed):
        history.add(session, step)
    if not isinstance(done, Changed):
        return done
    return Done(done.opened, next(iter(step.before)), tuple(done.before))


def _undone(opened: Opened, step: _Step) -> Made | Refusal:
    now = {name: opened.entries.get(name) for name in step.before}
    back = {
        name: _back(step.before[name], step.after[name], entry)
        for name, entry in now.items()
        if entry and mark(entry) == mark(step.after[name])
    }
    if len(back) < len(now):
        return Refusal("Somebody has changed it since: that stays.")
    return back


def _back(before: Entry, after: Entry, now: Entry) -> Entry:
    """Give what was, with what has been said since."""
    return before if now.remarks == after.remarks else replace(before, remarks=now.remarks)


def _made(opened: Opened, order: Order, person: Person) -> Made | Refusal:
    entry, unit = opened.entries.get(order.unit), opened.course.units.get(order.unit)
    if entry is None or unit is None:
        return Refusal("This text is not in the course any more.", "gone")
    target = typed_target(unit, order.edit.target)
    says = order.edit.action in (Action.REMARK, Action.RETRACT)
    if mark(entry) != order.base and target != entry.target and not says:
        return Refusal("Somebody else has changed this text meanwhile.", "conflict")
    made = edited(unit, entry, order.edit, person)
    if isinstance(made, Refusal):
        return made
    others = propagated(unit, twins_of(opened, entry), target, person) if order.everywhere else ()
    return {entry.id: made} | {one.id: one for one in others}
