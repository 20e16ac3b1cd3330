"""The course as a web page, for a browser without a learning platform."""

from __future__ import annotations

from pathya.exporters.edition import Edition, package_name
from pathya.exporters.package import Member, Package


def export(edition: Edition, page: tuple[Member, ...]) -> Package:
    """Pack the page's files as they are."""
    return Package(package_name(edition, "web"), page)
