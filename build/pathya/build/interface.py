"""`python -m pathya.build.interface`: bring the interface's own catalogs up to date.

For those who work on Pathya itself: the catalogs lie in the source tree.
"""

from __future__ import annotations

from pathlib import Path

from pathya.authoring.diagnostics import has_errors
from pathya.build.files import write
from pathya.build.translations import read_catalog
from pathya.locales import words
from pathya.locales.languages import DEFAULT_TAGS
from pathya.locales.xliff_write import xliff_serialize


def update_interface(folder: Path) -> None:
    """Merge the English words into the catalog of every language that is built by default."""
    for tag in DEFAULT_TAGS:
        path = folder / f"{tag}.xlf"
        catalog, found = read_catalog(path)
        if has_errors(found):
            raise SystemExit("\n".join(map(str, found)))
        write(path, xliff_serialize(words.merge_interface(tag, catalog)))


if __name__ == "__main__":
    update_interface(Path(words.__file__).with_name(words.INTERFACE))
