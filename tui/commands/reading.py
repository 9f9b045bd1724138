"""Going about in the text of the reader and selecting in it."""

from __future__ import annotations

from store.rows import DocumentRow
from tui.commands.base import Command
from tui.context import Context
from tui.desk import Desk
from tui.locale import N_
from tui.locale import gettext as _


class InText(Command):
    """Base of what needs a text in the reader."""

    panes: tuple[str, ...] = ("reader",)

    def why_not(self, context: Context) -> str | None:
        return None if context.document else _("Open a document first.")


class SearchText(InText):
    id, key, label = "reader.search", "/", N_("Search")
    help = N_(
        "Search in this text; [go.next_mark] and [go.previous_mark] go to the next and the previous hit."
    )
    rank = 8

    async def run(self, desk: Desk) -> None:
        await desk.search_text()


class NextMark(InText):
    id, key, label = "go.next_mark", "n", N_("Next mark or hit")
    help = N_(
        "Go to the next search hit in the text, else to the next mark of the kind chosen with [reader.stops]."
    )

    def run(self, desk: Desk) -> None:
        desk.next_mark(1)


class PreviousMark(InText):
    id, key, label = "go.previous_mark", "N", N_("Previous mark or hit")
    help = N_(
        "Go to the previous search hit in the text, else to the previous mark of the kind chosen with "
        "[reader.stops]."
    )

    def run(self, desk: Desk) -> None:
        desk.next_mark(-1)


class ChooseStops(InText):
    id, key, label = "reader.stops", "*", N_("Kind of mark")
    help = N_(
        "Choose which marks [go.next_mark] and [go.previous_mark] go to: all, those to check, suggestions, "
        "demands, evidence, events, notes, or one tag's."
    )

    async def run(self, desk: Desk) -> None:
        await desk.choose_stops()


class ShowOutline(InText):
    id, key, label = "reader.outline", "O", N_("Outline")
    help = N_("Show the headings of this text and go to one; without headings its sections or paragraphs.")

    async def run(self, desk: Desk) -> None:
        await desk.show_outline()


class JumpLabels(InText):
    id, key, label, panes = "reader.jump", "f", N_("Jump"), ("reader", "versions")
    help = N_("Label the sentences and marks on the screen; typing a label goes there, also while selecting.")

    def run(self, desk: Desk) -> None:
        desk.show_labels()


class Select(InText):
    id, key, label, panes = "reader.select", "v", N_("Select"), ("reader", "versions")
    help = N_(
        "Start a selection at the cursor, then move; [text.take_sentence] takes in the next sentence, "
        "[text.word] the next word, [text.take_paragraph] the paragraph, [reader.swap] goes to the other end."
        " Again, or [go.back], drops it."
    )
    rank = 2

    def run(self, desk: Desk) -> None:
        desk.select()


class SwapEnds(InText):
    id, key, label, panes = "reader.swap", "%", N_("Other end"), ("reader", "versions")
    help = N_("Go to the other end of the selection, to move that one.")

    def why_not(self, context: Context) -> str | None:
        if context.selection is None:
            return _("Nothing is selected: [reader.select] begins a selection.")
        return super().why_not(context)

    def run(self, desk: Desk) -> None:
        desk.swap_ends()


class OlderVersions(Command):
    id, key, label, panes = "document.versions", "I", N_("Older versions"), ("documents", "reader")
    help = N_(
        "Read an older version of the document beside the current one, with what differs marked; so does "
        "[rows.open] in its history ([change.history])."
    )

    def why_not(self, context: Context) -> str | None:
        row = _document(context)
        if row is None:
            return _("Go to a document first.")
        return None if len(row.versions) > 1 else _("There is only one version of this document.")

    async def run(self, desk: Desk) -> None:
        if row := _document(desk.context()):
            await desk.show_versions(row.id)


def _document(context: Context) -> DocumentRow | None:
    """The document under the cursor, or the one that is read."""
    row = context.view.by_id(context.row if context.pane == "documents" else context.document)
    return row if isinstance(row, DocumentRow) else None
