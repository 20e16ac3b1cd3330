"""The project: any folder with a pathya.toml, which says where things lie."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where, nearest
from pathya.authoring.limits import Limits
from pathya.build import rules
from pathya.build.files import show
from pathya.build.limit_settings import course_limits, limit_faults
from pathya.build.publish_settings import publish_faults
from pathya.build.store_settings import Stores, store_faults
from pathya.locales.languages import DEFAULT_TAGS, LANGUAGES, nearest_tag

if TYPE_CHECKING:
    from pathya.authoring.framework import Framework

PROJECT_FILE = "pathya.toml"
FORMATS = ("scorm12", "scorm2004", "web")
"""Of packages; a test holds them to those of `EXPORTERS`."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What pathya.toml may say; folders are meant from its own folder."""

    courses: str = "content/courses"
    competencies: str = "content/competencies"
    catalogs: str = "locales/catalogs"
    terms: str = "locales/terms"
    memories: str = "locales/memories"
    speech: str = "locales/speech"
    narration: str = "content/narration"
    dist: str = "dist"
    languages: tuple[str, ...] = DEFAULT_TAGS
    """BCP 47 tags, beside the source language."""
    formats: tuple[str, ...] = ("scorm12", "scorm2004")
    translator_may_sign_off: bool = False
    """True: the person who translated a text may sign it off too."""
    smaller_pictures: bool = False
    """True: pictures are packed in several widths, and none wider than a page shows."""
    user: str = ""
    """Who works with the studio: the name that sign-offs bear. Empty: the name that Git knows."""
    engines: Mapping[str, Any] = field(default_factory=dict)
    """What drafts which language; see `engine_settings`."""
    publish: Mapping[str, Any] = field(default_factory=dict)
    """Where courses are published; see `publish_settings`."""
    studio: Mapping[str, Any] = field(default_factory=dict)
    """What the studio does for whoever runs it; see `studio_settings`."""
    limits: Mapping[str, Any] = field(default_factory=dict)
    """How much is read; see `limit_settings`."""
    store: Mapping[str, Any] = field(default_factory=dict)
    """Where the results of builds are kept; see `store_settings`."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder and its settings."""

    root: Path
    settings: Settings = Settings()
    store: Stores | None = None
    """Where the results of builds are kept for later ones; None: nowhere."""
    narrowed: bool = False
    """True when somebody asked for less than all formats of the project."""

    def catalog(self, course: str, tag: str, suffix: str = "") -> Path:
        """Place a course's catalog in a language; `.obsolete` for the texts put aside."""
        return self.root / self.settings.catalogs / tag / f"{course}{suffix}.xlf"

    def caption_catalogs(self, course: str, tag: str) -> tuple[Path, ...]:
        """List the catalogs that there are of a course's captions in a language."""
        folder = self.catalog(course, tag).with_suffix("")
        if not folder.is_dir():
            return ()
        return tuple(sorted(folder.rglob("[!.]*.[vV][tT][tT].xlf")))

    def narrations(self, course: str, tag: str) -> Path:
        """Place the narrations of a course in a language."""
        return self.root / self.settings.narration / course / tag

    def lexicon(self, tag: str) -> Path:
        """Place what the project says of how a language is spoken."""
        return self.root / self.settings.speech / f"{tag}.csv"

    @property
    def journals(self) -> Path:
        """The folder of the journals of what was published."""
        return self.root / ".pathya"

    @property
    def limits(self) -> Limits:
        """How much is read of a course."""
        return course_limits(self.settings.limits)

    @property
    def dist(self) -> Path:
        """The folder that packages go to."""
        return self.root / self.settings.dist


def find_project(start: Path) -> Path | None:
    """Look for pathya.toml here and in the folders above."""
    folders = (start, *start.parents)
    return next((folder for folder in folders if (folder / PROJECT_FILE).is_file()), None)


