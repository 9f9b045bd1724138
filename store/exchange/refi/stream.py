"""The XML of a file element by element, so that large projects need no more memory than their largest source.

Mended on the way is what programs are known to get wrong: characters that XML cannot hold, halves of
characters, blanks before the declaration, and the declaration of an encoding that the file does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from lxml import etree

from content.formats.archive import drop
from store.errors import Refused
from store.exchange.refi.xml import local

_CONTROL = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20)])
_PLAIN = bytes.maketrans(_CONTROL, b" " * len(_CONTROL))
_HALVES = re.compile(
    rb"&#(?:[xX]0*([dD][89abAB][0-9a-fA-F]{2})|(5[56]\d{3}));&#(?:[xX]0*([dD][c-fC-F][0-9a-fA-F]{2})|(5[67]\d{3}));"
)
_REFERENCE = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2})"
    rb"|0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]));"
)
#: No reference is longer; one that a border of chunks cuts is kept for the next.
_LONGEST = 16
_WIDE = re.compile(rb"(<\?xml[^>]*encoding=[\"'])(?:utf-?16|ucs-?2|unicode)([\"'])", re.IGNORECASE)


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes: ...


class Mended:
    """A file to read from; ``replaced`` counts the characters that became blanks."""

    def __init__(self, file: Readable) -> None:
        self._file, self._rest, self._begun, self._wide = file, b"", False, False
        self.replaced = 0

    def read(self, size: int = -1) -> bytes:
        data = self._rest + self._file.read(size)
        if not self._begun and data:
            data = self._begin(data)
        if self._wide or not data:
            return data
        cut = data.rfind(b"&", len(data) - _LONGEST) if len(data) > len(self._rest) else -1
        self._rest = data[cut:] if cut > 0 and b";" not in data[cut:] else b""
        data = data[: len(data) - len(self._rest)]
        if b"&#" in data:
            data, number = _REFERENCE.subn(b" ", _HALVES.sub(_joined, data))
            self.replaced += number
        kept = data.translate(None, _CONTROL)
        if len(kept) < len(data):
            self.replaced += len(data) - len(kept)
            data = data.translate(_PLAIN)
        return data

    def _begin(self, data: bytes) -> bytes:
        self._begun = True
        self._wide = b"\0" in data[:200]
        return data if self._wide else _WIDE.sub(rb"\1utf-8\2", data.lstrip(b" \t\r\n"), count=1)


def _joined(halves: re.Match[bytes]) -> bytes:
    """A character that was written as the two halves UTF-16 has for it."""
    high, low = (int(halves[at] or b"0", 16) or int(halves[at + 1]) for at in (1, 3))
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return halves[0]
    return b"&#%d;" % (0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def sections(file: Mended, root: str) -> Iterator[tuple[str, etree._Element]]:
    """("", root element), then each element below it: with the name of its section for what is in one, with
    "" for what is in none. An element is gone when the next is asked for.

    No entities, no network. Refused for a root of another local name, a document type, and bad XML.
    """
    walker = etree.iterparse(
        file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True, huge_tree=False,
    )  # fmt: skip
    depth = 0
    try:
        for event, node in walker:
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                _check(node, root)
                yield "", node
            elif event == "end" and depth in (1, 2):
                above = node.getparent()
                if depth == 2 or not len(node):
                    yield (local(above) if depth == 2 and above is not None else ""), node
                drop(node)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("is no well-formed XML", "Export it again.") from None


def tree(file: Mended, root: str) -> etree._Element:
    """The whole of a small file, as ``sections`` reads it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        read = etree.parse(file, parser).getroot()
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("is no well-formed XML", "Export it again.") from None
    _check(read, root)
    return read


def _check(node: etree._Element, root: str) -> None:
    if node.getroottree().docinfo.doctype:
        raise Refused("has a document type, which may hide entities", "Export it again without one.")
    if local(node) != root:
        raise Refused("holds “{name}”, not {root}", "Choose a REFI-QDA file.", name=local(node), root=root)
