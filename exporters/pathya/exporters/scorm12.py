"""Packages for SCORM 1.2, which iGOT Karmayogi plays."""

from __future__ import annotations

from pathya.exporters.edition import Edition, package_name
from pathya.exporters.manifest import MANIFEST
from pathya.exporters.manifest12 import manifest12
from pathya.exporters.package import Member, Package
from pathya.exporters.vendor import schema_files


def export(edition: Edition, page: tuple[Member, ...]) -> Package:
    """Pack the page's files with a manifest and the schemas that the manifest names."""
    manifest = manifest12(edition, (member.name for member in page))
    schemas = (Member(name, data, shared=True) for name, data in schema_files("scorm12").items())
    members = (Member(MANIFEST, manifest), *page, *schemas)
    return Package(package_name(edition, "scorm12"), members)
