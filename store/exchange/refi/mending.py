"""Selections whose words stand elsewhere than they are said to stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.exchange.refi.dialects import LONG, edges, says
from store.exchange.refi.model import Selection, Source

#: A name of fewer letters may stand in a text by accident.
TELLING = 8
#: Selections that are looked at to tell whether a project's names are quotations; some of each source.
LOOKED_AT, OF_EACH = 300, 5
_SIGNS = "….\u00a0 "

Stretch = tuple[int, int]


class Mending:
    """Names are quotations in a project where half of them stand somewhere in their text; elsewhere a name is
    believed only where its selection cuts words, and its words stand in the text once."""

    def __init__(self, sources: Sequence[Source]) -> None:
        found = looked = 0
        for source in sources:
            told = [one.name for one in source.selections if len(one.name.strip()) >= TELLING]
            for name in told[: max(OF_EACH, LOOKED_AT // len(sources))]:
                found += name in source.text or _pattern(name).search(source.text) is not None
                looked += 1
        self._quoted = looked > 0 and 2 * found >= looked

    def sure(self, source: Source, stated: Sequence[Stretch | None]) -> list[Stretch | None]:
        """For each selection where its words are, else where it was said to be."""
        sure = list(stated)
        order = sorted(range(len(stated)), key=lambda at: source.selections[at].start)
        shift = 0
        for at in order:
            selection, span = source.selections[at], stated[at]
            sure[at] = self._place(source, selection, span, shift)
            if span and (found := sure[at]) and found != span:
                shift = found[0] - span[0]
        return sure

    def _place(
        self, source: Source, selection: Selection, span: Stretch | None, shift: int
    ) -> Stretch | None:
        """``shift`` is by how much the selection before stood elsewhere."""
        name = selection.name.strip()
        if not name or (span and says(source.text[slice(*span)], name)):
            return span
        telling = len(name) >= TELLING
        cuts = span is None or edges(source.text, *span) < 2
        if not (telling and (cuts or self._quoted)) and not (self._quoted and source.drifts):
            return span
        found = [match.span() for match in _pattern(name).finditer(source.text)]
        if span is None:
            return found[0] if len(found) == 1 and telling else None
        if not found or any(span[0] <= start and end <= span[1] for start, end in found):
            return span
        if len(found) > 1 and not self._quoted:
            return span
        start, end = min(found, key=lambda place: abs(place[0] - span[0] - shift))
        return start, max(end, start + span[1] - span[0]) if _cut(name) else end


def _cut(name: str) -> bool:
    return len(name) >= LONG or name[-1] in _SIGNS


def _pattern(name: str) -> re.Pattern[str]:
    """The words, however they are parted; of a name that was cut, those that are left."""
    words = name.strip().rstrip(_SIGNS).split() or name.split()
    return re.compile(r"\s+".join(map(re.escape, words)))
