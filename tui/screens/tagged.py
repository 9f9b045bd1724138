"""What an expression of tags holds for: a list to walk through, here or in the text."""

from __future__ import annotations

from content.tag_expressions import Misread
from store.codebook.expression import TaggedRow, find, read
from store.view import View
from tui.comparing import Part
from tui.desk import Desk
from tui.expressing import ask_expression, problem
from tui.formatting import number
from tui.locale import N_, ngettext
from tui.locale import gettext as _
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.panes.tagged_rows import place_of, tagged_id, tagged_lines, tagged_rows
from tui.screens.overlay import SCROLL, Key, Overlay


class TaggedScreen(Overlay[object]):
    """Gives back a place to be shown in the text, where n and N then go on (``step``)."""

    KEYS = (
        Key("enter", "place", N_("In the text"),
            N_("Show it in the text; there n and N go on to the next and previous one, Esc leads back.")),
        Key("e /", "expression", N_("Expression"),
            N_("Change the expression: and, or, not, near, parentheses.")),
        *SCROLL,
        Key("escape q", "back", N_("Back"), N_("Back to where I came from.")),
    )  # fmt: skip
    FOOTER = ("place", "expression", "page_down", "help", "back")

    def __init__(self, desk: Desk, expression: str, at: str = "") -> None:
        super().__init__(desk)
        self.expression, self.at = expression, at
        self._found: list[TaggedRow] | None = None
        self._problem = ""

    def again(self) -> TaggedScreen:
        """Another one that begins where this one was left, or where ``step`` went."""
        other = TaggedScreen(self._desk, self.expression, self.at)
        other._found = self._found
        return other

    @property
    def worked_out(self) -> bool:
        """Whether there is something to see."""
        return self._found is not None or bool(self._problem)

    def show(self, view: View) -> None:
        super().show(view)
        self.start(self._find(view), instead=True)

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
            self._found, self._problem = found, ""
            self.redraw()

    @property
    def _here(self) -> TaggedRow | None:
        wanted = self.list.highlighted
        return next((row for row in self._found or () if tagged_id(row) == wanted), None)

    def rows(self, width: int) -> list[ListRow]:
        return tagged_rows(self._view, self._found or [], width)

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        row = self._here
        around = sheet.room * sheet.size.height // 3
        return tagged_lines(self._view, row, self._desk.text, sheet.room, around) if row else []

    def heading(self) -> str:
        parts = [_("Tags: {expression}").format(expression=self.expression)]
        if self._found is not None:
            places = len(self._found)
            documents = len({row.document for row in self._found if row.document})
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
        found = self._found or []
        here = next((at for at, row in enumerate(found) if tagged_id(row) == self.at), -1)
        if not 0 <= here + by < len(found):
            return None
        row = found[here + by]
        self.at = tagged_id(row)
        return place_of(self._view, row)

    def leaving(self) -> str:
        found = self._found or []
        here = next((at for at, row in enumerate(found, 1) if tagged_id(row) == self.at), 0)
        return _("{number}/{total} · {expression} · n N go on, Esc leads back").format(
            number=number(here), total=number(len(found)), expression=self.expression
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
            self.expression, self._found = typed, None
            self.show(self._view)
            self.list.action_first()
