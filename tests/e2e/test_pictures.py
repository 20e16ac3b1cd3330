"""The pictures of docs/authoring.md: each shows the block of source that stands above it.

`make pictures` draws them anew. A picture carries the digest of its source, which test_docs.py
compares, so that nobody changes one without the other.
"""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Pictured = tuple[tuple[str, Path], ...]
HERE = Path(__file__).parent
COURSE = """\
id: pictures
title: Pictures
description: What one can write in a lesson.
competencies: ["Functional / Handling RTI Matters / RTI Responsiveness"]
objectives:
  - id: o1
    text: Name the time limits of the Act
    competency: "Functional / Handling RTI Matters / RTI Responsiveness"
    level: Beginner
theme: {accent: "#0b5cab"}
"""
ALONE = """
.top, #_contents, #_notice, .page > :is(.eyebrow, h1, .turn) { display: none !important; }
.layout { display: block; }
main { padding: 0; }
.page { margin: 0; padding: 1rem; border: 0; }
.page > :nth-child(3) { margin-block-start: 0; }
.page > :nth-last-child(2) { margin-block-end: 0; }
"""
"""Only what the source makes: neither the page around it nor its title."""
WEAR = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
PLAYABLE = """() => {
  const players = [...document.querySelectorAll(".current :is(video, audio)")];
  players.forEach((player) => { player.preload = "auto"; });
  return players.every((player) => player.readyState > 1);
}"""
"""Else a player draws that it waits."""
DRAWING, POSTER = HERE / "pictures/route.svg", HERE / "pictures/counter.svg"
SOUND = HERE / "every-feature/media/tone.wav"


@pytest.fixture
def course(tmp_path: Path, pictured: Pictured, beginnings: Mapping[str, bytes]) -> Path:
    """A course with a lesson for each picture, which has its name."""
    sources = "\n".join(source for source, _ in pictured)
    files = {"course.yaml": COURSE, "01-all/index.md": "# All\n"}
    for number, (source, path) in enumerate(pictured, 10):
        files[f"01-all/{number}-{path.stem}.md"] = f"# Title {{#picture-{path.stem}}}\n\n{source}"
    for name in re.findall(r"\bmedia/[\w.-]+", sources):
        given = {**beginnings, "svg": DRAWING.read_bytes()}.get(name.rpartition(".")[2])
        text = "WEBVTT\n\n00:01.000 --> 00:02.000\nGood morning.\n"
        files[name] = given.decode("latin-1") if given else text
    for name, text in files.items():
        place = tmp_path / "pictures" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "latin-1" if name.startswith("media/") else "utf-8", newline="")
    return tmp_path / "pictures"


def test_each_source_makes_its_picture(
    course: Path, visit: Callable[..., Any], pictured: Pictured
) -> None:
    learner = visit(course, "en", "web", "disk")
    page = learner.page
    page.set_viewport_size({"width": 680, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    page.route(re.compile(r"\.jpg$"), lambda route: give(route, POSTER, "image/svg+xml"))
    page.route(re.compile(r"\.mp[34]$"), lambda route: give(route, SOUND, "audio/wav"))
    learner.open()
    questions = {question["id"]: question for question in learner.data["practice"]}
    page.evaluate(WEAR, ALONE)
    for source, path in pictured:
        page.evaluate("id => { location.hash = id; }", f"picture-{path.stem}")
        learner.arrive(f"picture-{path.stem}")
        lesson = page.locator(f"#picture-{path.stem}")
        for form in lesson.locator("form.question").all():
            learner.answer(questions[form.get_attribute("data-question")])
            for blank in form.locator(".blank").all():
                blank.fill(blank.input_value().lower().strip())
            learner.press(form.locator("button[type=submit]"))
        lesson.locator("details").evaluate_all("all => all.length && (all[0].open = true)")
        page.wait_for_function(PLAYABLE)
        page.evaluate("document.activeElement.blur()")
        page.mouse.move(0, 0)
        assert lesson.bounding_box()["height"] > 60
        drawn = signed(lesson.screenshot(), source)
        if os.environ.get("UPDATE_PICTURES"):
            path.write_bytes(drawn)


def give(route: Any, path: Path, kind: str) -> None:
    """Give a file, whatever the name says: the course has only the beginnings of its media."""
    route.fulfill(path=path, content_type=kind)


def signed(png: bytes, source: str) -> bytes:
    """Write into a PNG, before its last chunk, from which source it was drawn."""
    digest = hashlib.sha256(source.encode()).hexdigest().encode()
    chunk = b"tEXtSource\0" + digest
    size, check = len(chunk) - 4, zlib.crc32(chunk)
    return png[:-12] + size.to_bytes(4, "big") + chunk + check.to_bytes(4, "big") + png[-12:]