def read_project(root: Path) -> tuple[Project | None, Diagnostics]:
    """Read pathya.toml; every key has a default, so an empty file will do."""
    path = root / PROJECT_FILE
    where = Where(show(path))
    try:
        values = tomllib.loads(path.read_text("utf-8-sig"))
    except ValueError as fault:  # not UTF-8, not TOML, or a number of thousands of digits
        return None, (rules.PRJ001.at(where, f"this is not TOML: {fault}"),)
    except RecursionError:
        return None, (rules.PRJ001.at(where, "this is nested too deeply"),)
    found = tuple(_faults(values, where))
    if found:
        return None, found
    lists = {
        key: tuple(dict.fromkeys(value)) for key, value in values.items() if isinstance(value, list)
    }
    return Project(root, replace(Settings(), **(values | lists))), ()


def _faults(values: dict[str, Any], where: Where) -> Iterator[Diagnostic]:
    known = {field.name: field.default for field in fields(Settings)}
    for key, value in values.items():
        if key not in known:
            yield rules.PRJ002.at(where, f"the key `{key}` is not known", nearest(key, known))
        elif isinstance(known[key], str) and not isinstance(value, str):
            yield rules.PRJ003.at(where, f"`{key}` is not a text", f'Write {key} = "{known[key]}".')
        elif isinstance(known[key], bool) and not isinstance(value, bool):
            message = f"`{key}` is neither true nor false"
            yield rules.PRJ003.at(where, message, f"Write {key} = true.")
    yield from _table_faults(values, where)
    for key, choices in (("languages", LANGUAGES), ("formats", FORMATS)):
        value = values.get(key, [])
        if not isinstance(value, list) or (key in values and not value):
            message = f"`{key}` is not a list of {key}"
            yield rules.PRJ003.at(where, message, f'Write {key} = ["…"].')
            continue
        for one in map(str, value):
            if one not in choices:
                hint = nearest_tag(one) if key == "languages" else nearest(one, choices)
                yield rules.PRJ003.at(where, f"`{one}` is not one of the {key}", hint)


def _table_faults(values: dict[str, Any], where: Where) -> Iterator[Diagnostic]:
    if "engines" in values:
        from pathya.build.engine_settings import engine_faults  # noqa: PLC0415 - brings engines

        yield from engine_faults(values["engines"], where)
    yield from publish_faults(values.get("publish", {}), where)
    if "studio" in values:
        from pathya.build.studio_settings import studio_faults  # noqa: PLC0415 - seldom there

        yield from studio_faults(values["studio"], where)
    if "limits" in values:
        yield from limit_faults(values["limits"], where)
    yield from store_faults(values.get("store", {}), where)


def course_folders(project: Project) -> tuple[Path, ...]:
    """Find the folders of all courses, in the order of their names."""
    folders = (project.root / project.settings.courses).glob("[!.]*/")
    return tuple(sorted(folder for folder in folders if folder.is_dir()))


def newest_snapshot(project: Project) -> Path | None:
    """Find the newest snapshot of the competency model: names end with their date."""
    snapshots = (project.root / project.settings.competencies).glob("*.csv")
    # Of one date the platform's own (kcmfinal_fw-…) goes before our list of names (kcm-names-…).
    return max(snapshots, key=lambda path: (path.stem[-10:], path.name), default=None)


def read_framework(project: Project) -> tuple[Framework, Diagnostics]:
    """Read the newest snapshot of the competency model; empty if the project has none."""
    newest = newest_snapshot(project)
    if newest is None:
        return (), ()
    import csv  # noqa: PLC0415 - a build with nothing to do reads none

    from pathya.authoring.framework import framework_parse  # noqa: PLC0415

    try:
        return framework_parse(newest.read_text("utf-8-sig")), ()
    except (ValueError, KeyError, csv.Error):  # text that is not UTF-8 is a ValueError
        hint = "Write UTF-8 with the columns area,theme,subtheme."
        return (), (rules.PRJ006.at(Where(show(newest)), "this snapshot cannot be read", hint),)
