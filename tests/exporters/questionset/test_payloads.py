"""The requests: as recorded ones are, and as the platform's schemas ask."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pathya.build.pipeline import in_language, open_course
from pathya.build.project import read_project
from pathya.exporters.edition import Edition
from pathya.exporters.questionset.make import questionset
from pathya.exporters.questionset.model import QuestionSet
from pathya.exporters.questionset.payloads import (
    Owner,
    Payload,
    create_request,
    questions_request,
    sections_request,
)

ROOT = Path(__file__).parents[3]
IGOT = ROOT.parent / "shared/data/igot"
OWNER = Owner("u-1", ("org-1",))
needs_schemas = pytest.mark.skipif(not IGOT.is_dir(), reason="the platform's schemas are not here")

PAPER = """\
# Final Assessment

## Section A {#s1}

::: question #q1
:type: single
:level: Easy

Which option is right?

- [ ] A
- [x] B
- [ ] C
- [ ] D
:::

::: question #q2
:type: true-false
:level: Easy
:answer: true

The statement is true.
:::

::: question #q3
:type: match
:level: Easy

Match the items.

| Left | Right |
|------|-------|
| L1   | R1    |
| L2   | R2    |
:::
"""
POLICY = "pass_mark: 50, attempts: 4, time_limit: 30m"


@pytest.fixture
def made(edition: Callable[..., Edition]) -> QuestionSet:
    questions = questionset(edition(PAPER, POLICY))
    assert questions is not None
    return questions


def known(made: QuestionSet) -> dict[str, str]:
    """The platform's ids of the sections."""
    return {part.id: f"do_{n}" for n, part in enumerate(made.parts, 1)}


@needs_schemas
def test_the_requests_are_those_that_were_recorded(made: QuestionSet) -> None:
    text = (IGOT / "assessment/questionset_payloads.json").read_text("utf-8")
    q1, q2, q3 = (item.id for item in made.parts[0].items)
    names = {
        "<uuid-section>": made.parts[0].id,
        "<uuid-q1>": q1,
        "<uuid-q2>": q2,
        "<uuid-q3>": q3,
        "<do_section>": "do_1",
        "<do_root>": "do_0",
        "<userId>": "u-1",
        "<rootOrgId>": "org-1",
        "1234567890123456": made.code,
        "Match the items.": "Match the items.<br>Left – Right",
    }
    for placeholder, name in names.items():
        text = text.replace(placeholder, name)
    recorded = json.loads(text)
    recorded["root_create"]["request"]["questionset"]["description"] = ""
    for ours, name in (
        (create_request(made, OWNER), "root_create"),
        (sections_request(made, "do_0"), "sections_hierarchy_update"),
        (questions_request(made, "do_0", known(made)), "questions_hierarchy_update"),
    ):
        assert json.loads(json.dumps(ours)) == added(recorded[name], made), name


def added(recorded: Payload, made: QuestionSet) -> Payload:
    """Give a recorded request what it leaves to the platform's defaults."""
    nodes = recorded["request"].get("data", {}).get("nodesModified", {})
    for name, node in nodes.items():
        if node["objectType"] == "QuestionSet":
            node["metadata"]["code"] = name
        else:
            node["metadata"]["language"] = [made.language]
            node["metadata"]["name"] = node["metadata"]["name"].replace("<br>", " ")
    return recorded


def test_what_is_there_already_is_changed(made: QuestionSet) -> None:
    ids = {**known(made), made.parts[0].items[1].id: "do_q2"}
    sections = sections_request(made, "do_0", ids)["request"]["data"]
    assert [*sections["nodesModified"]] == ["do_1"]
    assert not sections["nodesModified"]["do_1"]["isNew"]
    assert sections["hierarchy"]["do_0"]["children"] == ["do_1"]
    questions = questions_request(made, "do_0", ids)["request"]["data"]
    assert questions["hierarchy"]["do_1"]["children"][1] == "do_q2"
    is_new = [node["isNew"] for node in questions["nodesModified"].values()]
    assert is_new == [True, False, True]


def test_the_answers_to_a_blank_do_not_reach_the_learner(edition: Callable[..., Edition]) -> None:
    text = PAPER.partition("::: question")[0] + (
        "::: question #q1\n:type: fill\n\nIn [thirty]{.blank #b1} days.\n:::\n"
    )
    questions = questionset(edition(text, POLICY))
    assert questions is not None
    (node,) = questions_request(questions, "do_0", known(questions))["request"]["data"][
        "nodesModified"
    ].values()
    seen = {key: value for key, value in node["metadata"].items() if key != "editorState"}
    assert "thirty" not in json.dumps(seen)
    assert node["metadata"]["editorState"]["options"] == [
        {"answer": "B1", "position": "B1", "value": {"body": "thirty", "value": 0}}
    ]


# --- both sample courses -------------------------------------------------------------------------


@needs_schemas
@pytest.mark.parametrize("tag", ["en", "hi", "ta", "ur", "or"])
@pytest.mark.parametrize("name", ["rti-requests", "safe-sign-in"])
def test_the_requests_of_the_sample_courses_are_valid(name: str, tag: str) -> None:
    project, _ = read_project(ROOT)
    assert project is not None
    course, _ = open_course(ROOT / "content/courses" / name, ())
    assert course is not None
    (page,) = in_language(project, course, tag).pages
    questions = questionset(page.edition)
    assert questions is not None
    assert [found for found in questions.found if found.rule.severity == "error"] == []
    create = create_request(questions, OWNER)["request"]["questionset"]
    faults = [*faults_of("questionset", create)]
    for request in (
        sections_request(questions, "do_0"),
        questions_request(questions, "do_0", known(questions)),
    ):
        for node in request["request"]["data"]["nodesModified"].values():
            faults += faults_of(node["objectType"].lower(), node["metadata"])
    assert faults == []


def faults_of(kind: str, metadata: Mapping[str, Any]) -> Iterator[str]:
    schema = json.loads((IGOT / "schemas" / kind / "schema.json").read_text("utf-8"))
    for fault in jsonschema.Draft7Validator(schema).iter_errors(metadata):
        yield f"{fault.json_path}: {fault.message}"


@needs_schemas
def test_a_fault_would_be_seen() -> None:
    assert len([*faults_of("question", {"name": "Why?", "objectType": "Question"})]) == 5
