"""Smaller pictures for smaller screens, made by Pillow, which is an extra."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import basename, splitext
from typing import TYPE_CHECKING

from pathya.exporters.package import Member, hashed

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (720, 1280)
"""Pixels: those of a small phone held upright, and what is enough for the column of a page."""
SHRUNK = (".png", ".jpg", ".jpeg", ".webp")
"""The names of pictures that are made smaller."""
RECIPE = "1"
"""Changes with what is made of a picture below."""

_JPEG, _WEBP = 82, 75
"""Qualities that look alike."""
_TALLEST = 16_383
"""Pixels of a WebP (RFC 9649 §2.6)."""
_KINDS = ("PNG", "JPEG", "WEBP")
_MODES = ("L", "LA", "RGB", "RGBA")
_COLUMN = "(min-width: 50rem) 46rem, 100vw"
"""How wide a picture is shown at most, as the style has it."""
_IMAGE = re.compile(r'<img\b[^>]*? src="([^"]*)"[^>]*>')


@dataclass(frozen=True, slots=True)
class Smaller:
    """What a picture is packed as."""

    width: int
    """Of the picture as it is shown, in pixels; `height` too."""
    height: int
    fallback: bytes
    """In its own format, at most as wide as the widest of `WIDTHS`; empty: the file as it is."""
    webp: tuple[tuple[int, bytes], ...]
    """By width, ascending."""


def pillow() -> str:
    """Name the versions that the bytes of a picture go by; empty if Pillow is not there."""
    try:
        from PIL import __version__, features  # noqa: PLC0415 - an extra
    except ImportError:
        return ""
    return f"{RECIPE} {__version__} {features.version('webp')} {features.version('jpg')}"


def shrink(data: bytes, *, whole: bool = False) -> Smaller | None:
    """Make a picture smaller; None for what is small, moves, is damaged or has other colours.

    `whole`: the file itself is packed besides, as somebody may want it with all its pixels.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - an extra

    try:
        with Image.open(io.BytesIO(data), formats=_KINDS) as image:
            if getattr(image, "n_frames", 1) > 1:
                return None
            kind = str(image.format)
            shown = _plain(ImageOps.exif_transpose(image))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if shown is None or shown.width <= WIDTHS[0]:
        return None
    fallback = b"" if whole or shown.width <= WIDTHS[-1] else _saved(_to(shown, WIDTHS[-1]), kind)
    if len(fallback) >= len(data):
        fallback = b""
    webp = tuple(_webp(shown, kind))
    if webp and len(webp[-1][1]) > len(fallback or data):
        webp = ()  # the narrow one alone would be shown on wide screens too
    return Smaller(shown.width, shown.height, fallback, webp) if webp or fallback else None


def _plain(image: Image) -> Image | None:
    """Give a picture's colours as all formats hold them; None for those of print and the like."""
    if image.mode in ("P", "1") or "transparency" in image.info:
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image if image.mode in _MODES else None


def _webp(image: Image, kind: str) -> Iterator[tuple[int, bytes]]:
    widest = min(WIDTHS[-1], image.width)
    if image.height * widest > _TALLEST * image.width:
        return
    for width in (WIDTHS[0], widest):
        smaller = _to(image, width)
        made = [_saved(smaller, "WEBP")]
        if kind == "PNG":  # drawings with few colours are smaller so, and sharper
            made.append(_saved(smaller, "WEBP", lossless=True))
        yield width, min(made, key=len)


def _to(image: Image, width: int) -> Image:
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    smaller = image.resize((width, height), reducing_gap=3.0)
    smaller.info = image.info
    return smaller


def _saved(image: Image, kind: str, *, lossless: bool = False) -> bytes:
    stream = io.BytesIO()
    profile = image.info.get("icc_profile")
    if kind == "PNG":
        image.save(stream, kind, optimize=True, icc_profile=profile)
    elif kind == "JPEG":
        image.save(stream, kind, quality=_JPEG, progressive=True, icc_profile=profile)
    else:
        options = {"lossless": lossless, "quality": _WEBP, "method": 4, "exact": False}
        image.save(stream, kind, icc_profile=profile, exif=b"", xmp=b"", **options)
    return stream.getvalue()


# --- in a package --------------------------------------------------------------------------------


def picture_members(href: str, smaller: Smaller) -> Iterator[Member]:
    """Make the files of a picture, beside the file itself if that is packed as it is."""
    if smaller.fallback:
        yield Member(href, smaller.fallback, stored=True, shared=True)
    yield from (one for _, one in _sources(href, smaller))


def with_sources(printed: str, pictures: Mapping[str, Smaller]) -> str:
    """Let browsers choose among the files of each picture; texts hold no `<`, so only tags match.

    Width and height keep the place of a picture that is still loading.
    """
    return _IMAGE.sub(lambda tag: _picture(tag, pictures), printed) if pictures else printed


def _picture(tag: re.Match[str], pictures: Mapping[str, Smaller]) -> str:
    smaller = pictures.get(tag[1])
    if smaller is None:
        return tag[0]
    size = f' width="{smaller.width}" height="{smaller.height}"'
    image = f"{tag[0][:4]}{size}{tag[0][4:]}"
    files = ", ".join(f"{one.name} {width}w" for width, one in _sources(tag[1], smaller))
    source = f'<source type="image/webp" srcset="{files}" sizes="{_COLUMN}">' if files else ""
    return f"<picture>{source}{image}</picture>"


def _sources(href: str, smaller: Smaller) -> Iterator[tuple[int, Member]]:
    stem = splitext(basename(href))[0]
    for width, data in smaller.webp:
        yield width, hashed(f"{stem}-{width}.webp", data, stored=True, shared=True)
