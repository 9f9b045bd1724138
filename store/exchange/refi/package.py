"""The zip archive of a project: its one XML file, and the texts beside it."""

from __future__ import annotations

from urllib.parse import unquote

from content.formats.archive import Archive
from content.formats.blocks import Unreadable
from store.errors import Refused

#: Where a path begins that leads into the archive.
_INTERNAL = "internal://"
#: A file or two a source; pictures and recordings are counted, but never unpacked.
MOST_PARTS, MOST_BYTES = 50_000, 4 << 30
_ABROAD = ("relative://", "absolute://", "file:", "http:", "https:")


class Package:
    """Refused for what is no such archive, or one that may do harm."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = Archive(data, MOST_PARTS, MOST_BYTES)
        except Unreadable as error:
            raise Refused(error.reason, error.advice.capitalize() + ".") from None
        names = self._archive.names()
        if self._archive.leads_out():
            raise Refused("holds links or paths that lead out of it", "Export it again.")
        self._by_name = {name.replace("\\", "/").lower(): name for name in names}
        roots = [name for name in names if "/" not in name and name.lower().endswith(".qde")]
        if len(roots) != 1:
            raise Refused(f"holds {len(roots)} project files (*.qde)", "Export it again as REFI-QDA project.")
        self._root = roots[0]

    def project(self) -> bytes:
        """The XML file."""
        return self._part(self._root)

    def file(self, path: str) -> bytes | None:
        """What a path of the XML leads to; None where that is not in the archive."""
        low = path.replace("\\", "/").strip().lower()
        inside = low.removeprefix(_INTERNAL)
        if low.startswith(_ABROAD):
            inside = low.split("://")[-1]
        last = inside.rpartition("/")[2]
        for name in (inside, f"sources/{inside}", f"sources/{last}", f"sources/{unquote(last)}"):
            found = self._by_name.get(name.lstrip("/"))
            if found is not None and last:
                return self._part(found)
        return None

    def _part(self, name: str) -> bytes:
        try:
            return self._archive.part(name)
        except Unreadable as error:
            raise Refused(f"{name} {error.reason}", error.advice.capitalize() + ".") from None
