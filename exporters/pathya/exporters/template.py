"""The door to Jinja2: our own templates, with every value escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def render(name: str, **values: object) -> str:
    """Fill the template `templates/<name>.html.jinja`."""
    return _environment().get_template(name).render(values)


@cache
def _environment() -> Environment:
    # Imported where something is printed, which no build does.
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415

    return Environment(
        loader=FunctionLoader(source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def source(name: str) -> str:
    """Read a template, which may be plain HTML."""
    folder = Path(__file__).with_name("templates")
    return folder.joinpath(f"{name}.html.jinja").read_text("utf-8")
