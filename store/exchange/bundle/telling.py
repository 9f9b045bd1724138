"""Records and their values in messages about a merge."""

from __future__ import annotations

from typing import Any

from content.messages import Message, Word, in_line
from store.changes.base import CHOICES
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
    key = next((key for key in _NAMES if record.get(key)), None)
    if key is None:
        return str(record["id"])
    words = in_line(str(record[key]))[:40]
    return Message(
        "{record} “{words}”", record=record["id"], words=Word(words, key) if key in CHOICES else words
    )
