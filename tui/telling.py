"""What happened, in words: changes by their name in the journal, others' work, conflicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from store.errors import Conflict
from store.history import HistoryLine
from store.model import Entry, split_id
from store.view import View
from tui.comparing import inline
from tui.formatting import day, edtf_long
from tui.locale import NP_, ngettext, pgettext
from tui.locale import gettext as _
from tui.passages import counted
from tui.wording import (
    answer_word,
    commitment_word,
    grade_word,
    kind_word,
    language_word,
    recheck_word,
    role_word,
    stance_word,
    suggestion_word,
)

#: The journal's name of a change and what a person calls it.
DEEDS = {
    "document.add": NP_("deed", "document added"),
    "document.import": NP_("deed", "document imported"),
    "document.read": NP_("deed", "dates and demands found"),
    "document.edit": NP_("deed", "document changed"),
    "document.remove": NP_("deed", "document deleted"),
    "document.revise": NP_("deed", "document revised"),
    "passage.keep": NP_("deed", "passage checked"),
    "passage.place": NP_("deed", "passage placed"),
    "passage.lose": NP_("deed", "passage found gone"),
    "commitment.dismiss": NP_("deed", "commitment dismissed"),
    "commitment.recall": NP_("deed", "commitment open again"),
    "event.add": NP_("deed", "event added"),
    "event.edit": NP_("deed", "event changed"),
    "event.confirm": NP_("deed", "event confirmed"),
    "event.reject": NP_("deed", "event discarded"),
    "event.remove": NP_("deed", "event deleted"),
    "demand.add": NP_("deed", "demand added"),
    "demand.edit": NP_("deed", "demand changed"),
    "demand.confirm": NP_("deed", "demand confirmed"),
    "demand.reject": NP_("deed", "demand discarded"),
    "demand.remove": NP_("deed", "demand deleted"),
    "demand.merge": NP_("deed", "demands merged"),
    "demand.split": NP_("deed", "demand split"),
    "evidence.add": NP_("deed", "evidence linked"),
    "evidence.edit": NP_("deed", "evidence changed"),
    "evidence.grade": NP_("deed", "evidence graded"),
    "evidence.remove": NP_("deed", "evidence deleted"),
    "evidence.accept": NP_("deed", "evidence accepted"),
    "evidence.reject": NP_("deed", "evidence discarded"),
    "verdict.set": NP_("deed", "answer given"),
    "verdict.remove": NP_("deed", "answer withdrawn"),
    "tag.add": NP_("deed", "tag added"),
    "tag.edit": NP_("deed", "tag changed"),
    "tag.remove": NP_("deed", "tag deleted"),
    "tag.attach": NP_("deed", "tagged"),
    "tag.detach": NP_("deed", "tag taken off"),
    "note.add": NP_("deed", "note added"),
    "note.reply": NP_("deed", "reply added"),
    "note.edit": NP_("deed", "note changed"),
    "note.resolve": NP_("deed", "note resolved"),
    "note.reopen": NP_("deed", "note opened again"),
    "note.remove": NP_("deed", "note deleted"),
    "reviewer.add": NP_("deed", "reviewer added"),
    "reviewer.role": NP_("deed", "role changed"),
    "assignment.add": NP_("deed", "assigned"),
    "assignment.remove": NP_("deed", "assignment taken back"),
    "project.create": NP_("deed", "project made"),
    "project.edit": NP_("deed", "project changed"),
    "purge": NP_("deed", "removed for good"),
    "migrate": NP_("deed", "project brought up to date"),
    "undo": NP_("deed", "change undone"),
    "redo": NP_("deed", "change done again"),
}

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


def deed(do: str) -> str:
    """What a person calls a change, or several in one ("note.add+tag.attach").

    A name this version doesn't know is shown as it is.
    """
    return ", ".join(pgettext("deed", DEEDS[part]) if part in DEEDS else part for part in do.split("+"))


def brought_up(backup: Path) -> str:
    """What opening an older project did."""
    return _("This project was brought up to date; a backup from before is in {folder}.").format(
        folder=backup
    )


def blindness(blind: bool) -> str:
    """What it means that a project is made blind, or opened."""
    if blind:
        return _("Blind from now on: what others say on a demand is hidden until one's own verdict.")
    return _("Open from now on: everybody sees all verdicts, grades, notes and tags.")


def others(entries: Sequence[Entry], view: View) -> str:
    """One line on what others have just done: who and what, the latest first named; after a new version also
    what is to be checked."""
    last = entries[-1]
    subject = _subject(last, view)
    open_ = counted(view.open_passages) if any("document.revise" in one.do for one in entries) else ""
    line = f"{last.by}: {deed(last.do)}{f' ({open_})' if open_ else ''}{f' – {subject}' if subject else ''}"
    more = len(entries) - 1
    if more:
        line += " " + ngettext("(and {count} more change)", "(and {count} more changes)", more).format(
            count=more
        )
    return line


def _subject(entry: Entry, view: View) -> str:
    """The words of the first record that an entry touched, if it still has any; what it means for all where
    the project was made blind or opened."""
    for op in entry.ops:
        if op.table == "project" and "blind" in (op.new or {}):
            return blindness(bool((op.new or {})["blind"]))
        row = view.by_id(op.id)
        words = next(
            (value for name in ("label", "title", "name", "text") if (value := getattr(row, name, None))),
            None,
        )
        if isinstance(words, str):
            return words if len(words) <= 60 else words[:59] + "…"
    return ""


def conflict_lines(conflict: Conflict) -> list[str]:
    """What to show so that a person can decide between two values of one field."""
    try:
        kind = kind_word(split_id(conflict.record)[0])
    except ValueError:
        kind = ""
    told = (
        _("{by} has changed this meanwhile ({kind} {id}, {field}).")
        if conflict.by
        else _("Somebody else has changed this meanwhile ({kind} {id}, {field}).")
    )
    return [
        told.format(by=conflict.by, kind=kind, id=conflict.record, field=field_word(conflict.field)),
        _("Yours:  {value}").format(value=value_word(conflict.field, conflict.mine)),
        _("Theirs: {value}").format(value=value_word(conflict.field, conflict.theirs)),
    ]


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
