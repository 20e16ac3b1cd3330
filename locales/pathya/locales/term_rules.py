"""What can be wrong with terms. Codes are never reused."""

from __future__ import annotations

from pathya.authoring.diagnostics import Rule

TRM001 = Rule(
    "TRM001",
    "error",
    "A file of terms cannot be read.",
    "None of its terms is known, so no check looks for them.",
    "RFC 4180",
)
TRM002 = Rule(
    "TRM002",
    "error",
    "A row of terms has a cell that does not fit its column.",
    "What it means would be guessed at, so the row is not used.",
)
TRM003 = Rule(
    "TRM003",
    "error",
    "A term is listed twice.",
    "Two ids for the same words, or one id for two terms: nobody can tell which is meant.",
)
TRM004 = Rule(
    "TRM004",
    "error",
    "A translation belongs to a term that is not listed.",
    "Nothing would ever look for it.",
)
TRM005 = Rule(
    "TRM005",
    "error",
    "A language lists the same translation of a term twice.",
    "It may be preferred in one row and forbidden in the other.",
)
TRM006 = Rule(
    "TRM006",
    "error",
    "A name that is kept as it is has a translation.",
    "Translators would be told to keep it and to translate it.",
)
TRM007 = Rule(
    "TRM007",
    "warning",
    "It is not said who reviewed a translation of a term, or when.",
    "It counts as not reviewed, so that nothing passes for read that nobody answers for.",
)
TRM008 = Rule(
    "TRM008",
    "warning",
    "A translation of a term is not in Unicode's normal form C.",
    "The same letters would be different characters in the file and in a text.",
    "Unicode Standard Annex #15",
)
TRM009 = Rule(
    "TRM009",
    "warning",
    "A language does not prefer exactly one translation of a term.",
    "Drafts and reviewers need one to propose.",
)
TRM010 = Rule(
    "TRM010",
    "error",
    "A file of terms is named after no language.",
    "Its terms belong to nobody.",
    "BCP 47",
)
TRM011 = Rule(
    "TRM011",
    "warning",
    "A translation of a term is in another script than its language.",
    "It stands in the wrong file, or was never translated.",
)
TRM012 = Rule(
    "TRM012",
    "error",
    "A file of terms is not TBX that can be read.",
    "Nothing of it is taken. Entities, and DOCTYPEs with declarations, are refused.",
    "ISO 30042",
)
TRM013 = Rule(
    "TRM013",
    "warning",
    "A file of terms has a language that Pathya does not know.",
    "Its terms are left out; all others are taken.",
)
TRM014 = Rule(
    "TRM014",
    "warning",
    "An entry of a file of terms does not have exactly one term in English.",
    "Translations are looked for where the English term stands. The first counts; without any the "
    "entry is left out.",
)
TRM015 = Rule(
    "TRM015",
    "warning",
    "A term is not taken, since the project says otherwise.",
    "The words of a term, and what somebody has reviewed, are changed on purpose only.",
)
