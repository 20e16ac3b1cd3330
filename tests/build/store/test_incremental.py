"""Whatever is edited, a build that uses what was built before gives what a clean one gives."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathya.build.building import Built, build_course
from pathya.build.catalogs import update_catalogs
from pathya.build.pipeline import open_course
from pathya.build.project import Project, course_folders, read_project
from pathya.build.store_settings import Stores

SMALL = Path("content/courses/small")
LESSONS = ("01-start/01-welcome.md", "01-start/02-limits.md", "02-more/01-last.md")
WORDS = (
    *("Thirty days.", "Forty days.", "See *here*.", "अ", "*Bold* and `code`.", "<b>raw</b>"),
    *("![A dot](media/dot.jpg)", "See [them](../01-start/02-limits.md).", "Said.[^1]\n\n[^1]: So."),
    "::: question #q-days\nHow many?\n\n- [x] Thirty\n- [ ] Forty\n:::",
)


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


def unit(which: int, word: int) -> None:
    """Translate one text of a catalog anew."""
    path = Path("locales/catalogs", ("hi", "ur", "kok")[which], "small.xlf")
    text = path.read_text("utf-8") if path.is_file() else ""
    places = list(re.finditer(r"<target[^>]*>[^<]*</target>|<target[^>]*/>", text))
    if places:
        hit = places[word % len(places)]
        target = f'<target state="translated">अनु {word}</target>'
        path.write_text(text[: hit.start()] + target + text[hit.end() :], "utf-8", newline="\n")


def update(_: int, __: int) -> None:
    """Bring the catalogs up to date."""
    project, _found = read_project(Path.cwd())
    course, _found = open_course(SMALL, ())
    if project and course:
        list(update_catalogs(project, course, ("hi", "ur", "kok")))


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
    text = re.sub(r"(?m)^(packaging|title):.*\n", "", text)
    more = ("", "packaging: module\n", "")[which]
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
    course_file, glossary, lose,
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 2), st.integers(0, len(WORDS) - 1)),
    min_size=1,
    max_size=6,
)


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
        with chdir(root):
            compare(Path(folder, "store"))
            for edit, which, word in steps:
                edit(which, word)
                compare(Path(folder, "store"))


@given(STEPS)
@settings(max_examples=6)
def test_incremental_is_clean(make_small, steps):
    run(steps, make_small)


@pytest.mark.soak
@given(STEPS)
@settings(max_examples=300)
def test_incremental_is_clean_for_long(make_small, steps):
    run(steps, make_small)
