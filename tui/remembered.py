"""What this reviewer's screen keeps from one visit to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from store.personal import Personal
from store.view import View

#: Under this name it is kept.
KEPT = "place"
#: Panes that mean the same the next time; notes belong to what one came from.
PLACES = ("documents", "timeline", "demands", "reader")


class Remembered:
    """Where I was, and what I had seen. ``now`` is the last change there is: the first visit has seen it."""

    def __init__(self, personal: Personal, now: int) -> None:
        self._personal = personal
        kept = personal.read(KEPT)
        document, offset, seen = kept.get("document"), kept.get("offset"), kept.get("seen")
        pane, row, lists = kept.get("pane"), kept.get("row"), kept.get("lists")
        #: The document that stood in the reader, and the place in it.
        self.document = document if isinstance(document, str) else None
        self.offset = offset if isinstance(offset, int) else None
        #: The pane that had the focus, and in a list the row.
        self.pane = pane if isinstance(pane, str) and pane in PLACES else "documents"
        self.row = row if isinstance(row, str) else None
        #: How each list was arranged, by name (see ``ListPane.kept``).
        self.lists: Mapping[str, Any] = lists if isinstance(lists, dict) else {}
        #: The last change of the last visit, or up to which all was marked as seen since.
        self.seen = seen if isinstance(seen, int) else now

    def unseen(self, view: View, last_change: Callable[[str], int]) -> frozenset[str]:
        """The documents that are new or changed since my last visit; none on the first."""
        if self.seen >= view.seq:
            return frozenset()
        return frozenset(row.id for row in view.documents if last_change(row.id) > self.seen)

    def keep(self, **place: Any) -> None:
        """Keep this for the next time: what is here an attribute, by its name."""
        self._personal.write(KEPT, place)
