"""What `build` tells of courses, and what it keeps of them for the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pathya.build.cli.main import BUG, DONE, UNFINISHED

if TYPE_CHECKING:
    from pathya.authoring.diagnostics import Diagnostic
    from pathya.build.building import Built
    from pathya.build.jobs import Job, Report
    from pathya.build.outcomes import Outcome
    from pathya.build.project import Project

_NAMED = 5
"""How many changes are named for each language."""
_BUG = "This is a bug of Pathya. Please report it with the lines above."


class Told:
    """What was told of courses so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lines: list[str] = []
        self.done: list[Built] = []
        self.made: list[tuple[str, int]] = []
        """Packages with their sizes in bytes."""
        self.found: list[Diagnostic] = []
        self.notes: set[str] = set()
        self.code = DONE


def tell(job: Job, outcome: Outcome[Report], told: Told, *, why: bool) -> None:
    """Print what became of a course, and keep what is reported of it."""
    from dataclasses import replace

    from pathya.build.building import Built
    from pathya.build.outcomes import End

    name = job.folder.name
    if outcome.result is None:
        told.done.append(Built(name, (), ()))
        if outcome.end is End.BUG:
            click.echo(f"{name}: {outcome.fault}{_BUG}", err=True)
            told.code = max(told.code, BUG)
            return
        click.echo(f"Not finished: {name}: {outcome.fault}", err=True)
        told.code = max(told.code, UNFINISHED)
        return
    for built in outcome.result.built:
        if why and built.receipts:
            click.echo(_reasons(built))
        if built.receipts:
            told.lines.append(_line(built))
            click.echo(told.lines[-1], nl=False)
        for note in built.notes:
            if note not in told.notes:  # each process finds a store silent
                told.notes.add(note)
                click.echo(note, err=True)
        told.made += ((f"{name}/{one.package}", one.size) for one in built.receipts)
        told.done.append(replace(built, receipts=()))  # they stand in build.json; here they add up
        told.found += built.found
    told.found += outcome.result.attested
    if not outcome.result.finished:
        told.code = max(told.code, UNFINISHED)


def tell_former(project: Project, told: Told) -> None:
    """Remove what was made of courses that the project had, and say so."""
    from pathya.build.files import show
    from pathya.build.former import former_courses, remove_former
    from pathya.build.outcomes import explain

    for folder in former_courses(project):
        try:
            number = remove_former(folder)
        except OSError as fault:
            click.echo(f"Not finished: {folder.name}: {explain(fault)}", err=True)
            told.code = max(told.code, UNFINISHED)
            continue
        if number:
            packages = f"{number} package{'s' if number > 1 else ''}"
            click.echo(f"Removed, as the course is gone: {show(folder)} ({packages})", err=True)


def _reasons(built: Built) -> str:
    """Say what had changed of what a language of a course is made of."""
    named = "; ".join(built.why[:_NAMED]) or "nothing has changed"
    more = len(built.why) - _NAMED
    return f"{built.course} {built.language}: {named}" + (f"; {more} more" if more > 0 else "")


def _line(built: Built) -> str:
    """Say what was just built."""
    size = sum(receipt.size for receipt in built.receipts)
    states = ", ".join(f"{n} {state}" for state, n in built.receipts[0].states.items())
    states = states.replace("new", "not translated")
    formats = " ".join(dict.fromkeys(receipt.format for receipt in built.receipts))
    language = built.receipts[0].language
    texts = f"texts: {states}" if states else "source"
    number = len(built.receipts)
    packages = f"{number} package{'s' if number > 1 else ''} ({formats})"
    line = f"{built.course:24} {language:8} {packages}, "
    return f"{line}{size / 1024:,.0f} kB; {texts}\n"
