"""What can be wrong with a catalog or a translation. Codes are never reused."""

from __future__ import annotations

from pathya.authoring.diagnostics import Rule

XLIFF = "XLIFF 1.2 (OASIS, 2008)"

# --- the file ------------------------------------------------------------------------------------
CAT001 = Rule(
    "CAT001",
    "error",
    "The catalog is not XML that can be read.",
    "Nothing of it can be used. Entities and DOCTYPEs are refused: they are how XML attacks.",
    "XML 1.0",
)
CAT002 = Rule(
    "CAT002",
    "error",
    "The file is not an XLIFF 1.2 catalog of one course in one language.",
    "Other formats go through import; two files in one would overwrite each other.",
    XLIFF,
)
CAT003 = Rule(
    "CAT003",
    "error",
    "Two units have the same id.",
    "Nobody can tell which of them is meant, so the source is shown.",
    f"{XLIFF} §2.5",
)
CAT004 = Rule(
    "CAT004",
    "error",
    "A unit has no id or no source.",
    "Nobody can tell which text it translates, so it is not used.",
    f"{XLIFF} §2.2",
)
CAT005 = Rule(
    "CAT005",
    "warning",
    "The state of a unit is not known.",
    "It is read as one that needs another look, so that nothing unfinished counts as done.",
    f"{XLIFF} §2.2",
)
CAT006 = Rule(
    "CAT006",
    "warning",
    "A sign-off has lapsed.",
    "The source or the translation is no longer the one that the reviewer accepted.",
)
CAT007 = Rule(
    "CAT007",
    "error",
    "A unit holds inline codes that are not the catalog's own.",
    "Codes stand for markup of the source. For any other there is nothing to print, so the source "
    "is shown.",
    f"{XLIFF} §2.4",
)
CAT008 = Rule(
    "CAT008",
    "error",
    "The catalog belongs to another course or language.",
    "Texts of one course or language would be shown in another.",
)
CAT009 = Rule(
    "CAT009",
    "info",
    "The catalog is not up to date with the course.",
    "Texts that it lacks stand in the source language; `pathya catalog update` brings them.",
)

CAT010 = Rule(
    "CAT010",
    "warning",
    "A text was signed off by the person who translated it.",
    "Nobody sees one's own mistakes, so it counts as translated only. A project with one person "
    "for both says `translator_may_sign_off = true`.",
)
CAT013 = Rule(
    "CAT013",
    "warning",
    "A catalog is there for captions that are not made from it.",
    "Its translations are shown nowhere, and who works on them is not told.",
)

# --- what comes back -----------------------------------------------------------------------------
EXC001 = Rule(
    "EXC001",
    "error",
    "A file of translations cannot be read.",
    "Nothing of it is taken. Entities, other code pages than UTF-8, archives that unpack to more "
    "than they may, and files without the columns or units of their format are refused.",
)
EXC002 = Rule(
    "EXC002",
    "error",
    "A file of translations, or a row of it, is for another course or language.",
    "Its texts would be shown where they don't belong, so nothing of it is taken.",
)
EXC003 = Rule(
    "EXC003",
    "error",
    "A translation is for a text that the course does not have.",
    "The work would be lost without a word; all others are taken.",
)
EXC004 = Rule(
    "EXC004",
    "warning",
    "A translation was made for an older source.",
    "It comes in as a fuzzy one, with the source that it was made for, and never over a finished "
    "one.",
)
EXC005 = Rule(
    "EXC005",
    "error",
    "A translation that came back cannot be shown: its codes or characters don't fit.",
    "What is in the catalog stays, and all others are taken.",
)
EXC006 = Rule(
    "EXC006",
    "warning",
    "A translation would replace one that is signed off.",
    "What a reviewer has accepted is changed on purpose only.",
)
EXC007 = Rule(
    "EXC007",
    "warning",
    "A sign-off comes from the person who made the translation.",
    "Nobody sees one's own mistakes, so it comes in as translated.",
)
EXC008 = Rule(
    "EXC008",
    "error",
    "A file has two translations of one text.",
    "Nobody can tell which of them is meant, so none is taken.",
)
EXC009 = Rule(
    "EXC009",
    "warning",
    "A draft would replace a finished translation.",
    "An old file, imported once more, would undo what people have done since.",
)
EXC010 = Rule(
    "EXC010",
    "warning",
    "The state of a translation that came back is not known.",
    "It comes in as one that needs another look, so that nothing unfinished counts as done.",
)
EXC011 = Rule(
    "EXC011",
    "error",
    "A spreadsheet has lost the letters of a translation, or has made a formula or number of it.",
    "What is left is not what the translator wrote, so it is not taken.",
)
EXC012 = Rule(
    "EXC012",
    "error",
    "A translation that came back is the source itself, has no words, or is in another script than "
    "the language's.",
    "It was passed over, or belongs to another language. What is in the catalog stays.",
)
EXC013 = Rule(
    "EXC013",
    "error",
    "A translation that came back stands beside another text than its own.",
    "One column was sorted and the others were not, or cells have moved up. What is in the catalog "
    "stays.",
)

