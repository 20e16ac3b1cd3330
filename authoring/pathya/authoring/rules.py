"""What can be wrong with a course source: one record per rule. Codes are never reused."""

from __future__ import annotations

from pathya.authoring.diagnostics import Rule

# --- files ---------------------------------------------------------------------------------------
SRC001 = Rule(
    "SRC001",
    "error",
    "The file is not UTF-8.",
    "All languages are written in Unicode; any other encoding shows wrong letters somewhere.",
)
SRC002 = Rule(
    "SRC002",
    "error",
    "The text holds a character that no text has.",
    "NUL, other control characters, noncharacters and private-use characters break XML, and some "
    "learning systems refuse the package.",
    "XML 1.0 §2.2",
)
SRC003 = Rule(
    "SRC003",
    "error",
    "The file is too large to be a text.",
    "A lesson of a megabyte is a mistake, or an attack on the machine that builds it.",
)
SRC004 = Rule(
    "SRC004",
    "error",
    "The course lacks a file or folder that it needs.",
    "A course is course.yaml and at least one lesson in a numbered module folder.",
)
SRC005 = Rule(
    "SRC005",
    "warning",
    "The file is not part of the course.",
    "Lessons are named NN-module/NN-lesson.md; any other file would be lost without a word.",
)
SRC006 = Rule(
    "SRC006",
    "error",
    "An id is used twice.",
    "Progress, answers and translations are kept by id, so each may stand for one thing only.",
)
SRC007 = Rule(
    "SRC007",
    "error",
    "An id is not made of a-z, 0-9 and hyphens.",
    "Ids go into SCORM records, where other characters are refused.",
    "SCORM 1.2 CMIIdentifier",
)

SRC008 = Rule(
    "SRC008",
    "error",
    "The course has more files than a course needs.",
    "A folder with so many is another folder, or is meant to keep the machine busy.",
)
SRC009 = Rule(
    "SRC009",
    "error",
    "The course has more texts than one catalog carries.",
    "A catalog of them all would be larger than what is read of one, and its work would be lost.",
)
SRC010 = Rule(
    "SRC010",
    "warning",
    "A text turns the direction of letters around, or does not turn it back.",
    "Letters and digits are shown in another order than they were written in, also those that "
    "follow, in all languages. LRM, RLM and closed pairs do no harm.",
    "Unicode Standard Annex #9, §2",
)

# --- course.yaml ---------------------------------------------------------------------------------
YML001 = Rule(
    "YML001",
    "error",
    "The YAML cannot be read.",
    "Until it can, nothing of the course is known.",
    "YAML 1.2",
)
YML002 = Rule(
    "YML002",
    "error",
    "The YAML uses aliases, tags or more depth than a course needs.",
    "Aliases and depth are how a small file fills a machine's memory.",
)
YML003 = Rule(
    "YML003", "error", "The key is not known.", "A misspelt key would be ignored without a word."
)
YML004 = Rule(
    "YML004",
    "error",
    "A key is missing.",
    "The package or the platform cannot do without this value.",
)
YML005 = Rule(
    "YML005",
    "error",
    "The value does not fit the key.",
    "A value of the wrong kind would be guessed at.",
)
YML006 = Rule("YML006", "error", "A key stands twice.", "Only one of the two would count.")
YML007 = Rule(
    "YML007",
    "error",
    "A lesson or file that course.yaml names is not there.",
    "What was said of it would have no effect.",
)

# --- Markdown ------------------------------------------------------------------------------------
MDN001 = Rule(
    "MDN001",
    "error",
    "The file has no title.",
    "The first heading, `# Title`, names the lesson in the table of contents.",
)
MDN002 = Rule(
    "MDN002",
    "error",
    "The file has a second title.",
    "A lesson has one `# Title`; its own headings start at `##`.",
)
MDN003 = Rule(
    "MDN003",
    "warning",
    "A heading skips a level.",
    "People who listen to the page find their way by its headings.",
    "WCAG 2.1, 1.3.1",
)
MDN004 = Rule(
    "MDN004", "error", "A link leads nowhere.", "The learner would click and stay where she is."
)
MDN005 = Rule(
    "MDN005",
    "error",
    "A link or image uses an address that is not allowed.",
    "Only http, https, mailto and tel links are followed from a package.",
)
MDN006 = Rule(
    "MDN006",
    "warning",
    "HTML is shown as text.",
    "Lessons are Markdown; HTML in them is never run, so that no text can carry a script.",
)
MDN007 = Rule(
    "MDN007",
    "warning",
    "An attribute is not used.",
    "Only #id and lang are kept; anything else would be lost without a word.",
)
MDN008 = Rule(
    "MDN008",
    "error",
    "Blocks are nested too deeply.",
    "Text deeper than this is dropped by the reader and cannot be read on a phone.",
)
MDN009 = Rule(
    "MDN009",
    "error",
    "A footnote or link definition is used and not written, or written and not used.",
    "One of the two was forgotten; the text would be lost without a word.",
)
MDN010 = Rule(
    "MDN010",
    "error",
    "A title or alternative text holds what cannot stand in it.",
    "Titles go into menus and manifests, and alternative texts are spoken: both are words alone.",
)
MDN011 = Rule(
    "MDN011",
    "error",
    "A row of a table has more cells than the table has columns.",
    "The cells that are too many would be lost without a word.",
)
MDN012 = Rule(
    "MDN012",
    "error",
    "A block of code is not closed.",
    "Everything after it, questions too, would be shown as code.",
)

