"""Where the reviewer is and what is under the cursor: what a command decides on, without a widget."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from store.model import ROLES
from store.view import View


class Context(Struct, frozen=True):
    """One moment of the screen.

    ``pane`` is one of the desk's, or a full screen. ``document`` is the one in the reader; ``row`` the
    highlighted record of the focused list; ``marked`` the rows marked there; ``selection`` and ``sentence``
    are passages of the reader as "d1:10-20"; ``beneath`` are the records whose marks lie under the reader's
    cursor, the narrowest first; ``made`` is how many changes I made on a full screen since it is there;
    ``idle`` are commands that do nothing on a full screen as it is, by id, and why.
    """

    pane: str
    role: str
    me: str
    view: View
    document: str | None = None
    row: str | None = None
    marked: tuple[str, ...] = ()
    selection: str | None = None
    sentence: str | None = None
    beneath: tuple[str, ...] = ()
    made: int = 0
    idle: Mapping[str, str] = {}

    @property
    def in_list(self) -> bool:
        return self.pane != "reader"

    @property
    def passage(self) -> str | None:
        """What a new tag, note or piece of evidence from the reader hangs on."""
        return self.selection or self.sentence

    @property
    def targets(self) -> tuple[str, ...]:
        """What a command works on: the marked rows, else the row, else the passage in the reader."""
        if self.in_list:
            return self.marked or ((self.row,) if self.row else ())
        return (self.passage,) if self.passage else ()

    @property
    def thing(self) -> str | None:
        """The one record under the cursor: a list's row, in the reader the narrowest mark there."""
        if self.in_list:
            return self.row
        return self.beneath[0] if self.beneath else None

    def may(self, role: str) -> bool:
        """Whether the acting reviewer's role includes what ``role`` may do."""
        return ROLES.index(self.role) >= ROLES.index(role)
