"""The studio in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_the_address_lets_the_browser_in(desk: Any, sit_down: Callable[..., Any]) -> None:
    page = sit_down(desk)
    assert page.title() == "Courses · Pathya"
    assert page.evaluate("document.cookie") == ""
    assert page.locator(".user").inner_text() == "Asha Rao"
