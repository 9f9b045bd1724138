"""Coming and going: what happened meanwhile, what is for me, who is here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual import on

from store.errors import StoreError
from store.personal import Personal
from store.review import Review
from store.rows import DocumentRow
from tui.formatting import number
from tui.keymap import Keymap
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.messages import Company
from tui.remembered import Remembered
from tui.screens.going import Going

if TYPE_CHECKING:
    from store.presence import Here
    from store.visits import Since

T = TypeVar("T")

#: What tells of something new for me, when it changes.
TELLING = ("notes", "assignments", "verdicts")
#: As many names as a line has room for.
MOST_NAMES = 3


class Visiting(Going):
    """What ``tui.desk.Desk`` promises of visits; what the title says of what is for me and of who is here."""

    keymap: Keymap
    _personal: Personal
    _remembered: Remembered
    here: tuple[Here, ...] = ()
    unread = 0
    _counted: tuple[int, ...] = ()

    def _freshen(self) -> None:
        raise NotImplementedError

    # The place

    def _return(self) -> None:
        """Open what I read last, where I was, else the first document."""
        last, panes = self._remembered, self._panes
        known = isinstance(self.view.by_id(last.document), DocumentRow)
        if known or self.view.document_ids:
            shown = last.document if known and last.document else self.view.document_ids[0]
            panes.read(shown)
            panes.list_pane("documents").highlight(shown)
        if known and last.offset is not None:
            panes.reader.goto(last.offset)
        panes.go(last.pane)
        if last.row and panes.list_in_focus is not None:
            panes.point_to(last.pane, last.row)

    def keep(self) -> None:
        """Keep the place and the drafts for the next time."""
        self.drafts.save()
        at, panes = self._panes.context(), self._panes
        self._remembered.keep(
            document=at.document, offset=panes.reader.cursor, pane=at.pane, row=at.row,
            lists=panes.kept(), seen=self.view.seq,
        )  # fmt: skip

    def mark_seen(self) -> int:
        self._remembered.seen = self.view.seq
        self.keep()
        return self.view.seq

    def all_drafts(self) -> dict[str, str]:
        return self.drafts.all()

    def drop_draft(self, name: str) -> None:
        self.drafts.drop(name)

    # What happened

    async def welcome(self) -> str:
        """What to say at the start: what others did since, what is for me, what was not finished."""
        seen = self._remembered.seen
        since = await self._look_up(lambda review: review.since(seen)) if seen < self.view.seq else None
        await self.count()
        drafts = len(self.all_drafts())
        key = self.keymap.shown("me.show")
        begun = ngettext("{count} draft ({key})", "{count} drafts ({key})", drafts)
        parts = [
            happened(since, self.keymap.shown("visit.show")) if since is not None else "",
            _("{count} for you ({key})").format(count=number(self.unread), key=key) if self.unread else "",
            begun.format(count=drafts, key=key) if drafts else "",
        ]
        return " · ".join(part for part in parts if part)

    async def show_happened(self) -> None:
        from tui.screens.happened import HappenedScreen

        await self._trail.set_out(HappenedScreen(self._desk, self._remembered.seen, self.here))

    # What is for me

    async def count(self) -> None:
        """Count what I have not read, if anything may have changed that."""
        changed = self.view.lookup.moment.changed
        when = (*map(changed, TELLING), self.view.seq if self.view.lookup.blind else 0)
        if when != self._counted:
            self._counted = when
            self.count_for_me(await self._look_up(_unread) or 0)

    async def _look_up(self, question: Callable[[Review], T]) -> T | None:
        """As ``ask``, of what nobody asked for: trouble is told by what I do myself."""
        try:
            return await self.session.ask(question)
        except StoreError:
            return None

    def count_for_me(self, unread: int) -> None:
        if unread != self.unread:
            self.unread = unread
            self._freshen()

    async def show_for_me(self) -> None:
        from tui.screens.for_me import ForMeScreen

        await self._trail.set_out(ForMeScreen(self._desk, self.all_drafts()))

    # Who is here

    @on(Company)
    def _company_changed(self, message: Company) -> None:
        from tui.screens.happened import HappenedScreen

        self.here = message.here
        if isinstance(self.over, HappenedScreen):
            self.over.meet(self.here)
        self._freshen()


def happened(since: Since, key: str) -> str:
    """„Seit dem letzten Besuch: 12 Änderungen von lea, jonas (W)“; "" for nothing."""
    if not since.changes:
        return ""
    names = ", ".join(since.people[:MOST_NAMES]) + (" …" if len(since.people) > MOST_NAMES else "")
    said = ngettext(
        "Since the last visit: {count} change by {names} ({key})",
        "Since the last visit: {count} changes by {names} ({key})",
        since.changes,
    )
    return said.format(count=number(since.changes), names=names, key=key)


def _unread(review: Review) -> int:
    return len(review.read_marks().unread(review.for_me()))
