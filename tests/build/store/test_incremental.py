"""Whatever is edited, a build that uses what was built before gives what a clean one gives."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathya.authoring.course import lessons_of
from pathya.build.building import Built, build_course
from pathya.build.captions import catalog_tags, documents
from pathya.build.catalogs import update_catalogs
from pathya.build.narration.files import sha256_of, write_narration
from pathya.build.pipeline import open_course, translate
from pathya.build.project import Project, course_folders, read_project
from pathya.build.store_settings import Stores
from pathya.locales.speech.lexicon import lexicon_of
from pathya.locales.speech.script import script_of
from pathya.locales.speech.segments import Narration, Segment, digest_of

SMALL = Path("content/courses/small")
LESSONS = ("01-start/01-welcome.md", "01-start/02-limits.md", "02-more/01-last.md")
TAGS = ("hi", "ur", "kok")
WORDS = (
    *("Thirty days.", "Forty days.", "See *here*.", "अ", "*Bold* and `code`.", "<b>raw</b>"),
    *("![A dot](media/dot.jpg)", "See [them](../01-start/02-limits.md).", "Said.[^1]\n\n[^1]: So."),
    "::: question #q-days\nHow many?\n\n- [x] Thirty\n- [ ] Forty\n:::",
)

SEEN = """# Seen

![The way of a request](media/way.svg)

::: audio #call
:src: media/call.wav
:captions: media/call.vtt

Who asks for what.
:::
"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><title>The way</title>
<rect width="{size}" height="20"/><text x="5" y="20">Counter {word}</text>
<text x="90" y="20">The officer</text></svg>
"""
CAPTIONS = """WEBVTT

00:00.000 --> 00:02.000
<v Rao>Who <i>asks</i>?

00:02.000 --> 00:05.{size}00 line:0
Citizen {word}.
"""


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def lesson(which: int, word: int) -> None:
    write(str(SMALL / LESSONS[which]), f"# Title {word}\n\nKeep it.\n\n{WORDS[word]}\n")


def kept_time(which: int, word: int) -> None:
    """Edit a lesson and set its time back, as some tools do."""
    path = SMALL / LESSONS[which]
    before = path.stat() if path.is_file() else None
    lesson(which, word)
    if before:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def touch(which: int, _: int) -> None:
    path = SMALL / LESSONS[which]
    if path.is_file():
        path.touch()


def remove(which: int, _: int) -> None:
    (SMALL / LESSONS[which]).unlink(missing_ok=True)


def rename(which: int, word: int) -> None:
    path = SMALL / LESSONS[which]
    if path.is_file():
        path.rename(path.with_name(f"0{word + 3}-new-{word}.md"))


def target(path: Path, at: int, word: int) -> None:
    """Translate one text of a catalog anew."""
    text = path.read_text("utf-8") if path.is_file() else ""
    places = list(re.finditer(r"<target[^>]*>[^<]*</target>|<target[^>]*/>", text))
    if places:
        hit = places[at % len(places)]
        put = f'<target state="translated">अनु {word}</target>'
        path.write_text(text[: hit.start()] + put + text[hit.end() :], "utf-8", newline="\n")


def unit(which: int, word: int) -> None:
    target(Path("locales/catalogs", TAGS[which], "small.xlf"), word, word)


def last_unit(which: int, word: int) -> None:
    """Translate one of the last texts, which are those of the drawing."""
    target(Path("locales/catalogs", TAGS[which], "small.xlf"), -1 - word // 2, word)


def caption_unit(which: int, word: int) -> None:
    target(Path("locales/catalogs", TAGS[which], "small/media/call.vtt.xlf"), word, word)


def update(_: int, __: int) -> None:
    """Bring the catalogs up to date."""
    project, _found = read_project(Path.cwd())
    course, _found = open_course(SMALL, ())
    if not project or not course:
        return
    for document in documents(course):
        list(update_catalogs(project, document, catalog_tags(document, TAGS)))


def drawing(which: int, word: int) -> None:
    """Change a text, a length, or the drawing of one language."""
    texts = ({"word": word, "size": 9}, {"word": 0, "size": word + 1}, {"word": word, "size": 5})
    or_not(SMALL / "media" / ("way.hi.svg" if which == 2 else "way.svg"), DRAWING, texts[which])


def captions(which: int, word: int) -> None:
    """Change captions, their times, those of one language, or lose a catalog of theirs."""
    if word > 7:
        Path("locales/catalogs", TAGS[which], "small/media/call.vtt.xlf").unlink(missing_ok=True)
    else:
        texts = ({"word": word, "size": 9}, {"word": 0, "size": word}, {"word": word, "size": 5})
        name = "call.hi.vtt" if which == 2 else "call.vtt"
        or_not(SMALL / "media" / name, CAPTIONS, texts[which])


def or_not(path: Path, text: str, filled: Mapping[str, int]) -> None:
    """Write a file; one language's own goes away if it is there."""
    if path.is_file() and path.suffixes[1:]:
        path.unlink()
    else:
        write(str(path), text.format(**filled))


