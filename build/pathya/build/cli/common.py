"""What several commands share: the project, the courses they name, and reporting."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from pathya.build.cli.main import DONE, ERRORS

if TYPE_CHECKING:
    from pathlib import Path

    from pathya.authoring.course import Course
    from pathya.authoring.diagnostics import Diagnostic, Diagnostics
    from pathya.build.project import Project
    from pathya.build.store_settings import Stores

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
_SEVERITY = re.compile(r"(?<=: )(error|warning|info) [A-Z]{3}[0-9]{3}")


def as_path(_context: click.Context, _option: click.Parameter, value: str | None) -> Path | None:
    """Make a path of what was written; a build with nothing to do imports no paths."""
    from pathlib import Path

    return None if value is None else Path(value)


report_option = click.option(
    "--report",
    type=click.Choice(["text", "json", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    callback=as_path,
    help="Write the report into this file, and print it as text.",
)
target_option = click.option(
    "--target",
    type=click.Choice(["igot", "scorm"]),
    help="Where it goes: all that is asked for there is checked too.",
)
store_option = click.option(
    "--store",
    "place",
    default="",
    envvar="PATHYA_STORE",
    metavar="FOLDER",
    help="Where builds keep what they make. Default: what pathya.toml says, or with other caches.",
)
strict_option = click.option("--strict", is_flag=True, help="Take warnings for errors.")


def languages_option(meaning: str) -> Callable[[Any], Any]:
    """Make the option that names languages."""
    return click.option("-l", "--language", "tags", multiple=True, metavar="TAG", help=meaning)


language_option = languages_option(
    "A language, such as hi; may be given more than once. Default: all of the project."
)
courses_argument = click.argument("courses", nargs=-1, metavar="[COURSE]...")


def example(text: str) -> str:
    """Lay out an example for a command's help."""
    return f"\b\nExample:\n  {text}"


def open_project() -> Project:
    """Find and read the project; without one the command was called in the wrong place."""
    from pathlib import Path

    from pathya.build.project import PROJECT_FILE, find_project, read_project

    root = find_project(Path.cwd())
    if root is None:
        raise click.UsageError(
            f"There is no {PROJECT_FILE} here or above. Run `pathya new COURSE` to start."
        )
    project, found = read_project(root)
    if project is None:
        say(found, "text", strict=False)
        raise click.exceptions.Exit(ERRORS)
    return project


def open_stores(project: Project, place: str) -> Stores:
    """Place the stores of a project: the folder named, and what the environment says."""
    from pathya.build.store_settings import stores

    named = {"folder": place} | {
        name: os.environ.get(f"PATHYA_STORE_{name.upper()}", "") for name in ("url", "write")
    }
    return stores(project.settings.store, project.root, named)


def pick_courses(project: Project, names: tuple[str, ...]) -> tuple[Path, ...]:
    """Find the folders of the courses named (by folder or path); none named: all."""
    from pathlib import Path

    from pathya.authoring.diagnostics import nearest
    from pathya.build.project import course_folders

    folders = {folder.name: folder for folder in course_folders(project)}
    if not folders:
        raise click.UsageError(f"There are no courses in {project.settings.courses}.")
    known = folders | {str(folder.resolve()): folder for folder in folders.values()}
    wanted = [name if name in folders else str(Path(name).resolve()) for name in names]
    for name, key in zip(names, wanted, strict=True):
        if key not in known:
            raise click.UsageError(f"There is no course `{name}`. {nearest(name, folders)}")
    return tuple(dict.fromkeys(known[key] for key in wanted or folders))


