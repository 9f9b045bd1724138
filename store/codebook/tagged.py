"""What carries tags, and where: as far as one reviewer may see it.

A tag on a document covers all of its current text; one on an event or a demand the passage it stands in. What
stands nowhere is a text of its own, of one word. Rejected events and demands are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from content.places import Place
from store.lookup import Lookup
from store.model import TAGGED, Record

#: The spans of what stands in no text.
NOWHERE = ((0, 1),)


def carriers(lookup: Lookup, tag: str) -> Iterator[Record]:
    """The records that carry a tag, by table."""
    for table in TAGGED:
        for record in lookup.moment.find(table, "tags", tag):
            if tag in lookup.tag_ids(record):
                yield record


def places_of(lookup: Lookup, tags: Iterable[str]) -> Iterator[Place]:
    """Where the records stand that carry any of these tags, each record once."""
    seen: set[str] = set()
    for tag in tags:
        for record in carriers(lookup, tag):
            if record["id"] not in seen and record.get("state") != "rejected":
                seen.add(record["id"])
                yield place_of(lookup, record)


def place_of(lookup: Lookup, record: Record) -> Place:
    """Where a record stands; its text is named by the version's id, or by its own where it stands nowhere."""
    records = frozenset((str(record["id"]),))
    if record["id"][:1] == "d":
        version = lookup.get("versions", record["version"])
        return Place(str(record["version"]), ((0, max(1, version["length"] if version else 1)),), records)
    passage = lookup.get("passages", lookup.passage_of(record))
    if passage is None:
        return Place(str(record["id"]), NOWHERE, records)
    return Place(str(passage["version"]), tuple(sorted(map(tuple, passage["spans"]))), records)
