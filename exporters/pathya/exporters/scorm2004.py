"""Packages for SCORM 2004, 4th Edition."""

from __future__ import annotations

from pathya.exporters import lom2004
from pathya.exporters.edition import Edition, package_name
from pathya.exporters.manifest import MANIFEST
from pathya.exporters.manifest2004 import manifest2004
from pathya.exporters.package import Member, Package
from pathya.exporters.vendor import schema_files


def export(edition: Edition, page: tuple[Member, ...]) -> Package:
    """Pack the page's files with a manifest, metadata and the schemas of both."""
    schemas = {lom2004.SCHEMA: lom2004.lom_schema(), **schema_files("scorm2004")}
    members = (
        *page,
        Member(lom2004.FILE, lom2004.lom2004(edition)),
        *(Member(name, data, shared=True) for name, data in schemas.items()),
    )
    # The manifest lists all files but the XSDs; two DTDs that come with them are no exception.
    listed = (member.name for member in members if not member.name.endswith(".xsd"))
    manifest = Member(MANIFEST, manifest2004(edition, listed))
    return Package(package_name(edition, "scorm2004"), (manifest, *members))
