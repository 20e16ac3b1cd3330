"""Files for one language: those that none is shown, and those that a language lacks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from posixpath import dirname, join, splitext

from pathya.authoring import media_rules as rules
from pathya.authoring.course import Course, file_for
from pathya.authoring.diagnostics import Diagnostic, Where, nearest
from pathya.authoring.media_kinds import CAPTIONS, IMAGES, SOUNDS, VIDEOS
from pathya.locales.languages import LANGUAGES
from pathya.locales.localise import known_tag

_FORM = re.compile(r"(.+)\.([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})*)(\.[A-Za-z0-9]+)")
_KINDS = IMAGES | VIDEOS | SOUNDS | CAPTIONS
_OLD = dict(
    pair.split(":")
    for pair in (
        "eng:en hin:hi asm:as ben:bn guj:gu kan:kn mal:ml mar:mr nep:ne npi:ne ori:or ory:or "
        "pan:pa tam:ta tel:te urd:ur san:sa"
    ).split()
)
"""Codes of three letters (ISO 639-2, 639-3) of languages that have one of two."""
_NAME = "Give it the name of the file that it is for, or delete it."
_BARE = {tag.partition("-")[0] for tag in LANGUAGES}


def check_overrides(
    folder: str, files: Collection[str], used: Collection[str]
) -> Iterator[Diagnostic]:
    """Say which files of a course's folder look as if they were for one language, and are not.

    `files`: all that are there, from the folder; `used`: those that the course shows.
    """
    for name in sorted(files):
        found = _FORM.fullmatch(name)
        if found and splitext(name)[1].lower() in _KINDS:
            for message, hint in _faults(name, found, files, used):
                yield rules.MED012.at(Where(f"{folder}/{name}"), message, hint)


def _faults(
    name: str, found: re.Match[str], files: Collection[str], used: Collection[str]
) -> Iterator[tuple[str, str]]:
    stem, tag, ending = found.groups()
    base, meant = stem + ending, _meant(tag)
    if base in files:
        if base in used and tag not in _BARE and tag not in LANGUAGES and (meant or len(tag) == 2):
            hint = f"Call it {stem}.{meant}{ending}." if meant else nearest(tag, LANGUAGES)
            yield f"`{tag}` is not how Pathya writes a language", hint
    elif meant and name not in used:
        alike = next((other for other in sorted(files) if other.lower() == base.lower()), "")
        own, kind = splitext(alike)
        hint = f"Call it {own}.{meant}{kind}." if alike else _NAME
        yield f"there is no {base} that it could stand in for", hint


def _meant(tag: str) -> str:
    return tag if tag in LANGUAGES or tag in _BARE else known_tag(tag) or _OLD.get(tag.lower(), "")


# --- what is written in pictures and films -------------------------------------------------------

_DRAWN = (IMAGES | VIDEOS) - {".svg"}
_NAMED = 3
"""How many files a finding names."""


def check_written(course: Course, tags: Collection[str]) -> Iterator[Diagnostic]:
    """Say in which pictures and films of a course words may stand that these languages lack.

    A file of a language's own is taken for one with its words.
    """
    unsaid: list[str] = []
    for name in sorted(course.media):
        if splitext(name)[1].lower() not in _DRAWN or _is_override(name, course):
            continue
        said = _said_of(name, course)
        lacking = [
            tag
            for tag in tags
            if tag not in (said, course.source_tag)
            and not LANGUAGES[tag].pseudo
            and file_for(course.media, name, tag) == name
        ]
        if lacking and not said:
            unsaid.append(name)
        elif lacking and said != "none":
            message = f"it has words in {_called(said)}, and no file for {', '.join(lacking)}"
            stem, ending = splitext(name)
            where = Where(join(dirname(course.where.path), name))
            yield rules.MED014.at(where, message, f"Make {stem}.{lacking[0]}{ending}.")
    if unsaid:
        names = ", ".join(unsaid[:_NAMED])
        more = f" and {len(unsaid) - _NAMED} more" if unsaid[_NAMED:] else ""
        hint = f"Write into course.yaml: `written: [{{file: {unsaid[0]}, language: none}}]`."
        message = f"nobody says whether words are written in {names}{more}"
        yield rules.MED013.at(course.where, message, hint)


def _is_override(name: str, course: Course) -> bool:
    found = _FORM.fullmatch(name)
    return bool(found and found[1] + found[3] in course.media)


def _said_of(name: str, course: Course) -> str:
    """Give the language that is written in a file, by its nearest entry; empty: nobody says."""
    entries = [
        (len(file), language)
        for file, language in course.written
        if file == name or (file.endswith("/") and name.startswith(file))
    ]
    return max(entries, default=(0, ""))[1]


def _called(tag: str) -> str:
    return LANGUAGES[tag].name if tag in LANGUAGES else tag
