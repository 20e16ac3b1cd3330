"""Lessons read aloud: what is heard is marked, and everything works by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

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


@pytest.fixture(scope="session")
def trial(support: Callable[[str], ModuleType]) -> ModuleType:
    """What makes narrated courses."""
    return support("narrated")


@pytest.fixture(scope="session")
def narrated(trial: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Courses in three languages, by tag, of two narrated lessons each."""
    place = tmp_path_factory.mktemp("courses")
    for tag, (form, _, _) in trial.TEXTS.items():
        trial.narrate(trial.write_course(place, tag), form)
    return place


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


@pytest.mark.parametrize("tag", ["en", "ur", "hi"])
def test_the_sentence_that_is_heard_is_marked_in_time(
    tag: str, visit: Visit, narrated: Path, trial: ModuleType
) -> None:
    page = come(visit, narrated, tag)
    segments = trial.segments_of(narrated, tag)
    marks = page.locator(".current [data-s]").all_text_contents()
    assert [" ".join(one.split()) for one in marks] == [one.shown for one in segments]
    page.evaluate(WATCH)
    page.locator(".current .play").click()
    until(page, "document.querySelector('.current audio').ended", patience=60_000)
    noted = [(at, time) for at, time in page.evaluate("heard") if at >= 0]
    assert [at for at, _ in noted] == list(range(len(segments)))
    late = [time - segment.start for (_, time), segment in zip(noted, segments, strict=True)]
    assert max(map(abs, late)) <= 200, late


def test_captions_and_transcript_say_what_is_heard(
    visit: Visit, narrated: Path, trial: ModuleType
) -> None:
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
    segments = trial.segments_of(narrated, "en")
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
