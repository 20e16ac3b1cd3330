"""`pathya publish`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pathya.build.cli.common import (
    courses_argument,
    example,
    language_option,
    open_project,
    pick_courses,
    pick_tags,
    say,
)
from pathya.build.cli.main import DONE, ERRORS, UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pathya.authoring.diagnostics import Diagnostics
    from pathya.build.project import Project
    from pathya.build.publishing.publish import Told
    from pathya.build.publishing.run import Order
    from pathya.build.publishing.settings import Account


@click.command(epilog=example("pathya publish rti-requests --to igot --stage review -l hi"))
@courses_argument
@click.option(
    "--to", type=click.Choice(["igot"]), default="igot", show_default=True, help="The platform."
)
@click.option(
    "--stage",
    type=click.Choice(["draft", "review", "publish"]),
    default="review",
    show_default=True,
    help="How far; `publish` needs a reviewer's and a publisher's token.",
)
@language_option
@click.option("--dry-run", is_flag=True, help="Say what would be done, and send nothing.")
@click.option("--status", is_flag=True, help="Show what is where, as the journal knows it.")
@click.option(
    "--allow-unsigned",
    "unsigned",
    metavar="REASON",
    default="",
    help="Publish texts that nobody has signed off; the reason is written down.",
)
def publish(
    courses: tuple[str, ...], to: str, tags: tuple[str, ...], unsigned: str, **how: Any
) -> int:
    """Publish courses to iGOT Karmayogi, in all their languages.

    Run it again after any interruption: it goes on, and makes nothing twice. What is there already
    and has not changed is left alone. Tokens come from the environment or the keyring.
    """
    from pathya.build.publishing.journal import Busy, Unreadable
    from pathya.build.publishing.run import Order
    from pathya.build.publishing.settings import read_account

    project = open_project()
    account = read_account(project.settings.publish.get(to, {}))
    folders = pick_courses(project, courses)
    order = Order(folders, pick_tags(tags), how["stage"], unsigned.strip())
    try:
        if how["status"]:
            return _status(project, account, order)
        return (_plan if how["dry_run"] else _publish)(project, account, order)
    except Busy as fault:
        click.echo(f"Not finished: another publication is at work on {fault}", err=True)
        return UNFINISHED
    except Unreadable as fault:
        hint = "Move it away; what is on the platform is found again."
        click.echo(f"Not finished: the journal cannot be read: {fault}\n    {hint}", err=True)
        return UNFINISHED


def _publish(project: Project, account: Account, order: Order) -> int:
    from pathya.build.http import open_line
    from pathya.build.publishing.run import publish_courses
    from pathya.build.publishing.settings import account_faults
    from pathya.build.summary import renew_summary

    if faults := tuple(account_faults(account, to_publish=order.goal == "publish")):
        return say(faults, "text", strict=False)
    try:
        with open_line(account.timeout) as fetch:
            return _tell(publish_courses(project, account, order, fetch))
    finally:
        renew_summary(project)


def _tell(all_told: Iterator[Told]) -> int:
    """Print a line for each language as it comes; give the exit code that all of them mean."""
    found: Diagnostics = ()
    outcomes = set()
    for told in all_told:
        outcomes.add(told.outcome)
        found += told.found
        if told.message:
            click.echo(f"{told.course:24} {told.tag:8} {told.message}")
    code = say(found, "text", strict=False)
    if code == ERRORS or "stopped" in outcomes:
        return ERRORS
    return UNFINISHED if outcomes & {"waiting", "unfinished"} else DONE


def _plan(project: Project, account: Account, order: Order) -> int:
    from pathya.build.publishing.publish import Told
    from pathya.build.publishing.run import dry_run

    found: Diagnostics = ()
    calls = size = 0
    for one in dry_run(project, account, order):
        if isinstance(one, Told):
            found += one.found
            continue
        steps = ", ".join(one.actions) or "nothing"
        kilobytes = f"{one.size / 1024:8,.0f} kB" if one.size else " " * 11
        click.echo(f"{one.key:44} {kilobytes}  {steps}")
        calls += len(one.actions)
        size += one.size if "upload" in one.actions else 0
    click.echo(f"{calls} changes, {size / 2**20:,.1f} MB, to {account.url}")
    return say(found, "text", strict=False)


def _status(project: Project, account: Account, order: Order) -> int:
    from pathya.build.publishing.run import known_things

    names = {folder.name for folder in order.folders}
    shown = 0
    with known_things(project, account) as things:
        for thing in things.values():
            course, tag, _ = thing.key.split("/", 2)
            if course in names and (not order.tags or tag in order.tags):
                verdict = thing.verdict.partition(" ")[0]
                click.echo(f"{thing.key:44} {thing.id:26} {thing.status:11} {verdict}".rstrip())
                shown += 1
    if not shown:
        click.echo(f"The journal knows of nothing at {account.url}.")
    return DONE
