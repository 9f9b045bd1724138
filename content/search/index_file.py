"""Where an index lies, and how several processes come to one good file.

An index is a cache: its file is named by a hash of everything that decides what is in it, so a program with
another analyser makes a file of its own. A damaged file is never mended or replaced, since others may have
it open: the next one gets the next number, and the old ones are unlinked. Making files is done under a lock.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

BUSY_SECONDS = 30.0
#: Pages held by a session, in KiB.
CACHE = 2000

#: Posting lists are long: on pages twice the usual size a tenth less time goes into writing them.
SCHEMA = """
PRAGMA page_size = 8192;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE owner (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL) STRICT;
CREATE TABLE unit (
    id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,
    document TEXT, version TEXT, start INTEGER NOT NULL, finish INTEGER NOT NULL,
    evidence INTEGER NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX unit_of ON unit (owner);
CREATE VIRTUAL TABLE passage USING fts5 (stem, part, prefix, content='', tokenize='ascii');
CREATE VIRTUAL TABLE word USING fts5vocab (passage, 'row');
PRAGMA user_version = 1;
"""


class IndexFile:
    """The newest file of one kind in a folder, made if there is none. Raises OSError where none can be."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.folder, self.kind = folder, kind
        if folder.is_symlink():
            raise OSError(errno.ELOOP, "is a link", str(folder))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path, self.fresh = self._find()
        self._inode = 0

    def connect(self) -> sqlite3.Connection:
        """Raises sqlite3.DatabaseError for a damaged file."""
        connection = _opened(self.path)
        self._inode = _inode(self.path)
        return connection

    def gone(self) -> bool:
        """Whether another process has put another file in its place, perhaps of the same name."""
        return _inode(self.path) != self._inode

    def renew(self, damaged: Path) -> None:
        """The next file, unless another process has already made it."""
        self.path, self.fresh = self._find(damaged)

    def _find(self, damaged: Path | None = None) -> tuple[Path, bool]:
        with _locked(self.folder / "lock"):
            there = self._files()
            if there and there[-1] != damaged:
                return there[-1], False
            number = _number(there[-1]) + 1 if there else 1
            made = self._made(self.folder / f"{self.kind}-{number}.db")
            for old in self._others(made):
                old.unlink(missing_ok=True)
            return made, True

    def _made(self, path: Path) -> Path:
        """An empty index, whole before it has its name."""
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        try:
            connection = sqlite3.connect(draft)
            try:
                connection.executescript(SCHEMA)
            finally:
                connection.close()
            draft.chmod(0o600 if self.folder.stat().st_mode & 0o077 == 0 else 0o660)
            os.replace(draft, path)
        except sqlite3.Error as error:
            draft.unlink(missing_ok=True)
            raise OSError(str(error)) from error
        return path

    def _files(self) -> list[Path]:
        """Of this kind, by number. Links are none: others may have planted them."""
        named = (
            path for path in self.folder.glob(f"{self.kind}-*.db") if path.stem.split("-")[-1].isdecimal()
        )
        return sorted((path for path in named if stat.S_ISREG(path.lstat().st_mode)), key=_number)

    def _others(self, current: Path) -> Iterator[Path]:
        for path in self.folder.glob("*.db*"):
            if not path.name.startswith(current.name):
                yield path


def in_memory() -> sqlite3.Connection:
    """An index of this session's own, where nothing may be written."""
    connection = _opened(":memory:")
    connection.executescript(SCHEMA)
    return connection


def kind_of(*ingredients: str | bytes) -> str:
    """The name of what is made of these."""
    parts = [part.encode() if isinstance(part, str) else part for part in (SCHEMA, *ingredients)]
    return blake2b(b"\0".join(parts), digest_size=8).hexdigest()


def _opened(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
        connection.execute("SELECT count(*) FROM owner WHERE id < 0") if path != ":memory:" else None
    except BaseException:
        connection.close()
        raise
    return connection


def _inode(path: Path) -> int:
    """0 where there is no such file."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _number(path: Path) -> int:
    return int(path.stem.split("-")[-1])


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Never by way of a link: others may have planted it, and its target would be opened to the group."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, 0o660)
    try:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise OSError(errno.EINVAL, "is not a regular file", str(path))
        with suppress(PermissionError):  # another user's, who has done the same
            os.fchmod(fd, 0o660)
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        with suppress(OSError):
            os.close(fd)
