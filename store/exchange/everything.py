"""The whole review as one JSON value: records, texts of all versions, and every change. Lossless.

Original files are not in it; each version names its own and has its SHA-256.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from store.errors import Forbidden, StoreError
from store.model import TABLES

if TYPE_CHECKING:
    from store.review import Review

FORMAT = "vermerk"
VERSION = 1


def write(review: Review) -> bytes:
    """Forbidden for others than a lead while a blind project hides something."""
    if review.blind and review.role != "lead":
        raise Forbidden(
            "in a blind project only a lead may export everything: it holds the others' verdicts",
            "Export the evidence table, or ask a lead.",
        )
    engine = review.engine
    entries = list(engine.entries())
    shown = {
        "format": FORMAT,
        "version": VERSION,
        "store": engine.store_id,
        "seq": entries[-1].seq if entries else 0,
        "records": {table: list(engine.scan(table)) for table in TABLES},
        "texts": _texts(review, _versions(entries)),
        "changes": [to_builtins(entry) for entry in entries],
    }
    return (json.dumps(shown, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _versions(entries: list[Any]) -> dict[str, str]:
    """Document by version, of all versions there ever were."""
    return {
        op.id: op.new["document"]
        for entry in entries
        for op in entry.ops
        if op.table == "versions" and op.kind == "add" and not op.purged
    }


def _texts(review: Review, versions: dict[str, str]) -> dict[str, str | None]:
    """Text by version; None for one whose file is gone or damaged."""
    from store.model import TEXT_FILE

    texts: dict[str, str | None] = {}
    for version, document in versions.items():
        path = TEXT_FILE.format(document=document, version=version)
        try:
            texts[version] = review.engine.read_file(path).decode("utf-8", "replace")
        except StoreError:
            texts[version] = None
    return texts
