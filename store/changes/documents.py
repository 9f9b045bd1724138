"""Documents and what they suggest by themselves."""

from __future__ import annotations

import hashlib

from msgspec import Struct, field

from content.model import DemandMention, EventMention, Region
from store.changes.base import KEEP, Change, Keep
from store.changes.links import remove
from store.changes.suggesting import findings, redate, suggest
from store.changes.wording import day, line, optional_line
from store.changes.work import Work
from store.errors import Refused
from store.model import TEXT_FILE, Record

#: What the files of a version are called inside the project folder.
ORIGINAL_FILE = "documents/{document}/{version}.orig{suffix}"


class Draft(Struct, frozen=True):
    """A document that is not in the store yet. ``text`` is normalised; ``original`` the file as it came.

    ``facts`` are fields of the record: title, date, publisher, their reasons, kind, source, format, warnings.
    ``unread`` if what it suggests is still to be found, by ``store.unread``.
    """

    text: str
    facts: Record
    regions: tuple[Region, ...] = ()
    original: bytes | None = None
    suffix: str = ""
    events: tuple[EventMention, ...] = ()
    demands: tuple[DemandMention, ...] = field(default=())
    unread: bool = False


class AddDocument(Change, frozen=True):
    """A document from text that is given inline; it is brought into normal form first.

    ``suggest`` looks for events and demands in it.
    """

    do = "document.add"
    needs = "lead"

    text: str
    title: str | None = None
    date: str | None = None
    date_reason: str | None = None
    publisher: str | None = None
    kind: str | None = None
    source: str | None = None
    suggest: bool = False

    def apply(self, work: Work) -> str:
        return add_document(work, self.draft())

    def draft(self) -> Draft:
        from content.regions import find_regions

        text = normal_form(self.text)
        if not text.strip():
            raise Refused('{do}: "text" is empty', do=self.do)
        date = day(self.do, "date", self.date)
        regions = find_regions(text)
        facts = self._facts(text, date)
        if not self.suggest:
            return Draft(text, facts, regions)
        found = findings(text, date, regions)
        facts["warnings"] = [found.missing] if found.missing else []
        return Draft(text, facts, regions, events=found.events, demands=found.demands)

    def _facts(self, text: str, date: str | None) -> Record:
        reasons = {"title_reason": "reviewer" if self.title else "first line"}
        reasons["date_reason"] = (self.date_reason or "reviewer") if date else ""
        reasons["publisher_reason"] = "reviewer" if self.publisher else ""
        return reasons | {
            "title": optional_line(self.do, "title", self.title) or first_line(text),
            "date": date,
            "publisher": optional_line(self.do, "publisher", self.publisher) or "",
            "kind": optional_line(self.do, "kind", self.kind) or "",
            "source": optional_line(self.do, "source", self.source) or "",
            "format": "text",
            "warnings": [],
        }


class EditDocument(Change, frozen=True):
    """A new date resolves the relative dates of suggested events again."""

    do = "document.edit"
    needs = "lead"

    id: str
    title: str | Keep = KEEP
    date: str | None | Keep = KEEP
    date_reason: str | Keep = KEEP
    publisher: str | None | Keep = KEEP
    kind: str | None | Keep = KEEP
    source: str | None | Keep = KEEP
    rev: int | None = None

    def apply(self, work: Work) -> str:
        before = work.need(self.id, "documents")
        fields = self.given("publisher", "kind", "source")
        fields = {name: optional_line(self.do, name, value) or "" for name, value in fields.items()}
        if fields.get("publisher", before["publisher"]) != before["publisher"]:
            fields["publisher_reason"] = "reviewer"
        if isinstance(self.title, str):
            fields["title"] = line(self.do, "title", self.title)
            fields["title_reason"] = "reviewer"
        if not isinstance(self.date, Keep):
            fields["date"] = day(self.do, "date", self.date)
            fields["date_reason"] = "reviewer" if fields["date"] else ""
        if isinstance(self.date_reason, str):
            fields["date_reason"] = self.date_reason
        after = work.tx.patch(self.id, fields, base_rev=self.rev)
        if after["date"] != before["date"]:
            redate(work, after, before["date"])
        return self.id


class RemoveDocument(Change, frozen=True):
    """With its versions, passages, events and demands, and all that is on them."""

    do = "document.remove"
    needs = "lead"

    id: str

    def apply(self, work: Work) -> str:
        work.need(self.id, "documents")
        return remove(work, self.id)


def add_document(work: Work, draft: Draft) -> str:
    """Write a draft: record, first version, files, suggestions. The new document's id."""
    document = str(work.tx.add("documents", draft.facts)["id"])
    work.tx.patch(document, {"version": write_version(work, document, 1, draft)})
    suggest(work, document, draft.events, draft.demands)
    return document


def write_version(work: Work, document: str, number: int, draft: Draft) -> str:
    """Write a version of a document with its files. The new version's id."""
    version = str(work.tx.add("versions", {"document": document, "number": number} | _version(draft))["id"])
    names = {"document": document, "version": version, "suffix": draft.suffix}
    work.tx.put_file(TEXT_FILE.format(**names), draft.text.encode("utf-8"))
    if draft.original is not None:
        original = ORIGINAL_FILE.format(**names)
        work.tx.put_file(original, draft.original)
        work.tx.patch(version, {"original": original})
    work.texts[version] = draft.text
    return version


def _version(draft: Draft) -> Record:
    original = draft.original
    return {
        "sha256": text_hash(draft.text),
        "length": len(draft.text),
        "original_sha256": hashlib.sha256(original).hexdigest() if original is not None else None,
        "regions": [[region.kind, region.start, region.end] for region in draft.regions],
        "unread": draft.unread or None,
    }


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def first_line(text: str) -> str:
    """The first line that says something, at most 120 code points."""
    line_ = next((part.strip() for part in text.splitlines() if part.strip()), "")
    return line_ if len(line_) <= 120 else line_[:119] + "…"


def normal_form(text: str) -> str:
    """NFC, LF, plain blanks, lines kept; offsets of later changes count in this."""
    from content.normalise import clean, without_holes

    return without_holes(clean(text))[0]
