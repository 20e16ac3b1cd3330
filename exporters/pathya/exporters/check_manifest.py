"""The rules for imsmanifest.xml: its form, its organization, its metadata."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeAlias

from pathya.authoring.diagnostics import Diagnostic, Diagnostics
from pathya.authoring.xml.parse import Element
from pathya.authoring.xml.schema import compile_schema, validate
from pathya.exporters import rules
from pathya.exporters.check_metadata import check_metadata
from pathya.exporters.check_resources import check_resources, sco_resources
from pathya.exporters.lom import TITLE_LIMIT
from pathya.exporters.manifest import MANIFEST
from pathya.exporters.manifest_file import ManifestFile, read_manifest
from pathya.exporters.unpacked import Archive
from pathya.exporters.vendor import schema_files

Found: TypeAlias = Iterator[Diagnostic]

MOST = 1_000
"""Findings of one check; more of them help nobody and fill the memory."""

_FIRST = (
    r"A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    r"\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NCNAME = rf"[{_FIRST}][{_FIRST}\-.0-9\u00b7\u0300-\u036f\u203f\u2040]*"
"""XML 1.0 §2.3, Name, but without the colon (Namespaces in XML §3)."""
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z_\-.0-9]*")
"""One of them in ASCII, as ours are: to compile the other takes longer than to check a manifest."""
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_XML = "http://www.w3.org/XML/1998/namespace"


def check_manifest(archive: Archive) -> Diagnostics:
    """Check the manifest of a package by all rules."""
    manifest, found = read_manifest(archive)
    return (*found, *(_check(manifest) if manifest else ()))


def _check(manifest: ManifestFile) -> Diagnostics:
    """The schema speaks last, on lines where no rule has spoken."""
    found = tuple(one for check in _CHECKS for one in islice(check(manifest), MOST))
    said = {one.where for one in found}
    return (
        *found,
        *(one for one in islice(_check_schema(manifest), MOST) if one.where not in said),
    )


def _check_prefixes(manifest: ManifestFile) -> Found:
    own = f"{{{manifest.dialect.imscp}}}"
    for node in manifest.root.iter(f"{own}*"):
        if node.prefix is not None:
            yield rules.PKG025.at(manifest.at(node), f"{node.prefix}: stands before its name")


def _check_adl_prefix(manifest: ManifestFile) -> Found:
    # In the text, because lxml gives no prefixes of attributes.
    text = manifest.archive.texts[MANIFEST].decode("utf-8")
    uri = re.escape(manifest.dialect.adlcp)
    for found in re.finditer(rf"xmlns(?::([^\s=:]+))?\s*=\s*[\"']{uri}[\"']", text):
        if found[1] != "adlcp":
            line = text.count("\n", 0, found.start()) + 1
            at = manifest.archive.where(MANIFEST, line)
            yield rules.PKG026.at(at, f"the prefix is {found[1] or 'left out'}")


def _check_version(manifest: ManifestFile) -> Found:
    versions = " or ".join(map(repr, manifest.dialect.versions))
    metadata = manifest.child(manifest.root, "metadata")
    node = None if metadata is None else manifest.child(metadata, "schemaversion")
    if node is None:
        said = f"there is no schemaversion; it would be {versions}"
        yield rules.PKG027.at(manifest.at(manifest.root), said)
    elif node.text not in manifest.dialect.versions:
        said = f"schemaversion is {node.text or ''!r}; with this namespace it is {versions}"
        yield rules.PKG027.at(manifest.at(node), said)


def _check_schema_files(manifest: ManifestFile) -> Found:
    needed = {*manifest.dialect.schemas, *_located(manifest)}
    missing = sorted(name for name in needed if name not in manifest.archive.sizes)
    if missing:
        said = f"not at the root: {', '.join(missing)}"
        yield rules.PKG029.at(manifest.at(manifest.root), said)


def _located(manifest: ManifestFile) -> Iterator[str]:
    """Name the schema file of every other namespace that the manifest uses."""
    pairs: dict[str, str] = {}
    for node in manifest.root.iter():
        words = node.get(f"{{{_XSI}}}schemaLocation", "").split()
        pairs.update(zip(words[::2], words[1::2], strict=False))
    names = {str(node.tag) for node in manifest.root.iter()}
    names |= {str(key) for node in manifest.root.iter() for key in node.attrib}
    used = {name[1:].partition("}")[0] for name in names if name.startswith("{")}
    known = {_XSI, _XML, manifest.dialect.imscp, manifest.dialect.adlcp}
    for uri in used - known:
        yield pairs.get(uri, f"the schema of {uri}")


def _check_identifiers(manifest: ManifestFile) -> Found:
    seen: set[str] = set()
    for node in manifest.root.iter():
        identifier = node.get("identifier")
        if identifier is None or not node.tag.startswith(f"{{{manifest.dialect.imscp}}}"):
            continue
        if not (_PLAIN_NAME.fullmatch(identifier) or re.fullmatch(_NCNAME, identifier)):
            yield rules.PKG036.at(manifest.at(node), f"{identifier!r} is not an XML name")
        if identifier in seen:
            yield rules.PKG036.at(manifest.at(node), f"{identifier!r} stands twice")
        seen.add(identifier)


def _check_default(manifest: ManifestFile) -> Found:
    named = {node.get("identifier") for node in manifest.all("organization")}
    for node in manifest.all("organizations"):
        default = node.get("default")
        if default is None:
            yield rules.PKG030.at(manifest.at(node), "organizations has no default")
        elif default not in named:
            yield rules.PKG030.at(manifest.at(node), f"there is no organization {default!r}")


def _check_titles(manifest: ManifestFile) -> Found:
    for name in ("organization", "item"):
        for node in manifest.all(name):
            title = manifest.child(node, "title")
            text = "" if title is None else (title.text or "").strip()
            at = manifest.at(node if title is None else title)
            if not text:
                yield rules.PKG031.at(at, f"the {name} has no title")
            elif len(text) > TITLE_LIMIT:
                yield rules.PKG031.at(at, f"the {name}'s title has {len(text)} characters")


def _check_items(manifest: ManifestFile) -> Found:
    launched = [node for node in manifest.all("item") if node.get("identifierref")]
    scos = sco_resources(manifest)
    count = len(scos) if len(scos) > 1 else len(launched)
    if count != 1:
        yield rules.PKG032.at(manifest.at(manifest.root), f"it has {count}")
    resources = {node.get("identifier") for node in manifest.all("resource")}
    for node in manifest.all("item"):
        yield from _check_item(manifest, node, resources)


def _check_item(manifest: ManifestFile, node: Element, resources: set[str | None]) -> Found:
    refers = node.get("identifierref")
    if refers and refers not in resources:
        yield rules.PKG033.at(manifest.at(node), f"there is no resource {refers!r}")
    if node.get("parameters"):
        said = f"parameters is {node.get('parameters')!r}"
        yield rules.PKG034.at(manifest.at(node), said)
    mastery = node.find(f"{{{manifest.dialect.adlcp}}}masteryscore")
    if mastery is not None:
        yield rules.PKG035.at(manifest.at(mastery), f"masteryscore is {mastery.text or ''!r}")


def _check_schema(manifest: ManifestFile) -> Found:
    schema = compile_schema(schema_files(manifest.dialect.schema_set))
    for line, said in validate(schema, manifest.root):
        yield rules.PKG028.at(manifest.archive.where(MANIFEST, line), said)


_CHECKS: tuple[Callable[[ManifestFile], Found], ...] = (
    _check_prefixes,
    _check_adl_prefix,
    _check_version,
    _check_schema_files,
    _check_identifiers,
    _check_default,
    _check_titles,
    _check_items,
    check_resources,
    check_metadata,
)
