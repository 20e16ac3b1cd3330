"""Someone without a mouse takes the whole course: Tab, arrows, Space, Enter and Escape alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

MOST = 150
"""How often one presses a key to get somewhere on a page."""
PATIENCE = 40
"""How often one looks again, in steps of 50 ms."""
FOCUS = """() => {
  const one = document.activeElement;
  if (one === document.body) return "lost";
  const {width, height, bottom, top} = one.getBoundingClientRect();
  if (!width || !height || bottom < 0 || top > innerHeight) return `out of sight: ${one.outerHTML}`;
  const {outlineStyle, outlineWidth} = getComputedStyle(one);
  const isMarked = outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  // Players mark their own buttons, and headings are read, not pressed.
  const isMine = one.matches("audio, video, [tabindex='-1']");
  return isMarked || isMine ? "seen" : `not marked: ${one.outerHTML}`;
}"""


class Keys:
    """A learner's keyboard; wherever it leads, one sees where one is."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def look(self) -> None:
        """Look where one is, once the page has come to rest: it scrolls and turns by itself."""
        for _ in range(PATIENCE):
            if (found := self.page.evaluate(FOCUS)) == "seen":
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(found)

    def to(self, place: Any) -> None:
        """Press Tab until a place has the focus; behind the last one, a browser begins anew."""
        for _ in range(MOST):
            if place.evaluate("one => one === document.activeElement"):
                self.look()
                return
            self.press("Tab")
            if self.page.evaluate("document.activeElement !== document.body"):
                self.look()
        raise AssertionError(place)

    def use(self, selector: str, key: str = "Enter") -> None:
        """Go to something and press it."""
        self.to(self.page.locator(selector))
        self.press(key)

    def is_at(self, selector: str) -> None:
        """Wait until the focus is there, and look at it."""
        self.page.wait_for_function("(one) => document.activeElement.matches(one)", arg=selector)
        self.look()

    def turn(self, selector: str, page: str) -> None:
        """Follow a link to a page of the course."""
        self.use(selector)
        self.page.locator(f"#{page}.current").wait_for()
        self.look()

    def answer(self, question: dict[str, Any]) -> None:
        """Answer a question rightly."""
        root = self.page.locator(f'[data-question="{question["id"]}"]')
        match question["type"]:
            case "single" | "true-false":
                self._choose(root, question["key"])
            case "multiple":
                for box in root.locator("input").all():
                    self.to(box)
                    if box.get_attribute("value") in question["key"]:
                        self.press("Space")
            case "match" | "order":
                self._place(root, question)
            case "fill":
                for blank, accepted in zip(question["blanks"], question["accepted"], strict=True):
                    self.to(root.locator(f"#{blank}"))
                    self.page.keyboard.type(accepted[0])
            case _:
                self.to(root.locator("input"))
                self.page.keyboard.type(question["key"][0])

    def _choose(self, root: Any, key: list[str]) -> None:
        """Of a group of buttons Tab finds one, and arrows find the others."""
        self.to(root.locator("input").first)
        self.press("Space")
        while root.locator("input:checked").get_attribute("value") not in key:
            self.press("ArrowDown")
            self.look()

    def _place(self, root: Any, question: dict[str, Any]) -> None:
        shown, key = question["shown"], question["key"]
        for at, row in enumerate(root.locator("select").all()):
            if question["type"] == "match":
                wanted = shown.index(key[at].split(".")[1])
            else:
                number = row.evaluate("one => one.closest('[data-row]').dataset.row")
                wanted = key.index(shown[int(number) - 1])
            self.to(row)
            while row.input_value() != str(wanted + 1):
                self.press("ArrowDown")


@pytest.fixture(params=["en", "ur"])
def keys(request: Any, visit: Callable[..., Any], every_feature: Path) -> Keys:
    """A learner with a keyboard, at the beginning of a course that has everything."""
    return Keys(visit(every_feature, request.param, "scorm12").open_alone())


