"""Question sets are made in steps, and judged field by field."""

from __future__ import annotations

import json
from typing import Any

import pytest

PORTAL = "/apis/proxies/v8"
SET = {
    "name": "Final assessment",
    "code": "1234567890123458",
    "mimeType": "application/vnd.sunbird.questionset",
    "primaryCategory": "Course Assessment",
    "assessmentType": "questionWeightage",
    "negativeMarkingPercentage": "0%",
    "expectedDuration": 1800,
    "maxAssessmentRetakeAttempts": 2,
    "totalQuestions": 1,
    "identifier": "do_3",
}
SECTION = {
    "name": "Section A",
    "mimeType": "application/vnd.sunbird.questionset",
    "primaryCategory": "Course Assessment",
    "minimumPassPercentage": 50,
    "totalMarks": 1,
    "totalQuestions": 1,
    "maxQuestions": 1,
    "sectionLevelDefinition": {"Easy": {"noOfQuestions": 1, "marksForQuestion": 1}},
}
QUESTION = {
    "name": "Which one?",
    "body": "Which one?",
    "code": "question",
    "mimeType": "application/vnd.sunbird.question",
    "primaryCategory": "Multiple Choice Question",
    "qType": "MCQ-SCA",
    "answer": "0",
    "questionLevel": "Easy",
    "editorState": {"question": "Which one?", "options": [{"answer": True}, {"answer": False}]},
}


def test_a_question_set(client: Any) -> None:
    client.make(SET)
    made = _add(client, "do_3", {"s": ("QuestionSet", SECTION)})
    _add(client, made["s"], {"q": ("Question", QUESTION)})
    base = f"{PORTAL}/questionset/v1"
    tree = client.result(client("GET", f"{base}/hierarchy/do_3?mode=edit"))["questionSet"]
    assert tree["children"][0]["children"][0]["name"] == "Which one?"
    client.result(client("POST", f"{base}/review/do_3", {}))
    assert client("POST", f"{base}/publish/do_3", {}, "publisher").status == 200
    read = f"{base}/read/do_3"
    assert [client("GET", read).status for _ in range(2)] == [404, 200]
    assert client.result(client("GET", f"{read}?mode=edit"))["questionset"]["status"] == "Draft"


def _add(client: Any, parent: str, parts: dict[str, tuple[str, Any]]) -> Any:
    modified = {
        name: {"isNew": True, "objectType": kind, "metadata": values}
        for name, (kind, values) in parts.items()
    }
    tree: Any = {"do_3": {"root": True, "children": []}}
    tree.setdefault(parent, {})["children"] = [*parts]
    if parent != "do_3":
        tree["do_3"]["children"] = [parent]
    body = {"request": {"data": {"nodesModified": modified, "hierarchy": tree}}}
    path = f"{PORTAL}/questionset/v1/hierarchy/update"
    return client.result(client("PATCH", path, body))["identifiers"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"objectType": "Question"}, "property objectType is not allowed"),
        ({"name": "Who?"}, "name should have 5 characters or more"),
        ({"qType": "ORDER"}, "qType 'ORDER' and primaryCategory do not fit"),
        ({"editorState": {"options": [{"answer": True}] * 2}}, "more than one option is right"),
    ],
)
def test_fields_of_questions(client: Any, change: Any, said: str) -> None:
    client.make(SET)
    values = {"isNew": True, "objectType": "Question", "metadata": QUESTION | change}
    tree = {"do_3": {"root": True, "children": ["q"]}}
    body = {"request": {"data": {"nodesModified": {"q": values}, "hierarchy": tree}}}
    answer = client("PATCH", f"{PORTAL}/questionset/v1/hierarchy/update", body)
    assert answer.status == 400
    assert json.loads(answer.data)["result"]["messages"] == [said]
