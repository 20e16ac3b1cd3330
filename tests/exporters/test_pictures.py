"""Smaller pictures: which are made, what they keep, and how a page offers them."""

from __future__ import annotations

import io
import random

import PIL
import pytest
from PIL import Image, ImageCms, ImageDraw, ImageOps

from pathya.exporters.package import content
from pathya.exporters.pictures import Smaller, picture_members, pillow, shrink, with_sources

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def photo(width: int, height: int) -> Image.Image:
    """Something with as many colours as a photograph."""
    grain = Image.frombytes("RGB", (60, 40), random.Random(7).randbytes(60 * 40 * 3))
    return grain.resize((width, height), Image.Resampling.BICUBIC)


def drawing(width: int, height: int) -> Image.Image:
    image = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    pen = ImageDraw.Draw(image)
    for step in range(0, width, 40):
        pen.rectangle((step, step % height, step + 20, step % height + 30), fill=(0, 90, 170, 255))
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize(
    ("kind", "image"),
    [
        ("JPEG", photo(1800, 1200)),
        ("PNG", drawing(1800, 1200)),
        ("WEBP", photo(1800, 1200)),
        ("PNG", drawing(1800, 1200).convert("P")),
        ("JPEG", photo(1800, 1200).convert("L")),
    ],
)
def test_a_wide_picture_comes_in_two_widths_and_its_own_format(kind, image):
    data = saved(image, kind, icc_profile=PROFILE)
    made = shrink(data)
    assert made is not None
    assert (made.width, made.height) == (1800, 1200)
    assert [width for width, _ in made.webp] == [720, 1280]
    files = [*(one for _, one in made.webp), *([made.fallback] if made.fallback else [])]
    for width, one in zip((720, 1280, 1280), files, strict=False):
        shown = opened(one)
        assert shown.size == (width, round(1200 * width / 1800))
        assert shown.info["icc_profile"] == PROFILE
        assert len(one) < len(data)
    assert len(files[1]) <= len(files[-1])
    assert not made.fallback or opened(made.fallback).format == kind


def test_the_same_picture_gives_the_same_bytes():
    data = saved(photo(1500, 900), "JPEG")
    assert shrink(data) == shrink(data)


def test_a_turned_picture_stands_upright_without_traces():
    turned = Image.Exif()
    turned[0x0112], turned[0x013B] = 6, "Kamla"
    data = saved(photo(1500, 900), "JPEG", exif=turned, comment=b"Kamla")
    made = shrink(data)
    assert made is not None
    assert (made.width, made.height) == (900, 1500)
    upright = ImageOps.exif_transpose(opened(data))
    for width, one in made.webp:
        assert b"Kamla" not in one
        shown = opened(one)
        assert not shown.getexif()
        small = upright.resize((8, 8))
        pairs = zip(small.tobytes(), shown.convert("RGB").resize((8, 8)).tobytes(), strict=True)
        assert max(abs(a - b) for a, b in pairs) < 24, width


def test_a_picture_of_middling_width_keeps_its_file():
    made = shrink(saved(photo(900, 600), "JPEG", quality=95))
    assert made is not None
    assert (made.fallback, [width for width, _ in made.webp]) == (b"", [720, 900])


def test_a_file_that_links_lead_to_is_kept_whole():
    made = shrink(saved(photo(1800, 1200), "JPEG"), whole=True)
    assert made is not None
    assert (made.fallback, [width for width, _ in made.webp]) == (b"", [720, 1280])


def test_what_is_small_moves_is_damaged_or_meant_for_print_stays_as_it_is():
    wide = photo(1500, 900)
    moving = saved(wide, "WEBP", save_all=True, append_images=[ImageOps.invert(wide)])
    data = saved(wide, "JPEG")
    print_colours = saved(wide.convert("CMYK"), "JPEG")
    for one in (saved(photo(600, 2000), "JPEG"), moving, data[:5000], print_colours, b"GIF89a"):
        assert shrink(one) is None


def test_a_picture_too_tall_for_webp_keeps_its_own_format():
    made = shrink(saved(photo(1400, 18_100).convert("L"), "JPEG", quality=95))
    assert made is not None
    assert (made.webp, opened(made.fallback).size) == ((), (1280, 16_549))


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGB", "RGBA"])
def test_all_colours_that_screens_have_are_taken(mode):
    made = shrink(saved(drawing(1400, 900).convert(mode), "PNG"))
    assert made is not None
    for _, one in made.webp:
        assert opened(one).mode == ("RGBA" if mode in ("LA", "P", "RGBA") else "RGB")


def test_a_picture_that_webp_makes_larger_is_offered_in_its_own_format_alone():
    made = shrink(saved(photo(900, 600), "JPEG", quality=1))
    assert made is None


def test_the_versions_that_bytes_go_by_are_named():
    assert PIL.__version__ in pillow()


# --- in a page -----------------------------------------------------------------------------------

SMALLER = Smaller(3000, 2000, b"own", ((720, b"s"), (1280, b"m")))
PICTURES = {"media/a.jpg": SMALLER}


def test_a_page_offers_the_files_of_a_picture():
    said = '<p><img src="media/a.jpg" alt="A &lt;plan&gt;"> <img src="media/b.jpg" alt=""></p>'
    _, small, medium = picture_members("media/a.jpg", SMALLER)
    assert with_sources(said, PICTURES) == (
        f'<p><picture><source type="image/webp" srcset="{small.name} 720w, {medium.name} 1280w" '
        'sizes="(min-width: 50rem) 46rem, 100vw">'
        '<img width="3000" height="2000" src="media/a.jpg" alt="A &lt;plan&gt;"></picture> '
        '<img src="media/b.jpg" alt=""></p>'
    )
    assert with_sources(said, {}) is said


def test_a_picture_that_only_its_own_format_makes_smaller():
    only = {"media/a.jpg": Smaller(3000, 2000, b"own", ())}
    assert with_sources('<img src="media/a.jpg">', only) == (
        '<picture><img width="3000" height="2000" src="media/a.jpg"></picture>'
    )


def test_the_files_of_a_picture():
    own, small, medium = picture_members("media/a.jpg", SMALLER)
    assert [content(one) for one in (own, small, medium)] == [b"own", b"s", b"m"]
    assert own.name == "media/a.jpg"
    assert small.name.startswith("assets/a-720-")
    assert {one.stored for one in (own, small, medium)} == {True}
