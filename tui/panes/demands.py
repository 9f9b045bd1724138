"""The checklist of demands: what is asked, how far each is reviewed, answered and due."""

from __future__ import annotations

from collections.abc import Sequence

from store.rows import DemandRow
from store.view import View
from tui.locale import NP_
from tui.locale import gettext as _
from tui.needing import demand_need
from tui.panes.demand_rows import demand_rows, progress
from tui.panes.demand_tree import short_progress, topic_id, tree
from tui.panes.filtering import wanted_by
from tui.panes.listpane import ListPane
from tui.panes.rows import ListRow

__all__ = ["DemandsPane", "demand_rows", "progress"]


class DemandsPane(ListPane):
    """The tree of demands, with the branches that are folded."""

    pane_id = "demands"
    label = NP_("pane", "Demands")

    collapsed: frozenset[str] = frozenset()

    def project(self, view: View, width: int) -> Sequence[ListRow]:
        return demand_rows(view, self.collapsed, self.filter_words, me=view.me, width=width)

    def needing(self, view: View) -> Sequence[str]:
        lead = view.role == "lead"
        return [demand.id for demand in view.demands if demand_need(demand, view.me, lead)]

    def details(self) -> str:
        if self.view is None:
            return ""
        told = progress(self.view)
        return told if len(told) + 16 <= self.room else short_progress(self.view.demands)

    def nothing(self) -> str:
        return _("No demands yet.")

    def order(self, view: View) -> Sequence[str]:
        return [
            node.id
            for node in tree(view.demands, frozenset(), wanted_by(view, self.filter_words))
            if node.demand
        ]

    def toggle_collapse(self) -> bool:
        """Fold or unfold the highlighted branch; on a leaf, fold what it belongs to. False if none."""
        branch = self._branch()
        if branch is None:
            return False
        self.collapsed ^= {branch}
        self.redraw()
        self.highlight(branch)
        return True

    def reveal(self, row_id: str) -> None:
        hiding = self._above(row_id) & self.collapsed
        if hiding:
            self.collapsed -= hiding
            self.redraw()

    def _branch(self) -> str | None:
        here = self.highlighted
        if here is None or self.filter_words or self.view is None:
            return None
        if here in self.collapsed:
            return here
        nodes = tree(self.view.demands, frozenset())
        at = next((index for index, node in enumerate(nodes) if node.id == here), None)
        if at is None or nodes[at].branches:
            return here if at is not None else None
        return next((node.id for node in reversed(nodes[:at]) if node.depth < nodes[at].depth), None)

    def _above(self, row_id: str) -> frozenset[str]:
        """The branches that a demand stands in."""
        by_id: dict[str, DemandRow] = {d.id: d for d in self.view.demands} if self.view else {}
        above: dict[str, None] = {}
        demand = by_id.get(row_id)
        while demand is not None:
            top, demand = demand, by_id.get(demand.parent or "")
            if demand is not None and demand.id in above:
                break
            above[demand.id if demand else topic_id(top.topic or "")] = None
        return frozenset(above)
