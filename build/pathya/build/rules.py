"""What can be wrong with a project: one record per rule. Codes are never reused."""

from __future__ import annotations

from pathya.authoring.diagnostics import Rule

PRJ001 = Rule(
    "PRJ001",
    "error",
    "pathya.toml cannot be read.",
    "Without it nobody knows where courses and catalogs lie.",
    "TOML 1.0",
)
PRJ002 = Rule(
    "PRJ002",
    "error",
    "pathya.toml has a key that is not known.",
    "A misspelt key would be ignored without a word.",
)
PRJ003 = Rule(
    "PRJ003",
    "error",
    "A value in pathya.toml does not fit its key.",
    "A value of the wrong kind would be guessed at.",
)
PRJ004 = Rule(
    "PRJ004",
    "error",
    "The course's id is not the name of its folder.",
    "Packages and catalogs are named by the id: two courses with one id would overwrite both.",
)

PRJ005 = Rule(
    "PRJ005",
    "error",
    "The course is written in a language that Pathya does not know.",
    "Without its script, direction and fonts no package can be made.",
)

PRJ006 = Rule(
    "PRJ006",
    "error",
    "The snapshot of the competency framework cannot be read.",
    "Without it no competency can be checked.",
)

PRJ007 = Rule(
    "PRJ007",
    "error",
    "The platform did not tell its framework of competencies.",
    "Ids come from the platform alone; the snapshot that is there stays as it is.",
)

PRJ008 = Rule(
    "PRJ008",
    "error",
    "Pictures are to be made smaller, and Pillow is not installed.",
    "Packages would hold other pictures than those that are made where it is.",
)

# --- engines -------------------------------------------------------------------------------------
ENG001 = Rule(
    "ENG001",
    "error",
    "An engine is not set up: it lacks a key, an address, a model or a library.",
    "Nothing can be drafted with it. Keys never stand in pathya.toml, which others read.",
)
ENG002 = Rule(
    "ENG002",
    "error",
    "An engine does not translate between two languages.",
    "Another engine may: pathya.toml names one for each language.",
)
ENG003 = Rule(
    "ENG003",
    "error",
    "An engine did not answer, or not in a form that can be read.",
    "What it drafted before is saved; the same command goes on from there.",
)

# --- publishing ----------------------------------------------------------------------------------
PUB001 = Rule(
    "PUB001",
    "error",
    "Publishing is not set up: a setting, a token or a key is missing.",
    "Nothing can be sent. Tokens never stand in pathya.toml, which others read.",
)
PUB003 = Rule(
    "PUB003",
    "error",
    "The platform refuses something, or failed to publish it.",
    "Its own words stand in the message. The same command goes on from there.",
)
PUB004 = Rule(
    "PUB004",
    "error",
    "The platform's SCORM validation does not take a package as it is.",
    "A package that it enhances is rewired and overwritten: learners get what nobody built.",
)

# --- attestations --------------------------------------------------------------------------------
ATT001 = Rule(
    "ATT001",
    "error",
    "Sources changed while packages were made of them.",
    "Nobody could say which of the two a package holds, so nothing is attested.",
    "SLSA, Provenance v1",
)
ATT002 = Rule(
    "ATT002",
    "error",
    "There is no statement of what a course was built from, or it cannot be read.",
    "Without it nothing can be compared.",
    "in-toto, Statement v1",
)
ATT003 = Rule(
    "ATT003",
    "error",
    "A package is not the one that was attested.",
    "It was changed, or built again from something else.",
)
ATT004 = Rule(
    "ATT004",
    "error",
    "A source is not the one that was attested.",
    "The packages were built from something else than what lies here.",
)
ATT005 = Rule(
    "ATT005",
    "error",
    "Building again does not give the package that was attested.",
    "The statement, the sources and this version of Pathya do not belong together.",
)

# --- builds --------------------------------------------------------------------------------------
BLD001 = Rule(
    "BLD001",
    "error",
    "A package is not what a clean build of its sources gives.",
    "It was damaged, changed by hand, or made of something else than what lies here now.",
)
BLD002 = Rule(
    "BLD002",
    "error",
    "A package lies among those of a course that no build makes.",
    "Whoever takes all that lies there would publish it.",
)
BLD003 = Rule(
    "BLD003",
    "error",
    "build.json does not say what lies beside it.",
    "Summaries, uploads and the removal of old packages go by it.",
)
BLD004 = Rule(
    "BLD004",
    "error",
    "A file changed while it was packed.",
    "The package would hold a part of each of the two.",
)

RULES = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
