"""Courses as trees, and their other languages."""

from __future__ import annotations

from typing import Any

from pathya.build.rehearsal.checks import COLLECTION, TONGUES
from pathya.build.rehearsal.content import add, content_of, shown, to_review, tree_of
from pathya.build.rehearsal.world import Ask, Node, Refusal, Values, World, bump, touch


def change_tree(world: World, ask: Ask) -> Any:
    """Hang children under a course."""
    tree, _, name = tree_of(ask)
    root = world.find(name, "collection")
    children = list(tree[name].get("children", ()))
    for child in children:
        world.find(child, "content", "questionset")
    if len(set(children)) != len(children):
        raise Refusal(400, "ERR_HIERARCHY", "A child stands there twice")
    touch(world, root)["children"] = children
    return {"content_id": root.id, "identifiers": {}}


def read_tree(world: World, ask: Ask) -> Any:
    """Show a course with its children."""
    node = world.find(ask.id, "collection")
    values = shown(node, ask)
    children = [_child(world.find(name)) for name in values.get("children", ())]
    return {"content": values | {"children": children}}


def _child(node: Node) -> Values:
    kept = ("identifier", "name", "status", "mimeType", "pkgVersion", "primaryCategory")
    return {key: value for key, value in node.newest.items() if key in kept}


# --- other languages -----------------------------------------------------------------------------


def mlcreate(world: World, ask: Ask) -> Any:
    """Make a course for each further language. Twice makes two: nothing guards against it."""
    values = content_of(ask)
    base = world.find(str(values.get("sourceCollectionId")), "collection")
    if base.live is None:
        raise Refusal(400, "ERR_INVALID_CONTENT_STATUS", "Source collection is not Live")
    if not base.live.get("language"):
        raise Refusal(400, "ERR_MISSING_LANGUAGE", "Source collection has no language")
    wanted = values.get("language")
    if not isinstance(wanted, list) or not wanted or not set(wanted) <= set(TONGUES):
        raise Refusal(400, "ERR_INVALID_LANGUAGE", f"{wanted!r} is not one of the enum")
    for key in ("createdBy", "createdFor", "organisation"):
        if not values.get(key):
            raise Refusal(400, "ERR_INVALID_REQUEST", f"{key} is missing")
    return {"content": {tongue: _in_language(world, base, tongue, values) for tongue in wanted}}


def _in_language(world: World, base: Node, tongue: str, values: Values) -> str:
    name = base.newest["language"][0].lower()
    first = {"id": base.id, "status": "live", "isBaseLang": True}
    child = {
        "name": f"{base.newest['name']} - {tongue}",
        "code": f"{world.next():016}",
        "mimeType": COLLECTION,
        "contentType": "Course",
        "primaryCategory": "Course",
        "courseCategory": "Multilingual Course",
        "language": [tongue],
        "createdBy": values["createdBy"],
        "sourceCollectionId": base.id,
        "languageMapV1": {name: first},
    }
    node = add(world, Node("", "collection", child))
    entry = {"id": node.id, "status": "draft", "isBaseLang": False}
    for version in (base.live, base.draft):
        if version is not None:
            known = version.get("languageMapV1", {name: first})
            version["languageMapV1"] = known | {tongue.lower(): dict(entry)}
    bump(world, base)
    return node.id


def ml_review(world: World, ask: Ask) -> Any:
    """Send courses in other languages to those who review."""
    values = content_of(ask)
    names = values.get("identifier")
    for name in names if isinstance(names, list) else [names]:
        node = world.find(str(name), "collection")
        if values.get("reviewStatus") != "InReview":
            raise Refusal(400, "CLIENT_ERROR", "reviewStatus must be InReview")
        to_review(world, node)
    return {"identifier": names}


def ml_accept(world: World, ask: Ask) -> Any:
    """Note that a reviewer is content with courses in other languages."""
    values = content_of(ask)
    names = values.get("identifier")
    for name in names if isinstance(names, list) else [names]:
        node = world.find(str(name), "collection")
        if node.status != "Review" or values.get("reviewStatus") != "Reviewed":
            raise Refusal(400, "CLIENT_ERROR", f"{node.status} is not in review")
        touch(world, node)["reviewStatus"] = "Reviewed"
    return {"identifier": names}
