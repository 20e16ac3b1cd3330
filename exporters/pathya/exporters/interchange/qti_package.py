"""A QTI package: a manifest, a test, and an item for each question; for version 2.1 or 3.0."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pathya.authoring.diagnostics import Diagnostics
from pathya.authoring.xml.write import Node, document, element, inline
from pathya.exporters.interchange.model import Group, Paper
from pathya.exporters.interchange.qti_write import flow, item
from pathya.exporters.interchange.trees import KNOWN
from pathya.exporters.package import Member, Package, zip_bytes

MANIFEST = "imsmanifest.xml"
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Version:
    """What a version calls things."""

    space: str
    package_space: str
    schema: tuple[str, str]
    kind: str
    """`{}` for test or item."""


VERSIONS = {
    "2.1": Version(
        "http://www.imsglobal.org/xsd/imsqti_v2p1",
        "http://www.imsglobal.org/xsd/imscp_v1p1",
        ("QTIv2.1 Package", "1.0.0"),
        "imsqti_{}_xmlv2p1",
    ),
    "3.0": Version(
        "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
        ("QTI Package", "3.0.0"),
        "imsqti_{}_xmlv3p0",
    ),
}


def qti(paper: Paper, version: str) -> tuple[bytes, Diagnostics]:
    """Write a package of all questions."""
    known = VERSIONS[version]
    drafts = [draft for group in paper.groups for draft in group.drafts]
    files = {f"items/{draft.id}.xml": item(draft, paper) for draft in drafts}
    files["test.xml"] = _test(paper)
    members = [Member(name, _file(root, known)) for name, root in files.items()]
    members.append(Member(MANIFEST, _manifest(sorted(files), known)))
    return zip_bytes(Package("questions", tuple(members))), ()


def _file(root: Node, version: Version) -> bytes:
    space = ("xmlns", version.space)
    written = root if version is VERSIONS["2.1"] else third(root)
    return document(replace(written, attrs=(space, *written.attrs)))


def third(node: Node) -> Node:
    """Give the elements of version 2.1 their names of version 3."""
    children = tuple(one if isinstance(one, str) else third(one) for one in node.children)
    if node.name in KNOWN:
        return replace(node, children=children)
    attrs = tuple((_kebab(name), value) for name, value in node.attrs)
    return replace(node, name=f"qti-{_kebab(node.name)}", attrs=attrs, children=children)


def _kebab(name: str) -> str:
    return _CAPITAL.sub("-", name).lower()


def _test(paper: Paper) -> Node:
    sections = (_section(n, group) for n, group in enumerate(paper.groups, 1))
    modes = {"navigationMode": "nonlinear", "submissionMode": "simultaneous"}
    part = element("testPart", {"identifier": "part", **modes}, *sections)
    return element("assessmentTest", {"identifier": "test", "title": paper.title}, part)


def _section(number: int, group: Group) -> Node:
    attrs = {"identifier": f"s{number}", "title": group.title, "visible": "true"}
    intro = flow(group.intro)
    rubric = (inline("rubricBlock", {"view": "candidate"}, *intro),) if intro else ()
    refs = []
    for draft in group.drafts:
        weight = element("weight", {"identifier": "POINTS", "value": str(draft.points)})
        ref = {"identifier": draft.id, "href": f"items/{draft.id}.xml"}
        refs.append(element("assessmentItemRef", ref, *((weight,) if draft.points != 1 else ())))
    return element("assessmentSection", attrs, *rubric, *refs)


def _manifest(names: list[str], version: Version) -> bytes:
    schema = zip(("schema", "schemaversion"), version.schema, strict=True)
    metadata = element("metadata", None, *(inline(name, None, text) for name, text in schema))
    resources = element("resources", None, *(_resource(name, names, version) for name in names))
    parts = (metadata, element("organizations"), resources)
    attrs = {"xmlns": version.package_space, "identifier": "questions"}
    return document(element("manifest", attrs, *parts))


def _resource(name: str, names: list[str], version: Version) -> Node:
    is_test = name == "test.xml"
    own = "test" if is_test else name.rpartition("/")[2].removesuffix(".xml")
    kind = version.kind.format("test" if is_test else "item")
    attrs = {"identifier": f"r-{own}", "type": kind, "href": name}
    others = [one for one in names if one != name] if is_test else []
    needs = (
        element("dependency", {"identifierref": f"r-{one.rpartition('/')[2].removesuffix('.xml')}"})
        for one in others
    )
    return element("resource", attrs, element("file", {"href": name}), *needs)
