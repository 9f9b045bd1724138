"""A bundle as it was read: records, texts, originals, and how records stood when two projects parted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from content.formats.archive import Archive
from content.formats.blocks import Unreadable
from content.messages import Word
from store.changes.base import CHOICES
from store.errors import Refused
from store.exchange.bundle.writing import FORMAT, JOURNAL, RECORDS, VERSION
from store.model import TABLES, TEXT_FILE, Entry, Record, split_id
from store.records import META
from store.search.synonyms import FILE as SYNONYMS

#: Two files a version, and their sizes: only what is asked for is unpacked, a file at a time.
MOST_PARTS, MOST_BYTES = 200_000, 8 << 30
#: Bytes of one file in it.
MOST_OF_PART = 1 << 30
#: Fields that are no text and no list: what they may hold.
_KINDS: dict[str, tuple[type, ...]] = {
    "blind": (bool,), "final": (bool,), "resolved": (bool,), "number": (int,), "length": (int,),
    "searched": (int,), "spans": (list,), "regions": (list,), "warnings": (list,), "origin": (dict,),
    "unread": (bool,),
}  # fmt: skip


class _Head(Struct):
    format: str
    version: int
    store: str
    records: dict[str, list[dict[str, Any]]]


class Bundle:
    """Refused for what is no bundle, is damaged, or holds values that no record may have."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = Archive(data, MOST_PARTS, MOST_BYTES)
            if self._archive.leads_out() or RECORDS not in self._archive:
                raise Refused("is no Vermerk bundle", "Make one with: vermerk export PROJECT bundle -o FILE.")
            head = msgspec.json.decode(self._archive.part(RECORDS, MOST_OF_PART), type=_Head)
            lines = self._archive.part(JOURNAL, MOST_OF_PART).splitlines()
            self.entries = [msgspec.json.decode(line, type=Entry) for line in lines]
        except Unreadable as error:
            raise Refused(error.reason, error.advice) from None
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise Refused("is damaged, or no bundle", "Export it again.") from None
        if (head.format, head.version) != (FORMAT, VERSION):
            raise Refused(
                "is a bundle of version {version}", "Use the program that made it.", version=head.version
            )
        self.store = head.store
        self.records = {table: head.records.get(table, []) for table in TABLES}
        for table, records in self.records.items():
            for record in records:
                _check(table, record)

    def text(self, version: Record) -> str:
        """The text of a version. Refused where it is missing or not what was imported."""
        name = TEXT_FILE.format(document=version["document"], version=version["id"])
        data = self._part(name)
        if data is None or hashlib.sha256(data).hexdigest() != version["sha256"]:
            raise Refused("{name} is missing or damaged", "Export the bundle again.", name=name)
        return data.decode("utf-8")

    def original(self, version: Record) -> bytes | None:
        """The file as it was imported; None where there is none that is whole."""
        data = self._part(version["original"]) if version["original"] else None
        whole = data is not None and hashlib.sha256(data).hexdigest() == version["original_sha256"]
        return data if whole else None

    def _part(self, name: str) -> bytes | None:
        try:
            return self._archive.part(name, MOST_OF_PART) if name in self._archive else None
        except Unreadable:
            return None

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Texts, originals and synonyms by their names in a project folder, one after the other."""
        for name in self._archive.names():
            if name == SYNONYMS or (name.startswith("documents/") and not name.endswith("/")):
                data = self._part(name)
                if data is not None:
                    yield name, data

    def synonyms(self) -> str:
        """The project's own groups of synonyms, as its file has them; "" without one."""
        return (self._part(SYNONYMS) or b"").decode("utf-8-sig", "replace")


def _check(table: str, record: dict[str, Any]) -> None:
    """Refused for a record of the wrong shape."""
    spec = TABLES[table]
    try:
        right = split_id(record["id"])[0] == table and all(
            isinstance(record[key], str) for key in META if key != "rev"
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        right = False
    for field in spec.fields if right else ():
        record.setdefault(field, [] if field in spec.sets else None)
    if not right or not all(_fits(field, value, spec.sets) for field, value in record.items()):
        raise Refused("holds a record of {table} that is none", "Export it again.", table=Word(table, "kind"))


def _fits(field: str, value: Any, sets: frozenset[str]) -> bool:
    if value is None or field in META:
        return True
    if field in sets:
        return isinstance(value, list) and all(isinstance(member, str) for member in value)
    if field == "spans":
        return bool(value) and all(
            isinstance(span, list) and len(span) == 2 and all(type(at) is int for at in span)
            for span in value
        )
    kinds = _KINDS.get(field, (str,))
    return isinstance(value, kinds) and (field not in CHOICES or value in CHOICES[field])
