"""Translators and reviewers in the studio: by keyboard, in two windows, while files change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pathya.build.cli.main import DONE, run
from pathya.locales.catalog import State

pytestmark = pytest.mark.browser

ASHA, RAVI = "Asha Rao", "Ravi Das"
END = "This is the last text of the list."
SOURCES = (
    *("Leave rules", "Who may take leave", "Leave", "Leave"),
    *("earned leave", "Note the date", "The public authority"),
)


def is_open(page: Page, words: str, at: int = 0) -> None:
    """Wait until a text is open and the field has the focus; `at`: in which place it stands."""
    expect(page.locator("#source")).to_contain_text(words)
    expect(page.locator("#place")).to_contain_text(f"{at} of" if at else "of")
    expect(page.locator("#target")).to_be_focused()


def refused(page: Page, complaints: list[str], *statuses: int) -> None:
    """Take the browser's own complaints about refusals that a test has asked for."""
    for _ in range(50):  # the browser complains when it finds the time
        if len(complaints) >= len(statuses):
            break
        page.wait_for_timeout(100)
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
    leave: Any, open_studio: Any, sit_down: Callable[..., Page], complaints: list[str]
) -> None:
    page = sit_down(open_studio(leave.project, user=ASHA), "/review/hi/leave")
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
    assert leave.entry("hi", "Note the").by == ASHA
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator("#notice")).to_contain_text("You translated this yourself")
    refused(page, complaints, 422)

    sign_all_off(sit_down(open_studio(leave.project, user=RAVI), "/review/hi/leave?filter=review"))
    expect(page.locator("#progress")).to_contain_text("7 signed off")
    assert leave.people("hi") == {(State.SIGNED_OFF, ASHA, RAVI)}
    assert run(["check", "leave", "-l", "hi", "--strict"]) == DONE


def test_an_urdu_file_goes_from_draft_to_signed_off(
    leave: Any, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(leave.project, user=ASHA), "/review/ur/leave")
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
    sign_all_off(sit_down(open_studio(leave.project, user=RAVI), "/review/ur/leave?filter=review"))
    expect(page.locator("#progress")).to_contain_text("7 signed off")
    assert leave.people("ur") == {(State.SIGNED_OFF, ASHA, RAVI)}


def test_all_keys_do_what_the_help_says(
    leave: Any, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(leave.project), "/review/hi/leave?filter=all")
    is_open(page, "Leave rules")
    page.keyboard.press("Control+/")
    expect(page.locator("#keys th")).to_have_count(12)
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+ArrowDown")
    is_open(page, "Who may take")
    page.keyboard.press("Alt+ArrowUp")
    is_open(page, "Leave rules")
    assert leave.entry("hi", "Leave rules").state is State.MACHINE  # looking changes nothing
    page.keyboard.press("Control+Shift+Digit1")
    page.keyboard.press("Control+Shift+Digit2")
    expect(page.locator("#target")).to_have_value("छुट्टी के नियम\u200d\u200c")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator("#target")).to_have_value("छुट्टी के नियम")
    page.keyboard.press("F8")
    state_is(page, "Another look")
    assert leave.entry("hi", "Leave rules").state is State.FUZZY
    page.keyboard.press("Shift+F8")
    state_is(page, "Machine")
    assert leave.entry("hi", "Leave rules").state is State.MACHINE
    replaced(page, "अवकाश नियम")
    with page.expect_response("**/edit"):
        page.keyboard.press("Alt+ArrowDown")  # going on saves what was typed
    is_open(page, "Who may take")
    assert leave.entry("hi", "Leave rules").target == ("अवकाश नियम",)


