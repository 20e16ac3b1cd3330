"""Bring one thing to its goal: look, take a step, and look again whenever an answer is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pathya.build.publishing import journal as log
from pathya.build.publishing.journal import Journal
from pathya.build.publishing.looking import is_live, look
from pathya.build.publishing.plan import Action, Goal, Seen, Wanted, next_action
from pathya.build.publishing.platform import Platform, Refused, Unclear, Waiting, may
from pathya.build.publishing.steps import Turn, take

_TWICE = 3
"""A refusal may be due to what somebody else changed: so often one looks again."""
_OFTEN = 3
"""A step that was taken so often changes nothing."""
_ROLES: Mapping[Action, str] = {"accept": "reviewer", "reject": "reviewer", "publish": "publisher"}


@dataclass(eq=False)
class Stopped(Exception):
    """A thing cannot come to its goal."""

    message: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What the work is done with."""

    platform: Platform
    journal: Journal
    ids: dict[str, str]
    """Ids on the platform, by key."""


def bring(desk: Desk, wanted: Wanted, goal: Goal, seen: Seen | None = None) -> Seen:
    """Bring a thing to its goal; `seen`: one has just looked. Raises Stopped, Waiting, Unclear."""
    seen = seen or _look(desk, wanted)
    polls = 0
    done, fails = Counter[Action](), Counter[type[Exception]]()
    while (action := next_action(wanted, seen, goal, desk.ids)) != "done":
        if action == "wait":
            polls += 1
            seen = _wait(desk, wanted, seen, polls)
            continue
        if action == "stop" or (done["publish"] and seen.status == "Failed"):
            raise Stopped(_why(seen))
        if done[action] >= _OFTEN or (done["create"] and action == "create"):
            raise Stopped(f"the platform says that it did this and does not show it: {action}")
        try:
            after = _step(desk, wanted, seen, action)
            done[action] += 1
            fails.clear()
            polls = 0
        except (Unclear, Refused) as trouble:
            fails[type(trouble)] += 1
            _judge(desk, trouble, fails[type(trouble)])
            after = None
        seen = after or _look(desk, wanted)
    desk.ids[wanted.key] = seen.id
    return seen


def _why(seen: Seen) -> str:
    if seen.status == "Failed":
        return f"publishing failed: {seen.error or 'the platform does not say why'}"
    if seen.counts:
        return "its questions on the platform are not those that were sent: remove it there"
    return f"it is {seen.status}: somebody must decide on the platform what is to become of it"


def _look(desk: Desk, wanted: Wanted) -> Seen:
    try:
        return look(desk.platform, desk.journal, wanted, desk.ids.get(wanted.base, ""))
    except Refused as refusal:
        raise Stopped(refusal.message) from None


def _judge(desk: Desk, trouble: Unclear | Refused, fails: int) -> None:
    """Go on after a fault, or give up."""
    if isinstance(trouble, Unclear):
        if fails >= desk.platform.patience.tries:
            raise trouble
        # It may be at work still: looking at once would find nothing, and send it again.
        desk.platform.patience.sleep(desk.platform.account.poll_seconds)
    elif trouble.final or fails >= _TWICE:
        raise Stopped(trouble.message) from None
    desk.platform.patience.pause(fails)


def _wait(desk: Desk, wanted: Wanted, seen: Seen, polls: int) -> Seen:
    """Let the platform work, and look again."""
    account = desk.platform.account
    if polls > account.polls:
        if log.last_outcome(desk.journal, seen.id, "publish") in ("", "unclear"):
            # A question set shows nothing while it is published; after so long it never was.
            log.conclude_last(desk.journal, seen.id, "publish", "lost")
            return _look(desk, wanted)
        raise Waiting("is still being published")
    desk.platform.patience.sleep(account.poll_seconds)
    return _look(desk, wanted)


def _step(desk: Desk, wanted: Wanted, seen: Seen, action: Action) -> Seen | None:
    """Take a step, written down before and after."""
    if wanted.base and action == "create" and not is_live(desk.platform, desk.ids[wanted.base]):
        raise Waiting("waits for the course in its first language to be Live")
    role = _ROLES.get(action)
    if role and not may(desk.platform, "publish" if action == "publish" else "accept"):
        raise Waiting(f"waits for a {role}")
    number = log.intend(desk.journal, wanted.key, seen.id or wanted.id, action)
    try:
        after = take(Turn(desk.platform, wanted, seen, desk.ids), action)
    except Unclear as fault:
        log.conclude(desk.journal, number, "unclear", str(fault))
        raise
    except Refused as refusal:
        log.conclude(desk.journal, number, "refused", refusal.message)
        raise
    known = {"id": after.id, "mark": after.mark, "status": after.status} if after else {}
    log.conclude(desk.journal, number, "done", **known)
    return after
