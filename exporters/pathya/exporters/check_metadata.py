"""The rules for Learning Object Metadata, in the manifest or in a file of its own."""

from __future__ import annotations

from collections.abc import Iterator

from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.authoring.xml.parse import Element, line_of
from pathya.authoring.xml.schema import compile_schema, validate
from pathya.exporters import lom12, lom2004, rules
from pathya.exporters.check_resources import locations
from pathya.exporters.manifest import MANIFEST
from pathya.exporters.manifest_file import ManifestFile, read_xml

_DESCRIPTION_LIMIT = 1000
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


def check_metadata(manifest: ManifestFile) -> Iterator[Diagnostic]:
    """Check the metadata by all rules."""
    read = [(MANIFEST, manifest.root)]
    for name in _named_files(manifest):
        root, found = read_xml(manifest.archive, name)
        yield from found
        if root is not None:
            read.append((name, root))
            # Only for 2004 is ADL's checker known to ask for the schema of a file.
            if manifest.dialect.lom == lom2004.NAMESPACE:
                yield from _check_file(manifest, name, root)
    for name, root in read:
        yield from _check_spelling(manifest, name, root)
        yield from _check_descriptions(manifest, name, root)
    if manifest.dialect.lom == lom12.NAMESPACE:
        yield from _check_title(manifest, [root for _, root in read])


def _named_files(manifest: ManifestFile) -> Iterator[str]:
    names = dict.fromkeys((node.text or "").strip() for node in locations(manifest))
    return (name for name in names if name in manifest.archive.texts)


def _check_file(manifest: ManifestFile, name: str, root: Element) -> Iterator[Diagnostic]:
    """Check a metadata file of 2004: its schema is there, and if that is ours, the file fits it."""
    archive = manifest.archive
    words = root.get(f"{_XSI}schemaLocation", "").split()
    pairs = dict(zip(words[::2], words[1::2], strict=False))
    namespace = str(root.tag)[1:].partition("}")[0]
    schema = pairs.get(namespace, "")
    if schema not in archive.sizes:
        said = f"not at the root: {schema or f'the schema of {namespace}'}"
        yield rules.PKG029.at(archive.where(name, line_of(root)), said)
    elif archive.texts.get(schema) == lom2004.lom_schema():
        # Other people's files may hold more of the standard than our schema knows.
        faults = validate(compile_schema({schema: lom2004.lom_schema()}), root)
        foreign = {line for line, _ in _foreign(manifest, root)}
        for line, said in faults:
            if line not in foreign:
                yield rules.PKG028.at(archive.where(name, line), said)


def _check_spelling(manifest: ManifestFile, name: str, root: Element) -> Iterator[Diagnostic]:
    for line, said in _foreign(manifest, root):
        yield rules.PKG051.at(manifest.archive.where(name, line), said)


def _foreign(manifest: ManifestFile, root: Element) -> Iterator[tuple[int, str]]:
    """Find what only the other edition's metadata has: (line, message)."""
    own = manifest.dialect.lom
    other, word, right = (
        (lom2004.NAMESPACE, "string", "langstring with xml:lang")
        if own == lom12.NAMESPACE
        else (lom12.NAMESPACE, "langstring", "string with language")
    )
    for node in root.iter(f"{{{other}}}*", f"{{{own}}}{word}"):
        yield line_of(node), f"{str(node.tag).rpartition('}')[2]}: it would be {right}"


def _check_descriptions(manifest: ManifestFile, name: str, root: Element) -> Iterator[Diagnostic]:
    path = f"{{{lom12.NAMESPACE}}}description/{{{lom12.NAMESPACE}}}langstring"
    for educational in root.iter(f"{{{lom12.NAMESPACE}}}educational"):
        for node in educational.iterfind(path):
            length = len(node.text or "")
            if length > _DESCRIPTION_LIMIT:
                at = manifest.archive.where(name, line_of(node))
                yield rules.PKG052.at(at, f"it has {length} characters")


def _check_title(manifest: ManifestFile, roots: list[Element]) -> Iterator[Diagnostic]:
    space = f"{{{lom12.NAMESPACE}}}"
    path = f".//{space}general/{space}title/{space}langstring"
    texts = (node.text for root in roots for node in root.iterfind(path))
    if not any((text or "").strip() for text in texts):
        at: Where = manifest.at(manifest.root)
        yield rules.PKG050.at(at, "there is no general/title/langstring")
