"""Reading hostile XML, and writing XML that says the same after it is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.xml.parse import Element, XmlFault, parse_xml
from pathya.authoring.xml.write import Node, document, element, inline

DOCTYPE = "a DOCTYPE is not allowed"
BOMB = b"".join(
    (
        b'<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">',
        *(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)),
        b"]><b>&j;</b>",
    )
)

HOSTILE = {
    "doctype": (b"<!DOCTYPE a><a/>", 1, DOCTYPE),
    "internal entity": (b'<!DOCTYPE a [<!ENTITY x "y">]>\n<a>&x;</a>', 1, DOCTYPE),
    "entity bomb": (
        BOMB,
        1,
        "Maximum entity amplification factor exceeded, see xmlCtxtSetMaxAmplification.",
    ),
    "doctype in UTF-16": ("<!DOCTYPE a><a/>".encode("utf-16"), 1, DOCTYPE),
    "undefined entity": (b"<a>\n&x;</a>", 2, "Entity 'x' not defined"),
    "empty": (b"", 1, "Document is empty"),
    "text after the root": (b"<a/>\n<b/>", 2, "Extra content at the end of the document"),
    "unclosed": (b"<a>\n<b></b>", 2, "Premature end of data in tag a line 1"),
    "unknown encoding": (
        b"<?xml version='1.0' encoding='x'?><a/>",
        1,
        "Unsupported encoding: x",
    ),
    "control character": (b"<a>\0</a>", 1, "Invalid character: Char 0x0 out of allowed range"),
    "depth": (
        b"<a>" * 300 + b"</a>" * 300,
        1,
        "Excessive depth in document: 256, use XML_PARSE_HUGE option",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_with_its_line(name: str) -> None:
    data, line, message = HOSTILE[name]
    with pytest.raises(XmlFault) as caught:
        parse_xml(data)
    assert (caught.value.line, caught.value.message) == (line, message)


def test_size_is_looked_at_before_anything_is_parsed() -> None:
    with pytest.raises(XmlFault) as caught:
        parse_xml(b"<" * 11, limit=10)
    assert caught.value.message == "11 bytes of XML; the limit is 10"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a SYSTEM "{0}">',
        '<!DOCTYPE a PUBLIC "p" "{0}">',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "{0}"> %p;]>',
        '<!DOCTYPE a [<!ENTITY e SYSTEM "{0}">]>',
    ],
)
def test_no_file_outside_the_document_is_read(tmp_path: Path, doctype: str) -> None:
    outside = tmp_path / "secret.dtd"
    outside.write_text("not a DTD", encoding="utf-8")  # were it read, the fault would differ
    with pytest.raises(XmlFault) as caught:
        parse_xml(f"{doctype.format(outside.as_uri())}<a/>".encode())
    assert caught.value.message == DOCTYPE


def test_comments_do_not_part_a_text() -> None:
    root = parse_xml(b"<!-- x --><a>one <!-- y -->two<?z?></a>")
    assert (root.text, len(root)) == ("one two", 0)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        parse_xml(data)
    except XmlFault as fault:
        assert fault.message


def test_layout_puts_no_space_where_it_would_be_read() -> None:
    unit = element(
        "unit",
        {"id": "a", "left-out": None},
        element("source", None, "one ", element("b", None, "two")),
        inline("target", {"lang": "hi"}, element("g", {"id": "1"}, element("x")), element("x")),
        element("empty"),
    )
    assert document(unit).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<unit id="a">\n'
        "  <source>one <b>two</b></source>\n"
        '  <target lang="hi"><g id="1"><x/></g><x/></target>\n'
        "  <empty/>\n"
        "</unit>\n"
    )


def test_what_xml_cannot_hold_becomes_the_replacement_character() -> None:
    written = document(element("a", {"b": "\x01"}, "\ud800\ufffe")).decode()
    assert written.splitlines()[1:] == ['<a b="\ufffd">\ufffd\ufffd</a>']


XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
        lambda char: char >= " " or char in "\t\n\r"
    )
)
TREES = st.recursive(
    st.builds(lambda text: element("t", {"a": text}, text), XML_TEXT),
    lambda trees: st.builds(
        lambda children, text: inline("i", {"a": text}, text, *children), st.lists(trees), XML_TEXT
    ),
    max_leaves=8,
)


def _strings(node: Node) -> Iterator[str]:
    yield from (value for _, value in node.attrs)
    for child in node.children:
        yield from [child] if isinstance(child, str) else _strings(child)


def _read_strings(read: Element) -> Iterator[str]:
    yield from (str(value) for value in read.attrib.values())
    yield read.text or ""
    for child in read:
        yield from _read_strings(child)


@given(TREES)
def test_text_and_attributes_survive_writing_and_reading(tree: Node) -> None:
    assert list(_read_strings(parse_xml(document(tree)))) == list(_strings(tree))
