"""What led to the text, and the way back: full screens that lead to one another and to places."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from store.rows import DemandRow
from tui.commands.marking import resume_draft
from tui.desk import Desk
from tui.drafts import DRAFT
from tui.locale import gettext as _
from tui.screens.panes import Panes
from tui.screens.places import Places

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
    Leading: TypeAlias = (
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
    #: What a screen gives back: where it leads, None to go back.
    Place: TypeAlias = str | HitRow | Leading | None


class Trail:
    """The screens that were left for a place, the latest last. ``lay_over`` shows one until it is left and
    gives back what it does."""

    def __init__(
        self, desk: Desk, panes: Panes, places: Places, lay_over: Callable[[Overlay[Any]], Awaitable[Place]]
    ) -> None:
        self._desk, self._panes, self._places, self._lay_over = desk, panes, places, lay_over
        self._left: list[Callable[[], Leading]] = []
        #: The pane in which it began.
        self._begun = ""
        #: The list that led to the text, if one goes on in it there.
        self._walked: TaggedScreen | None = None

    def __bool__(self) -> bool:
        """Whether there is a way back."""
        return bool(self._left)

    def forget(self) -> None:
        """There is no way back from here."""
        self._left.clear()

    async def set_out(self, screen: Leading) -> None:
        """Show a screen, and what it leads to."""
        self.forget()
        self._begun = self._panes.focused
        await self._walk(screen)

    async def back(self) -> None:
        """Show the screen again that led here."""
        await self._walk(self._left.pop()())

    def step(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) place of the list that led to the text; False if none did."""
        walked = self._walked if self._left else None
        if walked is None:
            return False
        if place := walked.step(by):
            self._places.go(place)
            self._desk.say(walked.leaving())
        else:
            said = _("There is no further place in that direction; {key} leads back to the list.")
            self._desk.say(said.format(key=walked.key("go.back")), warn=True)
        return True

    async def _walk(self, screen: Leading) -> None:
        from tui.screens.demand import DemandScreen
        from tui.screens.overlay import Overlay

        while (place := await self._lay_over(screen)) or self._left:
            if not place:
                screen = self._left.pop()()
                continue
            self._left.append(screen.again)
            if isinstance(place, Overlay):
                screen = place
            elif isinstance(place, str) and isinstance(self._panes.view.by_id(place), DemandRow):
                screen = DemandScreen(self._desk, place, self._panes.demands.order, screen.at)
            else:
                await self._leave_for(place, screen)
                return
        demand = getattr(screen, "demand", None)
        if self._begun == "demands" and demand:
            self._panes.point_to("demands", demand)

    async def _leave_for(self, place: str | HitRow, screen: Leading) -> None:
        from tui.screens.tagged import TaggedScreen

        if isinstance(place, str) and place.startswith(DRAFT):
            await self._resume(place.removeprefix(DRAFT))
            return
        self._walked = screen if isinstance(screen, TaggedScreen) else None
        if self._places.go(place):
            self._desk.say(screen.leaving())

    async def _resume(self, draft: str) -> None:
        """Go to what a draft is for and write on."""
        target = draft.partition(":")[2]
        if ":" in target or not self._places.point_to(target):
            self._places.go(target)
        await resume_draft(self._desk, draft)
