"""Read HTML that nobody vouches for, as browsers do: nothing is an error."""

from __future__ import annotations

from lxml import etree

from pathya.authoring.xml.parse import LIMIT, Element, XmlFault


def parse_html(data: bytes, limit: int = LIMIT) -> Element:
    """Parse a page in UTF-8 and return its root; comments are left out, templates are not.

    Raises XmlFault for a page without any element, too deep, or longer than `limit` bytes.
    """
    if len(data) > limit:
        raise XmlFault(0, f"{len(data)} bytes of HTML; the limit is {limit}")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root: Element | None = etree.fromstring(data, parser)
    except etree.LxmlError as fault:
        raise XmlFault(0, str(fault)) from None
    if root is None:
        raise XmlFault(0, "the page is empty")
    return root
