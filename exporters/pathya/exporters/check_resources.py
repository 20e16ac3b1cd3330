"""The rules for the resources of a manifest: what is launched, and which files there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import normpath
from urllib.parse import unquote

from pathya.authoring.diagnostics import Diagnostic
from pathya.authoring.xml.parse import Element
from pathya.exporters import rules
from pathya.exporters.manifest import LAUNCH, MANIFEST
from pathya.exporters.manifest_file import ManifestFile
from pathya.exporters.package import NAME

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_SCHEMAS = (".xsd", ".dtd")
"""What need not be listed, in whatever folder: SCORM's own sets have folders and DTDs."""


def check_resources(manifest: ManifestFile) -> Iterator[Diagnostic]:
    """Check the resources by all rules."""
    for check in _CHECKS:
        yield from check(manifest)


def sco_resources(manifest: ManifestFile) -> tuple[Element, ...]:
    """The resources marked as SCOs, however the mark is spelt."""
    return tuple(node for node in manifest.all("resource") if _mark(node)[1].lower() == "sco")


def locations(manifest: ManifestFile) -> Iterator[Element]:
    """The elements that name a metadata file."""
    return manifest.root.iter(f"{{{manifest.dialect.adlcp}}}location")


def _mark(resource: Element) -> tuple[str, str]:
    """The attribute that marks a SCO, and its value."""
    for key in map(str, resource.attrib):
        if key.rpartition("}")[2].lower() == "scormtype":
            return key, resource.get(key, "")
    return "", ""


def _launched(manifest: ManifestFile) -> Element | None:
    """The resource that the first item launches."""
    for item in manifest.all("item"):
        if refers := item.get("identifierref"):
            named = (one for one in manifest.all("resource") if one.get("identifier") == refers)
            return next(named, None)
    return None


def _check_launch(manifest: ManifestFile) -> Iterator[Diagnostic]:
    launched = _launched(manifest)
    if launched is None:
        return
    at = manifest.at(launched)
    dialect = manifest.dialect
    if _mark(launched) != (f"{{{dialect.adlcp}}}{dialect.scorm_type}", "sco"):
        said = f'it lacks adlcp:{dialect.scorm_type}="sco", spelt like this'
        yield rules.PKG040.at(at, said)
    if launched is not next(manifest.all("resource")):
        yield rules.PKG042.at(at, f"{launched.get('identifier')!r} comes after another resource")
    href = launched.get("href", "")
    if href != LAUNCH and (not href or _is_plain(href)):
        yield rules.PKG045.at(at, f"it is {href or 'not given'!s}")
    files = {node.get("href") for node in launched}
    if href and href not in files:
        yield rules.PKG048.at(at, f"{href!r} is not among its files")


def _check_types(manifest: ManifestFile) -> Iterator[Diagnostic]:
    for node in manifest.all("resource"):
        if node.get("type") != "webcontent":
            yield rules.PKG041.at(manifest.at(node), f"its type is {node.get('type')!r}")


def _check_bases(manifest: ManifestFile) -> Iterator[Diagnostic]:
    for node in manifest.root.iter():
        if node.get(_BASE) is not None:
            yield rules.PKG043.at(manifest.at(node), f"xml:base is {node.get(_BASE)!r}")


def _check_hrefs(manifest: ManifestFile) -> Iterator[Diagnostic]:
    names = manifest.archive.sizes
    cases = {name.lower(): name for name in names}
    said: set[str] = set()
    for node, href in _hrefs(manifest):
        if href in names or href in said:
            continue
        said.add(href)
        if not _is_plain(href):
            yield rules.PKG044.at(manifest.at(node), f"{href!r} is not a plain path")
        else:
            near = cases.get(href.lower())
            hint = f"the package has {near!r}" if near else ""
            yield rules.PKG046.at(manifest.at(node), f"{href!r} is not in the package", hint)


def _check_listed(manifest: ManifestFile) -> Iterator[Diagnostic]:
    listed = {_meant(href) for _, href in _hrefs(manifest)} | {MANIFEST}
    at = manifest.archive.where(MANIFEST)
    for name in manifest.archive.sizes:
        if _meant(name) not in listed and not name.lower().endswith(_SCHEMAS):
            yield rules.PKG047.at(at, f"{name!r} is not listed")


def _hrefs(manifest: ManifestFile) -> Iterator[tuple[Element, str]]:
    """All addresses of files in the manifest."""
    for name in ("resource", "file"):
        for node in manifest.all(name):
            if (href := node.get("href")) is not None:
                yield node, href
    for node in locations(manifest):
        yield node, (node.text or "").strip()


def _meant(href: str) -> str:
    """The file that an address means, however it is spelt: bad spelling has a rule of its own."""
    path = unquote(re.split(r"[?#]", href, maxsplit=1)[0]).replace("\\", "/")
    return normpath(path).lstrip("/").lower()


def _is_plain(href: str) -> bool:
    return bool(NAME.fullmatch(href)) and not {".", ".."} & set(href.split("/"))


_CHECKS: tuple[Callable[[ManifestFile], Iterator[Diagnostic]], ...] = (
    _check_launch,
    _check_types,
    _check_bases,
    _check_hrefs,
    _check_listed,
)
