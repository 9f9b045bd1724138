"""Temporal expressions of German (and simple English) text as TIMEX3 and EDTF values, and the events in them."""

from content.dates.events import find_events
from content.dates.finder import find_dates

__all__ = ["find_dates", "find_events"]
