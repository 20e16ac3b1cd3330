"""Read the manifest of a package, and its metadata file, as far as they can be read at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.authoring.xml.parse import Element, XmlFault, line_of, parse_xml
from pathya.exporters import rules
from pathya.exporters.dialects import DIALECTS, Dialect
from pathya.exporters.manifest import MANIFEST
from pathya.exporters.unpacked import Archive

_LIMIT = 2_000_000
"""Bytes. A manifest of 5,000 files has a quarter of it."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """A manifest that could be read, with the package that it stands in."""

    archive: Archive
    root: Element
    dialect: Dialect

    def at(self, node: Element) -> Where:
        """The place of an element."""
        return self.archive.where(MANIFEST, line_of(node))

    def all(self, name: str) -> Iterator[Element]:
        """All elements of this name in the manifest's own namespace, in order."""
        return self.root.iter(f"{{{self.dialect.imscp}}}{name}")

    def child(self, node: Element, name: str) -> Element | None:
        """The first child of this name in the manifest's own namespace."""
        return node.find(f"{{{self.dialect.imscp}}}{name}")


def read_manifest(archive: Archive) -> tuple[ManifestFile | None, Diagnostics]:
    """Read imsmanifest.xml; None when there is nothing to look into."""
    if MANIFEST not in archive.texts:
        inner = [name for name in archive.sizes if name.endswith(f"/{MANIFEST}")]
        hint = f"zip what is in the folder of {inner[0]}, not the folder" if inner else ""
        return None, (rules.PKG020.at(archive.where(MANIFEST), "the file is missing", hint),)
    root, found = read_xml(archive, MANIFEST)
    if root is None:
        return None, found
    namespace, _, name = str(root.tag)[1:].rpartition("}")
    if name != "manifest" or namespace not in DIALECTS:
        said = f"the root is {root.tag!s}; known are manifest in {' and '.join(DIALECTS)}"
        return None, (rules.PKG024.at(archive.where(MANIFEST, line_of(root)), said),)
    return ManifestFile(archive, root, DIALECTS[namespace]), found


def read_xml(archive: Archive, name: str) -> tuple[Element | None, Diagnostics]:
    """Read any XML file of the package."""
    data = archive.texts[name]
    if said := _encoding_fault(data):
        return None, (rules.PKG021.at(archive.where(name, 1), said),)
    try:
        return parse_xml(data, _LIMIT), ()
    except XmlFault as fault:
        return None, (_told(archive, name, fault),)


def _encoding_fault(data: bytes) -> str:
    if data.startswith(_BOM):
        return "it begins with a byte order mark"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return f"byte {fault.start} is not UTF-8"
    head = data[:200].partition(b"?>")[0].lower()
    declared = b"encoding" in head and b"utf-8" not in head and b"us-ascii" not in head
    return "it declares another encoding" if declared else ""


def _told(archive: Archive, name: str, fault: XmlFault) -> Diagnostic:
    rule = rules.PKG023 if "DOCTYPE" in fault.message else rules.PKG022
    return rule.at(archive.where(name, fault.line), fault.message)
