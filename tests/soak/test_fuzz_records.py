"""Media of courses, and what earlier builds have noted: read anew each time, and believed never."""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import strategies as st

from pathya.authoring.course import Course
from pathya.authoring.drawing import OWN, labels_of
from pathya.authoring.reader import read_course
from pathya.authoring.signatures import KINDS, content_of
from pathya.authoring.sources import CourseFolder, MediaFile
from pathya.authoring.svg import svg_faults
from pathya.authoring.svg_names import ATTRIBUTES, ELEMENTS
from pathya.authoring.svg_names import SHOWN as SHOWN_ELEMENTS
from pathya.build.attestation import BUILD_TYPE, PREDICATE_TYPE, STATEMENT_TYPE, statement_parse
from pathya.build.publishing.journal import Unreadable, begin, open_journal, read_things, remember
from pathya.build.receipts import BUILD_FILE, Receipt, read_receipts

pytestmark = pytest.mark.soak

ROOT = Path(__file__).parents[2]
Soak = Callable[..., None]

# --- drawings and other media --------------------------------------------------------------------

NAMES = st.sampled_from(
    [*sorted(ELEMENTS)[::4], "use", "text", "tspan", "g", "style", "script", "foreignObject", "m:a"]
)
KEYS = st.sampled_from([*sorted(ATTRIBUTES)[::9], "id", "href", "style", "onload", "xlink:href"])
VALUES = st.sampled_from(
    ["a", "#a", "1", "javascript:x()", "url(#a)", "url(x)", "u\\72l(x)", "data:image/png;base64,A"]
)


def _element(name: str, attributes: dict[str, str], children: list[str]) -> str:
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{said}>{''.join(children)}</{name}>"


ELEMENT = st.recursive(
    st.sampled_from(["", "a", "Pay &lt;b&gt; now", "&lt;"]),
    lambda inner: st.builds(
        _element,
        NAMES,
        st.dictionaries(KEYS, VALUES, max_size=3),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:m="urn:m" viewBox="0 0 9 9">{}<text>Pay now</text></svg>'
)
EVIL = (
    "<script",
    "onload=",
    "foreignobject",
    ' href="javascript:',
    ':href="javascript:',
    "@import",
    "url(x)",
    "72l(",
    "<m:",
)


SHOWN = re.compile(r"<(/?)([A-Za-z]+)((?: [A-Za-z][A-Za-z:-]*=\"[^\"<>]*\")*)>")
LEADING_OUT = re.compile(f'(?:href="|url\\()(?!#{OWN}[0-9])|style=|class=|\\bon[a-z]+=', re.I)


def read_drawing(_name: str, data: bytes) -> None:
    """What is taken for sound holds nothing that runs or loads, nor does the page that shows it."""
    if svg_faults(data):
        return
    text = data.lower()
    assert not [one for one in EVIL if one.encode() in text]
    course = shown_in_a_course(data)
    for drawing in course.drawings.values() if course else ():
        pieces = [piece for piece in drawing.pieces if isinstance(piece, str)]
        printed = "".join((f"<svg{drawing.attributes}>", *pieces, "</svg>"))
        tags = "".join(f"<svg{one.attributes}></svg>" for one in labels_of(drawing))
        for found in re.findall("<[^>]*>?", printed + tags):
            tag = SHOWN.fullmatch(found)
            assert tag, found
            assert tag[2].lower() in SHOWN_ELEMENTS, found
            assert not LEADING_OUT.search(found), found


def shown_in_a_course(data: bytes) -> Course | None:
    """Read a course that shows this drawing."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        texts = {
            "course.yaml": b"id: a\ntitle: A\ndescription: A\nkeywords: [a]\n",
            "01-m/index.md": b"# M\n",
            "01-m/01-l.md": b"# L\n\n![A](media/a.svg)\n",
        }
        media = {"media/a.svg": MediaFile(Path(file.name), len(data))}
        return read_course(CourseFolder("here", texts, media))[0]


def test_grown_drawing(soak_grown: Soak) -> None:
    soak_grown(read_drawing, ELEMENT.map(lambda inner: ("a.svg", SVG.format(inner).encode())))


def test_drawing(soak: Soak) -> None:
    paths = (*ROOT.glob("content/courses/*/media/*.svg"), *ROOT.glob("tests/e2e/**/*.svg"))
    soak(read_drawing, {str(path): path.read_bytes() for path in paths})


def test_media(soak: Soak) -> None:
    paths = (*ROOT.glob("content/courses/*/media/*.png"), *ROOT.glob("tests/e2e/**/*.wav"))
    files = {str(path): path.read_bytes() for path in paths}
    files["jpg"] = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\1\xe0\2\x80\3"
    files["avif"] = (
        b"\0\0\0\x1cftypavif" + bytes(20) + b"\0\0\0\x14ispe\0\0\0\0\0\0\2\x80\0\0\1\xe0"
    )
    files["webp"] = b"RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\x7f\x02\0\xdf\x01\0"
    known = {kind for kinds in KINDS.values() for kind in kinds}

    def read(_name: str, data: bytes) -> None:
        content = content_of(io.BytesIO(data))
        assert content.kind in {*known, "", "HTML", "XML", "HEIC", "Matroska", "TIFF"}
        assert content.size is None or min(content.size) >= 0

    soak(read, files)


# --- notes of earlier builds ---------------------------------------------------------------------

RECEIPT = Receipt("a-hi-scorm12.zip", "hi", "scorm12", "0" * 64, "1" * 64, 99, {"final": 3})
STATEMENT = {
    "_type": STATEMENT_TYPE,
    "predicateType": PREDICATE_TYPE,
    "subject": [
        {"name": "a", "digest": {"sha256": "0"}, "annotations": {"contentDigest": "1"}},
    ],
    "predicate": {
        "buildDefinition": {
            "buildType": BUILD_TYPE,
            "externalParameters": {"languages": ["hi"], "formats": ["scorm12"]},
            "resolvedDependencies": [{"name": "a", "digest": {"sha256": "0"}}],
        },
        "runDetails": {"builder": {"version": {"pathya": "1"}}},
    },
}


def test_receipts(tmp_path: Path, soak: Soak) -> None:
    def read(_name: str, data: bytes) -> None:
        (tmp_path / BUILD_FILE).write_bytes(data)
        read_receipts(tmp_path)

    noted = {"course": "a", "packages": [asdict(RECEIPT)]}
    soak(read, {BUILD_FILE: json.dumps(noted, indent=2).encode()})


def test_statement(soak: Soak) -> None:
    def read(_name: str, data: bytes) -> None:
        with suppress(ValueError, KeyError, TypeError, AttributeError):  # as it says
            statement_parse(data)

    soak(read, {"statement": json.dumps(STATEMENT, indent=1).encode()})


def test_journal(tmp_path: Path, soak: Soak) -> None:
    good = tmp_path / "good.db"
    with open_journal(good) as journal:
        remember(begin(journal, "a", "live", ""), "course", id="do_1", status="Draft")
        journal.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = tmp_path / "journal.db"

    def read(_name: str, data: bytes) -> None:
        for one in tmp_path.glob("journal.db*"):
            one.unlink()
        path.write_bytes(data)
        read_things(path)
        with suppress(Unreadable), open_journal(path):
            pass

    soak(read, {"journal.db": good.read_bytes()})
