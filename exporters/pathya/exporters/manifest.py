"""What the manifests of SCORM 1.2 and of SCORM 2004 have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pathya.authoring.xml.write import Node, element

MANIFEST = "imsmanifest.xml"
LAUNCH = "index.html"
"""iGOT looks for this name, at the root of the zip."""


def head(identifier: str, spaces: Mapping[str, str], schemas: Mapping[str, str]) -> dict[str, str]:
    """The root's attributes; `spaces`: prefix → namespace, `schemas`: namespace → file."""
    declared = {f"xmlns:{prefix}" if prefix else "xmlns": uri for prefix, uri in spaces.items()}
    return {
        "identifier": identifier,
        "version": "1.0",
        **declared,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": " ".join(f"{uri} {name}" for uri, name in schemas.items()),
    }


def organizations(title: str, item: tuple[Node, ...], organization: tuple[Node, ...]) -> Node:
    """One organization with one item; what is given follows the title of the one or the other."""
    named = element("title", None, title)
    only = element(
        "item",
        {"identifier": "item", "identifierref": "sco", "isvisible": "true"},
        named,
        *item,
    )
    whole = element("organization", {"identifier": "organization"}, named, only, *organization)
    return element("organizations", {"default": "organization"}, whole)


def resources(names: Iterable[str], scorm_type: str) -> Node:
    """One SCO with every file; `scorm_type` is the attribute as this edition spells it."""
    sco = {"identifier": "sco", "type": "webcontent", scorm_type: "sco", "href": LAUNCH}
    listed = (element("file", {"href": name}) for name in sorted(names))
    return element("resources", None, element("resource", sco, *listed))
