"""Each rule for pages: one change breaks it, and no other rule speaks."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pathya.authoring.diagnostics import Rule, Where
from pathya.exporters import rules, scorm12, scorm2004
from pathya.exporters.edition import Edition
from pathya.exporters.package import Member, Package, zip_bytes
from pathya.exporters.validate import validate

Files = dict[str, bytes]
Packages = Callable[[str], Files]
Zipped = Callable[[Files], bytes]

EXTERNAL = {
    "script": "<script src=https://a.example/a.js></script>",
    "scheme left out": "<img src=//a.example/a.png>",
    "style": "<link rel=stylesheet href=HTTP://a.example>",
    "frame": "<iframe src='https://a.example'></iframe>",
    "film": "<video poster=//a.example/a.png></video>",
    "track": "<audio><track src=http://a.example/a.vtt></audio>",
    "object": "<object data=//a.example/a.swf></object>",
    "picture set": "<img srcset='media/a.png 1x, //a.example/b 2x'>",
    "style attribute": "<p style='background: url(//a.example)'>",
    "style element": "<style>@import 'http://a.example';</style>",
    "in a template": "<template><img src=ftp://a.example></template>",
    "SVG in a page": "<svg><image href=https://a.example /></svg>",
    "old SVG in a page": "<svg><image xlink:href=https://a.example /></svg>",
    "relation of no link": "<img rel=next src=https://a.example/a.png>",
    "another style": "<link rel='alternate stylesheet' href=//a.example/a.css>",
    "preloaded picture set": "<link rel=preload as=image imagesrcset='//a.example/a.png 1x'>",
    "picture set of CSS": "<p style='background: image-set(\"//a.example/a.png\" 1x)'>",
    "page in a frame": "<iframe srcdoc='&lt;img src=//a.example/a.png>'></iframe>",
    "frame in a frame": "<iframe srcdoc='<iframe srcdoc=&amp;lt;img/src=//a&amp;gt;>'></iframe>",
    "refresh": "<meta http-equiv=Refresh content='0; URL=\"https://a.example/\"'>",
    "bare refresh": "<meta http-equiv=refresh content='5,https://a.example'>",
    "ping": "<a href=#x  ping='#x https://a.example/p'>x</a>",
    "tab in an address": "<img src='ht\ttps://a.example/a.png'>",
    "control before an address": "<img src='\x01https://a.example/a.png'>",
    "comment that ends at once": "<!--><script src=https://a.example/a.js></script><!-- -->",
    "number of many digits": "<img src='//a.example' alt='&#" + "1" * 5000 + "'>",
    "numbers of many noughts": "<img src='&#"
    + "0" * 5000
    + "47;&#x"
    + "0" * 5000
    + "2f;a.example'>",
}
FINE = {
    "links may point out": "<a href=https://a.example>x</a>",
    "so may relations": "<link rel=license href=//a.example>",
    "data in the page": "<img src='data:image/png;base64,AA'>",
    "places in the page": "<a href=#x>x</a><svg><use href=#y /></svg>",
    "encoded, with a query": "<img src='./media/%61.png?v=1#x'>",
    "comment": "<!-- <img src=https://a.example/a.png> -->",
    "attribute of no object": "<div data=x>y</div>",
    "picture set with data": "<img srcset='data:image/png;base64,AA 1x, media/a.png 2x'>",
    "refresh without an address": "<meta http-equiv=refresh content=30>",
    "other metas": "<meta name=generator content='5;url=https://a.example'>",
    "frame": "<iframe srcdoc='<img src=media/a.png>'></iframe>",
}
STYLES = {
    "import": ("@import url('https://a.example/a.css');", ["PKG060 page.css:2"]),
    "bare import": ('@import "//a.example/a.css";', ["PKG060 page.css:2"]),
    "font": ("\n@font-face { src: url( //a.example/a.woff2 ) }", ["PKG060 page.css:3"]),
    "missing font": ("@font-face { src: url(a.woff2) }", ["PKG062 page.css:2"]),
    "escaped": (r"b { background: u\72l(https\:\2f\2f a.example) }", ["PKG060 page.css:2"]),
    "comment in a string": (
        'b::after { content: "/*" } b { background: url(//a.example) }',
        ["PKG060 page.css:2"],
    ),
    "string": ('b::after { content: "url(https://a.example)" }', []),
    "comment": ("/* @import 'https://a.example/a.css'; */", []),
    "data": ("b { background: url(data:image/png;base64,AA) }", []),
}


def _said(data: bytes) -> list[str]:
    return [f"{one.rule.code} {one.where}" for one in validate(io.BytesIO(data))]


@pytest.fixture
def with_body(files_of: Packages, zipped: Zipped) -> Callable[[str], bytes]:
    """The small course's package with more in line 11 of its page."""

    def make(html: str) -> bytes:
        files = files_of("1.2")
        files["index.html"] = files["index.html"].replace(b"<body>", f"<body>\n{html}\n".encode())
        return zipped(files)

    return make


