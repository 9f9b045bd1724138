"""Images of all records as of one transaction, in TinyDB's file format, one record a line.

``snapshot/SEQ.json`` holds the tables and nothing else; ``SEQ.idx`` beside it says where the journal goes on,
which transaction changed each record last, and the checksum of the image. ``current.json`` leads to the
newest. Images are read-only: somebody else may have them open, and stock TinyDB would write into them.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from msgspec import Struct
from msgspec.structs import asdict

from store.disk import sync_folder, write_file
from store.journal import Position
from store.model import Record, split_id
from store.state import State

FORMAT = 1
MODE = 0o440
KEEP = 2


class Image(Struct, frozen=True):
    """A snapshot's index: enough to decide on it before the records are read."""

    path: Path
    position: Position
    at: str
    checksum: int
    last: dict[str, int]

    def load(self) -> State | None:
        """The state in the image; None if its file is not what its checksum says."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return None
        if crc32(data) != self.checksum:
            return None
        state = State()
        for name, records in json.loads(data).items():
            table = state.table(name)
            for number, record in records.items():
                table.put(int(number), record)
        for record_id in self.last:
            name, number = split_id(record_id)
            state.table(name).reserve(number)
        state.last, state.seq, state.at = self.last, self.position.seq, self.at
        return state


def images(folder: Path, store_id: str) -> Iterator[Image]:
    """Snapshots of this store whose index is in order, newest first."""
    for path in _by_age(folder):
        image = _index(path, store_id)
        if image:
            yield image


def _by_age(folder: Path) -> list[Path]:
    paths = [path for path in folder.glob("*.json") if path.stem.isdigit()]
    return sorted(paths, key=lambda path: int(path.stem), reverse=True)


def _index(path: Path, store_id: str) -> Image | None:
    try:
        body, checksum = path.with_suffix(".idx").read_bytes().rsplit(b"\n", 1)
        index = json.loads(body)
        if int(checksum, 16) != crc32(body) or index["format"] != FORMAT or index["store"] != store_id:
            return None
        return Image(path, Position(**index["position"]), index["at"], index["checksum"], index["last"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Only one process at a time writes snapshots; another one waits until it is done."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


def write(
    folder: Path,
    store_id: str,
    position: Position,
    at: str,
    tables: dict[str, list[Record]],
    last: dict[str, int],
) -> Path:
    """Writes an image. The journal must be durable up to ``position`` before, or the image could be ahead
    of it after a power cut. Call it inside ``claimed``."""
    path = folder / f"{position.seq}.json"
    sums = [0]
    write_file(path, _summed(_lines(tables), sums), MODE)
    index = {
        "format": FORMAT,
        "store": store_id,
        "position": asdict(position),
        "at": at,
        "checksum": sums[0],
        "last": last,
    }
    body = json.dumps(index, separators=(",", ":")).encode()
    write_file(path.with_suffix(".idx"), [body, b"\n%08x" % crc32(body)], MODE)
    return path


def publish(path: Path) -> None:
    """Lets ``current.json`` lead to the image, and removes images that are no longer needed."""
    project = path.parent.parent
    temporary = project / ".current.json.tmp"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(f"{path.parent.name}/{path.name}")
    temporary.replace(project / "current.json")
    sync_folder(project)
    others = _by_age(path.parent)
    # Numbers above the newest image's are leftovers of a journal that a restored backup replaced.
    older = [other for other in others if int(other.stem) < int(path.stem)]
    for other in set(others) - {path, *older[: KEEP - 1]}:
        other.unlink(missing_ok=True)
    for leftover in path.parent.iterdir():
        stale = leftover.suffix == ".idx" and not leftover.with_suffix(".json").exists()
        if stale or leftover.suffix == ".tmp":
            with suppress(FileNotFoundError):
                leftover.unlink()


def _lines(tables: dict[str, list[Record]]) -> Iterator[bytes]:
    """ASCII only: stock TinyDB opens files in the locale's encoding."""
    dumps: Any = json.JSONEncoder(separators=(",", ":")).encode
    before = b"{\n"
    for table, records in tables.items():
        yield before + dumps(table).encode() + b":{"
        before = b"\n"
        for record in records:
            yield before + b'"%d":' % split_id(record["id"])[1] + dumps(record).encode()
            before = b",\n"
        yield b"\n}"
        before = b",\n"
    yield b"\n}\n"


def _summed(chunks: Iterable[bytes], sums: list[int]) -> Iterator[bytes]:
    for chunk in chunks:
        sums[0] = crc32(chunk, sums[0])
        yield chunk
