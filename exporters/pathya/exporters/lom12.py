"""Learning Object Metadata as SCORM 1.2 has it: IMS Learning Resource Metadata 1.2."""

from __future__ import annotations

from pathya.authoring.course import Competency, Course
from pathya.authoring.xml.write import Node, element
from pathya.exporters.edition import Edition
from pathya.exporters.lom import FRAMEWORK, Said, competencies, description, keywords, title

NAMESPACE = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
_NO_LANGUAGE = "x-none"
"""How LOM 1.2 marks the words of a vocabulary."""


def lom12(edition: Edition) -> Node:
    """Describe the course for a manifest; iGOT shows the title that stands here."""
    course = edition.course
    return element(
        "lom",
        {"xmlns": NAMESPACE},
        _general(course),
        element(
            "metametadata",
            None,
            element("metadatascheme", None, "ADL SCORM 1.2"),
            element("language", None, course.tag),
        ),
        element("technical", None, element("format", None, "text/html")),
        *_educational(course),
        *_rights(course),
        *map(_classification, competencies(course)),
    )


def _general(course: Course) -> Node:
    return element(
        "general",
        None,
        element("title", None, _langstring(title(course))),
        element("language", None, course.tag),
        element("description", None, _langstring(description(course))),
        *(element("keyword", None, _langstring(word)) for word in keywords(course)),
    )


def _educational(course: Course) -> tuple[Node, ...]:
    if not course.duration:
        return ()
    time = element("datetime", None, f"PT{course.duration}M")
    return (element("educational", None, element("typicallearningtime", None, time)),)


def _rights(course: Course) -> tuple[Node, ...]:
    if not course.licence:
        return ()
    licence = element("description", None, _langstring(Said(course.licence, "en")))
    return (element("rights", None, _word("copyrightandotherrestrictions", "yes"), licence),)


def _classification(competency: Competency) -> Node:
    # This LOM has no purpose "competency", and its taxa stand inside each other.
    taxa: tuple[Node, ...] = ()
    for name in (competency.subtheme, competency.theme, competency.area):
        entry = element("entry", None, _langstring(Said(name, "en")))
        taxa = (element("taxon", None, entry, *taxa),)
    source = element("source", None, _langstring(Said(FRAMEWORK, "en")))
    return element(
        "classification",
        None,
        _word("purpose", "Educational Objective"),
        element("taxonpath", None, source, *taxa),
    )


def _word(name: str, value: str) -> Node:
    return element(
        name,
        None,
        element("source", None, _langstring(Said("LOMv1.0", _NO_LANGUAGE))),
        element("value", None, _langstring(Said(value, _NO_LANGUAGE))),
    )


def _langstring(said: Said) -> Node:
    return element("langstring", {"xml:lang": said.tag}, said.text)
