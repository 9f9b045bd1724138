"""A review as a REFI-QDA project (``.qdpx``): an XML file and the texts in a zip archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from content.messages import Message, counted
from store.exchange.refi.building import Building
from store.exchange.refi.codes import code_losses
from store.exchange.refi.held import Held
from store.exchange.refi.xml import holds, written
from store.model import Record

if TYPE_CHECKING:
    from store.review import Review

#: The earliest day a zip file knows: an export is the same whenever it is made.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def write(review: Review) -> bytes:
    """What this reviewer may see. Damaged where a document's text is."""
    built = Building(Held(review))
    root = written(built.project())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("project.qde", root), *built.files.items()):
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def losses(review: Review) -> tuple[Message, ...]:
    held = Held(review)
    return (*code_losses(list(held.tags.values())), *_of_documents(held), *_marred(held), *_of_past(held))


def _of_documents(held: Held) -> Iterator[Message]:
    versions = [held.lookup.versions_of(document["id"]) for document in held.documents]
    earlier = sum(len(of_one) - 1 for of_one in versions)
    if earlier:
        yield counted(
            "{count} earlier version of a document", "{count} earlier versions of documents", earlier
        )
    if held.left_behind:
        yield counted(
            "{count} passage that stands in an earlier version, with what is on it",
            "{count} passages that stand in earlier versions, with what is on them",
            len(held.left_behind),
        )
    current = {document["version"] for document in held.documents}
    originals = sum(bool(v["original"]) for of_one in versions for v in of_one if v["id"] in current)
    if originals:
        yield counted(
            "the original file of {count} document", "the original files of {count} documents", originals
        )


def _marred(held: Held) -> Iterator[Message]:
    """What XML cannot hold."""
    if titles := sum(not holds(document["title"] or "") for document in held.documents):
        yield counted("control characters in {count} title", "control characters in {count} titles", titles)
    if cases := sum(not holds(_words(record)) for _table, record in held.cases()):
        yield counted(
            "control characters in {count} demand, event or verdict",
            "control characters in {count} demands, events and verdicts",
            cases,
        )


def _of_past(held: Held) -> Iterator[Message]:
    doubtful = sum(bool(p["suspect"]) for passages in held.passages.values() for p in passages)
    if doubtful:
        yield counted(
            "that {count} passage is to be looked at again, and what it said before",
            "that {count} passages are to be looked at again, and what they said before",
            doubtful,
        )
    yield Message("the history of changes, who made tags, and when they were given")


def _words(record: Record) -> str:
    return "".join(record.get(field) or "" for field in ("text", "topic", "addressee", "label", "reason"))
