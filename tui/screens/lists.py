"""The list panes, each loaded and made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import Any

from tui.arrangement import LISTS
from tui.panes.listpane import ListPane


class Lists:
    """Those made so far, by name. ``new`` are the documents to show as such, ``lanes`` how the timeline is
    divided where I never chose, ``kept`` how the lists were arranged when I left; ``told`` puts keys into
    what they say (see ``Keymap.told``)."""

    def __init__(
        self, new: Set[str], lanes: str, kept: Mapping[str, Any], told: Callable[[str], str] = str
    ) -> None:
        self._new, self._lanes, self._kept, self._told = new, lanes, kept, told
        self._made: dict[str, ListPane] = {}

    def get(self, name: str) -> ListPane | None:
        """The list of that name, if it is made."""
        return self._made.get(name)

    def missing(self) -> list[str]:
        """The names of those that are not made yet."""
        return [name for name in LISTS if name not in self._made]

    def make(self, name: str) -> ListPane:
        """The list of that name, to be mounted."""
        pane = self._made[name] = self._load(name)
        pane.told = self._told
        kept = self._kept.get(name)
        if isinstance(kept, dict):
            pane.take_up(kept)
        return pane

    def kept(self) -> dict[str, Any]:
        """How each list is arranged, or was where it was not wanted."""
        return {**self._kept, **{name: pane.kept() for name, pane in self._made.items()}}

    def _load(self, name: str) -> ListPane:
        if name == "documents":
            from tui.panes.documents import DocumentsPane

            documents = DocumentsPane()
            documents.new = self._new
            return documents
        if name == "timeline":
            from tui.panes.timeline import TimelinePane

            timeline = TimelinePane()
            timeline.settle(self._lanes)
            return timeline
        if name == "demands":
            from tui.panes.demands import DemandsPane

            return DemandsPane()
        from tui.panes.notes import NotesPane

        return NotesPane()