def open_documents(
    project: Project, names: tuple[str, ...]
) -> tuple[list[Course], list[Diagnostic]]:
    """Read courses, each with its captions behind it, or captions alone: COURSE/media/call.vtt.

    A course with errors is left out, since its texts cannot be trusted; so are captions.
    """
    from pathya.build.captions import documents
    from pathya.build.pipeline import open_courses
    from pathya.exporters.subtitles import caption_faults

    alone = {name for name in names if name.lower().endswith(".vtt")}
    heads = (name.partition("/")[0] if name in alone else name for name in names)
    read = list(open_courses(project, pick_courses(project, tuple(heads))))
    found = [one for _, _, diagnostics in read for one in diagnostics]
    opened = [course for _, course, _ in read if course]
    known = [one for course in opened for one in documents(course)]
    faults = {name: some for course in opened for name, some in caption_faults(course).items()}
    found += [one for name in sorted(faults) for one in faults[name]]
    for name in alone - faults.keys():
        if any(folder.name == name.partition("/")[0] and course for folder, course, _ in read):
            raise click.UsageError(f"No player has the captions `{name}`.")
    others = tuple(name for name in names if name not in alone)
    whole = pick_courses(project, others) if others or not names else ()
    wanted = {folder.name for folder in whole}
    return [one for one in known if one.id in alone or one.id.partition("/")[0] in wanted], found


def pick_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Take the languages named, each once; none named: all, which the caller knows best."""
    from pathya.locales.languages import LANGUAGES, nearest_tag

    for tag in tags:
        if tag not in LANGUAGES:
            raise click.UsageError(f"`{tag}` is not a language. {nearest_tag(tag)}")
    return tuple(dict.fromkeys(tags))


def pick_own_tags(project: Project, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Take the languages named, or all of the project, that have catalogs of their own."""
    from pathya.locales.languages import LANGUAGES

    for tag in pick_tags(tags):
        if parent := LANGUAGES[tag].parent:
            raise click.UsageError(f"{tag} is written from the catalog of {parent}: name that.")
    all_ = (tag for tag in project.settings.languages if not LANGUAGES[tag].parent)
    return pick_tags(tags) or tuple(all_)


def _coloured(report: str) -> str:
    """Colour severities; click takes the colours off when it does not print on a terminal."""
    return _SEVERITY.sub(lambda hit: click.style(hit[0], fg=_COLOURS[hit[1]], bold=True), report)


def say(
    found: Diagnostics, report: str, *, strict: bool, err: bool = False, explain: bool = False
) -> int:
    """Print findings, to standard error if the output is a file; give the exit code they mean.

    `explain` has a text say why each rule is there.
    """
    from pathya.authoring.diagnostics import has_errors
    from pathya.build.reports import REPORTS, explanations

    found = _said(found, strict=strict)
    printed = REPORTS[report](found)
    if explain and report == "text":
        printed = explanations(found) + printed
    colour = False if os.environ.get("NO_COLOR") else None
    click.echo(_coloured(printed) if report == "text" else printed, nl=False, color=colour, err=err)
    return ERRORS if has_errors(found) else DONE


def text_of(found: Diagnostics, *, strict: bool) -> str:
    """Give what `say` prints as text."""
    from pathya.build.reports import text_report

    return text_report(_said(found, strict=strict))


def repeat(text: str) -> None:
    """Print what was printed before."""
    colour = False if os.environ.get("NO_COLOR") else None
    click.echo(_coloured(text), nl=False, color=colour)


def save_report(found: Diagnostics, report: str, output: Path, *, strict: bool) -> None:
    """Write a report into a file."""
    from pathya.build.files import write
    from pathya.build.reports import REPORTS

    write(output, REPORTS[report](_said(found, strict=strict)).encode("utf-8", "backslashreplace"))


def _said(found: Diagnostics, *, strict: bool) -> Diagnostics:
    """Say what holds for all languages once, and under `--strict` warnings as errors."""
    if strict:
        found = tuple(map(_as_error, found))
    return tuple(dict.fromkeys(found))


def _as_error(one: Diagnostic) -> Diagnostic:
    if one.rule.severity != "warning":
        return one
    from dataclasses import replace

    return replace(one, rule=replace(one.rule, severity="error"))
