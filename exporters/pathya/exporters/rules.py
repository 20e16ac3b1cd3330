"""What can be wrong with a package. Codes are never reused."""

from __future__ import annotations

from pathya.authoring.diagnostics import Rule

# --- fonts ---------------------------------------------------------------------------------------
FNT001 = Rule(
    "FNT001",
    "warning",
    "The package's fonts cannot draw a character of the page.",
    "A browser looks for another font on the device; where there is none, learners see a box.",
    "CSS Fonts Module Level 4 §5.2",
)

# --- the learner's page --------------------------------------------------------------------------
PAG001 = Rule(
    "PAG001",
    "error",
    "Two pages are remembered by the same key.",
    "Keys are short, so that SCORM 1.2 can hold them; one page would be taken for the other.",
)

# --- captions ------------------------------------------------------------------------------------
VTT001 = Rule(
    "VTT001",
    "error",
    "A file of captions is not WebVTT.",
    "Nothing of it can be shown. Files of other kinds, such as SRT, have to be converted.",
    "WebVTT §4.1",
)
VTT002 = Rule(
    "VTT002",
    "error",
    "A file of captions has too many cues.",
    "Phones would hold them all in memory; no film is that long.",
)
VTT003 = Rule(
    "VTT003",
    "error",
    "A file of captions has no cues.",
    "Learners would be offered captions that never come.",
    "WCAG 2.1, 1.2.2",
)
VTT004 = Rule(
    "VTT004",
    "error",
    "The times of a cue cannot be read.",
    "Browsers leave the cue out without a word.",
    "WebVTT §4.1",
)
VTT005 = Rule(
    "VTT005",
    "error",
    "A cue ends before it starts.",
    "It is never shown.",
    "WebVTT §4.1",
)
VTT006 = Rule(
    "VTT006",
    "error",
    "A text has no times, or times have no text.",
    "It is never shown. Mostly there is an empty line inside a cue, which ends it.",
    "WebVTT §4.1",
)
VTT007 = Rule(
    "VTT007",
    "warning",
    "A cue starts before the one above it.",
    "One of the times is perhaps mistyped; captions would come at the wrong moment.",
    "WebVTT §4.1",
)
VTT008 = Rule(
    "VTT008",
    "warning",
    "A tag, setting or style has no effect on the captions.",
    "What it was to show is lost: such as who speaks, if colours say so.",
    "WebVTT §4.2",
)
VTT014 = Rule(
    "VTT014",
    "error",
    "A cue has more characters or tags than any that people read.",
    "Nobody could read it, and its catalog would be nested more deeply than tools read.",
)

# --- the zip -------------------------------------------------------------------------------------
PKG001 = Rule(
    "PKG001",
    "error",
    "The file is not a sound zip.",
    "Platforms refuse what they cannot unpack; sizes that do not hold are how zip bombs begin.",
    "PKWARE APPNOTE; SCORM CAM §3.3",
)
PKG002 = Rule(
    "PKG002", "error", "A file in the zip is encrypted.", "No platform can ask for the password."
)
PKG003 = Rule(
    "PKG003",
    "error",
    "A name leads out of the package.",
    "Unpacking it may overwrite any file of the platform (zip slip).",
)
PKG004 = Rule(
    "PKG004",
    "error",
    "A name has a backslash.",
    "It is a letter of the name on one system and parts folders on another.",
    "PKWARE APPNOTE §4.4.17",
)
PKG005 = Rule(
    "PKG005",
    "error",
    "Windows cannot hold a file of this name.",
    "Names such as con or nul, and names that end in a full stop, fail or mean a device there.",
)
PKG006 = Rule(
    "PKG006",
    "error",
    "An entry is not a file or a folder.",
    "A link may point to any file of the platform.",
)
PKG007 = Rule(
    "PKG007",
    "error",
    "A name stands twice.",
    "iGOT's unpacking fails on the second; others keep the last without a word.",
    "iGOT knowledge-platform, HtmlMimeTypeMgrImpl",
)
PKG008 = Rule(
    "PKG008",
    "error",
    "Two names differ in case alone.",
    "Windows and macOS hold only one of the two files.",
)
PKG009 = Rule(
    "PKG009",
    "error",
    "A name has characters other than A-Z a-z 0-9 _ . - and /.",
    "Some platforms read names as CP437, some drop other scripts, some do not decode %20.",
    "ADL test suite; openEQUELLA #1868",
)
PKG010 = Rule("PKG010", "error", "The zip holds too many files.", "Platforms stop at a limit.")
PKG011 = Rule(
    "PKG011", "error", "The package is too large.", "Platforms stop at a limit, or run out of disk."
)
PKG012 = Rule(
    "PKG012",
    "error",
    "A file unpacks to far more than real content does.",
    "That is how a zip bomb looks.",
)
PKG013 = Rule(
    "PKG013",
    "error",
    "An entry has a second name.",
    "Some unpack it under the one and some under the other: who checks the one says nothing of "
    "where the file ends up.",
    "PKWARE APPNOTE §4.6.9, Info-ZIP Unicode Path",
)
PKG014 = Rule(
    "PKG014",
    "error",
    "A name is a file's and a folder's.",
    "No disk can hold both, so unpacking stops midway or leaves one of them out.",
    "POSIX.1-2017 §4.13, Pathname Resolution",
)

