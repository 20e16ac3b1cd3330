"""What a file is, by how it begins: names are made up, and browsers go by the content."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

HEAD = 4_096
"""Bytes that are looked at first; only a JPEG's size, and rarely an AVIF's, may lie further in."""
_FURTHER = 65_536
_SEGMENTS = 1_000
"""Of a JPEG, before the one that holds its size."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds."""

    kind: str
    """As people say it, such as `PNG`; empty: nothing that we know."""
    size: tuple[int, int] | None = None
    """Width and height in pixels; None: not a picture, or cut off before they are told."""


KINDS: Mapping[str, tuple[str, ...]] = {
    ".png": ("PNG",),
    ".jpg": ("JPEG",),
    ".jpeg": ("JPEG",),
    ".gif": ("GIF",),
    ".webp": ("WebP",),
    ".avif": ("AVIF",),
    ".mp4": ("MP4",),
    ".m4a": ("MP4",),
    ".webm": ("WebM",),
    ".mp3": ("MP3",),
    ".ogg": ("Ogg",),
    ".opus": ("Ogg",),
    ".wav": ("WAV",),
    ".pdf": ("PDF",),
    ".docx": ("ZIP",),
    ".xlsx": ("ZIP",),
    ".pptx": ("ZIP",),
    ".odt": ("ZIP",),
    ".ods": ("ZIP",),
    ".csv": ("text",),
    ".txt": ("text",),
}
"""What files of a name may hold. SVG and captions are not here: they are read whole elsewhere."""
PICTURES = ("PNG", "JPEG", "GIF", "WebP", "AVIF")


def content_of(stream: BinaryIO) -> Content:
    """Look at how a file begins, and for a picture's size."""
    head = stream.read(HEAD)
    kind = _kind(head)
    if kind == "JPEG":
        return Content(kind, _jpeg_size(stream))
    if kind == "AVIF":
        head += stream.read(_FURTHER - HEAD)
    return Content(kind, _SIZES[kind](head) if kind in _SIZES else None)


# --- kinds ---------------------------------------------------------------------------------------

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
    (b"PK\x03\x04", "ZIP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_RIFF = {b"WEBP": "WebP", b"WAVE": "WAV"}
_BOXES = (b"moov", b"free", b"skip", b"wide", b"mdat")
"""With what films of QuickTime's age begin, which have no `ftyp`."""
_STILL = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
_SYNC = (b"\xff\xe2", b"\xff\xe3", b"\xff\xf2", b"\xff\xf3", b"\xff\xfa", b"\xff\xfb")
"""The first frame of MPEG audio, layer III (ISO 11172-3 §2.4.1.3)."""
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<iframe")
_XML = (b"<?xml", b"<svg", b"<!--", b"<!doctype")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TEXT = bytes([9, 10, 11, 12, 13, 27, *range(32, 256)])
_PDF_WITHIN = 1_024


def _kind(head: bytes) -> str:
    known = next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), "")
    return known or _contained(head) or _written(head)


def _contained(head: bytes) -> str:
    """Tell the containers apart that hold several kinds."""
    mark, brand = head[4:8], head[8:12]
    if head.startswith(b"RIFF"):
        return _RIFF.get(brand, "")
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "WebM" if b"webm" in head[:64] else "Matroska"
    if mark == b"ftyp" and (brand in (b"avif", b"avis") or b"avif" in head[16:80]):
        return "AVIF"
    if mark == b"ftyp" and brand in _STILL:
        return "HEIC"
    if mark == b"ftyp" or mark in _BOXES:
        return "MP4"
    return "MP3" if head.lstrip(b"\0")[:2] in _SYNC else ""


def _written(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    if start.startswith(_HTML):
        return "HTML"
    if start.startswith(_XML):
        return "XML"
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "PDF"
    is_text = not head.translate(None, _TEXT) or head.startswith(_UTF16)
    return "text" if head and is_text else ""


# --- sizes ---------------------------------------------------------------------------------------


def _png_size(head: bytes) -> tuple[int, int] | None:
    if len(head) < 33 or head[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">2L", head, 16)
    return width, height


def _gif_size(head: bytes) -> tuple[int, int] | None:
    if len(head) < 13:
        return None
    width, height = struct.unpack_from("<2H", head, 6)
    return width, height


def _webp_size(head: bytes) -> tuple[int, int] | None:
    """Read the three forms of WebP: lossy, lossless, extended (RFC 9649 §2)."""
    form = head[12:16]
    if len(head) < 30:
        return None
    if form == b"VP8 ":
        width, height = struct.unpack_from("<2H", head, 26)
        return (width & 0x3FFF, height & 0x3FFF) if head[23:26] == b"\x9d\x01\x2a" else None
    if form == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1) if head[20] == 0x2F else None
    if form == b"VP8X":
        width, height = int.from_bytes(head[24:27], "little"), int.from_bytes(head[27:30], "little")
        return width + 1, height + 1
    return None


def _avif_size(head: bytes) -> tuple[int, int] | None:
    """Take the largest size of all items, parts of a grid too (ISO 23008-12 §6.5.3)."""
    sizes = [
        (int.from_bytes(found[1], "big"), int.from_bytes(found[2], "big"))
        for found in re.finditer(rb"\0\0\0\x14ispe.{4}(.{4})(.{4})", head, re.DOTALL)
    ]
    return max(sizes, key=lambda size: size[0] * size[1], default=None)


_SIZES: Mapping[str, Callable[[bytes], tuple[int, int] | None]] = {
    "PNG": _png_size,
    "GIF": _gif_size,
    "WebP": _webp_size,
    "AVIF": _avif_size,
}


def _jpeg_size(stream: BinaryIO) -> tuple[int, int] | None:
    """Go from segment to segment up to the frame's header (ITU T.81 §B.1)."""
    place = 2
    for _ in range(_SEGMENTS):
        stream.seek(place)
        segment = stream.read(10)
        if len(segment) < 10 or segment[0] != 0xFF:
            return None
        code, length = segment[1], int.from_bytes(segment[2:4], "big")
        if code == 0xFF:  # a fill byte
            place += 1
        elif code == 0x01 or 0xD0 <= code <= 0xD8:  # these have no length
            place += 2
        elif 0xC0 <= code <= 0xCF and code not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">2H", segment, 5)
            return width, height
        elif code in (0xD9, 0xDA) or length < 2:
            return None
        else:
            place += 2 + length
    return None
