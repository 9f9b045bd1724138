"""Asking from the desk. The dialogs are loaded with the first question: fields to type in are much code."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from textual.screen import Screen

from store.errors import StoreError
from store.personal import Personal
from store.rows import DemandRow, VerdictRow
from store.view import View
from tui.choices import Choice, Picked, Settled
from tui.desk import Filtered
from tui.drafts import PAUSE, Drafts
from tui.explaining import complaint
from tui.locale import gettext as _
from tui.panes.rows import ListRow

T = TypeVar("T")


class Dialogs(Screen[None]):
    """What ``tui.desk.Desk`` promises of questions; None where the reviewer backs out."""

    drafts: Drafts
    _personal: Personal
    #: Whether drafts are to be written soon.
    _saving = False
    #: The draft of what was written last, until that is stored.
    _written = ""

    @property
    def view(self) -> View:
        raise NotImplementedError

    def say(self, text: str, warn: bool = False) -> None:
        """As ``tui.desk.Desk.say``."""
        raise NotImplementedError

    def start(self, work: Awaitable[None]) -> None:
        """Do what waits for an answer or for the store, as for a command."""
        raise NotImplementedError

    def complain(self, error: StoreError) -> None:
        """Say what went wrong, and what to do about it."""
        self.say(complaint(error), warn=True)

    async def pick(self, title: str, choices: Sequence[Choice], create: bool = False) -> Picked | None:
        from tui.screens.picking import PickScreen

        return await self._ask(PickScreen(title, choices, create))

    async def write(
        self,
        title: str,
        text: str = "",
        reading: Callable[[str], str] | None = None,
        draft: str = "",
        over: bool = False,
    ) -> str | None:
        from tui.screens.writing import WriteScreen

        if not draft:
            return await self._ask(WriteScreen(title, text, reading, over=over))
        kept = self.drafts.get(draft)
        heading = _("{title} (your draft)").format(title=title) if kept else title
        names = [reviewer.name for reviewer in self.view.reviewers]
        screen = WriteScreen(heading, kept or text, reading, True, partial(self._keep, draft), names)
        answer = await self._ask(screen)
        self._answered(draft, answer, text)
        return answer

    def _keep(self, draft: str, words: str) -> None:
        """Keep what is typed, on disk two seconds later at the latest."""
        if not self.drafts.keep(draft, words) and not self._saving:
            self._saving = True
            self.set_timer(PAUSE, self._save)

    def _save(self) -> None:
        self._saving = False
        self.drafts.save()

    def _answered(self, draft: str, answer: str | None, before: str) -> None:
        """A draft is kept until what was written is in the store; where nothing is to be stored, no more."""
        self._written = draft if answer is not None else ""
        if answer is not None and (not answer.strip() or answer == before):
            self.stored()

    def stored(self) -> None:
        """What was written last is in the store now."""
        if self._written:
            self.drafts.drop(self._written)
            self._written = ""

    async def ask_filter(self, title: str, rows: Filtered, pane: str) -> None:
        from asyncio import wrap_future
        from concurrent.futures import ThreadPoolExecutor

        from store.querying import remarks
        from tui.filters import Filters, known_in
        from tui.remarks import remark
        from tui.screens.filtering import FilterScreen

        filters, looking = Filters(self._personal, pane), ThreadPoolExecutor(1, "filter")
        ready = looking.submit(rows.get_ready, self.view)  # ten thousand events take a while
        known = looking.submit(known_in, self.view, pane)
        looking.shutdown(wait=False)
        before, place = rows.filter_words, rows.place
        asked = await self._ask(FilterScreen(title, rows, filters, known, ready))
        if (words := before if asked is None else asked.strip()) != rows.filter_words:
            rows.set_filter(words)
        rows.go_back_to(place)
        if asked is not None:
            filters.use(asked)
            if wrong := remarks(asked, await wrap_future(known)):
                self.say(" ".join(map(remark, wrong)), warn=True)

    async def pick_colour(self, title: str, colour: str | None, used: Mapping[int, str]) -> str | None:
        from tui.screens.colouring import ColourScreen

        return await self._ask(ColourScreen(title, colour, used))

    async def settle(self, demand: DemandRow, final: VerdictRow | None) -> Settled | None:
        from tui.screens.settling import SettleScreen

        draft = f"final:{demand.id}"
        reason = self.drafts.get(draft) or (final.reason if final else "")
        answer = final.answer if final else None
        screen = SettleScreen(self.view, demand, answer, reason, partial(self._keep, draft))
        settled = await self._ask(screen)
        self._written = draft if settled is not None else ""
        return settled

    async def confirm(self, question: str) -> bool:
        return await self.choose([question], ("yes", "no")) == "yes"

    async def choose(self, lines: Sequence[str], answers: Sequence[str]) -> str | None:
        """Ask with a few lines; one of ``answers`` (see ``KeyScreen``)."""
        from tui.screens.pressing import KeyScreen

        return await self._ask(KeyScreen(lines, answers))

    async def read(
        self,
        title: str,
        rows: Sequence[ListRow],
        details: Mapping[str, str],
        keys: str,
        opens: Mapping[str, str] | None = None,
    ) -> str | None:
        """Show rows to read, the highlighted one in full below; ``keys`` lead back. What the one ``opens``
        that Enter is pressed on."""
        from tui.screens.showing import ListScreen

        return await self._ask(ListScreen(title, rows, details, keys, opens))

    async def _ask(self, screen: Screen[T]) -> T | None:
        return await self.app.push_screen_wait(screen)
