"""Rows that are made when they are looked at, of things that stand in a list one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from store.unmade import Unmade
from tui.panes.rows import ListRow


class Thing(Protocol):
    """What has a row; the row has its id."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Thing)


class MadeRows(Unmade[ListRow], Generic[T]):
    """``row_of`` makes the row of one of the ``things``; those that are ``heads`` get headers."""

    def __init__(
        self,
        things: Sequence[T],
        row_of: Callable[[T], ListRow],
        heads: Callable[[T], bool] = lambda _thing: False,
    ) -> None:
        self._things, self._row_of, self._heads = things, row_of, heads

    def make(self, at: int) -> ListRow:
        return self._row_of(self._things[at])

    def __len__(self) -> int:
        return len(self._things)

    def index_of(self, row_id: str) -> int | None:
        """Where the row with this id stands; headers don't count."""
        at = next((at for at, thing in enumerate(self._things) if thing.id == row_id), None)
        return None if at is None or self._heads(self._things[at]) else at

    def ids(self) -> Iterator[str]:
        """The ids of all rows but the headers, in order."""
        return (thing.id for thing in self._things if not self._heads(thing))


class RowsById(Unmade[ListRow]):
    """Rows of which only the ids are known; ``row_of`` makes the one with an id."""

    def __init__(self, ids: Sequence[str], row_of: Callable[[str], ListRow]) -> None:
        self._ids, self._row_of = ids, row_of

    def make(self, at: int) -> ListRow:
        return self._row_of(self._ids[at])

    def __len__(self) -> int:
        return len(self._ids)

    def index_of(self, row_id: str) -> int | None:
        """Where the row with this id stands."""
        return self._ids.index(row_id) if row_id in self._ids else None

    def ids(self) -> Iterator[str]:
        """The ids of all rows, in order."""
        return iter(self._ids)
