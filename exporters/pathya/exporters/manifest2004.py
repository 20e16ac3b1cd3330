"""imsmanifest.xml for SCORM 2004, 4th Edition."""

from __future__ import annotations

from collections.abc import Iterable

from pathya.authoring.xml.write import document, element
from pathya.exporters import lom2004
from pathya.exporters.edition import Edition, package_id
from pathya.exporters.lom import title
from pathya.exporters.manifest import head, organizations, resources

IMSCP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADLCP = "http://www.adlnet.org/xsd/adlcp_v1p3"
IMSSS = "http://www.imsglobal.org/xsd/imsss"
SCHEMAS = {IMSCP: "imscp_v1p1.xsd", ADLCP: "adlcp_v1p3.xsd", IMSSS: "imsss_v1p0.xsd"}

_OWN_STATUS = element(
    "imsss:sequencing",
    None,
    element(
        "imsss:deliveryControls",
        {"completionSetByContent": "true", "objectiveSetByContent": "true"},
    ),
)
"""The course reports both statuses itself, so the platform must not fill them in."""
_FLOW = element(
    "imsss:sequencing", None, element("imsss:controlMode", {"choice": "true", "flow": "true"})
)


def manifest2004(edition: Edition, names: Iterable[str]) -> bytes:
    """Write the manifest: one SCO with every file of the package.

    It declares no objective, because Moodle loads declared ones where other platforms have none,
    and no completion threshold, because that would overrule the status that the course reports.
    """
    metadata = element(
        "metadata",
        None,
        element("schema", None, "ADL SCORM"),
        element("schemaversion", None, "2004 4th Edition"),
        element("adlcp:location", None, lom2004.FILE),
    )
    spaces = {"": IMSCP, "adlcp": ADLCP, "imsss": IMSSS}
    root = element(
        "manifest",
        head(package_id(edition, "scorm2004"), spaces, SCHEMAS),
        metadata,
        organizations(title(edition.course).text, (_OWN_STATUS,), (_FLOW,)),
        resources(names, "adlcp:scormType"),
    )
    return document(root)
