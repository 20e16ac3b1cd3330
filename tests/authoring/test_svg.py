"""Drawings: what runs, loads, or never ends is found, however it is written."""

from __future__ import annotations

import pytest

from pathya.authoring.svg import svg_faults

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:h="http://www.w3.org/1999/xhtml" xmlns:ev="http://www.w3.org/2001/xml-events" '
    'xmlns:ink="http://www.inkscape.org/namespaces/inkscape" xmlns:m="urn:x">{}</svg>'
)
STYLE = "holds a style that loads something"
HARMFUL = {
    "<script>x</script>": "holds <script>",
    "<ScRiPt>x</ScRiPt>": "holds <script>",
    '<h:script src="x.js"/>': "holds <script>",
    "<h:iframe/>": "holds <iframe>",
    "<h:link/>": "holds <link>",
    "<h:meta/>": "holds <meta>",
    "<h:img/>": "holds <img>",
    "<foreignObject><h:body/></foreignObject>": "holds <foreignobject>",
    "<audio/>": "holds <audio>",
    "<h:video/>": "holds <video>",
    "<handler>x</handler>": "holds <handler>",
    "<listener/>": "holds <listener>",
    "<discard/>": "holds <discard>",
    "<m:path/>": "holds <path>",
    '<path onload="x()"/>': "holds the script attribute onload",
    '<path ONLOAD="x()"/>': "holds the script attribute onload",
    '<path onfuture="x()"/>': "holds the script attribute onfuture",
    '<path ev:event="load"/>': "holds the attribute event",
    '<path m:onload="x()"/>': "holds the script attribute onload",
    '<g xml:base="https://a.example/"/>': "holds the attribute base",
    '<path src="https://a.example/"/>': "holds the attribute src",
    '<a href="javascript:x()"/>': "refers to javascript:x()",
    '<a href="java&#10;script:x()"/>': "refers to javascript:x()",
    '<a xlink:href=" &#9;javascript:x()"/>': "refers to javascript:x()",
    '<a href="https://a.example/"/>': "refers to https://a.example/",
    '<a xlink:href="data:text/html,x"/>': "refers to data:text/html,x",
    '<use href="data:image/svg+xml,x"/>': "refers to data:image/svg+xml,x",
    '<use href="data:image/png;base64,AA"/>': "refers to data:image/png;base64,AA",
    '<use href="other.svg#a"/>': "refers to other.svg#a",
    '<image href="http://a.example/x.png"/>': "refers to http://a.example/x.png",
    '<image href="//a.example/x.png"/>': "refers to //a.example/x.png",
    '<image href="data:image/svg+xml;base64,AA"/>': "refers to data:image/svg+xml;base64,AA",
    '<feImage href="x.png"/>': "refers to x.png",
    '<set attributeName="href" to="javascript:x()"/>': "holds an animation of an address",
    '<animate attributeName="xlink:href" values="x"/>': "holds an animation of an address",
    '<set attributeName=" onload" to="x()"/>': "holds an animation of  onload",
    '<animate attributeName="style"/>': "holds an animation of style",
    '<animate onbegin="x()"/>': "holds the script attribute onbegin",
    '<style>@import "x.css";</style>': STYLE,
    "<style>@\\69mport 'x.css';</style>": STYLE,
    "<style>a{fill:url(//a.example/x)}</style>": STYLE,
    "<style>a{b:u\\72 l(https://a.example/x)}</style>": STYLE,
    "<style>a{b:image-set('x.png' 1x)}</style>": STYLE,
    "<style>@font-face{src:url('https://a.example/x')}</style>": STYLE,
    "<style>a{b:url( ' https://a.example/x')}</style>": STYLE,
    "<style>a{b:url(data:image/svg+xml,x)}</style>": STYLE,
    '<path style="fill:url(https://a.example/x)"/>': STYLE,
    '<path fill="url(x.svg#a)"/>': STYLE,
    '<path filter="URL(&quot;x.svg#a&quot;)"/>': STYLE,
    '<path style="-moz-binding: x"/>': STYLE,
    '<?xml-stylesheet href="x.xsl" type="text/xsl"?>': "holds the instruction <?xml-stylesheet?>",
}


@pytest.mark.parametrize("inner", HARMFUL)
def test_what_a_picture_must_not_hold(inner):
    assert HARMFUL[inner] in svg_faults(SVG.format(inner).encode())


FINE = (
    "<path d=\"M1 1\" style=\"fill:#fff;-inkscape-font-specification:'Noto \\'x\\''\"/>",
    '<g id="a"/><use href="#a"/><use xlink:href="#a" xlink:type="simple"/>',
    '<a href="#a"><text xml:space="preserve" lang="hi">नमस्ते</text></a>',
    '<image href="data:image/png;base64,AA"/><feImage href="data:image/jpeg;base64,AA"/>',
    '<path fill="url(#a)" filter=\'url( "#b" )\' clip-path="url(&apos;#c&apos;)"/>',
    "<style>@font-face{src:url(data:font/woff2;base64,AA)} a{fill:url( #b )}</style>",
    '<animate attributeName="cx" from="1" to="2" dur="1s"/><set attributeName="fill" to="red"/>',
    '<metadata/><ink:grid empspacing="5"/><path ink:label="x" data-name="y" aria-label="z"/>',
    '<?xpacket begin=""?><title>A plan</title>',
)


@pytest.mark.parametrize("inner", FINE)
def test_what_drawing_programs_write(inner):
    assert svg_faults(SVG.format(inner).encode()) == ()


WHOLE = {
    b"<?xml-stylesheet href='x.css'?><svg/>": ("holds the instruction <?xml-stylesheet?>",),
    b"<svg/><?xml-stylesheet href='x.css'?>": ("holds the instruction <?xml-stylesheet?>",),
    b"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>": (
        "is not an SVG drawing (line 1: a DOCTYPE is not allowed)",
    ),
    b"<html/>": ("is not an SVG drawing, but <html>",),
    b"<?xml version='1.0' encoding='UTF-7'?><svg/>": None,
}


@pytest.mark.parametrize("data", WHOLE)
def test_what_stands_around_a_drawing(data):
    faults = svg_faults(data)
    assert faults == WHOLE[data] if WHOLE[data] else faults


def test_what_is_drawn_again_and_again():
    def nested(levels: int, times: int) -> bytes:
        groups = (
            f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * times + "</g>" for n in range(levels)
        )
        return SVG.format(f'{"".join(groups)}<path id="a{levels}"/><use href="#a0"/>').encode()

    said = ("draws more than 200000 shapes, or uses itself",)
    assert svg_faults(nested(4, 10)) == ()
    assert svg_faults(nested(9, 10)) == said
    assert svg_faults(nested(5_000, 1)) == said
    assert svg_faults(SVG.format('<g id="a"><use href="#a"/></g>').encode()) == said
