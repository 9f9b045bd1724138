"""Images of all records as of one transaction, in TinyDB's file format, one record a line.

``snapshot/SEQ.json`` holds the tables and nothing else; ``SEQ.idx`` beside it (see ``store.image_index``)
says where each record lies and where the journal goes on. ``current.json`` leads to the newest. Images are
read-only: somebody else may have them open, and stock TinyDB would write into them.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from zlib import crc32

from store.disk import sync_folder, write_file
from store.image import Image
from store.image_index import Row
from store.image_writing import IndexWriter
from store.positions import Position
from store.walking import named

MODE = 0o440
KEEP = 2
#: Bytes of journal after the newest image that are never worth another one, and that always are: what lies
#: there is in memory, some six times its size.
LEAST_TAIL, MOST_TAIL = 8 << 20, 32 << 20
QUICK = 4 << 20
_PAUSE = 0.02
_dumps = json.JSONEncoder(separators=(",", ":")).encode


def images(folder: Path, store_id: str) -> Iterator[Image]:
    """Snapshots of this store whose index is in order, newest first."""
    for path in by_age(folder):
        try:
            image = Image(path)
        except (OSError, ValueError, TypeError):
            continue
        if image.header.store == store_id:
            yield image


def by_age(folder: Path) -> list[Path]:
    paths: list[Path] = []
    with suppress(PermissionError):
        paths = [path for path in named(folder, "*.json") if path.stem.isdigit()]
    return sorted(paths, key=lambda path: int(path.stem), reverse=True)


def is_due(project: Path, tail: int) -> bool:
    """Whether so many bytes of journal since the newest image are worth another one."""
    if tail <= LEAST_TAIL or tail > MOST_TAIL:
        return tail > LEAST_TAIL
    with suppress(OSError):
        return tail > (project / "current.json").stat().st_size // 4
    return True


def is_quick(project: Path) -> bool:
    """Whether writing an image takes no longer than a blink, to go by the last one."""
    with suppress(OSError):
        return (project / "current.json").stat().st_size < QUICK
    return True


def published(folder: Path) -> int:
    """Of which transaction the published image is; 0 if there is none."""
    with suppress(OSError, ValueError):
        return int(Path(os.readlink(folder.parent / "current.json")).stem)
    return 0


@contextmanager
def claimed(folder: Path, wait: bool = True) -> Iterator[None]:
    """Only one process at a time writes snapshots; another one waits until it is done, or raises
    BlockingIOError."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(fd)


@contextmanager
def claimed_within(folder: Path, seconds: float) -> Iterator[None]:
    """As ``claimed``; BlockingIOError after waiting for so long."""
    deadline = time.monotonic() + seconds
    with ExitStack() as claim:
        while True:
            try:
                claim.enter_context(claimed(folder, wait=False))
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise
                time.sleep(_PAUSE)
        yield


@contextmanager
def settled(project: Path) -> Iterator[None]:
    """Nobody writes images of the project meanwhile. Waits for who does; where there can be none, nothing."""
    if not (project / "snapshot").is_dir():
        yield
        return
    with claimed(project / "snapshot"):
        yield


def write(folder: Path, store_id: str, position: Position, at: str, tables: dict[str, Iterator[Row]]) -> Path:
    """Writes an image. The journal must be durable up to ``position`` before, or the image could be ahead
    of it after a power cut. Call it inside ``claimed``."""
    path = folder / f"{position.seq}.json"
    index, written = IndexWriter(), Written()
    write_file(path, written.noting(lines(tables, index, written)), MODE)
    made = index.chunks(store_id, position, at, written.size, written.checksum)
    write_file(path.with_suffix(".idx"), made, MODE)
    return path


class Written:
    """How much was written so far, and its checksum."""

    size = checksum = 0

    def noting(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.size += len(chunk)
            self.checksum = crc32(chunk, self.checksum)
            yield chunk


def publish(path: Path) -> None:
    """Lets ``current.json`` lead to the image, and removes images that are no longer needed."""
    project = path.parent.parent
    temporary = project / ".current.json.tmp"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(f"{path.parent.name}/{path.name}")
    temporary.replace(project / "current.json")
    sync_folder(project)
    others = by_age(path.parent)
    # Numbers above the newest image's are leftovers of a journal that a restored backup replaced.
    older = [other for other in others if int(other.stem) < int(path.stem)]
    for other in set(others) - {path, *older[: KEEP - 1]}:
        other.unlink(missing_ok=True)
    for leftover in path.parent.iterdir():
        stale = leftover.suffix == ".idx" and not leftover.with_suffix(".json").exists()
        if stale or leftover.suffix == ".tmp":
            with suppress(FileNotFoundError):
                leftover.unlink()


def lines(tables: dict[str, Iterator[Row]], index: IndexWriter, written: Written) -> Iterator[bytes]:
    """An image's file in pieces. ASCII only: stock TinyDB opens files in the locale's encoding."""
    before = b"{\n"
    for name, rows in tables.items():
        yield before + _dumps(name).encode() + b":{"
        before = b"\n"
        columns = index.table(name)
        for number, last, record, raw in rows:
            head = before + b'"%d":' % number
            if record is not None and not raw:
                raw = _dumps(record).encode()
            columns.add(number, last, record, raw, written.size + len(head))
            if raw:
                yield head + raw
                before = b",\n"
        index.close_table(name, columns)
        yield b"\n}"
        before = b",\n"
    yield b"\n}\n"
