"""Annotations into a review: notes, tags and evidence where their words stand. What has no place is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from content.messages import Message, Word, quoted
from content.model import Span
from store.changes.events import BY_HAND
from store.changes.notes import ANNOTATED, document_of
from store.changes.tags import give_tags
from store.changes.targets import passage_fields
from store.changes.wording import LINE, line
from store.changes.work import Work, table_of
from store.errors import Refused
from store.exchange import Taken
from store.exchange.annotations.documents import Documents, Found
from store.exchange.annotations.model import Annotation, Place
from store.exchange.annotations.reading import uid_of
from store.exchange.apart import read_in
from store.exchange.people import People, moment
from store.exchange.refi.tagging import Tags
from store.exchange.uids import Uids
from store.model import GRADES, STANCES, SUGGESTION_STATES, TAGGED

if TYPE_CHECKING:
    from store.review import Review

DO = "note.add+tag.attach+evidence.add"
NEEDS = "lead"


def take_in(review: Review, data: bytes, name: str) -> Taken:
    """Refused for what holds no annotations; Forbidden unless a lead asks."""
    review.check(DO, NEEDS)
    annotations, others = read_in("annotated", data, tuple[list[Annotation], int])
    documents = Documents(review)
    places = [[documents.find(place) for place in one.places] for one in annotations]

    def work(at: Work) -> _Taking:
        taking = _Taking(at, documents)
        taking.run(list(zip(annotations, places, strict=True)))
        return taking

    done: _Taking = review.transact(DO, NEEDS, work).result
    notices = list(done.notices())
    if private := sum(one.private for one in annotations):
        notices.append(Message("{count} of them only their authors could read; here all can", count=private))
    lost = [Message("{count} entries that are no annotations", count=others)] if others else []
    return Taken(done.added(), tuple(notices), (*lost, *done.losses))


class _Taking:
    """All annotations of one file in one transaction."""

    def __init__(self, work: Work, documents: Documents) -> None:
        self._work, self._tx, self._documents = work, work.tx, documents
        self._uids, self._tags, self._people = Uids(work), Tags(work), People(work)
        self._keys: dict[str, str] = {}
        self._added: Counter[str] = Counter()
        self._demands = {demand["text"]: str(demand["id"]) for demand in work.tx.scan("demands")}
        self._loose = 0
        self.losses: list[Message] = []

    def run(self, found: list[tuple[Annotation, list[Found | None]]]) -> None:
        """Evidence first, for notes may be about it; replies last, each after what it answers."""
        for one, places in sorted(found, key=lambda pair: not pair[0].demand):
            if not one.reply_to:
                self._take(one, places)
        waiting = [one for one, _places in found if one.reply_to]
        while waiting:
            later = [one for one in waiting if not self._replied(one)]
            if len(later) == len(waiting):
                self.losses += [
                    Message("{shown}: a reply to what is not there", shown=one.shown) for one in waiting
                ]
                return
            waiting = later

    def added(self) -> dict[str, int]:
        counts = {"tags": self._tags.added, "reviewers": len(self._people.added)}
        return {name: number for name, number in (self._added + Counter(counts)).items() if number}

    def notices(self) -> Iterator[Message]:
        yield from self._people.notices()
        if self._loose:
            yield Message(
                "{count} notes stand on their document: their words are not there, or not once",
                count=self._loose,
            )

    def _take(self, one: Annotation, places: list[Found | None]) -> None:
        targets = []
        for place, found in zip(one.places, places, strict=True):
            target = self._target(one, place, found)
            if target is None and self._kept(one, place):
                self._loose += 1
            elif target is None:
                self.losses.append(_lost(one, place))
            else:
                targets.append(target)
        for number, target in enumerate(targets):
            self._put(one, target, one.uid if number == 0 else "")

    def _kept(self, one: Annotation, place: Place) -> bool:
        """Whether a note whose words are not in its document's text any more could stand on the document."""
        named = self._documents.named(place)
        if len(named) != 1 or one.demand or not one.text.strip():
            return False
        self._note(one, min(named), one.uid, quoted=" ".join(place.exact.split()))
        if one.tags:
            self.losses.append(
                Message("{shown}: its tags, for its place is not in the text", shown=one.shown)
            )
        return True

    def _target(self, one: Annotation, place: Place, found: Found | None) -> str | None:
        """The record that an annotation is about; a passage is made if there is none."""
        if place.record and (there := self._uids.of(place.record)):
            return there
        if found is None or not found[1]:
            return found[0] if found else None
        document, spans = found
        fields = passage_fields(self._documents.text(document), tuple(Span(*span) for span in spans))
        version = self._documents.versions[document]
        known = self._work.places(document)
        if (version, fields["spans"]) not in known:
            where = {"document": document, "version": version}
            made = self._uids.adopt("passages", fields | where, "", *self._made(one))
            known[version, fields["spans"]] = str(made["id"])
            self._added["passages"] += 1
        return known[version, fields["spans"]]

    def _put(self, one: Annotation, target: str, uid: str) -> None:
        table = table_of(target)
        if one.demand or one.stance:
            self._evidence(one, target, uid)
        if one.tags and table in TAGGED:
            given = [(self._tags.named(tag), self._made(one)[0]) for tag in one.tags if self._good(one, tag)]
            give_tags(self._work, target, given)
        elif one.tags:
            self.losses.append(
                Message("{shown}: {table} carry no tags", shown=one.shown, table=Word(table, "kind"))
            )
        if one.text.strip() and table in ANNOTATED:
            self._note(one, target, uid)
        elif one.text.strip():
            self.losses.append(
                Message("{shown}: {table} carry no notes", shown=one.shown, table=Word(table, "kind"))
            )

    def _good(self, one: Annotation, tag: str) -> bool:
        try:
            self._tags.named(tag)
        except Refused as error:
            self.losses.append(Message("{shown}: {reason}", shown=one.shown, reason=error.message))
            return False
        return True

    def _made(self, one: Annotation) -> tuple[str, str]:
        return self._people.name_of(one.by), moment(one.at, self._tx.at)

    def _note_of(self, key: str) -> str | None:
        found = self._keys.get(key) or self._uids.of(uid_of(key))
        return found if found and found[:1] == "n" else None

    def _replied(self, one: Annotation) -> bool:
        """Whether what the reply answers is there by now; then the reply is, too."""
        parent = self._note_of(one.reply_to)
        if parent is not None:
            self._note(one, self._work.need(parent, "notes")["target"], one.uid, parent)
        return parent is not None

    def _note(
        self, one: Annotation, target: str, uid: str, parent: str | None = None, quoted: str = ""
    ) -> None:
        text = one.text.replace("\r\n", "\n").replace("\r", "\n")
        text = f"> {quoted}\n\n{text}" if quoted else text
        there = self._uids.of(uid)
        if there is None:
            alike = (note for note in self._tx.find("notes", "target", target) if note["text"] == text)
            there = next((note["id"] for note in alike if note["by"] == self._made(one)[0]), None)
        if there is None:
            place = {"target": target, "document": document_of(self._work, self._work.need(target))}
            fields = place | {"text": text, "parent": parent, "resolved": one.resolved}
            there = str(self._uids.adopt("notes", fields, uid, *self._made(one))["id"])
            self._added["notes"] += 1
        self._keys[one.key] = there

    def _evidence(self, one: Annotation, passage: str, uid: str) -> None:
        right = one.stance in STANCES and one.state in SUGGESTION_STATES and passage[:1] == "p"
        demand = self._uids.of(one.demand) or self._demands.get(one.demand_text)
        if not right or (demand is None and not one.demand_text.strip()):
            self.losses.append(
                Message("{shown}: evidence for no demand, or of no known stance", shown=one.shown)
            )
            return
        if demand is None or demand[:1] != "f":
            demand = self._demand(one)
        there = next(
            (e for e in self._tx.find("evidence", "passage", passage) if e["demand"] == demand), None
        )
        if there is None:
            fields = {"demand": demand, "passage": passage, "stance": one.stance, "state": one.state}
            fields["document"] = self._work.need(passage)["document"]
            there = self._uids.adopt("evidence", fields, uid, *self._made(one))
            self._added["evidence"] += 1
        self._keys[one.key] = there["id"]
        self._uids.remember(uid, there["id"])
        for said, grade in one.grades:
            self._grade(there["id"], self._people.name_of(said), grade)

    def _demand(self, one: Annotation) -> str:
        fields = {"text": line(DO, "text", one.demand_text[:LINE]), "state": "confirmed", "rule": BY_HAND}
        own = str(self._uids.adopt("demands", fields, one.demand, *self._made(one))["id"])
        self._demands[one.demand_text] = own
        self._added["demands"] += 1
        return own

    def _grade(self, evidence: str, by: str, grade: str) -> None:
        given = {found["by"] for found in self._tx.find("grades", "evidence", evidence)}
        if grade in GRADES and by not in given:
            fields = {"evidence": evidence, "grade": grade}
            self._uids.adopt("grades", fields, "", by, self._tx.at)
            self._added["grades"] += 1


def _lost(one: Annotation, place: Place) -> Message:
    where = next(iter(place.names), "") or Message("nothing")
    if not place.exact:
        return Message("{shown}: its place in {where} is in no document", shown=one.shown, where=where)
    return Message(
        "{shown}: its place {words} in {where} is in no document",
        shown=one.shown,
        words=quoted(place.exact[:40]),
        where=where,
    )
