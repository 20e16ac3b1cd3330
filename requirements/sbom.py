"""Print what Pathya is made of, as a CycloneDX 1.6 bill of materials: from the locks alone.

The same locks give the same bytes. Run by `make sbom`; licences are those that the installed
packages declare.
"""

from __future__ import annotations

import base64
import json
import re
import tomllib
import uuid
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]

_PIN = re.compile(r"([a-z0-9-]+)==([\w.]+)(?: ; ([^\\\n]+?))? \\\n((?:    --hash=.*\n)+)")
_HASH = re.compile(r"sha256:([0-9a-f]{64})")
_LICENCE = "License :: OSI Approved :: "

Component = dict[str, Any]


def bill() -> Component:
    """Give the whole document."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    components = [*_python(), *_npm(), _schemas()]
    tool = {
        "type": "application",
        "bom-ref": "pathya",
        "name": "pathya",
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"expression": project["license"]}],
    }
    listed = json.dumps([tool, components], sort_keys=True)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, listed)}",
        "version": 1,
        "metadata": {"component": tool},
        "components": components,
        "dependencies": [{"ref": "pathya", "dependsOn": [one["bom-ref"] for one in components]}],
    }


def _python() -> Iterator[Component]:
    """Give what `pathya` needs to run, with the hashes of all files that pip may take."""
    for name, version, marker, hashes in _PIN.findall(
        (ROOT / "requirements/run.txt").read_text("utf-8")
    ):
        component = _component(f"pkg:pypi/{name}@{version}", name, version)
        # One file of several is installed, so the hashes are each a file's and none the package's.
        component["externalReferences"] = [
            {
                "type": "distribution",
                "url": f"urn:sha256:{value}",
                "hashes": [{"alg": "SHA-256", "content": value}],
            }
            for value in _HASH.findall(hashes)
        ]
        component |= _licence(name)
        if marker:
            component["properties"] = [{"name": "pathya:marker", "value": marker}]
        yield component


def _npm() -> Iterator[Component]:
    """Give the fonts that packages carry; tools for tests are left out."""
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    for path, entry in lock["packages"].items():
        if not path or entry.get("dev"):
            continue
        name = path.rpartition("node_modules/")[2]
        purl = f"pkg:npm/{name.replace('@', '%40')}@{entry['version']}"
        component = _component(purl, name, entry["version"])
        component |= _sha512(entry["integrity"])
        yield component | {"licenses": [{"expression": entry["license"]}]}


def _schemas() -> Component:
    """Give the package that the schemas of ADL and IMS are taken from; only the build names it."""
    pins = (ROOT / "hatch_build.py").read_text("utf-8")
    said = re.search(r'SCHEMAS = "(.+)@(.+)"\n', pins)
    parts = re.search(r'SCHEMAS_INTEGRITY = \(\s+"(.+)"\s+"(.+)"', pins)
    if not said or not parts:
        raise ValueError("hatch_build.py does not pin the schemas as it did")
    name, version = said.groups()
    return _component(f"pkg:npm/{name}@{version}", name, version) | _sha512(parts[1] + parts[2])


def _sha512(integrity: str) -> Component:
    digest = base64.b64decode(integrity.removeprefix("sha512-")).hex()
    return {"hashes": [{"alg": "SHA-512", "content": digest}]}


def _component(purl: str, name: str, version: str) -> Component:
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def _licence(name: str) -> Component:
    """Say under which terms a package stands: its expression, or else what it calls them."""
    try:
        declared = metadata(name)
    except PackageNotFoundError:  # for another system or another Python
        return {}
    if "License-Expression" in declared:
        return {"licenses": [{"expression": declared["License-Expression"]}]}
    classes = [one for one in declared.get_all("Classifier", []) if one.startswith(_LICENCE)]
    classes += [f"{_LICENCE}{one}" for one in declared.get_all("License", [])]
    called = next(reversed(classes), "").removeprefix(_LICENCE)
    return {"licenses": [{"license": {"name": called.partition("\n")[0]}}]} if called else {}


if __name__ == "__main__":
    print(json.dumps(bill(), indent=2))  # noqa: T201
