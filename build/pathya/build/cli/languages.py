"""`pathya languages`."""

from __future__ import annotations

import click

from pathya.build.cli.common import example


@click.command(epilog=example("pathya languages"))
def languages() -> None:
    """List the languages that Pathya knows: tag, script, direction, names.

    A star marks those that are built unless pathya.toml says otherwise.
    """
    from pathya.locales.languages import DEFAULT_TAGS, LANGUAGES

    for one in LANGUAGES.values():
        star = "*" if one.tag in DEFAULT_TAGS else " "
        click.echo(f"{star} {one.tag:9} {one.script} {one.dir}  {one.name:27} {one.endonym}")
