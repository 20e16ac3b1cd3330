"""A course that meets every gate, to be changed; its competencies, and its languages."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pathya.authoring.course import Course, Text
from pathya.authoring.framework import Framework, Node, Place, framework_serialize
from pathya.build.pipeline import open_course
from pathya.exporters.edition import Edition
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words

COURSE = """\
id: gated
title: Keeping the records of an office
description: >-
  How an official receives, numbers, keeps and finds each record of the office,
  on paper and on screen
objectives:
  - id: o1
    text: Number a record on the day it arrives
    competency: "Functional / Office Management / Record Keeping"
    level: Intermediate
  - id: o2
    text: Weed out a record when its time has come
    competency: "Functional / Office Management / Weeding"
    level: Beginner
competencies:
  - {competency: "Functional / Office Management / Record Keeping", level: Intermediate}
  - Functional / Office Management / Weeding
keywords: [records]
licence: CC BY 4.0
assessment: {time_limit: 30m, attempts: 3}
theme: {accent: "#0b5cab"}
image: media/cover.png
"""
LESSON = """\
# Receiving a record

A record gets its number on the day on which it [arrives](https://example.org/manual).

## How it is kept

::: figure
![A shelf with three boxes](media/shelf.png)

Boxes stand by year.
:::

| year | box |
|---|---|
| 2025 | 1 |

::: question #q-day
:type: single
:objective: o1

When does a record get its number?

- [ ] On the day before
- [x] On the same day
- [ ] On the next day
- [ ] On the last day
:::
"""
ASSESSMENT = """\
# Assessment

## All {#s1}

::: question #a-number
:type: single
:objective: o1
:level: Easy
:bloom: Remember

Where does the number stand?

- [ ] On the envelope
- [x] On the first page
- [ ] On the last page
- [ ] On the shelf
:::

::: question #a-weed
:type: multiple
:objective: o2
:level: Medium
:bloom: Apply

What do you weed out?

- [x] Drafts
- [x] Copies
- [ ] Orders
- [ ] Receipts
:::

::: question #a-keep
:type: true-false
:objective: o2
:level: Easy
:bloom: Remember
:answer: true

Receipts are kept for three years.
:::

::: question #a-burn
:type: true-false
:objective: o2
:level: Easy
:bloom: Remember
:answer: false

Orders are burnt.
:::
"""


def mp4(seconds: int, version: int = 0) -> bytes:
    """The head of a film that lasts so many seconds."""
    times = struct.pack(">LL" if version == 0 else ">QQ", 0, 0)
    length = struct.pack(">LL" if version == 0 else ">LQ", 1000, seconds * 1000)
    mvhd = bytes([version, 0, 0, 0]) + times + length + bytes(80)
    box = struct.pack(">L", 8 + len(mvhd)) + b"mvhd" + mvhd
    moov = struct.pack(">L", 8 + len(box)) + b"moov" + box
    data = struct.pack(">L4sQ", 1, b"mdat", 20) + bytes(4)
    return struct.pack(">L", 16) + b"ftypisom\0\0\0\0" + data + moov


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">2L", 640, 480) + bytes(9)
JPEG = b"\xff\xd8\xff\xc0\0\x11\x08" + struct.pack(">2H", 480, 640) + b"\x03"
VTT = "WEBVTT\n\n{0}:01.000 --> {0}:02.000\nGood morning.\n"
FILES: Mapping[str, str | bytes] = {
    "course.yaml": COURSE,
    "01-start/index.md": "# Start\n",
    "01-start/01-records.md": LESSON,
    "assessment.md": ASSESSMENT,
    "media/shelf.png": PNG,
    "media/cover.png": PNG,
    "media/cover.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "media/cover.JPG": JPEG.ljust(500_000),
    "media/large.jpg": JPEG.ljust(500_001),
    "media/a.mp3": b"ID3",
    "media/a.vtt": VTT.format("00"),
    "media/long.mp4": mp4(301),
    "media/short.mp4": mp4(300),
    "media/huge.mp4": mp4(301, version=1),
    "media/none.mp4": b"\0\0\0\x08free",
    "media/long.webm": b"\x1aE\xdf\xa3webm",
    "media/short.webm": b"\x1aE\xdf\xa3webm",
    **{f"media/{name}.mp4.vtt": VTT.format("00") for name in ("long", "short", "huge", "none")},
    "media/long.webm.vtt": VTT.format("05"),
    "media/short.webm.vtt": VTT.format("04"),
}


def place(subtheme: str, number: int, *, own: str = "fw_") -> Place:
    nodes = (Node("Functional", f"{own}1"), Node("Office Management", f"{own}2"))
    return Place(*nodes, Node(subtheme, f"{own}{number}" if own else ""))


FRAMEWORK: Framework = (
    place("Record Keeping", 3),
    place("Weeding", 4),
    place("Filing", 5),
    replace(place("Shelving", 6), subtheme=Node("Shelving")),
)

Lay = Callable[..., Course]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Write the course with one text replaced, and read it."""

    def write(name: str = "", old: str = "", new: str = "", root: Path = tmp_path) -> Course:
        files = dict(FILES)
        if name:
            assert old in str(files[name])
            files[name] = str(files[name]).replace(old, new)
        folder = root / "gated"
        for path, content in ((folder / name, content) for name, content in files.items()):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        course, found = open_course(folder, FRAMEWORK)
        assert course is not None, found
        return course

    return write


@pytest.fixture
def framework() -> Framework:
    """The ids of all but one of its sub-themes are known."""
    return FRAMEWORK


@pytest.fixture
def edition() -> Callable[..., Edition]:
    """Put a course into a language; texts of the form may be given."""

    def make(course: Course, tag: str = "en", **texts: str) -> Edition:
        shown = dict(course.texts)
        for role, text in texts.items():
            shown[getattr(course, role)] = Text((text,), tag)
        course = replace(course, tag=tag, texts=shown)
        return Edition(course, LANGUAGES[tag], interface_words(tag))

    return make


@pytest.fixture
def project(tmp_path: Path, lay: Lay, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pathya.toml").write_text('languages = ["hi"]\n')
    lay(root=tmp_path / "content/courses")
    folder = tmp_path / "content/competencies"
    folder.mkdir()
    (folder / "x-2026-11-22.csv").write_text(framework_serialize(FRAMEWORK))
    monkeypatch.chdir(tmp_path)
    return tmp_path
