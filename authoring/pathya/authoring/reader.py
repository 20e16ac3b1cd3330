"""A course folder to a `Course`. Everything wrong is said; nothing is raised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pathya.authoring import rules
from pathya.authoring.competencies import find_competency
from pathya.authoring.course import (
    Assessment,
    Competency,
    Contact,
    Course,
    Lesson,
    Media,
    Module,
    Narrating,
    Objective,
    Text,
    Theme,
    Waiver,
)
from pathya.authoring.course_checks import check_course
from pathya.authoring.course_settings import COURSE_FILE, read_settings
from pathya.authoring.course_yaml import CourseFile, ObjectiveEntry, ThemeEntry
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where, in_order
from pathya.authoring.directives import print_directive
from pathya.authoring.documents import (
    Document,
    parse_document,
    plain_name,
    read_assessment,
    read_glossary,
    read_lesson,
    read_title,
)
from pathya.authoring.limits import raised
from pathya.authoring.media import use_media
from pathya.authoring.media_kinds import IMAGES
from pathya.authoring.reading_time import minutes_of
from pathya.authoring.recall import (
    Recall,
    context_key,
    mark,
    put_back,
    remember,
    same_text,
)
from pathya.authoring.scribe import Reading, Scribe
from pathya.authoring.sources import CourseFolder, decode
from pathya.authoring.yaml_document import Yaml

if TYPE_CHECKING:
    from pathya.authoring.framework import Framework

ASSESSMENT_FILE = "assessment.md"
GLOSSARY_FILE = "glossary.md"

_LESSON = re.compile(r"(\d+[-_][^/]+)/(\d+[-_][^/]+\.md|index\.md)\Z")


Parse = Callable[[str, str], Document]
"""What makes a document of a file's name and text."""
ReadLesson = Callable[[Document, Reading], Lesson]
"""What makes a lesson of a document."""


def read_course(
    folder: CourseFolder,
    framework: Framework = (),
    parse: Parse = parse_document,
    recall: Recall | None = None,
) -> tuple[Course | None, Diagnostics]:
    """Read a course; None when too much is missing to make one. Findings come in file order.

    `parse` may remember what it was given before: nothing changes a document. `recall` has lessons
    as they were read before, and hears of those that are read now.
    """
    reading = Reading(folder)
    scribe = Scribe(reading, COURSE_FILE, "course", print_directive)
    if (fault := _too_many_files(folder)) is not None:
        return None, (fault,)
    texts = _decode_all(reading)
    source, entry = read_settings(texts.get(COURSE_FILE), scribe, recall)
    documents = _parse_all(texts, scribe, _parse_new(parse, recall) if recall else parse)
    read = _read_new(texts, parse, recall) if recall else read_lesson
    course = None
    if source and entry:
        modules = partial(_read_modules, documents, reading, read)
        course = _assemble(entry, source, documents, framework, scribe, modules)
        check_course(course, source, reading)
    else:
        _read_modules(documents, reading, read)  # so that the lessons' faults are said as well
    if (fault := _too_many_texts(reading)) is not None:
        return None, (fault,)
    return course, in_order(tuple(reading.found))


def _parse_new(parse: Parse, recall: Recall) -> Parse:
    """Leave out the lessons that need perhaps not be read again: their ids are known."""

    def parse_new(name: str, text: str) -> Document:
        old = same_text(recall, name, text)
        return Document(name, old.lesson.id, (), None, (), ()) if old else parse(name, text)

    return parse_new


def _read_new(texts: Mapping[str, str], parse: Parse, recall: Recall) -> ReadLesson:
    """Take a lesson as it was read before, or read it and note what that gives."""

    def read_new(document: Document, reading: Reading) -> Lesson:
        name, text = document.name, texts[document.name]
        key, old = context_key(recall, reading), same_text(recall, name, text)
        if old and put_back(old, key, reading):
            recall.now[name] = old
            return old.lesson
        start = mark(key, reading)
        lesson = read_lesson(parse(name, text) if old else document, reading)
        remember(lesson, text, start, reading, recall)
        return lesson

    return read_new


def _too_many_files(folder: CourseFolder) -> Diagnostic | None:
    limit = folder.limits.course_files
    if len(folder.texts) + len(folder.media) + len(folder.passed) <= limit:
        return None
    where = Where(folder.path)
    return rules.SRC008.at(where, f"the course has more than {limit} files", raised("course_files"))


def _too_many_texts(reading: Reading) -> Diagnostic | None:
    """One fault in place of all the others: of so many texts as many may be told."""
    number, limit = len(reading.units), reading.folder.limits.course_texts
    if number <= limit:
        return None
    message = f"the course has {number} texts to translate; the limit is {limit}"
    hint = f"Make several courses of it. {raised('course_texts')}"
    return rules.SRC009.at(Where(reading.folder.path), message, hint)


