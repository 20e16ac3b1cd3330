"""The formats that a course can be packed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pathya.exporters import scorm12, scorm2004, web
from pathya.exporters.edition import Edition
from pathya.exporters.package import Package
from pathya.exporters.page import page_members


def _scorm12(edition: Edition) -> Package:
    return scorm12.export(edition, page_members(edition, "scorm12"))


def _scorm2004(edition: Edition) -> Package:
    return scorm2004.export(edition, page_members(edition, "scorm2004"))


def _web(edition: Edition) -> Package:
    return web.export(edition, page_members(edition, ""))


EXPORTERS: Mapping[str, Callable[[Edition], Package]] = {
    "scorm12": _scorm12,
    "scorm2004": _scorm2004,
    "web": _web,
}
"""By the format's name, as it stands in package names."""
