"""Which passages' text changed since they were chosen, and which evidence hangs on them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from store.engine import Moment
from store.model import SUSPECT, split_id


class Suspects:
    """The suspect passages of a moment: marked so, or left behind in an older version of their document."""

    def __init__(self, moment: Moment, current_version: Callable[[str], str | None]) -> None:
        self._moment, self._current_version = moment, current_version
        self._outdated: dict[str, frozenset[int]] = {}

    def has(self, passage_id: str, document: str) -> bool:
        """Whether a passage of a document is suspect."""
        number = split_id(passage_id)[1]
        return number in self._marked or number in self._left_behind(document)

    @cached_property
    def evidence(self) -> frozenset[int]:
        """The numbers of the evidence at suspect passages."""
        passages = set(self._marked)
        if self._moment.count("versions") > self._moment.count("documents"):
            passages.update(*map(self._left_behind, self._moment.ids("documents")))
        found = (self._moment.numbers("evidence", "passage", f"p{number}") for number in passages)
        return frozenset(number for numbers in found for number in numbers)

    @cached_property
    def _marked(self) -> frozenset[int]:
        found = (self._moment.numbers("passages", "suspect", state) for state in SUSPECT)
        return frozenset(number for numbers in found for number in numbers)

    def _left_behind(self, document: str) -> frozenset[int]:
        """The numbers of the passages that stand in older versions of a document."""
        if document not in self._outdated:
            passages: frozenset[int] = frozenset()
            if self._moment.count("versions", "document", document) > 1:
                current = self._current_version(document)
                passages = frozenset(self._moment.numbers("passages", "document", document))
                passages -= frozenset(self._moment.numbers("passages", "version", current))
            self._outdated[document] = passages
        return self._outdated[document]
