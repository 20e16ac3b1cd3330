"""Questions from QTI 2.1, 2.2 and 3.0: a package, or the file of an item."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.authoring.xml.parse import XmlFault, parse_xml
from pathya.authoring.xml.write import Node
from pathya.exporters.archive import read_archive
from pathya.exporters.interchange import rules
from pathya.exporters.interchange.model import Draft, Group, Paper
from pathya.exporters.interchange.qti_items import draft_of
from pathya.exporters.interchange.qti_names import named, texts, within
from pathya.exporters.interchange.settle import number_in
from pathya.exporters.interchange.trees import attribute
from pathya.exporters.unpacked import Limits

LIMITS = Limits(files=2_000, total=500_000_000, texts=16_000_000)
_ZIP = b"PK"
_LARGEST = 2_000_000
"""Bytes of one file of XML."""


def read_qti(data: bytes, path: str) -> tuple[Paper | None, Diagnostics]:
    """Read a file; None when it cannot be used as a whole."""
    found: list[Diagnostic] = []
    if data.startswith(_ZIP):
        archive, faults = read_archive(io.BytesIO(data), path, LIMITS)
        if archive is None:
            return None, tuple(replace(one, hint="") for one in faults)  # these are our own limits
        files = {name: text for name, text in archive.texts.items() if name.endswith(".xml")}
        roots = {name: _root(text, f"{path}/{name}", found) for name, text in files.items()}
    else:
        roots = {"": _root(data, path, found)}
    known = {name: root for name, root in roots.items() if root is not None}
    items = {name: root for name, root in known.items() if root.name == "assessmentItem"}
    if not items:
        message = "there is no assessmentItem in it"
        hint = "QTI 1.2 is another format; take version 2.1 or later, with its items."
        found.append(rules.QSI001.at(Where(path), message, hint))
        return None, tuple(found)
    tests = [(name, root) for name, root in known.items() if root.name == "assessmentTest"]
    if tests:
        return _test(*tests[0], items, path, found), tuple(found)
    drafts = (_item(name, items, path, found) for name in sorted(items))
    group = Group("", (), tuple(one for one in drafts if one))
    return Paper("", (group,)), tuple(found)


def _root(data: bytes, path: str, found: list[Diagnostic]) -> Node | None:
    try:
        return named(parse_xml(data, _LARGEST))
    except XmlFault as fault:
        found.append(rules.QSI001.at(Where(path, fault.line), fault.message))
        return None


def _item(name: str, items: Mapping[str, Node], path: str, found: list[Diagnostic]) -> Draft | None:
    where = Where(f"{path}/{name}" if name else path)
    return draft_of(items[name], where, found)


def _test(
    name: str, root: Node, items: Mapping[str, Node], path: str, found: list[Diagnostic]
) -> Paper:
    folder = posixpath.dirname(name)
    groups = []
    for section, refs in _sections(root):
        drafts = []
        for ref in refs:
            href = posixpath.normpath(posixpath.join(folder, unquote(attribute(ref, "href"))))
            if href not in items:
                message = f"the test asks `{href[:80]}`, which is not in the package"
                found.append(rules.QSI003.at(Where(f"{path}/{name}"), message))
            elif draft := _item(href, items, path, found):
                drafts.append(_weighed(draft, ref))
        intro = tuple(
            piece
            for one in section.children
            if isinstance(one, Node) and one.name == "rubricBlock"
            for piece in texts(one.children, set())
        )
        groups.append(Group(attribute(section, "title"), intro, tuple(drafts)))
    return Paper(attribute(root, "title"), tuple(groups))


def _sections(root: Node) -> Iterator[tuple[Node, list[Node]]]:
    """Give each section that has items of its own, in order."""
    for one in within(root):
        if one.name == "assessmentSection":
            children = [child for child in one.children if isinstance(child, Node)]
            refs = [child for child in children if child.name == "assessmentItemRef"]
            if refs:
                yield one, refs


def _weighed(draft: Draft, ref: Node) -> Draft:
    """Take an item's weight for its points, if it is whole and a course could say it."""
    weights = [attribute(one, "value") for one in within(ref) if one.name == "weight"]
    number = number_in(weights[0]) if weights else ""
    points = int(number) if number in {str(n) for n in range(1, 11)} else draft.points
    return replace(draft, points=points)
