"""What can only be checked when the whole course is read."""

from __future__ import annotations

from pathya.authoring import rules
from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Where
from pathya.authoring.scribe import Reading
from pathya.authoring.yaml_document import Yaml


def check_course(course: Course, source: Yaml, reading: Reading) -> None:
    """Check what crosses files: links, the packaging, the assessment's policy."""
    _check_links(course, reading)
    _check_assessment(course, source, reading)
    if course.packaging == "module" and course.assessment:
        for module in course.modules:
            if module.id == "assessment":
                where = reading.ids.get(module.id, course.where)
                message = "#assessment is the name of the assessment's own package"
                hint = "Rename the module's folder, or give it an id: `# Title {#my-id}`."
                reading.found.append(rules.SRC006.at(where, message, hint))


def _check_links(course: Course, reading: Reading) -> None:
    for place, where in reading.links:
        if place not in reading.anchors:
            hint = reading.nearest(place, reading.anchors)
            message = f"a link cannot lead to #{place}"
            reading.found.append(rules.MDN004.at(where, message, hint))
        elif course.packaging == "module" and _part(where) != _part(reading.ids[place]):
            hint = "With `packaging: module` a link stays inside its module."
            message = f"#{place} is in another package"
            reading.found.append(rules.MDN004.at(where, message, hint))


def _part(where: Where) -> str:
    """Name the folder of a file: each module is a package of its own."""
    return where.path.rpartition("/")[0]


def _check_assessment(course: Course, source: Yaml, reading: Reading) -> None:
    if course.completion == "passed" and not course.assessment:
        where = reading.folder.where("course.yaml", source.line(("completion",)))
        hint = "Write assessment.md, or `completion: lessons`."
        reading.found.append(rules.ASM004.at(where, "there is no assessment to pass", hint))
