"""Home, search and board of the studio in a browser: they work, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

Sit = Callable[..., Any]
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
    # What a browser does at 200 %: half the room, every pixel doubled.
    "200 %": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    "forced": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}


def counted(page: Any) -> None:
    """Wait until home knows all rows."""
    page.locator("#rows .share").first.wait_for()
    expect(page.locator("#sums")).not_to_contain_text("Still counting", timeout=30_000)


def checked(page: Any) -> None:
    """Wait until the board has found all that it looks for."""
    page.locator("#editions .bar-of").first.wait_for(timeout=30_000)
    expect(page.locator("#state")).to_contain_text("errors", timeout=60_000)


def audit(page: Any) -> Any:
    page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate(LOOK)


def test_the_address_lets_the_browser_in(shared_desk: Any, sit_down: Sit) -> None:
    page = sit_down(shared_desk)
    assert page.title() == "Courses · Pathya"
    assert page.evaluate("document.cookie") == ""
    assert page.locator(".user").inner_text() == "Asha Rao"


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(desk: Any, sit_down: Sit, look: str, complaints: list[str]) -> None:
    page = sit_down(desk, **LOOKS[look], reduced_motion="reduce")
    width = page.viewport_size["width"]
    found = {}

    def see(state: str) -> None:
        found[state] = audit(page)
        if page.evaluate("document.documentElement.scrollWidth") != width:
            found[state] += ["wider than the window"]

    counted(page)
    see("home")
    page.locator("#course").fill("no such course")
    expect(page.locator("#rows")).to_contain_text("No course is like that.")
    see("home, nothing found")
    for path in ("/search", "/search?q=سوچنا", "/search?q=सूचना", "/nowhere"):
        page.goto(f"{desk.studio.origin}{path}")
        see(path)
    assert [one for one in complaints if "404" not in one] == []
    complaints.clear()
    page.goto(f"{desk.studio.origin}/course/safe-sign-in")
    page.locator("#language").select_option("ur")
    checked(page)
    for rule in page.locator("details.rule summary").all():
        rule.click()
    see("board")
    (desk.root / "content/courses/safe-sign-in/course.yaml").write_text("id: safe-sign-in\n")
    page.goto(f"{desk.studio.origin}/course/safe-sign-in")
    see("a broken course")
    assert {state: one for state, one in found.items() if one} == {}


def test_axe_finds_what_is_wrong(shared_desk: Any, sit_down: Sit) -> None:
    page = sit_down(shared_desk)
    page.evaluate("document.querySelector('.find input').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('.find input').removeAttribute('placeholder')")
    assert [one.split(":")[0] for one in audit(page)] == ["label"]


def test_home_follows_the_disk(desk: Any, sit_down: Sit) -> None:
    page = sit_down(desk)
    counted(page)
    cell = page.locator('#rows a[href="/review/hi/safe-sign-in"]')
    expect(cell).not_to_contain_text("error")
    catalog = desk.project.catalog("safe-sign-in", "hi")
    catalog.write_text(catalog.read_text("utf-8").replace("</body>", ""), "utf-8")
    expect(cell).to_contain_text("1 error", timeout=20_000)
    expect(page.locator("#sums")).to_contain_text("errors in 1")


def test_home_is_used_by_keyboard_alone(shared_desk: Any, sit_down: Sit) -> None:
    page = sit_down(shared_desk)
    counted(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    page.keyboard.type("what has errors")
    expect(page.locator("#rows")).to_contain_text("No course is like that.")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.keyboard.type("e-mail")
    expect(page.locator("#rows th")).to_have_count(1)
    page.keyboard.press("Tab")  # the table, which can be scrolled
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/course/safe-sign-in")
    page.go_back()
    expect(page.locator("#course")).to_have_value("e-mail")


def test_a_search_leads_to_the_text(shared_desk: Any, sit_down: Sit) -> None:
    page = sit_down(shared_desk)
    page.get_by_role("searchbox").fill("पासवर्ड")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    hit = page.locator("li:has(mark)").first
    expect(hit.locator("mark")).to_have_text("पासवर्ड")
    assert hit.locator("span").get_attribute("lang") in {"hi", "mr", "ne", "mai", "kok", "sa"}
    assert "?unit=" in (hit.locator("a").get_attribute("href") or "")


def test_the_board_says_how_to_mend_and_follows(desk: Any, sit_down: Sit) -> None:
    page = sit_down(desk, "/course/safe-sign-in")
    page.locator("#language").select_option("en")
    page.locator("#target").select_option("scorm")
    expect(page.locator("#state")).to_have_text("0 errors, 0 warnings, 0 info.", timeout=30_000)
    folder = desk.root / "content/courses/safe-sign-in"
    lesson = next(folder.glob("0*/0*.md"))
    text = lesson.read_text("utf-8")
    lesson.write_text(f"{text}\n![](media/none.png)\n", "utf-8")
    expect(page.locator("#state")).not_to_contain_text("0 errors", timeout=30_000)
    rule = page.locator("details.rule").first
    rule.locator("summary").click()
    expect(rule.locator(".findings code").first).to_contain_text(lesson.name)
    lesson.write_text(text, "utf-8")
    expect(page.locator("#state")).to_have_text("0 errors, 0 warnings, 0 info.", timeout=30_000)


def test_a_window_says_when_nobody_answers(
    shared_desk: Any, sit_down: Sit, complaints: list[str]
) -> None:
    page = sit_down(shared_desk)
    counted(page)
    page.route("**/events", lambda route: route.abort())
    page.reload()
    expect(page.locator("#offline")).to_be_visible(timeout=10_000)
    page.unroute("**/events")
    expect(page.locator("#offline")).to_be_hidden(timeout=10_000)
    complaints.clear()


# --- the disk -------------------------------------------------------------------------------------


def test_a_course_that_goes_away_is_missed_and_comes_back(
    desk: Any, sit_down: Sit, complaints: list[str]
) -> None:
    """As when somebody goes to another branch, and back."""
    page = sit_down(desk, "/preview/rti-requests/en")
    expect(page.locator("#calls tr").first).to_be_visible()
    folder = desk.root / "content"
    folder.rename(desk.root / "elsewhere")
    expect(page.locator("#state")).to_have_text(
        "There is no such course, language or format.", timeout=10_000
    )
    (desk.root / "elsewhere").rename(folder)
    expect(page.locator("#state")).to_be_hidden(timeout=10_000)
    complaints.clear()  # the browser's own, of what was not found


def test_settings_are_followed_however_they_are_saved(desk: Any, sit_down: Sit) -> None:
    page = sit_down(desk, "/preview/rti-requests/en")
    expect(page.locator("#calls tr").first).to_be_visible()
    settings = desk.root / "pathya.toml"
    text = settings.read_text("utf-8")
    for said in ("nonsense", text, "again", text):
        beside = settings.with_name("pathya.toml~")
        beside.write_text(said, "utf-8")
        beside.replace(settings)  # which is how most editors save
        wrong = page.locator("#found .error")
        expect(wrong).to_have_count(0 if said == text else 1)
    expect(page.locator("#restart")).to_be_visible()
    page.reload()
    expect(page.locator("#restart")).to_be_hidden()  # it is what it was
    settings.write_text(f"{text}# More\n", "utf-8")
    expect(page.locator("#restart")).to_be_visible()
    page.reload()
    expect(page.locator("#restart")).to_be_visible()
