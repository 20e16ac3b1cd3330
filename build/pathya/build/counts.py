"""Counting words for the price of a job: reading, and how the counts are printed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pathya.authoring.course import Course, Unit
from pathya.authoring.diagnostics import Diagnostics
from pathya.build.captions import catalog_tags
from pathya.build.catalogs import merged_catalogs
from pathya.build.memory import project_memory
from pathya.build.project import Project
from pathya.locales.catalog import Wording
from pathya.locales.leverage import Effort, FindKnown, Found, Share, leverage
from pathya.locales.memory.lookup import lookup
from pathya.locales.memory.store import Memory


@dataclass(frozen=True, slots=True)
class Count:
    """The words of one course in one language."""

    course: str
    tag: str
    shares: Mapping[Effort, Share]


def count_courses(
    project: Project, courses: Sequence[Course], tags: tuple[str, ...]
) -> Iterator[tuple[Count | None, Diagnostics]]:
    """Count language by language, each over all courses as one job; None if an error says why."""
    with project_memory(project) as memory:
        for tag in tags:
            earlier: set[Wording] = set()
            for course in (course for course in courses if catalog_tags(course, (tag,))):
                catalogs, found = merged_catalogs(project, course, tag)
                if catalogs is None:
                    yield None, found
                    continue
                known = _known(memory, (course.source_tag, tag))
                yield Count(course.id, tag, leverage(course, catalogs[0], known, earlier)), found


def _known(memory: Memory, languages: tuple[str, str]) -> FindKnown:
    def find(unit: Unit) -> Iterator[Found]:
        for match in lookup(memory, unit.source, languages):
            yield Found(match.score, match.state)

    return find


# --- reports -------------------------------------------------------------------------------------


def text_counts(counts: Sequence[Count]) -> str:
    """Write a table for each course: words, and texts in brackets."""
    lines: list[str] = []
    for course in dict.fromkeys(count.course for count in counts):
        lines += ["", f"{course}: words (texts)"] if lines else [f"{course}: words (texts)"]
        lines.append("  " + f"{'':8}" + "".join(f"{effort:>14}" for effort in Effort))
        lines += [_line(count) for count in counts if count.course == course]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _line(count: Count) -> str:
    shares = (count.shares[effort] for effort in Effort)
    cells = (f"{share.words} ({share.texts})" if share.texts else "-" for share in shares)
    return "  " + f"{count.tag:8}" + "".join(f"{cell:>14}" for cell in cells)


def json_counts(counts: Sequence[Count]) -> str:
    """An object with `counts`: course, language, and for each effort its texts and words."""
    rows = [
        {
            "course": count.course,
            "language": count.tag,
            **{
                str(effort): {"texts": share.texts, "words": share.words}
                for effort, share in count.shares.items()
            },
        }
        for count in counts
    ]
    return json.dumps({"counts": rows}, ensure_ascii=False, indent=2) + "\n"


def csv_counts(counts: Sequence[Count]) -> str:
    """A row for each course, language and effort."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("course", "language", "effort", "texts", "words"))
    for count in counts:
        for effort, share in count.shares.items():
            writer.writerow((count.course, count.tag, effort, share.texts, share.words))
    return stream.getvalue()


COUNTS: Mapping[str, Callable[[Sequence[Count]], str]] = {
    "text": text_counts,
    "json": json_counts,
    "csv": csv_counts,
}