# --- one translation -----------------------------------------------------------------------------
TRN001 = Rule(
    "TRN001",
    "warning",
    "A translation has lost, or has twice, a code that only changes the look.",
    "It can be read and is shown; emphasis, code or a line break is not where the author put it.",
)
TRN002 = Rule(
    "TRN002",
    "error",
    "A translation has lost a link, footnote, image or blank, or has a blank or footnote twice.",
    "The learner would miss something that the course needs, so the source is shown.",
)
TRN003 = Rule(
    "TRN003",
    "error",
    "A translation has a code that its source has not, or one code in the place of another.",
    "There is no markup to print for it, so the source is shown.",
)
TRN004 = Rule(
    "TRN004",
    "error",
    "A blank in a translation accepts no answer, or an empty one.",
    "No learner could answer the question rightly, or everybody could, so the source is shown.",
)
TRN005 = Rule(
    "TRN005",
    "warning",
    "The translation of a changed source does not fit its codes.",
    "The old translation is kept for the translator; until then the source is shown.",
)
TRN006 = Rule(
    "TRN006",
    "error",
    "A translation of the interface has lost, or has invented, a {placeholder}.",
    "The learner would miss a number or read raw braces, so the English words are shown.",
)
TRN007 = Rule(
    "TRN007",
    "error",
    "A translation has codes and no words.",
    "The learner would see an empty line, so the source is shown.",
)
TRN008 = Rule(
    "TRN008",
    "error",
    "A translation has a link, footnote or blank inside a link, or any code but emphasis inside a "
    "blank.",
    "Browsers tear nested links apart, and of a blank only the words count; the source is shown.",
    "HTML Standard, the a element",
)
TRN009 = Rule(
    "TRN009",
    "error",
    "A translation holds a character that no text has.",
    "Control characters, noncharacters and private-use characters break XML, and some learning "
    "systems refuse the package; so the source is shown.",
    "XML 1.0 §2.2",
)
TRN010 = Rule(
    "TRN010",
    "warning",
    "A translation turns the direction of text around, or does not turn it back.",
    "Letters and digits are shown in another order than they were written in, also those that "
    "follow. LRM, RLM and closed pairs do no harm.",
    "Unicode Standard Annex #9, §2",
)
TRN011 = Rule(
    "TRN011",
    "warning",
    "A translation in a drawing is much wider than the room that its source has.",
    "A page grows with its texts, a drawing does not: they run over its lines, into each other or "
    "out of it. How wide they are is an estimate.",
)