def _decode_all(reading: Reading) -> dict[str, str]:
    texts = {}
    limit = reading.folder.limits.text_bytes
    for name, data in sorted(reading.folder.texts.items()):
        text, found = decode(data, reading.folder.where(name), limit, raised("text_bytes"))
        reading.found.extend(found)
        if text is not None:
            texts[name] = text
    return texts


def _parse_all(texts: Mapping[str, str], scribe: Scribe, parse: Parse) -> dict[str, Document]:
    """Parse all Markdown first, so that links between lessons find their ids."""
    reading = scribe.reading
    documents = {}
    for name in sorted(texts, key=_order):
        if name in (ASSESSMENT_FILE, GLOSSARY_FILE) or _LESSON.match(name):
            documents[name] = parse(name, texts[name])
        elif name != COURSE_FILE:
            hint = "Lessons are named like 01-module/02-lesson.md."
            where = reading.folder.where(name)
            reading.found.append(
                rules.SRC005.at(where, "this file is not part of the course", hint)
            )
    for name in reading.folder.passed:
        hint = "Copy the file itself into the course's folder."
        fault = "this leads out of the course or nowhere, and is passed over"
        reading.found.append(rules.SRC005.at(reading.folder.where(name), fault, hint))
    if not any(_LESSON.match(name) and _is_lesson(name) for name in reading.folder.texts):
        hint = "Write the first one as 01-start/01-welcome.md."
        where = reading.folder.where(COURSE_FILE)
        reading.found.append(rules.SRC004.at(where, "the course has no lessons", hint))
    reading.lessons = {
        name: document.id for name, document in documents.items() if _is_lesson(name)
    }
    return documents


def _order(name: str) -> list[tuple[int, str]]:
    """Sort by the numbers that names start with: 2- stands before 10-."""
    parts = (re.match(r"(\d{0,9})(.*)", part, re.DOTALL) for part in name.split("/"))
    return [(int(part[1] or 0), part[2]) for part in parts if part]


def _is_lesson(name: str) -> bool:
    return "/" in name and not name.endswith("/index.md")


def _read_modules(
    documents: Mapping[str, Document], reading: Reading, read: ReadLesson
) -> tuple[Module, ...]:
    folders: dict[str, list[Document]] = {}
    for name, document in documents.items():
        if "/" in name:
            folders.setdefault(name.split("/")[0], []).append(document)
    return tuple(_module(folder, files, reading, read) for folder, files in folders.items())


def _module(folder: str, files: list[Document], reading: Reading, read: ReadLesson) -> Module:
    index = next((one for one in files if one.name.endswith("/index.md")), None)
    scribe = Scribe(reading, f"{folder}/index.md", plain_name(folder), print_directive)
    if index is None:
        words = plain_name(folder).replace("-", " ").capitalize()
        hint = f"Write `# Title` into {folder}/index.md."
        scribe.say(rules.SRC004, 0, "the module has no index.md with its title", hint)
        name, title = plain_name(folder), scribe.add_unit((words,), "module title", 0)
    else:
        name = plain_name(folder) if index.id == "index" else index.id
        title = read_title(index, reading, name)
    lessons = tuple(read(one, reading) for one in files if one is not index)
    if not any(_is_lesson(name) and name.startswith(f"{folder}/") for name in reading.folder.texts):
        hint = f"Write the first one as {folder}/01-welcome.md."
        scribe.say(rules.SRC004, 0, "the module has no lessons", hint)
    return Module(name, title, lessons)


def _assemble(
    entry: CourseFile,
    source: Yaml,
    documents: Mapping[str, Document],
    framework: Framework,
    scribe: Scribe,
    read_modules: Callable[[], tuple[Module, ...]],
) -> Course:
    reading = scribe.reading
    title = _unit("title", entry.title, source, scribe)
    description = _unit("description", entry.description, source, scribe)
    keywords = tuple(_unit("keyword", word, source, scribe) for word in entry.keywords)
    objectives = tuple(
        _objective(n, one, source, framework, scribe) for n, one in enumerate(entry.objectives)
    )
    reading.objectives = frozenset(objective.id for objective in objectives)
    modules = read_modules()
    final, words = documents.get(ASSESSMENT_FILE), documents.get(GLOSSARY_FILE)
    return Course(
        id=entry.id,
        tag=entry.language,
        source_tag=entry.language,
        title=title,
        description=description,
        keywords=keywords,
        modules=modules,
        assessment=_assessment(entry, read_assessment(final, reading)) if final else None,
        glossary=read_glossary(words, reading) if words else (),
        objectives=objectives,
        competencies=_competencies(entry, source, framework, scribe),
        licence=entry.licence,
        contacts=tuple(Contact(one.name, one.email) for one in entry.contacts),
        level=entry.level,
        packaging=entry.packaging,
        completion=entry.completion,
        narration=_narrating(entry, source, modules, scribe),
        theme=_theme(entry.theme, source, scribe),
        written=_written(entry, source, scribe),
        waivers=tuple(
            Waiver(w.rule, w.where, w.reason, w.until, scribe.where(source.line(("waivers", n))))
            for n, w in enumerate(entry.waivers)
        ),
        image=_image(entry.image, source, scribe),
        units=reading.units,
        texts={name: Text(unit.source, entry.language) for name, unit in reading.units.items()},
        media=reading.media,
        drawings={name: one for name, one in reading.drawings.items() if one},
        duration=entry.duration or minutes_of(reading.units.values(), _asked(modules)),
        where=scribe.where(1),
    )


