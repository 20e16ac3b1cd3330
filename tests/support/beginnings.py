"""How files of each kind begin: all that the reader of a course asks of them."""

from __future__ import annotations

import struct


def png(width: int = 640, height: int = 480) -> bytes:
    """A picture of these pixels, without any of them."""
    size = struct.pack(">2L", width, height)
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + size + b"\x08\x02\0\0\0\0\0\0\0"


def jpeg(width: int = 640, height: int = 480) -> bytes:
    """A picture of these pixels, without any of them."""
    return b"\xff\xd8\xff\xc0\0\x11\x08" + struct.pack(">2H", height, width) + b"\x03"


BEGINNINGS = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "png": png(),
    "jpg": jpeg(),
    "mp4": b"\0\0\0\x18ftypisom",
    "webm": b"\x1aE\xdf\xa3\x9f\x42\x82\x84webm",
    "mp3": b"ID3\x04\0\0",
    "wav": b"RIFF\x24\0\0\0WAVEfmt ",
    "pdf": b"%PDF-1.7\n",
}
"""By the end of the name."""
