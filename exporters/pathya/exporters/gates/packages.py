"""What the platform and its learners ask of a package's files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.exporters.gates import rules
from pathya.exporters.pictures import SHRUNK
from pathya.exporters.tags import Tag, find_tags
from pathya.exporters.unpacked import Archive
from pathya.locales.languages import LANGUAGES

MOST_BYTES = 200_000_000
MANY_BYTES = 100_000_000
REFUSED = (".php", ".jsp", ".asp", ".cgi", ".pl", ".sh", ".bat", ".cmd", ".exe")
"""Those that FileUploadValidator is known to name; its list goes on."""

_NAMED = 3
"""How many files a finding names."""
_PAGES = (".htm", ".html", ".xhtml")
_EVAL = re.compile(rb"(?<![\w.$])eval\s*\(|\bnew\s+Function\s*\(")
_RTL = {one.tag.partition("-")[0] for one in LANGUAGES.values() if one.dir == "rtl"}


def check_size(size: int, where: Where, files: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Check the bytes of a zip; `files` has those of what is in it, as far as that is known."""
    message = f"it has {size / 1_000_000:.0f} MB"
    if size > MOST_BYTES:
        yield rules.IGT011.at(where, message, _hint(files))
    elif size > MANY_BYTES:
        yield rules.IGT012.at(where, message, _hint(files))


def _hint(files: Mapping[str, int]) -> str:
    """Name the largest files, and say what makes them smaller."""
    largest = sorted(files, key=lambda name: (-files[name], name))[:_NAMED]
    named = ", ".join(f"{name} ({files[name] / 1_000_000:.1f} MB)" for name in largest)
    advice = ["Make films smaller"]
    if any(name.lower().endswith(SHRUNK) for name in largest):
        advice.append("write `smaller_pictures = true` into pathya.toml")
    said = ", ".join(advice) + ", or write `packaging: module` into course.yaml."
    return f"The largest: {named}. {said}" if named else said


def check_files(archive: Archive) -> Iterator[Diagnostic]:
    """Check for files, frames and scripts that the platform does not take."""
    for name in archive.sizes:
        if name.lower().endswith(REFUSED):
            yield rules.IGT013.at(archive.where(name), "files of this kind are refused")
    for name, data in archive.texts.items():
        if name.lower().endswith(".js") and (found := _EVAL.search(data)):
            line = data.count(b"\n", 0, found.start()) + 1
            message = f"it runs text as a program: `{found[0].decode()}`"
            yield rules.IGT014.at(archive.where(name, line), message)
        elif name.lower().endswith(_PAGES):
            for tag in _tags(data):
                if tag.name in ("iframe", "frame", "frameset"):
                    yield rules.IGT014.at(archive.where(name, tag.line), f"it has a <{tag.name}>")


def check_languages(archive: Archive) -> Iterator[Diagnostic]:
    """Check that each page names its language, and its direction where that is not the usual."""
    for name, data in archive.texts.items():
        if not name.lower().endswith(_PAGES):
            continue
        html = next((tag for tag in _tags(data) if tag.name == "html"), None)
        where = archive.where(name, html.line if html else 0)
        lang = html.get("lang") if html else ""
        if not lang:
            yield rules.ACC009.at(where, "<html> has no `lang`", 'Write <html lang="…">.')
        elif html and lang.partition("-")[0] in _RTL and html.get("dir").lower() != "rtl":
            yield rules.ACC009.at(where, f'<html lang="{lang}"> has no dir="rtl"', "Add it.")


def _tags(data: bytes) -> Iterator[Tag]:
    return find_tags(data.decode("utf-8-sig", "replace"))
