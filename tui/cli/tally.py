"""What became of the files of an import, counted."""

from __future__ import annotations

from collections import Counter

from store.importing import Imported
from tui.explaining import translated
from tui.locale import gettext as _
from tui.locale import ngettext

#: More files than this have a sum at the end; the lines of fewer are seen at a glance.
FEW = 10


class Tally:
    """Counts what it is told; ``documents`` are those that the files are in the project."""

    def __init__(self) -> None:
        self.documents: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()

    def add(self, imported: Imported) -> None:
        self._counts[imported.status] += 1
        if imported.document is not None:
            self.documents.add(imported.document)
        if imported.error is not None:
            self._reasons[translated(imported.error)] += 1

    @property
    def failed(self) -> int:
        return self._counts["failed"]

    @property
    def is_long(self) -> bool:
        return self._counts.total() > FEW

    def note(self) -> str:
        """Behind the progress bar: how many failed so far."""
        return _("{count} not imported").format(count=self.failed) if self.failed else ""

    def lines(self) -> list[str]:
        """The sum, and why files failed, the commonest reason first."""
        files = self._counts.total()
        sum_ = ngettext("{count} file", "{count} files", files).format(count=files)
        parts = [_("{count} imported").format(count=self._counts["imported"])]
        if self._counts["duplicate"]:
            parts.append(_("{count} there already").format(count=self._counts["duplicate"]))
        if self.failed:
            parts.append(_("{count} not imported").format(count=self.failed))
        reasons = [f"  {count} × {reason}" for reason, count in self._reasons.most_common()]
        return [f"{sum_}: {', '.join(parts)}", *reasons]
