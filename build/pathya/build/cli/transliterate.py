"""`pathya transliterate`."""

from __future__ import annotations

import click

from pathya.build.cli.common import example, pick_tags


@click.command(epilog=example('pathya transliterate -l hi "lok suuchanaa adhikaarii"'))
@click.argument("words")
@click.option(
    "-l", "--language", "tag", required=True, metavar="TAG", help="Whose script to write."
)
@click.option(
    "--from",
    "source",
    metavar="TAG",
    help="Whose script WORDS are in. Default: Latin letters, typed by the scheme ITRANS.",
)
def transliterate(words: str, tag: str, source: str | None) -> None:
    """Write WORDS in the script of another language, as names are written.

    The scheme ITRANS is for keyboards without Indian letters: aa or A for आ, ii for ई, sh for श, T
    for ट, N for ण. Words are converted letter by letter and not translated. What would come out
    wrong is refused, such as words in the scripts of Tamil, Urdu or Santali, which spell in ways of
    their own.
    """
    from pathya.locales import transliterate as scripts
    from pathya.locales.languages import LANGUAGES

    pick_tags((tag, source) if source else (tag,))
    try:
        if source:
            made = scripts.transliterate(words, LANGUAGES[source].script, LANGUAGES[tag].script)
        else:
            made = scripts.typed(words, tag)
    except scripts.NoTransliteration as fault:
        raise click.UsageError(str(fault)) from None
    click.echo(made)
