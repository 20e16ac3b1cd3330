"""`pathya store`: look after what builds keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pathya.build.cli.common import example, open_project, open_stores, store_option
from pathya.build.cli.main import DONE, ERRORS

if TYPE_CHECKING:
    from pathya.build.project import Project
    from pathya.build.store.folder import Store

_MB = 1_000_000


@click.group(epilog=example("pathya store stats"))
def store() -> None:
    """Look after the store: what builds keep, so that nothing is made twice.

    It lies with other things that the system may delete, or where pathya.toml, PATHYA_STORE or
    --store says. Whatever is removed from it is made again.
    """


@store.command(epilog=example("pathya store stats"))
@store_option
def stats(place: str) -> int:
    """Say where the store is, and how large."""
    from pathya.build.store.upkeep import entries

    _, opened = _open(place)
    sizes: dict[str, list[int]] = {"blobs": [], "actions": []}
    for entry in entries(opened):
        sizes[entry.kind].append(entry.size)
    click.echo(f"{opened.folder}")
    for kind, name in (("actions", "results"), ("blobs", "files shared by packages")):
        click.echo(f"{len(sizes[kind]):8} {name}, {sum(sizes[kind]) / _MB:,.1f} MB")
    return DONE


@store.command(epilog=example("pathya store verify"))
@store_option
def verify(place: str) -> int:
    """Read all of the store, and remove what is damaged."""
    from pathya.build.store.upkeep import damaged

    _, opened = _open(place)
    number = 0
    for entry in damaged(opened):
        click.echo(f"Removed, as it was damaged: {entry.path}")
        number += 1
    click.echo(f"{number} damaged entries." if number else "The store is whole.")
    return ERRORS if number else DONE


@store.command(epilog=example("pathya store gc --days 30 --size 2000"))
@store_option
@click.option(
    "--days",
    type=click.FloatRange(min=0),
    default=30.0,
    show_default=True,
    help="Remove what was not used for so long.",
)
@click.option(
    "--size",
    type=click.IntRange(min=0),
    default=5000,
    show_default=True,
    metavar="MB",
    help="Then remove the oldest above this size.",
)
def gc(place: str, days: float, size: int) -> int:
    """Remove what nobody has used lately.

    What this project's newest packages and narrations are made of stays in any case. The index
    beside the project forgets what is gone.
    """
    from pathya.build.editions import used_by
    from pathya.build.narration.clips import clips_used
    from pathya.build.project import course_folders
    from pathya.build.shelf import open_shelf
    from pathya.build.store.index import index_of
    from pathya.build.store.upkeep import collect, forget

    project, opened = _open(place)
    names = {folder.name for folder in course_folders(project)}
    forgotten = forget(index_of(project.root), names)
    shelf = open_shelf(project)
    used = used_by(shelf) if shelf else frozenset[str]()
    used |= clips_used(project)
    gone = collect(opened, used, days=days, size=size * _MB)
    if forgotten:
        click.echo(f"The index had {forgotten} entries that say nothing any more.")
    click.echo(f"Removed {len(gone)} entries, {sum(one.size for one in gone) / _MB:,.1f} MB.")
    return DONE


def _open(place: str) -> tuple[Project, Store]:
    from dataclasses import replace

    from pathya.build.store.folder import Store
    from pathya.build.store_settings import Stores

    project = open_project()
    folder = open_stores(project, place).folder
    return replace(project, store=Stores(folder)), Store(folder)
