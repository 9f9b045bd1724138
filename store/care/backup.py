"""Copies of a project that are whole, made while others go on writing: a folder, or an archive of it."""

from __future__ import annotations

import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec
from msgspec import Struct

from content.messages import reason_of
from store import snapshot
from store.care.holdings import Holdings, Item
from store.care.rights import check_copying
from store.disk import FILE_MODE, FOLDER_MODE, make_folder, sync_folder
from store.errors import Busy, Refused

ARCHIVE = ".tar.gz"
_BLOCK = 1 << 20


class Copied(Struct, frozen=True):
    """What a copy holds: changes up to ``seq``, so many documents, so many bytes of files."""

    seq: int
    documents: int
    bytes: int


def back_up(folder: Path, target: Path, acting: str | None = None) -> Copied:
    """Copies a project to ``target``: a new folder, or an archive if its name ends in ``.tar.gz``.

    Refused if ``target`` is there already or inside the project; Damaged if the project is not whole; Busy
    if it was replaced meanwhile; Forbidden as ``store.care.rights`` says.
    """
    folder, target = Path(folder).absolute(), Path(target).absolute()
    if os.path.realpath(target).startswith(os.path.realpath(folder) + os.sep):
        raise Refused(
            "{target} is inside the project",
            "keep backups elsewhere, on another disk if you can",
            target=target,
        )
    check_copying(folder, acting)
    return copy_project(folder, target)


def copy_project(folder: Path, target: Path) -> Copied:
    """As ``back_up``, wherever ``target`` is."""
    if os.path.lexists(target):
        raise Refused("{target} is there already", "name a new one", target=target)
    if not target.parent.is_dir():
        raise Refused("there is no folder {parent}", "make it first", parent=target.parent)
    try:
        with closing(Holdings(folder)) as holdings, _prepared(target) as sink:
            size = _copy(holdings, sink)
            holdings.check_still_there()
    except FileNotFoundError as error:
        raise Busy(
            "{file} is gone: the project was changed meanwhile", "copy it again", file=error.filename
        ) from None
    except OSError as error:
        raise Refused(
            "{target} could not be written: {reason}", target=target, reason=reason_of(error)
        ) from error
    return Copied(holdings.position.seq, holdings.documents, size)


class Sink(Protocol):
    """Where a copy goes."""

    def folder(self, name: str) -> None: ...

    def file(self, name: str, source: BinaryIO, length: int, mode: int) -> None: ...

    def link(self, name: str, leads: str) -> None: ...

    def close(self) -> None:
        """Makes it durable."""

    def abandon(self) -> None:
        """Lets go of it; what is there so far is taken away by whoever made it."""


class FolderSink:
    """A copy as a folder, which is made unless it ``exists``."""

    def __init__(self, root: Path, exists: bool = False) -> None:
        self._root = root
        self._folders = [root]
        if not exists:
            root.mkdir()
            root.chmod(FOLDER_MODE)

    def put(self, name: str, data: bytes) -> None:
        """A whole file of the group."""
        self.file(name, io.BytesIO(data), len(data), FILE_MODE)

    def folder(self, name: str) -> None:
        made = self._root / name
        if not made.is_dir():
            make_folder(made)
            self._folders.append(made)

    def file(self, name: str, source: BinaryIO, length: int, mode: int) -> None:
        path = self._root / name
        self.folder(os.path.dirname(name))
        with path.open("xb") as copy:
            left = length
            while left and (block := source.read(min(_BLOCK, left))):
                copy.write(block)
                left -= len(block)
            if left:
                raise FileNotFoundError(0, "cut short", name)
            os.fchmod(copy.fileno(), mode)
            copy.flush()
            os.fsync(copy.fileno())

    def link(self, name: str, leads: str) -> None:
        (self._root / name).symlink_to(leads)

    def close(self) -> None:
        for folder in reversed(self._folders):
            sync_folder(folder)

    def abandon(self) -> None:
        """There is nothing open."""


class ArchiveSink:
    """A copy as an archive, in which everything is inside one folder named as the archive."""

    def __init__(self, path: Path, top: str) -> None:
        self._top = top
        self._file = path.open("xb")
        os.fchmod(self._file.fileno(), FILE_MODE)
        self._tar = tarfile.TarFile.gzopen("", "w", self._file, format=tarfile.PAX_FORMAT)
        self._made: set[str] = set()
        self.folder("")

    def folder(self, name: str) -> None:
        if name not in self._made:
            self._made.add(name)
            self._tar.addfile(self._info(name, tarfile.DIRTYPE, FOLDER_MODE))

    def file(self, name: str, source: BinaryIO, length: int, mode: int) -> None:
        self.folder(os.path.dirname(name))
        info = self._info(name, tarfile.REGTYPE, mode)
        info.size = length
        self._tar.addfile(info, source)

    def link(self, name: str, leads: str) -> None:
        info = self._info(name, tarfile.SYMTYPE, 0o777)
        info.linkname = leads
        self._tar.addfile(info)

    def close(self) -> None:
        self._tar.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        with suppress(OSError):
            self._tar.close()
        with suppress(OSError):
            self._file.close()  # writes what it still holds, for which there may be no room

    def _info(self, name: str, kind: bytes, mode: int) -> tarfile.TarInfo:
        info = tarfile.TarInfo(f"{self._top}/{name}".rstrip("/"))
        info.type, info.mode = kind, mode
        return info


@contextmanager
def _prepared(target: Path) -> Iterator[Sink]:
    """Something to copy into beside ``target``, put in its place when all went well."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    remove(temporary)
    try:
        sink = _sink(temporary, target.name)
        try:
            yield sink
            sink.close()
        except BaseException:
            sink.abandon()
            raise
        _place(temporary, target)
    except BaseException:
        remove(temporary)
        raise


def _sink(path: Path, name: str) -> Sink:
    if name.endswith(ARCHIVE):
        return ArchiveSink(path, name.removesuffix(ARCHIVE))
    return FolderSink(path)


def _place(temporary: Path, target: Path) -> None:
    """The new name, which nobody may have taken meanwhile."""
    if temporary.is_dir():
        temporary.rename(target)  # refuses a folder with something in it
    else:
        os.link(temporary, target)
        temporary.unlink()
    sync_folder(target.parent)


def remove(path: Path) -> None:
    """Removes a file, or a folder with all in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _copy(holdings: Holdings, sink: Sink) -> int:
    size = 0
    for name in ("journal", "snapshot"):
        sink.folder(name)
    head = msgspec.json.encode(holdings.head) + b"\n"
    sink.file("store.json", io.BytesIO(head), len(head), FILE_MODE)
    for item in holdings.items():
        size += _copy_file(item, sink, FILE_MODE)
    return len(head) + size + _copy_image(holdings, sink)


def _copy_image(holdings: Holdings, sink: Sink) -> int:
    """An image is not needed, so one that is just being replaced is left out."""
    found = holdings.image()
    if found is None:
        return 0
    try:
        opened = [item.path.open("rb") for item in found]
    except FileNotFoundError:
        return 0
    for item, source in zip(found, opened, strict=True):
        with source:
            sink.file(item.name, source, item.length, snapshot.MODE)
    sink.link("current.json", found[0].name)
    return sum(item.length for item in found)


def _copy_file(item: Item, sink: Sink, mode: int) -> int:
    with item.path.open("rb") as source:
        sink.file(item.name, source, item.length, mode)
    return item.length
