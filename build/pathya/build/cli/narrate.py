"""`pathya narrate`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pathya.build.cli.common import (
    courses_argument,
    example,
    language_option,
    open_project,
    open_stores,
    pick_courses,
    pick_tags,
    say,
    store_option,
)
from pathya.build.cli.main import UNFINISHED
from pathya.build.cli.progress import tracked

if TYPE_CHECKING:
    from pathya.authoring.course import Course
    from pathya.build.narration.narrate import Booth, Told


@click.command(epilog=example("pathya narrate rti-requests -l hi -l ta"))
@courses_argument
@language_option
@click.option(
    "--voice",
    type=click.Choice(["espeak", "bhashini", "recorded"]),
    help="Who speaks. Default: whom course.yaml names for the language.",
)
@store_option
@click.option("--dry-run", is_flag=True, help="Say what there is to do: speak and write nothing.")
def narrate(
    courses: tuple[str, ...],
    tags: tuple[str, ...],
    voice: str | None,
    place: str,
    *,
    dry_run: bool,
) -> int:
    """Have lessons read aloud, and say when each sentence is heard.

    Of courses that say `narration: {on: yes}`. What is there and still says the same is left
    alone, and of a changed lesson only new sentences are spoken. Sounds, captions and transcripts
    go to content/narration.
    """
    from pathya.build.narration import rules
    from pathya.build.narration.booths import open_booth
    from pathya.build.pipeline import open_courses
    from pathya.build.shelf import open_store

    project, notes = open_project(), dict[str, None]()
    store = open_store(open_stores(project, place), lambda note: notes.update({note: None}))
    booth = open_booth(project, store, voice or "", dry_run=dry_run)
    read = list(open_courses(project, pick_courses(project, courses)))
    found = [one for _, _, faults in read for one in faults]
    wanted = [one for _, one, _ in read if one and one.narration.on]
    for course, told in tracked(_told(booth, wanted, pick_tags(tags)), 0):
        found += told.found
        _tell(course, told, dry_run=dry_run)
    for note in notes:
        click.echo(note, err=True)
    code = say(tuple(dict.fromkeys(found)), "text", strict=False)
    if not wanted and not code:
        click.echo("Nothing to narrate: write `narration: {on: yes}` into course.yaml.", err=True)
    return UNFINISHED if any(one.rule is rules.NAR012 for one in found) else code


def _told(
    booth: Booth, courses: list[Course], tags: tuple[str, ...]
) -> Iterator[tuple[Course, Told]]:
    from pathya.build.narration.narrate import Told, narrate_course
    from pathya.build.pipeline import all_tags, translate

    for course in courses:
        for tag in tags or all_tags(booth.project, course):
            translated = translate(booth.project, course, tag)
            if translated.course is None:
                yield course, Told(tag, found=translated.found)
                continue
            for told in narrate_course(booth, translated.course):
                yield course, told


def _tell(course: Course, told: Told, *, dry_run: bool) -> None:
    if not told.lesson:
        return
    minutes = f"{told.ms // 60_000}:{told.ms // 1000 % 60:02}" if told.ms else "-:--"
    said = "as it was" if told.there else "not narrated"
    if told.written:
        done = "to be spoken" if dry_run else "spoken"
        said = f"{told.sentences} sentences, {told.spoken} {done}"
    click.echo(f"{course.id:20} {told.tag:8} {told.lesson:28} {minutes:>6}  {said}")
