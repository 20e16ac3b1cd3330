"""Contents and courses: create, read, change, upload, review, publish."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pathya.build.rehearsal.checks import COLLECTION, check_content, check_new_content
from pathya.build.rehearsal.lookup import check_competencies
from pathya.build.rehearsal.world import (
    Ask,
    Kind,
    Node,
    Refusal,
    Values,
    World,
    begin_publishing,
    bump,
    sync_language,
    touch,
)

HOST = "https://storage.googleapis.com/igot-rehearsal"


def refuse_faults(code: str, faults: Iterable[str]) -> None:
    """Refuse a request whose fields are wrong, naming all of them."""
    messages = tuple(faults)
    if messages:
        raise Refusal(400, code, "Validation Errors", messages)


def content_of(ask: Ask, name: str = "content") -> Values:
    """Take the object out of `{"request": {"content": …}}`. Raises Refusal."""
    values = (ask.body.get("request") or {}).get(name)
    if not isinstance(values, dict):
        raise Refusal(400, "ERR_INVALID_REQUEST", f"Request has no {name}")
    return dict(values)


def tree_of(ask: Ask) -> tuple[Values, Values, str]:
    """Take apart a change of a tree: who hangs where, the nodes, the root. Raises Refusal."""
    data = (ask.body.get("request") or {}).get("data") or {}
    tree, modified = data.get("hierarchy"), data.get("nodesModified")
    if not isinstance(tree, dict) or not isinstance(modified, dict):
        raise Refusal(400, "ERR_INVALID_REQUEST", "data needs nodesModified and hierarchy")
    roots = [name for name, one in tree.items() if one.get("root")]
    if len(roots) != 1:
        raise Refusal(400, "ERR_INVALID_ROOT_ID", "Please Provide Valid Root Node Identifier")
    return tree, modified, roots[0]


def create(world: World, ask: Ask) -> Any:
    """Make a draft; the identifier may be the client's, and then only once."""
    values = content_of(ask)
    faults = check_new_content(values, fourth=ask.door == "kong")
    refuse_faults("CLIENT_ERROR", (*faults, *check_competencies(world, values)))
    kind: Kind = "collection" if values["mimeType"] == COLLECTION else "content"
    wanted = str(values.pop("identifier", ""))
    node = add(world, Node("", kind, _kept(world, values)), wanted)
    return {"identifier": node.id, "node_id": node.id, "versionKey": node.newest["versionKey"]}


def add(world: World, node: Node, wanted: str = "") -> Node:
    """Give a new node its id and keep it. Raises Refusal when the id is taken."""
    if not world.client_ids:
        wanted = ""
    if wanted in world.nodes:
        message = f"Node already exists with identifier {wanted}"
        raise Refusal(400, "CONSTRAINT_VALIDATION_FAILED", message)
    node.id = wanted or f"do_{11_000_000_000_000 + world.next()}"
    node.newest.update(identifier=node.id, status="Draft")
    bump(world, node)
    world.nodes[node.id] = node
    return node


def read(world: World, ask: Ask) -> Any:
    """Show the Live version, or the newest one to those who may write."""
    node = world.find(ask.id, "content", "collection")
    return {"content": shown(node, ask)}


def shown(node: Node, ask: Ask) -> Values:
    """Choose the version that was asked for. Raises Refusal."""
    if ask.edit:
        return dict(node.newest)
    if node.live is None:
        raise Refusal(404, "NOT_FOUND", f"Node doesn't exist: {node.id}")
    return dict(node.live)


def check_key(node: Node, values: Values) -> None:
    """Insist on the newest version key, where the platform does. Raises Refusal."""
    if node.kind != "content":
        return
    key = values.get("versionKey")
    if not key:
        raise Refusal(400, "ERR_INVALID_REQUEST", "Please Provide Version Key!")
    if key != node.newest["versionKey"]:
        raise Refusal(400, "CLIENT_ERROR", "Invalid version Key")


def update(world: World, ask: Ask) -> Any:
    """Change fields; what is Live gets a draft."""
    node, values = world.find(ask.id, "content", "collection"), content_of(ask)
    if ask.door == "kong" and set(values) <= {"reviewStatus", "versionKey"}:
        return accept(world, ask)  # that door has no address of its own for it
    if ask.role != "creator":
        raise Refusal(403, "ERR_ROLE", "A creator's part")
    check_key(node, values)
    unchangeable = ("status", "mimeType", "code", "identifier", "pkgVersion", "artifactUrl")
    faults = (f"{key} can't be updated" for key in unchangeable if key in values)
    refuse_faults("CLIENT_ERROR", (*faults, *check_content(values)))
    refuse_faults("CLIENT_ERROR", check_competencies(world, values))
    values.pop("versionKey", None)
    touch(world, node).update(_kept(world, values))
    return _versioned(node)


