"""Writing what a project holds into one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress

from msgspec import Struct

from content.messages import Message, Word, counted
from content.model import Span
from store.changes.documents import Draft, text_hash, write_version
from store.changes.suggesting import suggest
from store.changes.tags import give_tags
from store.changes.targets import passage_fields
from store.changes.wording import day
from store.changes.work import Work
from store.errors import Refused
from store.exchange.people import People, moment
from store.exchange.refi.cases import Cases
from store.exchange.refi.codes import described
from store.exchange.refi.extras import FACTS, PREFIX, TABLE
from store.exchange.refi.left_out import CUT, JOINED, UNKNOWN_CODES, LeftOut, told
from store.exchange.refi.model import Project, Selection, Source
from store.exchange.refi.placing import Placed
from store.exchange.refi.remarks import Remarks
from store.exchange.refi.tagging import Tags
from store.exchange.uids import Uids
from store.model import Record


class Ready(Struct, frozen=True):
    """A source with its text in normal form, the document it becomes, and what an own export said of it."""

    placed: Placed
    draft: Draft
    said: dict[str, str]


class Adopting:
    """One project on its way into one review; valid only inside a transaction."""

    def __init__(self, work: Work, project: Project) -> None:
        self._work, self._tx, self._project = work, work.tx, project
        self._uids = Uids(work)
        self._tags = Tags(work)
        self._people = People(work)
        self._added: Counter[str] = Counter()
        self._lost = LeftOut()
        self._remarks = Remarks(self._uids, project, self._made, self._lost)
        self._strangers: set[str] = set()
        self._spoilt: Counter[str] = Counter()
        self._made_here: set[str] = set()

    def run(self, ready: Iterable[Ready]) -> None:
        for uid, name in self._project.users.items():
            self._people.name_of(name, uid)
        self._take_codes()
        documents = [(self._take_source(one), one.draft) for one in ready]
        for document, draft in documents:
            if document is not None:  # after the selections: a passage is whose it was first
                suggest(self._work, document, draft.events, draft.demands)
        cases = Cases(self._uids, self._people, self._tags, self._lost)
        ours = [case for case in self._project.cases if PREFIX + TABLE in case.values]
        cases.take(ours)
        self._remarks.on_cases(case for case in self._project.cases if PREFIX + TABLE not in case.values)
        self._added.update(cases.added)
        self._spoilt = cases.spoilt
        self._remarks.others()

    def added(self) -> dict[str, int]:
        counts = {
            "notes": self._remarks.added,
            "tags": self._tags.added,
            "reviewers": len(self._people.added),
        }
        return {name: number for name, number in (self._added + Counter(counts)).items() if number}

    def notices(self) -> Iterator[Message]:
        yield from self._tags.notices()
        yield from self._people.notices()

    def losses(self) -> Iterator[Message]:
        if self._strangers:
            yield counted(
                "who {count} user is: the file does not say, and what they made is yours",
                "who {count} users are: the file does not say, and what they made is yours",
                len(self._strangers),
            )
        yield from told(self._lost)
        for table, number in self._spoilt.items():
            yield Message(
                "{table} with values that are none or refer to nothing: {number}",
                table=Word(table, "kind"),
                number=number,
            )

    def _take_codes(self) -> None:
        for code in self._project.codes:
            notes = [self._remarks.by_uid[uid].text for uid in code.notes if uid in self._remarks.by_uid]
            description, whole = described(code, notes)
            self._lost[CUT] += not whole
            self._tags.take(code, description)

    def _made(self, of: Source | Selection) -> tuple[str, str]:
        """Who made something, and when; me where the file does not tell."""
        if of.user and of.user not in self._project.users and not self._people.knows(of.user):
            self._strangers.add(of.user)
        name = self._people.name_of(self._project.users.get(of.user, ""), of.user)
        return name, moment(of.at, self._tx.at)

    def _take_source(self, ready: Ready) -> str | None:
        """The new document; None where its text is there already."""
        source, text = ready.placed.source, ready.placed.text
        same = self._tx.find("versions", "sha256", text_hash(text))
        if same:
            document, version = str(same[0]["document"]), str(same[0]["id"])
            self._lost[JOINED] += document in self._made_here
            self._uids.remember(source.uid, document)
        else:
            document, version = self._add_document(ready)
        self._attach(document, source)
        self._remarks.on(document, source)
        ends = {uid for uid in self._project.goes_on.values()}
        after = {selection.uid: span for selection, span in ready.placed.places}
        for selection, span in ready.placed.places:
            if selection.uid not in ends:
                spans = self._with_rest(selection.uid, span, after)
                self._take_selection(document, version, text, selection, spans)
        return None if same else document

    def _add_document(self, ready: Ready) -> tuple[str, str]:
        source, draft = ready.placed.source, ready.draft
        facts = draft.facts | _facts(ready.said)
        if source.memo:
            facts["kind"] = "memo"
        document = str(self._uids.adopt("documents", facts, source.uid, *self._made(source))["id"])
        version = write_version(self._work, document, 1, draft)
        self._tx.patch(document, {"version": version})
        self._added["documents"] += 1
        self._made_here.add(document)
        return document, version

    def _with_rest(self, uid: str, span: Span, places: dict[str, Span]) -> tuple[Span, ...]:
        """A passage's stretches, from its first one on."""
        spans, seen = [span], {uid}
        while (uid := self._project.goes_on.get(uid, "")) in places and uid not in seen:
            seen.add(uid)
            spans.append(places[uid])
        return tuple(spans)

    def _take_selection(
        self, document: str, version: str, text: str, selection: Selection, spans: tuple[Span, ...]
    ) -> None:
        fields = passage_fields(text, spans)
        known = self._work.places(document)
        passage = known.get((version, fields["spans"]))
        by, at = self._made(selection)
        if passage is None:
            place = {"document": document, "version": version}
            passage = str(self._uids.adopt("passages", fields | place, selection.uid, by, at)["id"])
            known[version, fields["spans"]] = passage
            self._added["passages"] += 1
        else:
            self._uids.remember(selection.uid, passage)
        self._attach(passage, selection)
        self._remarks.on(passage, selection)

    def _attach(self, target: str, on: Source | Selection) -> None:
        given = []
        for coding in on.codings:
            tag = self._tags.of_code(coding.code)
            user = coding.user or on.user
            name = self._people.name_of(self._project.users.get(user, ""), user)
            if tag is None:
                self._lost[UNKNOWN_CODES] += 1
            else:
                given.append((tag, name))
        give_tags(self._work, target, given)


def _facts(said: dict[str, str]) -> Record:
    """What an own export said of a document; nothing for others'."""
    if not said:
        return {}
    dated: str | None = None
    with suppress(Refused):
        dated = day("import", "date", said.get("date"))
    return {field: said.get(field) or "" for field in FACTS} | {"date": dated}