def _unit(role: str, text: str, source: Yaml, scribe: Scribe) -> str:
    key = "keywords" if role == "keyword" else role
    return scribe.add_unit((text,), role, source.line((key,)))


def _objective(
    n: int, entry: ObjectiveEntry, source: Yaml, framework: Framework, scribe: Scribe
) -> Objective:
    line = source.line(("objectives", n))
    competency = None
    if entry.competency:
        line = source.line(("objectives", n, "competency"))
        competency = _competency(entry.competency, line, framework, scribe)
    else:
        hint = "Write `competency: Functional / … / …`."
        scribe.say(rules.CMP003, line, f"the objective {entry.id} has no competency", hint)
    name = scribe.take_id(entry.id, source.line(("objectives", n, "id")))
    text = scribe.add_unit((entry.text,), "objective", source.line(("objectives", n, "text")))
    return Objective(name, text, competency, entry.level, scribe.where(line))


def _competencies(
    entry: CourseFile, source: Yaml, framework: Framework, scribe: Scribe
) -> tuple[Competency, ...]:
    found = (
        (one, _competency(one.competency, source.line(("competencies", n)), framework, scribe))
        for n, one in enumerate(entry.competencies)
    )
    return tuple(replace(place, level=one.level) for one, place in found if place)


def _competency(text: str, line: int, framework: Framework, scribe: Scribe) -> Competency | None:
    competency, fault = find_competency(text, framework, scribe.where(line))
    scribe.reading.found.extend([fault] if fault else [])
    return competency


def _narrating(
    entry: CourseFile, source: Yaml, modules: tuple[Module, ...], scribe: Scribe
) -> Narrating:
    told = entry.narration
    known = [lesson.id for module in modules for lesson in module.lessons]
    for n, name in enumerate(told.off):
        if name not in known:
            line = source.line(("narration", "off", n))
            hint = scribe.reading.nearest(name, known)
            scribe.say(rules.YML007, line, f"there is no lesson `{name}`", hint)
    voices = {one.language: one.voice for one in told.voices}
    return Narrating(told.on, told.voice, voices, told.off, told.format)


def _assessment(entry: CourseFile, read: Assessment) -> Assessment:
    """Set the policy that course.yaml gives."""
    policy = entry.assessment
    return Assessment(
        read.title,
        read.intro,
        read.sections,
        pass_mark=policy.pass_mark,
        attempts=policy.attempts,
        time_limit=policy.time_limit,
        extra_time=policy.extra_time,
        negative=policy.negative,
        scoring=policy.scoring,
        review=policy.review,
        where=read.where,
    )


def _written(entry: CourseFile, source: Yaml, scribe: Scribe) -> tuple[tuple[str, str], ...]:
    known = scribe.reading.folder.media
    for n, one in enumerate(entry.written):
        if one.file not in known and not any(
            one.file.endswith("/") and name.startswith(one.file) for name in known
        ):
            line = source.line(("written", n))
            hint = scribe.reading.nearest(one.file, known)
            scribe.say(rules.YML007, line, f"there is no file `{one.file}`", hint)
    return tuple((one.file, one.language) for one in entry.written)


def _theme(entry: ThemeEntry, source: Yaml, scribe: Scribe) -> Theme:
    line = source.line(("theme", "logo"))
    return Theme(entry.accent, use_media(entry.logo, IMAGES, line, scribe) if entry.logo else "")


def _image(name: str, source: Yaml, scribe: Scribe) -> Media | None:
    """Find the picture for the catalogue, without putting it into packages."""
    packed = dict(scribe.reading.media)
    line = source.line(("image",))
    used = use_media(name, IMAGES, line, scribe) if name else ""
    image = scribe.reading.media.get(used)
    scribe.reading.media.clear()
    scribe.reading.media.update(packed)
    return image


def _asked(modules: Iterable[Module]) -> int:
    return sum(len(lesson.questions) for module in modules for lesson in module.lessons)
