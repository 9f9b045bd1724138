"""Zip archives and the XML in them, read so that neither can do harm."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from lxml import etree

from content.formats.blocks import Unreadable

MAX_ENTRIES = 2000
MAX_TOTAL = 200 << 20
#: One part is parsed as a stream, but its text is kept; a thousand pages are about 10 MB.
MAX_PART = 32 << 20
#: Styles, numbering and properties are parsed as trees, at many times their size.
MAX_SIDE_PART = 8 << 20
#: Bytes of an XML part before its root element, with whatever it declares.
_DECLARATIONS = 1 << 16
#: Bytes before a part's data, without its name.
_LEAST_HEADER = 30


class Archive:
    """A document's zip file: checked as a whole before anything is unpacked, and never to disk."""

    def __init__(self, data: bytes, most: int = MAX_ENTRIES, most_bytes: int = MAX_TOTAL) -> None:
        """Raises Unreadable for more parts than ``most``, or more bytes of all of them unpacked."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise _damaged() from None
        entries = self._zip.infolist()
        self._entries = {entry.filename: entry for entry in entries}
        total = sum(entry.file_size for entry in entries)
        if len(entries) > most or total > most_bytes:
            raise Unreadable(
                "unpacks to too much ({count} parts, {size} MB)",
                "save it without pictures, or split it",
                count=len(entries),
                size=total >> 20,
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable("is protected with a password", "save it without one")
        # Of two texts of one name other programs may show the other one.
        texts = sum(entry.filename.endswith(".xml") for entry in entries)
        if _overlap(entries) or texts > sum(name.endswith(".xml") for name in self._entries):
            raise _damaged()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._entries)

    def size(self, name: str) -> int:
        """Bytes that a part claims to unpack to."""
        return self._entries[name].file_size

    def leads_out(self) -> bool:
        """Whether a part is a link, or has a name that leads out of the archive."""
        return any(
            stat.S_ISLNK(entry.external_attr >> 16)
            or entry.filename.startswith(("/", "\\"))
            or ".." in entry.filename.replace("\\", "/").split("/")
            or entry.filename[1:2] == ":"
            for entry in self._entries.values()
        )

    def side_part(self, name: str) -> etree._Element | None:
        """A small part as a tree, None if there is none or it is not well-formed."""
        return tree_of(self.part(name, MAX_SIDE_PART))

    def part(self, name: str, limit: int = MAX_PART) -> bytes:
        """One part unpacked; empty if there is none of that name."""
        return self.stream(name, limit).read() if name in self._entries else b""

    def stream(self, name: str, limit: int) -> Part:
        """One part, for those who need not have all of it at once. Unreadable for more bytes than that."""
        entry = self._entries[name]
        if entry.file_size > limit:
            raise Unreadable("has {size} MB of text", "split it into parts", size=entry.file_size >> 20)
        return Part(self._zip, entry)


class Part:
    """A part that is unpacked while it is read; never more than it claims to be."""

    def __init__(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        self._archive, self._entry = archive, entry
        self._file: IO[bytes] | None = None

    def read(self, size: int = -1) -> bytes:
        """As of a file. Raises Unreadable where the archive is damaged."""
        try:
            self._file = self._file or self._archive.open(self._entry)
            return self._file.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
            raise _damaged() from None


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two parts share bytes, which is how a small file claims to hold much."""
    places = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    return any(
        start + size + _LEAST_HEADER > following
        for (start, size), (following, _size) in zip(places, places[1:], strict=False)
    )


def _damaged() -> Unreadable:
    # A new one each time: an exception keeps the frames, and so the bytes, of wherever it was raised.
    return Unreadable("is damaged or cut short", "open it and save it again")


def events(xml: bytes) -> Iterator[tuple[str, etree._Element]]:
    """("start" or "end", element) of an XML part: no entities, no network, no huge nodes. Unreadable for
    what is not well-formed, or declares entities: those would be lost, with the words after them."""
    if b"<!ENTITY" in xml[:_DECLARATIONS].replace(b"\0", b""):
        raise _damaged()
    walker = etree.iterparse(
        io.BytesIO(xml), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        for event, element in walker:
            if isinstance(element.tag, str):
                yield str(event), element
    except etree.XMLSyntaxError as error:
        if "Text node too long" in str(error):
            raise Unreadable(
                "has a picture or text of more than 10 MB in one piece", "save it as docx or odt"
            ) from None
        raise _damaged() from None


def drop(element: etree._Element) -> None:
    """Forgets an element that was read, and what stood before it; its tail stays."""
    tail = element.tail
    element.clear()
    element.tail = tail
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def tree_of(xml: bytes) -> etree._Element | None:
    """A part as a tree, None if there is nothing or it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser) if xml else None
    except etree.XMLSyntaxError:
        return None
