"""Lessons read aloud: what is heard is marked, and everything works by keyboard."""

from __future__ import annotations

import re
import shutil
from array import array
from collections.abc import Callable, Iterable
from math import pi, sin
from pathlib import Path
from typing import Any

import pytest

from pathya.authoring.course import lessons_of
from pathya.authoring.diagnostics import Where
from pathya.build.narration.booths import open_booth
from pathya.build.narration.ffmpeg import RATE, Format, encode, find_ffmpeg
from pathya.build.narration.files import sha256_of, write_narration
from pathya.build.narration.narrate import narrate_course
from pathya.build.narration.rules import NAR011
from pathya.build.pipeline import open_course
from pathya.build.project import Project, Settings, read_framework
from pathya.build.store.folder import Store
from pathya.locales.speech.lexicon import lexicon_of
from pathya.locales.speech.script import Utterance, script_of
from pathya.locales.speech.segments import Narration, Segment, digest_of, segments_parse

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
LOOK = """() => axe.run({
  preload: false,
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes.map((one) => one.html)}`))
"""
LOOKS = {
    "light": ({"color_scheme": "light"}, 1280),
    "dark": ({"color_scheme": "dark"}, 1280),
    "small": ({"color_scheme": "light"}, 320),
    "forced": ({"forced_colors": "active"}, 1280),
}
GAP, TONE = 100, 700
"""Milliseconds between two sentences, and of each."""
COURSE = """\
id: {tag}
title: {title}
description: {title}
language: {tag}
competencies: ["Functional / Handling RTI Matters / RTI Responsiveness"]
narration: {{on: true, format: {form}}}
"""
TEXTS = {
    "en": (
        "mp3",
        "The fee",
        "# Who pays\n\nUnder section 7(1) it is **ten rupees. No more** is asked. Who pays? The "
        "[Act](https://rti.gov.in) says it; see `form.a` as well.\n\n"
        "::: note\nKeep it. It is short.\n:::\n\n"
        "::: tabs\n### Central\nThe Rules of 2012.\n\n### State\nRules of the State.\n:::\n\n"
        "::: note\nThe end comes now.\n:::\n\n"
        "::: question #q-fee\n:type: single\n\nWhat is the fee? Choose.\n\n"
        "- [x] Ten rupees\n- [ ] Twenty rupees\n:::\n",
    ),
    "ur": (
        "opus",
        "فیس",
        "# کون ادا کرتا ہے\n\nدفعہ 7(1) کے تحت **دس روپے** ہیں۔ اس سے زیادہ نہیں۔ "
        "کون ادا کرے گا؟\n\n"
        "::: note\nاسے رکھیں۔ یہ مختصر ہے۔\n:::\n",
    ),
    "hi": (
        "mp3",
        "शुल्क",
        "# कौन देता है\n\nधारा 7(1) के अंतर्गत **दस रुपये** हैं। राज्\u200dय का नागरिक देता है।\n",
    ),
}
WATCH = """() => {
  const audio = document.querySelector(".current audio");
  const marks = Array.from(document.querySelectorAll(".current [data-s]"));
  let before = -1;
  window.heard = [];
  const look = () => {
    const at = marks.findIndex((one) => one.classList.contains("heard"));
    if (at !== before) heard.push([at, audio.currentTime * 1000]);
    before = at;
    requestAnimationFrame(look);
  };
  look();
}"""
UNTIL = """async (look) => {
  const ends = performance.now() + %d;
  while (!(%s)) {
    if (performance.now() > ends) return false;
    await new Promise((done) => { setTimeout(done, 20); });
  }
  return true;
}"""
"""A page's policy forbids what Playwright waits with."""
Visit = Callable[..., Any]


