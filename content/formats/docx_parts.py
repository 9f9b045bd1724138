"""What a Word document holds beside its text: files put into it, objects, headers and properties."""

from __future__ import annotations

import posixpath
from typing import Protocol

from lxml import etree

from content.formats.blocks import Draft, Unreadable
from content.formats.sniff import sniff

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OBJECTS = ("word/diagrams/data", "word/charts/chart", "word/embeddings/")


class Parts(Protocol):
    """The parts of a document, packed or in one file; see ``Archive``."""

    def __contains__(self, name: str) -> bool: ...
    def names(self) -> list[str]: ...
    def part(self, name: str) -> bytes: ...
    def side_part(self, name: str) -> etree._Element | None: ...


def objects(parts: Parts) -> int:
    """How many diagrams, charts and other files stand in the text as pictures do."""
    return sum(name.startswith(_OBJECTS) and not name.endswith(".rels") for name in parts.names())


class Chunks:
    """Files (altChunk) that Word would put into the text when it opens the document."""

    def __init__(self, parts: Parts, main: str) -> None:
        self._parts = parts
        folder, name = posixpath.split(main)
        relations = parts.side_part(f"{folder}/_rels/{name}.rels")
        self._targets = {
            one.get("Id"): posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            for one in (relations.iter(_RELATION) if relations is not None else ())
            if one.get("TargetMode") != "External"
        }

    def read(self, element: etree._Element) -> Draft | None:
        """The file that an element puts in; None for one that is not there, or cannot be read."""
        name = self._targets.get(element.get(_ID), "")
        if name not in self._parts:
            return None
        from content.formats import draft_of, format_of
        from content.formats.docx import read

        try:
            data = self._parts.part(name)
            # A document in a document is read, one in that is not: a small archive may hold itself.
            if (kind := sniff(data)) == "docx":
                return read(data, whole=False)
            return draft_of(data, name) if kind or format_of(name) else None
        except Unreadable:
            return None
