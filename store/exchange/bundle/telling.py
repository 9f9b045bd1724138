"""Records and their values in messages about a merge."""

from __future__ import annotations

from typing import Any

from content.messages import Message, in_line
from store.model import Record
from store.said import said

#: Fields of which the first that says something names a record.
_NAMES = ("text", "label", "title", "name", "quote", "answer")


def told(field: str, value: Any, who: str) -> str:
    """A value, and who gave it if that is known."""
    words = said(field, value)
    return Message("{said} ({who})", said=words, who=who) if who else words


def shown(record: Record) -> str:
    """What to call a record."""
    words = next((in_line(str(record[key])) for key in _NAMES if record.get(key)), "")
    if not words:
        return str(record["id"])
    return Message("{record} “{words}”", record=record["id"], words=words[:40])