# --- imsmanifest.xml -----------------------------------------------------------------------------
PKG020 = Rule(
    "PKG020",
    "error",
    "There is no imsmanifest.xml at the root.",
    "Without it the zip is no SCORM package; often a folder was zipped, not what is in it.",
    "SCORM CAM §3.3",
)
PKG021 = Rule(
    "PKG021",
    "error",
    "The manifest is not UTF-8 without a byte order mark.",
    "Some platforms read it as bytes and fail on the mark.",
)
PKG022 = Rule("PKG022", "error", "The XML cannot be read.", "Every platform refuses it.", "XML 1.0")
PKG023 = Rule(
    "PKG023",
    "error",
    "The XML has a DOCTYPE.",
    "It can read files of the platform, so iGOT and Sunbird refuse it.",
    "iGOT cb-ext-scorm-validation",
)
PKG024 = Rule(
    "PKG024",
    "error",
    "The document is not a manifest of SCORM 1.2 or SCORM 2004.",
    "The namespace of the root says which edition this is.",
    "SCORM CAM §3.4",
)
PKG025 = Rule(
    "PKG025",
    "error",
    "An element of the manifest has a prefix.",
    "iGOT looks for organizations and resources by their plain names.",
    "iGOT cb-ext-scorm-validation",
)
PKG026 = Rule(
    "PKG026",
    "error",
    "ADL's namespace is bound to another prefix than adlcp.",
    "Platforms look for the letters adlcp:scormtype.",
    "iGOT cb-ext-scorm-validation",
)
PKG027 = Rule(
    "PKG027",
    "error",
    "The schemaversion is not one that platforms know.",
    "Moodle and Open edX choose by it: a 2004 package without it runs as 1.2.",
    "SCORM CAM §3.4.1",
)
PKG028 = Rule(
    "PKG028",
    "error",
    "The XML does not fit its schema.",
    "ADL's checker, and every platform that validates, refuses it.",
    "SCORM CAM §3.4",
)
PKG029 = Rule(
    "PKG029",
    "error",
    "A schema is missing from the root of the package.",
    "ADL's checker wants one for every namespace, also where no schemaLocation is given.",
    "ADL test suite, RequiredFiles; eXeLearning #915",
)
PKG030 = Rule(
    "PKG030",
    "error",
    "The default organization does not exist.",
    "The platform would not know what to show.",
    "SCORM CAM §3.4.1.5",
)
PKG031 = Rule(
    "PKG031",
    "error",
    "A title is missing, empty or over 200 characters.",
    "Moodle fails over 255; the schema of SCORM 1.2 allows 200.",
    "SCORM CAM §3.4.1",
)
PKG032 = Rule(
    "PKG032",
    "error",
    "The package does not hold exactly one SCO.",
    "iGOT and Sunbird launch the first and never another, so the course could not be completed.",
    "Sunbird ScormMimeTypeMgrImpl",
)
PKG033 = Rule(
    "PKG033",
    "error",
    "An item refers to a resource that does not exist.",
    "There is nothing to launch.",
    "SCORM CAM §3.4.1.8",
)
PKG034 = Rule(
    "PKG034",
    "error",
    "An item has parameters.",
    "iGOT's player ignores them, or appends its own query to them.",
)
PKG035 = Rule(
    "PKG035",
    "warning",
    "The item has a mastery score.",
    "Moodle lets it overrule the status that the course reports.",
)
PKG036 = Rule(
    "PKG036",
    "error",
    "An identifier is no XML name, or stands twice.",
    "Items and resources are found by it.",
    "SCORM CAM §3.4.1; Namespaces in XML §3",
)
PKG040 = Rule(
    "PKG040",
    "error",
    "The launched resource is not marked as a SCO.",
    "The mark is spelt scormtype in SCORM 1.2 and scormType in SCORM 2004; without it the platform "
    "records nothing.",
    "SCORM 1.2 CAM §2.3; SCORM 2004 CAM §3.4.1",
)
PKG041 = Rule(
    "PKG041",
    "error",
    "A resource is not of type webcontent.",
    "SCORM knows no other.",
    "SCORM CAM §3.4.1",
)
PKG042 = Rule(
    "PKG042",
    "error",
    "The launched resource is not the first.",
    "Some players launch the first resource, whatever the items say.",
)
PKG043 = Rule(
    "PKG043",
    "error",
    "The manifest has an xml:base.",
    "iGOT's player ignores it and then finds no file.",
)
PKG044 = Rule(
    "PKG044",
    "error",
    "An address is not a plain path in the package.",
    "Percent signs, plus signs, queries, '..' and leading slashes are each read in other ways "
    "by some platform.",
    "ADL test suite; Sunbird ScormMimeTypeMgrImpl",
)
PKG045 = Rule(
    "PKG045",
    "error",
    "The launch page is not index.html at the root.",
    "iGOT refuses the upload.",
    "iGOT knowledge-platform, HtmlMimeTypeMgrImpl",
)
PKG046 = Rule(
    "PKG046",
    "error",
    "A file that the manifest names is not in the package.",
    "Names are compared letter by letter, case too.",
    "SCORM CAM §3.4.1",
)
PKG047 = Rule(
    "PKG047",
    "error",
    "A file in the package is not in the manifest.",
    "A platform may leave it behind; only schemas, in any folder, need no mention.",
    "SCORM CAM §3.4.1",
)
PKG048 = Rule(
    "PKG048",
    "error",
    "A resource does not list its own page.",
    "A resource consists of the files that it lists.",
    "SCORM CAM §3.4.1",
)

