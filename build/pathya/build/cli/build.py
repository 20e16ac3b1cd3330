"""`pathya build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pathya.build.cli.common import (
    courses_argument,
    example,
    language_option,
    open_project,
    pick_courses,
    pick_tags,
    say,
    strict_option,
)
from pathya.build.cli.progress import tracked

if TYPE_CHECKING:
    from pathya.authoring.diagnostics import Diagnostics
    from pathya.build.pipeline import Built


@click.command(epilog=example("pathya build rti-requests -l hi -l ur -f scorm12"))
@courses_argument
@language_option
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["scorm12", "scorm2004", "web"]),
    help="A format; may be given more than once. Default: those of the project.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for packages. Default: dist, or what pathya.toml says.",
)
@strict_option
def build(
    courses: tuple[str, ...],
    tags: tuple[str, ...],
    formats: tuple[str, ...],
    output: Path | None,
    strict: bool,
) -> int:
    """Build packages of courses, in languages and formats, and a build.json beside them.

    What is not translated yet stands in its source language and is reported. A course with errors
    is not built; the others are.
    """
    from dataclasses import replace

    from pathya.build.pipeline import build_courses

    if output is not None and not output.name and not output.is_absolute():
        raise click.UsageError("`--output` names no folder.")
    project = open_project()
    folders = pick_courses(project, courses)
    settings = replace(
        project.settings,
        dist=str(output.resolve()) if output else project.settings.dist,
        formats=tuple(dict.fromkeys(formats)) or project.settings.formats,
    )
    found: Diagnostics = ()
    chosen = pick_tags(tags)
    steps = build_courses(replace(project, settings=settings), folders, chosen)
    total = len(folders) * (len(chosen or settings.languages) + 1)
    for built in tracked(steps, total):
        _tell(built)
        found += built.found
    return say(found, "text", strict=strict)


def _tell(built: Built) -> None:
    """Print a line for what was just built."""
    if not built.receipts:
        return
    size = sum(receipt.size for receipt in built.receipts)
    states = ", ".join(f"{n} {state}" for state, n in built.receipts[0].states.items())
    states = states.replace("new", "not translated")
    formats = " ".join(dict.fromkeys(receipt.format for receipt in built.receipts))
    language = built.receipts[0].language
    texts = f"texts: {states}" if states else "source"
    number = len(built.receipts)
    packages = f"{number} package{'s' if number > 1 else ''} ({formats})"
    line = f"{built.course:24} {language:8} {packages}, "
    click.echo(f"{line}{size / 1024:,.0f} kB; {texts}")
