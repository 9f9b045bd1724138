"""A disk that remembers what was synced, so that a test can pull the plug.

It follows the calls that a store makes below one folder, and can say at any moment what might be found after
a power cut: everything that was synced; of the writes, new lengths and new names since then any part, each
page of a write by itself.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from store import disk
from tests.store.faults import buffered, path_of

#: What a folder holds on a disk: bytes of a file, a folder, where a link leads.
Tree = dict[str, Any]


class Link(str):
    """Where a symbolic link leads."""


class File:
    """Contents that are on the disk for certain, and what was done since: ("write", offset, data) and
    ("cut", length, b"")."""

    def __init__(self, data: bytes = b"") -> None:
        self.durable = data
        self.pending: list[tuple[str, int, bytes]] = []

    def sync(self) -> None:
        content = bytearray(self.durable)
        for kind, at, data in self.pending:
            _do(content, kind, at, data)
        self.durable, self.pending = bytes(content), []

    def after_power_cut(self, chance: Random) -> bytes:
        content, page = bytearray(self.durable), chance.choice((512, 4096))
        mood = chance.choice((0.0, 0.3, 0.7, 1.0))
        length = len(content)
        for kind, at, data in self.pending:
            if kind == "cut":
                if chance.random() < mood:
                    del content[at:]
                    length = min(length, at)
                continue
            if chance.random() < 0.7:
                length = max(length, at + len(data))  # a new length may come without its data
            for start, piece in _pages(at, data, page):
                if chance.random() < mood:
                    _do(content, "write", start, piece)
        return bytes(content[:length].ljust(length, b"\0"))


def _do(content: bytearray, kind: str, at: int, data: bytes) -> None:
    if kind == "cut":
        del content[at:]
        return
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(data)] = data


def _pages(at: int, data: bytes, page: int) -> list[tuple[int, bytes]]:
    pieces, start = [], at
    while start < at + len(data):
        end = min((start // page + 1) * page, at + len(data))
        pieces.append((start, data[start - at : end - at]))
        start = end
    return pieces


class Folder:
    """Names that are on the disk for certain, the names now, and what was done since: a name and what it
    stands for (None: gone), or two at once for a rename."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {}
        self.durable: dict[str, Any] = {}
        self.pending: list[dict[str, Any]] = []

    def change(self, change: dict[str, Any]) -> None:
        _rename(self.names, change)
        self.pending.append(change)

    def sync(self) -> None:
        for change in self.pending:
            _rename(self.durable, change)
        self.pending = []

    def after_power_cut(self, chance: Random) -> Tree:
        names, mood = dict(self.durable), chance.choice((0.0, 0.3, 0.7, 1.0))
        for change in self.pending:
            if chance.random() < mood:
                _rename(names, change)
        return {
            name: node if isinstance(node, Link) else node.after_power_cut(chance)
            for name, node in names.items()
        }


def _rename(names: dict[str, Any], change: dict[str, Any]) -> None:
    for name, node in change.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


