"""A field's value as a message tells it."""

from __future__ import annotations

from typing import Any

from content.messages import Message, Word, quoted
from store.changes.base import CHOICES

#: Fields that hold days or EDTF.
_DATES = frozenset(("date", "due", "edtf", "reference"))


def said(field: str, value: Any) -> str:
    """Nothing, yes or no; a word of the program or a date; of a list its members; other texts quoted."""
    if value is None or value == "" or value == []:
        return Message("nothing")
    if isinstance(value, bool):
        return Message("yes") if value else Message("no")
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_member, value))
    if not isinstance(value, str):
        return str(value)
    return Word(value, field) if field in CHOICES or field in _DATES else quoted(value)


def _member(value: Any) -> str:
    """A stretch of a text as its first and last place."""
    return "–".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
