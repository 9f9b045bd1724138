"""The full screens over the desk: what they show is looked up in the store's thread, what they give back is
opened. They are loaded when they are first wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from store.errors import StoreError
from store.review import Review
from tui.desk import Desk
from tui.locale import gettext as _
from tui.screens.dialogs import Dialogs
from tui.screens.panes import Panes
from tui.screens.places import Places
from tui.screens.trail import Trail
from tui.session import Session

if TYPE_CHECKING:
    from tui.screens.overlay import Overlay
    from tui.screens.searching import SearchScreen

T = TypeVar("T")


class Overlays(Dialogs):
    """What ``tui.desk.Desk`` promises of the full screens. Only one of them is shown at a time."""

    session: Session
    #: This screen, as the others know it.
    _desk: Desk
    _panes: Panes
    _places: Places
    _trail: Trail
    _over: Overlay[Any] | None = None
    _searched: SearchScreen | None = None

    @property
    def over(self) -> Overlay[Any] | None:
        """The full screen that is shown now."""
        return self._over if self._over is not None and self._over.is_mounted else None

    async def ask(self, question: Callable[[Review], T]) -> T | None:
        try:
            return await self.session.ask(question)
        except StoreError as error:
            self.complain(error)
            return None

    async def lay_over(self, screen: Overlay[T]) -> T | None:
        """Show a full screen until it is left."""
        from tui.screens.searching import SearchScreen

        self._over = screen
        try:
            return await self._ask(screen)
        finally:
            self._over = None
            if isinstance(screen, SearchScreen):
                self._searched = screen

    def come_back(self) -> bool:
        """Go back to the screen that led to the text; False if none did."""
        if not self._trail:
            return False
        self.start(self._trail.back())
        return True

    # Screens that lead to places

    async def ask_words(self, words: str) -> str | None:
        return await self.write(_("Search everywhere"), words, _how_to_search, over=True)

    async def search(self) -> None:
        from tui.screens.searching import SearchScreen

        words = await self.ask_words(self._searched.words if self._searched else "")
        if not words or not words.strip():
            return
        known = self._searched is not None and self._searched.words == words
        again = self._searched.again() if self._searched and known else None
        await self._trail.set_out(again or SearchScreen(self._desk, words))

    async def show_demand(self, demand: str) -> None:
        from tui.screens.demand import DemandScreen

        await self._trail.set_out(DemandScreen(self._desk, demand, self._panes.demands.order))

    async def show_answered(self, target: str) -> None:
        from tui.screens.answering import AnsweringScreen

        await self._trail.set_out(AnsweringScreen(self._desk, target))

    async def show_orphans(self) -> None:
        from tui.screens.orphans import OrphansScreen

        await self._trail.set_out(OrphansScreen(self._desk))

    async def show_codebook(self) -> None:
        from tui.screens.codebook import CodebookScreen

        await self._trail.set_out(CodebookScreen(self._desk))

    async def show_matrix(self) -> None:
        from tui.screens.matrix import MatrixScreen

        here, words = self._panes.context(), self._panes.demands.filter_words
        document = (here.document or "") if here.pane in ("reader", "documents") else ""
        await self._trail.set_out(MatrixScreen(self._desk, here.row or "", document, words))

    # Screens that lead nowhere, or to one place

    async def show_synonyms(self) -> None:
        from tui.screens.synonyms import SynonymsScreen

        await self.lay_over(SynonymsScreen(self._desk))

    async def show_events(self, event: str) -> None:
        from tui.screens.events import EventScreen

        pane = self._panes.timeline
        screen = EventScreen(self._desk, event, pane.filter_words, pane.discarded)
        if place := await self.lay_over(screen):
            self._places.open(place)
        else:
            self._panes.point_to("timeline", screen.event)

    async def show_versions(self, document: str, version: str | None = None) -> None:
        from tui.screens.versions import VersionScreen

        if place := await self.lay_over(VersionScreen(self._desk, document, version)):
            self._places.go(place)

    async def recheck(self) -> None:
        from tui.screens.recheck import RecheckScreen

        here = self._panes.view.passage_of(self._panes.context().thing)
        passage = await self.lay_over(
            RecheckScreen(self._desk, self._panes.document, here.id if here else "")
        )
        if passage:
            self._places.open(passage)


def _how_to_search(_words: str) -> str:
    return _('words, "phrases", begin*, AND OR NOT, tag: doc: by: date: is: in:')
