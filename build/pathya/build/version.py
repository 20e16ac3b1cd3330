"""Which Pathya this is. Asking the installed package for it takes as long as half a start."""

from __future__ import annotations

VERSION = "0.1.0"
"""As pyproject.toml has it; a test holds the two together."""