def _kept(world: World, values: Values) -> Values:
    return {key: value for key, value in values.items() if key not in world.drops}


def _versioned(node: Node) -> Any:
    key = node.newest["versionKey"]
    return {"identifier": node.id, "node_id": node.id, "versionKey": key}


# --- packages ------------------------------------------------------------------------------------


def upload(world: World, ask: Ask) -> Any:
    """Take a package, as a file or as the address of one that was put there."""
    node = world.find(ask.id, "content")
    sent = ask.upload or _blob(world, ask)
    if sent.size > world.upload_limit:
        raise Refusal(413, "ERR_REQUEST_TOO_LARGE", "Request size limit exceeded")
    refuse_faults("ERR_INVALID_FILE", sent.faults)
    draft = touch(world, node)
    draft["artifactUrl"] = f"{HOST}/content/{node.id}/artifact/{node.id}_{sent.name}"
    draft |= {"packageDigest": sent.digest, "size": sent.size, "scormVerdict": sent.scorm}
    world.verdicts.pop(node.id, None)
    world.counts["uploads"] += 1
    address = {"artifactUrl": draft["artifactUrl"], "content_url": draft["artifactUrl"]}
    return _versioned(node) | address


def _blob(world: World, ask: Ask) -> Any:
    content = (ask.body.get("request") or {}).get("content") or {}
    address = str(content.get("fileUrl", ""))
    name = address.rpartition("/_blob/")[2]
    if name not in world.blobs:
        raise Refusal(400, "ERR_INVALID_FILE_URL", "Please provide valid fileUrl!")
    return world.blobs[name]


def presign(world: World, ask: Ask) -> Any:
    """Give an address that a file may be put to."""
    node = world.find(ask.id, "content")
    name = str(content_of(ask).get("fileName", ""))
    if not name or len(name) > 256:
        raise Refusal(400, "ERR_CONTENT_BLANK_FILE_NAME", "File name is blank")
    place = f"{node.id}-{name}"
    return {"identifier": node.id, "pre_signed_url": f"/_blob/{place}?X-Goog-Signature=secret"}


# --- from draft to Live --------------------------------------------------------------------------


def review(world: World, ask: Ask) -> Any:
    """Send a draft to those who review."""
    node = world.find(ask.id, "content", "collection")
    to_review(world, node)
    return _versioned(node)


def to_review(world: World, node: Node) -> None:
    """Put a draft into review. Raises Refusal."""
    if node.status not in ("Draft", "Failed", "FlagDraft"):
        raise Refusal(400, "ERR_NODE_ACCESS_DENIED", f"{node.status} can't be sent for review")
    if node.kind == "content" and not node.newest.get("artifactUrl"):
        raise Refusal(400, "ERR_CONTENT_NOT_VALID", "Either artifactUrl is missing or empty")
    if node.kind == "collection" and not node.newest.get("children"):
        raise Refusal(400, "ERR_COLLECTION_EMPTY", "A course without children")
    touch(world, node).update(status="Review", reviewStatus="InReview")
    sync_language(world, node)


def accept(world: World, ask: Ask) -> Any:
    """Note that a reviewer is content."""
    node, values = world.find(ask.id, "content", "collection"), content_of(ask)
    if values.get("reviewStatus") != "Reviewed":
        raise Refusal(400, "CLIENT_ERROR", "reviewStatus must be Reviewed")
    if ask.role not in ("reviewer", "publisher"):
        raise Refusal(403, "ERR_ROLE", "A reviewer's part")
    if node.status != "Review":
        raise Refusal(400, "CLIENT_ERROR", f"{node.status} is not in review")
    check_key(node, values)
    touch(world, node)["reviewStatus"] = "Reviewed"
    return _versioned(node)


def reject(world: World, ask: Ask) -> Any:
    """Give it back to its authors."""
    node = world.find(ask.id, "content", "collection")
    if node.status != "Review":
        raise Refusal(400, "ERR_INVALID_REQUEST", "Content not in Review status")
    touch(world, node).update(status="Draft", reviewStatus="")
    sync_language(world, node)
    return _versioned(node)


def publish(world: World, ask: Ask) -> Any:
    """Begin to publish; whether it worked shows later."""
    node, values = world.find(ask.id, "content", "collection"), content_of(ask)
    if not values.get("publisher") or not values.get("lastPublishedBy"):
        raise Refusal(400, "ERR_CONTENT_INVALID_PUBLISHER", "publisher and lastPublishedBy")
    if node.draft is not None and not node.polls and node.newest.get("reviewStatus") != "Reviewed":
        raise Refusal(400, "CLIENT_ERROR", "Nobody has reviewed it")
    begin_publishing(world, node, {"publisher": values["publisher"]})
    return {"identifier": node.id, "publishStatus": "Publish Operation started"}