# --- metadata ------------------------------------------------------------------------------------
PKG050 = Rule(
    "PKG050",
    "warning",
    "The metadata has no title.",
    "iGOT takes the title of a SCORM 1.2 package from general/title/langstring alone.",
    "iGOT cb-ext-scorm-validation",
)
PKG051 = Rule(
    "PKG051",
    "error",
    "The metadata is written as the other edition of SCORM has it.",
    "SCORM 1.2 has langstring with xml:lang, SCORM 2004 has string with language.",
    "IMS Learning Resource Metadata 1.2; IEEE 1484.12.3",
)
PKG052 = Rule(
    "PKG052",
    "error",
    "The educational description is over 1000 characters.",
    "Platforms cut it or fail.",
    "IMS Learning Resource Metadata 1.2; iteexe #96",
)

# --- pages ---------------------------------------------------------------------------------------
PKG060 = Rule(
    "PKG060",
    "error",
    "A page loads something from outside the package, or sends word there.",
    "It fails offline and behind a department's firewall, and it tells others who learns what.",
)
PKG061 = Rule(
    "PKG061",
    "warning",
    "A page has no Content-Security-Policy.",
    "The policy keeps out what nobody meant to be in the page.",
    "W3C Content Security Policy Level 3",
)
PKG062 = Rule(
    "PKG062",
    "error",
    "A page loads a file that is not in the package.",
    "The learner would see a gap.",
)
PKG063 = Rule(
    "PKG063",
    "warning",
    "A page is over 800 kB.",
    "On a slow connection it opens late; `packaging: module` parts the course.",
)
