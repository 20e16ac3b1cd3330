"""`pathya memory`."""

from __future__ import annotations

import click

from pathya.build.cli.common import example, languages_option, open_project, pick_tags


@click.group(epilog=example('pathya memory search "Register first." -l hi'))
def memory() -> None:
    """Look up what was translated before."""


@memory.command(epilog=example('pathya memory search "Note the date of receipt." -l hi -l ta'))
@click.argument("text")
@languages_option("A language to show; may be given more than once. Default: all of the project.")
@click.option(
    "--from", "source", metavar="TAG", default="en", show_default=True, help="TEXT's language."
)
def search(text: str, tags: tuple[str, ...], source: str) -> None:
    """Show translations of TEXT, or of texts like it, from all catalogs of the project.

    The percentage says how alike the texts are; the best match comes first.
    """
    from pathya.authoring.course import plain
    from pathya.build.memory import project_memory
    from pathya.locales.memory.lookup import lookup

    project = open_project()
    without: list[str] = []
    with project_memory(project) as known:
        for tag in pick_tags(tags) or project.settings.languages:
            matches = lookup(known, (text,), (source, tag))
            without += () if matches else (tag,)
            for match in matches:
                click.echo(f"{tag:4} {match.score:4.0%} {match.state}, {match.origin}")
                click.echo(f"     {plain(match.source)}\n     {plain(match.target)}")
    if without:
        click.echo(f"{' '.join(without)}: nothing alike")
