"""What the platform holds: contents, courses, question sets, and who did what to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pathya.authoring.course import Competency

Kind = Literal["content", "collection", "questionset", "question"]
Values = dict[str, Any]

FRAMEWORK_ID = "kcmfinal_fw"


@dataclass(eq=False)
class Refusal(Exception):
    """The platform says no, in its own form."""

    status: int
    code: str
    message: str
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived: what is in it was looked at already."""

    name: str
    size: int
    digest: str
    faults: tuple[str, ...]
    """What the portal refuses in a zip."""
    scorm: Literal["VALID", "ENHANCED", "INVALID"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, when the door has let it in."""

    role: str = ""
    """`creator`, `reviewer` or `publisher`; empty: nobody said who."""
    id: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    edit: bool = False
    """True for `mode=edit`: the newest version, not the Live one."""
    upload: Upload | None = None
    door: Literal["kong", "portal"] = "portal"


@dataclass(slots=True)
class Node:
    """A content, a course, a question set or a question."""

    id: str
    kind: Kind
    draft: Values | None
    """The newest version while it is not Live yet."""
    live: Values | None = None
    polls: int = 0
    """How many more looks at it find it Processing."""
    publishes: int = 0
    """How often publishing was begun."""

    @property
    def newest(self) -> Values:
        """The version that authors see."""
        return self.draft if self.draft is not None else self.live or {}

    @property
    def status(self) -> str:
        """The status of the newest version."""
        return str(self.newest.get("status", ""))


@dataclass(slots=True)
class World:
    """The platform's whole state; everything happens in one thread."""

    framework: tuple[Competency, ...] = ()
    polls: int = 2
    """How many looks find a published thing still Processing."""
    client_ids: bool = True
    """False: creating pays no heed to the identifier that the client wants."""
    drops: tuple[str, ...] = ()
    """Fields that it takes and does not keep."""
    upload_limit: int = 200 * 2**20
    nodes: dict[str, Node] = field(default_factory=dict)
    blobs: dict[str, Upload] = field(default_factory=dict)
    """What was put to pre-signed addresses."""
    verdicts: dict[str, list[str]] = field(default_factory=dict)
    """By resource: what the SCORM validation is still to say of it."""
    counts: Counter[str] = field(default_factory=Counter)
    """Requests, writes, and what should not happen: `double-publish`."""
    serial: int = 0

    def next(self) -> int:
        """Count on: for ids and version keys."""
        self.serial += 1
        return self.serial

    def find(self, name: str, *kinds: Kind) -> Node:
        """Find a node, and let time pass for it. Raises Refusal."""
        node = self.nodes.get(name)
        if node is None or (kinds and node.kind not in kinds):
            raise Refusal(404, "NOT_FOUND", f"Node doesn't exist: {name}")
        advance(self, node)
        return node


def touch(world: World, node: Node) -> Values:
    """Open the newest version for a change: a Live one gets a draft beside it."""
    if node.status == "Processing":
        raise Refusal(400, "ERR_NODE_ACCESS_DENIED", "Node is under Processing state")
    if node.status == "Retired":
        raise Refusal(400, "ERR_CONTENT_RETIRED", "Retired content can't be changed")
    if node.draft is None:
        node.draft = {**(node.live or {}), "status": "Draft", "reviewStatus": ""}
    bump(world, node)
    return node.draft


def bump(world: World, node: Node) -> None:
    """Give the newest version another version key."""
    node.newest["versionKey"] = str(1_700_000_000_000 + world.next())


def begin_publishing(world: World, node: Node, values: Mapping[str, Any]) -> None:
    """Send a node for publishing; doing so twice is counted, as a person would have to clean up."""
    if node.draft is None or node.polls:
        world.counts["double-publish"] += 1
    draft = touch(world, node) if node.draft is None else node.draft
    node.publishes += 1
    node.polls = world.polls + 1
    draft.update(values)
    if node.kind in ("content", "collection"):  # a question set has no such status
        draft["status"] = "Processing"


def advance(world: World, node: Node) -> None:
    """Let a node that is being published come one look nearer to its end."""
    if not node.polls:
        return
    node.polls -= 1
    if node.polls or node.draft is None:
        return
    if fault := _publish_fault(world, node):
        node.draft |= {"status": "Failed", "publishError": fault}
        return
    version = (node.live or {}).get("pkgVersion", 0) + 1
    live = {**node.draft, "status": "Live", "pkgVersion": version}
    live.pop("reviewStatus", None)
    node.live = live
    # A question set's draft goes on saying what it said.
    node.draft = {**node.draft, "status": "Draft"} if node.kind == "questionset" else None
    _sync_language(world, node, "live")


def _publish_fault(world: World, node: Node) -> str:
    if node.kind == "content" and not node.newest.get("artifactUrl"):
        return "artifactUrl is missing"
    if node.kind != "collection":
        return ""
    waiting = [name for name in node.newest.get("children", ()) if world.nodes[name].live is None]
    return f"children are not Live: {', '.join(waiting)}" if waiting else ""


def _sync_language(world: World, node: Node, status: str) -> None:
    """Tell the base course how far a course in another language has come."""
    for base in world.nodes.values():
        for entry in base.newest.get("languageMapV1", {}).values():
            if entry["id"] == node.id and base is not node:
                entry["status"] = status


def sync_language(world: World, node: Node) -> None:
    """The same while it is a draft or in review."""
    _sync_language(world, node, node.status.lower())


# --- looking from outside ------------------------------------------------------------------------


def settle(world: World) -> None:
    """Let everything that is being published come to its end."""
    for node in world.nodes.values():
        while node.polls:
            advance(world, node)


def duplicates(world: World) -> list[str]:
    """Name what is there twice: by code, by base course and language, or by its place in a set."""
    seen = Counter(_identity(world, node) for node in world.nodes.values())
    return sorted(f"{name} ({times})" for name, times in seen.items() if times > 1)


def _identity(world: World, node: Node) -> str:
    """Say what a node is, whatever id the platform gave it."""
    values = node.newest
    if base := values.get("sourceCollectionId"):
        return f"{_identity(world, world.nodes[base])} in {values['language'][0]}"
    if parent := values.get("parent"):
        return f"{_identity(world, world.nodes[parent])}/{values['index']}"
    return f"{node.kind} {values.get('code')}"


_PASSING = ("versionKey", "artifactUrl", "identifier", "languageMapV1", "parent")


def picture(world: World) -> dict[str, Any]:
    """Show the state without what differs between equal runs: ids the platform chose, versions."""
    settle(world)
    known = {node.id: _identity(world, node) for node in world.nodes.values()}
    return {
        known[node.id]: {"publishes": node.publishes, **dict(_shown(node, known))}
        for node in world.nodes.values()
    }


def _shown(node: Node, known: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for side, values in (("draft", node.draft), ("live", node.live)):
        if values is None:
            yield side, None
            continue
        kept = {key: value for key, value in values.items() if key not in _PASSING}
        if base := values.get("sourceCollectionId"):
            kept |= {"sourceCollectionId": known[base], "code": "the platform's own"}
        yield side, {**kept, "children": [known[one] for one in values.get("children", ())]}