# --- the wording of a translation ----------------------------------------------------------------
LNG001 = Rule(
    "LNG001",
    "warning",
    "A translation is, or holds, words of the source.",
    "A sentence was passed over, or copied to be translated later. Names, acronyms and code stay.",
)
LNG002 = Rule(
    "LNG002",
    "warning",
    "A translation has letters of another script or language.",
    "Two keyboards were mixed up; some such letters look alike, and no search finds the word.",
)
LNG003 = Rule(
    "LNG003",
    "warning",
    "A word is written in two scripts.",
    "One of its letters only looks right. Endings on a word of the source, as in CPIOক, are fine.",
    "Unicode Technical Standard #39, §5",
)
LNG004 = Rule(
    "LNG004",
    "warning",
    "Most of a translation is in Latin letters.",
    "It is not translated, or it is typed as it sounds.",
)
LNG005 = Rule(
    "LNG005",
    "warning",
    "A translation has other numbers than its source.",
    "A section, sum or time limit is wrong. Digits of all scripts count alike.",
)
LNG006 = Rule(
    "LNG006",
    "warning",
    "A translation has digits of two systems, or of another script.",
    "Readers take them for different things; `beside` a name such as CR7 they are fine.",
)
LNG007 = Rule(
    "LNG007",
    "warning",
    "A sign stands without a letter that can bear it.",
    "It is shown with a dotted ring, or not at all: letters were typed or cut in the wrong order.",
    "Unicode Standard, chapter 12",
)
LNG008 = Rule(
    "LNG008",
    "warning",
    "A letter has two signs of which it can bear one.",
    "A key was pressed twice; some fonts hide the second sign, and no search finds the word.",
    "Unicode Standard, chapter 12",
)
LNG009 = Rule(
    "LNG009",
    "warning",
    "A joiner or another invisible character stands where it does nothing.",
    "No reader sees it and no search finds the word.",
    "Unicode Standard, §23.2",
)
LNG010 = Rule(
    "LNG010",
    "info",
    "A translation is not in Unicode's normal form C.",
    "The same letters would be different characters here and elsewhere; reading mends it.",
    "Unicode Standard Annex #15",
)
LNG011 = Rule(
    "LNG011",
    "warning",
    "Spaces are doubled, missing, or on the wrong side of a mark.",
    "Marks begin lines, and words stick together.",
)
LNG012 = Rule(
    "LNG012",
    "warning",
    "A translation ends with another kind of mark than its source.",
    "A question is no question any more, or a sentence was cut.",
)
LNG013 = Rule(
    "LNG013",
    "info",
    "A mark is not the one that the language writes.",
    "Official prose in the language ends sentences with its own full stop, or has its own "
    "comma or question mark.",
)
LNG014 = Rule(
    "LNG014",
    "warning",
    "A bracket is lost or has no partner.",
    "Readers cannot tell where the aside ends.",
)
LNG015 = Rule(
    "LNG015",
    "warning",
    "A quotation mark is lost or has no partner.",
    "Readers cannot tell what is quoted.",
)
LNG016 = Rule(
    "LNG016",
    "warning",
    "A translation lacks the agreed word for a term of its source.",
    "Learners meet the term in the law and in every course; two names are two things to them.",
)
LNG017 = Rule(
    "LNG017",
    "warning",
    "A translation uses a word that was agreed not to be used.",
    "It means something else, or is out of use.",
)
LNG018 = Rule(
    "LNG018",
    "warning",
    "A name that is kept in every language was changed.",
    "Learners look for it on forms and websites as it is.",
)
LNG019 = Rule(
    "LNG019",
    "warning",
    "A translation is longer than the platform takes.",
    "It is refused, or cut in the middle of a word.",
    "iGOT Karmayogi",
)
LNG020 = Rule(
    "LNG020",
    "warning",
    "A web or mail address is not the one of the source.",
    "The learner ends up elsewhere, or nowhere.",
)
LNG021 = Rule(
    "LNG021",
    "info",
    "The same words are translated in two ways.",
    "Often that is an accident; where the context asks for it, it is right.",
)
