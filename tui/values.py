"""The fields of records and their values as a person calls them, and what a change did to one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from store.history import HistoryLine
from tui.comparing import inline
from tui.formatting import day, edtf_long
from tui.locale import NP_, pgettext
from tui.locale import gettext as _
from tui.wording import (
    answer_word,
    commitment_word,
    grade_word,
    language_word,
    recheck_word,
    role_word,
    stance_word,
    suggestion_word,
)

#: The fields of records as a person calls them.
FIELDS = {
    "addressee": NP_("field", "addressee"),
    "answer": NP_("field", "answer"),
    "blind": NP_("field", "blind"),
    "colour": NP_("field", "colour"),
    "commitment": NP_("field", "commitment"),
    "date": NP_("field", "date"),
    "date_reason": NP_("field", "where the date is from"),
    "demand": NP_("field", "demand"),
    "description": NP_("field", "description"),
    "document": NP_("field", "document"),
    "due": NP_("field", "deadline"),
    "edtf": NP_("field", "date (EDTF)"),
    "final": NP_("field", "final"),
    "grade": NP_("field", "grade"),
    "hotkey": NP_("field", "hotkey"),
    "kind": NP_("field", "kind"),
    "label": NP_("field", "label"),
    "language": NP_("field", "language of exports"),
    "name": NP_("field", "name"),
    "parent": NP_("field", "part of"),
    "publisher": NP_("field", "publisher"),
    "quote": NP_("field", "words"),
    "reason": NP_("field", "reason"),
    "reference": NP_("field", "reference date"),
    "resolved": NP_("field", "resolved"),
    "restated_by": NP_("field", "said again at"),
    "role": NP_("field", "role"),
    "rule": NP_("field", "rule"),
    "searched": NP_("field", "documents searched"),
    "source": NP_("field", "source"),
    "spans": NP_("field", "place"),
    "stance": NP_("field", "stance"),
    "state": NP_("field", "state"),
    "suspect": NP_("field", "after a new version"),
    "tags": NP_("field", "tags"),
    "target": NP_("field", "hangs on"),
    "text": NP_("field", "text"),
    "title": NP_("field", "title"),
    "topic": NP_("field", "topic"),
    "users": NP_("field", "accounts"),
    "version": NP_("field", "version"),
}

#: Texts longer than this are told by what differs.
LONG = 40

#: Fields whose values are words of the program.
_WORDED: dict[str, Callable[[str | None], str]] = {
    "answer": answer_word,
    "state": suggestion_word,
    "stance": stance_word,
    "grade": grade_word,
    "role": role_word,
    "language": language_word,
    "suspect": recheck_word,
    "commitment": commitment_word,
    "date": day,
    "due": edtf_long,
    "edtf": edtf_long,
    "reference": day,
}
#: What records that stand for a word of the program say, by the letter of their ids.
_SAID: dict[str, Callable[[str | None], str]] = {"u": answer_word, "b": stance_word, "g": grade_word}


def field_word(field: str) -> str:
    """What a person calls a field; a name this version doesn't know is shown as it is."""
    return pgettext("field", FIELDS[field]) if field in FIELDS else field


def difference(line: HistoryLine) -> str:
    """What a change did to a field, before and after: „Stand: Vorschlag → bestätigt“; of long texts the words
    that went and came. Of a record that came or went its name."""
    old, new = value_word(line.field, line.old), value_word(line.field, line.new)
    if not line.field:
        return _named(line.record, new if line.new is not None else old)
    field = field_word(line.field)
    if isinstance(line.old, str) and isinstance(line.new, str) and max(len(old), len(new)) > LONG:
        return f"{field}: {inline(old, new)}"
    return f"{field} {old} → {new}" if line.old is not None else f"{field} = {new}"


def _named(record: str, name: str) -> str:
    """A record's name in the journal, with the program's word for what it says: „f3: erfüllt (im Bau)“."""
    worded = _SAID.get(record[:1])
    if worded is None:
        return name
    on, colon, said = name.partition(": ")
    value, blank, reason = said.partition(" ")
    return f"{on}{colon}{worded(value)}{blank}{reason}"


def value_word(field: str, value: Any) -> str:
    """A field's value for a person."""
    if value is None or value == "":
        return "–"
    if value is True or value is False:
        return _("yes") if value else _("no")
    if field in _WORDED and isinstance(value, str):
        return _WORDED[field](value)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    return str(value)
