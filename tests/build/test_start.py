"""What a start costs: what is imported, by name, since times differ from machine to machine."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pathya.build.cli.main import DONE, run
from pathya.build.project import FORMATS
from pathya.build.version import VERSION
from pathya.exporters.exporters import EXPORTERS

ROOT = Path(__file__).parents[2]

STARTED = {"click"}
"""Third-party modules that every command needs."""
BUILDING = STARTED | {
    *("lxml", "markdown_it", "mdit_py_plugins", "mdurl", "nh3", "yaml"),
    *("_yaml", "zlib_ng"),
}
"""What a build of packages needs and no more."""
NOT_BUILDING = {
    *("pathya.build.attestation", "pathya.build.engines", "pathya.build.publishing.journal"),
    *("pathya.build.publishing.run", "pathya.locales.merge"),
    *("pathya.authoring.framework", "pathya.build.pictures", "pathya.exporters.captions"),
    *("pathya.locales.sentences", "pathya.locales.speech.segments"),
    *("csv", "decimal", "secrets", "tempfile"),
}
"""What only some courses need, or no build at all."""
NOT_LOCALISING = {
    *("markdown_it", "mdit_py_plugins", "mdurl", "nh3", "yaml"),
    *(
        "logging",
        "traceback",
        "pathya.authoring.media",
        "pathya.authoring.reader",
        "pathya.authoring.scribe",
    ),
}
"""What reads courses, which a store has read."""
NOT_READING_MUCH = {
    *("yaml", "pathya.authoring.yaml_source", "pathya.locales.xliff_canonical"),
    *("pathya.authoring.drawing_reader", "pathya.authoring.svg"),
    *("lxml", "pathya.exporters.check_manifest"),
}
"""What reads settings, catalogs, drawings and manifests, which an earlier build has read."""


def loaded(folder: Path, *args: str) -> set[str]:
    """The modules that a command has imported when it ends."""
    code = (
        "import sys; from pathya.build.cli.main import run; code = run(sys.argv[1:]); "
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, *args]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    return set(done.stderr.split())


def foreign(modules: set[str]) -> set[str]:
    """Packages that are neither Python's nor ours; what is there without us does not count."""
    bare = [sys.executable, "-c", "import sys; print(*sys.modules)"]
    started = subprocess.run(bare, capture_output=True, text=True, check=True)
    tops = {name.partition(".")[0] for name in modules - set(started.stdout.split())}
    compiled = {name for name in tops if "cython" in name}  # what Cython's modules share
    return tops - sys.stdlib_module_names - compiled - {"pathya"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one small course in two languages."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", "leave-rules"]) == DONE
    (tmp_path / "pathya.toml").write_text('languages = ["hi"]\nformats = ["scorm12"]\n')
    return tmp_path


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_a_question_about_the_command_imports_click_alone(option, tmp_path):
    assert foreign(loaded(tmp_path, option)) == STARTED


def test_a_build_imports_what_it_needs(project):
    modules = loaded(project, "build")
    assert foreign(modules) <= BUILDING
    assert modules & NOT_BUILDING == set()


def test_a_text_of_a_catalog_changes_and_no_source_is_read(project):
    assert run(["catalog", "update"]) == DONE
    assert run(["build"]) == DONE
    catalog = next((project / "locales").rglob("*.xlf"))
    text = catalog.read_text("utf-8")
    catalog.write_text(text.replace('<target state="new"/>', "<target>पत्ता</target>", 1), "utf-8")
    modules = loaded(project, "build")
    assert "pathya.exporters.page" in modules
    assert modules & (NOT_LOCALISING | NOT_BUILDING) == set()


def test_a_lesson_changes_and_only_lessons_are_read(project):
    lesson = next((project / "content").rglob("01-*/01-*.md")).with_name("02-more.md")
    lesson.write_text("# More\n\nMore to say.\n", "utf-8")
    assert run(["catalog", "update"]) == DONE
    assert run(["build"]) == DONE
    lesson.write_text("# More\n\nStill more to say.\n", "utf-8")
    modules = loaded(project, "build")
    assert "pathya.authoring.reader" in modules
    assert modules & (NOT_READING_MUCH | NOT_BUILDING) == set()


def test_nothing_is_looked_for_in_what_is_left_at_the_end(tmp_path):
    code = (
        "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 0)); "
        "from pathya.build.cli.main import main; main()"
    )
    command = [sys.executable, "-c", code, "languages"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.endswith("True\n")


def test_the_project_and_the_exporters_know_the_same_formats():
    assert set(FORMATS) == set(EXPORTERS)


def test_the_version_is_that_of_the_package():
    assert (
        VERSION == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    )
