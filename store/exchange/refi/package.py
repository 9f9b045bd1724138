"""The zip archive of a project: its one XML file, and the texts beside it."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from urllib.parse import unquote

from content.formats.archive import Archive
from content.formats.blocks import Unreadable
from content.messages import Message
from store.errors import Refused
from store.exchange.refi.stream import Mended

#: Where a path begins that leads into the archive.
_INTERNAL = "internal://"
#: A file or two a source; pictures and recordings are counted, but never unpacked.
MOST_PARTS, MOST_BYTES = 50_000, 4 << 30
#: Bytes of the XML file, which is read as a stream: a million selections have half of it.
MOST_XML = 512 << 20
_ABROAD = ("relative://", "absolute://", "file:", "http:", "https:")
#: What macOS puts beside each file of an archive.
_SHADOWS = "__macosx/"


class Package:
    """Refused for what is no such archive, or one that may do harm."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = Archive(data, MOST_PARTS, MOST_BYTES)
        except Unreadable as error:
            raise Refused(error.reason, error.advice) from None
        if self._archive.leads_out():
            raise Refused("holds links or paths that lead out of it", "Export it again.")
        self._by_name = {_plain(name): name for name in reversed(self._archive.names())}
        for name in self._archive.names():
            self._by_name.setdefault(_plain(_utf8(name)), name)
        found = [name for name in self._by_name if name.endswith(".qde") and not name.startswith(_SHADOWS)]
        # Archives made by hand have a folder around everything.
        roots = [name for name in found if "/" not in name] or found
        if len(roots) != 1:
            raise Refused(
                "holds {number} project files (*.qde)",
                "Export it again as REFI-QDA project.",
                number=len(roots),
            )
        self._root = roots[0]
        self._folder = self._root[: self._root.rfind("/") + 1]
        self._last: dict[str, list[str]] = {}
        for name in self._by_name:
            if not name.startswith(_SHADOWS):
                self._last.setdefault(name.rpartition("/")[2], []).append(name)

    def project(self) -> Mended:
        """The XML file."""
        try:
            return Mended(self._archive.stream(self._by_name[self._root], MOST_XML))
        except Unreadable as error:
            raise Refused(error.reason, error.advice) from None

    def file(self, path: str) -> bytes | None:
        """What a path of the XML leads to; None where that is not in the archive."""
        low = _plain(path.strip())
        inside = low.removeprefix(_INTERNAL)
        if low.startswith(_ABROAD):
            inside = low.split("://")[-1]
        inside = inside.lstrip("/")
        last = inside.rpartition("/")[2]
        for name in (inside, f"sources/{inside}", f"sources/{last}", f"sources/{unquote(last)}"):
            found = self._by_name.get(self._folder + name)
            if found is not None and last:
                return self._part(found)
        # Some name another folder than the one they use.
        alone = self._last.get(last) or self._last.get(unquote(last)) or ()
        return self._part(self._by_name[alone[0]]) if last and len(alone) == 1 else None

    def _part(self, name: str) -> bytes:
        try:
            return self._archive.part(name)
        except Unreadable as error:
            raise Refused(Message("{path} {reason}", path=name, reason=error.reason), error.advice) from None


def _plain(name: str) -> str:
    """A name as it is compared: systems differ in slashes, capitals and how they write umlauts."""
    return unicodedata.normalize("NFC", name.replace("\\", "/").removeprefix("./").lower())


def _utf8(name: str) -> str:
    """A name that was written as UTF-8 without saying so."""
    with suppress(UnicodeError):
        return name.encode("cp437").decode("utf-8")
    return name
