"""Each rule for manifest and metadata: one change breaks it, and no other rule speaks."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest

from pathya.authoring.diagnostics import Where
from pathya.exporters.validate import validate

Files = dict[str, bytes]
Packages = Callable[[str], Files]
Zipped = Callable[[Files], bytes]
Change = Callable[[Files], None]
MANIFEST = "imsmanifest.xml"


def _sub(old: str, new: str, name: str = MANIFEST, count: int = 1) -> Change:
    """Replace a regular expression in one file; it must be there."""

    def change(files: Files) -> None:
        text, times = re.subn(old, new, files[name].decode(), count=count, flags=re.DOTALL)
        assert times
        files[name] = text.encode()

    return change


def _add(name: str) -> Change:
    return lambda files: files.update({name: b"x"})


def _drop(name: str) -> Change:
    return lambda files: files.__delitem__(name)


def _recode(files: Files) -> None:
    files[MANIFEST] = files[MANIFEST].decode().encode("utf-16")


def _both(*changes: Change) -> Change:
    def change_all(files: Files) -> None:
        for change in changes:
            change(files)

    return change_all


ITEM = '<item identifier="b" identifierref="sco"><title>b</title></item>'
MASTERY = "<adlcp:masteryscore>70</adlcp:masteryscore></item>"
ASSET = '<resource identifier="b" type="webcontent" adlcp:{0}="{1}" href="page.css">{2}</resource>'
CSS = '<file href="page.css"/>'
LONG = f"<educational><description><langstring>{'x' * 1001}</langstring></description>"
PREFIXED = _both(
    _sub("<(/?)organizations", r"<\1x:organizations"),
    _sub("</organizations", "</x:organizations"),
    _sub("xmlns=", 'xmlns:x="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns='),
)
RENAMED = _both(
    _sub("xmlns:adlcp", "xmlns:adl"), _sub("adlcp:scormtype", "adl:scormtype")
)  # the prefix is free in XML, and yet it is not

MANIFEST_CASES: dict[str, tuple[str, Change, list[str]]] = {
    "no manifest": ("1.2", _drop(MANIFEST), ["PKG020 imsmanifest.xml"]),
    "BOM": ("1.2", _sub("^", "\ufeff"), ["PKG021 imsmanifest.xml ?xml"]),
    "UTF-16": ("1.2", _recode, ["PKG021 imsmanifest.xml ?xml"]),
    "another encoding named": ("1.2", _sub("UTF-8", "ISO-8859-1"), ["PKG021 imsmanifest.xml ?xml"]),
    "not well-formed": ("1.2", _sub("</schema>", ""), ["PKG022 imsmanifest.xml /metadata"]),
    "DOCTYPE": (
        "1.2",
        _sub("<manifest", "<!DOCTYPE m>\n<manifest"),
        ["PKG023 imsmanifest.xml !DOCTYPE"],
    ),
    "unknown namespace": (
        "2004",
        _sub("imscp_v1p1", "imscp_v9"),
        ["PKG024 imsmanifest.xml manifest"],
    ),
    "another root": ("1.2", _sub("^.*$", "<html/>"), ["PKG024 imsmanifest.xml html/"]),
    "prefixed": ("1.2", PREFIXED, ["PKG025 imsmanifest.xml x:organizations"]),
    "another prefix": ("1.2", RENAMED, ["PKG026 imsmanifest.xml manifest"]),
    "no version": (
        "2004",
        _sub("<schemav.*?</schemaversion>", ""),
        ["PKG027 imsmanifest.xml manifest"],
    ),
    "misspelt version": (
        "2004",
        _sub("2004 4th", "2004 4TH"),
        ["PKG027 imsmanifest.xml schemaversion"],
    ),
    "the other's version": (
        "1.2",
        _sub(">1.2<", ">2004 4th Edition<"),
        ["PKG027 imsmanifest.xml schemaversion"],
    ),
    "out of order": ("1.2", _sub("<metadata>", "<x/><metadata>"), ["PKG028 imsmanifest.xml x/"]),
    "unknown attribute": ("2004", _sub("isvisible=", "visible="), ["PKG028 imsmanifest.xml item"]),
    "unknown sequencing": (
        "2004",
        _sub("imsss:deliveryControls", "imsss:delivery"),
        ["PKG028 imsmanifest.xml imsss:delivery"],
    ),
    "schema left out": ("2004", _drop("imsss_v1p0util.xsd"), ["PKG029 imsmanifest.xml manifest"]),
    "metadata schema left out": (
        "1.2",
        _drop("imsmd_rootv1p2p1.xsd"),
        ["PKG029 imsmanifest.xml manifest"],
    ),
    "LOM schema left out": ("2004", _drop("lom.xsd"), ["PKG029 metadata.xml lom"]),
    "no default": (
        "2004",
        _sub(' default="organization"', ""),
        ["PKG030 imsmanifest.xml organizations"],
    ),
    "default is no organization": (
        "1.2",
        _sub('default="organization"', 'default="item"'),
        ["PKG030 imsmanifest.xml organizations"],
    ),
    "no title": ("2004", _sub("<title>[^<]*</title>", ""), ["PKG031 imsmanifest.xml organization"]),
    "empty title": (
        "2004",
        _sub("(<item.*?<title>)[^<]*", r"\1 "),
        ["PKG031 imsmanifest.xml title"],
    ),
    "long title": (
        "1.2",
        _sub("(<organization .*?<title>)", r"\1" + "क" * 200),
        ["PKG031 imsmanifest.xml title"],
    ),
    "two items": (
        "1.2",
        _sub("(</organization>)", ITEM + r"\1"),
        ["PKG032 imsmanifest.xml manifest"],
    ),
    "no item launches": (
        "2004",
        _sub(' identifierref="sco"', ""),
        ["PKG032 imsmanifest.xml manifest"],
    ),
    "two SCOs": (
        "1.2",
        _sub("(</resources>)", ASSET.format("scormtype", "sco", CSS) + r"\1"),
        ["PKG032 imsmanifest.xml manifest"],
    ),
    "dangling item": (
        "2004",
        _sub('identifierref="sco"', 'identifierref="gone"'),
        ["PKG033 imsmanifest.xml item"],
    ),
    "parameters": (
        "1.2",
        _sub('(identifierref="sco")', r'\1 parameters="?a=b"'),
        ["PKG034 imsmanifest.xml item"],
    ),
    "masteryscore": (
        "1.2",
        _sub("</item>", MASTERY),
        ["PKG035 imsmanifest.xml adlcp:masteryscore"],
    ),
    "identifier with a space": (
        "2004",
        _sub('identifier="item"', 'identifier="the item"'),
        ["PKG036 imsmanifest.xml item"],
    ),
    "identifier with a digit first": (
        "1.2",
        _sub('identifier="item"', 'identifier="1a"'),
        ["PKG036 imsmanifest.xml item"],
    ),
    "identifier with a colon": (
        "1.2",
        _sub('identifier="item"', 'identifier="a:b"'),
        ["PKG036 imsmanifest.xml item"],
    ),
    "identifier twice": (
        "1.2",
        _sub('identifier="item"', 'identifier="sco"'),
        ["PKG036 imsmanifest.xml resource"],
    ),
    "scormType in 1.2": (
        "1.2",
        _sub("adlcp:scormtype", "adlcp:scormType"),
        ["PKG040 imsmanifest.xml resource"],
    ),
    "scormtype in 2004": (
        "2004",
        _sub("adlcp:scormType", "adlcp:scormtype"),
        ["PKG040 imsmanifest.xml resource"],
    ),
    "no scormtype": (
        "1.2",
        _sub(' adlcp:scormtype="sco"', ""),
        ["PKG040 imsmanifest.xml resource"],
    ),
    "an asset": ("2004", _sub('Type="sco"', 'Type="asset"'), ["PKG040 imsmanifest.xml resource"]),
    "another type": ("1.2", _sub('"webcontent"', '"sco"'), ["PKG041 imsmanifest.xml resource"]),
    "an asset first": (
        "2004",
        _sub("<resources>", "<resources>" + ASSET.format("scormType", "asset", CSS)),
        ["PKG042 imsmanifest.xml resource"],
    ),
    "xml:base": (
        "1.2",
        _sub("<resources", '<resources xml:base="a/"'),
        ["PKG043 imsmanifest.xml resources"],
    ),
    "query": (
        "2004",
        _sub('href="index.html"', 'href="index.html?a=b"', count=2),
        ["PKG044 imsmanifest.xml resource"],
    ),
    "percent-encoded": (
        "1.2",
        _sub('file href="media/a.png"', 'file href="media/a%2Epng"'),
        ["PKG044 imsmanifest.xml file"],
    ),
    "parent folder": (
        "1.2",
        _sub("(</resource>)", r'<file href="../a.png"/>\1'),
        ["PKG044 imsmanifest.xml file"],
    ),
    "another launch page": (
        "1.2",
        _sub('href="index.html"', 'href="runtime.js"'),
        ["PKG045 imsmanifest.xml resource"],
    ),
    "no launch page": (
        "2004",
        _sub(' href="index.html"', ""),
        ["PKG045 imsmanifest.xml resource"],
    ),
    "listed and not there": (
        "1.2",
        _sub("(</resource>)", r'<file href="gone.js"/>\1'),
        ["PKG046 imsmanifest.xml file"],
    ),
    "listed in another case": (
        "2004",
        _sub('file href="page.css"', 'file href="Page.css"'),
        ["PKG046 imsmanifest.xml file"],
    ),
    "metadata not there": (
        "2004",
        _drop("metadata.xml"),
        ["PKG046 imsmanifest.xml file"],
    ),
    "there and not listed": ("1.2", _add("media/b.png"), ["PKG047 imsmanifest.xml"]),
    "launch page not listed": (
        "1.2",
        _sub('<file href="index.html"/>', ""),
        ["PKG048 imsmanifest.xml resource"],
    ),
    "no title for iGOT": (
        "1.2",
        _sub("<title>\\s*<langstring.*?</title>", ""),
        ["PKG050 imsmanifest.xml manifest"],
    ),
    "string in 1.2": (
        "1.2",
        _sub("(<keyword>\\s*)<langstring([^<]*)</langstring>", r"\1<string\2</string>"),
        ["PKG051 imsmanifest.xml string"],
    ),
    "langstring in 2004": (
        "2004",
        _sub("<string([^<]*)</string>", r"<langstring\1</langstring>", "metadata.xml"),
        ["PKG051 metadata.xml langstring"],
    ),
    "metadata that does not fit": (
        "2004",
        _sub("<language>ur|<language>hi", "<language>", "metadata.xml"),
        ["PKG028 metadata.xml language"],
    ),
    "metadata that cannot be read": (
        "2004",
        _sub("</general>", "", "metadata.xml"),
        ["PKG022 metadata.xml /lom"],
    ),
    "educational description": (
        "1.2",
        _both(
            _sub("<educational>.*?</educational>", LONG + "</educational>"),
        ),
        ["PKG052 imsmanifest.xml educational"],
    ),
}


LOCATED = (
    "(</schemaversion>)",
    r"\1<adlcp:location>media/lom.xml</adlcp:location>",
)
LOM12 = b"""<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"></lom>"""
FINE: dict[str, tuple[str, Change]] = {
    "schemas in folders": ("2004", _both(_add("common/dataTypes.xsd"), _add("vocab/loose.xsd"))),
    "metadata of 1.2 without a schema's place": (
        "1.2",
        _both(_sub(*LOCATED), lambda files: files.update({"media/lom.xml": LOM12})),
    ),
    "an identifier in Devanagari": ("1.2", _sub('"sco"', '"पाठ्यक्रम"', count=2)),
}


@pytest.mark.parametrize("case", FINE)
def test_what_a_manifest_may_do(case: str, files_of: Packages, zipped: Zipped) -> None:
    form, change = FINE[case]
    files = files_of(form)
    change(files)
    assert _said(files, zipped) == []


@pytest.mark.parametrize("case", MANIFEST_CASES)
def test_faults_of_the_manifest(case: str, files_of: Packages, zipped: Zipped) -> None:
    form, change, expected = MANIFEST_CASES[case]
    files = files_of(form)
    change(files)
    assert _said(files, zipped) == expected


def _said(files: Files, zipped: Zipped) -> list[str]:
    """What is said: rule and file, and the element that begins the line, where one is named."""
    return [
        " ".join((one.rule.code, one.where.path, *_element(files, one.where)))
        for one in validate(io.BytesIO(zipped(files)))
    ]


def _element(files: Files, where: Where) -> list[str]:
    if not where.line:
        return []
    text = (
        files[where.path].decode("utf-8", "replace").replace("\0", "").splitlines()[where.line - 1]
    )
    return re.findall(r"<([^\s>]+)", text)[:1]
