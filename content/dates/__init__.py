"""Temporal expressions of German (and simple English) text as TIMEX3 and EDTF values, and the events in them.

The grammar is loaded when it is first asked for: showing a date (``content.dates.edtf``) needs none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from content.dates.events import find_events
    from content.dates.finder import find_dates

__all__ = ["find_dates", "find_events"]

_HOMES = {"find_dates": "content.dates.finder", "find_events": "content.dates.events"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
