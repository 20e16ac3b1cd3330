"""What can be wrong with what is said of a lesson. Codes are never reused."""

from __future__ import annotations

from pathya.authoring.diagnostics import Rule

NAR001 = Rule(
    "NAR001",
    "error",
    "A lexicon cannot be read, or one of its rows.",
    "Its words would be said as they are written.",
    "RFC 4180",
)
NAR002 = Rule(
    "NAR002",
    "warning",
    "Texts of a lesson are not translated, so the narration leaves them out.",
    "A voice reads the letters of its own language; a text in another becomes noise.",
)
NAR003 = Rule(
    "NAR003",
    "warning",
    "A narration meets words in another script.",
    "Latin words are said as the voice can, other scripts not at all: voices spell their letters.",
)
NAR004 = Rule(
    "NAR004",
    "warning",
    "The segments of a narration cannot be read.",
    "Without them nothing tells which sentence is heard, so the narration is not used.",
)
NAR005 = Rule(
    "NAR005",
    "warning",
    "A narration says something else than its lesson.",
    "The text was changed since. Learners would hear the old one, so the narration is not used.",
)
NAR006 = Rule(
    "NAR006",
    "warning",
    "A narration belongs to no lesson that is narrated.",
    "The lesson was renamed, removed or switched off. Nobody hears it, and it takes room.",
)

RULES = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
