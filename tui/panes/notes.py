"""The notes pane: what hangs on the thing under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from store.filtering import matcher
from store.rows import NoteRow
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
    _history: tuple[str, ...] = ()

    def show_view(self, view: View, subject: Sequence[str] = (), history: Sequence[str] = ()) -> None:
        """``subject``: the ids of the things; ``history``: lines on what happened to them."""
        if (view, tuple(subject), tuple(history)) == (self.view, self.subject, self._history):
            return
        self.subject, self._history = tuple(subject), tuple(history)
        super().show_view(view)

    def project(self, view: View, width: int) -> Sequence[ListRow]:
        rows = note_rows(view, self.subject, self._history, width=width)
        test = matcher(self.filter_words)
        if test is None:
            return rows
        texts: dict[str, str] = {}
        for row in rows:
            texts[row.id] = " ".join((texts.get(row.id, ""), *(cell.text for cell in row.cells)))
        return [row for row in rows if row.header or test(texts[row.id], {})]

    def needing(self, view: View) -> Sequence[str]:
        """The open notes, and what is only suggested."""
        rows = (view.by_id(row.id) for row in self.rows if not row.header)
        return [
            row.id
            for row in rows
            if row is not None
            and ((isinstance(row, NoteRow) and not row.resolved) or getattr(row, "state", "") == "suggested")
        ]

    def nothing(self) -> str:
        return _("Nothing hangs on this yet: a annotates, t tags.")
