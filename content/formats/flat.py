"""Office documents that are one XML file."""

from __future__ import annotations

import binascii

from lxml import etree

from content.formats.archive import MAX_PART, MAX_SIDE_PART, drop, events, tree_of
from content.formats.blocks import Unreadable

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def checked(data: bytes) -> bytes:
    """The file. Raises Unreadable for one that is too large to be one XML text."""
    if len(data) > MAX_PART:
        raise Unreadable("has {size} MB of text", "split it into parts", size=len(data) >> 20)
    return data


class Package:
    """A Word document of one XML file, to be read as an ``Archive``."""

    def __init__(self, data: bytes) -> None:
        self._parts: dict[str, bytes] = {}
        for event, element in events(checked(data)):
            if event == "end" and element.tag == f"{_PKG}part":
                name = (element.get(f"{_PKG}name") or "").lstrip("/")
                if name in self._parts and name.endswith(".xml"):
                    raise Unreadable("is damaged or cut short", "open it and save it again")
                self._parts[name] = _content(element)
                drop(element)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def names(self) -> list[str]:
        return list(self._parts)

    def part(self, name: str, limit: int = MAX_PART) -> bytes:
        data = self._parts.get(name, b"")
        if len(data) > limit:
            raise Unreadable("has {size} MB of text", "split it into parts", size=len(data) >> 20)
        return data

    def side_part(self, name: str) -> etree._Element | None:
        return tree_of(self.part(name, MAX_SIDE_PART))


def _content(part: etree._Element) -> bytes:
    xml = part.find(f"{_PKG}xmlData")
    if xml is not None:
        return b"".join(etree.tostring(child, with_tail=False) for child in xml)
    try:
        return binascii.a2b_base64(part.findtext(f"{_PKG}binaryData") or "")
    except ValueError:
        return b""
