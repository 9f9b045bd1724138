"""What can go wrong with a store. Every error carries what a caller needs to say it and go on."""

from __future__ import annotations

from typing import Any

from content.messages import Message, Word, in_line, message_of

#: So much of a value is told; nobody reads more of it in a message.
_TOLD = 200


class StoreError(Exception):
    """Base of all store errors. ``message``, and in English ``str(error)``, says what happened; ``advice``
    what to do. They are given as messages, or as templates with their values."""

    def __init__(self, message: str, advice: str = "", **values: Any) -> None:
        values = {name: _brief(value) for name, value in values.items()}
        self.message, self.advice = message_of(message, values), message_of(advice, values)
        super().__init__(self.message)


def _brief(value: Any) -> Any:
    """Words of others on one line, and not all of many."""
    if type(value) is not str:
        return value
    line = in_line(value) if len(value.splitlines()) > 1 else value
    return line if len(line) <= _TOLD else line[: _TOLD - 1] + "…"


class Refused(StoreError):
    """A change or a file that cannot be accepted as it is; nothing was written."""


class Full(Refused):
    """The disk, or a quota, is full; nothing was written."""


class NotFound(Refused):
    """No record, document or project of that name."""


class Conflict(StoreError):
    """The same field was changed by somebody else, at that time (UTC), since the caller read it.

    ``by`` is empty, and there are no values, where a blind project hides whose it is and what.
    """

    def __init__(self, record: str, field: str, mine: Any, theirs: Any, by: str, at: str = "") -> None:
        told = Message(
            "{record}: {field} was changed by somebody else meanwhile",
            record=record,
            field=Word(field, "field"),
        )
        if by:
            told = Message(
                "{record}: {field} was changed by {by} meanwhile",
                record=record,
                field=Word(field, "field"),
                by=by,
            )
        super().__init__(told)
        self.record, self.field, self.mine, self.theirs = record, field, mine, theirs
        self.by, self.at = by, at


class Busy(StoreError):
    """The lock could not be had in time; the message names the holder."""


class Damaged(StoreError):
    """A file of the store is not what its checksum says; names file and offset."""


class Forbidden(StoreError):
    """The acting reviewer's role does not allow this."""


class Unknown(StoreError):
    """A write may or may not be durable (failed sync); the store is read-only from here on."""
