"""`pathya questions …`: export, import."""

from __future__ import annotations

from pathlib import Path

import click

from pathya.build.cli.common import example, open_project, pick_courses, pick_tags, say

OUT = (
    *("igot-csv", "igot-csv-ow", "igot-csv-qow", "igot-csv-basic", "igot-json"),
    *("gift", "qti21", "qti30"),
)
IN = ("igot-csv", "gift", "qti")


@click.group(epilog=example("pathya questions export rti-requests --as gift"))
def questions() -> None:
    """Exchange questions with iGOT and other platforms."""


@questions.command(epilog=example("pathya questions export rti-requests -l hi --as igot-csv"))
@click.argument("course")
@click.option("--as", "form", type=click.Choice(OUT), required=True, help="The format of the file.")
@click.option("-l", "--language", "tag", metavar="TAG", help="A language. Default: the course's.")
@click.option("--practice", is_flag=True, help="The questions of lessons: gift, qti21, qti30.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file; `-` prints it. Default: here, named by course, language and format.",
)
def export(course: str, form: str, tag: str | None, output: Path | None, *, practice: bool) -> int:
    """Write the questions of a course's final assessment to a file.

    What the format cannot hold is said. igot-csv has marks by question, -ow options that are right
    or wrong, -qow weights of options, -basic is the oldest form; igot-json has the requests that
    make a question set.
    """
    if practice and form.startswith("igot"):
        raise click.UsageError("--practice is for gift, qti21 and qti30: iGOT takes assessments.")
    from pathya.build.files import show, write
    from pathya.build.questions import export_course
    from pathya.exporters.interchange.formats import FORMATS

    project = open_project()
    (folder,) = pick_courses(project, (course,))
    (chosen,) = pick_tags((tag,)) if tag else ("",)
    data, found = export_course(project, folder, chosen, form, practice=practice)
    suffix = FORMATS[form].suffix
    name = ".".join(part for part in (folder.name, chosen, form) if part)
    path = output or Path(f"{name.removesuffix(suffix)}{suffix}")
    if data is not None and str(path) == "-":
        click.echo(data, nl=False)
    elif data is not None:
        write(path, data)
        click.echo(f"{show(path)} written")
    return say(found, "text", strict=False, err=str(path) == "-")


@questions.command("import", epilog=example("pathya questions import bank.gift -o assessment.md"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "form", type=click.Choice(IN), help="Default: as the file's name tells.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write, which must not be there yet. Default: print it.",
)
def import_(file: Path, form: str | None, output: Path | None) -> int:
    """Read questions from a file and write them as an assessment.md.

    Takes iGOT's forms of CSV, GIFT, and QTI 2.1 to 3.0 (a package, or the file of one question).
    What has no counterpart is said, and questions that a course could not ask are left out.
    """
    from pathya.build.files import show, write
    from pathya.build.questions import import_file
    from pathya.exporters.interchange.formats import SUFFIXES

    form = form or SUFFIXES.get(file.suffix.lower())
    if form is None:
        raise click.UsageError(f"The name of {file} does not tell its format: name it with --as.")
    if output is not None and output.exists():
        raise click.UsageError(f"{output} is there already.")
    text, found = import_file(file, form)
    if text is not None and output is not None:
        write(output, text.encode())
        click.echo(f"{show(output)} written")
    elif text is not None:
        click.echo(text, nl=False)
    return say(found, "text", strict=False, err=output is None)
