"""An older version of a document, to read, beside the one there is now; what differs is marked in both."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from content.quoting import inside
from store.model import Record
from store.rows import DocumentRow
from store.view import View
from tui import render
from tui.commands.general import nothing_but_blanks
from tui.context import Context
from tui.desk import Desk
from tui.formatting import moment
from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.panes.reader import Reader
from tui.screens.keysbar import KeysBar
from tui.screens.overlay import Overlay
from tui.screens.styles import panes
from tui.versions import Versions, compared, place_in

#: Cells from which on both stand beside one another.
WIDE = 100


class VersionScreen(Overlay[str]):
    """Gives back a passage of the current text ("d2:410-411") that is to be shown at the desk.

    ``version`` is the older one, by default the last before the current one.
    """

    DEFAULT_CSS = (
        panes("#sides > Reader")
        + """
    #sides {
        height: 1fr;
        layout: horizontal;
    }

    #sides > Reader {
        width: 1fr;
        overflow-y: scroll;
    }

    #sides > Reader.-flat:focus, #sides > Reader.-flat {
        border: none;
    }
    """
    )
    PANE = "versions"

    def __init__(self, desk: Desk, document: str, version: str | None = None) -> None:
        super().__init__(desk)
        self._document = document
        self._versions = self._known(desk.view)
        ids = [one["id"] for one in self._versions]
        self._at = ids.index(version) if version in ids[:-1] else max(0, len(ids) - 2)
        self._compared = Versions((), (), ())

    def _known(self, view: View) -> list[Record]:
        return sorted(view.lookup.versions_of(self._document), key=lambda one: one["number"])

    # What is shown

    def compose(self) -> ComposeResult:
        yield Bar(id="title")
        with Container(id="sides"):
            yield Reader(id="old")
            yield Reader(id="new")
        yield Bar(id="status", wrap=True)
        yield KeysBar(id="footer")

    @property
    def old(self) -> Reader:
        return self.query_one("#old", Reader)

    @property
    def new(self) -> Reader:
        return self.query_one("#new", Reader)

    @property
    def here(self) -> Reader:
        """The side that has the cursor."""
        return self.new if self.focused is self.new else self.old

    def begin(self) -> None:
        self.old.focus()

    def show(self, view: View) -> None:
        """Compare anew where there is another version; a document that is gone can't be read any more."""
        versions = self._known(view)
        if view.by_id(self._document) is None or not versions:
            self.dismiss(None)
            return
        changed = versions != self._versions or not self.old.document
        self._view, self._versions = view, versions
        if changed:
            self._read()
        self.redraw()

    def _read(self) -> None:
        """Show both texts; where they differ comes as soon as it is known."""
        older, current = self._versions[self._at]["id"], self._versions[-1]["id"]
        texts = self._desk.text(self._document, older), self._desk.text(self._document, current)
        self.old.show(older, texts[0], ())
        self.new.show(current, texts[1], ())
        self._compared = Versions((), (), ())
        self.start_anew(partial(self._compare, *texts))

    async def _compare(self, old: str, new: str) -> None:
        found = await self._desk.ask(lambda _review: compared(old, new))
        if found is None:
            return
        self._compared = found
        self.old.show_found(found.went)
        self.new.show_found(found.came)
        self._follow()
        self.redraw()

    def redraw(self) -> None:
        wide = self.size.width >= WIDE
        self.old.display = wide or self.here is self.old
        self.new.display = wide or self.here is self.new
        self.old.border_title = render.content(self._named(self._at))
        self.new.border_title = render.content(self._named(len(self._versions) - 1))
        self.detail()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.redraw()

    def _named(self, at: int) -> str:
        """„Fassung 1 von 2 · 22.11.2026 10:35 · alt, nur zu lesen“"""
        number = _("version {number} of {count}").format(number=at + 1, count=len(self._versions))
        what = _("current") if at == len(self._versions) - 1 else _("old, read only")
        return f"{what} · {number} · {moment(self._versions[at]['at'])}"

    def subject(self) -> str | None:
        return self._document

    def heading(self) -> str:
        row = self._view.by_id(self._document)
        title = row.title if isinstance(row, DocumentRow) else self._document
        at = self._at if self.here is self.old else len(self._versions) - 1
        return f"{self._named(at)} · {title}"

    def detail(self, same: bool = False) -> None:
        self.label()

    @on(Reader.Moved)
    def _follow(self) -> None:
        """The other side goes along."""
        here = self.here
        other = self.new if here is self.old else self.old
        there = place_in(self._compared.same, here.cursor, to_new=here is self.old)
        if self._compared.same and other.cursor != there:
            other.go_along(there)

    @property
    def moved(self) -> Reader:
        return self.here

    def context(self) -> Context:
        """As of any full screen, and what is selected to be copied."""
        here = self.here
        selection = f"{self._document}:{here.selection[0]}-{here.selection[1]}" if here.selection else None
        return replace(super().context(), document=self._document, selection=selection)

    # What the keys do

    def do_select(self) -> None:
        self.here.toggle_selection()

    def do_swap(self) -> None:
        self.here.swap_ends()

    def do_jump(self) -> None:
        if not self.here.show_labels():
            self.say(_("There is no other sentence and no mark on the screen."), warn=True)

    def do_next(self) -> None:
        self._step(1)

    def do_previous(self) -> None:
        self._step(-1)

    def _step(self, way: int) -> None:
        stop = self.here.step(way) if self.here.searching else None
        if stop is None:
            said = (
                _("Nothing went from this version; {key} shows what came.")
                if self.here is self.old
                else _("Nothing came into this version; {key} shows what went.")
            )
            self.say(said.format(key=self.key("versions.other")), warn=True)
        else:
            self.say(_("difference {number}/{total}").format(number=stop.number, total=stop.total))

    def do_other(self) -> None:
        other = self.new if self.here is self.old else self.old
        other.display = True
        self.set_focus(other)
        self.redraw()

    def do_older(self) -> None:
        self._turn(-1, _("There is no older version."))

    def do_newer(self) -> None:
        self._turn(1, _("There is no newer one but the current version."))

    def _turn(self, by: int, last: str) -> None:
        if not 0 <= self._at + by < len(self._versions) - 1:
            self.say(last, warn=True)
            return
        self._at += by
        self._read()
        self.redraw()

    def do_copy(self) -> None:
        here = self.here
        start, end = here.selection or here.sentence or (here.cursor, here.cursor)
        version = here.document or ""
        words = self._desk.text(self._document, version)[start:end].strip()
        if not words:
            self.say(nothing_but_blanks(), warn=True)
            return
        self._desk.copy(f"„{inside(words)}“ ({self.heading()}, {self._document}:{start}-{end}, {version})")

    def do_place(self) -> None:
        at = self.new.cursor
        self.dismiss(f"{self._document}:{at}-{at + 1}")
