"""Where the index of a project is, and who may feed it just now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from content.search.index import Index
from content.search.synonyms import Synonyms
from store.engine import Engine
from store.errors import StoreError
from store.locking import Lock
from store.search.synonyms import own_text, synonyms_with


class Place:
    """The open index of one engine; in memory where the engine has no folder. For one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._opened_for: tuple[int, str] = (-1, "")
        self._synonyms = synonyms_with("")
        self._index: Index | None = None
        self._lock: Lock | None = None

    def index(self) -> Index:
        """Opened again after the project's files were replaced, or its synonyms changed."""
        now = (self._engine.generation, own_text(self._engine))
        if self._index is None or now != self._opened_for:
            self.close()
            self._synonyms = synonyms_with(now[1])
            self._index = self._opened()
            self._opened_for = now
        return self._index

    @property
    def words(self) -> str:
        """The project's own synonyms, as its file has them."""
        return own_text(self._engine)

    @property
    def synonyms(self) -> Synonyms:
        """The program's with the project's own."""
        self.index()
        return self._synonyms

    def other(self) -> Index:
        """An empty one with the same synonyms, in memory."""
        self.index()
        return Index.memory(self._synonyms)

    @contextmanager
    def alone(self, seconds: float) -> Iterator[None]:
        """No other process feeds the index meanwhile. Raises Busy if one does for so long, and Refused."""
        folder = self.index().folder
        if folder is None:
            yield
            return
        if self._lock is None:
            self._lock = Lock(folder / "feeding")
        with self._lock.held(seconds):
            yield

    def close(self) -> None:
        for one in (self._lock, self._index):
            if one is not None:
                one.close()
        self._lock = self._index = None

    def _opened(self) -> Index:
        folder = None
        with suppress(StoreError):
            folder = self._engine.cache_folder()
        if folder is None:
            return Index.memory(self._synonyms)
        return Index.open(folder, self._synonyms, self._engine.store_id)
