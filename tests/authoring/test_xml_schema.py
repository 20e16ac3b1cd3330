"""Schemas are compiled from memory alone."""

from __future__ import annotations

from pathya.authoring.xml.parse import parse_xml
from pathya.authoring.xml.schema import compile_schema, validate

XSD = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
SCHEMAS = {
    "outer.xsd": f"""<xsd:schema {XSD} targetNamespace="o" xmlns="o" elementFormDefault="qualified">
        <xsd:include schemaLocation="inner.xsd"/>
        <xsd:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
        <xsd:element name="a"><xsd:complexType><xsd:sequence>
          <xsd:element ref="b" minOccurs="0"/>
          <xsd:any namespace="##any" processContents="strict" minOccurs="0"/>
        </xsd:sequence><xsd:attribute ref="xml:lang"/></xsd:complexType></xsd:element>
        </xsd:schema>""".encode(),
    "inner.xsd": f"""<xsd:schema {XSD} targetNamespace="o" xmlns="o" elementFormDefault="qualified">
        <xsd:element name="b" type="xsd:int"/></xsd:schema>""".encode(),
    "xml.xsd": f"""<!DOCTYPE xsd:schema PUBLIC "x" "absent.dtd">
        <xsd:schema {XSD} xmlns="http://www.w3.org/XML/1998/namespace"
        targetNamespace="http://www.w3.org/XML/1998/namespace">
        <xsd:attribute name="lang" type="xsd:language"/></xsd:schema>""".encode(),
    "other.xsd": f"""<xsd:schema {XSD} targetNamespace="p">
        <xsd:element name="c" type="xsd:boolean"/></xsd:schema>""".encode(),
}


def test_a_set_with_includes_imports_and_the_known_faults_compiles() -> None:
    root = parse_xml(b'<a xmlns="o" xml:lang="mni-Mtei"><b>1</b><c xmlns="p">true</c></a>')
    assert validate(compile_schema(SCHEMAS), root) == ()


def test_faults_are_told_with_their_lines() -> None:
    root = parse_xml(b'<a xmlns="o" xml:lang="">\n<b>x</b>\n<c xmlns="p">maybe</c></a>')
    assert validate(compile_schema(SCHEMAS), root) == (
        (
            1,
            "Element 'a', attribute 'lang': '' is not a valid value of the atomic type"
            " 'xs:language'.",
        ),
        (2, "Element 'b': 'x' is not a valid value of the atomic type 'xs:int'."),
        (3, "Element 'c': 'maybe' is not a valid value of the atomic type 'xs:boolean'."),
    )


def test_a_set_is_compiled_once() -> None:
    assert compile_schema(SCHEMAS) is compile_schema(dict(reversed(SCHEMAS.items())))
