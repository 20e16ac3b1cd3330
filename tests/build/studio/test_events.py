"""Every window hears of what changes on the disk."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pathya.build.project import Project
from pathya.build.studio import events
from pathya.build.studio.events import Hub, changed


def heard(lines: Iterator[str]) -> tuple[str, Any]:
    """Read one event."""
    kind = data = ""
    for line in lines:
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: "):
            data = line.removeprefix("data: ")
        elif not line and kind:
            break
    return kind, json.loads(data)


def test_a_change_on_the_disk_is_told(desk: Any) -> None:
    with desk.client.stream("GET", "/events") as answer:
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        lines = answer.iter_lines()
        assert heard(lines) == ("hello", {})
        lesson = next(desk.root.glob("content/courses/rti-requests/0*/0*.md"))
        lesson.write_text(lesson.read_text("utf-8") + "\nMore.\n", "utf-8")
        place = lesson.relative_to(desk.root).as_posix()
        assert heard(lines) == (
            "changed",
            {"paths": [place], "courses": ["rti-requests"], "catalogs": [], "built": []},
        )


def test_a_folder_in_the_place_of_another_is_watched(desk: Any) -> None:
    """As after `git checkout`, or when somebody unpacks a project again."""
    folder, kept = desk.root / "content", desk.root / "kept"
    with desk.client.stream("GET", "/events") as answer:
        lines = answer.iter_lines()
        assert heard(lines)[0] == "hello"
        shutil.copytree(folder, kept)
        shutil.rmtree(folder)
        kept.rename(folder)
        nothing: dict[str, list[str]] = {"paths": [], "courses": [], "catalogs": [], "built": []}
        lesson = next(folder.glob("courses/rti-requests/0*/0*.md"))
        while lesson.name not in str(event := heard(lines)):
            if event == ("changed", nothing):  # also said while the folder was not there yet
                lesson.write_text("# More\n", "utf-8")


def test_places_are_named(tmp_path: Path) -> None:
    project = Project(tmp_path)
    paths = (
        "dist/c/build.json",
        "locales/catalogs/hi/a.xlf",
        "locales/catalogs/ta/c/media/call.vtt.xlf",
        "content/courses/b/01-x/01-y.md",
        "pathya.toml",
    )
    assert changed(project, [tmp_path / path for path in paths]) == {
        "paths": sorted(paths),
        "courses": ["b"],
        "catalogs": [("hi", "a"), ("ta", "c")],
        "built": ["c"],
    }


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("a.md", True),
        ("build.json", True),
        ("summary.json", False),
        ("a-hi-scorm12.zip", False),
        (".a.xlf.1234.part", False),
        ("a.md~", False),
        (".a.md.swp", False),
        ("#a.md#", False),
    ],
)
def test_temporary_files_are_nobodys_business(name: str, *, matters: bool) -> None:
    assert events._matters(Path(name)) is matters


def test_who_sleeps_too_long_starts_afresh() -> None:
    async def run() -> tuple[int, int]:
        hub = Hub()
        sleeper = hub.events()
        first = asyncio.ensure_future(anext(sleeper))
        await asyncio.sleep(0)
        for number in range(500):
            hub.publish("n", number=number)
            await asyncio.sleep(0)
        await first
        rest = [event async for event in sleeper]
        return len(rest), len(hub._queues)

    rest, waiting = asyncio.run(run())
    assert rest < 110
    assert waiting == 0


def test_a_window_that_goes_away_is_forgotten(desk: Any) -> None:
    desk.get("/static/x/y")
    listening = set(desk.studio.hub._queues)  # the studio itself
    for _ in range(3):
        with desk.client.stream("GET", "/events") as answer:
            assert heard(answer.iter_lines())[0] == "hello"
    for _ in range(100):
        if desk.studio.hub._queues == listening:
            break
        desk.get("/static/x/y")
    assert desk.studio.hub._queues == listening
