"""Read a file with translate-toolkit, set every translation anew, and write the file again.

It runs in a process and environment of its own: the toolkit is GPL, and nothing of ours imports it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from translate.storage import po, tmx, xliff, xliff2

STORES = {
    "xliff12": xliff.Xliff1File,
    "xliff21": xliff2.Xliff2File,
    "po": po.pofile,
    "tmx": tmx.tmxfile,
}


def resave(form: str, source: Path, target: Path) -> int:
    """Do what an editor does that is closed with *save*; give how many texts it has seen."""
    store = STORES[form].parsestring(source.read_bytes())
    units = [unit for unit in store.units if not unit.isheader()]
    for unit in units:
        # Weblate sets texts with codes in this way, others as plain text.
        if form == "xliff12":
            unit.rich_target = unit.rich_target
        elif form == "po":
            unit.target = str(unit.target)
    target.write_bytes(bytes(store))
    return len(units)


if __name__ == "__main__":
    print(resave(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))  # noqa: T201
