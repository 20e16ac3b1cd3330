"""The summary of builds in a browser: from the disk, in every look, nothing for axe to find."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pathya.build.cli.main import ERRORS, run
from pathya.build.publishing.journal import open_journal, remember

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
LOOK = """() => axe.run({
  preload: false,
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes.map((one) => one.html)}`))
"""


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with a course that is built and published, one with warnings, one with errors."""
    monkeypatch.chdir(tmp_path)
    for name in ("leave-rules", "tour-bills", "broken"):
        run(["new", name])
    courses = tmp_path / "content/courses"
    (courses / "tour-bills/01-start/01-welcome.md").write_text("# Title\n\nNo <b>HTML</b> here.\n")
    (courses / "broken/01-start/01-welcome.md").write_text("# Title\n\n![x](media/none.png)\n")
    Path("pathya.toml").write_text('languages = ["ur", "or"]\n')
    with open_journal(tmp_path / ".pathya/igot-portal.example.sqlite") as journal:
        remember(journal, "leave-rules/ur/course", id="do_1", status="Live")
    assert run(["build"]) == ERRORS
    return tmp_path / "dist/summary.html"


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)]
)
def test_the_summary_can_be_read(summary: Path, browser: Browser, scheme, width) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(summary.as_uri())
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(LOOK) == []
    assert (asked, said) == ([summary.as_uri()], [])
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("tbody th").count() == 6
    context.close()


def test_links_lead_to_packages_and_sources(summary: Path, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(summary.as_uri())
    links = page.locator("main a").all()
    found = [link.get_attribute("href") or "" for link in links]
    files = [(summary.parent / href).resolve() for href in found if not href.startswith("#")]
    assert [path for path in files if not path.is_file()] == []
    packages = sum(
        len(json.loads(path.read_text())["packages"])
        for path in summary.parent.glob("*/build.json")
    )
    assert len(files) == packages + 2
    page.close()