# --- directives ----------------------------------------------------------------------------------
DIR001 = Rule(
    "DIR001", "error", "The directive is not known.", "Its text would be shown without its meaning."
)
DIR002 = Rule(
    "DIR002", "error", "A directive is not closed.", "Everything after it would become part of it."
)
DIR003 = Rule(
    "DIR003",
    "error",
    "A row of colons opens or closes nothing.",
    "It is the rest of a directive that was closed too early or misspelt.",
)
DIR004 = Rule(
    "DIR004",
    "error",
    "The directive has no such option.",
    "A misspelt option would be ignored without a word.",
)
DIR005 = Rule(
    "DIR005",
    "error",
    "The directive lacks what it is for.",
    "A figure needs an image, a video its file, an accordion its headings.",
)
DIR006 = Rule(
    "DIR006",
    "warning",
    "A video has no captions.",
    "Officials who cannot hear, or have no headphones, would miss it.",
    "WCAG 2.1, 1.2.2",
)

# --- questions -----------------------------------------------------------------------------------
QST001 = Rule(
    "QST001",
    "error",
    "The question has no id.",
    "Answers are recorded by id; it must stay the same when the question moves.",
)
QST002 = Rule(
    "QST002",
    "error",
    "The question's type is missing or not known.",
    "Seven types are played: single, multiple, true-false, match, order, fill, numeric.",
)
QST003 = Rule(
    "QST003", "error", "The question asks nothing.", "A learner needs the question's text."
)
QST004 = Rule(
    "QST004",
    "error",
    "The question lacks answers.",
    "A choice needs two options, a match two rows, an order two items, a fill-in one blank.",
)
QST005 = Rule(
    "QST005",
    "error",
    "The right answer is not marked as the type needs it.",
    "No learner could answer rightly, or one of several right answers would count as wrong.",
)
QST006 = Rule(
    "QST006",
    "error",
    "An option's value is not allowed.",
    "The question could not be scored or reported.",
)
QST007 = Rule(
    "QST007",
    "error",
    "Text stands where no text is expected.",
    "It would be lost: after the answers only the closing `>` feedback follows.",
)
QST008 = Rule(
    "QST008",
    "error",
    "The question names an objective that the course does not have.",
    "The score per objective would miss this question.",
)
QST009 = Rule(
    "QST009",
    "error",
    "Two answers of the question are the same.",
    "A learner cannot tell them apart.",
)

QST010 = Rule(
    "QST010",
    "error",
    "A question or a blank stands where it cannot be answered.",
    "Questions stand in lessons and in the assessment's sections; blanks in questions to fill in.",
)
QST011 = Rule(
    "QST011",
    "error",
    "An option begins with a block of code or a table.",
    "Behind a box only words can begin; the block would be shown as plain text.",
)

# --- the final assessment ------------------------------------------------------------------------
ASM001 = Rule(
    "ASM001",
    "error",
    "The assessment has no questions.",
    "Nobody could pass it, and a course that asks for a pass would never be complete.",
)
ASM002 = Rule(
    "ASM002",
    "error",
    "A section's `draw` or `pass` cannot be read or met.",
    "A paper with the wrong number of questions is scored wrongly.",
)
ASM004 = Rule(
    "ASM004",
    "error",
    "`completion: passed` needs a final assessment.",
    "Without one no learner could ever complete the course.",
)

# --- competencies --------------------------------------------------------------------------------
CMP001 = Rule(
    "CMP001",
    "error",
    "The competency is not written as area / theme / sub-theme.",
    "Officials get credit for a sub-theme of the Karmayogi Competency Model, never for less.",
    "Karmayogi Competency Model",
)
CMP002 = Rule(
    "CMP002",
    "error",
    "The competency is not in the framework.",
    "An unknown competency gives officials no credit.",
    "Karmayogi Competency Model",
)
CMP003 = Rule(
    "CMP003",
    "error",
    "The objective has no competency.",
    "Every objective maps to a competency, or its learning gives no credit.",
    "Karmayogi Competency Model",
)
CMP004 = Rule(
    "CMP004",
    "error",
    "The competency has several places in the framework.",
    "Credit is given at one place; it is not for the machine to choose it.",
    "Karmayogi Competency Model",
)

# --- waivers -------------------------------------------------------------------------------------
WVR001 = Rule(
    "WVR001",
    "info",
    "A finding is waived.",
    "What was accepted stays known, with the reason and the day on which it is looked at again.",
)
WVR002 = Rule(
    "WVR002",
    "error",
    "A waiver is out of date.",
    "It was given until a day; by then the fault was to be mended or the waiver to be renewed.",
)
WVR003 = Rule(
    "WVR003",
    "warning",
    "A waiver waives nothing.",
    "The fault is mended, or the waiver names another file than the finding.",
)
WVR004 = Rule(
    "WVR004",
    "error",
    "The waiver is for a rule that does not exist or cannot be waived, or for no day.",
    "Without what some rules ask for no package can be made, or none can be published.",
)

RULES = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
