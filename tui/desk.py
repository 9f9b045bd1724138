"""What a command may ask of the screen: the desk as commands know it.

The screen (``tui/screens/desk.py``) is the one implementation; commands are written against this and are
tested with a small stand-in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from store.changes import Change
from store.review import Applied, Review
from store.rows import DemandRow, VerdictRow
from store.view import View
from tui.choices import Choice, Picked, Settled
from tui.context import Context

if TYPE_CHECKING:
    from textual.geometry import Region

    from tui.keymap import Keymap

T = TypeVar("T")


class Timeline(Protocol):
    """What commands may ask of the timeline. What goes somewhere says whether there was anything to go to."""

    def zoom(self, by: int) -> None:
        """So many steps closer (1) or wider (-1) between everything and single days."""

    def fit(self) -> None:
        """Everything at once."""

    def cycle_lane(self) -> None:
        """Divide the timeline in the next way: one list, by document, by topic, by kind."""

    def next_period(self, by: int) -> bool:
        """Go to the next (1) period, or to the beginning of this one or the one before (-1)."""

    def go_to_day(self, day: date) -> bool:
        """Go to what stands at a day or comes next, else to the last."""

    def go_to_undated(self) -> bool:
        """Go to the first thing that has no date; False if there is none."""

    def next_overdue(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) overdue thing, round the end."""

    def toggle_discarded(self) -> bool:
        """Show discarded events or hide them; whether they are shown now."""


class Filtered(Protocol):
    """What can show less, and more again."""

    filter_words: str

    def set_filter(self, words: str) -> None:
        """Show only what the query asks for; "" shows everything again."""

    def get_ready(self, view: View) -> None:
        """Do what would make the first filter slow. Safe from another thread."""

    @property
    def place(self) -> Any:
        """Where the cursor is."""

    def go_back_to(self, place: Any) -> None:
        """Put the cursor where it was, as far as that is shown."""

    @property
    def region(self) -> Region:
        """Where it is on the screen."""


