"""The policy of an assessment in the numbers that the platform takes, and what that changes."""

from __future__ import annotations

from collections.abc import Iterator

from pathya.authoring.course import Assessment
from pathya.authoring.diagnostics import Diagnostic
from pathya.exporters.questionset import rules

MOST_RETAKES = 9
SHARES = (0, 25, 50, 75, 100)
_MINUTES_EACH = 3
"""For a question, where the course sets no limit: a slow reader's time."""
_LEAST_MINUTES = 30


def retakes(test: Assessment) -> int:
    """Count the attempts after the first."""
    return min(test.attempts - 1, MOST_RETAKES) if test.attempts else MOST_RETAKES


def negative(test: Assessment) -> int:
    """Take the nearest deduction that the platform has and that is not larger."""
    return max(share for share in SHARES if share <= test.negative)


def duration(test: Assessment) -> int:
    """Give the time for a paper in seconds, with the extra time for everybody."""
    if test.time_limit:
        return test.time_limit * (100 + test.extra_time) * 60 // 100
    counts = (sum(n for _, n in one.draw) or len(one.questions) for one in test.sections)
    return max(_LEAST_MINUTES, sum(counts) * _MINUTES_EACH) * 60


def policy_faults(test: Assessment) -> Iterator[Diagnostic]:
    """Say what of the policy has no counterpart."""
    if test.scoring == "partial":
        hint = "With `scoring: exact` learners get the same score everywhere."
        yield rules.QSE010.at(test.where, "partly right answers earn nothing on iGOT", hint)
    if negative(test) != test.negative:
        message = f"{test.negative} per cent are deducted; on iGOT {negative(test)} per cent"
        yield rules.QSE011.at(test.where, message, "Write 25, 50, 75 or 100 per cent, or none.")
    if not test.attempts or test.attempts > MOST_RETAKES + 1:
        message = f"{test.attempts or 'as many attempts as one likes'}: iGOT allows 10"
        yield rules.QSE012.at(test.where, message, "Write `attempts: 10` or less.")
    yield from _time_faults(test)
    yield from _pass_faults(test)


def _time_faults(test: Assessment) -> Iterator[Diagnostic]:
    minutes = duration(test) // 60
    if not test.time_limit:
        message = f"there is no time limit; iGOT gives {minutes} minutes"
        yield rules.QSE013.at(test.where, message, "Write `time_limit: 60m`, or what suits.")
    elif test.extra_time:
        message = f"the extra time is for everybody: iGOT gives {minutes} minutes"
        yield rules.QSE014.at(test.where, message, "Write a limit that is enough for all.")


def _pass_faults(test: Assessment) -> Iterator[Diagnostic]:
    own = [one.pass_mark for one in test.sections if one.pass_mark is not None]
    if len(test.sections) > 1 or any(mark != test.pass_mark for mark in own):
        message = "iGOT asks for a pass in every section, and for none of the whole"
        hint = "Write the mark behind each title, `{#s1 pass=50}`, or make one section of all."
        yield rules.QSE015.at(test.where, message, hint)
