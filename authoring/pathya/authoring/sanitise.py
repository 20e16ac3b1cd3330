"""The last word on HTML: only what lessons need passes."""

from __future__ import annotations

from collections.abc import Mapping, Set

import nh3

_TAGS = set(
    "a abbr aside audio blockquote br caption code dd del details div dl dt em figcaption figure "
    "h2 h3 h4 h5 h6 hr img li ol p pre s section span strong sub summary sup table tbody td th "
    "thead tr ul video".split()
)
_EVERY = {"id", "class", "lang", "dir", "data-u"}
_PLAYER = _EVERY | {"src", "controls", "preload", "data-c", "aria-label", "aria-details"}
_ATTRIBUTES = dict.fromkeys(_TAGS, _EVERY) | {
    "a": _EVERY | {"href", "target", "rel", "role", "aria-label"},
    "aside": _EVERY | {"role", "aria-label"},
    "audio": _PLAYER,
    "div": _EVERY | {"role", "tabindex", "aria-label"},
    "figure": _EVERY | {"aria-details"},
    "img": _EVERY | {"src", "alt"},
    "ol": _EVERY | {"start"},
    "section": _EVERY | {"aria-label"},
    "th": _EVERY | {"scope"},
    "video": _PLAYER | {"poster"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}


def clean(html: str) -> str:
    """Keep the tags, attributes and addresses of our own list; everything else goes."""
    return _OURS.clean(html)


def keep(html: str, tags: Set[str], attributes: Mapping[str, set[str]]) -> str:
    """Keep the tags and attributes of a list that is shorter than our own."""
    return _cleaner(tags, attributes).clean(html)


def _cleaner(tags: Set[str], attributes: Mapping[str, set[str]]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        attributes={**attributes},
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


_OURS = _cleaner(_TAGS, _ATTRIBUTES)
"""Made once: taking up the lists costs more than cleaning a page."""
