"""What a final assessment loses, or may not have, as a question set. Codes are never reused."""

from __future__ import annotations

from pathya.authoring.diagnostics import Rule

_SCORER = "KB-iGOT cb-ext-assessment-service"
_FORM = "iGOT's form of question sets"

QSE001 = Rule(
    "QSE001",
    "error",
    "The course has no questions of the kind that was asked for.",
    "A question set without questions cannot be published.",
    "knowledge-platform questionset-publish",
)
QSE002 = Rule(
    "QSE002",
    "warning",
    "iGOT has no questions of this type: it is asked in another form.",
    "iGOT asks for one or several of up to seven options, true or false, pairs, and blanks.",
    "question schema, qType",
)
QSE003 = Rule(
    "QSE003",
    "error",
    "A choice has more than seven options.",
    "iGOT's form shows seven; the others could not be chosen.",
    _FORM,
)
QSE004 = Rule(
    "QSE004",
    "warning",
    "A blank is marked letter by letter.",
    "A capital, a space or a digit of another script makes a right answer wrong. The form and the "
    "scoring of iGOT do not agree on how blanks are stored, so try it there first.",
    _SCORER,
)
QSE005 = Rule(
    "QSE005",
    "warning",
    "A blank keeps one of its accepted answers.",
    "iGOT compares with one; learners who give another of them lose the points.",
    _SCORER,
)
QSE006 = Rule(
    "QSE006",
    "error",
    "A question shows a picture, film or sound.",
    "A question set carries text alone, so learners would be asked about what they cannot see.",
)
QSE007 = Rule(
    "QSE007",
    "warning",
    "Questions of one level have different points.",
    "iGOT gives marks by level: all Easy questions of a section count the same.",
    "questionset schema, sectionLevelDefinition",
)
QSE008 = Rule(
    "QSE008",
    "info",
    "A question has no level, and is taken for Medium.",
    "iGOT draws questions and gives marks by level.",
    "questionset schema, sectionLevelDefinition",
)
QSE009 = Rule(
    "QSE009",
    "error",
    "Two answers of a question say the same.",
    "Learners cannot tell them apart. Two texts may have the same translation.",
)
QSE010 = Rule(
    "QSE010",
    "warning",
    "Parts of a right answer earn nothing.",
    "iGOT marks a question as right or wrong, never in part.",
    _SCORER,
)
QSE011 = Rule(
    "QSE011",
    "warning",
    "The deduction for wrong answers is not one that iGOT has.",
    "iGOT takes 0, 25, 50, 75 or 100 per cent.",
    _FORM,
)
QSE012 = Rule(
    "QSE012",
    "warning",
    "iGOT allows ten attempts at most.",
    "Its form takes up to nine retakes.",
    _FORM,
)
QSE013 = Rule(
    "QSE013",
    "warning",
    "A question set needs a time limit, and the course has none.",
    "iGOT takes no final assessment without a duration.",
    _SCORER,
)
QSE014 = Rule(
    "QSE014",
    "warning",
    "The extra time is given to everybody.",
    "iGOT has one time for all, and nobody may lack what she needs.",
    "WCAG 2.1, 2.2.1",
)
QSE015 = Rule(
    "QSE015",
    "warning",
    "Each section is to be passed.",
    "iGOT asks for a mark in every section, and for none of the whole.",
    _SCORER,
)
QSE016 = Rule(
    "QSE016", "error", "The assessment has more than five sections.", "iGOT takes five.", _FORM
)
QSE017 = Rule(
    "QSE017",
    "warning",
    "A title is changed so that iGOT takes it.",
    "Names have 5 to 70 characters: letters, digits, spaces and a few marks.",
    _FORM,
)
QSE018 = Rule(
    "QSE018",
    "warning",
    "An introduction is shortened.",
    "iGOT takes 500 characters of instructions.",
    _FORM,
)
QSE019 = Rule(
    "QSE019",
    "info",
    "Feedback to the answers of the assessment is left out.",
    "iGOT does not show any after a final assessment.",
)
QSE020 = Rule(
    "QSE020",
    "warning",
    "iGOT has no question sets in the language, and takes it for Other.",
    "Learners who look for their language do not find it.",
    "question schema, language",
)
QSE021 = Rule(
    "QSE021",
    "info",
    "A question with one right option becomes one to choose a single option.",
    "iGOT's form asks for two right options where several may be chosen.",
    _FORM,
)

RULES = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
