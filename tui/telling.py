"""What happened, in sentences: others' work, conflicts, what became of the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from store.errors import Conflict
from store.model import Entry, split_id
from store.view import View
from tui import cells
from tui.deeds import deed
from tui.formatting import moment
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.passages import counted
from tui.values import field_word, value_word
from tui.wording import kind_word

NAMING = ("label", "title", "name", "text")
#: The tables whose records everybody may see: what was deleted there is named.
SEEN = ("documents", "events", "demands", "tags")


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
    """The words of what an entry deleted, or of the first record that it touched, if it still has any; what
    it means for all where the project was made blind or opened."""
    deleted = (op for op in entry.ops if op.kind == "delete" and op.table in SEEN)
    gone = (op.old or {} for op in deleted if entry.do == f"{op.table[:-1]}.remove")
    if words := next((_words(old.get) for old in gone), None):
        return words
    for op in entry.ops:
        if op.table == "project" and "blind" in (op.new or {}):
            return blindness(bool((op.new or {})["blind"]))
        if words := _words(partial(getattr, view.by_id(op.id))):
            return words
    return ""


def _words(field: Callable[[str, None], object]) -> str:
    """What names a record, not all of it."""
    words = next((value for name in NAMING if (value := field(name, None))), None)
    if not isinstance(words, str):
        return ""
    return words if len(words) <= 60 else words[:59] + "…"


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
    what = field_word(conflict.field)
    if conflict.at and conflict.by:
        what += f", {moment(conflict.at)}"
    said = told.format(by=conflict.by, kind=kind, id=conflict.record, field=what)
    whose = (_("Yours:"), f"{conflict.by}:" if conflict.by else _("Theirs:"))
    width = max(map(cells.cells, whose))
    values = zip(whose, (conflict.mine, conflict.theirs), strict=True)
    return [
        said,
        *(f"{cells.fit(name, width)} {value_word(conflict.field, value)}" for name, value in values),
    ]


def kept(conflict: Conflict) -> str:
    """That the other value stays."""
    return _("What {by} wrote stays.").format(by=conflict.by) if conflict.by else _("Theirs stays.")
