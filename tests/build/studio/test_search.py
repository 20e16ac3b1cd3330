"""Words are found in what authors wrote and in every translation, as they stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pathya.authoring.course import plain
from pathya.build.project import Project
from pathya.build.studio import search as module
from pathya.build.studio.search import Hit, cut, search
from pathya.build.translations import read_catalog
from pathya.locales.xliff_write import xliff_serialize


def entries(project: Project, tag: str) -> Any:
    catalog, _ = read_catalog(project.catalog("rti-requests", tag))
    assert catalog
    return catalog


@pytest.mark.parametrize("tag", ["hi", "ta", "ur", "or", "mai", "kok"])
def test_translations_are_found(project_copy: Project, tag: str) -> None:
    for entry in list(entries(project_copy, tag).entries.values())[5:40:7]:
        words = " ".join(plain(entry.target).split()[:5])
        hits = [hit for hit in search(project_copy, words).hits if hit.tag == tag]
        assert entry.id in [hit.place for hit in hits]
        assert {hit.excerpt[1] for hit in hits} == {words}


def test_codes_between_words_are_looked_over(project_copy: Project) -> None:
    path = project_copy.catalog("rti-requests", "hi")
    catalog = entries(project_copy, "hi")
    coded = next(one for one in catalog.entries.values() if one.kinds and 1 in one.target)
    made = replace(coded, target=("पहले ", 1, "बीच में", -1, " बाद में & <अंत>"))
    path.write_bytes(xliff_serialize(replace(catalog, entries=catalog.entries | {coded.id: made})))
    for words in ("पहले बीच में बाद", "में & <अंत>"):
        (hit,) = search(project_copy, words).hits
        assert (hit.tag, hit.place, hit.excerpt[1]) == ("hi", coded.id, words)


def test_sources_are_found_with_their_line_and_titles_first(project_copy: Project) -> None:
    folder = project_copy.root / "content/courses/rti-requests"
    lesson = folder / "01-receiving/02-roles.md"
    lesson.write_text("# Zebras\n\nNo zebra & no <b>.\n\nMore ZEBRAS\there.\n", "utf-8")
    result = search(project_copy, "  zebras ")
    place = "01-receiving/02-roles.md"
    assert result.hits == (
        Hit("rti-requests", "", f"{place}:1", ("# ", "Zebras", ""), True),
        Hit("rti-requests", "", f"{place}:5", ("More ", "ZEBRAS", " here.")),
    )
    assert result.whole
    assert len(search(project_copy, "zebra & no <B>").hits) == 1


@pytest.mark.parametrize("words", ["", "   ", "no such words anywhere", "\0"])
def test_nothing_is_found(project_copy: Project, words: str) -> None:
    assert search(project_copy, words).hits == ()


def test_what_is_found_too_often_is_cut_off(project_copy: Project, monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    result = search(project_copy, "the")
    assert (len(result.hits), result.whole) == (3, False)


def test_a_search_ends(project_copy: Project, monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "SECONDS", 0)
    assert not search(project_copy, "the").whole


def test_links_are_not_followed(project_copy: Project, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("zebra\n")
    (project_copy.root / "content/courses/rti-requests/link.md").symlink_to(secret)
    assert search(project_copy, "zebra").hits == ()


def test_a_long_text_is_cut_between_words() -> None:
    before, words, after = cut("अक्षर " * 30 + "zebra" + " क्षेत्र" * 30, "zebra") or ("", "", "")
    assert (words, before[0], after[-1]) == ("zebra", "…", "…")
    assert set(before[1:].split()) == {"अक्षर"}
    assert set(after[:-1].split()) == {"क्षेत्र"}


def test_the_page_shows_them(desk: Any) -> None:
    page = desk.get("/search", params={"q": "सूचना"}).text
    assert '<span lang="hi" dir="ltr">' in page
    assert "<mark>सूचना</mark>" in page
    assert '<a href="/review/hi/rti-requests?unit=' in page
    assert "Words are looked for" in desk.get("/search").text
