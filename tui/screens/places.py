"""Going to a place in the review, whatever it is: a hit, a record, or a passage such as "d2:410-520"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.changes.targets import parse_passage
from store.rows import EvidenceRow, NoteRow, VerdictRow
from tui.locale import gettext as _
from tui.panes.hit_rows import spot
from tui.passages import TextOf, is_lost
from tui.screens.panes import Panes

if TYPE_CHECKING:
    from store.search.searching import HitRow

#: Where the records that stand in no text are listed.
PANE_OF = {"f": "demands", "e": "timeline", "d": "documents"}


class Places:
    """Shows places in the panes; ``warn`` says what of them is gone."""

    def __init__(self, panes: Panes, text_of: TextOf, warn: Callable[[str], None]) -> None:
        self._panes, self._text_of, self._warn = panes, text_of, warn

    def open(self, record_id: str) -> None:
        """Show a record where it stands in a text."""
        view = self._panes.view
        if not self._panes.open(record_id):
            self._warn(_("This stands in no document."))
        elif (passage := view.passage_of(record_id)) and is_lost(passage):
            self._warn(
                _(
                    "Its words are gone; they stood about here. "
                    "Select others ([reader.select]), then [passage.place]."
                )
            )

    def go(self, place: str | HitRow) -> bool:
        """Show a place in the text, else in the pane that lists it; False (and it is said) if nowhere."""
        if not isinstance(place, str):
            self._open_hit(place)
        elif passage := parse_passage(place):
            document, spans = passage
            self._panes.open_at(document, (spans[0][0], spans[-1][1]))
        elif place[:1] != "n" and self._panes.view.document_of(place):
            self.open(place)
        elif not self.point_to(place):
            self._warn(_("This is gone, or stands nowhere."))
            return False
        return True

    def point_to(self, record_id: str) -> bool:
        """Highlight a record in the pane that lists it, a note below what it is about; False if none does."""
        row = self._panes.view.by_id(record_id)
        if isinstance(row, EvidenceRow | VerdictRow):  # listed below their demand
            return self.point_to(row.demand)
        if not isinstance(row, NoteRow):
            pane = PANE_OF.get(record_id[:1])
            return pane is not None and self._panes.point_to(pane, record_id)
        if not self.point_to(row.target):
            self.open(row.target)
        return self._panes.point_to("notes", record_id)

    def _open_hit(self, hit: HitRow) -> None:
        """A document's words in the reader, a record in its pane."""
        if hit.kind == "document" and hit.document:
            self._panes.open_at(hit.document, spot(hit, self._text_of) or (0, 1))
        elif not self.point_to(hit.id):
            self.open(hit.id)
