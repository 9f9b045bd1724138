"""The full screens over the desk: what they show is looked up in the store's thread, what they give back is
opened. They are loaded when they are first wanted.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from store.changes.targets import parse_passage
from store.errors import StoreError
from store.review import Review
from store.rows import DemandRow, EvidenceRow, NoteRow, VerdictRow
from tui.drafts import DRAFT
from tui.locale import gettext as _
from tui.panes.hit_rows import spot
from tui.screens.dialogs import Dialogs
from tui.screens.panes import Panes
from tui.session import Session

if TYPE_CHECKING:
    from store.search.searching import HitRow
    from tui.screens.answering import AnsweringScreen
    from tui.screens.codebook import CodebookScreen
    from tui.screens.demand import DemandScreen
    from tui.screens.for_me import ForMeScreen
    from tui.screens.happened import HappenedScreen
    from tui.screens.matrix import MatrixScreen
    from tui.screens.orphans import OrphansScreen
    from tui.screens.overlay import Overlay
    from tui.screens.searching import SearchScreen
    from tui.screens.tag_table import TagTableScreen
    from tui.screens.tagged import TaggedScreen

    #: What leads to other places, and is there again when one comes back.
    Leading = (
        AnsweringScreen
        | CodebookScreen
        | DemandScreen
        | ForMeScreen
        | HappenedScreen
        | MatrixScreen
        | OrphansScreen
        | SearchScreen
        | TagTableScreen
        | TaggedScreen
    )

T = TypeVar("T")

#: Where the records that stand in no text are listed.
PANE_OF = {"f": "demands", "e": "timeline", "d": "documents"}


class Overlays(Dialogs):
    """What ``tui.desk.Desk`` promises of the full screens. Only one of them is shown at a time."""

    session: Session
    _panes: Panes
    _over: Overlay[object] | None = None
    _searched: SearchScreen | None = None
    #: What led to the text, and the pane in which that began.
    _trail: list[Callable[[], Leading]]
    _begun = ""
    #: The list that led to the text, if one goes on in it there.
    _walked: TaggedScreen | None = None

    def complain(self, error: StoreError) -> None:
        """Say what the store refused."""
        raise NotImplementedError

    def open(self, record_id: str) -> None:
        """As ``tui.desk.Desk.open``."""
        raise NotImplementedError

    async def resume(self, draft: str) -> None:
        """Go to what a draft is for and write on."""
        raise NotImplementedError

    def say(self, text: str, warn: bool = False) -> None:
        """As ``tui.desk.Desk.say``."""
        raise NotImplementedError

    def start(self, work: Awaitable[None]) -> None:
        """Do what waits for an answer or for the store, as for a command."""
        raise NotImplementedError

    @property
    def over(self) -> Overlay[object] | None:
        """The full screen that is shown now."""
        return self._over if self._over is not None and self._over.is_mounted else None

    async def ask(self, question: Callable[[Review], T]) -> T | None:
        try:
            return await self.session.ask(question)
        except StoreError as error:
            self.complain(error)
            return None

    async def ask_words(self, words: str) -> str | None:
        return await self.write(_("Search everywhere"), words, _how_to_search, over=True)

    async def search(self) -> None:
        from tui.screens.searching import SearchScreen

        words = await self.ask_words(self._searched.words if self._searched else "")
        if not words or not words.strip():
            return
        known = self._searched is not None and self._searched.words == words
        again = self._searched.again() if self._searched and known else None
        await self._set_out(again or SearchScreen(self, words))  # type: ignore[arg-type]

    async def show_demand(self, demand: str) -> None:
        from tui.screens.demand import DemandScreen

        await self._set_out(DemandScreen(self, demand, self._panes.demands.order))  # type: ignore[arg-type]

    async def show_answered(self, target: str) -> None:
        from tui.screens.answering import AnsweringScreen

        await self._set_out(AnsweringScreen(self, target))  # type: ignore[arg-type]

    async def show_orphans(self) -> None:
        from tui.screens.orphans import OrphansScreen

        await self._set_out(OrphansScreen(self))  # type: ignore[arg-type]

    async def show_codebook(self) -> None:
        from tui.screens.codebook import CodebookScreen

        await self._set_out(CodebookScreen(self))  # type: ignore[arg-type]

    async def show_synonyms(self) -> None:
        from tui.screens.synonyms import SynonymsScreen

        await self._lay_over(SynonymsScreen(self))  # type: ignore[arg-type]

    async def show_matrix(self) -> None:
        from tui.screens.matrix import MatrixScreen

        here, words = self._panes.context(), self._panes.demands.filter_words
        document = (here.document or "") if here.pane in ("reader", "documents") else ""
        await self._set_out(MatrixScreen(self, here.row or "", document, words))  # type: ignore[arg-type]

    async def _set_out(self, screen: Leading) -> None:
        self._trail.clear()
        self._begun = self._panes.focused
        await self._walk(screen)

    async def _walk(self, screen: Leading) -> None:
        """Lay it over, and what it leads to; what led to the text is what ``come_back`` goes back to."""
        from tui.screens.demand import DemandScreen
        from tui.screens.overlay import Overlay
        from tui.screens.tagged import TaggedScreen

        while place := await self._over_desk(screen) or self._trail:
            if isinstance(place, list):
                screen = self._trail.pop()()
                continue
            self._trail.append(screen.again)
            if isinstance(place, Overlay):
                screen = place
                continue
            if isinstance(place, str) and place.startswith(DRAFT):
                await self.resume(place.removeprefix(DRAFT))
                return
            if not isinstance(place, str) or not isinstance(self._panes.view.by_id(place), DemandRow):
                self._walked = screen if isinstance(screen, TaggedScreen) else None
                if self._open_place(place):
                    self.say(screen.leaving())
                return
            screen = DemandScreen(self, place, self._panes.demands.order, screen.at)  # type: ignore[arg-type]
        demand = getattr(screen, "demand", None)
        if self._begun == "demands" and demand:
            self._panes.point_to("demands", demand)

    async def _over_desk(self, screen: Leading) -> str | HitRow | Leading | None:
        from tui.screens.searching import SearchScreen

        overlay: Overlay[Any] = screen
        place: str | HitRow | Leading | None = await self._lay_over(overlay)
        if isinstance(screen, SearchScreen):
            self._searched = screen
        return place

    def come_back(self) -> bool:
        """Go back to the screen that led to the text; False if none did."""
        if not self._trail:
            return False
        self.start(self._walk(self._trail.pop()()))
        return True

    def walk_on(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) place of the list that led to the text; False if none did."""
        walked = self._walked if self._trail else None
        if walked is None:
            return False
        if place := walked.step(by):
            self._open_place(place)
            self.say(walked.leaving())
        else:
            self.say(_("There is no further place in that direction; Esc leads back to the list."), warn=True)
        return True

    def _open_place(self, place: str | HitRow) -> bool:
        """A hit, a record, or a passage such as "d2:410-520"; False (and it is said) for what is nowhere."""
        if not isinstance(place, str):
            self._open_hit(place)
        elif passage := parse_passage(place):
            document, spans = passage
            self._panes.open_at(document, (spans[0][0], spans[-1][1]))
        elif place[:1] != "n" and self._panes.view.document_of(place):
            self.open(place)
        elif not self._point_to(place):
            self.say(_("This is gone, or stands nowhere."), warn=True)
            return False
        return True

    async def show_events(self, event: str) -> None:
        from tui.screens.events import EventScreen

        pane = self._panes.timeline
        screen = EventScreen(self, event, pane.filter_words, pane.discarded, pane.known)  # type: ignore[arg-type]
        if place := await self._lay_over(screen):
            self.open(place)
        else:
            self._panes.point_to("timeline", screen.event)

    async def show_versions(self, document: str, version: str | None = None) -> None:
        from tui.screens.versions import VersionScreen

        screen = VersionScreen(self, document, version)  # type: ignore[arg-type]
        if place := await self._lay_over(screen):
            self._open_place(place)

    async def recheck(self) -> None:
        from tui.screens.recheck import RecheckScreen

        here = self._panes.view.passage_of(self._panes.context().thing)
        screen = RecheckScreen(self, self._panes.document, here.id if here else "")  # type: ignore[arg-type]
        passage = await self._lay_over(screen)
        if passage:
            self.open(passage)

    async def _lay_over(self, screen: Overlay[T]) -> T | None:
        self._over = screen  # type: ignore[assignment]
        try:
            return await self._ask(screen)
        finally:
            self._over = None

    def _open_hit(self, hit: HitRow) -> None:
        """A document's words in the reader, a record in its pane."""
        if hit.kind == "document" and hit.document:
            self._panes.open_at(hit.document, spot(hit, self.session.review.text) or (0, 1))
        elif not self._point_to(hit.id):
            self.open(hit.id)

    def _point_to(self, record_id: str) -> bool:
        """Highlight a record in the pane that lists it, a note below what it is about."""
        row = self._panes.view.by_id(record_id)
        if isinstance(row, EvidenceRow | VerdictRow):  # listed below their demand
            return self._point_to(row.demand)
        if not isinstance(row, NoteRow):
            pane = PANE_OF.get(record_id[:1])
            return pane is not None and self._panes.point_to(pane, record_id)
        if not self._point_to(row.target):
            self.open(row.target)
        return self._panes.point_to("notes", record_id)


def _how_to_search(_words: str) -> str:
    return _('words, "phrases", begin*, AND OR NOT, tag: doc: by: date: is: in:')
