"""Make courses to measure with: made-up words of real lengths, in the scripts of all languages.

The words mean nothing. What counts is how many there are, what stands between them, and how many
bytes they take in each script.
"""

from __future__ import annotations

import math
import random
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pathya.authoring.course import Inline
from pathya.build.catalogs import save_catalogs
from pathya.build.pipeline import open_course
from pathya.build.project import Project, Settings
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.languages import DEFAULT_TAGS, LANGUAGES
from pathya.locales.merge import merge

LESSONS, WORDS, PICTURES, PICTURE_BYTES, QUESTIONS = 20, 12_700, 10, 80_000, 40
"""Of the course that all figures of `docs/performance.md` are about."""

_HEAD = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300030202020202030202020303030304060404040404"
    "080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010"
)
_TABLES = bytes.fromhex(
    "ffc40014000100000000000000000000000000000009"  # brightness: 0, and nine bits of a number
    "ffc40014100100000000000000000000000000000000"  # all else: 0, nothing
    "ffda0008010100003f00"
)
_BITS = 11
"""Of each square of eight by eight grey points: 0, nine bits, 0."""
_COMPETENCY = "Behavioural / Decision Making / Sound Judgement"
_BLOCKS = {
    "Deva": 0x0900,
    "Beng": 0x0980,
    "Guru": 0x0A00,
    "Gujr": 0x0A80,
    "Orya": 0x0B00,
    "Telu": 0x0C00,
    "Knda": 0x0C80,
    "Mlym": 0x0D00,
}
_TAMIL = "கஙசஞடணதநனபமயரறலளழவஷஸ"
_ARABIC = "بپتجچحخدذرزسشصضطعغفقک"
_CONSONANTS = "bcdfghjklmnpqrstvwxyz"
_VOWELS = {"a": 0x3E, "e": 0x3F, "i": 0x40, "o": 0x41, "u": 0x42}
"""Signs of vowels, from the start of each block."""
_ABSENT = {0x29, 0x31, 0x33, 0x34, 0x22}
_OFFSETS = [one for one in range(0x15, 0x36) if one not in _ABSENT]


def letters(tag: str) -> dict[int, str]:
    """Say what stands for each Latin letter in a language's script; Latin stays."""
    script = LANGUAGES[tag].script
    if script in _BLOCKS:
        start = _BLOCKS[script]
        table = {ord(c): chr(start + o) for c, o in zip(_CONSONANTS, _OFFSETS, strict=False)}
        return table | {ord(c): chr(start + o) for c, o in _VOWELS.items()}
    if script == "Taml":
        table = {ord(c): t for c, t in zip(_CONSONANTS, _TAMIL * 2, strict=False)}
        return table | {ord(c): chr(0x0B80 + o) for c, o in _VOWELS.items()}
    if script == "Arab":
        table = {ord(c): t for c, t in zip(_CONSONANTS, _ARABIC * 2, strict=False)}
        return table | dict(zip(map(ord, _VOWELS), "اےیوہ", strict=True))
    return {}


def vocabulary(chance: random.Random, size: int = 1_500) -> tuple[str, ...]:
    """Make words of two to four syllables."""
    return tuple(
        "".join(
            chance.choice(_CONSONANTS) + chance.choice("aeiou") for _ in range(chance.randint(2, 4))
        )
        for _ in range(size)
    )


