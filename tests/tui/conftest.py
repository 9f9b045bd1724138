"""What the tests of the screen share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App


@pytest.fixture
def screen_text() -> Callable[[App[Any]], str]:
    """What the App shows now, as plain lines without trailing blanks."""
    return lambda app: "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())
