"""Catalogs sent through other people's tools, and back: nothing is lost.

Every tool is a process of its own; a test skips with a reason where its tool is not installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from pathya.authoring.course import Course, plain
from pathya.build.catalogs import merged_catalogs
from pathya.build.pipeline import open_courses
from pathya.build.project import course_folders, read_project
from pathya.locales.catalog import FINISHED, Catalog, Entry, State, settled
from pathya.locales.exchange.formats import FORMATS
from pathya.locales.exchange.incoming import Incoming
from pathya.locales.exchange.judge import Terms
from pathya.locales.exchange.take import take

pytestmark = pytest.mark.interop

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
COURSE = "rti-requests"
TAGS = ("hi", "ta", "ur", "or")
TOOLKIT = Path(os.environ.get("INTEROP_PYTHON", ROOT / ".venv-interop/bin/python"))
WAIT = 300
"""Seconds."""


@dataclass(frozen=True)
class Job:
    """A course and its translation, with texts in all states."""

    course: Course
    catalog: Catalog


@pytest.fixture(scope="session", params=TAGS)
def job(request: pytest.FixtureRequest) -> Job:
    project, found = read_project(ROOT)
    assert project is not None, found
    folders = [folder for folder in course_folders(project) if folder.name == COURSE]
    ((_, course, _),) = open_courses(project, tuple(folders))
    assert course is not None
    catalogs, _ = merged_catalogs(project, course, request.param)
    assert catalogs is not None
    entries = [varied(at, entry) for at, entry in enumerate(catalogs[0].entries.values())]
    return Job(course, replace(catalogs[0], entries={entry.id: entry for entry in entries}))


def varied(at: int, entry: Entry) -> Entry:
    """Give texts all states, and some of them what tools like to trip over."""
    entry = replace(entry, remarks=(("आशा", "देखिए: <1> & \\"),) if at % 7 == 0 else ())
    if not entry.kinds and at % 9 == 0:
        text = f'={plain(entry.target)}; <1> "\u200d\u200c" \\<2/>'
        entry = replace(entry, target=(text,))
    people: dict[str, Any] = {"by": "आशा", "date": "2026-11-21"}
    match at % 5:
        case 0:
            return replace(entry, state=State.TRANSLATED, suggestions=(), **people)
        case 1:
            signed = replace(entry, state=State.SIGNED_OFF, suggestions=(), **people)
            return settled(replace(signed, reviewer="रवि", reviewed="2026-11-22"))
        case 2:
            before, after = ("What it was.",), ("जो था।",)
            fuzzy = replace(entry, state=State.FUZZY, **people)
            return replace(fuzzy, previous_source=before, previous_target=after)
        case 3:
            return replace(entry, target=(), state=State.NEW, by="", date="", suggestions=())
    return replace(entry, state=State.MACHINE)


def sent(job: Job, form: str, folder: Path) -> Path:
    path = folder / f"sent{FORMATS[form].suffixes[0]}"
    path.write_bytes(FORMATS[form].serialize(job.catalog))
    return path


def read(form: str, path: Path) -> Incoming:
    incoming, found = FORMATS[form].parse(path.read_bytes(), path.name)
    assert incoming is not None, found
    assert found == ()
    return incoming


def assert_whole(job: Job, form: str, back: Path) -> None:
    """Hold what came back against what was sent: into the same catalog, and into an empty one."""
    again = take(job.course, job.catalog, read(form, back), Terms())
    assert (again.found, again.changed) == ((), ())
    fields = TEXT if form == "po" else (*TEXT, *PEOPLE)
    assert_fields(job, form, back, fields)


TEXT = ("target",)
PEOPLE = ("state", "by", "date", "reviewer", "reviewed")
"""What PO has no place for."""


def assert_fields(job: Job, form: str, back: Path, fields: tuple[str, ...]) -> None:
    """Hold what comes into an empty catalog against what was sent."""
    bare = {name: Entry(name, one.source, one.kinds) for name, one in job.catalog.entries.items()}
    taken = take(job.course, replace(job.catalog, entries=bare), read(form, back), Terms())
    assert taken.found == ()
    came, expected = (
        {one.id: [getattr(one, name) for name in fields] for one in entries if one.target}
        for entries in (taken.catalog.entries.values(), job.catalog.entries.values())
    )
    assert len(expected) > 100
    assert came == expected


def run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        timeout=WAIT,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def needed(tool: str) -> str:
    path = shutil.which(tool)
    if path is None:
        pytest.skip(f"{tool} is not installed: `make interop` installs it")
    return path


# --- gettext -------------------------------------------------------------------------------------


def test_gettext_compiles_and_gives_back(job: Job, tmp_path: Path) -> None:
    msgfmt, path = needed("msgfmt"), sent(job, "po", tmp_path)
    compiled, back = tmp_path / "sent.mo", tmp_path / "back.po"
    run(msgfmt, "-c", "--use-fuzzy", "-o", compiled, path)
    run(needed("msgunfmt"), "-o", back, compiled)
    # What is compiled is no draft any more; the texts are all there.
    assert_fields(job, "po", back, TEXT)


@pytest.mark.parametrize("options", [["--width=40"], ["--no-wrap"], ["--sort-output"]])
def test_gettext_wraps_and_sorts(job: Job, tmp_path: Path, options: list[str]) -> None:
    back = tmp_path / "back.po"
    run(needed("msgcat"), *options, "-o", back, sent(job, "po", tmp_path))
    assert_whole(job, "po", back)


# --- translate-toolkit ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["xliff12", "xliff21", "po", "tmx"])
def test_translate_toolkit_saves(job: Job, tmp_path: Path, form: str) -> None:
    if not TOOLKIT.is_file():
        pytest.skip("translate-toolkit is not installed: `make interop` installs it")
    path, back = sent(job, form, tmp_path), tmp_path / f"back{FORMATS[form].suffixes[0]}"
    seen = int(run(TOOLKIT, HERE / "resave.py", form, path, back))
    expected = [one for one in job.catalog.entries.values() if one.target or form != "tmx"]
    assert seen == len(expected)
    assert_whole(job, form, back)


# --- OmegaT --------------------------------------------------------------------------------------

PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir>
<target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>en</source_lang>
<target_lang>{tag}</target_lang><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""


def omegat(job: Job, folder: Path, source: Path, memory: bytes = b"") -> Path:
    """Have OmegaT create the translated documents of a project; give the one there is."""
    needed("omegat")
    project = folder / "project"
    for name in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        (project / name).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT.format(tag=job.catalog.tag), "utf-8")
    if memory:
        (project / "omegat/project_save.tmx").write_bytes(memory)
    shutil.copy(source, project / "source")
    java = ["java", f"-Duser.home={folder}", "-Djava.awt.headless=true"]
    run(*java, "-jar", "/usr/share/omegat/OmegaT.jar", project, "--mode=console-translate")
    return project / "target" / source.name


def test_omegat_keeps_a_catalog(job: Job, tmp_path: Path) -> None:
    assert_whole(job, "xliff12", omegat(job, tmp_path, sent(job, "xliff12", tmp_path)))


def test_omegat_keeps_what_is_finished_in_po(job: Job, tmp_path: Path) -> None:
    # It empties what is fuzzy or the same as its source, which then stays as we have it, and fills
    # what says the same as another text.
    back = omegat(job, tmp_path, sent(job, "po", tmp_path))
    ours = {one.id: one for one in job.catalog.entries.values()}
    came = {unit.id: unit.target for unit in read("po", back).units if unit.target}
    finished = {name: one.target for name, one in ours.items() if one.state in FINISHED}
    kept = {name: one for name, one in finished.items() if one != ours[name].source}
    assert {name: came.get(name) for name in kept} == kept
    known = {(ours[name].source, target) for name, target in finished.items()}
    assert {(ours[name].source, target) for name, target in came.items()} <= known


def test_omegat_fills_an_empty_catalog_from_our_memory(job: Job, tmp_path: Path) -> None:
    entries = {
        name: replace(Entry(name, one.source, one.kinds), target=one.source)
        for name, one in job.catalog.entries.items()
    }
    path = tmp_path / "sent.xlf"
    path.write_bytes(FORMATS["xliff12"].serialize(replace(job.catalog, entries=entries)))
    back = read("xliff12", omegat(job, tmp_path, path, FORMATS["tmx"].serialize(job.catalog)))
    # It writes codes in a way of its own, so texts with codes find no match.
    ours = [one for one in job.catalog.entries.values() if one.target and not one.kinds]
    came = {one.id: one.target for one in back.units if one.target}
    known = {(one.source, one.target) for one in ours}
    assert [one.id for one in ours if one.id not in came and one.target != one.source] == []
    assert {(job.catalog.entries[name].source, target) for name, target in came.items()} <= known


# --- LibreOffice ---------------------------------------------------------------------------------

CSV = "csv:Text - txt - csv (StarCalc):{0},34,76,1,,0,false,true,false"


@pytest.fixture
def convert(tmp_path: Path) -> Callable[..., Path]:
    """Have LibreOffice open a file, and save it in a format."""
    soffice = needed("soffice")

    def run_it(path: Path, form: str, *options: str) -> Path:
        folder = tmp_path / f"as-{form.partition(':')[0]}"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        made_by: list[str | Path] = [soffice, "--headless", profile, *options, "--convert-to", form]
        run(*made_by, "--outdir", folder, path)
        (made,) = folder.iterdir()
        return made

    return run_it


def test_libreoffice_saves_a_workbook(job: Job, tmp_path: Path, convert) -> None:
    assert_whole(job, "xlsx", convert(sent(job, "xlsx", tmp_path), "xlsx"))


def test_libreoffice_saves_by_way_of_its_own_format(job: Job, tmp_path: Path, convert) -> None:
    own = convert(sent(job, "xlsx", tmp_path), "ods")
    assert_whole(job, "xlsx", convert(own, "xlsx"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_libreoffice_saves_csv(job: Job, tmp_path: Path, convert, delimiter: str) -> None:
    back = convert(sent(job, "xlsx", tmp_path), CSV.format(ord(delimiter)))
    assert_whole(job, "csv", back)


def test_libreoffice_opens_our_csv(job: Job, tmp_path: Path, convert) -> None:
    back = convert(sent(job, "csv", tmp_path), "xlsx", "--infilter=CSV:44,34,76,1")
    assert_whole(job, "xlsx", back)
