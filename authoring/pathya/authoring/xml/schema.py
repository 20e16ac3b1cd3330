"""Validate XML against a set of XML Schemas held in memory."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from lxml import etree

from pathya.authoring.xml.parse import Element
from pathya.authoring.xml.write import document, element

Schema: TypeAlias = etree.XMLSchema

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_NAMESPACE = re.compile(r"\{[^{}]*\}")
_MENDS = (
    # ims_xml.xsd makes the xml namespace the default one, which the namespaces standard forbids.
    (b'xmlns="http://www.w3.org/XML/1998/namespace"', b""),
    # imsmd_rootv1p2p1.xsd allows its own elements twice, so that its models are ambiguous.
    (b'namespace="##any"', b'namespace="##other"'),
)
"""What libxml2 needs of ADL's files for SCORM 1.2; a package carries them as they are."""


def compile_schema(files: Mapping[str, bytes]) -> Schema:
    """Compile a set of schemas: file name → XSD, with all that they include and import.

    Nothing outside the set is read. Raises XMLSchemaParseError: a faulty set is our own fault.
    """
    return _compiled(tuple(sorted(files.items())))


def validate(schema: Schema, root: Element) -> tuple[tuple[int, str], ...]:
    """List what the schema says against a document: (line, message), names without namespaces."""
    schema.validate(root)
    said: Any = schema.error_log  # the stubs don't know that it can be walked
    return tuple((entry.line, _NAMESPACE.sub("", entry.message)) for entry in said)


@lru_cache(maxsize=8)
def _compiled(files: tuple[tuple[str, bytes], ...]) -> Schema:
    held = {name: _mended(data) for name, data in files}
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    parser.resolvers.add(_Held(held))
    driver = etree.fromstring(_driver(held, parser), parser, base_url="held:///")
    return etree.XMLSchema(etree.ElementTree(driver))


def _mended(data: bytes) -> bytes:
    for fault, mend in _MENDS:
        data = data.replace(fault, mend)
    return data


def _driver(held: Mapping[str, bytes], parser: etree.XMLParser) -> bytes:
    """Write a schema that imports every namespace of the set, each through its outermost file."""
    schemas = {
        name: etree.fromstring(data, parser) for name, data in held.items() if name.endswith(".xsd")
    }
    inner = {
        include.get("schemaLocation")
        for root in schemas.values()
        for include in root.iterfind(f"{_XSD}include")
    }
    imports = (
        element(
            "xsd:import",
            {"namespace": root.get("targetNamespace"), "schemaLocation": f"held:///{name}"},
        )
        for name, root in schemas.items()
        if name not in inner
    )
    space = {"xmlns:xsd": "http://www.w3.org/2001/XMLSchema"}
    return document(element("xsd:schema", space, *imports))


class _Held(etree.Resolver):
    """Answer every request from memory; what is not there is empty, never fetched."""

    def __init__(self, held: Mapping[str, bytes]) -> None:
        super().__init__()
        self._held = held

    def resolve(self, system_url: str, public_id: str, context: Any = None) -> Any:
        """Answer by the last part of the address."""
        data = self._held.get(system_url.rpartition("/")[2], b"")
        return self.resolve_string(data, context, base_url=system_url)
