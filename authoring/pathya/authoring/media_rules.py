"""What can be wrong with the files of a course: one record per rule. Codes are never reused."""

from __future__ import annotations

from pathya.authoring.diagnostics import Rule

MED001 = Rule(
    "MED001", "error", "The file is missing.", "The learner would see a hole in the page."
)
MED002 = Rule(
    "MED002",
    "error",
    "The file lies outside the course folder.",
    "A package carries all it shows: nothing is loaded from elsewhere, on the disk or on the web.",
)
MED003 = Rule(
    "MED003",
    "error",
    "The file's name differs in upper and lower case.",
    "It would be found on Windows and missing on the server.",
)
MED004 = Rule(
    "MED004",
    "error",
    "The file is too large.",
    "iGOT takes assets of at most 20 MiB; a phone on a bad line takes less.",
    "knowledge-platform asset limit, 20,971,520 bytes",
)
MED005 = Rule(
    "MED005",
    "warning",
    "The file's name has letters that packages cannot carry.",
    "SCORM checkers read names in zips as ASCII, so the file is packed under a name made from its "
    "content.",
    "ADL reads zip names as CP437",
)
MED006 = Rule(
    "MED006",
    "error",
    "The file is of a kind that browsers do not show.",
    "The learner would see a hole in the page.",
)
MED007 = Rule(
    "MED007",
    "error",
    "A drawing holds what no picture needs: a script, or something from elsewhere.",
    "An SVG is a document: opened by itself it would run its scripts with the learner's rights.",
    "SVG 2 §2.1",
)
MED008 = Rule(
    "MED008",
    "error",
    "The file holds something else than its name says.",
    "Browsers go by the content: what is called a picture and is a page would be run as a page.",
    "WHATWG MIME Sniffing",
)
MED009 = Rule(
    "MED009",
    "error",
    "The picture has no pixels, or too many.",
    "A phone unpacks a picture before it shows it: a file of a few kilobytes can fill its memory.",
)
MED010 = Rule(
    "MED010",
    "info",
    "The picture says where it was taken.",
    "Cameras write it into the file, and with it where an official works or lives. Packages hold "
    "pictures without it.",
)
MED011 = Rule(
    "MED011",
    "warning",
    "The texts of a drawing are not translated.",
    "Learners see them in the language of the file. A drawing with translated texts stands in the "
    "page itself, for its fonts; it can be made of plain shapes and texts, and not of too many.",
)
MED012 = Rule(
    "MED012",
    "warning",
    "A file looks as if it were for one language, and no language is shown it.",
    "Learners get the file of the source, in another language or with another's words in it, and "
    "nobody sees that one for them lies there.",
    "BCP 47",
)
MED013 = Rule(
    "MED013",
    "info",
    "Nobody says whether words are written in a picture or film.",
    "Words in a screenshot, or burned into a film, are in no catalog: learners of all languages "
    "get those of the source, and translators never see them.",
    "WCAG 2.1, 1.4.5",
)
MED014 = Rule(
    "MED014",
    "warning",
    "What is written in a picture or film is in another language than the page.",
    "Who does not read that language misses it. A file for one language stands in for it.",
    "WCAG 2.1, 1.4.5",
)


RULES = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