def jpeg(size: int, chance: random.Random) -> bytes:
    """Make a sound JPEG of about so many bytes, which no compressor makes smaller: grey noise."""
    side = math.isqrt(size * 8 // _BITS)
    frame = struct.pack(">BHH", 8, side * 8, side * 8) + bytes.fromhex("01011100")
    bits = "".join(f"0{chance.getrandbits(9):09b}0" for _ in range(side * side))
    scan = int(f"{bits:1<{-len(bits) // 8 * -8}}", 2).to_bytes(-(-len(bits) // 8))
    scan = scan.replace(b"\xff", b"\xff\0")  # else it would be a mark
    return _HEAD + b"\xff\xc0\0\x0b" + frame + _TABLES + scan + b"\xff\xd9"


def write_course(
    folder: Path,
    *,
    lessons: int = LESSONS,
    words: int = WORDS,
    pictures: int = PICTURES,
    questions: int = QUESTIONS,
    seed: int = 1,
) -> None:
    """Write the sources of a course; the folder's name is its id."""
    chance = random.Random(f"{seed}")
    known = vocabulary(chance)
    (folder / "media").mkdir(parents=True)
    for n in range(pictures):
        (folder / f"media/p{n:02}.jpg").write_bytes(jpeg(PICTURE_BYTES, chance))
    _write(folder / "course.yaml", _course_yaml(folder.name, known, chance))
    each = (words - 24 * questions) // lessons
    for n in range(lessons):
        module = f"{n // 5 + 1:02}-module-{n // 5 + 1}"
        if n % 5 == 0:
            _write(folder / module / "index.md", f"# {_words(3, known, chance)}\n")
        half = questions // 2
        asked = range(n * half // lessons, (n + 1) * half // lessons)
        picture = f"p{n % pictures:02}.jpg" if pictures else ""
        text = "\n\n".join(_lesson(each, picture, asked, known, chance))
        _write(folder / module / f"{n % 5 + 1:02}-lesson-{n + 1}.md", f"{text}\n")
    graded = "\n\n".join(
        _question(f"a{n}", known, chance) for n in range(questions - questions // 2)
    )
    _write(
        folder / "assessment.md",
        f"# {_words(2, known, chance)}\n\n## {_words(1, known, chance)} {{#s1}}\n\n{graded}\n",
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _words(number: int, known: tuple[str, ...], chance: random.Random) -> str:
    return " ".join(chance.choices(known, k=number)).capitalize()


def _course_yaml(name: str, known: tuple[str, ...], chance: random.Random) -> str:
    return f"""id: {name}
title: {_words(4, known, chance)}
description: {_words(15, known, chance)}.
objectives:
  - {{id: o1, text: {_words(6, known, chance)}, competency: "{_COMPETENCY}"}}
competencies:
  - "{_COMPETENCY}"
keywords: [{_words(1, known, chance)}]
licence: CC BY 4.0
contacts:
  - {{name: Course desk, email: desk@example.org}}
assessment: {{pass_mark: 60}}
"""


def _lesson(
    words: int, picture: str, asked: range, known: tuple[str, ...], chance: random.Random
) -> Iterator[str]:
    """Give the blocks of a lesson: paragraphs, headings, lists, a table, a note, questions."""
    yield f"# {_words(4, known, chance)}"
    left = words - 70
    for n in range(10_000):
        if left <= 0:
            break
        if n % 4 == 0:
            yield f"## {_words(4, known, chance)}"
        if n % 5 == 2:
            items = [f"- {_words(8, known, chance)}" for _ in range(4)]
            yield "\n".join(items)
            left -= 32
        size = chance.randint(15, 45)
        yield _paragraph(size, known, chance)
        left -= size + 1
    rows = [f"| {_words(2, known, chance)} | {_words(4, known, chance)} |" for _ in range(5)]
    yield "\n".join([rows[0], "|---|---|", *rows[1:]])
    yield f"::: note\n{_words(20, known, chance)}.\n:::"
    if picture:
        yield f"![{_words(6, known, chance)}](media/{picture})"
    for number in asked:
        yield _question(f"q{number}", known, chance)


def _paragraph(size: int, known: tuple[str, ...], chance: random.Random) -> str:
    first, second = _words(size // 2, known, chance), _words(size - size // 2 - 4, known, chance)
    bold, link = _words(2, known, chance), _words(2, known, chance)
    return f"{first} **{bold}**. {second}, [{link}](https://example.org/{chance.randint(1, 99)})."


def _question(name: str, known: tuple[str, ...], chance: random.Random) -> str:
    options = "\n".join(
        f"- [{'x' if n == 1 else ' '}] {_words(3, known, chance)} {n}" for n in range(4)
    )
    stem = _words(10, known, chance)
    level = chance.choice(("Easy", "Medium", "Difficult"))
    head = f"::: question #{name}\n:type: single\n:objective: o1\n:level: {level}"
    return f"{head}\n\n{stem}?\n\n{options}\n:::"


def translate_course(project: Project, name: str, tags: tuple[str, ...] = DEFAULT_TAGS) -> None:
    """Write catalogs of a course: each word letter by letter in the language's script."""
    course, found = open_course(project.root / project.settings.courses / name, ())
    assert course, found
    for tag in tags:
        table = letters(tag)
        catalog, aside = merge(course, tag, None, None)
        entries = {key: _translated(one, table) for key, one in catalog.entries.items()}
        save_catalogs(project, (Catalog(name, "en", tag, entries), aside))


def _translated(entry: Entry, table: dict[int, str]) -> Entry:
    target: Inline = tuple(
        piece.lower().translate(table) if isinstance(piece, str) else piece
        for piece in entry.source
    )
    return replace(entry, target=target, state=State.TRANSLATED, by="bench", date="2026-11-22")


def write_project(root: Path, formats: tuple[str, ...] = ("scorm12",)) -> Project:
    """Write the settings of a project without courses; the model of competencies stays empty."""
    root.mkdir(parents=True, exist_ok=True)
    listed = ", ".join(f'"{one}"' for one in formats)
    (root / "pathya.toml").write_text(f"formats = [{listed}]\n")
    return Project(root, Settings(formats=formats))
