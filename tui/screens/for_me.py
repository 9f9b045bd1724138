"""What is for me: unread mentions and replies, what I am to judge, what others dispute, my drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from store.for_me import ForMe
from store.review import Review
from store.rows import NoteRow
from store.view import View
from tui.commands.marking import note_under, reply_to, settle_note
from tui.comparing import Part
from tui.desk import Desk
from tui.drafts import DRAFT
from tui.formatting import number
from tui.locale import gettext as _
from tui.panes.for_me_rows import draft_lines, for_me_rows, item_lines, listed
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.screens.overlay import Overlay

#: All of it, and the keys of what is unread.
Answer = tuple[tuple[ForMe, ...], frozenset[str]]


def look(review: Review) -> Answer:
    """What there is for me, and what of it is unread."""
    items = review.for_me()
    return items, frozenset(item.key for item in review.read_marks().unread(items))


class ForMeScreen(Overlay[str]):
    """Gives back the note or demand to go to, or the name of a draft after ``DRAFT``. ``at`` is the row to
    begin with."""

    PANE = "for_me"

    def __init__(self, desk: Desk, drafts: Mapping[str, str], at: str = "") -> None:
        super().__init__(desk)
        self._drafts = dict(drafts)
        self.at = at
        self._answer: Answer | None = None

    def again(self) -> ForMeScreen:
        """Another one that begins where this one was left."""
        return ForMeScreen(self._desk, self._desk.all_drafts(), self.at)

    def show(self, view: View) -> None:
        super().show(view)
        self.start_anew(self._look)

    async def _look(self) -> None:
        answer = await self._desk.ask(look)
        if answer is not None:
            if self._answer is None and not self.at:
                self.at = next((item.key for item in listed(*answer)), "")
            self._answer = answer
            self.redraw()
            self._desk.count_for_me(len(answer[1]))

    @property
    def _items(self) -> dict[str, ForMe]:
        return {item.key: item for item in listed(*self._answer)} if self._answer else {}

    @property
    def _here(self) -> ForMe | None:
        return self._items.get(self.list.highlighted or "")

    @property
    def _draft(self) -> str | None:
        name = (self.list.highlighted or "").removeprefix(DRAFT)
        return name if name in self._drafts else None

    def rows(self, width: int) -> Sequence[ListRow]:
        items, unread = self._answer or ((), frozenset())
        return for_me_rows(self._view, items, unread, self._drafts)

    def lines(self, sheet: Sheet) -> Sequence[Sequence[Part]]:
        if self._here is not None:
            return item_lines(self._view, self._here, sheet.room)
        return draft_lines(self._view, name, self._drafts[name], sheet.room) if (name := self._draft) else []

    def subject(self) -> str | None:
        return self._here.id if self._here else self._draft

    def heading(self) -> str:
        unread = len(self._answer[1]) if self._answer else 0
        many = _("{count} unread").format(count=number(unread)) if unread else ""
        return " · ".join(part for part in (_("For me"), many) if part)

    def nothing(self) -> str:
        if self._answer is None:
            return _("Reading …")
        return _("Nothing is for you: no mention, no reply, nothing to judge.")

    def idle(self) -> dict[str, str]:
        none_unread = not (self._answer and self._answer[1])
        why = {"for_me.all_read": _("Nothing is unread.")} if none_unread else {}
        if self._draft is None:
            return why | {"for_me.drop": _("This is no draft.")}
        return why | {"for_me.read": _("A draft is neither read nor unread.")}

    # What the keys do

    def do_place(self) -> None:
        if self._draft is not None:
            self.dismiss(DRAFT + self._draft)
        elif (item := self._here) is not None:
            self.at = item.key
            self.start(self._go(item))

    async def _go(self, item: ForMe) -> None:
        await self._mark([item])
        self.dismiss(item.id)

    def do_reply(self) -> None:
        if note := note_under(self.context()):
            self.start(self._reply(note))

    async def _reply(self, note: NoteRow) -> None:
        self.made += await reply_to(self._desk, note)

    def do_resolve(self) -> None:
        if note := note_under(self.context()):
            self.start(self._resolve(note))

    async def _resolve(self, note: NoteRow) -> None:
        item = self._here
        self.made += await settle_note(self._desk, note)
        if item is not None:
            await self._mark([item])

    def do_read(self) -> None:
        if (item := self._here) is not None and self._answer:
            self.start(self._mark([item], item.key in self._answer[1]))

    def do_all_read(self) -> None:
        if self._answer:
            self.start(self._mark(self._answer[0]))

    async def _mark(self, items: Iterable[ForMe], read: bool = True) -> None:
        every = self._answer[0] if self._answer else ()
        await self._desk.ask(lambda review: review.read_marks().mark(items, every, read))
        await self._look()

    def do_drop(self) -> None:
        if (name := self._draft) is not None:
            self._drafts.pop(name)
            self._desk.drop_draft(name)
            self.redraw()
