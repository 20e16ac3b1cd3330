"""A platform of the rehearsal, a project with the sample courses, and an account there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pathya.build.competencies import Synced, sync
from pathya.build.http import Fetch, Request, open_line
from pathya.build.project import Project, course_folders, read_framework, read_project
from pathya.build.publishing.platform import Patience
from pathya.build.publishing.publish import Told
from pathya.build.publishing.run import Order, publish_courses
from pathya.build.publishing.settings import Account
from pathya.build.rehearsal.doors import KEY, TOKENS
from pathya.build.rehearsal.server import serving
from pathya.build.rehearsal.world import World, duplicates, picture
from pathya.locales.engines.protocol import Secret

ROOT = Path(__file__).parents[3]
AT_ONCE = Patience(sleep=lambda _: None)
WHY = "a rehearsal"
SAMPLE = "safe-sign-in"


@dataclass
class Stage:
    """Where publishing is tried out."""

    world: World
    account: Account
    project: Project
    fetch: Fetch

    def publish(self, *tags: str, goal: Any = "publish", course: str = SAMPLE) -> list[Told]:
        """Publish and give what was told of languages."""
        folders = tuple(one for one in course_folders(self.project) if course in ("", one.name))
        order = Order(folders, tags, goal, WHY, AT_ONCE)
        told = publish_courses(self.project, self.account, order, self.fetch)
        return [one for one in told if one.message]

    def writes(self) -> int:
        """Count the writes since the last call."""
        return self.world.counts.pop("writes", 0)

    def picture(self) -> Any:
        """Show the platform's state, without what differs between equal runs."""
        assert duplicates(self.world) == []
        assert self.world.counts["double-publish"] == 0
        return picture(self.world)

    def live(self) -> list[tuple[str, int]]:
        """Name what is Live, and in which version."""
        return [
            (f"{node.kind} {node.live['language'][0]}", node.live["pkgVersion"])
            for node in self.world.nodes.values()
            if node.live and "parent" not in node.live
        ]


def account_at(url: str) -> Account:
    tokens = {role: Secret(token) for token, role in TOKENS.items()}
    return Account(
        url=url,
        door="portal",
        organisation="0140",
        organisation_name="Digital Learning Lab",
        creator="u1",
        creator_name="Asha",
        publisher="u3",
        publisher_name="Charu",
        framework="igot",
        upload_limit=200 * 2**20,
        validation=True,
        timeout=5,
        per_hour=0,
        poll_seconds=0,
        polls=5,
        tokens=tokens,  # type: ignore[arg-type]
        key=Secret(KEY),
    )


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[World, str]]:
    world = World()
    with serving(world) as url:
        yield world, url


@pytest.fixture
def stage(served: tuple[World, str], tmp_path: Path) -> Iterator[Stage]:
    """A platform that nobody has touched, and a project that nobody has published."""
    world, url = served
    root = tmp_path / "project"
    root.mkdir()
    shutil.copy(ROOT / "pathya.toml", root)
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "locales/catalogs", root / "locales/catalogs")
    project, found = read_project(root)
    assert project is not None, found
    fresh = World(framework=tuple(place.competency for place in read_framework(project)[0]))
    for one in fields(World):
        setattr(world, one.name, getattr(fresh, one.name))
    with open_line(5) as fetch:
        fetch(Request("POST", f"{url}/_faults", body={}))
        assert isinstance(sync(project, fetch, date(2026, 11, 23), url), Synced)
        yield Stage(world, account_at(url), project, fetch)
