"""What a target asks beyond a course that can be built: a record a rule. Codes are never reused."""

from __future__ import annotations

from pathya.authoring.diagnostics import Rule

_MODEL = "Karmayogi Competency Model"
_FORM = "iGOT Karmayogi, the form of a course"
_UPLOAD = "iGOT Karmayogi, upload of packages"
_ITEMS = "iGOT Karmayogi, how its assessments are written"
_QUALITY = "iGOT Karmayogi, Content Framework & Quality Assurance"

# --- competencies and what is assessed -----------------------------------------------------------
CMP005 = Rule(
    "CMP005",
    "warning",
    "The course claims a competency that none of its objectives leads to.",
    "Officials would get credit for what they were not taught.",
    _MODEL,
)
CMP006 = Rule(
    "CMP006",
    "warning",
    "An objective leads to a competency that the course does not claim.",
    "Officials would get no credit for what they have learnt.",
    _MODEL,
)
CMP007 = Rule(
    "CMP007",
    "warning",
    "The course claims a competency at a level that its objectives do not reach.",
    "Credit says how far an official has come: Beginner, Intermediate, Advanced.",
    _MODEL,
)
ASM005 = Rule(
    "ASM005",
    "warning",
    "An objective is not assessed.",
    "Credit is given for it, and nobody has asked whether it was reached.",
    _QUALITY,
)
ASM006 = Rule(
    "ASM006",
    "warning",
    "A question belongs to no objective.",
    "The score per objective and per competency misses it.",
    _ITEMS,
)
ASM007 = Rule(
    "ASM007",
    "warning",
    "All questions of the assessment are of one difficulty.",
    "They tell apart neither those who know little nor those who know much.",
    _QUALITY,
)
ASM008 = Rule(
    "ASM008",
    "warning",
    "All questions of the assessment ask for one kind of thinking.",
    "Who can only remember has not shown that she can apply it.",
    "Bloom's taxonomy, as the platform's reviewers apply it",
)

# --- languages -----------------------------------------------------------------------------------
CAT011 = Rule(
    "CAT011",
    "error",
    "Texts of a language are not signed off.",
    "What no reviewer has read is not put before officials as their government's word.",
)
CAT012 = Rule(
    "CAT012",
    "info",
    "The page's own words are not signed off in a language.",
    "Buttons and notices come with Pathya; their review is not the course's to do.",
)

# --- accessibility -------------------------------------------------------------------------------
ACC001 = Rule(
    "ACC001",
    "error",
    "The picture of a figure has no alternative text.",
    "A figure says something; who does not see it is not told.",
    "WCAG 2.1, 1.1.1",
)
ACC002 = Rule(
    "ACC002",
    "warning",
    "An alternative text says nothing.",
    "A file's name, or the word picture, is read out in the place of what the picture shows.",
    "WCAG 2.1, 1.1.1",
)
ACC003 = Rule(
    "ACC003",
    "warning",
    "A sound has neither captions nor a transcript.",
    "Officials who cannot hear, or have no headphones, would miss it.",
    "WCAG 2.1, 1.2.1",
)
ACC004 = Rule(
    "ACC004",
    "warning",
    "The text of a link does not say where it leads.",
    "Screen readers list the links of a page by their texts alone.",
    "WCAG 2.1, 2.4.4",
)
ACC005 = Rule(
    "ACC005",
    "warning",
    "A column of a table has no header.",
    "Who listens to a table hears the header before each cell.",
    "WCAG 2.1, 1.3.1",
)
ACC006 = Rule(
    "ACC006",
    "warning",
    "A bold line stands where a heading should.",
    "It looks like a heading, and is in no list of headings.",
    "WCAG 2.1, 1.3.1",
)
ACC007 = Rule(
    "ACC007",
    "info",
    "The accent is too weak on the page, and is made stronger.",
    "Text needs a contrast of 4.5 to 1; the page takes more care than that.",
    "WCAG 2.1, 1.4.3",
)
ACC008 = Rule(
    "ACC008",
    "warning",
    "Captions are not there in the language of the page.",
    "Learners are offered those of the source, which they may not read.",
    "WCAG 2.1, 1.2.2",
)
ACC009 = Rule(
    "ACC009",
    "error",
    "A page does not say its language, or not that it runs from right to left.",
    "It would be read out with the wrong voice, or laid out the wrong way round.",
    "WCAG 2.1, 3.1.1 and 1.3.2",
)

