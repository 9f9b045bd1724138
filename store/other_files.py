"""The files of a project beside its journal: texts of documents, originals."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from store.disk import make_folder, read_regular, refusal, sync_folder, write_file
from store.errors import NotFound, Refused


class OtherFiles:
    """The files under a folder, named by their way from it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._named: set[Path] = set()  # folders of files that a power cut does not take away

    def put(self, files: dict[str, bytes]) -> list[str]:
        """Writes files durably; those that were not there before. Raises Refused (there are none of these
        then) and Unknown."""
        fresh = [relative for relative in files if not os.path.lexists(self._folder / relative)]
        try:
            for relative, data in files.items():
                self._put(self._folder / relative, data)
        except Refused:
            self.take_away(fresh)
            raise
        return fresh

    def take_away(self, files: list[str]) -> None:
        """Removes files that nothing tells of, as far as they are there, with folders that are empty then."""
        for path in (self._folder / relative for relative in files):
            with suppress(OSError):
                path.unlink(missing_ok=True)
                self._named.discard(path.parent)
                path.parent.rmdir()

    def read(self, relative: str) -> bytes:
        """Raises NotFound and OSError."""
        try:
            return read_regular(self._folder / relative)
        except FileNotFoundError:
            raise NotFound("there is no file {relative}", relative=relative) from None

    def _put(self, path: Path, data: bytes) -> None:
        try:
            self._make_folder(path.parent)
            write_file(path, [data])
        except OSError as error:
            raise refusal(
                "{path} could not be written", error, path=path.relative_to(self._folder)
            ) from error

    def _make_folder(self, path: Path) -> None:
        """Makes a folder if need be; all names that lead to it are durable."""
        if path == self._folder or path in self._named:
            return
        self._make_folder(path.parent)
        if path.is_dir():
            sync_folder(path.parent)  # whoever made it may have been killed before
        else:
            make_folder(path)
        self._named.add(path)
