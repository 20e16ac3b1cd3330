"""What a drawing may be made of: SVG 1.1 and 2 without scripts, pages in it, and handlers.

Names are in lower case. They are the elements and attributes of both specifications' indexes, less
those that run, load or embed; whatever comes to be invented is not among them.
"""

from __future__ import annotations

ELEMENTS = frozenset(
    """
    a altglyph altglyphdef altglyphitem animate animatemotion animatetransform circle clippath
    color-profile cursor defs desc ellipse feblend fecolormatrix fecomponenttransfer fecomposite
    feconvolvematrix fediffuselighting fedisplacementmap fedistantlight fedropshadow feflood
    fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology
    feoffset fepointlight fespecularlighting fespotlight fetile feturbulence filter font font-face
    font-face-format font-face-name font-face-src g glyph glyphref hatch hatchpath hkern image line
    lineargradient marker mask mesh meshgradient meshpatch meshrow metadata missing-glyph mpath path
    pattern polygon polyline radialgradient rect set solidcolor stop style svg switch symbol text
    textpath title tref tspan use view vkern
    """.split()
)
PRESENTATION = frozenset(
    """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-profile color-rendering cursor cx cy d direction display
    dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color flood-opacity
    font font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch
    font-style font-synthesis font-variant font-variant-alternates font-variant-caps
    font-variant-east-asian font-variant-ligatures font-variant-numeric font-variant-position
    font-variation-settings font-weight glyph-orientation-horizontal glyph-orientation-vertical
    height image-rendering inline-size isolation kerning letter-spacing lighting-color line-height
    marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow
    paint-order pointer-events r rx ry shape-inside shape-margin shape-padding shape-rendering
    shape-subtract solid-color solid-opacity stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    text-align text-align-all text-align-last text-anchor text-decoration text-decoration-color
    text-decoration-fill text-decoration-line text-decoration-stroke text-decoration-style
    text-indent text-orientation text-overflow text-rendering text-transform transform
    transform-box transform-origin unicode-bidi vector-effect visibility white-space width
    word-spacing writing-mode x y
    """.split()
)
"""Properties that may be written as attributes, and be animated."""
GEOMETRY = frozenset(
    """
    amplitude azimuth basefrequency bias diffuseconstant divisor dx dy edgemode elevation exponent
    fr from fx fy gradienttransform in in2 intercept k1 k2 k3 k4 kernelmatrix kernelunitlength
    keypoints lengthadjust limitingconeangle markerheight markerwidth maskcontentunits maskunits
    method mode numoctaves offset operator order orient origin path pathlength
    patterntransform points pointsatx pointsaty pointsatz preserveaspectratio radius refx refy
    result rotate scale seed side slope spacing specularconstant specularexponent spreadmethod
    startoffset stddeviation stitchtiles surfacescale tablevalues targetx targety textlength to
    type values viewbox x1 x2 xchannelselector y1 y2 ychannelselector z
    """.split()
)
"""What else may be animated."""
ATTRIBUTES = (
    PRESENTATION
    | GEOMETRY
    | frozenset(
        """
        accent-height accumulate additive alphabetic arabic-form ascent attributename attributetype
        baseprofile bbox begin by calcmode cap-height class clippathunits contentscripttype
        contentstyletype crossorigin decoding descent dur end externalresourcesrequired fill
        filterres filterunits focusable format g1 g2 glyph-name glyphref gradientunits hanging hatch
        hatchcontentunits hatchunits horiz-adv-x horiz-origin-x horiz-origin-y href hreflang id
        ideographic k keysplines keytimes lang local markerunits mathematical max media min name
        orientation overline-position overline-thickness panose-1 patterncontentunits
        patternunits pitch preservealpha primitiveunits refx rel rendering-intent repeatcount
        repeatdur requiredextensions requiredfeatures requiredfonts requiredformats restart role
        slope space spreadmethod stemh stemv strikethrough-position strikethrough-thickness string
        style systemlanguage tabindex target text title transform-origin u1 u2
        underline-position underline-thickness unicode unicode-range units-per-em v-alphabetic
        v-hanging v-ideographic v-mathematical version vert-adv-y vert-origin-x vert-origin-y
        viewtarget widths x-height zoomandpan
        """.split()
    )
)
PREFIXES = ("aria-", "data-", "-inkscape-")
"""Attributes that begin so say something and do nothing."""
SHOWN = frozenset(
    """
    circle clippath defs ellipse fegaussianblur feblend fecolormatrix fecomponenttransfer
    fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight fedropshadow
    feflood fefunca fefuncb fefuncg fefuncr femerge femergenode femorphology feoffset fepointlight
    fespecularlighting fespotlight fetile feturbulence filter g line lineargradient marker mask path
    pattern polygon polyline radialgradient rect stop svg symbol text tspan use
    """.split()
)
"""What a drawing that stands in a page itself may be made of: no animations, links or pictures."""
UNSEEN = frozenset("cursor desc metadata style title view".split())
"""What is left out of it, since nobody sees it there."""
SHOWN_ATTRIBUTES = (
    PRESENTATION
    | GEOMETRY
    | frozenset(
        """
        clippathunits filterunits gradientunits markerunits patterncontentunits patternunits
        primitiveunits
        """.split()
    )
) - frozenset(("cursor", "font", "font-family", "pointer-events"))
"""Its attributes. It has the page's own fonts."""
SPACES = ("", "http://www.w3.org/2000/svg")
"""Whose elements are those of drawings. Without a namespace no browser draws them."""
LINKS = "http://www.w3.org/1999/xlink"
LINK_ATTRIBUTES = frozenset(("actuate", "arcrole", "href", "role", "show", "title", "type"))
XML = "http://www.w3.org/XML/1998/namespace"
XML_ATTRIBUTES = frozenset(("id", "lang", "space"))
EDITORS = (
    "http://creativecommons.org/ns#",
    "http://krita.org/namespaces/",
    "http://ns.adobe.com/",
    "http://purl.org/dc/",
    "http://schemas.microsoft.com/visio/",
    "http://sodipodi.sourceforge.net/",
    "http://web.resource.org/cc/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.figma.com/",
    "http://www.inkscape.org/namespaces/",
    "http://www.serif.com/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://xml.openoffice.org/svg/export",
    "https://boxy-svg.com",
    "https://sketch.io/",
    "https://www.inkscape.org/namespaces/",
)
"""How the namespaces begin in which drawing programs keep notes of their own; browsers pass these
over."""
