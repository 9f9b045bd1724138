"""The texts of versions, read from the project folder when needed."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from store.errors import Damaged, NotFound
from store.model import TEXT_FILE, Record

if TYPE_CHECKING:
    from store.engine import Engine


class Texts:
    """Reads texts and keeps the last ones, up to ``keep`` code points in all. Threads may share it."""

    def __init__(self, engine: Engine, keep: int = 1_000_000) -> None:
        self._engine = engine
        self._keep = keep
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, document: str, version: str) -> str:
        """The text of a version. NotFound if there is none; Damaged if it is not what was imported."""
        record = self._engine.get(version)
        if record is None or record["document"] != document:
            raise NotFound("{document} has no version {version}", document=document, version=version)
        digest = str(record["sha256"])
        with self._lock:
            if digest in self._kept:
                self._kept.move_to_end(digest)
                return self._kept[digest]
        text = self._load(record)
        with self._lock:
            self._kept[digest] = text
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > self._keep:
                self._kept.popitem(last=False)
        return text

    def _load(self, record: Record) -> str:
        path = TEXT_FILE.format(document=record["document"], version=record["id"])
        try:
            data = self._engine.read_file(path)
        except NotFound:
            raise Damaged("{path} is missing", "Restore it from a backup.", path=path) from None
        if hashlib.sha256(data).hexdigest() != record["sha256"]:
            raise Damaged("{path} is not the text that was imported", "Restore it from a backup.", path=path)
        return data.decode("utf-8")
