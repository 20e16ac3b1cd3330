"""Translators and reviewers in the studio: by keyboard, in two windows, while files change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pathya.authoring.course import plain
from pathya.build.cli.main import DONE, run
from pathya.build.project import Project, read_project
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.xliff import xliff_parse
from pathya.locales.xliff_write import xliff_serialize

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
LOOK = """() => axe.run({
  preload: false,
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes.map((one) => one.html)}`))
"""
LESSON = """# Leave

Apply for **earned leave** in [the portal](https://example.org/leave).

Note the date.

The public authority has 30 days.
"""
COURSE = """id: leave
title: Leave rules
description: Who may take leave.
licence: CC BY 4.0
contacts:
  - {name: Desk, email: desk@example.org}
"""
ASHA, RAVI = "Asha Rao", "Ravi Das"
END = "This is the last text of the list."
SOURCES = (
    *("Leave rules", "Who may take leave", "Leave", "Leave"),
    *("earned leave", "Note the date", "The public authority"),
)
DRAFTS = {
    "hi": {
        "Leave rules": ("छुट्टी के नियम",),
        "Apply for": ("पोर्टल में छुट्टी का आवेदन करें।",),
        "Note the": ("तारीख लिखें।",),
    },
    "ur": {"Leave rules": ("چھٹی کے قواعد",), "Note the": ("تاریخ لکھیں۔",)},
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A small course, with machine's drafts in Hindi and Urdu."""
    monkeypatch.chdir(tmp_path)
    course = tmp_path / "content/courses/leave"
    (course / "01-leave").mkdir(parents=True)
    (course / "course.yaml").write_text(COURSE)
    (course / "01-leave/index.md").write_text("# Leave\n")
    (course / "01-leave/01-apply.md").write_text(LESSON)
    (tmp_path / "pathya.toml").write_text('languages = ["hi", "ur"]\n')
    project, found = read_project(tmp_path)
    assert project is not None, found
    assert run(["catalog", "update", "leave"]) == DONE
    for tag, drafts in DRAFTS.items():
        for words, target in drafts.items():
            put(project, tag, words, target=target, state=State.MACHINE, by="Anuvad")
    return project


def catalog_of(project: Project, tag: str) -> Catalog:
    catalog, found = xliff_parse(project.catalog("leave", tag).read_bytes(), "")
    assert catalog is not None, found
    return catalog


def entry_of(project: Project, tag: str, words: str) -> Entry:
    entries = catalog_of(project, tag).entries.values()
    return next(one for one in entries if plain(one.source).startswith(words))


def people(project: Project, tag: str) -> set[tuple[State, str, str]]:
    """Say how far texts have come, and by whom."""
    entries = catalog_of(project, tag).entries.values()
    return {(one.state, one.by, one.reviewer) for one in entries}


def put(project: Project, tag: str, words: str, **what: Any) -> None:
    """Change the file as another program would."""
    catalog, entry = catalog_of(project, tag), entry_of(project, tag, words)
    entries = {**catalog.entries, entry.id: replace(entry, **what)}
    path = project.catalog("leave", tag)
    beside = path.with_name("beside")
    beside.write_bytes(xliff_serialize(replace(catalog, entries=entries)))
    beside.replace(path)


def is_open(page: Page, words: str, at: int = 0) -> None:
    """Wait until a text is open and the field has the focus; `at`: in which place it stands."""
    expect(page.locator("#source")).to_contain_text(words)
    expect(page.locator("#place")).to_contain_text(f"{at} of" if at else "of")
    expect(page.locator("#target")).to_be_focused()


def refused(complaints: list[str], *statuses: int) -> None:
    """Take the browser's own complaints about refusals that a test has asked for."""
    said = [one for status in statuses for one in complaints if f"status of {status}" in one]
    assert sorted(said) == sorted(complaints)
    assert len(said) == len(statuses)
    complaints.clear()


def state_is(page: Page, state: str) -> None:
    expect(page.locator("#state")).to_have_text(state)


def replaced(page: Page, text: str) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


# --- by keyboard alone ---------------------------------------------------------------------------


def translate_lesson(page: Page) -> None:
    """Translate the text with codes: they go around what is selected."""
    expect(page.locator("#found")).to_contain_text("code 2 (link) is lost")
    replaced(page, "पोर्टल")
    page.keyboard.press("Control+a")
    page.keyboard.press("F2")
    page.keyboard.press("End")
    page.keyboard.type(" में ")
    page.keyboard.press("F2")
    page.keyboard.type("अर्जित अवकाश")
    page.keyboard.press("End")
    page.keyboard.type(" का आवेदन करें।")
    expect(page.locator("#target")).to_have_value("⟦1⟧पोर्टल⟦/1⟧ में ⟦2⟧अर्जित अवकाश⟦/2⟧ का आवेदन करें।")
    page.keyboard.press("Control+Enter")


def sign_all_off(page: Page) -> None:
    for at, words in enumerate(SOURCES, 1):
        is_open(page, words, at)
        page.keyboard.press("Control+Shift+Enter")
    expect(page.locator("#said")).to_contain_text(END)


def test_a_hindi_file_goes_from_draft_to_signed_off(
    project: Project, open_studio: Any, sit_down: Callable[..., Page], complaints: list[str]
) -> None:
    page = sit_down(open_studio(project, user=ASHA), "/review/hi/leave")
    is_open(page, "Leave rules", 1)
    page.keyboard.press("Control+Enter")  # the draft will do
    is_open(page, "Who may take leave.", 2)
    page.keyboard.press("Shift+F2")
    page.keyboard.type("ChuTTii kaun le sakataa hai.", delay=15)
    expect(page.locator("#target")).to_have_value("छुट्टी कौन ले सकता है।")
    page.keyboard.press("Control+Enter")
    for at in (3, 4):
        is_open(page, "Leave", at)
        page.keyboard.type("avakaash ")
        page.keyboard.press("Control+Enter")
    is_open(page, "earned leave", 5)
    page.keyboard.press("Shift+F2")
    translate_lesson(page)
    is_open(page, "Note the date.", 6)
    page.keyboard.press("Control+Enter")
    is_open(page, "The public authority", 7)
    page.keyboard.type("लोक प्राधिकारी के पास 30 दिन हैं।")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text(END)
    expect(page.locator("#progress")).to_contain_text("7 of 7 translated")
    assert entry_of(project, "hi", "Note the").by == ASHA
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator("#notice")).to_contain_text("You translated this yourself")
    refused(complaints, 422)

    sign_all_off(sit_down(open_studio(project, user=RAVI), "/review/hi/leave?filter=review"))
    expect(page.locator("#progress")).to_contain_text("7 signed off")
    assert people(project, "hi") == {(State.SIGNED_OFF, ASHA, RAVI)}
    assert run(["check", "leave", "-l", "hi", "--strict"]) == DONE


def test_an_urdu_file_goes_from_draft_to_signed_off(
    project: Project, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(project, user=ASHA), "/review/ur/leave")
    is_open(page, "Leave rules")
    field = page.locator("#target")
    expect(field).to_have_attribute("lang", "ur")
    expect(field).to_have_attribute("dir", "rtl")
    expect(field).to_have_attribute("spellcheck", "true")
    page.keyboard.press("Shift+F2")
    expect(page.locator("#said")).to_have_text("Nothing is typed so in this language.")
    texts = [
        None,
        "چھٹی کون لے سکتا ہے۔",
        "چھٹی",
        "چھٹی",
        "⟦2⟧پورٹل⟦/2⟧ میں ⟦1⟧کمائی ہوئی چھٹی⟦/1⟧ کی درخواست دیں۔",
        None,
        "سرکاری ادارے کے پاس 30 دن ہیں۔",
    ]
    for at, (words, text) in enumerate(zip(SOURCES, texts, strict=True), 1):
        is_open(page, words, at)
        if text:
            replaced(page, text)
        page.keyboard.press("Control+Enter")
    expect(page.locator("#progress")).to_contain_text("7 of 7 translated")
    sign_all_off(sit_down(open_studio(project, user=RAVI), "/review/ur/leave?filter=review"))
    expect(page.locator("#progress")).to_contain_text("7 signed off")
    assert people(project, "ur") == {(State.SIGNED_OFF, ASHA, RAVI)}


def test_all_keys_do_what_the_help_says(
    project: Project, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(project), "/review/hi/leave?filter=all")
    is_open(page, "Leave rules")
    page.keyboard.press("Control+/")
    rows = page.locator("#keys th").all_inner_texts()
    assert len(rows) == 12
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+ArrowDown")
    is_open(page, "Who may take")
    page.keyboard.press("Alt+ArrowUp")
    is_open(page, "Leave rules")
    assert entry_of(project, "hi", "Leave rules").state is State.MACHINE  # looking changes nothing
    page.keyboard.press("Control+Shift+Digit1")
    page.keyboard.press("Control+Shift+Digit2")
    expect(page.locator("#target")).to_have_value("छुट्टी के नियम\u200d\u200c")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator("#target")).to_have_value("छुट्टी के नियम")
    page.keyboard.press("F8")
    state_is(page, "Another look")
    assert entry_of(project, "hi", "Leave rules").state is State.FUZZY
    page.keyboard.press("Shift+F8")
    state_is(page, "Machine")
    assert entry_of(project, "hi", "Leave rules").state is State.MACHINE
    replaced(page, "अवकाश नियम")
    page.keyboard.press("Alt+ArrowDown")  # going on saves what was typed
    is_open(page, "Who may take")
    assert entry_of(project, "hi", "Leave rules").target == ("अवकाश नियम",)


def test_suggestions_are_taken_one_after_the_other(
    project: Project, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    lesson = project.root / "content/courses/leave/01-leave/01-apply.md"
    lesson.write_text(lesson.read_text() + "\nNote the dates.\n\nNote a date.\n")
    put(project, "hi", "Note the", state=State.TRANSLATED, by=RAVI)
    put(project, "hi", "The public", target=("x",), state=State.NEW, by="")
    page = sit_down(open_studio(project), "/review/hi/leave")
    is_open(page, "Leave rules")
    unit = page.locator(".row:has-text('Note a date')")
    unit.focus()
    page.keyboard.press("Enter")
    is_open(page, "Note a date.")
    expect(page.locator("#offers li")).to_contain_text(["locales/catalogs/hi/leave.xlf"])
    page.keyboard.press("F4")
    expect(page.locator("#target")).to_have_value("तारीख लिखें।")
    expect(page.locator("#said")).to_contain_text("Suggestion 1 of 1")


def test_codes_stay_whole(
    project: Project, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(project), "/review/hi/leave?filter=all")
    page.locator(".row:has-text('earned leave')").click()
    is_open(page, "earned leave")
    replaced(page, "क")
    page.keyboard.press("Control+a")
    page.keyboard.press("F2")
    field = page.locator("#target")
    expect(field).to_have_value("⟦1⟧क⟦/1⟧")
    page.keyboard.press("Backspace")
    expect(field).to_have_value("⟦1⟧क")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("⟦1⟧क⟦/1⟧")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")  # over the whole code
    page.keyboard.type("ख")
    expect(field).to_have_value("⟦1⟧खक⟦/1⟧")
    page.keyboard.press("Home")
    page.keyboard.press("Delete")
    expect(field).to_have_value("खक⟦/1⟧")
    assert page.locator("#shown .chip").all_text_contents() == ["bold ends 1"]


@pytest.mark.parametrize(
    ("tag", "typed", "written"),
    [
        ("ta", "vaNakkam ulakam", "வணக்கம் உலகம்"),
        ("bn", "baa.nlaa", "বাংলা"),
        ("or", "sUchanA adhikAra", "ସୂଚନା ଅଧିକାର"),
        ("kn", "maahiti", "ಮಾಹಿತಿ"),
    ],
)
def test_roman_typing_is_quick_fingered(
    project: Project,
    open_studio: Any,
    sit_down: Callable[..., Page],
    tag: str,
    typed: str,
    written: str,
) -> None:
    page = sit_down(open_studio(project), f"/review/{tag}/leave")
    is_open(page, "Leave rules")
    page.keyboard.press("Shift+F2")
    page.keyboard.type(typed)
    expect(page.locator("#target")).to_have_value(written)
    page.keyboard.type("xy")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(page.locator("#target")).to_have_value(written)


# --- together ------------------------------------------------------------------------------------


def test_two_reviewers_edit_one_file_without_loss(
    project: Project, open_studio: Any, sit_down: Callable[..., Page], complaints: list[str]
) -> None:
    pages = [sit_down(open_studio(project, user=one), "/review/hi/leave") for one in (ASHA, RAVI)]
    for page in pages:
        is_open(page, "Leave rules")
    pages[1].keyboard.press("Alt+ArrowDown")
    is_open(pages[1], "Who may take")
    replaced(pages[1], "छुट्टी कौन ले सकता है।")
    replaced(pages[0], "अवकाश के नियम")
    pages[0].keyboard.press("Control+Enter")
    is_open(pages[0], "Who may take")
    expect(pages[1].locator("#progress")).to_contain_text("1 of 7 translated")
    expect(pages[1].locator("#target")).to_have_value("छुट्टी कौन ले सकता है।")
    replaced(pages[0], "किसे छुट्टी मिलती है।")
    pages[1].keyboard.press("Control+Enter")
    is_open(pages[1], "Leave")
    # Both have the same text open: nothing is overwritten, and both versions are shown.
    expect(pages[0].locator("#conflict")).to_be_visible()
    expect(pages[0].locator("#theirs")).to_have_text("छुट्टी कौन ले सकता है।")
    expect(pages[0].locator("#conflict-who")).to_contain_text(RAVI)
    pages[0].keyboard.press("Control+Enter")
    expect(pages[0].locator("#notice")).to_contain_text("Somebody else has changed")
    refused(complaints, 409)
    assert entry_of(project, "hi", "Who may").by == RAVI
    expect(pages[0].locator("#target")).to_have_value("किसे छुट्टी मिलती है।")
    pages[0].locator("#keep-mine").press("Enter")
    state_is(pages[0], "Translated")
    assert entry_of(project, "hi", "Leave rules").target == ("अवकाश के नियम",)
    kept = entry_of(project, "hi", "Who may")
    assert (kept.target, kept.by) == (("किसे छुट्टी मिलती है।",), ASHA)


def test_a_file_that_changes_on_the_disk_is_merged(
    project: Project, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(project), "/review/hi/leave?filter=all")
    is_open(page, "Leave rules")
    put(project, "hi", "Leave rules", target=("अवकाश",), state=State.TRANSLATED, by=RAVI)
    expect(page.locator("#target")).to_have_value("अवकाश")
    expect(page.locator("#notice")).to_have_text(f"Changed meanwhile: Translated by {RAVI}.")
    replaced(page, "अवकाश के नियम")
    put(project, "hi", "Note the", target=("दिनांक लिखें।",), state=State.TRANSLATED, by=RAVI)
    expect(page.locator(".row:has-text('Note the date')")).to_contain_text("दिनांक लिखें।")
    expect(page.locator("#target")).to_have_value("अवकाश के नियम")
    lesson = project.root / "content/courses/leave/01-leave/01-apply.md"
    lesson.write_text(lesson.read_text().replace("has 30 days", "has 45 days"))
    expect(page.locator(".row:has-text('45 days')")).to_be_visible()
    page.keyboard.press("Control+Enter")
    is_open(page, "Who may take")
    assert entry_of(project, "hi", "Leave rules").target == ("अवकाश के नियम",)
    assert entry_of(project, "hi", "Note the").target == ("दिनांक लिखें।",)
    assert entry_of(project, "hi", "The public authority has 45").id
    put(project, "hi", "Who may", target=("कौन?",), state=State.TRANSLATED, by=RAVI)
    expect(page.locator("#target")).to_have_value("कौन?")


def test_what_was_typed_outlives_the_window(
    project: Project, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(project), "/review/hi/leave")
    is_open(page, "Leave rules")
    replaced(page, "आधा")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#target")).to_have_value("आधा")
    assert entry_of(project, "hi", "Leave rules").state is State.MACHINE


def test_comments_stay_with_the_text(
    project: Project, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(project, user=RAVI), "/review/ur/leave")
    is_open(page, "Leave rules")
    page.locator("#remark").focus()
    page.keyboard.type("<b>کون سا قاعدہ؟</b>")
    page.keyboard.press("Enter")
    expect(page.locator("#remarks")).to_contain_text("Ravi Das: <b>کون سا قاعدہ؟</b>")
    remarks = entry_of(project, "ur", "Leave rules").remarks
    assert remarks == ((RAVI, "<b>کون سا قاعدہ؟</b>"),)
    page.locator("#remarks button").press("Enter")
    expect(page.locator("#remarks li")).to_have_count(0)


# --- for everybody -------------------------------------------------------------------------------

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1400, "height": 900}},
    "dark": {"viewport": {"width": 1400, "height": 900}, "color_scheme": "dark"},
    "small": {"viewport": {"width": 320, "height": 640}},
    "zoomed": {"viewport": {"width": 700, "height": 450}, "device_scale_factor": 2},
    "forced": {"viewport": {"width": 1400, "height": 900}, "forced_colors": "active"},
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("tag", ["hi", "ur"])
def test_axe_finds_nothing(
    project: Project, open_studio: Any, sit_down: Callable[..., Page], look: str, tag: str
) -> None:
    put(project, tag, "Apply for", state=State.FUZZY, previous_source=("Apply.",), target=("x",))
    put(project, tag, "Apply for", remarks=((ASHA, "Which?"),))
    page = sit_down(open_studio(project), f"/review/{tag}/leave?filter=all", **LOOKS[look])
    is_open(page, "Leave rules")
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = {"at first": page.evaluate(LOOK)}
    page.locator(".row:has-text('earned leave')").click()
    is_open(page, "earned leave")
    page.locator("#previous summary").click()
    page.keyboard.press("Shift+F2")
    expect(page.locator("#offers li").first).to_be_visible()
    found["with codes"] = page.evaluate(LOOK)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#whole").check()
    expect(page.locator("#review.whole")).to_be_visible()
    found["whole page"] = page.evaluate(LOOK)
    page.locator("#help-open").click()
    found["help"] = page.evaluate(LOOK)
    assert {state: one for state, one in found.items() if one} == {}
