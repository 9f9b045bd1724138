"""One record with everything on it, as plain JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.changes.targets import check_spans, parse_passage, show_passage
from store.changes.work import table_of
from store.errors import NotFound, Refused
from store.rows import DemandRow, DocumentRow, NoteRow, Row, as_json
from store.view import View

if TYPE_CHECKING:
    from store.looking import Looking


def show(review: Looking, target: str) -> dict[str, Any]:
    """The record of an id, or the passage at "d1:10-20". NotFound, Refused."""
    place = parse_passage(target)
    if place is not None:
        return _passage(review, *place)
    if ":" in target:
        raise Refused(
            "“{target}” is not a passage", "Write it as DOCUMENT:START-END, such as d1:10-42.", target=target
        )
    table_of(target)
    view = review.view()
    row = view.by_id(target)
    if row is not None:
        return as_json(row) | _more(view, row) | _on(view, target)
    record = view.lookup.find(target)
    if record is None:
        raise NotFound(
            "there is no record {target} (any more)", "vermerk history says who removed it.", target=target
        )
    return dict(record)


def _passage(review: Looking, document: str, spans: tuple[tuple[int, int], ...]) -> dict[str, Any]:
    view = review.view()
    row = view.by_id(document)
    if not isinstance(row, DocumentRow):
        raise NotFound("there is no document {document}", document=document)
    text = review.text(document)
    check_spans(document, spans, len(text))
    shown: dict[str, Any] = {
        "id": show_passage(document, spans),
        "document": document,
        "title": row.title,
        "date": row.date,
        "version": row.version,
        "spans": [list(span) for span in spans],
        "text": " ".join(text[start:end] for start, end in spans),
    }
    passage = view.passage_at(document, spans)
    if passage is None:
        return shown
    return shown | {"passage": passage, "tags": list(view.tag_names(passage))} | _on(view, passage)


def _more(view: View, row: Row) -> dict[str, Any]:
    """What belongs to a record besides its row."""
    lookup = view.lookup
    if isinstance(row, DemandRow):
        restated = (lookup.find(row.id) or {}).get("restated_by") or ()
        parts = (demand["id"] for demand in lookup.demands_under(row.id))
        return {
            "parts": list(parts),
            "restated_by": [as_json(found) for passage in restated if (found := view.by_id(passage))],
        }
    if isinstance(row, DocumentRow):
        version = lookup.get("versions", row.version) or {}
        record = lookup.find(row.id) or {}
        return {
            "title_reason": record.get("title_reason") or "",
            "publisher_reason": record.get("publisher_reason") or "",
            "warnings": list(record.get("warnings") or ()),
            "length": version.get("length"),
        }
    if isinstance(row, NoteRow):
        replies = (note for note in lookup.notes_on(row.target) if note["parent"] == row.id)
        return {"replies": [as_json(found) for reply in replies if (found := view.by_id(reply["id"]))]}
    return {}


def _on(view: View, record_id: str) -> dict[str, Any]:
    """What hangs on it by kind; for a demand its ``evidence`` is the list, not the count."""
    shown: dict[str, Any] = {"notes": []}
    if record_id[:1] == "n":
        return {}
    if record_id[:1] == "f":
        shown |= {"evidence": [], "verdicts": []}
    for row in view.on(record_id):
        table = table_of(row.id)
        shown.setdefault(table, []).append(as_json(row))
    return shown
