"""The bundle: a zip archive of all records, the journal, every text and every original."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from store.errors import Forbidden, NotFound, Refused
from store.model import TABLES, TEXT_FILE
from store.search.synonyms import FILE as SYNONYMS

if TYPE_CHECKING:
    from store.review import Review

FORMAT, VERSION = "vermerk-bundle", 1
RECORDS, JOURNAL = "records.json", "journal.jsonl"
#: The earliest day a zip file knows: a bundle is the same whenever it is made.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def write(review: Review) -> bytes:
    """Forbidden for others than a lead while a blind project hides something."""
    if review.blind and review.role != "lead":
        raise Forbidden(
            "in a blind project only a lead may export everything: it holds the others' verdicts",
            "Export the evidence table, or ask a lead.",
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _parts(review):
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def _parts(review: Review) -> Iterator[tuple[str, bytes]]:
    engine = review.engine
    entries = list(engine.entries())
    head = {
        "format": FORMAT,
        "version": VERSION,
        "store": engine.store_id,
        "records": {table: list(engine.scan(table)) for table in TABLES},
    }
    yield RECORDS, msgspec.json.encode(head) + b"\n"
    yield JOURNAL, b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)
    made = (op for entry in entries for op in entry.ops if op.table == "versions")
    names: dict[str, None] = {SYNONYMS: None}
    for op in made:
        fields = op.new or {}
        if op.kind == "add" and not op.purged:
            names[TEXT_FILE.format(document=fields["document"], version=op.id)] = None
        if fields.get("original"):
            names[fields["original"]] = None
    for name in names:
        with suppress(NotFound, Refused):
            yield name, engine.read_file(name)