# --- how questions are written -------------------------------------------------------------------
ITM001 = Rule(
    "ITM001",
    "warning",
    "An option is `all of the above` or `none of the above`.",
    "Options are mixed, and knowing two of them is enough to choose it.",
    _ITEMS,
)
ITM002 = Rule(
    "ITM002",
    "warning",
    "An option says always, never or usually.",
    "Such an option is known as wrong, or right, without knowing the matter.",
    _ITEMS,
)
ITM003 = Rule(
    "ITM003",
    "warning",
    "A choice has fewer than four options.",
    "It is answered rightly by chance too often.",
    _ITEMS,
)
ITM004 = Rule(
    "ITM004",
    "warning",
    "A question with several right options has fewer than two.",
    "Learners look for the others. The platform's form asks for two.",
    _ITEMS,
)
ITM005 = Rule(
    "ITM005",
    "warning",
    "The right option is far longer than the others.",
    "It gives itself away.",
    _ITEMS,
)
ITM006 = Rule(
    "ITM006",
    "warning",
    "A sentence of a question says no twice.",
    "It is answered wrongly by people who know the matter.",
    _ITEMS,
)
ITM007 = Rule(
    "ITM007",
    "warning",
    "A question has more than two blanks, or more than five pairs.",
    "It asks for patience and memory more than for the matter.",
    _ITEMS,
)
ITM008 = Rule(
    "ITM008",
    "warning",
    "All true-false questions of the assessment have the same answer.",
    "Who finds that out answers them without reading.",
    _ITEMS,
)
ITM009 = Rule(
    "ITM009",
    "warning",
    "A question takes an official for a man or a woman.",
    "Officials of all genders are asked; name the office.",
    _ITEMS,
)
ITM010 = Rule(
    "ITM010",
    "warning",
    "A question asks two things.",
    "Who knows one of them cannot show it.",
    _ITEMS,
)

# --- time ----------------------------------------------------------------------------------------
RDG001 = Rule(
    "RDG001",
    "warning",
    "A lesson takes more than five minutes.",
    "Lessons of three to five minutes are read to the end, on a phone and between two meetings.",
    _QUALITY,
)
RDG002 = Rule(
    "RDG002",
    "warning",
    "A film or sound takes more than five minutes.",
    "Few watch longer; a slow line breaks before.",
    _QUALITY,
)
RDG003 = Rule(
    "RDG003",
    "warning",
    "The duration is shorter than the course.",
    "The platform completes a course after 70 per cent of its duration, 40 on phones, read or not.",
    "iGOT Karmayogi, ScormProgressThreshold",
)

# --- iGOT Karmayogi ------------------------------------------------------------------------------
IGT001 = Rule(
    "IGT001",
    "error",
    "The course has no competency.",
    "Officials get no credit for it.",
    _FORM,
)
IGT002 = Rule(
    "IGT002",
    "error",
    "The platform's id of a competency is not known.",
    "The platform takes a tag without one in silence, and gives no credit for it.",
    "iGOT Karmayogi, competencies_v6",
)
IGT003 = Rule(
    "IGT003",
    "error",
    "A competency is claimed twice.",
    "Credit would be given twice, or not at all.",
    "iGOT Karmayogi, competencies_v6",
)
IGT004 = Rule(
    "IGT004",
    "error",
    "The title is shorter or longer than the form takes.",
    "The course cannot be saved: a name has 10 to 70 characters.",
    _FORM,
)
IGT005 = Rule(
    "IGT005",
    "error",
    "The title has a character that the form refuses.",
    "A name has letters, signs and digits of all scripts, blanks and . _ - $ / : । ( ) [ ] ' !",
    "iGOT Karmayogi, ConfigurationsService of @sunbird-cb/utils-v2",
)
IGT006 = Rule(
    "IGT006",
    "error",
    "The description is shorter or longer than the form takes.",
    "The course cannot be saved: a description has 100 to 1000 characters.",
    _FORM,
)
IGT007 = Rule(
    "IGT007",
    "error",
    "The course has no learning outcome, or one longer than the form takes.",
    "The form asks for it, in at most 2000 characters; it is written from the objectives.",
    _FORM,
)
IGT008 = Rule(
    "IGT008",
    "error",
    "A keyword is longer than the form takes.",
    "The course cannot be saved: a keyword has at most 50 characters.",
    _FORM,
)
IGT009 = Rule(
    "IGT009",
    "error",
    "The licence is not one of the platform's.",
    "The form offers a list, and takes no other.",
    _FORM,
)
IGT010 = Rule(
    "IGT010",
    "error",
    "The platform has no such language.",
    "Its schema lists the languages; a course in another cannot be saved.",
    "sunbird-cb-ext-schema, content",
)
IGT011 = Rule(
    "IGT011",
    "error",
    "The package is larger than 200 MB.",
    "The portal refuses it.",
    _UPLOAD,
)
IGT012 = Rule(
    "IGT012",
    "warning",
    "The package is larger than 100 MB.",
    "One of the platform's two doors refuses it, and a phone needs long for it.",
    "sunbird-devops, Kong's request size",
)
IGT013 = Rule(
    "IGT013",
    "error",
    "The package holds a file of a kind that the platform refuses.",
    "Programs of servers and of desktops are no part of a course.",
    "knowledge-platform, FileUploadValidator",
)
IGT014 = Rule(
    "IGT014",
    "error",
    "The package runs text as a program, or holds a frame.",
    "Authors declare at upload that it does not.",
    _UPLOAD,
)
IGT015 = Rule(
    "IGT015",
    "error",
    "The picture for the catalogue is of another kind than PNG, JPEG or TIFF, or over 500 kB.",
    "The form refuses it.",
    _FORM,
)
IGT016 = Rule(
    "IGT016",
    "warning",
    "The course has no picture for the catalogue.",
    "The form asks for one before a course goes to review.",
    _FORM,
)

RULES = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
