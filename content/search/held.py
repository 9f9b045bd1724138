"""The connection to an index's file, mended whenever it turns out to be no good."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from content.search.index_file import IndexFile, in_memory

_Answer = TypeVar("_Answer")


class IndexUnwritable(OSError):
    """Nothing can be put in now (the disk is full); what is in stays searchable."""


class Held:
    """One file, or a place in memory for None. Threads may share it: they take turns.

    ``fresh`` says that the file is empty because it is new: so it may be after any call.
    """

    def __init__(self, file: IndexFile | None) -> None:
        self.fresh = True
        self._file = file
        self._lock = threading.RLock()
        self._connection = self._connected()

    @property
    def folder(self) -> Path | None:
        """Where the file lies; None in memory."""
        return self._file.folder if self._file is not None else None

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def __del__(self) -> None:
        if hasattr(self, "_connection"):  # it was made
            self._connection.close()

    def clear(self) -> None:
        """Goes on with an empty file."""
        with self._lock:
            if self._file is not None:
                self._renewed(damaged=True)
            else:
                self._connection.close()
                self._connection = in_memory()

    def asked(self, ask: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
        """The answer of the file, or of an empty one in its place if it is gone or damaged."""
        with self._lock:
            if self._file is not None and self._file.gone():
                self._renewed(damaged=False)
            try:
                return ask(self._connection)
            except sqlite3.DatabaseError as error:
                if self._file is None or not _damage(error):
                    raise
                self._renewed(damaged=True)
                return ask(self._connection)

    def changed(self, change: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
        """The answer of a transaction. Raises IndexUnwritable."""
        try:
            return self.asked(lambda db: in_transaction(db, change))
        except sqlite3.OperationalError as error:
            raise IndexUnwritable(str(error)) from error

    def _connected(self) -> sqlite3.Connection:
        if self._file is None:
            return in_memory()
        for _attempt in range(3):
            self.fresh = self._file.fresh
            try:
                return self._file.connect()
            except sqlite3.OperationalError as error:
                if not _damage(error):
                    raise
                self._file.renew(self._file.path)
            except sqlite3.DatabaseError:
                self._file.renew(self._file.path)
        return in_memory()

    def _renewed(self, damaged: bool) -> None:
        """Another file, after the old one was damaged or another process put a newer in its place."""
        assert self._file is not None
        self._connection.close()
        try:
            self._file.renew(self._file.path if damaged else Path())
            self._connection = self._connected()
        except (OSError, sqlite3.Error):
            self._file, self._connection = None, in_memory()
            self.fresh = True


def in_transaction(db: sqlite3.Connection, change: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
    db.execute("BEGIN IMMEDIATE")
    try:
        answer = change(db)
        db.execute("COMMIT")
        return answer
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _damage(error: sqlite3.Error) -> bool:
    """Whether the file is no good, rather than busy, full or not to be written."""
    if (code := getattr(error, "sqlite_errorcode", None)) is None:
        return isinstance(error, sqlite3.OperationalError)  # text that is no UTF-8
    broken = ("no such table", "no such column", "vtable constructor failed")
    if code & 0xFF == sqlite3.SQLITE_ERROR:
        return any(words in str(error) for words in broken)
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)
