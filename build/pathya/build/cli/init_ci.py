"""`pathya init-ci`."""

from __future__ import annotations

import click

from pathya.build.cli.common import example, open_project


@click.command("init-ci", epilog=example("pathya init-ci github"))
@click.argument("host", type=click.Choice(["github", "gitlab"]))
@click.option("--force", is_flag=True, help="Write over what is there.")
def init_ci(host: str, force: bool) -> None:
    """Write a workflow for GitHub Actions or GitLab CI into the project.

    It checks, builds and validates at every change, keeps packages and summary, and publishes for
    review when a person asks for it. The project is meant to be a repository of its own.
    """
    from pathya.build.files import show
    from pathya.build.scaffold import LOCK, WORKFLOWS, start_ci

    project = open_project()
    path = project.root / WORKFLOWS[host]
    if path.exists() and not force:
        raise click.UsageError(f"{show(path)} is already there. `--force` writes over it.")
    start_ci(path, host)
    click.echo(f"wrote {show(path)}")
    if not (project.root / LOCK).is_file():
        click.echo(f"\nIt installs Pathya from {LOCK}, which is not there yet: see docs/ci.md.")