@pytest.mark.parametrize("case", EXTERNAL)
def test_nothing_is_loaded_from_outside(case: str, with_body: Callable[[str], bytes]) -> None:
    assert _said(with_body(EXTERNAL[case])) == ["PKG060 index.html:11"]


@pytest.mark.parametrize("case", FINE)
def test_what_a_page_may_do(case: str, with_body: Callable[[str], bytes]) -> None:
    assert _said(with_body(FINE[case])) == []


@pytest.mark.parametrize("html", ["<img src=media/gone.png>", "<img src=../media/a.png>"])
def test_what_a_page_loads_is_in_the_package(html: str, with_body: Callable[[str], bytes]) -> None:
    assert _said(with_body(html)) == ["PKG062 index.html:11"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<base href=./>", []),
        ("<base target=_top><base href=media/>", ["PKG062 index.html:2"]),
        ("<base href=media/b.html><script>0</script>", ["PKG062 index.html:2"]),
        ("<base href=data:,>", []),
        ("<base href=https://a.example/>", ["PKG060 index.html:2"]),
        ("<base href=./><base href=//a.example/>", ["PKG060 index.html:2"]),
    ],
)
def test_addresses_are_relative_to_the_base(
    head: str, expected: list[str], files_of: Packages, zipped: Zipped
) -> None:
    files = files_of("1.2")
    policy = "<meta http-equiv=content-security-policy>"
    body = "<img src=media/a.png><img src=data:,><svg><use href=#y /></svg>"
    files["index.html"] = f"{policy}{head}\n{body}".encode()
    assert _said(zipped(files)) == expected


def test_a_huge_page_is_told(with_body: Callable[[str], bytes]) -> None:
    # Not one word many times over: that would be a zip bomb.
    text = " ".join(f"{n * n:x}" for n in range(130_000))
    assert _said(with_body(text)) == ["PKG063 index.html"]


@pytest.mark.parametrize("case", STYLES)
def test_style_sheets(case: str, files_of: Packages, zipped: Zipped) -> None:
    css, expected = STYLES[case]
    files = files_of("2004")
    files["page.css"] = f"/* url(http://no.example)\n*/{css}\n".encode()
    assert _said(zipped(files)) == expected


def test_a_page_has_a_policy(files_of: Packages, zipped: Zipped) -> None:
    files = files_of("1.2")
    files["index.html"] = re.sub(b"<meta http-equiv[^>]*>", b"", files["index.html"])
    assert _said(zipped(files)) == ["PKG061 index.html"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_page_is_read_as_a_browser_reads_it(
    encoding: str, with_body: Callable[[str], bytes], files_of: Packages, zipped: Zipped
) -> None:
    files = files_of("1.2")
    page = "<?xml version='1.0'?>" + files["index.html"].decode()
    files["index.html"] = page.replace("media/a.png", "//a.example/a.png").encode(encoding)
    assert _said(zipped(files)) == ["PKG060 index.html:11"]


def test_a_drawing_is_looked_into(files_of: Packages, zipped: Zipped) -> None:
    files = {
        name: data.replace(b"media/a.png", b"media/a.svg")
        for name, data in files_of("1.2").items()
        if name != "media/a.png"
    }
    files["media/a.svg"] = (
        b'<svg xmlns="http://www.w3.org/2000/svg">\n<image href="//a.example/b"/></svg>'
    )
    assert _said(zipped(files)) == ["PKG060 media/a.svg:2"]


def test_a_package_from_a_path_is_named_in_what_is_said(
    tmp_path: Path, files_of: Packages, zipped: Zipped
) -> None:
    package = tmp_path / "fees.zip"
    package.write_bytes(zipped({f"fees/{name}": data for name, data in files_of("1.2").items()}))
    assert validate(package) == (
        rules.PKG020.at(
            Where("fees.zip/imsmanifest.xml"),
            "the file is missing",
            "zip what is in the folder of fees/imsmanifest.xml, not the folder",
        ),
    )


@pytest.mark.parametrize("export", [scorm12.export, scorm2004.export])
@pytest.mark.parametrize("tag", ["hi", "ur"])
def test_our_own_packages_break_no_rule(
    export: Callable[[Edition, tuple[Member, ...]], Package],
    tag: str,
    edition_in: Callable[[str], Edition],
    small_page: tuple[Member, ...],
) -> None:
    package = export(edition_in(tag), small_page)
    assert validate(io.BytesIO(zip_bytes(package))) == ()


def test_every_rule_for_packages_is_tested() -> None:
    texts = (path.read_text("utf-8") for path in Path(__file__).parent.glob("test_validate_*.py"))
    tested = {code for text in texts for code in re.findall(r'"(PKG\d{3})', text)}
    known = {value.code for value in vars(rules).values() if isinstance(value, Rule)}
    assert tested == {code for code in known if code.startswith("PKG")}
