"""What files are by their first bytes, and how large the pictures in them are."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.signatures import Content, content_of

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">2L", 640, 480) + b"\x08\x02\0\0\0crc!"
FRAME = b"\xff\xc2\0\x11\x08" + struct.pack(">2H", 480, 640) + b"\x03"
COMMENT = b"\xff\xfe\xff\xff" + b"x" * 65_533
WEBP = b"RIFF\x40\0\0\0WEBP"
BOX = b"\0\0\0\x14ispe\0\0\0\0"
FILES = {
    "png": (PNG, Content("PNG", (640, 480))),
    "png, cut off": (PNG[:30], Content("PNG")),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x04ab" + FRAME, Content("JPEG", (640, 480))),
    "jpeg after comments": (b"\xff\xd8" + COMMENT * 5 + FRAME, Content("JPEG", (640, 480))),
    "jpeg with fill bytes": (b"\xff\xd8\xff\xff\xff" + FRAME, Content("JPEG", (640, 480))),
    "jpeg, cut off": (b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0", Content("JPEG")),
    "jpeg without a frame": (b"\xff\xd8\xff\xd9" + b"\0" * 20, Content("JPEG")),
    "gif": (b"GIF89a\x80\x02\xe0\x01\0\0\0", Content("GIF", (640, 480))),
    "webp, lossy": (
        WEBP + b"VP8 \x30\0\0\0\x10\0\0\x9d\x01\x2a\x80\x02\xe0\x01",
        Content("WebP", (640, 480)),
    ),
    "webp, lossless": (
        WEBP + b"VP8L\x30\0\0\0\x2f" + (639 | 479 << 14).to_bytes(4, "little") + b"\0" * 9,
        Content("WebP", (640, 480)),
    ),
    "webp, extended": (
        WEBP + b"VP8X\x0a\0\0\0\x10\0\0\0\x7f\x02\0\xdf\x01\0",
        Content("WebP", (640, 480)),
    ),
    "webp of another form": (WEBP + b"VP99" + b"\0" * 20, Content("WebP")),
    "avif": (
        b"\0\0\0\x1cftypavif" + b"\0" * 40 + BOX + struct.pack(">2L", 640, 480),
        Content("AVIF", (640, 480)),
    ),
    "avif of tiles": (
        b"\0\0\0\x20ftypmif1\0\0\0\0mif1avif"
        + BOX
        + struct.pack(">2L", 99, 9)
        + BOX
        + struct.pack(">2L", 640, 480),
        Content("AVIF", (640, 480)),
    ),
    "avif without a size": (b"\0\0\0\x1cftypavif", Content("AVIF")),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0", Content("HEIC")),
    "mp4": (b"\0\0\0\x18ftypisom", Content("MP4")),
    "m4a": (b"\0\0\0\x18ftypM4A ", Content("MP4")),
    "quicktime": (b"\0\0\0\x08wide", Content("MP4")),
    "webm": (b"\x1aE\xdf\xa3\x9f\x42\x82\x84webm", Content("WebM")),
    "matroska": (b"\x1aE\xdf\xa3\x9f\x42\x82\x88matroska", Content("Matroska")),
    "mp3 with a tag": (b"ID3\x04\0\0", Content("MP3")),
    "mp3": (b"\xff\xfb\x90\x64", Content("MP3")),
    "ogg": (b"OggS\0\x02", Content("Ogg")),
    "wav": (b"RIFF\x24\0\0\0WAVEfmt ", Content("WAV")),
    "pdf": (b"%PDF-1.7\n", Content("PDF")),
    "zip": (b"PK\x03\x04\x14", Content("ZIP")),
    "page": (b"\xef\xbb\xbf\n <!DOCTYPE HTML><p>", Content("HTML")),
    "script": (b"<script>x</script>", Content("HTML")),
    "drawing": (b"<?xml version='1.0'?><svg/>", Content("XML")),
    "text": ("नमस्ते,1\n".encode(), Content("text")),
    "text in UTF-16": ("अ,1\n".encode("utf-16"), Content("text")),
    "nothing": (b"", Content("")),
    "a program": (b"MZ\x90\0\x03", Content("")),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_what_it_begins_with(name):
    data, content = FILES[name]
    assert content_of(io.BytesIO(data)) == content


@given(st.sampled_from(sorted(FILES)), st.integers(0, 200), st.binary(max_size=40))
def test_any_beginning_is_looked_at_and_never_an_exception(name, at, other):
    data = FILES[name][0]
    content_of(io.BytesIO(data[:at] + other + data[at + len(other) :]))
