"""`pathya schema`."""

from __future__ import annotations

import json

import click

from pathya.build.cli.common import example


@click.command(epilog=example("pathya schema > course.schema.json"))
def schema() -> None:
    """Print the JSON Schema of course.yaml, which editors use to complete and check it."""
    from pathya.authoring.course_schema import course_schema

    click.echo(json.dumps(course_schema(), indent=2))
