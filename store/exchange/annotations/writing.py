"""Notes, tags and evidence as W3C Web Annotations: one collection with one page, JSON-LD in UTF-8."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from content.messages import Message
from store.model import Record

if TYPE_CHECKING:
    from store.review import Review

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"vermerk": "urn:vermerk:"}]
Json = dict[str, Any]


def write(review: Review) -> bytes:
    """What this reviewer may see. Damaged where a document's text is."""
    made = _Writing(review)
    items = [*made.notes(), *made.tags(), *made.evidence()]
    own = urn(made.project["uid"])
    page = {"id": f"{own}#1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    shown = {
        "@context": CONTEXT,
        "id": own,
        "type": "AnnotationCollection",
        "label": review.name,
        "generator": "Vermerk",
        "total": len(items),
        "first": page,
    }
    return msgspec.json.format(msgspec.json.encode(shown), indent=1) + b"\n"


def losses(review: Review) -> tuple[Message, ...]:
    lookup = review.view().lookup
    lost = [Message("texts, tags' colours and descriptions, events, verdicts and the history of changes")]
    bare = sum(note["target"][:1] not in "dpbf" for note in lookup.all("notes"))
    if bare:
        lost.append(
            Message("where {count} notes on events and verdicts stand: they name only those", count=bare)
        )
    behind = [p for p in lookup.all("passages") if not lookup.is_current(p["id"])]
    if behind:
        lost.append(
            Message(
                "the positions of {count} passages of earlier versions, of which only words are told",
                count=len(behind),
            )
        )
    return tuple(lost)


def urn(uid: str) -> str:
    return f"urn:uuid:{uid}"


class _Writing:
    def __init__(self, review: Review) -> None:
        self._me = review.me
        self._lookup = review.view().lookup
        self.project = next(self._lookup.all("project"))
        self._text = cache(review.text)
        self._users = {r["name"]: r["uid"] for r in self._lookup.all("reviewers")}

    def notes(self) -> Iterator[Json]:
        for note in self._lookup.all("notes"):
            parent = self._lookup.find(note["parent"])
            body = {
                "type": "TextualBody",
                "value": note["text"],
                "format": "text/markdown",
                "purpose": "commenting",
            }
            made = self._annotation(
                note["uid"], "replying" if parent else "commenting", note["by"], note["at"]
            )
            target = urn(parent["uid"]) if parent else self._target(self._lookup.find(note["target"]))
            resolved = {"vermerk:resolved": True} if note["resolved"] else {}
            yield made | {"body": body, "target": target} | resolved

    def tags(self) -> Iterator[Json]:
        """An annotation for each reviewer who tagged a document or passage, with all the tags given."""
        names = {tag["id"]: tag["name"] for tag in self._lookup.all("tags")}
        for table in ("documents", "passages", "demands", "events"):
            for record in self._lookup.all(table):
                by_name: dict[str, list[str]] = {}
                for tag, givers in self._lookup.givers(record).items():
                    for name in givers:
                        by_name.setdefault(name, []).append(names[tag])
                for name, given in by_name.items():
                    own = str(uuid.uuid5(uuid.UUID(record["uid"]), f"tags of {name}"))
                    made = self._annotation(own, "tagging", name, record["at"])
                    bodies = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in given]
                    yield made | {"body": bodies, "target": self._target(record)}

    def evidence(self) -> Iterator[Json]:
        for record in self._lookup.all("evidence"):
            demand = self._lookup.find(record["demand"])
            if demand is None:
                continue
            linked = {"type": "SpecificResource", "source": urn(demand["uid"]), "purpose": "linking"}
            said = {"type": "TextualBody", "value": demand["text"], "purpose": "describing"}
            stance = {"type": "TextualBody", "value": record["stance"], "purpose": "classifying"}
            grades = [
                {
                    "type": "TextualBody",
                    "value": grade["grade"],
                    "purpose": "assessing",
                    "creator": self._person(grade["by"]),
                }
                for grade in self._lookup.grades_of(record["id"])
            ]
            made = self._annotation(record["uid"], "linking", record["by"], record["at"])
            target = self._target(self._lookup.find(record["passage"]))
            yield made | {
                "body": [linked, said, stance, *grades],
                "target": target,
                "vermerk:state": record["state"],
            }

    def _annotation(self, uid: str, motivation: str, by: str, at: str) -> Json:
        creator = {"creator": self._person(by)} if by else {}
        return {"id": urn(uid), "type": "Annotation", "motivation": motivation, **creator, "created": at}

    def _person(self, name: str) -> Json:
        own = {"id": urn(self._users[name])} if name in self._users else {}
        return {**own, "type": "Person", "name": name}

    def _target(self, record: Record | None) -> Any:
        """What an annotation is about: a document, words in it, or another record by its number alone."""
        letter = record["id"][:1] if record else ""
        if record is None:
            return "urn:vermerk:gone"
        if letter == "d":
            return {"type": "SpecificResource", "source": self._source(record)}
        if letter != "p":
            return urn(record["uid"])
        document = self._lookup.find(record["document"]) or {}
        return {
            "type": "SpecificResource",
            "source": self._source(document),
            "selector": list(self._selectors(record)),
            "vermerk:passage": urn(record["uid"]),
        }

    def _source(self, document: Record) -> Json:
        source = document["source"] or ""
        address = source if source.startswith(("http://", "https://")) else urn(document["uid"])
        version = self._lookup.find(document["version"]) or {}
        return {
            "id": address,
            "type": "Text",
            "format": "text/plain",
            "label": document["title"],
            "vermerk:document": urn(document["uid"]),
            "vermerk:sha256": version.get("sha256"),
        }

    def _selectors(self, passage: Record) -> Iterator[Json]:
        """Quote and position of the whole stretch; the spans of a passage of several."""
        context = {"prefix": passage["prefix"], "suffix": passage["suffix"]}
        if not self._lookup.is_current(passage["id"]):
            yield {"type": "TextQuoteSelector", "exact": passage["quote"], **context}
            return
        start, end = passage["spans"][0][0], passage["spans"][-1][1]
        words = self._text(passage["document"])[start:end]
        yield {"type": "TextQuoteSelector", "exact": words, **context}
        several = {"vermerk:spans": passage["spans"]} if len(passage["spans"]) > 1 else {}
        yield {"type": "TextPositionSelector", "start": start, "end": end, **several}
