"""`pathya terms`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pathya.build.cli.common import example, open_project, pick_tags, say

if TYPE_CHECKING:
    from pathya.locales.terms import Term, Termbase

_SAID = {"preferred": "", "admitted": "also ", "forbidden": "never "}


@click.group(epilog=example("pathya terms list appeal -l hi"))
def terms() -> None:
    """Show and exchange the terms that translations agree on."""


@terms.command("list", epilog=example("pathya terms list appeal -l hi -l ta"))
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("-l", "--language", "tags", multiple=True, metavar="TAG", help="A language to show.")
def list_(words: tuple[str, ...], tags: tuple[str, ...]) -> int:
    """List terms with what the named languages call them.

    With WORDs only terms that have them all. Without these and a language it ends with how far each
    language has come.
    """
    from pathya.build.terms import read_terms

    project = open_project()
    base, found = read_terms(project)
    for term in base.terms.values():
        if all(word.casefold() in f"{term.id} {term.text}".casefold() for word in words):
            kept = ", kept as it is" if term.keep else ""
            click.echo(f"{term.id}: {term.text}{kept} ({term.domain})")
            for line in _in_languages(base, term, pick_tags(tags)):
                click.echo(f"  {line}")
    for tag in () if tags or words else base.renderings:
        click.echo(_progress(base, tag))
    return say(found, "text", strict=False)


def _in_languages(base: Termbase, term: Term, tags: tuple[str, ...]) -> Iterator[str]:
    for tag in tags:
        rows = [one for one in base.renderings.get(tag, ()) if one.id == term.id]
        if rows:
            said = "; ".join(f"{_SAID[one.status]}{one.text}" for one in rows)
            yield f"{tag:4} {said}{'' if all(one.reviewed for one in rows) else ' (not reviewed)'}"


def _progress(base: Termbase, tag: str) -> str:
    rows = base.renderings[tag]
    wanted = sum(not term.keep for term in base.terms.values())
    done = len({one.id for one in rows if one.status == "preferred"})
    return f"{tag:4} {done} of {wanted} terms, {sum(bool(one.reviewed) for one in rows)} reviewed"
