"""Our files by the schemas and tools of those who made the formats."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from pathya.authoring.xml.parse import parse_xml
from pathya.authoring.xml.schema import compile_schema, validate
from pathya.locales.catalog import Catalog, Entry, State, Suggestion, settled
from pathya.locales.exchange.po import po_serialize
from pathya.locales.exchange.tmx_write import tmx_serialize
from pathya.locales.exchange.xliff21_write import xliff21_serialize

GOLDEN = Path(__file__).parent / "golden"
SHARED = Path(__file__).parents[4] / "shared" / "data" / "xliff"

ENTRIES = (
    Entry("fees.0a1b2c3d", ("How much?",), note="fees · title"),
    Entry(
        "fees.1a1b2c3d",
        ("Pay ", 1, "ten ", 2, "rupees", -2, -1, " here.", 3),
        ("link", "bold", "image"),
        ("यहाँ ", 1, 2, "दस", -2, " रुपये", -1, " दें ", 2, "अभी", -2, "।", 3),
        State.MACHINE,
        "machine draft",
        "2026-11-22",
        suggestions=(Suggestion(("दें।",), "memory", 80, ("Pay.",)), Suggestion(("दें",))),
    ),
    Entry(
        "fees.3a1b2c3d",
        ("Reply in ", 1, "30", -1, " days & <nights>."),
        ("x-code",),
        ("१५ दिन में उत्तर दें।",),
        State.FUZZY,
        "आशा",
        "2026-11-23",
        ("Reply in 15 days.",),
        ("१५ दिन में उत्तर दें।",),
        remarks=(("आशा", "15 या 30?"), ("", "see the Act")),
    ),
    replace(
        settled(
            Entry("fees.4a", ("Done",), (), ("=हो गया",), State.SIGNED_OFF, "आशा", "2026-11-23")
        ),
        reviewer="रवि",
        reviewed="2026-11-24",
    ),
)
CATALOG = Catalog("rti", "en", "hi", {entry.id: entry for entry in ENTRIES})


def shared(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip("the schemas of the formats are reference data and not here")
    return path


def test_xliff_2_is_valid(golden: Callable[[Path, str], None]) -> None:
    data = xliff21_serialize(CATALOG)
    golden(GOLDEN / "xliff21.xlf", data.decode())
    folder = shared("xliff2.1")
    names = ["xliff_core_2.0.xsd", "matches.xsd", "metadata.xsd"]
    files = {name: (folder / name).read_bytes() for name in names}
    xml = folder / "informativeCopiesOf3rdPartySchemas" / "w3c" / "xml.xsd"
    schema = compile_schema({**files, "xml.xsd": xml.read_bytes()})
    assert validate(schema, parse_xml(data)) == ()
    assert len(validate(schema, parse_xml(data.replace(b'"final"', b'"done"')))) == 1


def test_tmx_is_valid(golden: Callable[[Path, str], None]) -> None:
    data = tmx_serialize(CATALOG)
    golden(GOLDEN / "memory.tmx", data.decode())
    dtd = etree.DTD(io.BytesIO(shared("tmx14.dtd").read_bytes()))
    root = etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True))
    assert dtd.validate(root), dtd.error_log
    assert not dtd.validate(etree.fromstring(data.replace(b"o-tmf", b"o-tmg")))


def test_po_passes_msgfmt(golden: Callable[[Path, str], None], tmp_path: Path) -> None:
    data = po_serialize(CATALOG)
    golden(GOLDEN / "catalog.po", data.decode())
    if not shutil.which("msgfmt"):
        pytest.skip("gettext is not installed")
    done = msgfmt(data, tmp_path)
    assert (done.returncode, done.stderr) == (
        0,
        "1 translated message, 2 fuzzy translations, 1 untranslated message.\n",
    )
    assert msgfmt(data.replace(b'msgid "Done"', b'msgid "Done\\n"'), tmp_path).returncode == 1


def msgfmt(data: bytes, folder: Path) -> subprocess.CompletedProcess[str]:
    path = folder / "hi.po"
    path.write_bytes(data)
    command = ["msgfmt", "-c", "--statistics", "-o", str(folder / "hi.mo"), str(path)]
    environment = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/local/bin"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
