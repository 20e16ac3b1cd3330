"""Open the studio in the user's browser, without telling others on this machine the way in."""

from __future__ import annotations

import html
import tempfile
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PAGE = '<!DOCTYPE html><title>Pathya</title><meta http-equiv="refresh" content="0; url={}">'


@contextmanager
def opening(wanted: bool) -> Iterator[Callable[[str], None]]:
    """Give what opens an address; if it is not wanted, that does nothing.

    The browser is told of a file that only the user can read, and which sends it on: what stands
    in a command line everybody can see.
    """
    if not wanted:
        yield lambda _: None
        return
    with tempfile.TemporaryDirectory(prefix="pathya-") as folder:
        page = Path(folder) / "studio.html"

        def show(url: str) -> None:
            page.write_text(_PAGE.format(html.escape(url)), "utf-8")
            webbrowser.open(page.as_uri())

        yield show
