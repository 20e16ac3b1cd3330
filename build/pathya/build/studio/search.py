"""Find words in all courses: in what authors wrote, and in every translation."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from pathya.authoring.course import plain
from pathya.build.project import Project, course_folders
from pathya.build.studio.context import studio_of
from pathya.build.studio.pages import page
from pathya.locales.languages import LANGUAGES
from pathya.locales.xliff import xliff_parse

MOST = 200
"""Places that are shown."""
SECONDS = 5.0
"""After which the search says that it did not see everything."""
_TEXTS = (".md", ".markdown", ".yaml", ".yml")
_LARGEST = 20_000_000
_TITLE = re.compile(r"#{1,2} |title:")
_AROUND = 60
"""Characters that are shown on each side, to the next space."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand."""

    course: str
    """The folder's name."""
    tag: str
    """BCP 47; empty: in the course's source."""
    place: str
    """A file and its line, from the course folder; the id of a unit in a translation."""
    excerpt: tuple[str, str, str]
    """What stands before, the words, what stands after."""
    title: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a search found."""

    hits: tuple[Hit, ...]
    whole: bool
    """False: there may be more."""


def search(project: Project, query: str) -> Result:
    """Look for words as they stand, whatever their case; titles come first."""
    words = folded(query).strip()
    if not words:
        return Result((), True)
    hits: list[Hit] = []
    end = time.monotonic() + SECONDS
    whole = True
    for hit in _all(project, words):
        if hit:
            hits.append(hit)
        if len(hits) == MOST or time.monotonic() > end:
            whole = False
            break
    return Result(tuple(sorted(hits, key=lambda hit: not hit.title)), whole)


def folded(text: str) -> str:
    """Give a text in the form in which texts are compared."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _all(project: Project, words: str) -> Iterator[Hit | None]:
    """Give what is found; None between the files, so that one may stop there."""
    for folder in course_folders(project):
        yield from _in_source(folder, words)
        yield None
        for tag in project.settings.languages:
            if not LANGUAGES[tag].parent and not LANGUAGES[tag].pseudo:
                for course, path in _catalogs(project, folder.name, tag):
                    yield from _in_catalog(path, course, tag, words)
                    yield None


def _in_source(folder: Path, words: str) -> Iterator[Hit]:
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in _TEXTS)
    for path in files:
        data = _read(path)
        if not _may_have(data, words):
            continue
        place = path.relative_to(folder).as_posix()
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            excerpt = cut(line, words)
            if excerpt:
                title = bool(_TITLE.match(line))
                yield Hit(folder.name, "", f"{place}:{number}", excerpt, title)


def _catalogs(project: Project, name: str, tag: str) -> Iterator[tuple[str, Path]]:
    """Give the catalogs of a course and of its captions, each with what it is called."""
    whole = project.catalog(name, tag)
    yield name, whole
    for path in project.caption_catalogs(name, tag):
        yield path.relative_to(whole.parent).as_posix().removesuffix(".xlf"), path


def _in_catalog(path: Path, course: str, tag: str, words: str) -> Iterator[Hit]:
    data = _read(path)
    if not _may_have(data, words):
        return
    catalog, _ = xliff_parse(data, str(path))
    for entry in catalog.entries.values() if catalog else ():
        excerpt = cut(plain(entry.target), words)
        if excerpt:
            yield Hit(course, tag, entry.id, excerpt)


def _read(path: Path) -> bytes:
    """Read a file; one that cannot be read, is a link or is larger than any text has no words."""
    try:
        if path.is_symlink() or path.stat().st_size > _LARGEST:
            return b""
        return path.read_bytes()
    except OSError:
        return b""


@lru_cache(8)
def _raw(words: str) -> re.Pattern[bytes]:
    """Find words in a file as it is: XML has its own way to write some signs, and codes between."""
    written = (re.escape(word.encode()) for word in words.split())
    signs = [(b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;")]
    return re.compile(rb"(?:\s|<[^>]*>)+".join(_either(word, signs) for word in written))


def _either(word: bytes, signs: list[tuple[bytes, bytes]]) -> bytes:
    pieces = {re.escape(sign): b"(?:%s|%s)" % (re.escape(sign), other) for sign, other in signs}
    return re.sub(b"|".join(map(re.escape, pieces)), lambda hit: pieces[hit[0]], word)


def _may_have(data: bytes, words: str) -> bool:
    """Tell quickly that words do not stand in a file."""
    return bool(_raw(words).search(data.lower()))  # ASCII alone: other scripts of ours have no case


def cut(text: str, words: str) -> tuple[str, str, str] | None:
    """Give what stands round the words in a text; None if they don't stand there."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    at = spaced.casefold().find(words)
    if at < 0:
        return None
    end = at + len(words)  # casefold lengthens ß and its like: then the mark is off by one
    before, after = spaced[:at], spaced[end:]
    if len(before) > _AROUND:
        before = "…" + before[before.find(" ", len(before) - _AROUND) :]
    if len(after) > _AROUND:
        after = after[: after.find(" ", _AROUND) + 1 or None].rstrip() + " …"
    return before, spaced[at:end], after


def find(request: Request) -> Response:
    """Show what was found. A plain function: Starlette runs it in a thread."""
    query = request.query_params.get("q", "")[:200]
    result = search(studio_of(request).project, query)
    return page(request, "search", query=query, result=result)


SEARCH_ROUTES: tuple[BaseRoute, ...] = (Route("/search", find),)
