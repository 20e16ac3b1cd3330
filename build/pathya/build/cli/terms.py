"""`pathya terms`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pathya.build.cli.common import example, languages_option, open_project, pick_tags, say
from pathya.build.cli.main import ERRORS

if TYPE_CHECKING:
    from pathya.build.project import Project
    from pathya.locales.terms import Term, Termbase

_SAID = {"preferred": "", "admitted": "also ", "forbidden": "never "}


@click.group(epilog=example("pathya terms list appeal -l hi"))
def terms() -> None:
    """Show and exchange the terms that translations agree on."""


@terms.command("list", epilog=example("pathya terms list appeal -l hi -l ta"))
@click.argument("words", nargs=-1, metavar="[WORD]...")
@languages_option("A language to show; may be given more than once.")
def list_(words: tuple[str, ...], tags: tuple[str, ...]) -> int:
    """List terms with what the named languages call them.

    With WORDs only terms that have them all. Without these and a language it ends with how far each
    language has come.
    """
    from pathya.build.terms import read_terms

    project, named = open_project(), pick_tags(tags)
    base, found = read_terms(project)
    chosen = [term for term in base.terms.values() if _has_all(term, words)]
    if not chosen and not found:
        click.echo("No term has all these words." if base.terms else _none(project), err=True)
    for term in chosen:
        kept = ", kept as it is" if term.keep else ""
        click.echo(f"{term.id}: {term.text}{kept} ({term.domain})")
        for line in _in_languages(base, term, named):
            click.echo(f"  {line}")
    for tag in () if tags or words else base.renderings:
        click.echo(_progress(base, tag))
    return say(found, "text", strict=False)


@terms.command("export", epilog=example("pathya terms export terms.tbx -l hi"))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@languages_option("A language to export; may be given more than once.")
def export_(file: Path, tags: tuple[str, ...]) -> int:
    """Write terms into FILE as TBX, for translators' tools.

    Without a language all go out.
    """
    from pathya.build.files import show, write
    from pathya.build.terms import read_terms
    from pathya.locales.exchange.tbx_write import tbx_serialize
    from pathya.locales.terms import Termbase

    project = open_project()
    base, found = read_terms(project)
    if not base.terms:
        raise click.UsageError(_none(project))
    wanted = pick_tags(tags) or tuple(base.renderings)
    chosen = {tag: rows for tag, rows in base.renderings.items() if tag in wanted}
    write(file, tbx_serialize(Termbase(base.terms, chosen)))
    click.echo(f"{show(file)} written")
    return say(found, "text", strict=False)


@terms.command("import", epilog=example("pathya terms import from-agency.tbx"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> int:
    """Add what FILE, in TBX, has to the terms; no row is lost.

    New terms, translations and statuses come in. What somebody has reviewed stays as it is, unless
    the file says who reviewed otherwise.
    """
    from pathya.authoring.diagnostics import has_errors
    from pathya.build.files import show
    from pathya.build.terms import read_terms, write_terms
    from pathya.locales import term_rules
    from pathya.locales.exchange.tbx import tbx_parse
    from pathya.locales.exchange.tbx_take import take_terms

    project = open_project()
    base, found = read_terms(project)
    if has_errors(found) or term_rules.TRM007 in {one.rule for one in found}:
        click.echo("What cannot be read would be lost, so nothing was imported.", err=True)
        return max(ERRORS, say(found, "text", strict=False))
    concepts, more = tbx_parse(file.read_bytes(), show(file))
    merged, refused = take_terms(base, concepts)
    written = write_terms(project, merged)
    for name in written:
        click.echo(f"{name} updated")
    if not written:
        click.echo("nothing updated")
    return say(found + more + refused, "text", strict=False)


def _none(project: Project) -> str:
    return f"There are no terms in {project.settings.terms}: see docs/translating.md."


def _has_all(term: Term, words: tuple[str, ...]) -> bool:
    return all(word.casefold() in f"{term.id} {term.text}".casefold() for word in words)


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