def narrate(which: int, word: int) -> None:
    """Let a lesson be heard as it reads now."""
    project, _ = read_project(Path.cwd())
    course, _ = open_course(SMALL, ())
    tag = ("en", "hi", "ur")[which]
    read = translate(project, course, tag).course if project and course else None
    if not project or not read or not lessons_of(read):
        return
    one = lessons_of(read)[word % len(lessons_of(read))]
    said = script_of(read, one, lexicon_of(tag)).utterances
    segments = tuple(
        Segment(each.unit, each.sentence, at * 900, at * 900 + 800, each.shown)
        for at, each in enumerate(said)
    )
    audio = b"ID3\4\0\0" + bytes([word])
    names = (one.id, tag, f"{one.id}.mp3", 900 * len(said) + 1)
    made = Narration(*names, sha256_of(audio), digest_of(said), "", "tones", segments)
    place = project.narrations("small", tag)
    place.mkdir(parents=True, exist_ok=True)
    write_narration(place, made, audio)


def lose_voice(which: int, word: int) -> None:
    """Delete something of a narration, or put another in its place."""
    for path in sorted(Path("content/narration").rglob("*.*"))[word : word + 1]:
        if which:
            path.unlink()
        else:
            path.write_bytes(b"another")


def picture(which: int, word: int) -> None:
    path = SMALL / "media" / ("dot.jpg", "dot.hi.jpg", "dot.ur.jpg")[which]
    data = (SMALL / "media/dot.jpg").read_bytes()
    path.write_bytes(data + bytes([word]))


def project_file(which: int, word: int) -> None:
    formats = ('["scorm12"]', '["scorm12", "scorm2004"]', '["web"]')[which]
    tags = '["hi", "ur", "kok-Knda"]' if word % 2 else '["hi", "ur"]'
    sign = "true" if word > 2 else "false"
    said = f"languages = {tags}\nformats = {formats}\ntranslator_may_sign_off = {sign}\n"
    write("pathya.toml", said)


def course_file(which: int, word: int) -> None:
    text = (SMALL / "course.yaml").read_text("utf-8")
    text = re.sub(r"(?m)^(packaging|title|narration):.*\n", "", text)
    more = ("", "packaging: module\n", "")[which]
    more += "" if word % 3 == 2 else "narration: {on: yes}\n"
    write(str(SMALL / "course.yaml"), f"{text}title: Course {word}\n{more}")


def glossary(which: int, word: int) -> None:
    if which == 2:
        (SMALL / "glossary.md").unlink(missing_ok=True)
    else:
        write(str(SMALL / "glossary.md"), f"# Words\n\nReceipt\n: {WORDS[word]}\n")


def lose(which: int, _: int) -> None:
    """Delete a package, or put another in its place."""
    for path in sorted(Path("dist/small").glob("*.zip"))[which : which + 1]:
        if which:
            path.unlink()
        else:
            path.write_bytes(b"another")


EDITS = (
    lesson, kept_time, touch, remove, rename, unit, unit, update, picture, project_file,
    course_file, glossary, lose, last_unit, caption_unit, drawing, captions, narrate, lose_voice,
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 2), st.integers(0, len(WORDS) - 1)),
    min_size=1,
    max_size=6,
)


def add_media(root: Path) -> None:
    """Let the course have a drawing with words, a sound with captions, and voices."""
    place = root / SMALL
    write(str(place / "02-more/02-seen.md"), SEEN)
    write(str(place / "media/way.svg"), DRAWING.format(word=0, size=9))
    write(str(place / "media/call.vtt"), CAPTIONS.format(word=0, size=0))
    (place / "media/call.wav").write_bytes(b"RIFF\x24\0\0\0WAVEfmt ")
    course = place / "course.yaml"
    write(str(course), course.read_text("utf-8") + "narration: {on: yes}\n")


def build(project: Project) -> list[Built]:
    return [one for folder in course_folders(project) for one in build_course(project, folder, ())]


def packages(dist: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in dist.glob("*/*.*")}


def told(done: list[Built]) -> list[Built]:
    return [replace(one, why=(), notes=()) for one in done if not one.notes]


def compare(store: Path) -> None:
    project, _ = read_project(Path.cwd())
    assert project is not None
    incremental = build(replace(project, store=Stores(store)))
    shutil.rmtree("clean", ignore_errors=True)
    clean = build(replace(project, settings=replace(project.settings, dist="clean")))
    assert told(incremental) == told(clean)
    there, wanted = packages(Path("dist")), packages(Path("clean"))
    if all(one.receipts for one in clean if one.language) and len(clean) > 1:
        assert there == wanted
    again = build(replace(project, store=Stores(store)))
    assert again == told(clean)
    assert packages(Path("dist")) == there


def run(
    steps: list[tuple[Callable[[int, int], None], int, int]], make: Callable[[Path], None]
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder, "project")
        make(root)
        add_media(root)
        with chdir(root):
            update(0, 0)
            for which in (0, 1):
                unit(which, 4)  # so that there is something to be heard
            compare(Path(folder, "store"))
            for edit, which, word in steps:
                edit(which, word)
                compare(Path(folder, "store"))


@given(STEPS)
@settings(max_examples=8)
def test_incremental_is_clean(make_small, steps):
    run(steps, make_small)


@pytest.mark.soak
@given(STEPS)
@settings(max_examples=300)
def test_incremental_is_clean_for_long(make_small, steps):
    run(steps, make_small)
