"""What was found everywhere for some words, while the index may still be on its way."""

from __future__ import annotations

from store.rows import TagRow
from store.search.searching import Found, HitRow
from store.view import View
from tui.comparing import Part
from tui.desk import Desk
from tui.formatting import number
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.hit_rows import hit_id, hit_lines, hit_rows, indexed
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.remarks import remark
from tui.screens.overlay import Overlay

#: At most so many hits are listed.
MOST = 100


class SearchScreen(Overlay[HitRow]):
    """Lists what was found for ``words``; gives back the hit to open. ``words`` are the latest query."""

    PANE = "search"

    def __init__(self, desk: Desk, words: str) -> None:
        super().__init__(desk)
        self.words = words
        self._found: Found | None = None

    def again(self) -> SearchScreen:
        """Another one that begins where this one was left."""
        other = SearchScreen(self._desk, self.words)
        other._found, other.at = self._found, self.at
        return other

    def show(self, view: View) -> None:
        super().show(view)
        self.start_anew(self._search)

    async def _search(self) -> None:
        words = self.words
        await self.look(lambda review, seconds: review.search(words, limit=MOST, seconds=seconds), self._take)

    def _take(self, found: Found) -> None:
        self._found = found
        self._remark(found)

    def _remark(self, found: Found) -> None:
        """Say what of the query was ignored, and what was perhaps meant."""
        said = list(map(remark, found.remarks))
        if found.instead is not None:
            meant = _("Did you mean “{words}”? {key} searches for it.")
            said.append(meant.format(words=found.instead, key=self.key("search.instead")))
        if said:
            self.say(" · ".join(said), warn=bool(found.remarks))

    @property
    def _meant(self) -> str | None:
        """What was perhaps to be searched for."""
        return self._found.instead if self._found else None

    def idle(self) -> dict[str, str]:
        why = _("There is no other word that was perhaps meant.")
        return {} if self._meant is not None else {"search.instead": why}

    @property
    def _hits(self) -> dict[str, HitRow]:
        return {hit_id(hit): hit for hit in self._found.hits} if self._found else {}

    def rows(self, width: int) -> list[ListRow]:
        return hit_rows(self._view, list(self._hits.values()), width)

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        hit = self._hits.get(self.list.highlighted or "")
        if hit is None:
            return []
        around = sheet.room * sheet.size.height // 3
        return hit_lines(self._view, hit, self._desk.text, sheet.room, around)

    def heading(self) -> str:
        parts = [_("Search: {words}").format(words=self.words)]
        if self._found is not None:
            count = len(self._found.hits)
            shown = f"{number(count)}+" if count == MOST else number(count)
            parts += [ngettext("{count} hit", "{count} hits", count).format(count=shown)]
            parts += filter(None, [indexed(self._found.progress)])
        return " · ".join(parts)

    def nothing(self) -> str:
        return _("Searching …") if self._found is None else _("Nothing was found.")

    # What the keys do

    def do_open(self) -> None:
        hit = self._hits.get(self.list.highlighted or "")
        if hit is None:
            self.say(_("Nothing is under the cursor here."), warn=True)
        elif isinstance(tag := self._view.by_id(hit.id), TagRow):
            self._other(f'tag:"{tag.name}"')
        else:
            self.at = self.list.highlighted or ""
            self.dismiss(hit)

    def do_back(self) -> None:
        self.at = self.list.highlighted or ""
        super().do_back()

    def do_ask(self) -> None:
        self.start(self._ask())

    async def _ask(self) -> None:
        words = await self._desk.ask_words(self.words)
        if words:
            self._other(words)

    def do_instead(self) -> None:
        if self._meant is not None:
            self._other(self._meant)

    def _other(self, words: str) -> None:
        self.words, self._found = words, None
        self.show(self._view)
        self.list.move("first")
