"""Pictures without traces: where and with what one was taken, by whom, comments, small previews.

What shows the picture stays: its colours with their profile, its density, and which way it is
turned. A file that holds nothing else comes back as it was, byte by byte.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

Bared = tuple[bytes, bool]
"""A picture without traces, and whether they told where it was taken."""

TRACED = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
"""The names of files that are freed of traces."""

_PLACE = re.compile(rb"GPSL(?:at|ong)itude")
"""How XMP, and programs that write comments, name a place."""


def without_traces(data: bytes) -> Bared:
    """Take a picture's traces off; what is of none of these kinds comes back as it is."""
    for mark, bare in _FORMS.items():
        if re.match(mark, data):
            return bare(data)
    return data, False


# --- Exif ----------------------------------------------------------------------------------------

_ORIENTATION = 0x0112
_GPS = 0x8825
_LATITUDE = 2
_SHORT = 3
_TURNED = range(2, 9)


def _entries(tiff: bytes, place: int, order: str) -> Mapping[int, tuple[int, bytes]]:
    """Read a directory: each tag's type and its value or where that is (TIFF 6.0 §2)."""
    if len(tiff) < place + 2:
        return {}
    (count,) = struct.unpack_from(f"{order}H", tiff, place)
    count = min(count, (len(tiff) - place - 2) // 12)
    rows = struct.iter_unpack(f"{order}HHI4s", tiff[place + 2 : place + 2 + 12 * count])
    return {tag: (kind, value) for tag, kind, _, value in rows}


def _told(tiff: bytes) -> tuple[int, bool]:
    """Give how a picture is turned, 1 to 8, and whether its Exif tells where it was taken."""
    tiff = tiff.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return 1, False
    (place,) = struct.unpack_from(f"{order}I", tiff, 4)
    first = _entries(tiff, place, order)
    kind, value = first.get(_ORIENTATION, (0, b""))
    turned = struct.unpack_from(f"{order}H", value)[0] if kind == _SHORT else 1
    gps = struct.unpack(f"{order}I", first[_GPS][1])[0] if _GPS in first else len(tiff)
    return (turned if turned in _TURNED else 1), _LATITUDE in _entries(tiff, gps, order)


def _only_turned(turned: int) -> bytes:
    """Write an Exif that says how a picture is turned, and nothing else."""
    head = b"MM\0*" + struct.pack(">IH", 8, 1)
    return head + struct.pack(">HHIHHI", _ORIENTATION, _SHORT, 1, turned, 0, 0)


# --- JPEG ----------------------------------------------------------------------------------------

_JPEG = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
_IN_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
"""A mark among the pixels: neither a byte of them nor one to start again at (ITU T.81 §B.1.1)."""
_BARE_CODES = (0x01, *range(0xD0, 0xD9))
_SOS, _EOI, _COM = 0xDA, 0xD9, 0xFE
_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""What says how colours are meant."""
_JFIF = 14
"""Bytes of it before its preview."""


def _jpeg(data: bytes) -> Bared:
    pieces: list[bytes] = [data[:2]]
    place, told = 2, False
    while found := _JPEG.match(data, place):
        code, start = found[1][0], found.end()
        length = int.from_bytes(data[start : start + 2], "big")
        if code == _EOI:
            pieces.append(b"\xff\xd9")
            place = len(data)  # what comes behind the picture is a trace as well
            break
        if code in _BARE_CODES:
            pieces.append(data[found.start() : start])
            place = start
            continue
        if length < 2 or start + length > len(data):
            break  # cut off
        segment, end = data[start + 2 : start + length], start + length
        if 0xE0 <= code <= 0xEF or code == _COM:
            kept, has_place = _application(code, segment)
            pieces.append(kept)
            told |= has_place
        elif code == _SOS:
            ends = _IN_SCAN.search(data, end)
            end = ends.start() if ends else len(data)
            pieces.append(data[found.start() : end])
        else:
            pieces.append(data[found.start() : end])
        place = end
    return b"".join((*pieces, data[place:])), told


def _application(code: int, segment: bytes) -> Bared:
    """Write what stays of a segment of APPn or COM."""
    if code == 0xE1 and segment.startswith(b"Exif\0"):
        turned, told = _told(segment)
        return (_segment(code, b"Exif\0\0" + _only_turned(turned)) if turned > 1 else b""), told
    if code in _KEPT and segment.startswith(_KEPT[code]):
        if code == 0xE0 and len(segment) > _JFIF:
            segment = segment[: _JFIF - 2] + b"\0\0"
        return _segment(code, segment), False
    return b"", bool(_PLACE.search(segment))


def _segment(code: int, segment: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, code, len(segment) + 2) + segment


# --- PNG -----------------------------------------------------------------------------------------

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_SHOWN = frozenset(
    b"tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT pHYs bKGD hIST sPLT acTL fcTL fdAT".split()
)
"""Beside the critical ones: transparency, colours, density, and what moves (PNG 3 §11.3)."""


def _png(data: bytes) -> Bared:
    pieces: list[bytes] = [_SIGNATURE]
    told = False
    place = len(_SIGNATURE)
    while place + 12 <= len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        name, chunk = data[place + 4 : place + 8], data[place + 8 : end - 4]
        if end > len(data):
            break  # cut off
        if name in _PNG_SHOWN or name[:1].isupper():
            pieces.append(data[place:end])
        elif name == b"eXIf":
            turned, has_place = _told(chunk)
            told |= has_place
            pieces += [_chunk(name, _only_turned(turned))] if turned > 1 else []
        else:
            told |= bool(_PLACE.search(chunk))
        place = len(data) if name == b"IEND" else end
    return b"".join((*pieces, data[place:])), told


def _chunk(name: bytes, chunk: bytes) -> bytes:
    crc = zlib.crc32(name + chunk)
    return struct.pack(">I", len(chunk)) + name + chunk + struct.pack(">I", crc)


# --- WebP ----------------------------------------------------------------------------------------

_WEBP_SHOWN = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def _webp(data: bytes) -> Bared:
    pieces: list[bytes] = []
    told, turned = False, 1
    for name, chunk in _chunks(data):
        if name in _WEBP_SHOWN:
            pieces.append(_riff(name, chunk))
        elif name == b"EXIF":
            turned, has_place = _told(chunk)
            told |= has_place
            pieces += [_riff(name, _only_turned(turned))] if turned > 1 else []
        else:
            told |= bool(_PLACE.search(chunk))
    body = b"".join(pieces)
    if body.startswith(b"VP8X") and len(body) >= 9:
        flags = body[8] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if turned > 1 else 0)
        body = body[:8] + bytes((flags,)) + body[9:]
    bare = _riff(b"RIFF", b"WEBP" + body)
    return (bare if pieces else data), told


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Read chunks up to the end that the file names (RFC 9649 §2.3)."""
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    place = 12
    while place + 8 <= end:
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        yield data[place : place + 4], data[place + 8 : min(place + 8 + size, end)]
        place += 8 + size + size % 2


def _riff(name: bytes, chunk: bytes) -> bytes:
    return name + struct.pack("<I", len(chunk)) + chunk + b"\0" * (len(chunk) % 2)


# --- GIF -----------------------------------------------------------------------------------------

_GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""How often what moves is shown, and its colours (GIF 89a §26)."""
_COMMENT, _APPLICATION, _IMAGE, _EXTENSION = 0xFE, 0xFF, 0x2C, 0x21


def _gif(data: bytes) -> Bared:
    place = _after_colours(data, 0, 10, 13)
    pieces, told = [data[:place]], False
    while place < len(data) and data[place] in (_IMAGE, _EXTENSION):
        if data[place] == _IMAGE:
            end = _after_blocks(data, _after_colours(data, place, 9, 10) + 1)
        else:
            end = _after_blocks(data, place + 2)
        block = data[place:end]
        of = block[1] if block[0] == _EXTENSION and len(block) > 1 else 0
        if of == _COMMENT or (of == _APPLICATION and block[3:14] not in _GIF_KEPT):
            told |= bool(_PLACE.search(block))
        else:
            pieces.append(block)
        place = end
    if data[place : place + 1] == b";":
        return b"".join((*pieces, b";")), told  # what comes behind the picture is a trace as well
    return b"".join((*pieces, data[place:])), told


def _after_colours(data: bytes, start: int, flags: int, length: int) -> int:
    """Find the end of a descriptor of this length, and of the table of colours behind it."""
    if start + length > len(data):
        return len(data)
    told = data[start + flags]
    return start + length + (3 << (told & 7) + 1 if told & 0x80 else 0)


def _after_blocks(data: bytes, place: int) -> int:
    """Find the end of a row of blocks: each begins with its length, and the last one has none."""
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return min(place + 1, len(data))


# --- AVIF ----------------------------------------------------------------------------------------

_NO_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08\0\0"
"""No directory of anything; how a picture is turned says the file itself (ISO 23008-12 §6.5.10)."""
_TRACES = {b"Exif": _NO_EXIF, b"mime": b""}


def _avif(data: bytes) -> Bared:
    """Write over what items of Exif and XMP hold: all else stays in its place."""
    bare, told = bytearray(data), False
    for start, end in _boxes(data, 0, len(data)).get(b"meta", ()):
        meta = _boxes(data, start + 4, end)
        kinds = _kinds(data, meta)
        for item, place, length in _places(data, meta):
            kind = kinds.get(item, b"")
            held = data[place : place + length]
            if kind not in _TRACES or not held or place + length > len(data):
                continue
            told |= bool(_PLACE.search(held)) or (kind == b"Exif" and _told(held[4:])[1])
            bare[place : place + length] = _TRACES[kind][:length].ljust(length, b"\0")
    return bytes(bare), told


def _boxes(data: bytes, place: int, end: int) -> dict[bytes, list[tuple[int, int]]]:
    """Find the insides of boxes by their names (ISO 14496-12 §4.2)."""
    found: dict[bytes, list[tuple[int, int]]] = {}
    while place + 8 <= end:
        size, inside = int.from_bytes(data[place : place + 4], "big"), place + 8
        if size == 1:
            size, inside = int.from_bytes(data[inside : inside + 8], "big"), place + 16
        after = min(place + size, end) if size else end
        if after < inside:
            break
        found.setdefault(data[place + 4 : place + 8], []).append((inside, after))
        place = after
    return found


def _kinds(data: bytes, meta: Mapping[bytes, list[tuple[int, int]]]) -> Mapping[int, bytes]:
    """Tell of each item what kind it is: entries of the second version and the third."""
    kinds: dict[int, bytes] = {}
    for start, end in meta.get(b"iinf", ()):
        first = start + (6 if data[start : start + 1] == b"\0" else 8)
        for place, _ in _boxes(data, first, end).get(b"infe", ()):
            width = 2 if data[place : place + 1] == b"\2" else 4
            item = int.from_bytes(data[place + 4 : place + 4 + width], "big")
            kinds[item] = data[place + 6 + width : place + 10 + width]
    return kinds


def _places(
    data: bytes, meta: Mapping[bytes, list[tuple[int, int]]]
) -> Iterator[tuple[int, int, int]]:
    """Say where each part of an item lies in the file, and its length (ISO 14496-12 §8.11.3)."""
    idat = meta.get(b"idat", [(0, 0)])[0][0]
    for start, end in meta.get(b"iloc", ()):
        source = io.BytesIO(data[start:end])

        def number(size: int, source: io.BytesIO = source) -> int:
            return int.from_bytes(source.read(size), "big")

        version, _, sizes = number(1), number(3), number(2)
        of_offset, of_length, of_base = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
        of_index = sizes & 15 if version else 0
        wide = 2 if version < 2 else 4
        for _ in range(number(wide) if of_length else 0):
            item, method, _ = number(wide), number(2) & 15 if version else 0, number(2)
            base = number(of_base) + (idat if method == 1 else 0)
            for _ in range(number(2)):
                number(of_index)
                yield item, base + number(of_offset), number(of_length)
            if source.tell() >= end - start:
                break


_FORMS: Mapping[bytes, Callable[[bytes], Bared]] = {
    rb"\xff\xd8\xff": _jpeg,
    re.escape(_SIGNATURE): _png,
    rb"(?s:RIFF....WEBP)": _webp,
    rb"GIF8[79]a": _gif,
    rb"(?s:....ftypavi[fs])": _avif,
}
"""How each kind begins, and how it is freed of traces."""
