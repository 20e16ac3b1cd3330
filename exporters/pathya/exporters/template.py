"""The door to Jinja2: our own templates, with every value escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Environment


def render(name: str, **values: object) -> str:
    """Fill the template `templates/<name>.html.jinja`."""
    return _environment().get_template(name).render(values)


def markup(html: str) -> Markup:
    """Mark a string as HTML already, so that it is not escaped again."""
    return Markup(html)  # noqa: S704  # printed by html.py, which escapes


@cache
def _environment() -> Environment:
    # Imported where something is printed: most builds print no page anew.
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415

    return Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _source(name: str) -> str:
    folder = Path(__file__).with_name("templates")
    return folder.joinpath(f"{name}.html.jinja").read_text("utf-8")
