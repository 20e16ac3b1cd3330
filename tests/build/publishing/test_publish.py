"""Courses go to the platform once, whole, and through the hands of three people."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from pathya.build.http import Answer, Request
from pathya.build.publishing.run import journal_path
from pathya.build.rehearsal import content, questionsets
from pathya.build.rehearsal.world import Ask, settle
from pathya.locales.languages import DEFAULT_TAGS

DONE = {"done"}


def outcomes(told: list[Any]) -> dict[str, str]:
    return {one.tag: one.message for one in told}


def test_both_courses_in_all_languages_and_nothing_the_second_time(stage: Any) -> None:
    told = stage.publish(course="")
    assert [(one.course, one.tag, one.message) for one in told] == [
        (course, tag, "Live")
        for course in ("rti-requests", "safe-sign-in")
        for tag in ("en", *DEFAULT_TAGS)
    ]
    first = stage.picture()
    kinds = Counter(name.partition(" ")[0] for name, _ in stage.live())
    assert kinds == {"content": 34, "questionset": 34, "collection": 34}
    assert stage.writes() > 0
    assert {one.outcome for one in stage.publish(course="")} == DONE
    assert stage.writes() == 0
    assert stage.picture() == first


@pytest.mark.parametrize("door", ["portal", "kong"])
@pytest.mark.parametrize("limit", [200 * 2**20, 1000])
def test_both_doors_and_packages_too_large_for_one_request(
    stage: Any, door: str, limit: int
) -> None:
    stage.account = replace(stage.account, door=door, upload_limit=limit)
    told = stage.publish("en", "ur")
    if door == "portal" and limit == 1000:
        assert [one.outcome for one in told] == ["stopped", "waiting"]
        assert "this door takes 0" in told[0].found[-1].message
    else:
        assert outcomes(told) == {"en": "Live", "ur": "Live"}
        assert len(stage.live()) == 6


def test_a_change_in_one_language_touches_that_language_alone(stage: Any) -> None:
    stage.publish("en", "hi", "ta")
    stage.writes()
    catalog = stage.project.catalog("safe-sign-in", "ta")
    text = catalog.read_text("utf-8")
    catalog.write_text(text.replace("கடவுச்சொல்", "கடவுச்சொற்கள்", 1), "utf-8")
    stage.publish("en", "hi", "ta")
    assert sorted(stage.live()) == [
        ("collection English", 1),
        ("collection Hindi", 1),
        ("collection Tamil", 2),
        ("content English", 1),
        ("content Hindi", 1),
        ("content Tamil", 2),
        ("questionset English", 1),
        ("questionset Hindi", 1),
        ("questionset Tamil", 1),
    ]
    # upload, update and three more of the package, update and three more of the course, validation
    assert stage.writes() == 10


def test_the_stage_of_review_waits_for_people_and_goes_on_after_them(stage: Any) -> None:
    stage.account = replace(stage.account, tokens={"creator": stage.account.tokens["creator"]})
    waits = "waits for the course in its first language to be Live"
    assert outcomes(stage.publish("en", "or", goal="review")) == {"en": "in review", "or": waits}
    assert outcomes(stage.publish("en", "or", goal="review")) == {"en": "in review", "or": waits}
    people_publish(stage)
    told = stage.publish("en", "or", goal="review")
    assert outcomes(told) == {"en": "Live", "or": "in review"}
    people_publish(stage)
    stage.writes()
    assert {one.outcome for one in stage.publish("en", "or", goal="review")} == DONE
    assert stage.writes() == 0
    assert {version for _, version in stage.live()} == {1}
    stage.picture()


def people_publish(stage: Any) -> None:
    """Do what reviewers and publishers do in the portal, to whatever is in review."""
    who = {"publisher": "Charu", "lastPublishedBy": "u3"}
    nodes = stage.world.nodes.values()
    for node in sorted(nodes, key=lambda one: one.kind == "collection"):
        if node.status == "Review" and node.kind == "questionset":
            questionsets.publish(stage.world, Ask("publisher", node.id))
        elif node.status == "Review":
            values = {"reviewStatus": "Reviewed", "versionKey": node.newest["versionKey"]}
            asked = {"request": {"content": values}}
            content.accept(stage.world, Ask("reviewer", node.id, asked))
            content.publish(stage.world, Ask("publisher", node.id, {"request": {"content": who}}))
        settle(stage.world)


def test_publishing_without_the_tokens_waits_for_their_owners(stage: Any) -> None:
    tokens = dict(stage.account.tokens)
    stage.account = replace(stage.account, tokens={"creator": tokens["creator"]})
    assert [one.message for one in stage.publish("en")] == ["waits for a reviewer"]
    two = {role: tokens[role] for role in ("creator", "reviewer")}
    stage.account = replace(stage.account, tokens=two)
    assert [one.message for one in stage.publish("en")] == ["waits for a publisher"]
    stage.account = replace(stage.account, tokens=tokens)
    assert [one.message for one in stage.publish("en")] == ["Live"]


def test_what_is_in_review_is_not_changed_under_a_reviewers_eyes(stage: Any) -> None:
    stage.publish("en", goal="review")
    lesson = next((stage.project.root / "content/courses/safe-sign-in").glob("01-*/01-*.md"))
    lesson.write_text(lesson.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    full = stage.account
    stage.account = replace(full, tokens={"creator": full.tokens["creator"]})
    assert [one.message for one in stage.publish("en", goal="review")] == ["waits for a reviewer"]
    stage.account = full
    assert [one.message for one in stage.publish("en", goal="review")] == ["in review"]


def test_a_lost_journal_makes_nothing_twice(stage: Any) -> None:
    stage.publish("en", "kok")
    before = stage.picture()
    journal_path(stage.project, stage.account).unlink()
    stage.writes()
    assert outcomes(stage.publish("en", "kok")) == {"en": "Live", "kok": "Live"}
    assert stage.picture() == before
    assert stage.writes() == 2  # each package is validated once more


def test_a_platform_that_gives_its_own_ids(stage: Any) -> None:
    stage.world.client_ids = False
    stage.publish("en", "mai")
    before = stage.picture()
    journal_path(stage.project, stage.account).unlink()
    stage.publish("en", "mai")
    assert stage.picture() == before


def test_a_platform_that_does_not_keep_our_mark(stage: Any) -> None:
    stage.world.drops = ("pathyaDigest",)
    stage.publish("en", "or")
    stage.writes()
    assert outcomes(stage.publish("en", "or")) == {"en": "Live", "or": "Live"}
    assert stage.writes() == 0


@pytest.mark.parametrize("verdict", ["ENHANCED", "INVALID"])
def test_only_a_valid_package_will_do(stage: Any, monkeypatch, verdict: str) -> None:
    monkeypatch.setattr("pathya.build.rehearsal.scorm._verdict", lambda _: verdict)
    (told,) = stage.publish("en")
    assert (told.outcome, told.message) == ("stopped", "is not VALID")
    assert told.found[-1].rule.code == "PUB004"
    stage.writes()
    assert stage.publish("en")[0].outcome == "stopped"
    assert stage.writes() == 0


def test_a_failure_is_told_in_the_platforms_words_and_tried_again(stage: Any, monkeypatch) -> None:
    monkeypatch.setattr("pathya.build.rehearsal.world._publish_fault", lambda *_: "No space left")
    (told,) = stage.publish("en")
    assert told.found[-1].message == "publishing failed: No space left"
    monkeypatch.undo()
    assert [one.message for one in stage.publish("en")] == ["Live"]


def test_texts_that_nobody_signed_off_need_a_reason_that_is_kept(stage: Any) -> None:
    stage.publish("en", "hi", goal="draft")
    with sqlite3.connect(journal_path(stage.project, stage.account)) as database:
        rows = database.execute("SELECT course, goal, unsigned FROM run").fetchall()
    assert rows == [("safe-sign-in", "draft", "a rehearsal")]


def test_what_people_have_closed_is_left_alone(stage: Any) -> None:
    stage.publish("en")
    (course,) = (one for one in stage.world.nodes.values() if one.kind == "collection")
    course.live["status"] = "Retired"
    stage.writes()
    (told,) = stage.publish("en")
    assert told.found[-1].message.startswith("it is Retired: somebody must decide")
    assert stage.writes() == 0


def test_a_step_that_shows_no_effect_is_not_repeated_for_ever(stage: Any) -> None:
    real, sent = stage.fetch, []

    def fetch(request: Request) -> Answer:
        if "questionset/v1/hierarchy/update" in request.url:
            sent.append(request)
            return Answer(200, b'{"result": {}}')
        answer: Answer = real(request)
        return answer

    stage.fetch = fetch
    (told,) = stage.publish("en")
    said = "the platform says that it did this and does not show it: sections"
    assert (told.found[-1].message, len(sent)) == (said, 3)
