"""What screens of decisions share: what is decided is out of sight before the store has answered."""

from __future__ import annotations

from collections.abc import Sequence

from store.changes import Change
from tui.comparing import flat, head
from tui.desk import Desk
from tui.screens.overlay import Overlay

#: How much of a passage's words a message repeats.
NAME_LENGTH = 50


def named(text: str) -> str:
    """The words of a passage or a demand, as a message repeats them."""
    return head(flat(text), NAME_LENGTH)


class Deciding(Overlay[str]):
    """``_decided`` are the ids of the rows that are not to be listed, until the store knows of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._decided: set[str] = set()

    def decide(self, one: str, made: Sequence[Change], said: str) -> None:
        """Make these changes about the row ``one``."""
        self.start(self._apply(one, made, said))

    async def _apply(self, one: str, made: Sequence[Change], said: str) -> None:
        self._decided.add(one)
        self.redraw()
        if await self._desk.apply(*made, said=said):
            self.made += 1
        else:
            self._decided.discard(one)
            self.redraw()

    def do_undo(self) -> None:
        self._decided.clear()
        super().do_undo()