def test_the_whole_course_is_taken_with_the_keyboard(keys: Keys) -> None:
    page = keys.page
    data = page.evaluate("PATHYA")
    keys.turn("#_onward", data["lessons"][0])
    for lesson in data["lessons"]:
        page.locator(f"#{lesson}.current").wait_for()
        for question in data["practice"]:
            form = f"#{lesson} #q_{question['id']}"
            if page.locator(form).count():
                keys.answer(question)
                keys.use(f"{form} button[type=submit]")
                assert "is-right" in str(page.locator(form).get_attribute("class")), question
                keys.look()
        keys.use(f"#{lesson} .after")
    page.locator("#_assessment.current").wait_for()
    keys.use("#_begin")
    for question in data["assessment"]["questions"]:
        keys.answer(question)
    keys.use("#_submit")
    keys.is_at("#_result-title")
    assert page.locator("#_result.passed").is_visible()
    assert page.locator("#_sheet .is-right").count() == len(data["assessment"]["questions"])
    keys.turn("#_assessment .before", data["lessons"][-1])


def test_a_wrong_answer_is_tried_again_with_the_keyboard(keys: Keys) -> None:
    page = keys.page
    keys.turn('#_contents a[href="#choice"]', "choice")
    form = page.locator("#q_q-truth")
    keys.to(form.locator("input").first)
    keys.press("Space")
    keys.use("#q_q-truth button[type=submit]")
    if "is-right" in str(form.get_attribute("class")):
        keys.to(form.locator("input:checked"))
        keys.press("ArrowDown")
        keys.use("#q_q-truth button[type=submit]")
    keys.use("#q_q-truth .again")
    keys.is_at("#q_q-truth input")


def test_menus_search_glossary_and_settings_open_and_close(keys: Keys) -> None:
    page = keys.page
    keys.use(".skip")
    keys.is_at("#_main")
    keys.use("#_settings")
    keys.is_at("#_looks :is(input, button)")
    keys.to(page.locator("#_looks [name=size]:checked"))
    keys.press("ArrowDown")
    assert page.evaluate("document.documentElement.dataset.size") == "large"
    keys.press("Escape")
    keys.is_at("#_settings")
    keys.to(page.locator("#_find"))
    page.keyboard.type("register")
    page.locator("#_hits a").first.wait_for()
    keys.to(page.locator("#_hits a").first)
    keys.press("Enter")
    page.locator("#_start").wait_for(state="hidden")
    keys.look()
    keys.turn('#_contents a[href="#prose"]', "prose")
    keys.to(page.locator("#prose a.term").first)
    keys.press("Enter")
    keys.is_at("#_term :is(a, button)")
    keys.press("Escape")
    keys.is_at("a.term")
    page.set_viewport_size({"width": 320, "height": 640})
    keys.use("#_menu", "Space")
    keys.to(page.locator('#_contents a[href="#tables"]'))
    keys.press("Escape")
    keys.is_at("#_menu")


def test_tabs_and_folds_open_with_the_keyboard(keys: Keys) -> None:
    page = keys.page
    for lesson in page.evaluate("PATHYA.lessons"):
        keys.turn(f'#_contents a[href="#{lesson}"]', lesson)
        for fold in page.locator(f"#{lesson} summary").all():
            was = fold.evaluate("one => one.parentElement.open")
            keys.to(fold)
            keys.press("Space")
            assert fold.evaluate("one => one.parentElement.open") != was
        for tabs in page.locator(f"#{lesson} [role=tablist]").all():
            keys.to(tabs.locator("[aria-selected=true]"))
            first = tabs.locator("[aria-selected=true]").inner_text()
            keys.press("ArrowLeft" if page.evaluate("document.dir") == "rtl" else "ArrowRight")
            keys.look()
            assert tabs.locator("[aria-selected=true]").inner_text() != first
