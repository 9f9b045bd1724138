"""What an expression of tags holds for: a list to walk through, here or in the text."""

from __future__ import annotations

from functools import partial

from content.tag_expressions import Misread
from store.codebook.expression import TaggedRow, find, read
from store.codebook.tables import NO_DOCUMENT
from store.view import View
from tui.comparing import Part
from tui.desk import Desk
from tui.expressing import ask_expression, problem
from tui.formatting import number
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.panes.tagged_rows import place_of, tagged_id, tagged_lines, tagged_rows
from tui.screens.overlay import Overlay


class TaggedScreen(Overlay[object]):
    """Gives back a place to be shown in the text, where n and N then go on (``step``)."""

    PANE = "tagged"

    def __init__(self, desk: Desk, expression: str, at: str = "", document: str | None = None) -> None:
        """``document``: only what stands in it, or in none (``NO_DOCUMENT``)."""
        super().__init__(desk)
        self.expression, self.at = expression, at
        self._document = document
        self._found: dict[str, TaggedRow] | None = None
        self._problem = ""

    def again(self) -> TaggedScreen:
        """Another one that begins where this one was left, or where ``step`` went."""
        other = TaggedScreen(self._desk, self.expression, self.at, self._document)
        other._found = self._found
        return other

    @property
    def worked_out(self) -> bool:
        """Whether there is something to see."""
        return self._found is not None or bool(self._problem)

    def show(self, view: View) -> None:
        super().show(view)
        self.start_anew(partial(self._find, view))

    async def _find(self, view: View) -> None:
        """Beside the screen: texts may have to be read."""
        try:
            node = read((tag.name for tag in view.tags), self.expression)
        except Misread as error:
            self._found, self._problem = None, problem(error)
            self.redraw()
            return
        found = await self._desk.ask(lambda review: find(view, node, review.text))
        if found is not None:
            self._found = {tagged_id(row): row for row in found if self._wanted(row)}
            self._problem = ""
            self.redraw()

    def _wanted(self, row: TaggedRow) -> bool:
        return self._document is None or (row.document or NO_DOCUMENT) == self._document

    @property
    def _here(self) -> TaggedRow | None:
        return (self._found or {}).get(self.list.highlighted or "")

    def rows(self, width: int) -> list[ListRow]:
        return tagged_rows(self._view, list((self._found or {}).values()), width)

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        row = self._here
        around = sheet.room * sheet.size.height // 3
        return tagged_lines(self._view, row, self._desk.text, sheet.room, around) if row else []

    def heading(self) -> str:
        parts = [_("Tags: {expression}").format(expression=self.expression)]
        if self._found is not None:
            places = len(self._found)
            documents = len({row.document for row in self._found.values() if row.document})
            parts += [
                ngettext("{count} place", "{count} places", places).format(count=number(places)),
                ngettext("{count} document", "{count} documents", documents).format(count=number(documents)),
            ]
        return " · ".join(parts)

    def nothing(self) -> str:
        if self._problem:
            return self._problem
        return "" if self._found is None else _("Nothing carries these tags.")

    def step(self, by: int) -> str | None:
        """The next (1) or previous (-1) place, also while this screen is not shown; None at the end."""
        found = list(self._found or ())
        there = self._number + by
        if not 0 <= there < len(found):
            return None
        self.at = found[there]
        return place_of(self._view, (self._found or {})[self.at])

    @property
    def _number(self) -> int:
        """Which place ``at`` is, from 0; -1 for none."""
        return next((number for number, one in enumerate(self._found or ()) if one == self.at), -1)

    def leaving(self) -> str:
        return _("{number}/{total} · {expression} · {next} {previous} go on, {back} leads back").format(
            next=self.key("go.next_mark"),
            previous=self.key("go.previous_mark"),
            back=self.key("go.back"),
            number=number(self._number + 1),
            total=number(len(self._found or ())),
            expression=self.expression,
        )

    # What the keys do

    def do_place(self) -> None:
        if row := self._here:
            self.at = tagged_id(row)
            self.dismiss(place_of(self._view, row))

    def do_expression(self) -> None:
        self.start(self._expression())

    async def _expression(self) -> None:
        typed = await ask_expression(self._desk, self.expression)
        if typed is not None:
            self.expression, self._found, self._document = typed, None, None
            self.show(self._view)
            self.list.move("first")
