"""Documents as the reader shows them: their marks, their titles, and stretches of them as passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from textual.content import Content

from store.changes.targets import show_passage
from store.rows import DocumentRow, PassageRow
from store.view import DocumentMarks, Mark, View
from tui import formatting, render
from tui.highlights import AtHand
from tui.highlights import Mark as AnyMark
from tui.locale import gettext as _
from tui.passages import TextOf, gap, is_lost, lost_marks

if TYPE_CHECKING:
    from content.model import Span

TornOf = Callable[[str], "tuple[tuple[Span, ...], ...]"]


class ShownMarks:
    """The marks of a document, and where the words of its orphans stood, equal until something changed."""

    def __init__(self, marks: DocumentMarks, lost: Sequence[Mark]) -> None:
        self._marks, self._lost, self._at_hand = marks, tuple(lost), AtHand(lost)

    def touching(self, start: int, end: int) -> list[AnyMark]:
        """As ``tui.highlights.Marks.touching``."""
        return [*self._marks.touching(start, end), *self._at_hand.touching(start, end)]

    def __iter__(self) -> Iterator[Mark]:
        return chain(self._marks.each(), self._lost)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ShownMarks) and self._marks is other._marks and self._lost == other._lost

    __hash__ = None  # type: ignore[assignment]


class OpenText:
    """``text_of`` brings a document's text, ``torn_of`` the sentences in it that something cuts."""

    def __init__(self, text_of: TextOf, torn_of: TornOf) -> None:
        self.text_of, self._torn_of = text_of, torn_of
        self._gaps: dict[tuple[str, str, str], int] = {}

    def marks(self, view: View, document: str) -> ShownMarks:
        """What is highlighted: everything but what was discarded, and where the words of orphans stood."""
        lost = lost_marks(view, document, lambda passage: self._gap(view, passage))
        return ShownMarks(view.marks(document), lost)

    def place(self, view: View, record_id: str) -> tuple[int, ...]:
        """Where in its document a record stands: start and end, or where its words were; () for all of it."""
        passage, row = view.passage_of(record_id), view.by_id(record_id)
        if passage and is_lost(passage):
            return (self._gap(view, passage),)
        spans = getattr(row, "spans", ())
        return tuple(spans[0]) if spans else ()

    def _gap(self, view: View, passage: PassageRow) -> int:
        """Where the words of an orphan would stand; worked out once for each version."""
        document = view.by_id(passage.document)
        key = (passage.id, passage.version, getattr(document, "version", ""))
        if key not in self._gaps:
            self._gaps[key] = gap(passage, self.text_of)
        return self._gaps[key]

    def passage(self, document: str | None, stretch: tuple[int, int] | None) -> str | None:
        """A stretch of a document as a passage, without what cuts its sentences."""
        if document is None or stretch is None:
            return None
        from content.torn import as_read

        spans = as_read(*stretch, self._torn_of(document))
        return show_passage(document, [[span.start, span.end] for span in spans])


def document_title(view: View, document: str | None) -> Content:
    """What stands above the reader: title, publisher, date."""
    row = view.by_id(document)
    if not isinstance(row, DocumentRow):
        return render.content(_("No document"))
    parts = (row.title, row.publisher, formatting.day(row.date))
    return render.content(render.plain(" · ".join(part for part in parts if part)))
