"""Packages: what the portal refuses, and what the SCORM validation service says of the rest."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, Literal

from pathya.authoring.xml.parse import XmlFault, parse_xml
from pathya.build.rehearsal.checks import HTML_ARCHIVE
from pathya.build.rehearsal.world import Ask, Node, Refusal, Upload, World
from pathya.exporters.archive import read_archive
from pathya.exporters.unpacked import Archive, Limits

_BLOCKED = (".php", ".jsp", ".asp", ".cgi", ".pl", ".sh", ".bat", ".cmd", ".exe")
_STEPS = ("STARTED", "IN_PROGRESS")


def look_into(path: Path, name: str) -> Upload:
    """Judge a package that arrived: a zip, names that pass, index.html at its root."""
    with path.open("rb") as stream:
        archive, found = read_archive(stream, name, Limits())
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    faults = [str(one) for one in found if one.rule.severity == "error"]
    if archive is not None:
        faults += [f"{one}: blocked" for one in archive.sizes if one.lower().endswith(_BLOCKED)]
        if "index.html" not in archive.sizes:
            faults.append("index.html is not at the root")
    if not re.fullmatch(r"[A-Za-z0-9_.\-]+", name):
        faults.append(f"{name}: not a name for a file")
    verdict = _verdict(archive) if archive else "INVALID"
    return Upload(name, path.stat().st_size, digest, tuple(faults), verdict)


def _verdict(archive: Archive) -> Literal["VALID", "ENHANCED", "INVALID"]:
    """VALID, ENHANCED (it would be rewired and overwritten) or INVALID."""
    name = next((one for one in archive.texts if one.lower().endswith("imsmanifest.xml")), "")
    data = archive.texts.get(name, b"")
    try:
        root = parse_xml(data, len(data) + 1)
    except XmlFault:
        return "INVALID"
    local = {str(one.tag).rpartition("}")[2] for one in root.iter()}
    hrefs = [str(one.get("href")) for one in root.iter() if one.get("href")]
    folder = name[: -len("imsmanifest.xml")]
    if not {"organizations", "resources"} <= local or any(
        folder + href.partition("?")[0] not in archive.sizes for href in hrefs
    ):
        return "INVALID"
    return "VALID" if b'adlcp:scormtype="sco"' in data else "ENHANCED"


def validate(world: World, ask: Ask) -> Any:
    """Start the validation of a resource of a course."""
    node = _resource(world, ask)
    upload = node.newest.get("packageDigest")
    if not upload:
        raise Refusal(400, "ERR_RESOURCE", "The resource has no package")
    world.verdicts[node.id] = [*_STEPS, node.newest.get("scormVerdict", "VALID"), "COMPLETED"]
    return {"status": "STARTED"}


def status(world: World, ask: Ask) -> Any:
    """Say how far a validation has come; nothing of a resource that nobody asked about."""
    node = _resource(world, ask)
    steps = world.verdicts.get(node.id)
    if not steps:
        return {"resources": []}
    said = steps.pop(0) if len(steps) > 2 else steps[0]
    return {"resources": [{"resourceId": node.id, "status": said}]}


def _resource(world: World, ask: Ask) -> Node:
    request = ask.body.get("request") or {}
    course = world.find(str(request.get("contentId")), "collection")
    node = world.find(str(request.get("resourceId")), "content")
    if node.id not in course.newest.get("children", ()):
        raise Refusal(400, "ERR_RESOURCE", "The resource is not a leaf of the course")
    if node.newest["mimeType"] != HTML_ARCHIVE:
        raise Refusal(400, "ERR_RESOURCE", "The resource is no HTML archive")
    return node
