"""`pathya catalog …`: update, status, export, import, count."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from pathya.build.cli.common import (
    courses_argument,
    example,
    language_option,
    open_documents,
    open_project,
    pick_own_tags,
    pick_tags,
    say,
)

FORMS = click.Choice(["xliff12", "xliff21", "po", "tmx", "csv", "xlsx"])


@click.group(epilog=example("pathya catalog status rti-requests"))
def catalog() -> None:
    """Keep translations in step with their sources.

    Captions are named behind their course: rti-requests/media/call.vtt.
    """


@catalog.command(epilog=example("pathya catalog update rti-requests -l hi"))
@courses_argument
@language_option
def update(courses: tuple[str, ...], tags: tuple[str, ...]) -> int:
    """Bring catalogs up to date with their courses; no translation is lost.

    Moved texts keep their translation; changed ones ask for another look and show their previous
    source; removed ones go to COURSE.obsolete.xlf and come back with their source.
    """
    from pathya.build.captions import catalog_tags
    from pathya.build.catalogs import update_catalogs

    project = open_project()
    chosen = pick_own_tags(project, tags)
    read, found = open_documents(project, courses)
    for course in read:
        done = tuple(update_catalogs(project, course, catalog_tags(course, chosen)))
        found += [one for update in done for one in update.found]
        changed = [update.tag for update in done if update.changed]
        click.echo(f"{course.id}: {' '.join(changed) or 'nothing'} updated")
    return say(tuple(found), "text", strict=False)


@catalog.command(epilog=example("pathya catalog status -l or -l ur"))
@courses_argument
@language_option
def status(courses: tuple[str, ...], tags: tuple[str, ...]) -> int:
    """Show how much of each course is translated, and how far that has come."""
    from pathya.build.captions import catalog_tags
    from pathya.build.catalogs import catalog_status

    project = open_project()
    chosen = pick_tags(tags) or project.settings.languages
    read, found = open_documents(project, courses)
    for course in read:
        click.echo(f"{course.id}: {len(course.units)} texts")
        for row in catalog_status(project, course, catalog_tags(course, chosen)):
            states = ", ".join(f"{n} {state}" for state, n in row.states.items())
            click.echo(f"  {row.tag:8} {row.percent:4.0%} of the words translated; {states}")
            found += row.found
    return say(tuple(found), "text", strict=False)


@catalog.command(epilog=example("pathya catalog export rti-requests -l hi --as xlsx"))
@click.argument("course")
@click.option("-l", "--language", "tag", required=True, metavar="TAG", help="A language: hi.")
@click.option("--as", "form", type=FORMS, required=True, help="The format of the file.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file; `-` prints it. Default: COURSE.TAG and the format's suffix, here.",
)
@click.option("--unfinished", is_flag=True, help="Leave out what a person has translated.")
@click.option("--fill", is_flag=True, help="Put the source where nobody has translated: OmegaT.")
def export(
    course: str, tag: str, form: str, output: Path | None, *, unfinished: bool, fill: bool
) -> int:
    """Write a course's texts to a file that goes out for translation."""
    if fill and form != "xliff12":
        raise click.UsageError("--fill is for xliff12: in others it would pass for a translation.")
    from pathya.build.captions import catalog_tags
    from pathya.build.exchange import export_catalog
    from pathya.build.files import show, write
    from pathya.locales.exchange.formats import FORMATS
    from pathya.locales.languages import LANGUAGES

    project = open_project()
    (tag,) = pick_own_tags(project, (tag,))
    if LANGUAGES[tag].pseudo:
        raise click.UsageError(f"{tag} has no catalog: it is made when it is built.")
    read, found = open_documents(project, (course,))
    for one in read[:1]:  # a course's captions are files of their own
        if tag == one.source_tag:
            raise click.UsageError(f"{tag} is what {one.id} is written in: name another language.")
        if not catalog_tags(one, (tag,)):
            raise click.UsageError(f"{one.id} has a file of its own in {tag}.")
        data, more = export_catalog(project, one, tag, form, unfinished=unfinished, fill=fill)
        found += more
        path = output or Path(f"{Path(one.id).name}.{tag}{FORMATS[form].suffixes[0]}")
        if data is not None and str(path) == "-":
            click.echo(data, nl=False)
        elif data is not None:
            write(path, data)
            click.echo(f"{show(path)} written")
    return say(tuple(found), "text", strict=False, err=str(output) == "-")


@catalog.command("import", epilog=example("pathya catalog import rti-requests.hi.xlsx --by Asha"))
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--as", "form", type=FORMS, help="The format. Default: as the file's name tells.")
@click.option("-l", "--language", "tag", metavar="TAG", help="The language, if the file is silent.")
@click.option("--by", metavar="NAME", default="", help="Whose work it is, if the file is silent.")
@click.option("--force", is_flag=True, help="Replace what is signed off or finished, too.")
def import_(
    files: tuple[Path, ...], form: str | None, tag: str | None, by: str, *, force: bool
) -> int:
    """Take translations that came back into their catalogs.

    Each text is judged by itself: what does not fit is reported, and the others come in. What is
    signed off stays as it is, unless --force is given.
    """
    from pathya.build.exchange import import_file
    from pathya.locales.exchange.judge import Terms

    project = open_project()
    (chosen,) = pick_own_tags(project, (tag,)) if tag else ("",)
    read, found = open_documents(project, ())
    date = datetime.now(UTC).date().isoformat() if by else ""
    terms = Terms(by, date, force, project.settings.translator_may_sign_off)
    for path in files:
        done = import_file(project, read, path, (form or "", chosen), terms)
        where = f" into {done.course} in {done.tag}" if done.course else ""
        click.echo(f"{done.path}: {done.taken} texts taken{where}")
        found += done.found
    return say(tuple(found), "text", strict=False)


@catalog.command(epilog=example("pathya catalog count rti-requests -l hi --report csv"))
@courses_argument
@language_option
@click.option(
    "--report",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="How the counts are printed.",
)
def count(courses: tuple[str, ...], tags: tuple[str, ...], report: str) -> int:
    """Count the words of a job by what there is to start from, for its price.

    The courses named are one job. Of each text the best counts: done, exact (the same text was
    translated before), repeated (it stands earlier in the job), fuzzy, machine (a draft to edit),
    new.
    """
    from pathya.build.counts import COUNTS, count_courses

    project = open_project()
    chosen = pick_own_tags(project, tags)
    read, found = open_documents(project, courses)
    counted = tuple(count_courses(project, read, chosen))
    click.echo(COUNTS[report]([one for one, _ in counted if one]), nl=False)
    found += [one for _, diagnostics in counted for one in diagnostics]
    return say(tuple(found), "text", strict=False, err=report != "text")
