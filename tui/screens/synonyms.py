"""Words that mean the same in a project's searches: what its team has added, what the program brings."""

from __future__ import annotations

from collections.abc import Callable

from store.review import Review
from store.search.synonyms import Group, add_group, own_groups, parted, remove_group, shipped_groups
from store.view import View
from tui import render
from tui.comparing import Part
from tui.desk import Desk
from tui.formatting import number
from tui.locale import gettext as _
from tui.panes.rows import Cell, ListRow
from tui.panes.sheet import Sheet
from tui.screens.overlay import Overlay
from tui.wrapping import wrapped

BETWEEN = " = "


def brought() -> str:
    """Why a group is not to be changed."""
    return _("The program brings these; they cannot be changed here.")


class SynonymsScreen(Overlay[None]):
    """Lists them, the project's own first. Gives nothing back."""

    PANE = "synonyms"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._own: list[Group] | None = None
        self._words = ""

    def show(self, view: View) -> None:
        super().show(view)
        self.start_anew(self._read)

    async def _read(self) -> None:
        self._own = await self._desk.ask(lambda review: own_groups(review.engine))
        self.redraw()

    @property
    def _groups(self) -> dict[str, tuple[Group, bool]]:
        """Ours and the program's, as far as they have the words filtered for."""
        ours = {f"o{place}": (group, True) for place, group in enumerate(self._own or ())}
        brought = {f"s{place}": (group, False) for place, group in enumerate(shipped_groups())}
        words = self._words.casefold()
        return {
            one: found
            for one, found in (ours | brought).items()
            if words in BETWEEN.join(found[0]).casefold()
        }

    @property
    def _ours(self) -> Group | None:
        """The project's own group under the cursor."""
        group, ours = self._groups.get(self.list.highlighted or "", ((), False))
        return group if ours else None

    def rows(self, width: int) -> list[ListRow]:
        names = {True: _("ours"), False: _("built in")}
        widest = max(map(len, names.values()))
        return [
            ListRow(one, (Cell(names[ours], "" if ours else "dim", widest), Cell(BETWEEN.join(group))))
            for one, (group, ours) in self._groups.items()
        ]

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        group, ours = self._groups.get(self.list.highlighted or "", ((), False))
        said = "" if ours or not group else brought()
        parts = [(BETWEEN.join(group), "bold"), (said, "dim")]
        return [
            line
            for words, style in parts
            if words
            for line in wrapped([(render.one_line(words), style)], sheet.room)
        ]

    def heading(self) -> str:
        parts = [
            _("Words that mean the same"),
            _("{count} of ours").format(count=number(len(self._own or ()))),
        ]
        return " · ".join([*parts, f"/{self._words}"] if self._words else parts)

    def nothing(self) -> str:
        return _("No group has these words.")

    def idle(self) -> dict[str, str]:
        return {} if self._ours else dict.fromkeys(("synonyms.edit", "synonyms.remove"), brought())

    # What the keys do

    def do_add(self) -> None:
        self.start(self._write((), _("New words that mean the same, with = between them")))

    def do_edit(self) -> None:
        if (group := self._ours) is not None:
            self.start(self._write(group, _("Words that mean the same, with = between them")))

    async def _write(self, before: Group, title: str) -> None:
        typed = await self._desk.write(title, BETWEEN.join(before))
        if typed is None or (after := parted(typed)) == before:
            return
        await self._change(lambda review: add_group(review, after, instead=before), BETWEEN.join(after))

    def do_remove(self) -> None:
        if (group := self._ours) is not None:
            words = _("Removed: {words}").format(words=BETWEEN.join(group))
            self.start(self._change(lambda review: remove_group(review, group), words))

    async def _change(self, change: Callable[[Review], object], said: str) -> None:
        done = await self._desk.ask(lambda review: (change(review), True))
        if done is not None:
            self.say(said)
        await self._read()

    def do_filter(self) -> None:
        self.start(self._filter())

    async def _filter(self) -> None:
        typed = await self._desk.write(_("Filter"), self._words)
        if typed is not None:
            self._words = typed.strip()
            self.redraw()
            self.list.move("first")
