"""The formats that a course can be packed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pathya.exporters import scorm12, scorm2004, web
from pathya.exporters.package import Package
from pathya.exporters.page import Page, page_members


def _scorm12(page: Page) -> Package:
    return scorm12.export(page.edition, page_members(page, "scorm12"))


def _scorm2004(page: Page) -> Package:
    return scorm2004.export(page.edition, page_members(page, "scorm2004"))


def _web(page: Page) -> Package:
    return web.export(page.edition, page_members(page, ""))


EXPORTERS: Mapping[str, Callable[[Page], Package]] = {
    "scorm12": _scorm12,
    "scorm2004": _scorm2004,
    "web": _web,
}
"""By the format's name, as it stands in package names."""
