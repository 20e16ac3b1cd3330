"""Terms in what is drafted: names stay as they are, official expressions get their own words."""

from __future__ import annotations

from collections.abc import Iterator

from pathya.locales.engines.protect import Name, Names
from pathya.locales.term_match import Glossary, find_terms
from pathya.locales.terms import Status


def term_names(known: Glossary) -> Names:
    """Find what an engine must not translate, or what has a preferred translation.

    Of the latter only terms of several words: they hardly inflect, and a sentence whose common
    words were all tokens could not be translated.
    """

    def names(text: str) -> Iterator[Name]:
        for hit in find_terms(known, text):
            said = text[hit.start : hit.end]
            if hit.term.keep:
                yield Name(hit.start, hit.end, said)
            elif " " in hit.term.text:
                preferred = (
                    one.text
                    for one in known.renderings.get(hit.term.id, ())
                    if one.status is Status.PREFERRED
                )
                yield from (Name(hit.start, hit.end, one) for one in preferred)

    return names
