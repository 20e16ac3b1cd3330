"""The preview in a browser: it follows the disk, keeps the learner's place, says what is wrong."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Sit = Callable[..., Any]
COURSE = "rti-requests"
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
LOOK = """() => axe.run({
  preload: false,
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes.map((one) => one.html)}`))
"""
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "small": {"viewport": {"width": 320, "height": 800}},
    "small and dark": {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"},
    "200 %": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    "forced": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}
SEEN = """(words) => new Promise((seen) => {
  const frame = document.getElementById("course");
  const look = () => {
    const page = frame.contentDocument?.querySelector(".ready .page.current");
    const isThere = page && page.getBoundingClientRect().width && page.textContent.includes(words);
    if (isThere) seen(Date.now());
    else setTimeout(look, 5);
  };
  look();
})"""
"""The moment, in milliseconds since 1970, at which the page that a learner sees says something."""


def player(page: Any, which: str = "page") -> Any:
    """The window in which the player is."""
    return page.wait_for_selector(f"#{which}").content_frame()


def content(page: Any, which: str = "page") -> Any:
    """What is in the learner's page."""
    return page.frame_locator(f"#{which}").frame_locator("#course")


def opened(page: Any, which: str = "page") -> Any:
    inside = content(page, which)
    inside.locator(".ready .page.current").wait_for()
    return inside


def calls(page: Any) -> list[str]:
    """What the console lists, the earliest first."""
    return list(reversed(page.locator("#calls tr td:nth-child(2)").all_inner_texts()))


def lessons(desk: Any) -> list[Path]:
    return sorted((desk.root / "content/courses" / COURSE).glob("0*/0*.md"))


def test_an_author_breaks_and_mends_a_lesson(desk: Any, sit_down: Sit) -> None:
    page = sit_down(desk, f"/preview/{COURSE}/en")
    inside = opened(page)
    lesson = lessons(desk)[1]
    text = lesson.read_text("utf-8")
    inside.locator("#_contents a").nth(2).evaluate("one => one.click()")
    inside.locator(".page.current:not(#_start)").wait_for()
    lesson.write_text(f"{text}\nA word from the author.\n", "utf-8")
    expect(inside.locator(".page.current")).to_contain_text("A word from the author.")
    lesson.write_text(f"{text}\n![](media/none.png)\n", "utf-8")
    expect(page.locator("#state")).to_contain_text("last page without")
    expect(inside.locator(".page.current")).to_contain_text("A word from the author.")
    place = page.locator("#found .place").first
    number = len(text.splitlines()) + 2
    expect(place).to_have_text(f"{lesson.relative_to(desk.root).as_posix()}:{number}")
    lesson.write_text(f"{text}\nAll is well again.\n", "utf-8")
    expect(inside.locator(".page.current")).to_contain_text("All is well again.")
    expect(page.locator("#state")).to_be_hidden()
    expect(page.locator("#found-sum")).to_have_text("Nothing is wrong.")


@pytest.mark.bench
def test_what_is_saved_is_seen_at_once(desk: Any, sit_down: Sit) -> None:
    page = sit_down(desk, f"/preview/{COURSE}/hi")
    inside = opened(page)
    window = player(page)
    lesson = lessons(desk)[0]
    text = lesson.read_text("utf-8")
    inside.locator("#_onward").click()
    inside.locator(".page.current:not(#_start)").wait_for()
    taken = []
    for turn in range(21):
        words = f"Saved for the {turn}th time."
        page.wait_for_timeout(300)
        began = time.time()
        lesson.write_text(f"{text}\n{words}\n", "utf-8")
        taken.append(window.evaluate(SEEN, words) - 1000 * began)
    assert statistics.median(taken[1:]) <= 300, sorted(map(round, taken))


def turn(page: Any, at: int) -> None:
    """Turn to a lesson by the table of contents."""
    inside = opened(page)
    link = inside.locator("#_contents li li a").nth(at)
    name = str(link.get_attribute("href")).removeprefix("#")
    link.evaluate("one => one.click()")
    inside.locator(f"#{name}.current").wait_for()


def test_reloading_keeps_page_scroll_and_what_was_answered(desk: Any, sit_down: Sit) -> None:
    page = sit_down(desk, f"/preview/{COURSE}/hi")
    turn(page, 0)
    inside = opened(page)
    form = inside.locator(".page.current .question").first
    form.locator("input").first.check()
    form.locator("button[type=submit]").click()
    read = inside.locator("#_read").inner_text()
    scrolled = "() => document.getElementById('course').contentWindow.scrollY"
    window = player(page)
    window.evaluate("() => document.getElementById('course').contentWindow.scrollTo(0, 333)")
    assert window.evaluate(scrolled) == 333
    lesson = lessons(desk)[0]
    lesson.write_text(f"{lesson.read_text('utf-8')}\nOne more.\n", "utf-8")
    expect(inside.locator(".page.current")).to_contain_text("One more.")
    assert inside.locator("#_notice.notice").count() == 0
    page.wait_for_timeout(300)
    assert window.evaluate(scrolled) == 333
    assert inside.locator("#_read").inner_text() == read
    said = calls(page)
    ends = said.index('LMSFinish("")')
    assert said[ends + 1] == 'LMSInitialize("")'
    assert page.url.endswith(f"#{inside.locator('.page.current').get_attribute('id')}")
    # The window itself is loaded again: the place is in its address, the record in its tab.
    page.reload()
    inside = opened(page)
    assert inside.locator("#_read").inner_text() == read


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("hi", "ltr"), ("ur", "rtl"), ("or", "ltr"), ("ta", "ltr"), ("kok-Knda", "ltr")],
)
def test_a_language_is_shown_and_followed(
    desk: Any, sit_down: Sit, tag: str, direction: str
) -> None:
    page = sit_down(desk, f"/preview/safe-sign-in/{tag}")
    inside = opened(page)
    page_of = inside.locator("html")
    expect(page_of).to_have_attribute("lang", tag)
    expect(page_of).to_have_attribute("dir", direction)
    expect(page.locator("#language")).to_have_value(tag)
    own = desk.project.catalog("safe-sign-in", tag.partition("-")[0])
    text = own.read_text("utf-8")
    heading = inside.locator("#_title")
    before = heading.inner_text()
    target = text[text.index("<target") : text.index("</target>")]
    own.write_text(text.replace(target, f"{target} 2027", 1), "utf-8")
    expect(heading).not_to_have_text(before)
    expect(heading).to_contain_text("7")


def test_languages_and_formats_change_in_place(shared_desk: Any, sit_down: Sit) -> None:
    page = sit_down(shared_desk, f"/preview/{COURSE}/hi")
    turn(page, 1)
    place = opened(page).locator(".page.current").get_attribute("id")
    page.locator("#language").select_option("ur")
    expect(content(page).locator("html.ready")).to_have_attribute("dir", "rtl")
    expect(content(page).locator(".page.current")).to_have_attribute("id", str(place))
    assert f"/preview/{COURSE}/ur" in page.url
    # The record is the same learner's: the lesson that was read in Hindi counts.
    read = content(page).locator("#_contents .is-done")
    expect(read).to_have_count(1)
    page.locator("#form").select_option("scorm2004")
    expect(page.locator("#calls")).to_contain_text('Initialize("")')
    expect(page.locator("#record")).to_contain_text("completion_status")
    page.locator("#form").select_option("web")
    expect(page.locator("#console")).to_be_hidden()
    expect(content(page).locator("html.ready")).to_have_count(1)
    page.reload()
    expect(page.locator("#form")).to_have_value("web")
    expect(page.locator("#language")).to_have_value("ur")


def test_the_console_plays_platforms(shared_desk: Any, sit_down: Sit) -> None:
    page = sit_down(shared_desk, f"/preview/{COURSE}/en")
    turn(page, 0)
    expect(page.locator("#record")).to_contain_text("lesson_status incomplete")
    page.locator("#resume").click()
    expect(opened(page).locator("#_notice-text")).not_to_be_empty()
    page.locator("#fail").click()
    expect(page.locator("#fail-said")).not_to_be_empty()
    page.wait_for_timeout(1100)
    turn(page, 1)
    expect(page.locator("#calls tr.fault")).to_have_count(1)
    expect(page.locator("#calls tr.fault")).to_contain_text("LMSCommit")
    expect(page.locator("#calls-sum")).to_contain_text("1 with an error")
    page.locator("#faults").check()
    expect(page.locator("#calls tr:visible")).to_have_count(1)
    page.locator("#faults").uncheck()
    page.locator("#over").click()
    expect(opened(page).locator(".page.current")).to_have_attribute("id", "_start")
    expect(opened(page).locator("#_contents .is-done")).to_have_count(0)
    page.locator("#platform").select_option("igot-2024")
    expect(page.locator("#calls")).to_contain_text("LMSCommit")
    said = page.locator("#calls tr").filter(has_text="LMSCommit").first
    expect(said.locator("td").nth(2)).to_have_text('"false"')
    expect(page.locator("#record")).to_contain_text("Nothing has been saved yet.")
    page.locator("#platform").select_option("igot-2026")
    expect(page.locator("#calls")).to_contain_text("LMSInitialize")
    turn(page, 1)
    expect(page.locator("#record")).to_contain_text("Nothing has been saved yet.")
    page.locator("#resume").click()
    expect(page.locator("#record")).to_contain_text("lesson_location")


FLOOD = """(times) => {
  for (let at = 0; at < times; at += 1) {
    window.API.LMSGetValue(at % 4 ? "cmi.core.student_id" : "cmi.nothing");
    if (at % 100 === 0) window.API.LMSCommit("");
  }
}"""


def test_a_flood_of_calls_leaves_the_window_awake(shared_desk: Any, sit_down: Sit) -> None:
    page = sit_down(shared_desk, f"/preview/{COURSE}/en")
    opened(page)
    expect(page.locator("#record")).to_contain_text("lesson_status")
    page.locator("#clear").click()
    expect(page.locator("#calls-sum")).to_have_text("No calls yet.")
    player(page).evaluate(FLOOD, 30_000)
    told = "30,300 calls, 7,500 with an error. The latest comes first. 30,000 older ones are not"
    expect(page.locator("#calls-sum")).to_contain_text(told, timeout=20_000)
    expect(page.locator("#calls tr")).to_have_count(300)
    assert calls(page)[-1] == 'LMSGetValue("cmi.core.student_id")'
    player(page).evaluate("() => window.API.LMSGetValue('cmi.core.credit')")
    expect(page.locator("#calls tr").first).to_contain_text("cmi.core.credit")
    page.locator("#clear").click()
    expect(page.locator("#calls-sum")).to_have_text("No calls yet.")


def test_findings_stand_beside_their_passage(
    desk: Any, sit_down: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    page = sit_down(desk, f"/preview/{COURSE}/ur")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    inside = opened(page)
    lesson = lessons(desk)[3]
    lines = lesson.read_text("utf-8").split("\n")
    at = next(at for at, line in enumerate(lines[4:], 4) if line[:1].isalpha() and len(line) > 60)
    lines[at] += " [more](nowhere.md)"
    lesson.write_text("\n".join(lines), "utf-8")
    row = page.locator("#found li").filter(has_text=f"{lesson.name}:{at + 1}")
    row.get_by_role("button", name="Show").click()
    current = inside.locator(".page.current")
    expect(current).to_have_attribute("id", lesson.stem.partition("-")[2])
    window = page.frame_locator("#page")
    spot, mark = window.locator("#spot"), window.locator("#marks button")
    expect(spot).to_be_visible()
    expect(mark).to_have_count(1)
    expect(mark).to_have_attribute("aria-label", "1 finding, error")
    passage = inside.locator(".page.current p, .page.current li").filter(visible=True)
    boxes = [one.bounding_box() for one in passage.all()]
    shown = spot.bounding_box()
    assert any(abs(one["y"] - shown["y"]) < 8 and abs(one["x"] - shown["x"]) < 8 for one in boxes)
    assert abs(mark.bounding_box()["y"] - shown["y"]) < 8
    mark.click()
    expect(row).to_be_focused()
    row.locator(".place").click()
    expect(page.locator("#said")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{lesson.relative_to(desk.root).as_posix()}:{at + 1}"


def test_a_translation_beside_its_source_keeps_step(desk: Any, sit_down: Sit) -> None:
    page = sit_down(desk, f"/preview/{COURSE}/ta", viewport={"width": 1600, "height": 900})
    opened(page)
    page.locator("#beside").click()
    other = opened(page, "beside-page")
    expect(other.locator("html")).to_have_attribute("lang", "en")
    turn(page, 2)
    place = str(content(page).locator(".page.current").get_attribute("id"))
    expect(other.locator(".page.current")).to_have_attribute("id", place)
    view = "document.getElementById('course').contentWindow"
    height = f"{view}.document.documentElement.scrollHeight"
    player(page).evaluate(f"() => {view}.scrollTo(0, {height} / 2)")
    page.wait_for_timeout(300)
    assert player(page, "beside-page").evaluate(f"{view}.scrollY") > 100
    other.locator(".page.current .after").evaluate("one => one.click()")
    expect(content(page).locator(".page.current")).not_to_have_attribute("id", place)
    # Both follow when the source changes.
    lesson = lessons(desk)[3]
    lesson.write_text(f"{lesson.read_text('utf-8')}\nFor both.\n", "utf-8")
    expect(other.locator(".page.current")).to_contain_text("For both.")
    expect(content(page).locator(".page.current")).to_contain_text("For both.")


def test_it_looks_as_on_other_devices(desk: Any, sit_down: Sit) -> None:
    page = sit_down(desk, f"/preview/{COURSE}/or")
    inside = opened(page)
    width = "document.getElementById('course').contentWindow.innerWidth"
    for name, pixels in {"phone": 390, "tablet": 820, "desktop": 1280}.items():
        page.locator("#width").select_option(name)
        assert player(page).evaluate(width) == pixels
    page.locator("#dark").click()
    ground = inside.locator("body").evaluate("one => getComputedStyle(one).backgroundColor")
    assert max(map(int, ground.removeprefix("rgb(").rstrip(")").split(","))) < 80
    page.locator("#big").click()
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    assert inside.locator("html").evaluate(size) == 32
    # And so it stays when the page is made anew.
    lesson = lessons(desk)[0]
    lesson.write_text(f"{lesson.read_text('utf-8')}\nMore.\n", "utf-8")
    expect(inside.locator("#_main")).to_contain_text("More.")
    expect(inside.locator("html")).to_have_attribute("data-theme", "dark")
    assert inside.locator("html").evaluate(size) == 32
    page.reload()
    opened(page)
    expect(page.locator("#dark")).to_have_attribute("aria-pressed", "true")
    expect(inside.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_course_that_never_was_good_comes_when_it_is(desk: Any, sit_down: Sit) -> None:
    course = desk.root / "content/courses" / COURSE / "course.yaml"
    text = course.read_text("utf-8")
    course.write_text("id: rti-requests\n", "utf-8")
    page = sit_down(desk, f"/preview/{COURSE}/hi")
    expect(page.locator("#state")).to_contain_text("cannot be shown")
    expect(page.locator("#stage")).to_be_hidden()
    expect(page.locator("#found .error").first).to_be_visible()
    course.write_text(text, "utf-8")
    opened(page)
    expect(page.locator("#state")).to_be_hidden()


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(desk: Any, sit_down: Sit, look: str) -> None:
    page: Page = sit_down(desk, f"/preview/{COURSE}/ur", **LOOKS[look], reduced_motion="reduce")
    width = page.viewport_size["width"] if page.viewport_size else 0
    found = {}

    def see(state: str) -> None:
        for name, window in {"studio": page, "player": player(page)}.items():
            window.evaluate(AXE.read_text("utf-8"))
            found[f"{state}, {name}"] = window.evaluate(LOOK)
        if page.evaluate("document.documentElement.scrollWidth") != width:
            found[state] = ["wider than the window"]

    opened(page)
    expect(page.locator("#calls tr").first).to_be_visible()
    see("a page")
    page.locator("#beside").click()
    page.locator("#dark").click()
    page.locator("#width").select_option("tablet")
    opened(page, "beside-page")
    see("two pages, dark")
    lesson = lessons(desk)[0]
    lesson.write_text(f"{lesson.read_text('utf-8')}\n![](media/none.png)\n", "utf-8")
    expect(page.locator("#found li").first).to_be_visible()
    # By key: right after scrolling Chromium may give a click to the page that was there.
    page.get_by_role("button", name="Show").first.press("Enter")
    page.frame_locator("#page").locator("#marks button").first.wait_for()
    see("findings")
    assert {state: one for state, one in found.items() if one} == {}


def test_the_preview_is_used_by_keyboard_alone(shared_desk: Any, sit_down: Sit) -> None:
    page = sit_down(shared_desk, f"/preview/{COURSE}/hi")
    opened(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen = []
    for _ in range(150):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id"))
        if seen[-1] == "record":
            break
    wanted = ["language", "form", "width", "dark", "big", "beside", "page", "resume", "over"]
    wanted += ["platform", "fail", "faults", "clear", "call-list", "record"]
    assert [one for one in dict.fromkeys(seen) if one in wanted] == wanted
    page.locator("#language").focus()
    page.keyboard.type("Tamil")
    expect(content(page).locator("html")).to_have_attribute("lang", "ta")
    page.locator("#dark").focus()
    page.keyboard.press("Space")
    expect(content(page).locator("html")).to_have_attribute("data-theme", "dark")
