"""The files that an import is about: what lies in folders, and what is safe to read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from store.errors import Refused
from store.walking import walk

#: Bytes of one file; no document comes near it.
MOST = 200 << 20


class File(Struct, frozen=True):
    """A file to import; ``size`` in bytes, 0 for what cannot be looked at."""

    path: Path
    size: int


def files_of(path: Path) -> Iterator[File]:
    """The file itself, or what a folder holds: all in sorted order whose extension some reader knows. Links,
    hidden folders and projects in it are left out; a folder that cannot be listed comes itself."""
    for found in _paths(path):
        try:
            size = found.lstat().st_size
        except OSError:
            size = 0
        yield File(found, min(size, MOST))


def _paths(path: Path) -> Iterator[Path]:
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    from content.formats import format_of

    closed: list[str] = []
    for folder, inner, names in walk(path, closed.append):
        inner[:] = [name for name in inner if not name.startswith(".") and not _is_project(folder, name)]
        for name in names:
            if format_of(name) is not None and not name.startswith("."):
                yield Path(folder, name)
    yield from map(Path, closed)


def _is_project(folder: str, name: str) -> bool:
    return os.path.exists(os.path.join(folder, name, "store.json"))


def read_regular(path: Path) -> bytes:
    """The bytes of a regular file. Refused for links, devices, pipes and giants; OSError as open()."""
    if path.is_symlink():
        raise Refused("is a link", "Name the file it leads to.")
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Refused("is not a regular file", "Choose a document.")
        if found.st_size > MOST:
            raise Refused("is larger than {most} MB", "Choose a document.", most=MOST >> 20)
        with os.fdopen(handle, "rb", closefd=False) as file:
            # As much as there is: what the kernel tells by files (of no size) has no end, or is a secret.
            return file.read(found.st_size)
    finally:
        os.close(handle)
