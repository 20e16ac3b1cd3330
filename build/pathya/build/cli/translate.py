"""`pathya translate`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import click

from pathya.build.cli.common import (
    courses_argument,
    example,
    language_option,
    open_documents,
    open_project,
    pick_own_tags,
    say,
)
from pathya.build.cli.main import UNFINISHED
from pathya.build.cli.progress import tracked
from pathya.build.engine_settings import OPTIONS

if TYPE_CHECKING:
    from pathya.authoring.course import Course
    from pathya.build.project import Project
    from pathya.build.translate import Filled, Order


@click.command(epilog=example("pathya translate rti-requests -l hi --engine ct2"))
@courses_argument
@language_option
@click.option(
    "--engine",
    type=click.Choice(sorted(OPTIONS)),
    help="The engine. Default: the one that pathya.toml names for the language, if any.",
)
@click.option("--dry-run", is_flag=True, help="Say what there is to do: ask nobody, write nothing.")
def translate(
    courses: tuple[str, ...], tags: tuple[str, ...], engine: str | None, *, dry_run: bool
) -> int:
    """Fill what is not translated: from the memory, then by an engine.

    First comes the same text in the same place, then the same text anywhere in the project, then
    an engine's draft. What is only alike is a suggestion. All of it waits for a person, and what a
    person has translated is not touched. Everything is saved as it comes: run it again to go on.
    """
    from pathya.authoring.diagnostics import has_errors
    from pathya.build import rules
    from pathya.build.engines import open_engine
    from pathya.build.memory import project_memory
    from pathya.build.terms import read_terms
    from pathya.build.translate import Order

    project = open_project()
    wanted, read = open_documents(project, courses)
    terms, faults = read_terms(project)
    found = [*faults, *read]
    if has_errors(faults):  # a draft without them would have to be made again
        return say(tuple(found), "text", strict=False)
    chosen = pick_own_tags(project, tags)
    opened = cache(lambda name: open_engine(name, project.settings.engines, project.root))
    today = datetime.now(UTC).date().isoformat()
    without = False
    with project_memory(project) as memory:
        order = Order(memory, terms, opened, today, engine or "", dry_run)
        for course, step in tracked(_steps(project, wanted, chosen, order), 0):
            if step.done:
                _tell(course, step)
                found += step.found
                without |= bool(not step.engine and step.counts.get("new"))
    code = say(tuple(dict.fromkeys(found)), "text", strict=False)
    if without and not has_errors(tuple(found)):
        click.echo(
            "No engine: name one with --engine, or under [engines] in pathya.toml.", err=True
        )
    return UNFINISHED if any(one.rule is rules.ENG003 for one in found) else code


def _steps(
    project: Project, courses: list[Course], tags: tuple[str, ...], order: Order
) -> Iterator[tuple[Course, Filled]]:
    from pathya.build.captions import catalog_tags
    from pathya.build.translate import translate_course

    for course in courses:
        for step in translate_course(project, course, catalog_tags(course, tags), order):
            yield course, step


def _tell(course: Course, step: Filled) -> None:
    states = ", ".join(f"{n} {what}" for what, n in step.counts.items()) or "nothing to fill"
    words = f"; {step.words} words left for {step.engine}" if step.words else ""
    none = "" if step.engine else "; no engine"
    click.echo(f"{course.id:24} {step.tag:8} {states}{words}{none}")
