"""The checklist of demands: what is asked, how far each is reviewed, answered and due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from store.view import View
from tui.formatting import number
from tui.locale import NP_, pgettext
from tui.locale import gettext as _
from tui.needing import demand_need
from tui.panes.demand_groups import GROUPINGS
from tui.panes.demand_rows import demand_rows, progress
from tui.panes.demand_tree import Node, above, progress_bar, short_progress, tree
from tui.panes.filtering import wanted_by
from tui.panes.listpane import ListPane
from tui.panes.rows import ListRow

__all__ = ["DemandsPane", "demand_rows", "progress"]

#: What stands beside the progress in the title, and the cells of its bar.
BESIDE, BAR = 16, 8


class DemandsPane(ListPane):
    """The tree of demands, with the branches that are folded."""

    pane_id = "demands"
    label = NP_("pane", "Demands")

    collapsed: frozenset[str] = frozenset()
    grouping = "topic"

    def project(self, view: View, width: int) -> Sequence[ListRow]:
        return demand_rows(
            view, self.collapsed, self.filter_words, me=view.me, width=width, grouping=self.grouping
        )

    def needing(self, view: View) -> Sequence[str]:
        lead = view.role == "lead"
        return [demand.id for demand in view.demands if demand_need(demand, view.me, lead)]

    def details(self) -> str:
        if self.view is None:
            return ""
        way = GROUPINGS[self.grouping]
        before = f"· {pgettext('grouping', way)} " if way else ""
        room = self.room - len(before) - BESIDE - len(self.filter_words)
        if not (told := progress(self.view)):
            return before + self._only_suggested(self.view)
        if len(told) > room:
            return before + short_progress(self.view.demands)
        bar = progress_bar(self.view.demands, BAR) if len(told) + BAR < room else ""
        return before + " ".join(filter(None, (bar, told)))

    def _only_suggested(self, view: View) -> str:
        """How many demands there are to look through, before the first is accepted."""
        left = sum(demand.state == "suggested" for demand in view.demands)
        return _("{count} suggested").format(count=number(left)) if left else ""

    def nothing(self) -> str:
        return _("No demands yet.")

    def order(self, view: View) -> Sequence[str]:
        nodes = tree(view.demands, frozenset(), wanted_by(view, self.filter_words), self.grouping)
        return [node.id for node in nodes if node.demand]

    def kept(self) -> dict[str, Any]:
        return {"grouping": self.grouping, "folded": sorted(self.collapsed)}

    def take_up(self, kept: Mapping[str, Any]) -> None:
        grouping, folded = kept.get("grouping"), kept.get("folded")
        if isinstance(grouping, str) and grouping in GROUPINGS:
            self.grouping = grouping
        if isinstance(folded, list):
            self.collapsed = frozenset(row for row in folded if isinstance(row, str))

    def regroup(self) -> None:
        """Divide the list in the next way; what was folded is unfolded."""
        ways = list(GROUPINGS)
        self.grouping = ways[(ways.index(self.grouping) + 1) % len(ways)]
        self.collapsed = frozenset()
        self.redraw()

    def fold_all(self) -> bool:
        """Fold everything; with anything folded, unfold everything. The highlight stays, or goes above. False
        where nothing can be folded."""
        here, nodes = self.highlighted or "", self._whole()
        branches = frozenset(node.id for node in nodes if node.branches)
        self.collapsed = frozenset() if self.collapsed else branches
        self.redraw()
        any(map(self.highlight, (here, *above(nodes, here))))
        return bool(branches)

    def _whole(self) -> list[Node]:
        return tree(self.view.demands, frozenset(), grouping=self.grouping) if self.view else []

    def fold(self) -> bool:
        """Fold or unfold the highlighted branch; on a leaf, fold what it belongs to. False if none."""
        branch = self._branch()
        if branch is None:
            return False
        self.collapsed ^= {branch}
        self.redraw()
        self.highlight(branch)
        return True

    def reveal(self, row_id: str) -> None:
        hiding = above(self._whole(), row_id) & self.collapsed
        if hiding:
            self.collapsed -= hiding
            self.redraw()

    def _branch(self) -> str | None:
        here = self.highlighted
        if here is None or self.filter_words or self.view is None:
            return None
        if here in self.collapsed:
            return here
        nodes = self._whole()
        at = next((index for index, node in enumerate(nodes) if node.id == here), None)
        if at is None or nodes[at].branches:
            return here if at is not None else None
        return next((node.id for node in reversed(nodes[:at]) if node.depth < nodes[at].depth), None)
