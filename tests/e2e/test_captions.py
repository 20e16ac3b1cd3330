"""Film and sound with captions and transcripts; pictures with long descriptions."""

from __future__ import annotations

import base64
import io
import shutil
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pathya.build.catalogs import save_catalogs
from pathya.build.pipeline import open_course
from pathya.build.project import Project, Settings
from pathya.exporters.subtitles import caption_documents
from pathya.locales.catalog import State
from pathya.locales.merge import merge

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]

COURSE = """id: films
language: en
title: Film and sound
description: What is said stands under the picture.
"""
LESSON = """# The counter

::: video #film
:src: media/film.webm
:captions: media/film.vtt

What is seen and said in the film.
:::

::: video #again
:src: media/film.webm
:captions: media/film.vtt
:::

::: audio #call
:src: media/call.wav
:captions: media/call.vtt

What is said in the call.
:::

::: audio #tone
:src: media/call.wav
:::

::: figure #plan
![Two rooms](media/plan.svg)

The plan.

The first room is to the left.

- The second room is to the right.
:::
"""
CAPTIONS = """WEBVTT

1
00:00.000 --> 00:01.000 line:0
{}

NOTE more

00:01.000 --> 01:00.000
{}
"""
SAID = {
    "": ("Who <i>asks</i> & why?", "A <v Rao>citizen."),
    ".hi": ("कौन <i>पूछता</i> है?", "राज्\u200dय का नागरिक।"),
    ".ur": ("کون پوچھتا ہے؟\nاور کیوں؟", "ایک شہری۔"),
}
RECORD = """async () => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, {width: 640, height: 360});
  const brush = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(25), {mimeType: "video/webm;codecs=vp8"});
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const done = new Promise((resolve) => { recorder.onstop = resolve; });
  recorder.start();
  for (let at = 0; at < 100; at += 1) {
    brush.fillStyle = `hsl(${at * 3} 50% 50%)`;
    brush.fillRect(0, 0, canvas.width, canvas.height);
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
  recorder.stop();
  await done;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
TRACK = """(player) => Array.from(player.textTracks, (track) => [
  track.kind, track.language, track.label, track.mode,
  Array.from(track.cues || [], (cue) => [cue.startTime, cue.endTime, cue.line, cue.text]),
])"""


START = "(player) => { player.muted = true; return player.play(); }"
REACH = """async (player, text) => {
  while (player.textTracks[0]?.activeCues?.[0]?.text !== text) {
    await new Promise((done) => { setTimeout(done, 20); });
  }
}"""
LOOK = """() => axe.run({
  preload: false,
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
}).then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes.map((one) => one.html)}`))
"""
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"


EDITIONS = {
    "en": ("en", "Captions", SAID[""]),
    "hi": ("hi", "कैप्शन", SAID[".hi"]),
    "ur": ("ur", "سب ٹائٹل", SAID[".ur"]),
    "or": ("en", "କ୍ୟାପସନ (English)", SAID[""]),
}
"""By language: the captions that there are, what they are called, and what they say."""


def tone() -> bytes:
    """Three seconds of a low hum."""
    stream = io.BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(range(120, 136)) * 1500)
    return stream.getvalue()


@pytest.fixture(scope="session")
def film(browser: Any) -> bytes:
    """A film that the browser itself has made: nobody else here can."""
    page = browser.new_page()
    made = base64.b64decode(page.evaluate(RECORD))
    page.close()
    return made


@pytest.fixture(scope="session")
def films(film: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with a film, a sound with captions, a sound without, and a figure."""
    folder = tmp_path_factory.mktemp("courses") / "films"
    captions = {
        f"media/{name}{tag}.vtt": CAPTIONS.format(*said)
        for name in ("film", "call")
        for tag, said in SAID.items()
    }
    files = {
        "course.yaml": COURSE,
        "01-all/index.md": "# All\n",
        "01-all/01-counter.md": LESSON,
        "media/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>',
        **captions,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "media/film.webm").write_bytes(film)
    (folder / "media/call.wav").write_bytes(tone())
    return folder


TRANSLATED = {
    "hi": ("कौन <i>पूछता</i> है और क्यों?", "<v Rao>राज्\u200dय का नागरिक।</v>"),
    "ta": ("யார் <i>கேட்கிறார்</i>, ஏன்?", None),
    "ur": ("کون <i>پوچھتا</i> ہے، دفعہ \u20667(1)\u2069 کے تحت؟", "<v Rao>ایک شہری۔</v>"),
    "or": ("କିଏ <i>ପଚାରୁଛନ୍ତି</i> ଏବଂ କାହିଁକି?", "<v Rao>ଜଣେ ନାଗରିକ।</v>"),
}
"""What catalogs make of the cues, as packages have them; None: nobody has translated it."""
TARGETS = {
    "hi": (("कौन ", 1, "पूछता", -1, " है और क्यों?"), (1, "राज्\u200dय का नागरिक।", -1)),
    "ta": (("யார் ", 1, "கேட்கிறார்", -1, ", ஏன்?"), ()),
    "ur": (("کون ", 1, "پوچھتا", -1, " ہے، دفعہ 7(1) کے تحت؟"), (1, "ایک شہری۔", -1)),
    "or": (("କିଏ ", 1, "ପଚାରୁଛନ୍ତି", -1, " ଏବଂ କାହିଁକି?"), (1, "ଜଣେ ନାଗରିକ।", -1)),
}


@pytest.fixture(scope="session")
def subtitled(films: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same course with captions in English alone, and catalogs of them beside it."""
    folder = tmp_path_factory.mktemp("subtitled") / "films"
    shutil.copytree(films, folder, ignore=shutil.ignore_patterns("*.*.vtt"))
    english = CAPTIONS.format("Who <i>asks</i> & why?", "<v Rao>A citizen.")
    for name in ("film", "call"):
        (folder / f"media/{name}.vtt").write_text(english, "utf-8")
    project = Project(folder.parent, Settings(catalogs="catalogs"))
    course, _ = open_course(folder, ())
    assert course is not None
    for document in caption_documents(course):
        for tag, targets in TARGETS.items():
            catalog, aside = merge(document, tag, None, None)
            entries = {
                entry.id: replace(
                    entry, target=target, state=State.TRANSLATED if target else State.NEW
                )
                for entry, target in zip(catalog.entries.values(), targets, strict=True)
            }
            save_catalogs(project, (replace(catalog, entries=entries), aside))
    return folder


@pytest.mark.parametrize("tag", TRANSLATED)
def test_translated_captions_come_in_their_language(
    tag: str, visit: Visit, subtitled: Path
) -> None:
    learner = visit(subtitled, tag, "scorm12", "again")
    learner.open()
    learner.turn("counter")
    said = [text or "<lang en><v Rao>A citizen.</lang>" for text in TRANSLATED[tag]]
    for name in ("#film", "#call"):
        player = learner.course.locator(name)
        player.evaluate(START)
        player.evaluate(REACH, said[0])
        ((_, language, _, _, cues),) = player.evaluate(TRACK)
        assert (language, [cue[3] for cue in cues]) == (tag, said)
        line = learner.course.locator("#call + .cue")
        if name == "#call":
            assert line.evaluate("(one) => getComputedStyle(one).direction") == (
                "rtl" if tag == "ur" else "ltr"
            )
        player.evaluate(REACH, said[1])
    assert line.locator("[lang=en]").count() == (tag == "ta")
    line.get_by_text("A citizen." if tag == "ta" else said[1][7:-4]).wait_for()


@pytest.mark.parametrize("platform", ["disk", "again"])
@pytest.mark.parametrize("tag", EDITIONS)
def test_captions_come_at_their_time(tag: str, platform: str, visit: Visit, films: Path) -> None:
    learner = visit(films, tag, "scorm12", platform)
    language, label, said = EDITIONS[tag]
    learner.open()
    learner.turn("counter")
    for name, mode in (("#film", "showing"), ("#call", "hidden")):
        player = learner.course.locator(name)
        assert player.evaluate(TRACK) == []
        player.evaluate(START)
        for cue in said:
            player.evaluate(REACH, cue)
        cues = [[0, 1, 0, said[0]], [1, 60, "auto", said[1]]]
        assert player.evaluate(TRACK) == [["captions", language, label, mode, cues]]
    # No browser shows captions of sound, so they stand in the page.
    line = learner.course.locator("#call + .cue")
    line.get_by_text(said[1].removeprefix("A <v Rao>")).wait_for()
    assert line.get_attribute("lang") == language


def test_captions_turned_off_stay_off(visit: Visit, films: Path) -> None:
    learner = visit(films, "en", "web", "disk")
    learner.open()
    learner.turn("counter")
    film, other = (learner.page.locator(name) for name in ("#film", "#again"))
    film.evaluate(START)
    film.evaluate(REACH, SAID[""][0])
    film.evaluate("(player) => { player.textTracks[0].mode = 'disabled'; }")
    other.evaluate(START)
    learner.page.wait_for_function("document.querySelector('#again').textTracks.length")
    assert [track[3] for track in other.evaluate(TRACK)] == ["disabled"]


@pytest.mark.parametrize("tag", ["en", "ur"])
def test_transcripts_and_descriptions_unfold_and_are_printed(
    tag: str, visit: Visit, films: Path
) -> None:
    learner = visit(films, tag, "web", "disk")
    learner.open()
    learner.turn("counter")
    page = learner.page
    described = {"#film": "What is seen", "#call": "What is said", "#plan": "The first room"}
    for name, words in described.items():
        details = page.locator("#" + str(page.locator(name).get_attribute("aria-details")))
        assert details.locator("p").first.is_hidden()
        details.locator("summary").focus()
        page.keyboard.press("Enter")
        details.get_by_text(words).wait_for()
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(LOOK) == []
    for summary in page.locator("summary").all():
        summary.click()
    opened = "Array.from(document.querySelectorAll('main details'), (one) => one.open)"
    page.evaluate(f"addEventListener('beforeprint', () => {{ window.printed = {opened}; }})")
    page.pdf()
    assert page.evaluate("window.printed") == [True, True, True]
    page.wait_for_function(f"!{opened}.includes(true)")
