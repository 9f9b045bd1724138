"""Records of a bundle made in a project: under new ids, with their texts and originals."""

from __future__ import annotations

from content.messages import Message
from store.changes.documents import ORIGINAL_FILE
from store.changes.work import Work
from store.exchange.bundle.reading import Bundle
from store.exchange.uids import Uids
from store.model import TABLES, TEXT_FILE, Record
from store.undo import ALONE, ONCE

#: Fields that are set when all records are there.
LATE = {"documents": "version", "demands": "parent", "notes": "parent"}


class Adding:
    """``losses`` tells what could not be held. Valid only inside a transaction."""

    def __init__(self, work: Work, bundle: Bundle, uids: Uids) -> None:
        self._work, self._tx, self._bundle, self._uids = work, work.tx, bundle, uids
        self.losses: list[Message] = []

    def twin(self, table: str, record: Record, fields: Record) -> str | None:
        """The record here that has the place of another one, where there can be one only."""
        if table == "versions":
            found = self._tx.find("versions", "sha256", fields["sha256"])
            return next((r["id"] for r in found if r["document"] == fields["document"]), None)
        if table == "documents":
            return self._same_text(record)
        if table == "passages":
            place = fields["version"], tuple(map(tuple, fields["spans"]))
            return self._work.places(fields["document"]).get(place) if fields["document"] else None
        if table == "tags":
            folded = fields["name"].casefold()
            return next((t["id"] for t in self._tx.scan("tags") if t["name"].casefold() == folded), None)
        keys = ONCE.get(table)
        if keys is None:
            return None
        alike = self._tx.find(table, keys[0], fields[keys[0]])
        return next((r["id"] for r in alike if all(r[key] == fields[key] for key in keys)), None)

    def add(self, table: str, record: Record, fields: Record) -> str:
        """The id of the new record. Its fields are as they are written here."""
        if table == "reviewers":
            fields |= {"role": "viewer", "users": []}
        for field in (ALONE.get(table, ""), LATE.get(table, "")):
            if field and field not in TABLES[table].sets:
                fields[field] = None
        text = None
        if table == "versions":
            text = self._bundle.text(record)
            numbers = [v["number"] for v in self._tx.find("versions", "document", fields["document"])]
            fields |= {"number": max(numbers, default=0) + 1, "original": None, "unread": None}
            if record["unread"]:
                self.losses.append(
                    Message(
                        "{document}: its dates and demands were still to be found",
                        document=fields["document"],
                    )
                )
        own = str(self._uids.adopt(table, fields, record["uid"], record["by"], record["at"])["id"])
        if text is not None:
            self._put_files(own, record, fields, text)
        if table == "passages":
            self._work.places(fields["document"])[fields["version"], tuple(map(tuple, fields["spans"]))] = own
        return own

    def _same_text(self, document: Record) -> str | None:
        """The document here whose text is that of the bundle's document as it stands there."""
        versions = self._bundle.records["versions"]
        current = next((v for v in versions if v["id"] == document["version"]), None)
        same = self._tx.find("versions", "sha256", current["sha256"]) if current else []
        return str(same[0]["document"]) if same else None

    def _put_files(self, own: str, record: Record, fields: Record, text: str) -> None:
        names = {"document": fields["document"], "version": own}
        self._tx.put_file(TEXT_FILE.format(**names), text.encode("utf-8"))
        self._work.texts[own] = text
        original = self._bundle.original(record)
        if original is not None:
            ending = record["original"].rpartition(".")[2]
            suffix = f".{ending}" if ending.isascii() and ending.isalnum() and len(ending) <= 8 else ""
            path = ORIGINAL_FILE.format(**names, suffix=suffix)
            self._tx.put_file(path, original)
            self._tx.patch(own, {"original": path})
