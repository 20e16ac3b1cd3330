"""References to files: found inside the course folder, or a finding."""

from __future__ import annotations

import hashlib
import posixpath
import re
from urllib.parse import unquote

from pathya.authoring import media_rules as rules
from pathya.authoring.course import Media
from pathya.authoring.limits import raised
from pathya.authoring.media_kinds import CAPTIONS
from pathya.authoring.scribe import Scribe
from pathya.authoring.signatures import KINDS, PICTURES, content_of
from pathya.authoring.sources import CourseFolder, MediaFile, nfc
from pathya.authoring.traces import TRACED, without_traces

_PLAIN = re.compile(r"[A-Za-z0-9_.\-/]+\Z")


def use_media(reference: str, kinds: frozenset[str], line: int, scribe: Scribe) -> str:
    """Give the name of a file that the text refers to, or "" after saying what is wrong."""
    name = nfc(resolve(unquote(reference), scribe.name))
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
        if variant not in scribe.reading.media and _is_sound(variant, line, scribe):
            scribe.reading.media[variant] = _media(variant, line, scribe)
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
    elif name in scribe.reading.media:
        return scribe.reading.media[name]  # it was looked into where it is first used
    elif name not in folder.media:
        _say_missing(name, line, scribe)
    elif _is_sound(name, line, scribe):
        return _named(name, scribe, line)
    return None


def _say_missing(name: str, line: int, scribe: Scribe) -> None:
    same = [other for other in scribe.reading.folder.media if other.lower() == name.lower()]
    if same:
        scribe.say(
            rules.MED003, line, f"{name} is called {same[0]} on the disk", "Use one spelling."
        )
    else:
        scribe.say(rules.MED001, line, f"{name} does not exist", "Check the name and the folder.")


def _is_sound(name: str, line: int, scribe: Scribe) -> bool:
    """Look into a file; what is wrong with it is said, and it is not packed."""
    file, limits = scribe.reading.folder.media[name], scribe.reading.folder.limits
    if file.size > limits.media_bytes:
        message = f"{name} has {file.size / 1_048_576:.0f} MiB"
        most = f"Make it smaller: {limits.media_bytes / 1_048_576:.4g} MiB is the most."
        scribe.say(rules.MED004, line, message, f"{most} {raised('media_bytes')}")
        return False
    before = len(scribe.reading.found)
    if name.lower().endswith(".svg"):
        _check_drawing(name, line, scribe)
    else:
        _check_content(name, line, scribe)
    return len(scribe.reading.found) == before


def _check_drawing(name: str, line: int, scribe: Scribe) -> None:
    file, limit = scribe.reading.folder.media[name], scribe.reading.folder.limits.drawing_bytes
    if file.size > limit:
        message = f"{name} has {file.size / 1_048_576:.0f} MiB, which is much for a drawing"
        scribe.say(rules.MED004, line, message, f"Simplify it. {raised('drawing_bytes')}")
        return
    from pathya.authoring.svg import svg_faults  # noqa: PLC0415 - brings XML

    for fault in svg_faults(file.path.read_bytes(), limit):
        hint = next(hint for start, hint in _MENDED.items() if fault.startswith(start))
        scribe.say(rules.MED007, line, f"{name} {fault}", hint)


_MENDED = {
    "is not an SVG": "Save it once more from the program that it was drawn with, as plain SVG.",
    "is written in": "Save it as UTF-8.",
    "draws more": "Draw it with fewer shapes, or save it as PNG.",
    "": "Save it as plain SVG, without scripts and with everything inside it.",
}
"""What to do, by how a fault begins."""


def _check_content(name: str, line: int, scribe: Scribe) -> None:
    expected = KINDS.get(posixpath.splitext(name)[1].lower(), ())
    if not expected:
        return
    with scribe.reading.folder.media[name].path.open("rb") as stream:
        content = content_of(stream)
    if content.kind not in expected:
        what = f"holds {content.kind}" if content.kind else "begins like nothing that we know"
        hint = "Save it anew from the program that it was made with, and give it the right name."
        scribe.say(rules.MED008, line, f"{name} {what}, and not {expected[0]}", hint)
    elif content.kind in PICTURES:
        _check_pixels(name, content.size, line, scribe)


def _check_pixels(name: str, size: tuple[int, int] | None, line: int, scribe: Scribe) -> None:
    limit = scribe.reading.folder.limits.picture_pixels
    if size is None:
        scribe.say(rules.MED008, line, f"{name} is cut off", "Save it anew.")
    elif 0 in size or size[0] * size[1] > limit:
        message = f"{name} has {size[0]} × {size[1]} pixels"
        smaller = f"Make it smaller: 2000 pixels are wide enough. {raised('picture_pixels')}"
        hint = "Save it anew." if 0 in size else smaller
        scribe.say(rules.MED009, line, message, hint)


def _named(name: str, scribe: Scribe, line: int) -> Media:
    media = _media(name, line, scribe)
    packed_so = posixpath.splitext(name)[1].lower() not in CAPTIONS  # these become a script
    if packed_so and media.href != name:
        hint = "Rename it with a-z, A-Z, 0-9, hyphen and underscore to keep its name."
        scribe.say(rules.MED005, line, f"{name} is packed as {media.href}", hint)
    return media


def _media(name: str, line: int, scribe: Scribe) -> Media:
    file = scribe.reading.folder.media[name]
    href = name if _PLAIN.match(name) else _hashed(name, file)
    return Media(name, href, file.path, file.size, _is_traced(name, file, line, scribe))


def _is_traced(name: str, file: MediaFile, line: int, scribe: Scribe) -> bool:
    """Tell whether a picture has traces; a place that they name is told of."""
    if not name.lower().endswith(TRACED):
        return False
    data = file.path.read_bytes()
    bare, has_place = without_traces(data)
    if has_place:
        hint = "No package has that; whoever gets the file itself does."
        scribe.say(rules.MED010, line, f"{name} says where it was taken", hint)
    return bare != data


def _hashed(name: str, file: MediaFile) -> str:
    with file.path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    return f"media/{digest}{posixpath.splitext(name)[1].lower()}"


def _variants(name: str, folder: CourseFolder) -> list[str]:
    """Name the files that stand in for this one in some language: `form.hi.png` for `form.png`."""
    stem, extension = posixpath.splitext(name)
    shape = re.compile(re.escape(stem) + r"\.[a-z]{2,3}(-[A-Za-z]{4})?" + re.escape(extension))
    return sorted(other for other in folder.media if shape.fullmatch(other))
