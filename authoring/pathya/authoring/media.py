"""References to files: found inside the course folder, or a finding."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from urllib.parse import unquote

from pathya.authoring import rules
from pathya.authoring.course import Media
from pathya.authoring.scribe import Scribe
from pathya.authoring.sources import CourseFolder, MediaFile
from pathya.authoring.svg import svg_faults

SIZE_LIMIT = 20_971_520
"""Bytes of one file: what iGOT takes as an asset."""

IMAGES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"))
VIDEOS = frozenset((".mp4", ".webm"))
SOUNDS = frozenset((".mp3", ".m4a", ".ogg", ".opus", ".wav"))
CAPTIONS = frozenset((".vtt",))
DOCUMENTS = frozenset((".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".csv", ".txt"))

_PLAIN = re.compile(r"[A-Za-z0-9_.\-/]+\Z")


def use_media(reference: str, kinds: frozenset[str], line: int, scribe: Scribe) -> str:
    """Give the name of a file that the text refers to, or "" after saying what is wrong."""
    name = unicodedata.normalize("NFC", resolve(unquote(reference), scribe.name))
    if ":" in reference or name.startswith(("/", "..")):
        hint = "Copy it into the course's media/ folder and refer to it there."
        scribe.say(rules.MED002, line, f"{reference} is not inside the course folder", hint)
        return ""
    if (media := _find(name, kinds, line, scribe)) is None:
        return ""
    for other in scribe.reading.media.values():
        if other.href != media.href and other.href.lower() == media.href.lower():
            message = f"{name} and {other.name} differ only in upper and lower case"
            scribe.say(rules.MED003, line, message, "Rename one of them.")
    scribe.reading.media[name] = media
    for variant in _variants(name, scribe.reading.folder):
        scribe.reading.media.setdefault(variant, _media(variant, scribe.reading.folder))
    return name


def resolve(reference: str, name: str) -> str:
    """Name a file from the course folder; `./` and `../` start at the file that refers to it."""
    start = posixpath.dirname(name) if reference.startswith(("./", "../")) else ""
    return posixpath.normpath(posixpath.join(start, reference))


def _find(name: str, kinds: frozenset[str], line: int, scribe: Scribe) -> Media | None:
    folder = scribe.reading.folder
    if posixpath.splitext(name)[1].lower() not in kinds:
        hint = f"Use one of {', '.join(sorted(kinds))}."
        scribe.say(rules.MED006, line, f"{name} is not a file that can stand here", hint)
    elif name not in folder.media:
        _say_missing(name, line, scribe)
    elif folder.media[name].size > SIZE_LIMIT:
        megabytes = folder.media[name].size / 1_048_576
        hint = "Make it smaller: 20 MiB is the most."
        scribe.say(rules.MED004, line, f"{name} has {megabytes:.0f} MiB", hint)
    else:
        return _checked(name, line, scribe)
    return None


def _say_missing(name: str, line: int, scribe: Scribe) -> None:
    same = [other for other in scribe.reading.folder.media if other.lower() == name.lower()]
    if same:
        scribe.say(
            rules.MED003, line, f"{name} is called {same[0]} on the disk", "Use one spelling."
        )
    else:
        scribe.say(rules.MED001, line, f"{name} does not exist", "Check the name and the folder.")


def _checked(name: str, line: int, scribe: Scribe) -> Media | None:
    if name.lower().endswith(".svg"):
        faults = svg_faults(scribe.reading.folder.media[name].path.read_bytes())
        for fault in faults:
            hint = "Save it as plain SVG, without scripts and with everything inside it."
            scribe.say(rules.MED007, line, f"{name} {fault}", hint)
        if faults:
            return None
    media = _media(name, scribe.reading.folder)
    packed_so = posixpath.splitext(name)[1].lower() not in CAPTIONS  # these become a script
    if packed_so and media.href != name and name not in scribe.reading.media:
        hint = "Rename it with a-z, A-Z, 0-9, hyphen and underscore to keep its name."
        scribe.say(rules.MED005, line, f"{name} is packed as {media.href}", hint)
    return media


def _media(name: str, folder: CourseFolder) -> Media:
    file = folder.media[name]
    return Media(name, name if _PLAIN.match(name) else _hashed(name, file), file.path, file.size)


def _hashed(name: str, file: MediaFile) -> str:
    with file.path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    return f"media/{digest}{posixpath.splitext(name)[1].lower()}"


def _variants(name: str, folder: CourseFolder) -> list[str]:
    """Name the files that stand in for this one in some language: `form.hi.png` for `form.png`."""
    stem, extension = posixpath.splitext(name)
    shape = re.compile(re.escape(stem) + r"\.[a-z]{2,3}(-[A-Za-z]{4})?" + re.escape(extension))
    return sorted(other for other in folder.media if shape.fullmatch(other))
