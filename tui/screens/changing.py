"""Changing the review from the desk, taking changes back, and settling what two changed at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from msgspec.structs import replace

from store.changes import Change
from store.errors import Conflict, StoreError
from store.review import Applied
from tui.locale import gettext as _
from tui.screens.dialogs import Dialogs
from tui.session import Session


class Changing(Dialogs):
    """What ``tui.desk.Desk`` promises of changes; conflicts and refusals are shown here."""

    session: Session

    def made(self) -> None:
        """A change of mine was made, perhaps of what is selected."""
        raise NotImplementedError

    async def apply(self, *changes: Change, said: str = "") -> Applied | None:
        if not changes:
            return None
        return await self._changing(lambda: self.session.apply(*changes), said, changes)

    async def undo(self) -> None:
        applied = await self._changing(self.session.undo)
        if applied:
            from tui.deeds import deed

            self.say(_("Undone: {what}.").format(what=deed(applied.label)))

    async def redo(self) -> None:
        applied = await self._changing(self.session.redo)
        if applied:
            from tui.deeds import deed

            self.say(_("Done again: {what}.").format(what=deed(applied.label)))

    async def _changing(
        self, work: Callable[[], Awaitable[Applied]], said: str = "", changes: Sequence[Change] = ()
    ) -> Applied | None:
        try:
            applied = await work()
        except Conflict as conflict:
            return await self._decide(conflict, changes)
        except StoreError as error:
            self.complain(error)
            return None
        self.stored()
        self.made()
        if said:
            self.say(said)
        return applied

    async def _decide(self, conflict: Conflict, changes: Sequence[Change]) -> Applied | None:
        """Show both values; mine again over theirs, or theirs stays."""
        from tui.telling import conflict_lines, kept

        lines = conflict_lines(conflict)
        again = [change for change in changes if getattr(change, "rev", None) is not None]
        answer = await self.choose(lines, ("mine", "theirs") if again else ("theirs",))
        if answer != "mine":
            self.say(kept(conflict))
            return None
        forced = [replace(change, rev=None) if change in again else change for change in changes]
        return await self.apply(*forced, said=_("Yours stands now."))
