"""The pictures of docs/studio.md: each screen, on our own courses as a team would have them.

`make pictures` draws them anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pathya.build.building import build_course
from pathya.build.project import Project, course_folders
from pathya.build.translations import read_catalog
from pathya.locales.catalog import State, digest
from pathya.locales.xliff_write import xliff_serialize

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "docs/studio"
SIGNED = {"hi": 1.0, "ta": 0.8, "ur": 0.55, "bn": 0.3, "mr": 1.0, "or": 0.1, "kn": 0.45}
"""The share of texts that people have translated and, but for the last tenth, signed off."""


def go_on(project: Project, course: str) -> None:
    """Have people translate and sign off some of a course."""
    for tag, share in SIGNED.items():
        path = project.catalog(course, tag)
        catalog, _ = read_catalog(path)
        assert catalog
        upto = round(share * len(catalog.entries))
        done = {name: _done(entry) for name, entry in islice(catalog.entries.items(), upto)}
        later = list(done)[round(upto * 0.9) :] if share < 1 else []
        done |= {name: replace(done[name], state=State.TRANSLATED) for name in later}
        path.write_bytes(xliff_serialize(replace(catalog, entries={**catalog.entries, **done})))


def _done(entry: Any) -> Any:
    return replace(
        entry,
        state=State.SIGNED_OFF,
        by="Sunita Sharma",
        date="2026-11-20",
        signed=digest(entry),
        reviewer="Ravi Das",
        reviewed="2026-11-21",
    )


@pytest.fixture
def desk(project_copy: Project, open_studio: Callable[..., Any]) -> Any:
    """A studio in the middle of work."""
    for name in ("rti-requests", "safe-sign-in"):
        go_on(project_copy, name)
    folders = course_folders(project_copy)
    for folder in folders[1:]:
        for _ in build_course(project_copy, folder, ()):
            pass
    return open_studio(project_copy)


def draw(page: Any, name: str) -> None:
    page.mouse.move(0, 0)
    picture = page.screenshot()
    assert len(picture) > 10_000
    if os.environ.get("UPDATE_PICTURES"):
        (PICTURES / f"{name}.png").write_bytes(picture)


def test_each_screen_is_drawn(desk: Any, sit_down: Callable[..., Any]) -> None:
    page = sit_down(desk, viewport={"width": 1200, "height": 700}, reduced_motion="reduce")
    origin = desk.studio.origin
    page.locator("#rows .share").first.wait_for()
    expect(page.locator("#sums")).not_to_contain_text("Still counting", timeout=60_000)
    draw(page, "home")

    page.goto(f"{origin}/search?q=आवेदन")
    draw(page, "search")

    page.goto(f"{origin}/course/rti-requests")
    page.locator("#language").select_option("hi")
    page.locator("#editions .bar-of").first.wait_for(timeout=60_000)
    expect(page.locator("#state")).to_contain_text("errors", timeout=60_000)
    page.locator("details.rule summary").first.click()
    page.locator("#findings").evaluate("one => one.scrollIntoView()")
    draw(page, "board")

    page.goto(f"{origin}/review/ur/rti-requests")
    page.get_by_text("Section 44(3) of the").first.click()  # a text with codes and terms
    expect(page.locator("#source")).to_contain_text("Section 44(3)")
    page.locator("#offers li, #terms dt, #around *").first.wait_for()
    draw(page, "review")

    page.goto(f"{origin}/preview/rti-requests/hi#fees")
    page.frame_locator("#page").frame_locator("#course").locator("#fees.current").wait_for()
    lesson = desk.root / "content/courses/rti-requests/02-deciding/02-fees.md"
    lines = lesson.read_text("utf-8").split("\n")
    at = next(at for at, line in enumerate(lines[2:], 2) if line[:1].isalpha())
    lines[at] += " See [the rules](rules.md)."
    lesson.write_text("\n".join(lines), "utf-8")
    page.frame_locator("#page").locator("#marks button").wait_for()
    page.get_by_role("button", name="Show").press("Enter")
    page.frame_locator("#page").locator("#spot").wait_for()
    draw(page, "preview")