class Disk:
    """Follows what is done below ``folder``, which counts as durable as it is now. ``moment`` is called after
    each step. Calls named in ``deaf`` sync nothing, as on an engine that forgets them."""

    def __init__(
        self, patch: pytest.MonkeyPatch, folder: Path, moment: Callable[[Disk], None], deaf: tuple[str, ...]
    ) -> None:
        self._top, self._moment, self._deaf = str(folder), moment, deaf
        self._root = _load(folder)
        self._actual = {name: getattr(os, name) for name in _SEEN}
        for name, seen in _SEEN.items():
            patch.setattr(os, name, self._around(name, seen))
        patch.setattr(disk, "open", buffered, raising=False)

    def after_power_cut(self, chance: Random) -> Tree:
        """What may be found when the power comes back."""
        return self._root.after_power_cut(chance)

    def _around(self, name: str, seen: Callable[..., Any]) -> Any:
        actual = self._actual[name]

        def call(*arguments: Any, **named: Any) -> Any:
            place = self._place(name, arguments)
            if place is None:
                return actual(*arguments, **named)
            folder, last = self._find(place)
            result = seen(self, actual, folder, last, *arguments, **named)
            self._moment(self)
            return result

        return call

    def _place(self, name: str, arguments: tuple[Any, ...]) -> str | None:
        first = arguments[1] if name == "symlink" else arguments[0]
        path = path_of(first) if isinstance(first, int) else str(os.fspath(first))
        inside = path == self._top or path.startswith(self._top + "/")
        return path if inside and not path.endswith(" (deleted)") else None

    def _find(self, path: str) -> tuple[Folder, str]:
        folder, parts = self._root, path[len(self._top) + 1 :].split("/")
        for part in parts[:-1]:
            folder = folder.names[part]
        return folder, parts[-1]

    # One method for each call that is followed: what it does, and what the disk remembers of it.

    def _open(self, actual: Any, folder: Folder, name: str, path: Any, flags: int, *rest: Any) -> int:
        new = bool(flags & os.O_CREAT) and name not in folder.names
        fd: int = actual(path, flags, *rest)
        if new:
            folder.change({name: File()})
        return fd

    def _write(self, actual: Any, folder: Folder, name: str, fd: int, data: bytes) -> int:
        appends = fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_APPEND
        at = os.fstat(fd).st_size if appends else os.lseek(fd, 0, os.SEEK_CUR)
        folder.names[name].pending.append(("write", at, bytes(data)))
        return int(actual(fd, data))

    def _pwrite(self, actual: Any, folder: Folder, name: str, fd: int, data: bytes, at: int) -> int:
        folder.names[name].pending.append(("write", at, bytes(data)))
        return int(actual(fd, data, at))

    def _ftruncate(self, actual: Any, folder: Folder, name: str, fd: int, length: int) -> None:
        folder.names[name].pending.append(("cut", length, b""))
        actual(fd, length)

    def _fsync(self, actual: Any, folder: Folder, name: str, fd: int) -> None:
        if "fsync" not in self._deaf:
            (folder.names[name] if name else self._root).sync()

    def _fdatasync(self, actual: Any, folder: Folder, name: str, fd: int) -> None:
        if "fdatasync" not in self._deaf:
            folder.names[name].sync()

    def _replace(self, actual: Any, folder: Folder, name: str, path: Any, target: Any) -> None:
        actual(path, target)
        into, new = self._find(str(target))
        assert into is folder, "renames stay in their folder"
        folder.change({name: None, new: folder.names[name]})

    def _unlink(self, actual: Any, folder: Folder, name: str, path: Any) -> None:
        actual(path)
        folder.change({name: None})

    def _symlink(self, actual: Any, folder: Folder, name: str, target: str, path: Any, *rest: Any) -> None:
        actual(target, path)
        folder.change({name: Link(target)})

    def _mkdir(self, actual: Any, folder: Folder, name: str, path: Any, *rest: Any) -> None:
        actual(path, *rest)
        folder.change({name: Folder()})


_SEEN = {
    "open": Disk._open,
    "write": Disk._write,
    "pwrite": Disk._pwrite,
    "ftruncate": Disk._ftruncate,
    "fsync": Disk._fsync,
    "fdatasync": Disk._fdatasync,
    "replace": Disk._replace,
    "unlink": Disk._unlink,
    "symlink": Disk._symlink,
    "mkdir": Disk._mkdir,
}


def _load(path: Path) -> Folder:
    folder = Folder()
    for child in path.iterdir():
        if child.is_symlink():
            folder.names[child.name] = Link(os.readlink(child))
        else:
            folder.names[child.name] = _load(child) if child.is_dir() else File(child.read_bytes())
    folder.durable = dict(folder.names)
    return folder


def lay_out(tree: Tree, path: Path) -> None:
    """Makes a real folder of what was found."""
    path.mkdir()
    for name, found in tree.items():
        if isinstance(found, Link):
            (path / name).symlink_to(found)
        elif isinstance(found, dict):
            lay_out(found, path / name)
        else:
            (path / name).write_bytes(found)
