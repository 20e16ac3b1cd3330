"""What changes on the disk, told to every open window: watchfiles in, server-sent events out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.responses import StreamingResponse
from watchfiles import Change, awatch

from pathya.build.project import PROJECT_FILE, Project
from pathya.build.receipts import BUILD_FILE

_WAITING = 100
"""Events that a window may be behind; one that sleeps longer starts afresh when it comes back."""
_ALIVE = 15.0
"""Seconds after which a silent line says that it is there."""
_QUIET, _MOST = 1, 50
"""Milliseconds without another change that end a batch, and the longest batch."""
_LOOK_AGAIN = 2000
"""Milliseconds after which folders that were missing are looked for."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that windows should know."""

    kind: str
    data: Mapping[str, Any]
    """Plain values, for JSON."""


@dataclass(slots=True)
class Hub:
    """Whoever wants to know of events; one event loop serves them all."""

    _queues: set[asyncio.Queue[Event | None]] = field(default_factory=set)
    _loop: asyncio.AbstractEventLoop | None = None

    def publish(self, kind: str, **data: Any) -> None:
        """Tell everybody; from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._put, Event(kind, data))

    async def events(self) -> AsyncGenerator[Event]:
        """Give events as they come, until the reader falls too far behind."""
        self._loop = asyncio.get_running_loop()
        queue: asyncio.Queue[Event | None] = asyncio.Queue(_WAITING)
        self._queues.add(queue)
        try:
            while (event := await queue.get()) is not None:
                yield event
        finally:
            self._queues.discard(queue)

    def _put(self, event: Event) -> None:
        for queue in tuple(self._queues):
            if queue.full():
                self._queues.discard(queue)
                queue.get_nowait()
                queue.put_nowait(None)
            else:
                queue.put_nowait(event)


def stream(hub: Hub) -> StreamingResponse:
    """Answer with events for as long as the window is open."""
    headers = {"X-Accel-Buffering": "no"}  # a proxy that collects them would keep them for minutes
    return StreamingResponse(_lines(hub), media_type="text/event-stream", headers=headers)


async def _lines(hub: Hub) -> AsyncIterator[str]:
    yield "retry: 1000\nevent: hello\ndata: {}\n\n"
    events = hub.events()
    pending = asyncio.ensure_future(anext(events))
    try:
        while True:
            done, _ = await asyncio.wait({pending}, timeout=_ALIVE)
            if not done:
                yield ": here\n\n"
                continue
            event = pending.result()
            yield f"event: {event.kind}\ndata: {json.dumps(event.data)}\n\n"
            pending = asyncio.ensure_future(anext(events))
    except StopAsyncIteration:
        return
    finally:
        pending.cancel()
        with suppress(asyncio.CancelledError, StopAsyncIteration):
            await pending
        await events.aclose()


# --- the disk ------------------------------------------------------------------------------------


async def watch(project: Project, hub: Hub) -> None:
    """Publish `changed` for each batch of changes, until cancelled.

    `paths` are from the project's folder; `courses` are those whose sources changed, `catalogs`
    pairs of tag and course, `built` courses with new packages. What names none of these may have
    changed everything.
    """
    async with asyncio.TaskGroup() as both:
        both.create_task(_watch_folders(project, hub))
        both.create_task(_watch_settings(project, hub))


async def _watch_settings(project: Project, hub: Hub) -> None:
    """Watch the settings' folder: editors put another file in the place of the one they save."""
    async for _ in awatch(
        project.root,
        watch_filter=lambda _, path: Path(path) == project.root / PROJECT_FILE,
        debounce=_MOST,
        step=_QUIET,
        recursive=False,
    ):
        hub.publish("changed", **changed(project, [project.root / PROJECT_FILE]))


async def _watch_folders(project: Project, hub: Hub) -> None:
    """Watch folders, which may go, come, and be others than those that had their names."""
    others = False
    while True:
        with suppress(FileNotFoundError):  # one of them goes at this moment
            await _watch_these(project, hub, _roots(project), others)
        others = True


async def _watch_these(project: Project, hub: Hub, roots: Mapping[Path, int], others: bool) -> None:
    """Watch until a folder is another one; with `others` nobody knows what is in these by now."""
    async for batch in awatch(
        *roots,
        watch_filter=lambda _, path: _matters(Path(path)),
        debounce=_MOST,
        step=_QUIET,
        rust_timeout=_LOOK_AGAIN,
        yield_on_timeout=True,
    ):
        if batch or others:
            hub.publish("changed", **changed(project, () if others else _paths(batch)))
        others = False
        gone = any((Change.deleted, str(path)) in batch for path in roots)
        if gone or _roots(project) != roots:
            break


def _roots(project: Project) -> dict[Path, int]:
    """Give the folders that are there, each with its inode."""
    said = project.settings
    folders = (said.courses, said.catalogs, said.terms, said.competencies, said.dist)
    paths = (project.root / one for one in folders)
    return {path: inode for path in paths if (inode := _inode(path))}


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _matters(path: Path) -> bool:
    """Pass over hidden and temporary files, and packages."""
    if path.name.startswith((".", "#")) or path.name.endswith(("~", ".part")):
        return False
    return path.suffix != ".zip" and (path.suffix != ".json" or path.name == BUILD_FILE)


def _paths(batch: Iterable[tuple[Change, str]]) -> list[Path]:
    return sorted({Path(path) for _, path in batch})


def changed(project: Project, paths: Iterable[Path]) -> dict[str, Any]:
    """Say what files are part of."""
    said = project.settings
    places: dict[str, Any] = {"paths": [], "courses": set(), "catalogs": set(), "built": set()}
    for path in paths:
        place = _below(path, project.root)
        places["paths"].append(place.as_posix())
        if inside := _below(path, project.root / said.courses).parts:
            places["courses"].add(inside[0])
        if len(inside := _below(path, project.dist).parts) == 2:
            places["built"].add(inside[0])
        if len(inside := _below(path, project.root / said.catalogs).parts) >= 2:
            places["catalogs"].add((inside[0], inside[1].partition(".")[0]))
    return {key: sorted(one) for key, one in places.items()}


def _below(path: Path, folder: Path) -> Path:
    return path.relative_to(folder) if path.is_relative_to(folder) else Path()
