"""Question sets: create, sections and questions, review, publish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathya.build.rehearsal.checks import check_question, check_questionset, check_section
from pathya.build.rehearsal.content import add, content_of, refuse_faults, shown, tree_of
from pathya.build.rehearsal.world import (
    Ask,
    Kind,
    Node,
    Refusal,
    Values,
    World,
    begin_publishing,
    touch,
)

_SCHEMA = "ERR_SCHEMA_VALIDATION"


def create(world: World, ask: Ask) -> Any:
    """Make a draft of a set."""
    values = content_of(ask, "questionset")
    refuse_faults(_SCHEMA, check_questionset(values))
    node = add(world, Node("", "questionset", values), str(values.pop("identifier", "")))
    return {"identifier": node.id, "versionKey": node.newest["versionKey"]}


def read(world: World, ask: Ask) -> Any:
    """Show the published set, or its draft: which says Draft for ever."""
    return {"questionset": shown(_set(world, ask.id), ask)}


def read_tree(world: World, ask: Ask) -> Any:
    """Show a set with its sections and questions."""
    values = shown(_set(world, ask.id), ask)
    return {"questionSet": values | {"children": _children(world, values)}}


def _set(world: World, name: str) -> Node:
    return world.find(name, "questionset")


def _children(world: World, values: Values) -> list[Values]:
    nodes = [world.nodes[name] for name in values.get("children", ())]
    return [node.newest | {"children": _children(world, node.newest)} for node in nodes]


def change_tree(world: World, ask: Ask) -> Any:
    """Add sections and questions: each new one gets an id of its own, asked twice or not."""
    tree, modified, name = tree_of(ask)
    root = _set(world, name)
    refuse_faults(_SCHEMA, (fault for one in modified.values() for fault in _faults(one)))
    _check_tree(world, tree, modified)
    touch(world, root)
    made = {str(name): _add_part(world, modified[name]) for name in modified}
    for parent, one in tree.items():
        children = [made.get(child, child) for child in one.get("children", ())]
        _hang(world, str(made.get(parent, parent)), children)
    return {"content_id": root.id, "identifiers": made}


def _faults(part: Mapping[str, Any]) -> tuple[str, ...]:
    values = part.get("metadata") or {}
    if not part.get("isNew"):
        return ("isNew must be true: nothing here changes what is there",)
    if part.get("objectType") == "Question":
        return tuple(check_question(values))
    return tuple(check_section(values))


def _check_tree(world: World, tree: Mapping[str, Any], modified: Mapping[str, Any]) -> None:
    hung = [child for one in tree.values() for child in one.get("children", ())]
    for name in (*tree, *hung):
        if name not in modified and name not in world.nodes:
            raise Refusal(404, "ERR_NODE_NOT_FOUND", f"{name} is neither there nor new")
    if lost := set(modified) - set(hung):
        raise Refusal(400, "ERR_HIERARCHY", f"nothing leads to {sorted(lost)[0]}")


def _add_part(world: World, part: Mapping[str, Any]) -> str:
    kind: Kind = "question" if part["objectType"] == "Question" else "questionset"
    return add(world, Node("", kind, dict(part["metadata"]))).id


def _hang(world: World, parent: str, children: list[str]) -> None:
    world.nodes[parent].newest["children"] = children
    for index, child in enumerate(children):
        world.nodes[child].newest.update(parent=parent, index=index)


def review(world: World, ask: Ask) -> Any:
    """Send a set to those who review."""
    node = _set(world, ask.id)
    if node.status != "Draft":
        raise Refusal(400, "ERR_QUESTION_SET_REVIEW", f"{node.status} can't be reviewed")
    _check_levels(world, node)
    touch(world, node)["status"] = "Review"
    return {"identifier": node.id, "versionKey": node.newest["versionKey"]}


def publish(world: World, ask: Ask) -> Any:
    """Begin to publish; nothing shows it until the set is Live."""
    node = _set(world, ask.id)
    if node.live is None and not node.polls and node.status != "Review":
        raise Refusal(400, "ERR_QUESTION_SET_PUBLISH", "It was not sent for review")
    if node.live is not None:  # its draft says nothing of use
        node.draft = None
    begin_publishing(world, node, {})
    return {"identifier": node.id, "message": "Question set is successfully sent for Publish"}


def _check_levels(world: World, node: Node) -> None:
    sections = [world.nodes[name].newest for name in node.newest.get("children", ())]
    if not sections or not all(one.get("children") for one in sections):
        raise Refusal(400, "ERR_QUESTION_SET", "A section has no questions")
    for section in sections:
        asked = [world.nodes[name].newest["questionLevel"] for name in section["children"]]
        for level, wanted in section["sectionLevelDefinition"].items():
            if asked.count(level) < wanted["noOfQuestions"]:
                raise Refusal(400, "ERR_QUESTION_SET", f"too few questions are {level}")
