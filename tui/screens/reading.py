"""What the desk does with the text in the reader: going about in it, saying what is under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.tag_order import placed
from tui.choices import Choice
from tui.formatting import number
from tui.gutter import DEMAND, EVIDENCE, NOTE, SUGGESTED, letter_of
from tui.highlights import OPEN, SUGGESTIONS, TAG, Highlights
from tui.keymap import Keymap
from tui.locale import NP_, ngettext, pgettext
from tui.locale import gettext as _
from tui.panes.legend import legend, place
from tui.render import one_line
from tui.screens.dialogs import Dialogs
from tui.screens.panes import Panes
from tui.session import Session
from tui.signs import RECHECK_SIGNS, SUGGESTION_SIGNS

if TYPE_CHECKING:
    from content.outline import Outline

#: What ``n`` may go to: the stop, its sign, its name.
STOPS = (
    (OPEN, RECHECK_SIGNS["check"], NP_("stop", "passages to check, orphans")),
    (SUGGESTIONS, SUGGESTED, NP_("stop", "suggestions")),
    ("demand", DEMAND, NP_("stop", "demands")),
    ("evidence", EVIDENCE, NP_("stop", "evidence")),
    ("event", SUGGESTION_SIGNS["confirmed"], NP_("stop", "events")),
    ("note", NOTE, NP_("stop", "notes")),
    ("tag", "#", NP_("stop", "tags")),
)
EVERYTHING = "*"

OUTLINES = {
    "headings": NP_("outline", "Headings"),
    "sections": NP_("outline", "Numbered sections (no headings are known here)"),
    "paragraphs": NP_("outline", "Paragraphs (no headings are known here)"),
}


class Reading(Dialogs):
    """What ``tui.desk.Desk`` promises of the reader."""

    keymap: Keymap
    session: Session
    _panes: Panes

    @property
    def legend(self) -> str:
        """What the line below the panes says while there is no message."""
        if self._panes.focused != "reader":
            return ""
        reader = self._panes.reader
        if reader.labels:
            return _("Type a label to go there; any other key: back.")
        return legend(self.view, reader.marks_here, reader.stop, reader.selected)

    def select(self) -> None:
        self._panes.reader.toggle_selection()

    def swap_ends(self) -> None:
        self._panes.reader.swap_ends()

    def show_labels(self) -> None:
        if not self._panes.reader.show_labels():
            self.say(_("There is no other sentence and no mark on the screen."), warn=True)

    def next_mark(self, by: int) -> None:
        reader = self._panes.reader
        before = reader.cursor
        stop = reader.step(by)
        if stop is None:
            self.say(_("There is no such mark and no hit in this text."), warn=True)
        elif reader.cursor == before:
            self.say(_("No other mark and no other hit there."), warn=True)
        elif stop.round:
            round_ = _("On from the beginning") if by > 0 else _("On from the end")
            self.say(f"{round_} · {self.legend}")

    async def choose_stops(self) -> None:
        reader = self._panes.reader
        if not len(reader.highlights):
            self.say(_("There is no mark in this text yet."), warn=True)
            return
        choices = stop_choices(reader.highlights)
        picked = await self.pick(self._names(_("Which marks do {next} and {previous} go to?")), choices)
        if picked is None:
            return
        stop = reader.go_by("" if picked.id == EVERYTHING else picked.id)
        if stop:
            self.say(
                self._names(
                    _("{next} and {previous} now go to: {kind} ({place})."),
                    kind=stop_name(picked.id),
                    place=place(stop),
                )
            )

    def _names(self, said: str, **more: str) -> str:
        """With the keys that go on to the next mark and back."""
        keys = {"next": "go.next_mark", "previous": "go.previous_mark"}
        return said.format(**{name: self.keymap.shown(one) for name, one in keys.items()}, **more)

    async def search_text(self) -> None:
        words = await self.write(_("Search in this text"), self._panes.search_words, self._count, over=True)
        if words is None:
            return
        hits = self._panes.search(words)
        if hits:
            said = ngettext(
                "{count} hit.", "{count} hits; {next} and {previous} go from one to the next.", hits
            )
            self.say(self._names(said, count=number(hits)))
        elif words.strip():
            self.say(_("“{words}” does not stand in this text.").format(words=words), warn=True)

    def _count(self, words: str) -> str:
        hits = len(self._panes.reader.matches(words))
        return ngettext("{count} hit", "{count} hits", hits).format(count=number(hits))

    async def show_outline(self) -> None:
        from content.outline import outline
        from tui.screens.outlining import OutlineScreen

        document = self._panes.document
        if document is None:
            return
        text = self.session.review.text(document)
        found = outline(text, self.session.review.regions(document))
        if not found.headings:
            self.say(_("This text has no headings and no paragraphs."), warn=True)
            return
        title = pgettext("outline", OUTLINES[found.kind])
        entries = outline_choices(found, len(text))
        picked = await self._ask(OutlineScreen(title, entries, found.at(self._panes.reader.cursor)))
        if picked is not None:
            self._panes.reader.go_along(int(picked.id))


def stop_choices(highlights: Highlights) -> list[Choice]:
    """What n and N can go to in a text with these marks, with how many there are; tags by name last."""
    counted = highlights.counted()
    kinds = [(stop, f"{sign} {pgettext('stop', name)}") for stop, sign, name in STOPS if counted[stop]]
    names = sorted((stop for stop in counted if stop.startswith(TAG)), key=placed)
    tags = [(stop, f"  {letter_of(stop[1:])} {stop[1:]}") for stop in names]
    choices = [Choice(EVERYTHING, _("* all marks"), number(len(highlights.starts())), "1")]
    for at, (stop, label) in enumerate([*kinds, *tags], 2):
        choices.append(Choice(stop, label, number(counted[stop]), str(at) if at < 10 else ""))
    return choices


def stop_name(stop: str) -> str:
    """The name of what n and N go to."""
    if stop == EVERYTHING:
        return _("all marks")
    known = next((pgettext("stop", name) for kind, _sign, name in STOPS if kind == stop), None)
    return known or stop.removeprefix(TAG)


def outline_choices(outline: Outline, length: int) -> list[Choice]:
    """The entries, indented by their depth, with how far down the text they stand."""
    return [
        Choice(
            str(entry.start),
            "  " * (entry.level - 1) + one_line(entry.text),
            f"{100 * entry.start // length} %",
        )
        for entry in outline.headings
    ]
