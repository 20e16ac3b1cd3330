"""What a page loads beside its data: the runtime, the style, fonts with their licences, media."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from posixpath import splitext

from pathya.authoring.course import Media, Theme
from pathya.authoring.media_kinds import CAPTIONS
from pathya.exporters.edition import Edition
from pathya.exporters.fonts import font_css
from pathya.exporters.html import media_name
from pathya.exporters.package import Member, hashed
from pathya.exporters.pictures import Smaller, picture_members
from pathya.exporters.theme import theme_css
from pathya.exporters.vendor import FontFile, font_licence

EARLY = ("settings", "lms", "start")
"""The scripts that the page waits for; the others wait for the page."""

RUNTIME = (
    *EARLY,
    "state",
    "quiz",
    "paper",
    "cmi",
    "record",
    "words",
    "questions",
    "assessment",
    "glossary",
    "search",
    "tabs",
    "captions",
    "course",
)
"""The runtime's scripts in the order in which they are loaded."""

_COMMENTS = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
_VARIANT = re.compile(r"\.[a-z]{2,3}(-[A-Za-z]{4})?(?=\.[^./]+\Z)")
_DEFLATED = {".svg", ".txt", ".csv"}


@cache
def runtime() -> tuple[Member, ...]:
    """The runtime's scripts."""
    return tuple(asset(f"{name}.js") for name in RUNTIME)


@cache
def asset(name: str) -> Member:
    """A file of the runtime."""
    return hashed(name, _source(name).encode(), shared=True)


@lru_cache(maxsize=64)
def style(fonts: tuple[FontFile, ...], theme: Theme) -> Member:
    """The style sheet, which names the fonts."""
    places = {font.file: _face(font).name.removeprefix("assets/") for font in fonts}
    texts = (font_css(fonts, places), theme_css(theme), _source("style.css"))
    return hashed("style.css", tuple(text.encode() for text in texts), shared=True)


def faces(fonts: Iterable[FontFile]) -> tuple[Member, ...]:
    """Font files, and the licences that travel with them."""
    fonts = tuple(fonts)
    families = dict.fromkeys(font.family for font in fonts)
    return (*map(_face, fonts), *map(_licence, families))


def media(edition: Edition) -> tuple[Member, ...]:
    """The course's files in this language: of a picture's variants one alone, no address twice.

    Captions are packed as scripts.
    """
    course = edition.course
    shown = {media_name(course, _VARIANT.sub("", name)) for name in course.media}
    files = {
        media.href: media
        for name, media in course.media.items()
        if splitext(name)[1].lower() not in CAPTIONS
        and (name in shown or _VARIANT.sub("", name) not in course.media)
    }
    members = (_media(one, edition.pictures.get(one.href)) for one in files.values())
    return tuple(dict.fromkeys(member for one in members for member in one))


def _media(media: Media, smaller: Smaller | None) -> Iterator[Member]:
    if smaller:
        yield from picture_members(media.href, smaller)
    if smaller is None or not smaller.fallback:
        is_stored = splitext(media.href)[1] not in _DEFLATED
        yield Member(media.href, media.path, is_stored, bare=media.traced)


def lean(text: str) -> str:
    """Take the comments off that fill whole lines: a quarter of what would go over the line."""
    return _COMMENTS.sub("", text)


@cache
def _face(font: FontFile) -> Member:
    return hashed(font.file, font.data(), stored=True, shared=True)


@cache
def _licence(family: str) -> Member:
    return Member(f"assets/{family}-LICENSE.txt", font_licence(family), shared=True)


@cache
def _source(name: str) -> str:
    return lean(Path(__file__).with_name("runtime").joinpath(name).read_text("utf-8"))