def test_suggestions_are_taken_one_after_the_other(
    leave: Any, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    lesson = leave.project.root / "content/courses/leave/01-leave/01-apply.md"
    lesson.write_text(lesson.read_text() + "\nNote the dates.\n\nNote a date.\n")
    leave.put("hi", "Note the", state=State.TRANSLATED, by=RAVI)
    leave.put("hi", "The public", target=("x",), state=State.NEW, by="")
    page = sit_down(open_studio(leave.project), "/review/hi/leave")
    is_open(page, "Leave rules")
    unit = page.locator(".row:has-text('Note a date')")
    unit.focus()
    page.keyboard.press("Enter")
    is_open(page, "Note a date.")
    expect(page.locator("#offers li")).to_contain_text(["locales/catalogs/hi/leave.xlf"])
    page.keyboard.press("F4")
    expect(page.locator("#target")).to_have_value("तारीख लिखें।")
    expect(page.locator("#said")).to_contain_text("Suggestion 1 of 1")


def test_codes_stay_whole(leave: Any, open_studio: Any, sit_down: Callable[..., Page]) -> None:
    page = sit_down(open_studio(leave.project), "/review/hi/leave?filter=all")
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
    leave: Any,
    open_studio: Any,
    sit_down: Callable[..., Page],
    tag: str,
    typed: str,
    written: str,
) -> None:
    page = sit_down(open_studio(leave.project), f"/review/{tag}/leave")
    is_open(page, "Leave rules")
    page.keyboard.press("Shift+F2")
    page.keyboard.type(typed)
    expect(page.locator("#target")).to_have_value(written)
    page.keyboard.type("xy")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(page.locator("#target")).to_have_value(written)


def test_an_input_method_is_left_alone(
    leave: Any, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(leave.project), "/review/hi/leave?filter=all")
    page.locator(".row:has-text('earned leave')").click()
    is_open(page, "earned leave")
    page.keyboard.press("Shift+F2")
    replaced(page, "aam ")
    expect(page.locator("#target")).to_have_value("आम ")
    page.keyboard.press("F2")
    keyboard = page.context.new_cdp_session(page)
    for text in ("ر", "kra", "क्र", "क्रम"):  # as it is composed, whatever the letters
        place = {"selectionStart": len(text), "selectionEnd": len(text)}
        keyboard.send("Input.imeSetComposition", {"text": text} | place)
    keyboard.send("Input.insertText", {"text": "क्रम"})
    expect(page.locator("#target")).to_have_value("आम ⟦1⟧क्रम⟦/1⟧")


def test_equal_texts_are_translated_with_one_tick(
    leave: Any, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(leave.project), "/review/hi/leave")
    is_open(page, "Leave rules")
    for _ in range(2):
        page.keyboard.press("Alt+ArrowDown")
    is_open(page, "Leave", 3)
    expect(page.locator("#everywhere-text")).to_have_text(
        "Also for the other text with these words"
    )
    page.keyboard.type("छुट्टी")
    page.locator("#everywhere").press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text("Translated: 2 texts.")
    targets = [
        one.target for one in leave.catalog("hi").entries.values() if one.source == ("Leave",)
    ]
    assert targets == [("छुट्टी",), ("छुट्टी",)]


# --- together ------------------------------------------------------------------------------------


def test_two_reviewers_edit_one_file_without_loss(
    leave: Any, open_studio: Any, sit_down: Callable[..., Page], complaints: list[str]
) -> None:
    pages = [
        sit_down(open_studio(leave.project, user=one), "/review/hi/leave") for one in (ASHA, RAVI)
    ]
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
    refused(pages[0], complaints, 409)
    assert leave.entry("hi", "Who may").by == RAVI
    expect(pages[0].locator("#target")).to_have_value("किसे छुट्टी मिलती है।")
    pages[0].locator("#keep-mine").press("Enter")
    state_is(pages[0], "Translated")
    assert leave.entry("hi", "Leave rules").target == ("अवकाश के नियम",)
    kept = leave.entry("hi", "Who may")
    assert (kept.target, kept.by) == (("किसे छुट्टी मिलती है।",), ASHA)


