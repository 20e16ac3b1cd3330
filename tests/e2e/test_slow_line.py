"""What a learner with a bad line waits for, and what not."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Visit = Callable[..., Any]
FORMS = ("scorm12", "scorm2004")
# 400 kbit/s, as over a bad mobile line; bytes in a second, and milliseconds.
LINE = {"offline": False, "downloadThroughput": 50_000, "uploadThroughput": 50_000, "latency": 300}
LESSONS = 200
PARAGRAPH = (
    "Every request for information is entered in the register on the day on which it comes, "
    "with the name of whoever asks, what they ask for, and the fee that they have paid. The "
    "officer looks for the record, asks the office that holds it, and replies within the time. "
)
# What the browser waits for before it draws anything, by its kind.
NEEDED = """() => performance.getEntriesByType("resource")
  .filter((one) => one.renderBlockingStatus === "blocking")
  .map(({name}) => name.split(".").at(-1))"""
PAINTED = """() => new Promise((done) =>
  new PerformanceObserver(done).observe({type: "paint", buffered: true}))"""
# Watches the frame of the course from outside, and notes when it has come how far, in milliseconds.
WATCH = """() => {
  const begun = performance.now();
  const times = (window.times = {});
  const note = (what) => { times[what] = times[what] || Math.round(performance.now() - begun); };
  const api = window.API || window.API_1484_11;
  for (const verb of Object.keys(api).filter((one) => one.endsWith("Initialize"))) {
    const answer = api[verb];
    api[verb] = (...values) => { note("the session begins"); return answer(...values); };
  }
  setInterval(() => {
    const {contentDocument: course, contentWindow: place} = frame();
    const lesson = course?.querySelector("main > .lesson");
    const isDrawn = place.performance.getEntriesByName("first-contentful-paint").length > 0;
    if (isDrawn) note("something is drawn");
    if (isDrawn && lesson && lesson.nextElementSibling) note("the first lesson can be read");
    if (course?.documentElement?.classList.contains("ready")) note("everything works");
  }, 20);
  launch();
}"""


@pytest.fixture(scope="module")
def long_course(tmp_path_factory: pytest.TempPathFactory, short_course: Path) -> Path:
    """A course of many lessons, in modules of twenty."""
    folder = tmp_path_factory.mktemp("long") / "short-course"
    folder.mkdir()
    for name in ("course.yaml", "assessment.md"):
        shutil.copy(short_course / name, folder)
    for at in range(LESSONS):
        module = folder / f"{at // 20 + 1:02}-part-{at // 20 + 1}"
        module.mkdir(exist_ok=True)
        (module / "index.md").write_text(f"# Part {at // 20 + 1}\n", "utf-8")
        text = "\n\n".join([f"# Lesson {at + 1}", *[PARAGRAPH * 3] * 4])
        (module / f"{at % 20 + 1:02}-lesson-{at + 1}.md").write_text(text + "\n", "utf-8")
    return folder


@pytest.mark.browser
@pytest.mark.parametrize("tag", ["en", "ta", "ur"])
def test_a_page_is_drawn_with_one_style_sheet_and_no_font(
    tag: str, visit: Visit, short_course: Path
) -> None:
    learner = visit(short_course, tag, "scorm12")
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    learner.page.route("**/*.woff2", hold)
    learner.page.goto(f"{learner.origin}/course/index.html", wait_until="domcontentloaded")
    learner.page.evaluate(PAINTED)
    needed = learner.page.evaluate(NEEDED)
    for font in held:
        font.continue_()
    assert needed.count("css") == 1
    assert set(needed) == {"css", "js"}


@pytest.mark.bench
@pytest.mark.parametrize("form", FORMS)
def test_a_long_course_over_a_bad_line(form: str, visit: Visit, long_course: Path) -> None:
    learner = visit(long_course, "en", form)
    learner.page.goto(learner.origin + "/host.html?wait")
    session = learner.page.context.new_cdp_session(learner.page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    learner.page.evaluate(WATCH)
    learner.page.wait_for_function("times['everything works']", timeout=120_000)
    times = learner.page.evaluate("times")
    for what, time in sorted(times.items(), key=lambda one: one[1]):
        sys.stdout.write(f"{form:10} {what:30} {time / 1000:6.1f} s\n")
    assert times["the session begins"] < times["everything works"] / 2
    assert times["the first lesson can be read"] < times["everything works"] / 2
