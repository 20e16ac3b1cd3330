"""What questions lose on their way out of a course or into one. Codes are never reused."""

from __future__ import annotations

from pathya.authoring.diagnostics import Rule

# --- in ------------------------------------------------------------------------------------------
QSI001 = Rule(
    "QSI001",
    "error",
    "The file cannot be read as what it is said to be.",
    "Nothing of it is taken, rather than something that nobody meant.",
)
QSI002 = Rule(
    "QSI002",
    "warning",
    "A question is of a type that courses do not have, and is left out.",
    "Seven types are played: single, multiple, true-false, match, order, fill, numeric.",
)
QSI003 = Rule(
    "QSI003",
    "warning",
    "Something of a question has no counterpart, and is lost.",
    "The question may need it: look at it once.",
)
QSI004 = Rule(
    "QSI004",
    "warning",
    "A question cannot be asked as it stands, and is left out.",
    "A course refuses questions without a text, without answers, or without a right one.",
)
QSI005 = Rule(
    "QSI005",
    "error",
    "The file has no questions that can be taken.",
    "An assessment without questions cannot be passed.",
)

# --- out -----------------------------------------------------------------------------------------
QSX001 = Rule(
    "QSX001",
    "warning",
    "The format has no questions of this type: it is written in another form.",
    "Whoever imports the file sees another question than learners of the course do.",
)
QSX002 = Rule(
    "QSX002",
    "warning",
    "A picture, film or sound does not travel with the question.",
    "The file carries texts alone; alternative texts stand where pictures were.",
)
QSX003 = Rule(
    "QSX003",
    "warning",
    "The format cannot hold this question, and it is left out.",
    "It would lose its right answer.",
)
QSX004 = Rule(
    "QSX004",
    "info",
    "The policy of the assessment stays behind.",
    "Draws, pass marks, attempts and time belong to the platform that the file goes to.",
)
QSX005 = Rule(
    "QSX005",
    "warning",
    "A part of a question has no place in the format, and stays behind.",
    "Whoever imports the file does not see it.",
)