def test_a_file_that_changes_on_the_disk_is_merged(
    leave: Any, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(leave.project), "/review/hi/leave?filter=all")
    is_open(page, "Leave rules")
    leave.put("hi", "Leave rules", target=("अवकाश",), state=State.TRANSLATED, by=RAVI)
    expect(page.locator("#target")).to_have_value("अवकाश")
    expect(page.locator("#notice")).to_have_text(f"Changed meanwhile: Translated by {RAVI}.")
    replaced(page, "अवकाश के नियम")
    leave.put("hi", "Note the", target=("दिनांक लिखें।",), state=State.TRANSLATED, by=RAVI)
    expect(page.locator(".row:has-text('Note the date')")).to_contain_text("दिनांक लिखें।")
    expect(page.locator("#target")).to_have_value("अवकाश के नियम")
    lesson = leave.project.root / "content/courses/leave/01-leave/01-apply.md"
    lesson.write_text(lesson.read_text().replace("has 30 days", "has 45 days"))
    expect(page.locator(".row:has-text('45 days')")).to_be_visible()
    page.keyboard.press("Control+Enter")
    is_open(page, "Who may take")
    assert leave.entry("hi", "Leave rules").target == ("अवकाश के नियम",)
    assert leave.entry("hi", "Note the").target == ("दिनांक लिखें।",)
    assert leave.entry("hi", "The public authority has 45").id
    leave.put("hi", "Who may", target=("कौन?",), state=State.TRANSLATED, by=RAVI)
    expect(page.locator("#target")).to_have_value("कौन?")


def test_what_was_wrong_with_a_file_is_forgotten_when_it_is_mended(
    leave: Any, open_studio: Any, sit_down: Callable[..., Page], complaints: list[str]
) -> None:
    page = sit_down(open_studio(leave.project), "/review/hi/leave?filter=all")
    is_open(page, "Leave rules")
    before = leave.entry("hi", "Leave rules")
    replaced(page, "अवकाश के")
    leave.put("hi", "Leave rules", target=("अवकाश",), state=State.TRANSLATED, by=RAVI)
    expect(page.locator("#conflict")).to_be_visible()
    leave.put("hi", "Leave rules", target=before.target, state=before.state, by=before.by)
    expect(page.locator("#conflict")).to_be_hidden()
    data = (file := leave.project.catalog("leave", "hi")).read_bytes()
    file.write_bytes(data[:1000])
    expect(page.locator("#notice")).to_contain_text("cannot be read")
    file.write_bytes(data)
    expect(page.locator("#notice")).to_have_text("")
    expect(page.locator("#target")).to_have_value("अवकाश के")
    complaints.clear()  # the browser's own, of what could not be read


def test_what_was_typed_outlives_the_window(
    leave: Any, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(leave.project), "/review/hi/leave")
    is_open(page, "Leave rules")
    replaced(page, "आधा")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#target")).to_have_value("आधा")
    assert leave.entry("hi", "Leave rules").state is State.MACHINE
    page.goto("about:blank")
    leave.put("hi", "Leave rules", target=("अवकाश",), state=State.TRANSLATED, by=RAVI)
    page.go_back()
    expect(page.locator("#theirs")).to_have_text("अवकाश")
    expect(page.locator("#target")).to_have_value("आधा")
    page.locator("#keep-mine").click()
    expect(page.locator("#notice")).to_have_text("")


def test_comments_stay_with_the_text(
    leave: Any, open_studio: Any, sit_down: Callable[..., Page]
) -> None:
    page = sit_down(open_studio(leave.project, user=RAVI), "/review/ur/leave")
    is_open(page, "Leave rules")
    page.locator("#remark").focus()
    page.keyboard.type("<b>کون سا قاعدہ؟</b>")
    page.keyboard.press("Enter")
    expect(page.locator("#remarks")).to_contain_text("Ravi Das: <b>کون سا قاعدہ؟</b>")
    remarks = leave.entry("ur", "Leave rules").remarks
    assert remarks == ((RAVI, "<b>کون سا قاعدہ؟</b>"),)
    page.locator("#remarks button").press("Enter")
    expect(page.locator("#remarks li")).to_have_count(0)
