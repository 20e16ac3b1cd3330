"""Browsers load the file of a picture that fits their screen, and nothing jumps or breaks."""

from __future__ import annotations

import io
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pathya.build.pipeline import in_language, open_course
from pathya.build.project import Project, Settings
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.package import content

pytestmark = pytest.mark.browser

BASE = Path(__file__).parents[1] / "cases/base"
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
SCREENS = {"phone": (360, 740, 2, "a-720-"), "desktop": (1280, 800, 1, "a-1280-")}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with a photograph, inside a text and in a figure, on the disk."""
    root = tmp_path_factory.mktemp("pictures")
    course = root / "base"
    shutil.copytree(BASE, course)
    grain = Image.frombytes("RGB", (60, 40), random.Random(7).randbytes(60 * 40 * 3))
    stream = io.BytesIO()
    grain.resize((2400, 1600)).save(stream, "JPEG", quality=95)
    (course / "media/a.jpg").write_bytes(stream.getvalue())
    lesson = "# Welcome\n\n![A photograph](media/a.jpg)\n\n::: figure\n![Again](media/a.jpg)\n:::\n"
    (course / "01-start/01-welcome.md").write_text(lesson)
    source, found = open_course(course, ())
    assert source is not None, found
    (page,) = in_language(Project(root, Settings(smaller_pictures=True)), source, "en").pages
    for member in EXPORTERS["web"](page).members:
        path = root / "disk" / member.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(member))
    return root / "disk/index.html"


@pytest.mark.parametrize("screen", SCREENS)
def test_the_file_that_fits_is_loaded(screen: str, index: Path, browser: Any) -> None:
    width, height, scale, file = SCREENS[screen]
    look = {"viewport": {"width": width, "height": height}, "device_scale_factor": scale}
    context = browser.new_context(**look)
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda one: loaded.append(one.url.rpartition("/")[2]))
    page.goto(f"{index.as_uri()}#welcome")
    images = page.locator("main img[src$='a.jpg']")
    images.first.wait_for()
    page.wait_for_function("[...document.images].every((one) => one.complete)")
    for image in images.all():
        assert file in image.evaluate("(one) => one.currentSrc")
        box = image.bounding_box()
        assert box["width"] <= width
        assert box["width"] / box["height"] == pytest.approx(1.5, rel=0.02)
    assert [name[: len(file)] for name in loaded if name.startswith("a-")] == [file]
    page.evaluate(AXE.read_text("utf-8"))
    assert (
        page.evaluate("() => axe.run().then((said) => said.violations.map((one) => one.id))") == []
    )
    context.close()
