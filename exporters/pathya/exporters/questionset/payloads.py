"""The requests that make a question set: create it, then its sections, then its questions.

Nodes are named by our UUIDs until the platform has answered with ids of its own (`known`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pathya.exporters.questionset.model import Choice, Item, Part, QuestionSet, asked, worth

Payload = dict[str, Any]

COMPATIBILITY = 8
"""The level of sets with sections, which newer players show."""
_SET = "application/vnd.sunbird.questionset"
_CATEGORIES = {"MTF": "MTF Question", "FTB": "FTB Question"}


@dataclass(frozen=True, slots=True)
class Owner:
    """For whom the set is made."""

    user: str
    organisations: tuple[str, ...]
    """Ids of root organisations."""
    framework: str = "igot"


def create_request(made: QuestionSet, owner: Owner) -> Payload:
    """Ask for the set itself."""
    marks = sum(worth(part) for part in made.parts)
    count = sum(asked(part) for part in made.parts)
    fields = {
        "code": made.code,
        "assessmentType": "questionWeightage",
        "name": made.name,
        "description": "",
        "primaryCategory": "Course Assessment",
        "compatibilityLevel": COMPATIBILITY,
        "createdBy": owner.user,
        "createdFor": [*owner.organisations],
        "framework": owner.framework,
        "license": made.licence,
        "mimeType": _SET,
        "language": [made.language],
        "expectedDuration": made.duration,
        "maxAssessmentRetakeAttempts": made.retakes,
        "scoreCutoffType": "AssessmentLevel" if len(made.parts) == 1 else "SectionLevel",
        "questionTagging": "EMDH",
        "noOfSection": len(made.parts),
        "showMarks": "No",
        "minimumPassPercentage": made.pass_mark,
        "negativeMarkingPercentage": f"{made.negative}%",
        "totalQuestions": count,
        "totalMarks": marks,
        "maxQuestions": count,
    }
    return {"request": {"questionset": fields | _instructions(made.instructions)}}


def sections_request(
    made: QuestionSet, root: str, known: Mapping[str, str] | None = None
) -> Payload:
    """Ask for the sections under `root`; those in `known` (UUID to id) are there and changed."""
    known = known or {}
    nodes = {known.get(part.id, part.id): _section(part, made, known) for part in made.parts}
    return _tree(nodes, {root: _root(made, [*nodes])})


def questions_request(made: QuestionSet, root: str, known: Mapping[str, str]) -> Payload:
    """Ask for the questions; `known` has the platform's ids of all sections, by our UUIDs."""
    nodes: dict[str, Payload] = {}
    tree = {root: _root(made, [known[part.id] for part in made.parts])}
    for part in made.parts:
        own = {known.get(item.id, item.id): _question(item, made, known) for item in part.items}
        tree[known[part.id]] = {"children": [*own]}
        nodes |= own
    return _tree(nodes, tree)


def _tree(nodes: Mapping[str, Payload], tree: Mapping[str, Payload]) -> Payload:
    return {"request": {"data": {"nodesModified": {**nodes}, "hierarchy": {**tree}}}}


def _root(made: QuestionSet, children: list[str]) -> Payload:
    return {"name": made.name, "root": True, "children": children}


def _node(name: str, kind: str, metadata: Payload, known: Mapping[str, str]) -> Payload:
    new = name not in known
    return {"isNew": new, "root": False, "objectType": kind, "metadata": metadata}


def _section(part: Part, made: QuestionSet, known: Mapping[str, str]) -> Payload:
    levels = {
        one.name: {"noOfQuestions": one.count, "marksForQuestion": one.marks} for one in part.levels
    }
    metadata = {
        "code": part.id,
        "maxQuestions": asked(part),
        "mimeType": _SET,
        "minimumPassPercentage": part.pass_mark,
        "name": part.name,
        "primaryCategory": "Course Assessment",
        "totalQuestions": asked(part),
        "sectionLevelDefinition": levels,
        "compatibilityLevel": COMPATIBILITY,
        "expectedDuration": made.duration,
        "totalMarks": worth(part),
        "sectionType": "section",
    }
    return _node(part.id, "QuestionSet", metadata | _instructions(part.instructions), known)


def _question(item: Item, made: QuestionSet, known: Mapping[str, str]) -> Payload:
    options = [_option(n, one, item.kind) for n, one in enumerate(item.choices)]
    # What is in `choices` reaches the learner: of a blank it would be the answer.
    shown = [] if item.kind == "FTB" else [{"value": one["value"]} for one in options]
    metadata = {
        "code": "question",
        "mimeType": "application/vnd.sunbird.question",
        "primaryCategory": _CATEGORIES.get(item.kind, "Multiple Choice Question"),
        "qType": item.kind,
        "name": item.name,
        "body": item.body,
        "answer": ",".join(str(n) for n, one in enumerate(item.choices) if one.answer),
        "editorState": {"question": item.body, "options": options},
        "choices": {"options": shown},
        "rhsChoices": [one.answer for one in item.choices] if item.kind == "MTF" else [],
        "compatibilityLevel": COMPATIBILITY,
        "questionLevel": item.level,
        "totalMarks": item.marks,
        "language": [made.language],
    }
    bloom = {"bloomsLevel": item.bloom.lower()} if item.bloom else {}
    return _node(item.id, "Question", metadata | bloom, known)


def _option(number: int, one: Choice, kind: str) -> Payload:
    option = {"answer": one.answer, "value": {"body": one.body, "value": number}}
    # The form looks for a blank in `answer`, newer scoring in `position`.
    return option | {"position": one.answer} if kind == "FTB" else option


def _instructions(html: str) -> Payload:
    return {"additionalInstructions": html} if html else {}
