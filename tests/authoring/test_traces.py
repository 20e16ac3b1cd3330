"""Pictures without traces: what is taken off, and that what shows them stays."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps
from PIL.PngImagePlugin import PngInfo

from pathya.authoring.traces import without_traces

SECRETS = (b"Kamla", b"GPS", b"28.6", b"Maker", b"gps", b"secret")
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b"<x:xmpmeta exif:GPSLatitude='28,36.8N'>Kamla</x:xmpmeta>"
KINDS = ("JPEG", "PNG", "WEBP")


def picture() -> Image.Image:
    image = Image.linear_gradient("L").resize((48, 32)).convert("RGB")
    image.putpixel((3, 3), (255, 0, 0))
    return image


def exif(*, turned: int = 1, place: bool = True) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = turned
    made[0x010F] = "Maker of cameras"
    made[0x013B] = "Kamla"
    if place:
        gps = made.get_ifd(0x8825)
        gps[1], gps[2], gps[3], gps[4] = "N", (28.0, 36.0, 50.0), "E", (77.0, 12.0, 32.0)
    return made


def saved(kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    picture().save(stream, kind, **options)
    return stream.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def traced(kind: str, **options: object) -> bytes:
    if kind == "PNG":
        notes = PngInfo()
        notes.add_text("Author", "Kamla")
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=False)
        return saved(kind, pnginfo=notes, icc_profile=PROFILE, dpi=(72, 72), **options)
    if kind == "GIF":
        return saved(kind, comment=b"secret")
    more = {"comment": b"secret"} if kind == "JPEG" else {}
    return saved(kind, xmp=XMP, icc_profile=PROFILE, **more, **options)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("turned", range(1, 9))
def test_traces_go_and_the_picture_stays(kind, turned):
    data = traced(kind, exif=exif(turned=turned))
    bare, has_place = without_traces(data)
    assert has_place
    assert not [secret for secret in SECRETS if secret in bare]
    before, after = opened(data), opened(bare)
    assert after.tobytes() == before.tobytes()
    assert after.info["icc_profile"] == PROFILE
    density = "dpi" if kind == "PNG" else "jfif_density"
    assert after.info.get(density) == before.info.get(density)
    assert dict(after.getexif()) == ({0x0112: turned} if turned > 1 else {})
    assert ImageOps.exif_transpose(after).tobytes() == ImageOps.exif_transpose(before).tobytes()
    assert without_traces(bare) == (bare, False)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_without_traces_stays_byte_by_byte(kind):
    data = saved(kind, icc_profile=PROFILE)
    assert without_traces(data) == (data, False)


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_rows": 1}])
def test_jpegs_of_several_scans(options):
    data = saved("JPEG", **options)
    assert without_traces(data) == (data, False)
    scan = data.rindex(b"\xff\xda")
    noted = data[:scan] + b"\xff\xfe\0\x08secret" + data[scan:] + b"secret film"
    assert without_traces(noted) == (data, False)


def test_small_previews_in_a_jpeg_go():
    data = saved("JPEG")
    assert data[6:11] == b"JFIF\0"
    preview = b"\xff\xe0" + struct.pack(">H", 16 + 3) + data[6:18] + b"\x01\x01abc"
    assert without_traces(data[:2] + preview + data[20:]) == (data, False)
    more = b"\xff\xe0\0\x0cJFXX\0\x10abcd"
    assert without_traces(data[:20] + more + data[20:]) == (data, False)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_pictures_that_move_still_do(kind):
    frames = [picture(), ImageOps.invert(picture())]
    stream = io.BytesIO()
    frames[0].save(stream, kind, save_all=True, append_images=frames[1:], exif=exif(turned=6))
    bare, has_place = without_traces(stream.getvalue())
    assert has_place
    assert getattr(opened(bare), "n_frames", 1) == 2


def test_what_stands_behind_a_picture_goes():
    for kind in KINDS:
        data = saved(kind)
        assert without_traces(data + b"secret") == (data, False)


def test_chunks_of_a_png_that_nobody_knows_go():
    data = saved("PNG")
    noted = b"\0\0\0\6teSTsecret" + struct.pack(">I", zlib.crc32(b"teSTsecret"))
    assert without_traces(data[:33] + noted + data[33:]) == (data, False)


def test_an_exif_without_a_place_tells_of_none():
    data = saved("JPEG", exif=exif(place=False))
    bare, has_place = without_traces(data)
    assert (has_place, b"Kamla" in bare) == (False, False)


def test_what_is_no_such_picture_stays():
    for data in (b"", b"GIF89a", b"\0\0\0\x1cftypavif", b"%PDF-1.7", b"RIFF\0\0\0\0WAVE"):
        assert without_traces(data) == (data, False)


def test_comments_of_a_gif_go_and_it_still_moves():
    frames = [picture().quantize(8), ImageOps.invert(picture()).quantize(8)]
    stream = io.BytesIO()
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], loop=0, duration=90)
    data = stream.getvalue()
    assert without_traces(data) == (data, False)
    assert b"NETSCAPE2.0" in data
    first = data.index(b"\x21")
    comment = b"\x21\xfe\x06secret\x03gps\0"
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes((len(XMP),)) + XMP + b"\0"
    noted = data[:first] + comment + xmp + data[first:] + b"secret"
    assert without_traces(noted) == (data, True)


@pytest.mark.parametrize("turned", [1, 6])
def test_traces_of_an_avif_are_written_over(turned):
    data = saved("AVIF", exif=exif(turned=turned), xmp=XMP, icc_profile=PROFILE)
    assert b"Kamla" in data
    bare, has_place = without_traces(data)
    assert has_place
    assert not [secret for secret in SECRETS if secret in bare]
    before, after = opened(data), opened(bare)
    assert (len(bare), after.tobytes(), after.info["icc_profile"]) == (
        len(data), before.tobytes(), PROFILE,
    )  # fmt: skip
    assert not dict(after.getexif()).keys() - {0x0112}
    assert without_traces(bare) == (bare, False)
    clean = saved("AVIF", icc_profile=PROFILE)
    assert without_traces(clean) == (clean, False)


@given(
    st.sampled_from((*KINDS, "GIF", "AVIF")),
    st.integers(0, 4000),
    st.binary(min_size=1, max_size=4),
)
def test_damage_is_taken_as_it_comes(kind, place, damage):
    data = traced(kind) if kind == "GIF" else traced(kind, exif=exif(turned=6))
    broken = data[:place] + damage + data[place + len(damage) :]
    for given_data in (broken, data[:place]):
        bare, _ = without_traces(given_data)
        assert len(bare) <= len(given_data) + 64
