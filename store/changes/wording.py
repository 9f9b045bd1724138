"""Checks on the words and dates that people and scripts hand in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from content.messages import N_, Message, Word
from store.errors import Refused

NAME = re.compile(r"[a-z][a-z0-9._-]{0,30}")
#: No title, label, tag or topic is longer than this many code points, no note and no reason than this.
LINE, PROSE = 2000, 100_000


def prose(do: str, field: str, text: str) -> str:
    """Text in NFC with LF line ends. Refused when there is nothing but blanks, and when it is too long."""
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    _check(do, field, clean, PROSE, N_("Import a text of this length as a document."))
    return clean


def check_lengths(table: str, fields: Mapping[str, Any]) -> None:
    """For records made elsewhere. Refused for words that nobody could have written here."""
    for field, value in fields.items():
        if isinstance(value, str) and len(value) > PROSE and table != "passages":
            raise Refused(
                "{table}: {field} is longer than {most:,} characters",
                "Shorten it where it was written.",
                table=Word(table, "kind"),
                field=Word(field, "field"),
                most=PROSE,
            )


def line(do: str, field: str, text: str) -> str:
    """One line: NFC, runs of blanks as one space. Refused when empty or too long."""
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    _check(do, field, clean, LINE, N_("Put the long text into a note."))
    return clean


def _check(do: str, field: str, text: str, most: int, advice: str) -> None:
    if not text.strip():
        raise Refused(
            "{do}: “{field}” is empty", "Write something, or leave the change out.", do=do, field=field
        )
    if len(text) > most:
        told = Message("{do}: “{field}” is longer than {most:,} characters", do=do, field=field, most=most)
        raise Refused(told, advice)


def optional_line(do: str, field: str, text: str | None) -> str | None:
    """As ``line``; nothing and blanks are None."""
    return line(do, field, text) if text and text.strip() else None


def edtf(do: str, field: str, value: str) -> str:
    """An EDTF value as it is. Refused for anything else."""
    from content.dates.edtf import is_edtf

    if not is_edtf(value):
        raise Refused(
            "{do}: “{field}” is not an EDTF date: “{value}”",
            "Examples: 2026-07-06, 2026-07, 2026, ../2026-12-31, 2026-04-26/2026-04-28.",
            do=do,
            field=field,
            value=value,
        )
    return value


def day(do: str, field: str, value: str | None) -> str | None:
    """An ISO day as it is; None and "" are None. Refused for anything else."""
    if not value:
        return None
    with suppress(ValueError):
        if date.fromisoformat(value).isoformat() == value:
            return value
    raise Refused(
        "{do}: “{field}” is not a day: “{value}”",
        "Write it as YYYY-MM-DD, such as 2026-07-06.",
        do=do,
        field=field,
        value=value,
    )


def reviewer_name(name: str) -> str:
    """A reviewer's name as it is. Refused unless it matches the pattern of names."""
    if NAME.fullmatch(name) is None:
        raise Refused(
            "“{name}” cannot be a reviewer's name",
            "Use a small letter, then up to 30 small letters, digits, dots, hyphens or underscores.",
            name=name,
        )
    return name
