"""The editions of SCORM, as their manifests tell them apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pathya.exporters import lom12, lom2004, manifest12, manifest2004
from pathya.exporters.vendor import SchemaSet


@dataclass(frozen=True, slots=True)
class Dialect:
    """One edition's names."""

    schema_set: SchemaSet
    imscp: str
    """The manifest's namespace."""
    adlcp: str
    scorm_type: str
    """The attribute that marks a SCO, in ADL's namespace."""
    versions: tuple[str, ...]
    """What schemaversion may say; the first is what we write."""
    schemas: tuple[str, ...]
    """The files that a package carries at its root in any case."""
    lom: str
    """The metadata's namespace."""


_SCORM12 = Dialect(
    "scorm12",
    manifest12.IMSCP,
    manifest12.ADLCP,
    "scormtype",
    ("1.2",),
    ("adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd"),
    lom12.NAMESPACE,
)
_SCORM2004 = Dialect(
    "scorm2004",
    manifest2004.IMSCP,
    manifest2004.ADLCP,
    "scormType",
    ("2004 4th Edition", "2004 3rd Edition"),
    (
        "adlcp_v1p3.xsd",
        "adlseq_v1p3.xsd",
        "imscp_v1p1.xsd",
        "imsss_v1p0.xsd",
        "imsss_v1p0auxresource.xsd",
        "imsss_v1p0control.xsd",
        "imsss_v1p0delivery.xsd",
        "imsss_v1p0limit.xsd",
        "imsss_v1p0objective.xsd",
        "imsss_v1p0random.xsd",
        "imsss_v1p0rollup.xsd",
        "imsss_v1p0seqrule.xsd",
        "imsss_v1p0util.xsd",
        "xml.xsd",
    ),
    lom2004.NAMESPACE,
)
DIALECTS: Mapping[str, Dialect] = {one.imscp: one for one in (_SCORM12, _SCORM2004)}
"""By the namespace of the manifest's root."""