class FocusedList(Filtered, Protocol):
    """What commands may ask of the list in focus."""

    def toggle_mark(self) -> None:
        """Mark the row under the cursor, or unmark it, and go on to the next."""

    def unmark(self) -> None:
        """Take all marks away."""

    def next_open(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) row that needs me, round the end; False if none does."""


class Checklist(Protocol):
    """What commands may ask of the checklist."""

    def fold(self) -> bool:
        """Fold or unfold the branch under the cursor; whether there was one."""

    def fold_all(self) -> bool:
        """Fold everything; with anything folded, unfold it. Whether there was anything."""

    def regroup(self) -> None:
        """Divide it in the next way: by topic, by addressee, by deadline, by state."""


class Desk(Protocol):
    """Where commands act. Every waiting method returns None when the reviewer backs out."""

    @property
    def view(self) -> View: ...

    @property
    def keymap(self) -> Keymap: ...

    def context(self) -> Context: ...

    def say(self, text: str, warn: bool = False) -> None:
        """Show one line until the next one."""

    async def apply(self, *changes: Change, said: str = "") -> Applied | None:
        """Make the changes one transaction; conflicts and refusals are shown here, then None is returned."""

    async def undo(self) -> None: ...

    async def redo(self) -> None: ...

    async def pick(self, title: str, choices: Sequence[Choice], create: bool = False) -> Picked | None: ...

    async def write(
        self,
        title: str,
        text: str = "",
        reading: Callable[[str], str] | None = None,
        draft: str = "",
        over: bool = False,
    ) -> str | None:
        """Ask for text; ``reading`` says below the line how it is understood while it is typed. What is typed
        goes on from ``text``, or takes its place if it is typed ``over`` it.

        ``draft`` names what is being written, so that it is offered again after a lost connection.
        """

    async def pick_colour(self, title: str, colour: str | None, used: Mapping[int, str]) -> str | None:
        """Ask for a colour of the 256, beginning with ``colour``; ``used`` are the letters of the tags that
        have one, by number. "" for none."""

    async def settle(self, demand: DemandRow, final: VerdictRow | None) -> Settled | None:
        """Show all verdicts on a demand and ask for the final one, starting from the one there is."""

    async def confirm(self, question: str) -> bool: ...

    def go(self, pane: str) -> None:
        """Focus a pane, bringing it on screen."""

    def move(self, way: str) -> None:
        """Move the cursor of the focused pane (see ``tui.commands.motions``)."""

    def step(self, by: int) -> None:
        """Focus the next (1) or previous (-1) pane that is on screen."""

    def zoom(self) -> None: ...

    def back(self) -> None:
        """Out one level: selection, marks, filter, zoom, then the list beside the reader."""

    def open(self, record_id: str) -> None:
        """Show a record where it stands: a document in the reader, a passage selected in it."""

    async def ask_filter(self, title: str, rows: Filtered, pane: str) -> None:
        """Ask for the filter of what a pane shows, which follows what is typed; the answer is remembered, and
        what is wrong with it said. Whoever backs out sees what was shown before."""

    def next_mark(self, by: int) -> None:
        """Go to the next (1) or previous (-1) hit in the reader's text, else mark of the kind chosen."""

    async def choose_stops(self) -> None:
        """Ask which kind of mark ``next_mark`` goes to."""

    async def search_text(self) -> None:
        """Ask for words and search for them in the reader's text."""

    async def show_outline(self) -> None:
        """Show the outline of the reader's text and go to an entry."""

    def show_labels(self) -> None:
        """Label what is on the reader's screen, to jump to."""

    def swap_ends(self) -> None:
        """Go to the other end of the selection."""

    async def next_to_do(self, by: int) -> None:
        """Go to the next (1) or previous (-1) thing in the project that needs me, and say what for."""

    def select(self) -> None:
        """Start or drop a selection in the reader."""

    @property
    def list(self) -> FocusedList | None: ...

    @property
    def timeline(self) -> Timeline: ...

    @property
    def checklist(self) -> Checklist: ...

    async def show_for_me(self) -> None:
        """Show what is for me, until the reviewer goes back or to one thing."""

    async def show_happened(self) -> None:
        """Show what others did since the last visit, until the reviewer goes back or to one thing."""

    def count_for_me(self, unread: int) -> None:
        """Show in the title how much of what is for me is unread."""

    def mark_seen(self) -> int:
        """All changes up to now, whose last one's number is given back, are no news any more."""

    def all_drafts(self) -> dict[str, str]:
        """What was begun and not stored, by name."""

    def drop_draft(self, name: str) -> None:
        """Throw a draft away."""

    async def show_history(self, record_id: str | None) -> None: ...

    async def show_events(self, event: str) -> None:
        """Show what stands on the timeline one after the other in full, beginning with this, until the
        reviewer goes back or to one in the text."""

    async def recheck(self) -> None:
        """Show the passages that new versions left open, until the reviewer goes back or to one of them."""

    async def search(self) -> None:
        """Ask for words and show what is found everywhere, until the reviewer goes back or to a hit."""

    async def show_demand(self, demand: str) -> None:
        """Show a demand beside its evidence and what may become some, until the reviewer goes back or to a
        passage."""

    async def show_matrix(self) -> None:
        """Show the demands against the documents, until the reviewer goes back or to one of the passages."""

    async def show_answered(self, target: str) -> None:
        """Show the demands that a document or a passage may answer."""

    async def show_codebook(self) -> None:
        """Show the codebook and what carries its tags, until the reviewer goes back or to a passage."""

    async def show_orphans(self) -> None:
        """Show the commitments that no demand asks for, until the reviewer goes back or to one of them."""

    async def show_synonyms(self) -> None:
        """Show the words that mean the same in searches, to be changed."""

    async def ask_words(self, words: str) -> str | None:
        """Ask what to search for, beginning with ``words``."""

    async def ask(self, question: Callable[[Review], T]) -> T | None:
        """What the review answers, asked beside the screen; trouble is shown here, then None is returned."""

    async def change_settings(self) -> None:
        """Show the settings and let one be changed."""

    async def change_setting(self, name: str) -> None:
        """Ask for another value of one setting (see ``tui.settings``)."""

    def tour(self) -> None:
        """Begin the tour of the desk, or end it."""

    async def show_versions(self, document: str, version: str | None = None) -> None:
        """Show an older version of a document beside the current one, by default the last before it."""

    async def show_help(self) -> None: ...

    async def show_palette(self) -> None: ...

    def copy(self, text: str) -> None: ...

    def text(self, document: str, version: str | None = None) -> str:
        """The text of a document's current or given version. Raises StoreError."""

    def quote(self, target: str) -> str:
        """The words of a passage or record, in one line."""

    def cited(self, target: str) -> str:
        """The words of a passage or record with their source: document, publisher, date, position."""

    def quit(self) -> None: ...
