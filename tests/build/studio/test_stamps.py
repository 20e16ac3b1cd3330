"""Stamps: they differ when any file does that a language is made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathya.build.project import Project
from pathya.build.studio.stamps import catalog_stamp


@pytest.mark.parametrize(
    "name",
    [
        "locales/catalogs/kok/rti.xlf",
        "locales/catalogs/kok/rti.obsolete.xlf",
        "locales/catalogs/kok/rti/media/call.vtt.xlf",
        "content/narration/rti/kok-Knda/welcome.json",
        "locales/speech/kok-Knda.csv",
    ],
)
def test_a_language_in_another_script_is_made_of_these(name: str, tmp_path: Path) -> None:
    project = Project(tmp_path)
    before = catalog_stamp(project, "rti", "kok-Knda")
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text("1")
    assert catalog_stamp(project, "rti", "kok-Knda") != before
