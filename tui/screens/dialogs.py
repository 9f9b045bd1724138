"""Asking from the desk. The dialogs are loaded with the first question: fields to type in are much code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from textual.screen import Screen

from store.rows import DemandRow, VerdictRow
from store.view import View
from tui.desk import Choice, Picked, Settled
from tui.drafts import Drafts
from tui.locale import gettext as _
from tui.panes.rowlist import ListRow

T = TypeVar("T")


class Dialogs(Screen[None]):
    """What ``tui.desk.Desk`` promises of questions; None where the reviewer backs out."""

    drafts: Drafts

    @property
    def view(self) -> View:
        raise NotImplementedError

    async def pick(self, title: str, choices: Sequence[Choice], create: bool = False) -> Picked | None:
        from tui.screens.asking import PickScreen

        return await self._ask(PickScreen(title, choices, create))

    async def write(
        self,
        title: str,
        text: str = "",
        reading: Callable[[str], str] | None = None,
        draft: str = "",
    ) -> str | None:
        from tui.screens.asking import WriteScreen

        if not draft:
            return await self._ask(WriteScreen(title, text, reading))
        kept = self.drafts.get(draft)
        heading = _("{title} (your draft)").format(title=title) if kept else title
        answer = await self._ask(
            WriteScreen(heading, kept or text, reading, True, lambda words: self.drafts.keep(draft, words))
        )
        if answer is not None:
            self.drafts.drop(draft)
        return answer

    async def settle(self, demand: DemandRow, final: VerdictRow | None) -> Settled | None:
        from tui.screens.settling import SettleScreen

        draft = f"final:{demand.id}"
        reason = self.drafts.get(draft) or (final.reason if final else "")
        answer = final.answer if final else None
        keep = partial(self.drafts.keep, draft)
        settled = await self._ask(SettleScreen(self.view, demand, answer, reason, keep))
        if settled is not None:
            self.drafts.drop(draft)
        return settled

    async def confirm(self, question: str) -> bool:
        return await self.choose([question], {"y": _("yes")}) == "y"

    async def choose(self, lines: Sequence[str], answers: dict[str, str]) -> str | None:
        """Ask with a few lines; one of the keys of ``answers``."""
        from tui.screens.asking import KeyScreen

        return await self._ask(KeyScreen(lines, answers))

    async def read(self, title: str, rows: Sequence[ListRow], details: Mapping[str, str]) -> None:
        """Show rows to read, the highlighted one in full below."""
        from tui.screens.asking import ListScreen

        await self._ask(ListScreen(title, rows, details))

    async def _ask(self, screen: Screen[T]) -> T | None:
        return await self.app.push_screen_wait(screen)
