"""Learning Object Metadata as SCORM 2004 has it (IEEE 1484.12.3), in a file of its own."""

from __future__ import annotations

from pathlib import Path

from pathya.authoring.course import Competency, Course
from pathya.authoring.xml.write import Node, document, element
from pathya.exporters.edition import Edition, package_id
from pathya.exporters.lom import FRAMEWORK, Said, competencies, description, keywords, title

NAMESPACE = "http://ltsc.ieee.org/xsd/LOM"
FILE = "metadata.xml"
SCHEMA = "lom.xsd"


def lom2004(edition: Edition) -> bytes:
    """Write the metadata file."""
    course = edition.course
    root = element(
        "lom",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
        },
        _general(edition),
        element(
            "metaMetadata",
            None,
            element("metadataSchema", None, "LOMv1.0"),
            element("metadataSchema", None, "ADLv1.0"),
            element("language", None, course.tag),
        ),
        element("technical", None, element("format", None, "text/html")),
        *_educational(course),
        *_rights(course),
        *map(_classification, competencies(course)),
    )
    return document(root)


def lom_schema() -> bytes:
    """Read our schema for the metadata file, which the package must carry."""
    return Path(__file__).with_name("schemas").joinpath(SCHEMA).read_bytes()


def _general(edition: Edition) -> Node:
    course = edition.course
    identifier = element(
        "identifier",
        None,
        element("catalog", None, "Pathya"),
        element("entry", None, package_id(edition, "scorm2004")),
    )
    return element(
        "general",
        None,
        identifier,
        element("title", None, _string(title(course))),
        element("language", None, course.tag),
        element("description", None, _string(description(course))),
        *(element("keyword", None, _string(word)) for word in keywords(course)),
    )


def _educational(course: Course) -> tuple[Node, ...]:
    if not course.duration:
        return ()
    time = element("duration", None, f"PT{course.duration}M")
    return (element("educational", None, element("typicalLearningTime", None, time)),)


def _rights(course: Course) -> tuple[Node, ...]:
    if not course.licence:
        return ()
    licence = element("description", None, _string(Said(course.licence, "en")))
    return (element("rights", None, _word("copyrightAndOtherRestrictions", "yes"), licence),)


def _classification(competency: Competency) -> Node:
    names = (competency.area, competency.theme, competency.subtheme)
    entries = (element("entry", None, _string(Said(name, "en"))) for name in names)
    path = element(
        "taxonPath",
        None,
        element("source", None, _string(Said(FRAMEWORK, "en"))),
        *(element("taxon", None, entry) for entry in entries),
    )
    return element("classification", None, _word("purpose", "competency"), path)


def _word(name: str, value: str) -> Node:
    return element(name, None, element("source", None, "LOMv1.0"), element("value", None, value))


def _string(said: Said) -> Node:
    return element("string", {"language": said.tag}, said.text)
