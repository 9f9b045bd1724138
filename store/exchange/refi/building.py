"""The tree of a REFI-QDA project, in the schema's order, and the files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from store.exchange.refi.codes import write_codes
from store.exchange.refi.extras import (
    AUTHOR,
    DERIVED,
    FACTS,
    GOES_ON,
    ON,
    REFERENCES,
    REPLY,
    RESOLVED,
    TABLE,
    TAGGED,
    TIME,
    variable,
)
from store.exchange.refi.held import Held
from store.exchange.refi.xml import ORIGIN, PROJECT, element, guid, holds, made_guid, sub
from store.model import TABLES, Record
from store.rows import DemandRow


class Building:
    """``project`` makes the project element, and ``files``, what goes beside it: name in the archive to
    content."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self.files: dict[str, bytes] = {}
        self._users = {r["name"]: guid(r["uid"]) for r in held.lookup.all("reviewers")}
        self._used: dict[str, str] = {}

    def project(self) -> etree._Element:
        project = next(self._held.lookup.all("project"))
        root = element(PROJECT, "Project", name=project["name"] or ORIGIN, origin=ORIGIN)
        root.set("creatingUserGUID", self._user(project["by"]))
        root.set("creationDateTime", project["at"])
        users = sub(root, "Users")
        if self._held.tags:
            write_codes(sub(root, "CodeBook"), self._held.tags.values())
        variables, cases = sub(root, "Variables"), sub(root, "Cases")
        sources, notes, links = sub(root, "Sources"), sub(root, "Notes"), sub(root, "Links")
        for document in self._held.documents:
            self._source(sources, links, document)
        for table, record in self._held.cases():
            self._case(cases, table, record)
        for target in self._held.notes.values():
            for note in target:
                self._note(notes, note)
        self._finish(users, variables)
        for part in (users, variables, cases, sources, notes, links):
            if not len(part):
                root.remove(part)
        return root

    def _finish(self, users: etree._Element, variables: etree._Element) -> None:
        """What is known only when all has been written."""
        for name in sorted(filter(None, self._users)):
            sub(users, "User", guid=self._users[name], name=name, id=name)
        for field in sorted(self._used):
            of = variable(field)
            sub(variables, "Variable", guid=self._used[field], name=of.name, typeOfVariable=of.type)

    def _user(self, name: str) -> str:
        """The GUID of a reviewer, also of one who is gone."""
        if name not in self._users:
            self._users[name] = made_guid("user", self._held.review.engine.store_id, name)
        return self._users[name]

    def _made(self, record: Record) -> dict[str, str]:
        """Who made a record, and when."""
        maker = self._held.lookup.maker(record)
        if not maker:
            return {}
        return {"creatingUser": self._user(maker), "creationDateTime": record["at"]}

    def _source(self, sources: etree._Element, links: etree._Element, document: Record) -> None:
        own = guid(document["uid"])
        file = made_guid("text", document["uid"])
        text = self._held.review.text(document["id"])
        self.files[f"sources/{file}.txt"] = text.encode("utf-8")
        made = self._made(document)
        path = f"internal://{file}.txt"
        source = sub(sources, "TextSource", guid=own, name=document["title"], plainTextPath=path, **made)
        for passage in self._held.passages.get(document["id"], ()):
            self._selections(source, links, passage, text)
        self._codings(source, document)
        self._note_refs(source, document["id"])
        for field in FACTS:
            self._value(source, field, document[field])

    def _selections(self, source: etree._Element, links: etree._Element, passage: Record, text: str) -> None:
        before = None
        for number, (start, end) in enumerate(passage["spans"]):
            own = _selection(passage["uid"], number)
            places = {"startPosition": str(start), "endPosition": str(end)}
            selection = sub(
                source, "PlainTextSelection", guid=own, name=text[start:end], **places, **self._made(passage)
            )
            self._codings(selection, passage)
            if before is None:
                self._note_refs(selection, passage["id"])
            else:
                link = {"originGUID": before, "targetGUID": own, "direction": "OneWay", "name": GOES_ON}
                sub(links, "Link", guid=made_guid("link", own), **link)
            before = own

    def _codings(self, parent: etree._Element, record: Record) -> None:
        for tag, names in self._held.lookup.givers(record).items():
            uid = self._held.tags[tag]["uid"]
            for name in names:
                own = made_guid("coding", parent.get("guid") or "", uid, name)
                coding = sub(parent, "Coding", guid=own, creatingUser=self._user(name) if name else None)
                sub(coding, "CodeRef", targetGUID=guid(uid))

    def _note_refs(self, parent: etree._Element, record_id: str) -> None:
        for note in self._held.notes.get(record_id, ()):
            sub(parent, "NoteRef", targetGUID=guid(note["uid"]))

    def _note(self, notes: etree._Element, note: Record) -> None:
        if note["target"] in self._held.left_behind:
            return
        first = " ".join(note["text"].split())
        own = guid(note["uid"])
        made = sub(notes, "Note", guid=own, name=first[:80], **self._made(note))
        if holds(note["text"]):
            sub(made, "PlainTextContent", note["text"])
        else:
            self.files[f"sources/{own}.txt"] = note["text"].encode("utf-8")
            made.set("plainTextPath", f"internal://{own}.txt")
        if note["target"][:1] not in "dp":
            self._value(made, ON, self._refer(note["target"]))
        self._value(made, REPLY, self._refer(note["parent"]))
        self._value(made, RESOLVED, "true" if note["resolved"] else None)

    def _case(self, cases: etree._Element, table: str, record: Record) -> None:
        name = record.get("label") or record.get("text") or record.get("stance") or record.get("answer") or ""
        case = sub(cases, "Case", guid=guid(record["uid"]), name=name)
        given = self._held.lookup.givers(record) if "tags" in record else {}
        for tag in given:
            sub(case, "CodeRef", targetGUID=guid(self._held.tags[tag]["uid"]))
        uids = ((guid(self._held.tags[tag]["uid"]), name) for tag, names in given.items() for name in names)
        self._value(case, TAGGED, " ".join(f"{uid}:{name}" for uid, name in uids))
        for field, value in self._fields(table, record):
            self._value(case, field, value)
        if record.get("document"):
            sub(case, "SourceRef", targetGUID=self._refer(record["document"]))
        passage = self._held.lookup.get("passages", record.get("passage"))
        if passage and passage["id"] not in self._held.left_behind:
            for number in range(len(passage["spans"])):
                sub(case, "SelectionRef", targetGUID=_selection(passage["uid"], number))

    def _fields(self, table: str, record: Record) -> Iterator[tuple[str, str | None]]:
        yield TABLE, table
        yield AUTHOR, self._held.lookup.maker(record)
        yield TIME, record["at"]
        for field in TABLES[table].fields:
            value: Any = record.get(field)
            if field in ("tags", "tagged"):
                continue
            if field == "restated_by":
                kept = [member for member in value or () if member not in self._held.left_behind]
                yield field, " ".join(filter(None, map(self._refer, kept)))
            elif field in REFERENCES:
                yield field, None if value in self._held.left_behind else self._refer(value)
            else:
                yield (
                    field,
                    str(value).lower() if isinstance(value, bool) else "" if value is None else str(value),
                )
        row = self._held.view.by_id(record["id"]) if table == "demands" else None
        if isinstance(row, DemandRow):
            yield from zip(DERIVED, (row.review, row.answer, row.deadline), strict=True)

    def _refer(self, record_id: str | None) -> str | None:
        uid = self._held.uids.get(record_id) if record_id else None
        return guid(uid) if uid else None

    def _value(self, parent: etree._Element, field: str, value: str | None) -> None:
        if not value:
            return
        if field not in self._used:
            self._used[field] = made_guid("variable", field)
        held = sub(parent, "VariableValue")
        sub(held, "VariableRef", targetGUID=self._used[field])
        sub(held, variable(field).value, value)


def _selection(uid: str, number: int) -> str:
    """The GUID of one stretch of a passage; the first has the passage's."""
    return made_guid("stretch", uid, str(number)) if number else guid(uid)
