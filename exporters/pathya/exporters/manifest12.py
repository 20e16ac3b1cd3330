"""imsmanifest.xml for SCORM 1.2."""

from __future__ import annotations

from collections.abc import Iterable

from pathya.authoring.xml.write import document, element
from pathya.exporters import lom12
from pathya.exporters.edition import Edition, package_id
from pathya.exporters.lom import title
from pathya.exporters.manifest import head, organizations, resources

IMSCP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
SCHEMAS = {
    IMSCP: "imscp_rootv1p1p2.xsd",
    lom12.NAMESPACE: "imsmd_rootv1p2p1.xsd",
    ADLCP: "adlcp_rootv1p2.xsd",
}


def manifest12(edition: Edition, names: Iterable[str]) -> bytes:
    """Write the manifest: one SCO with every file of the package.

    There is no masteryscore: Moodle lets it overrule the status that the course reports.
    """
    metadata = element(
        "metadata",
        None,
        element("schema", None, "ADL SCORM"),
        element("schemaversion", None, "1.2"),
        lom12.lom12(edition),
    )
    root = element(
        "manifest",
        head(package_id(edition, "scorm12"), {"": IMSCP, "adlcp": ADLCP}, SCHEMAS),
        metadata,
        organizations(title(edition.course).text, (), ()),
        resources(names, "adlcp:scormtype"),
    )
    return document(root)