def tones(utterances: Iterable[Utterance]) -> tuple[bytes, tuple[Segment, ...]]:
    """Let each sentence be a tone of its own."""
    samples, segments = array("h"), []
    for number, one in enumerate(utterances):
        samples.extend([0] * (RATE * GAP // 1000))
        start = len(samples) * 1000 // RATE
        pitch = 2 * pi * (220 + 40 * number) / RATE
        samples.extend(int(9000 * sin(at * pitch)) for at in range(RATE * TONE // 1000))
        end = len(samples) * 1000 // RATE
        segments.append(Segment(one.unit, one.sentence, start, end, one.shown))
    samples.extend([0] * (RATE * GAP // 1000))
    return samples.tobytes(), tuple(segments)


def narrate(folder: Path, form: Format) -> None:
    """Narrate a course where its tests look for it."""
    course, found = open_course(folder, read_framework(Project(ROOT, Settings()))[0])
    assert course is not None, found
    for lesson in lessons_of(course):
        utterances = script_of(course, lesson, lexicon_of(course.tag)).utterances
        samples, segments = tones(utterances)
        audio = encode(find_ffmpeg(), samples, form, 0, -3)
        names = (lesson.id, course.tag, f"{lesson.id}.{form}", len(samples) * 500 // RATE)
        digests = (sha256_of(audio), digest_of(utterances), "", "tones")
        place = folder.parent / "narration" / course.id / course.tag
        place.mkdir(parents=True, exist_ok=True)
        write_narration(place, Narration(*names, *digests, segments), audio)


@pytest.fixture(scope="session")
def narrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Courses in three languages, by tag, of two narrated lessons each."""
    place = tmp_path_factory.mktemp("courses")
    for tag, (form, title, text) in TEXTS.items():
        files = {
            "course.yaml": COURSE.format(tag=tag, title=title, form=form),
            "01-all/index.md": f"# {title}\n",
            "01-all/01-first.md": text,
            "01-all/02-second.md": f"# {title}\n\n{title}\n",
        }
        for name, written in files.items():
            (place / tag / name).parent.mkdir(parents=True, exist_ok=True)
            (place / tag / name).write_text(written, "utf-8")
        narrate(place / tag, "opus" if form == "opus" else "mp3")
    return place


@pytest.fixture(scope="session")
def voiced(narrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Urdu course again, read by a voice of this machine."""
    place = tmp_path_factory.mktemp("voiced")
    folder = shutil.copytree(narrated / "ur", place / "ur")
    settings = Settings(narration=str(place / "narration"))
    course, found = open_course(folder, read_framework(Project(ROOT, Settings()))[0])
    assert course is not None, found
    booth = open_booth(Project(ROOT, settings), Store(place / "store"), "espeak")
    told = tuple(narrate_course(booth, course))
    if any(one.found and one.found[0].rule is NAR011 for one in told):
        pytest.skip("no voice: the extra speech is not installed")
    assert [one.lesson for one in told if one.written] == ["first", "second"]
    return folder


def come(visit: Visit, narrated: Path, tag: str = "en") -> Any:
    """Open the first lesson."""
    learner = visit(narrated / tag, tag, "web", "disk")
    learner.open()
    learner.turn("first")
    return learner.page


def until(page: Any, look: str, words: str = "", patience: int = 5000) -> None:
    """Wait until this holds; milliseconds."""
    assert page.evaluate(UNTIL % (patience, look), words), look


def hear(page: Any, words: str) -> None:
    """Wait until this sentence is marked."""
    until(page, "document.querySelector('.current .heard')?.textContent.includes(look)", words)


def segments_of(narrated: Path, tag: str) -> tuple[Segment, ...]:
    """The times that the page must keep."""
    path = narrated / f"narration/{tag}/{tag}/first.json"
    made, found = segments_parse(path.read_bytes(), Where(path.name))
    assert made is not None, found
    return made.segments


@pytest.mark.parametrize("tag", TEXTS)
def test_the_sentence_that_is_heard_is_marked_in_time(
    tag: str, visit: Visit, narrated: Path
) -> None:
    page = come(visit, narrated, tag)
    segments = segments_of(narrated, tag)
    marks = page.locator(".current [data-s]").all_text_contents()
    assert [" ".join(one.split()) for one in marks] == [one.shown for one in segments]
    page.evaluate(WATCH)
    page.locator(".current .play").click()
    until(page, "document.querySelector('.current audio').ended", patience=60_000)
    noted = [(at, time) for at, time in page.evaluate("heard") if at >= 0]
    assert [at for at, _ in noted] == list(range(len(segments)))
    late = [time - segment.start for (_, time), segment in zip(noted, segments, strict=True)]
    assert max(map(abs, late)) <= 200, late


def test_captions_and_transcript_say_what_is_heard(visit: Visit, narrated: Path) -> None:
    page = come(visit, narrated)
    cue = page.locator(".current .cue")
    assert cue.is_hidden()
    page.locator(".current .play").click()
    cue.get_by_text("Under section 7(1) it is ten rupees. No more is asked.").wait_for()
    page.locator(".current .captions").click()
    assert cue.is_hidden()
    page.locator(".current .captions").click()
    page.locator(".current .narration + details summary").click()
    lines = page.locator(".current .narration + details li")
    segments = segments_of(narrated, "en")
    assert lines.locator("span").all_text_contents() == [one.shown for one in segments]
    page.locator("li[aria-current]", has_text="Keep it.").wait_for()


def test_learners_go_by_sentences_and_choose_their_speed(visit: Visit, narrated: Path) -> None:
    page = come(visit, narrated)
    back, on, play, pause = (
        page.locator(f".current .{one}") for one in "earlier later play pause".split()
    )
    play.click()
    hear(page, "Under section")
    pause.click()
    on.click()
    hear(page, "Who pays?")
    on.click()
    hear(page, "The Act says")
    back.click()
    hear(page, "Who pays?")
    assert page.evaluate("document.querySelector('.current audio').paused")
    page.locator(".current select").select_option("2")
    play.click()
    hear(page, "Keep it.")
    assert page.evaluate("document.querySelector('.current audio').playbackRate") == 2
    page.reload()
    page.locator(".current .play").wait_for()
    assert page.locator(".current select").input_value() == "2"


def test_turning_the_page_stops_the_lesson_and_it_goes_on_from_there(
    visit: Visit, narrated: Path
) -> None:
    page = come(visit, narrated)
    playing = "Array.from(document.querySelectorAll('audio'), (one) => !one.paused)"
    page.locator(".current .play").click()
    hear(page, "Who pays?")
    page.locator(".current .after").click()
    page.locator("#second.current").wait_for()
    until(page, f"!{playing}.includes(true)")
    page.locator(".current .play").click()
    until(page, "document.querySelector('#second audio').currentTime > 0")
    page.evaluate("document.querySelector('#first audio').play()")
    until(page, f"JSON.stringify({playing}) === '[true,false]'")
    page.evaluate("document.querySelector('#first audio').pause()")
    page.go_back()
    page.locator("#first.current").wait_for()
    assert page.evaluate("document.querySelector('#first audio').currentTime") > 1.6
    page.locator(".current .play").click()
    hear(page, "Who pays?")


def test_a_click_or_a_key_starts_at_a_sentence(visit: Visit, narrated: Path) -> None:
    page = come(visit, narrated)
    playing = "!document.querySelector('.current audio').paused"
    wanted = page.locator(".current [data-s]", has_text="It is short.")
    wanted.click()
    assert not page.evaluate(playing)  # who never asked for it hears nothing
    page.locator(".current .play").click()
    page.locator(".current .pause").click()
    wanted.click()
    hear(page, "It is short.")
    assert page.evaluate(playing)
    page.locator(".current .pause").click()
    page.locator(".current .narration + details summary").focus()
    page.keyboard.press("Enter")
    page.locator(".current .narration + details li").first.wait_for()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    hear(page, "Who pays?")
    assert page.evaluate(playing)


def test_what_is_heard_comes_into_sight(visit: Visit, narrated: Path) -> None:
    page = come(visit, narrated)
    page.set_viewport_size({"width": 640, "height": 560})
    page.emulate_media(reduced_motion="reduce")
    page.locator(".current .play").click()
    hear(page, "Who pays")  # its title
    page.locator(".current .pause").click()
    for _ in range(10):
        page.locator(".current .later").click()
    hear(page, "Rules of the State.")  # in the tab that was not open
    place = """() => {
      const {top, bottom} = document.querySelector(".heard").getBoundingClientRect();
      const head = document.querySelector(".current .narration").getBoundingClientRect().bottom;
      return top >= head && bottom <= innerHeight;
    }"""
    assert page.evaluate(place)


def test_locked_screens_have_the_controls(visit: Visit, narrated: Path) -> None:
    learner = visit(narrated / "en", "en", "web", "disk")
    page = learner.page
    page.add_init_script(
        "window.acts = {}; MediaSession.prototype.setActionHandler = (name, act) => {"
        " if (name === 'stop') throw new TypeError(name); acts[name] = act; }"
    )
    learner.open()
    learner.turn("first")
    page.locator(".current .play").click()
    hear(page, "Under section")
    assert page.evaluate("navigator.mediaSession.metadata.title") == "Who pays"
    page.evaluate("acts.pause()")
    assert page.evaluate("document.querySelector('.current audio').paused")
    page.evaluate("acts.nexttrack()")
    hear(page, "Who pays?")
    page.evaluate("acts.previoustrack()")
    hear(page, "Under section")
    page.evaluate("acts.play()")
    hear(page, "Who pays?")


@pytest.mark.parametrize("slow", [True, False])
def test_nothing_is_loaded_before_it_is_asked_for(slow: bool, visit: Visit, narrated: Path) -> None:
    learner = visit(narrated / "ur", "ur", "web", "disk")
    page = learner.page
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url.rsplit("/", 1)[1]))
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection',"
        f" {{value: {{saveData: false, effectiveType: '{'2g' if slow else '4g'}'}}}});"
    )
    learner.open()
    learner.turn("first")
    page.wait_for_timeout(200)
    assert not [one for one in asked if one.startswith(("lines", "first", "second"))]
    assert page.locator(".current .slow").is_visible() == slow
    assert page.locator(".current .later").is_visible() != slow
    page.locator(".current .play").click()
    hear(page, "دفعہ")
    assert page.locator(".current .later").is_visible()
    assert [one.split("-")[0] for one in asked if one.startswith(("lines", "first"))]
    assert not [one for one in asked if one.startswith("second")]


def test_a_sound_that_does_not_come_is_told_of(
    visit: Visit, narrated: Path, unpack: Callable[..., Path], tmp_path: Path
) -> None:
    folder = shutil.copytree(unpack(narrated / "en", "en").parent, tmp_path / "lost")
    next(folder.glob("assets/first-*.mp3")).write_bytes(b"no sound")
    learner = visit(narrated / "en", "en", "web", "disk")
    learner.origin = folder.as_uri()
    learner.open()
    learner.turn("first")
    learner.page.locator(".current .play").click()
    said = learner.page.locator(".current .narration [role=status]")
    said.get_by_text("The narration cannot be played here.").wait_for()
    learner.complaints.clear()  # of the folder, and of the sound


LOUD = """async () => {
  const audio = document.querySelector(".current audio"), context = new AudioContext();
  const looked = context.createAnalyser(), wave = new Float32Array(looked.fftSize);
  context.createMediaElementSource(audio).connect(looked);
  let peak = 0;
  for (const ends = performance.now() + 3000; performance.now() < ends && peak < 0.05;) {
    looked.getFloatTimeDomainData(wave);
    peak = Math.max(peak, ...wave.map(Math.abs));
    await new Promise((done) => { setTimeout(done, 20); });
  }
  return [peak >= 0.05, audio.muted, audio.currentTime > 0];
}"""
"""A disk keeps its sounds from being looked at: this works over HTTP alone."""


@pytest.mark.parametrize("place", ["disk", "again"])
def test_a_real_voice_is_heard(place: str, visit: Visit, voiced: Path) -> None:
    learner = visit(voiced, "ur", "web" if place == "disk" else "scorm12", place)
    learner.open()
    learner.turn("first")
    learner.course.locator(".current .play").click()
    learner.course.locator(".current .heard", has_text="دفعہ").wait_for()
    frame = learner.page.frames[-1]
    if place == "again":
        assert frame.evaluate(LOUD) == [True, False, True]
    length = segments_of(voiced.parent, "ur")[-1].end // 1000
    assert re.fullmatch(
        r"0:0\d / 0:\d\d", text := learner.course.locator(".current .time").inner_text()
    )
    assert abs(int(text[-2:]) - length) <= 1
    frame.evaluate("document.querySelector('.current audio').playbackRate = 2")
    heard = learner.course.locator(".current li[aria-current]")
    learner.course.locator(".current .narration + details summary").click()
    heard.get_by_text(segments_of(voiced.parent, "ur")[-1].shown).wait_for()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("tag", ["en", "ur"])
def test_axe_finds_nothing(tag: str, look: str, visit: Visit, narrated: Path) -> None:
    page = come(visit, narrated, tag)
    media, width = LOOKS[look]
    page.emulate_media(reduced_motion="reduce", **media)
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(AXE.read_text("utf-8"))
    found = {"before": page.evaluate(LOOK)}
    page.locator(".current .play").click()
    page.locator(".current .narration + details summary").click()
    page.locator(".heard").first.wait_for()
    found["while it is heard"] = page.evaluate(LOOK)
    assert found == {"before": [], "while it is heard": []}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_screen_readers_meet_the_title_the_player_and_the_text(
    visit: Visit, narrated: Path
) -> None:
    page = come(visit, narrated)
    tree = page.locator("#first").aria_snapshot()
    places = [tree.index(one) for one in ('heading "Who pays"', 'group "Narration"', "Under sect")]
    assert places == sorted(places)
    names = ["One sentence back", "Listen", "One sentence forward", "Speed", "Captions"]
    places = [tree.index(f'"{one}"') for one in names]
    assert places == sorted(places)
    page.locator(".current .play").focus()
    page.keyboard.press("Enter")
    hear(page, "Under section")
    assert page.evaluate("document.activeElement.className") == "pause"
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.current audio').paused")
    until(page, "document.activeElement.className === 'play'")
