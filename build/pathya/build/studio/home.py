"""Home: all courses in all languages, and what keeps each from release."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from pathya.build.project import Project, course_folders
from pathya.build.studio.context import course_name
from pathya.build.studio.pages import page
from pathya.build.studio.rows import Cell, Matrix, Row, blocks
from pathya.locales.languages import LANGUAGES

PAGE = 50
"""Courses on a page."""


def matrix_of(request: Request) -> Matrix:
    """Give the matrix that all windows share."""
    return cast(Matrix, request.app.state.matrix)


def home(request: Request) -> Response:
    """Give the page, which asks for its rows itself."""
    return page(request, "home")


async def rows(request: Request) -> Response:
    """Give a page of rows as far as they are known, and have them looked at again."""
    matrix = matrix_of(request)
    names = await asyncio.to_thread(course_names, matrix.project)
    matrix.want(name for name in names if name not in matrix.rows)
    shown = request.query_params.get("show", "all")
    text = request.query_params.get("course", "")
    asked = request.query_params.get("page", "1")
    number = max(1, int(asked[:9])) if asked.isascii() and asked.isdigit() else 1
    content = await asyncio.to_thread(content_of, matrix, names, (shown, text[:200]), number)
    matrix.want((row["name"] for row in content["rows"]), first=True)
    return JSONResponse(content)


async def row(request: Request) -> Response:
    """Give the row of one course, and have it looked at again."""
    matrix = matrix_of(request)
    name = await asyncio.to_thread(course_name, request)
    known = matrix.rows.get(name)
    matrix.want([name], first=True)
    shown = _row(name, known, blocks_of(known) if known else {})
    return JSONResponse({"row": shown, "languages": _languages(matrix.project, known)})


def _languages(project: Project, row: Row | None) -> list[tuple[str, str]]:
    own = [row.source.tag] if row and row.source.tag else []
    return [(tag, LANGUAGES[tag].name) for tag in (*own, *project.settings.languages)]


def course_names(project: Project) -> tuple[str, ...]:
    """Name all courses."""
    return tuple(folder.name for folder in course_folders(project))


def content_of(
    matrix: Matrix, names: Sequence[str], asked: tuple[str, str], number: int
) -> dict[str, Any]:
    """Lay out a page of home: its rows, and sums over all rows that are known."""
    known = {name: matrix.rows.get(name) for name in names}
    blocked = {name: blocks_of(row) for name, row in known.items() if row}
    chosen = [name for name in names if _fits(name, known[name], blocked.get(name), asked)]
    pages = max(1, -(-len(chosen) // PAGE))
    number = min(number, pages)
    return {
        "languages": _languages(matrix.project, None),
        "rows": [
            _row(name, known[name], blocked.get(name, {}))
            for name in chosen[(number - 1) * PAGE : number * PAGE]
        ],
        "page": number,
        "pages": pages,
        "chosen": len(chosen),
        "courses": len(names),
        "waiting": sum(row is None for row in known.values()),
        "sums": sums(
            blocked.values(), sum(row is not None and not row.cells for row in known.values())
        ),
    }


_Blocks = dict[str, dict[str, int]]
"""What blocks each language of a course, by tag."""


def blocks_of(row: Row) -> _Blocks:
    """Say for each language of a course what keeps it from release."""
    return {cell.edition.tag: dict(blocks(row, cell)) for cell in row.cells}


def sums(blocked: Iterable[_Blocks], unreadable: int) -> dict[str, int]:
    """Count editions: all, those that are ready, and those that are kept by what."""
    counts: Counter[str] = Counter({"editions": 0, "ready": 0, "unreadable": unreadable})
    for one in blocked:
        for faults in one.values():
            counts["editions"] += 1
            counts["ready"] += not faults
            counts.update(faults.keys())
            counts["words"] += faults.get("unsigned", 0)
    return dict(counts)


def _fits(name: str, row: Row | None, blocked: _Blocks | None, asked: tuple[str, str]) -> bool:
    shown, text = asked
    title = row.source.title if row else ""
    if text and text.casefold() not in f"{name} {title}".casefold():
        return False
    if row is None or blocked is None:
        return shown == "all"
    if shown == "errors":
        return bool(row.source.found.errors) or any("errors" in one for one in blocked.values())
    if shown == "ready":
        return any(not faults for faults in blocked.values())
    return shown != "blocked" or not row.cells or any(blocked.values())


def _row(name: str, row: Row | None, blocked: _Blocks) -> dict[str, Any]:
    if row is None:
        return {"name": name, "source": None, "built_at": 0, "cells": []}
    cells = [_cell(cell, blocked[cell.edition.tag]) for cell in row.cells]
    return {
        "name": name,
        "source": asdict(row.source),
        "built_at": row.built_at,
        "cells": cells,
    }


def _cell(cell: Cell, blocked: dict[str, int]) -> dict[str, Any]:
    own = {"built": cell.built, "stale": cell.stale, "catalog": cell.catalog, "blocks": blocked}
    return asdict(cell.edition) | own


HOME_ROUTES: tuple[BaseRoute, ...] = (
    Route("/", home),
    Route("/api/courses", rows),
    Route("/api/course/{course}", row),
)
