"""Read XML that may be hostile: no DOCTYPE, no entities, no network, a size known in advance."""

from __future__ import annotations

from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

LIMIT = 16_000_000
"""Bytes. The largest catalog is far below it; libxml2 holds about ten times as much in memory."""


class XmlFault(Exception):
    """The bytes are not XML that we take; the reader turns this into a Diagnostic."""

    def __init__(self, line: int, message: str) -> None:
        """Keep the line, from 1 (0: the file as a whole), and what is wrong with it."""
        super().__init__(line, message)
        self.line = line
        self.message = message


def parse_xml(data: bytes, limit: int = LIMIT, *, instructions: bool = False) -> Element:
    """Parse a document and return its root; comments and processing instructions are left out.

    `instructions` leaves the latter in: their `tag` is no text, and they have a `target`. Raises
    XmlFault for anything that is not well-formed, has a DOCTYPE, or is longer than `limit` bytes.
    """
    if len(data) > limit:
        raise XmlFault(0, f"{len(data)} bytes of XML; the limit is {limit}")
    try:
        root = etree.fromstring(data, _parser(instructions))
    except etree.XMLSyntaxError as fault:
        raise XmlFault(fault.lineno or 0, _said(fault)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        before = data[: max(0, data.find(b"<!DOCTYPE"))]
        raise XmlFault(before.count(b"\n") + 1, "a DOCTYPE is not allowed")
    return root


def line_of(node: Element) -> int:
    """The line on which an element's start tag ends, from 1; 0 when it is not known."""
    line: Any = node.sourceline  # the stubs have no type for it
    return line or 0


def _parser(instructions: bool) -> etree.XMLParser:
    # A parser for each document: one that is shared is locked, and keeps names it has seen.
    # Not collect_ids=False: lxml 6.1 then loads an external DTD, in spite of load_dtd=False.
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=not instructions,
    )


def _said(fault: etree.XMLSyntaxError) -> str:
    # lxml adds the place, which a Diagnostic says itself.
    return " ".join((fault.msg or "").partition(", line ")[0].split())
