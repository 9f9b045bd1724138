"""The whole review as one JSON value: records, texts of all versions, and every change. Lossless.

Original files are not in it; each version names its own and has its SHA-256.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from store.errors import Forbidden, StoreError
from store.model import TABLES, Entry

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
    made = BytesIO()
    for piece in _pieces(review):
        made.write(piece.encode("utf-8"))
    return made.getvalue()


def _pieces(review: Review) -> Iterator[str]:
    """The JSON, record by record: all at once is ten times as much in memory."""
    engine = review.engine
    head = {"format": FORMAT, "version": VERSION, "store": engine.store_id, "seq": engine.seq}
    yield _shown(head, 0)[: -len("\n}")] + ',\n "records": {'
    between = ""
    for table in TABLES:
        yield f'{between}\n  "{table}": '
        yield from _listed(engine.scan(table), 2)
        between = ","
    yield f'\n }},\n "texts": {_shown(_texts(review, _versions(engine.entries())), 1)},\n "changes": '
    yield from _listed(map(to_builtins, engine.entries()), 1)
    yield "\n}\n"


def _listed(values: Iterable[Any], depth: int) -> Iterator[str]:
    """A list, ``depth`` blanks from the margin."""
    before = "["
    for value in values:
        yield before + "\n" + " " * (depth + 1) + _shown(value, depth + 1)
        before = ","
    yield "[]" if before == "[" else "\n" + " " * depth + "]"


def _shown(value: Any, depth: int) -> str:
    # JSON has no line ends but its own.
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)


def _versions(entries: Iterable[Entry]) -> dict[str, str]:
    """Document by version, of all versions there ever were."""
    return {
        op.id: op.new["document"]
        for entry in entries
        for op in entry.ops
        if op.table == "versions" and op.new is not None and op.kind == "add" and not op.purged
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
