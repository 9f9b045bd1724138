"""The notes pane: what hangs on the thing under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from textual import events

from content.filter_words import in_both
from store.filtering import Test, conditions, matcher
from store.rows import NoteRow, Row
from store.view import View
from tui.locale import NP_
from tui.locale import gettext as _
from tui.panes.listpane import ListPane
from tui.panes.note_rows import note_rows
from tui.panes.rows import ListRow


class NotesPane(ListPane):
    """Shows one subject, or several lying under the cursor at once, the narrowest first."""

    pane_id = "notes"
    label = NP_("pane", "Notes")

    subject: tuple[str, ...] = ()
    #: While it only follows another pane, there is one row more than it has room for.
    whole = True
    #: Until there is time to load what reads Markdown.
    raw = True
    _history: tuple[str, ...] = ()

    def show_view(
        self, view: View, subject: Sequence[str] = (), history: Sequence[str] = (), whole: bool = True
    ) -> None:
        """``subject``: the ids of the things; ``history``: lines on what happened to them."""
        if (view, tuple(subject), tuple(history)) == (self.view, self.subject, self._history):
            self._complete(whole)
            return
        self.subject, self._history, self.whole = tuple(subject), tuple(history), whole
        super().show_view(view)

    def project(self, view: View, width: int) -> Sequence[ListRow]:
        rows = note_rows(view, self.subject, self._history, width=width, raw=self.raw)
        test = matcher(self.filter_words)
        if test is not None:
            return fitting(view, list(rows), test)
        return list(rows if self.whole else islice(rows, self.size.height + 1))

    def _complete(self, whole: bool) -> None:
        """Show all there is, if that was not wanted before; what is there stays."""
        if whole and not self.whole:
            self.whole = True
            self.redraw()

    def on_mouse_scroll_down(self) -> None:
        self._complete(True)

    def on_resize(self, event: events.Resize) -> None:
        """As of any list, and with more room there is more to show."""
        if not self.whole and len(self.rows) <= self.size.height:
            self.redraw()

    def needing(self, view: View) -> Sequence[str]:
        """The open notes, and what is only suggested."""
        return [row.id for row in self.rows if not row.header and _is_open(view.by_id(row.id), view)]

    def show(self, rows: Sequence[ListRow], empty: str | None = None) -> None:
        """As of any list; in a record of many rows the cursor stays as far down."""
        here = self.highlighted
        deep = self._places(here).index(self.at) if here is not None and self.at is not None else 0
        super().show(rows, empty)
        if deep and self.highlighted == here:
            places = self._places(here)
            self.move_to(places[min(deep, len(places) - 1)])

    def _places(self, row_id: str | None) -> list[int]:
        """Where the rows of a record are."""
        return [at for at, row in enumerate(self.rows) if row.id == row_id and not row.header]

    def highlight(self, row_id: str) -> bool:
        """Move to a record, and bring all of its rows into sight."""
        found = super().highlight(row_id)
        rows = self._places(row_id)
        if found and rows[-1] >= self.scroll_offset.y + self.size.height:
            top = min(rows[0], rows[-1] + 1 - self.size.height)
            self.scroll_to(y=top, animate=False, force=True)
        return found

    def read_markdown(self) -> None:
        """Show notes as they are meant, from now on."""
        self.raw = False
        self.redraw()

    def nothing(self) -> str:
        return _("Nothing hangs on this yet: [note.add] annotates, [tag.attach] tags.")


def fitting(view: View, rows: Sequence[ListRow], test: Test) -> list[ListRow]:
    """The rows of what a filter asks for: whole threads, if any note in them is it. Headings stay."""
    texts: dict[str, list[str]] = {}
    for row in rows:
        texts.setdefault(row.id, []).append(" ".join(cell.text for cell in row.cells))
    wholes = {row_id: _whole(view, row_id) for row_id in texts}
    kept = {wholes[row_id] for row_id, said in texts.items() if test(" ".join(said), _fields(view, row_id))}
    return [row for row in rows if row.header or wholes[row.id] in kept]


def _is_open(row: Row | None, view: View) -> bool:
    if isinstance(row, NoteRow):
        return not view.thread_of(row).resolved
    return getattr(row, "state", "") == "suggested"


def _whole(view: View, row_id: str) -> str:
    note = view.by_id(row_id)
    return view.thread_of(note).id if isinstance(note, NoteRow) else row_id


def _fields(view: View, row_id: str) -> dict[str, tuple[str, ...]]:
    """What conditions are compared with; a reply is as open as its thread."""
    row = view.by_id(row_id)
    if row is None:
        return {}
    first = view.thread_of(row) if isinstance(row, NoteRow) else row
    fields = conditions(first, {}) | {"by": (row.by,)}
    mine = tuple(in_both(["mine"])) if row.by == view.me else ()
    return fields | {"is": fields["is"] + mine}
