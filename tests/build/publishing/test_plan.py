"""The plan's one decision: what comes next."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pathya.build.publishing.plan import (
    Action,
    Goal,
    Paper,
    Parcel,
    Seen,
    Wanted,
    code,
    identifier,
    next_action,
)

PACKAGE = Wanted("c/en/resource", "resource", "do_1", {}, digest="d")
PACKAGE = replace(PACKAGE, parcel=Parcel(Path("p.zip"), "p-d.zip", "", 1))
COURSE = Wanted("c/en/course", "course", "do_2", {}, digest="d", children=("c/en/resource",))
PAPER = Wanted("c/en/questionset", "questionset", "do_3", {}, digest="d")
PAPER = replace(PAPER, paper=Paper({}, (({}, ({}, {})), ({}, ({},)))))
IDS = {"c/en/resource": "do_1"}
UP = Seen("do_1", "Draft", mark="d", artifact="https://store/do_1_p-d.zip")
HUNG = Seen("do_2", "Draft", mark="d", children=("do_1",))
ASKED = Seen("do_3", "Draft", children=("do_4", "do_5"), counts=(2, 1))


@pytest.mark.parametrize(
    ("wanted", "seen", "goal", "action"),
    [
        (PACKAGE, Seen(), "draft", "create"),
        (PACKAGE, Seen(), "there", "create"),
        (PACKAGE, Seen("do_1", "Draft"), "there", "done"),
        (PACKAGE, Seen("do_1", "Draft"), "draft", "upload"),
        (PACKAGE, replace(UP, artifact="https://store/do_1_p-c.zip"), "draft", "upload"),
        (PACKAGE, replace(UP, mark="c"), "publish", "update"),
        (PACKAGE, UP, "draft", "done"),
        (PACKAGE, UP, "review", "review"),
        (PACKAGE, replace(UP, status="Failed"), "publish", "review"),
        (PACKAGE, replace(UP, status="Review"), "review", "done"),
        (PACKAGE, replace(UP, status="Review"), "draft", "done"),
        (PACKAGE, replace(UP, status="Review", review="InReview"), "publish", "accept"),
        (PACKAGE, replace(UP, status="Review", review="Reviewed"), "publish", "publish"),
        (PACKAGE, replace(UP, status="Review", mark="c"), "review", "reject"),
        (PACKAGE, replace(UP, status="Processing"), "publish", "wait"),
        (PACKAGE, replace(UP, status="Live"), "publish", "done"),
        (PACKAGE, replace(UP, status="Live"), "review", "done"),
        (PACKAGE, replace(UP, status="Live", mark="c"), "draft", "update"),
        (PACKAGE, replace(UP, status="Retired"), "publish", "stop"),
        (COURSE, replace(HUNG, children=()), "draft", "attach"),
        (COURSE, replace(HUNG, children=("do_1", "do_9")), "draft", "attach"),
        (COURSE, replace(HUNG, mark="c"), "draft", "update"),
        (COURSE, HUNG, "draft", "done"),
        (PAPER, Seen("do_3", "Draft"), "draft", "sections"),
        (PAPER, replace(ASKED, counts=(0, 0)), "draft", "questions"),
        (PAPER, replace(ASKED, counts=(2, 0)), "draft", "stop"),
        (PAPER, ASKED, "publish", "review"),
        (PAPER, replace(ASKED, status="Review"), "publish", "publish"),
        (PAPER, Seen("do_3", "Live"), "publish", "done"),
    ],
)
def test_what_comes_next(wanted: Wanted, seen: Seen, goal: Goal, action: Action) -> None:
    assert next_action(wanted, seen, goal, IDS) == action


def test_identifiers_are_the_same_each_time_and_never_for_two_things() -> None:
    assert identifier("o", "c", "hi") == identifier("o", "c", "hi")
    made = [identifier("o", "c", tag) for tag in ("hi", "ur", "or")]
    assert len({*made, identifier("o", "chi"), identifier("oc", "hi")}) == 5
    assert all(re.fullmatch(r"do_[1-9][0-9]{20}", one) for one in made)
    assert re.fullmatch(r"[1-9][0-9]{15}", code("o", "c", "hi"))
