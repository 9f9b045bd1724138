"""What a project holds as of one moment, ready to be copied while others go on writing.

Everything up to the moment is durable: the journal is synced first, texts are written before the journal
tells of them and never change, images never do.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from store import snapshot
from store.errors import Busy
from store.file_replica import FileReplica
from store.folder import UNFINISHED, Head, read_head
from store.positions import Position
from store.segment import path_of

#: Folders of the team's own, copied as they are.
_OWN = ("reviewers", "exports")
_VERSION = re.compile(r"(v\d+)\.(?:txt|orig\.\w+)")


class Item(Struct, frozen=True):
    """A file of the project, by its name inside it: the first ``length`` bytes count."""

    name: str
    path: Path
    length: int


class Holdings:
    """One project as of the moment this was made. Close it after copying."""

    def __init__(self, folder: Path) -> None:
        """Raises NotFound, Refused, and Damaged: what is not whole is not copied."""
        self._folder = Path(folder).absolute()
        self._replica = FileReplica(self._folder)
        try:
            if self._replica.journal.damage is not None:
                raise self._replica.journal.damage
            if (self._folder / UNFINISHED).exists():
                raise Busy(
                    "a purge of {folder} is under way, or was cut off",
                    "open it for writing first",
                    folder=self._folder,
                )
            self.head: Head = self._replica.head
            self.position: Position = self._replica.journal.position
            self._replica.sync(self._replica.journal.ticket())
        except BaseException:
            self._replica.close()
            raise

    @property
    def documents(self) -> int:
        return len(self._replica.state.table("documents"))

    def items(self) -> Iterator[Item]:
        """Every file but store.json; and see ``image``. Raises OSError if one is gone, as after a purge."""
        yield from self._journal()
        yield from self._documents()
        for name in _OWN:
            yield from self._all_in(self._folder / name)
        yield from self._regular([self._folder / "synonyms.tsv"])

    def image(self) -> tuple[Item, Item] | None:
        """The newest image that is not ahead of the moment, with its index."""
        journal = self._replica.journal
        for image in snapshot.images(self._folder / "snapshot", self.head.store):
            place = image.header.position
            if place.seq <= self.position.seq and journal.reaches(place) and image.is_sound():
                first, second = (self._item(path) for path in (image.path, image.path.with_suffix(".idx")))
                return first, second
        return None

    def check_still_there(self) -> None:
        """Raises Busy if the project was purged, restored or brought up to date meanwhile."""
        if read_head(self._folder) != self.head:
            raise Busy("{folder} was replaced while it was copied", "copy it again", folder=self._folder)

    def close(self) -> None:
        self._replica.close()

    def _journal(self) -> Iterator[Item]:
        for number in range(self.head.first, self.position.segment + 1):
            item = self._item(path_of(self._folder / "journal", number))
            last = number == self.position.segment
            yield Item(item.name, item.path, self.position.offset) if last else item

    def _documents(self) -> Iterator[Item]:
        """The files of all versions that the journal tells of; who is importing now has others there."""
        for item in self._all_in(self._folder / "documents"):
            version = _VERSION.fullmatch(item.path.name)
            if version and self._replica.state.last_change(version[1]):
                yield item

    def _all_in(self, folder: Path) -> Iterator[Item]:
        for at, inner, names in os.walk(folder):
            inner.sort()
            yield from self._regular(Path(at, name) for name in sorted(names) if not name.startswith("."))

    def _regular(self, paths: Iterator[Path] | list[Path]) -> Iterator[Item]:
        for path in paths:
            if path.is_file() and not path.is_symlink():
                yield self._item(path)

    def _item(self, path: Path) -> Item:
        return Item(path.relative_to(self._folder).as_posix(), path, path.stat().st_size)
