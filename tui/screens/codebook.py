"""The codebook: its tags as a tree, to be changed, and to go to what carries them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from textual import events

from content.tag_expressions import named
from store.codebook.tree import Node, tree
from store.tag_order import BETWEEN
from store.view import View
from tui.commands import coding
from tui.comparing import Part
from tui.desk import Desk
from tui.expressing import ask_expression
from tui.formatting import number
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.codebook_rows import codebook_rows, tag_lines
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.screens.overlay import Overlay
from tui.screens.tag_table import TagTableScreen
from tui.screens.tagged import TaggedScreen

#: What a change comes to: the name to go to, None where nothing was changed.
Changed = Awaitable[str | None]


class CodebookScreen(Overlay[object]):
    """Gives back the screen of what carries a tag. ``worked_out`` tells that there is something to see."""

    PANE = "codebook"

    def __init__(self, desk: Desk, at: str = "", words: str = "") -> None:
        super().__init__(desk)
        self.at = at
        self._words = words
        self._named: dict[str, Node] = {}
        self._pressed = ""
        self.worked_out = False

    def again(self) -> CodebookScreen:
        """Another one that begins where this one was left."""
        return CodebookScreen(self._desk, self.at, self._words)

    def show(self, view: View) -> None:
        super().show(view)
        self.start_anew(partial(self._work_out, view))

    async def _work_out(self, view: View) -> None:
        """Beside the screen: counting takes its time where much is tagged."""
        nodes = await self._desk.ask(lambda _review: tree(view))
        if nodes is None:
            return
        self._named = {node.name: node for node in nodes}
        self.worked_out = True
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        self._pressed = event.character or ""
        super().on_key(event)

    def rows(self, width: int) -> list[ListRow]:
        return codebook_rows(list(self._named.values()), self._words)

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        node = self._here
        return tag_lines(self._view, node, sheet.room) if node else []

    def heading(self) -> str:
        count = sum(node.tag is not None for node in self._named.values())
        said = ngettext("{count} tag", "{count} tags", count).format(count=number(count))
        return " · ".join([_("Codebook"), said, *([f"/{self._words}"] if self._words else [])])

    def nothing(self) -> str:
        if not self.worked_out:
            return ""
        if self._words:
            return _("No tag matches; {key} changes the filter.").format(key=self.key("codebook.filter"))
        return _("No tags yet; {key} adds one.").format(key=self.key("codebook.add"))

    @property
    def _here(self) -> Node | None:
        return self._named.get(self.list.highlighted or "")

    # What the keys do

    def do_passages(self) -> None:
        if (node := self._here) is not None:
            expression = named(node.name, below=len(node.ids) > (node.tag is not None))
            self._list(expression)

    def do_expression(self) -> None:
        self.start(self._expression())

    async def _expression(self) -> None:
        node = self._here
        typed = await ask_expression(self._desk, named(node.name) + " " if node else "")
        if typed is not None:
            self._list(typed)

    def _list(self, expression: str) -> None:
        self.at = self.list.highlighted or ""
        self.dismiss(TaggedScreen(self._desk, expression))

    def do_table(self) -> None:
        self.at = self.list.highlighted or ""
        self.dismiss(TagTableScreen(self._desk, self.at))

    def do_add(self) -> None:
        above = (self.list.highlighted or "").rpartition(BETWEEN)[0]
        self.start(self._changed(coding.add(self._desk, above)))

    def do_rename(self) -> None:
        self._change(lambda node, _all: coding.rename(self._desk, node))

    def do_move(self) -> None:
        self._change(lambda node, nodes: coding.move(self._desk, node, nodes))

    def do_merge(self) -> None:
        self._change(lambda node, nodes: coding.merge(self._desk, node, nodes))

    def do_delete(self) -> None:
        self._change(lambda node, _all: coding.delete(self._desk, node))

    def do_describe(self) -> None:
        self._change(lambda node, _all: coding.describe(self._desk, node))

    def do_colour(self) -> None:
        self._change(lambda node, nodes: coding.colour(self._desk, node, nodes))

    def do_hotkey(self) -> None:
        key = self._pressed
        self._change(lambda node, nodes: coding.hotkey(self._desk, node, key, nodes))

    def _change(self, change: Callable[[Node, Sequence[Node]], Changed]) -> None:
        if (node := self._here) is not None:
            self.start(self._changed(change(node, list(self._named.values()))))

    async def _changed(self, change: Changed) -> None:
        name = await change
        if name is not None:
            self.made += 1
            self.at = name
            self.redraw()

    def do_filter(self) -> None:
        self.start(self._filter())

    async def _filter(self) -> None:
        typed = await self._desk.write(_("Filter the codebook"), self._words)
        if typed is not None:
            self._words = typed.strip()
            self.redraw()
