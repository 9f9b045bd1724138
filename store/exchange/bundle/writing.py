"""The bundle: a zip archive of all records, the journal, every text and every original."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from store.errors import Forbidden, NotFound, Refused
from store.model import TABLES, TEXT_FILE, Op
from store.search.synonyms import FILE as SYNONYMS

if TYPE_CHECKING:
    from store.engine import Engine
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
    yield RECORDS, _records(engine)
    lines: list[bytes] = []
    names: dict[str, None] = {SYNONYMS: None}
    for entry in engine.entries():  # one by one: all of them are several times the journal's size
        lines.append(msgspec.json.encode(entry) + b"\n")
        names |= dict.fromkeys(name for op in entry.ops if op.table == "versions" for name in _files(op))
    yield JOURNAL, b"".join(lines)
    for name in names:
        with suppress(NotFound, Refused):
            yield name, engine.read_file(name)


def _records(engine: Engine) -> bytes:
    head = msgspec.json.encode({"format": FORMAT, "version": VERSION, "store": engine.store_id})
    tables = (
        b'"%b":[%b]' % (table.encode(), b",".join(map(msgspec.json.encode, engine.scan(table))))
        for table in TABLES
    )
    return head[:-1] + b',"records":{%b}}\n' % b",".join(tables)


def _files(op: Op) -> Iterator[str]:
    """The files that a change of a version names."""
    fields = op.new or {}
    if op.kind == "add" and not op.purged:
        yield TEXT_FILE.format(document=fields["document"], version=op.id)
    if fields.get("original"):
        yield fields["original"]
