"""The evidence table as JSON: a list of demands, each with its verdicts and evidence. For programs: keys and
values are the same in every language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from store.exchange.table import Line, lines
from store.rows import as_json
from store.view import View

if TYPE_CHECKING:
    from store.review import Review


def write(review: Review) -> bytes:
    view = review.view()
    demands: dict[str, dict[str, Any]] = {}
    for line in lines(view):
        demand = demands.setdefault(line.demand.id, _demand(view, line))
        if line.evidence is not None:
            demand["evidence"].append(_evidence(view, line))
    shown = {"project": review.name, "demands": list(demands.values())}
    return (json.dumps(shown, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _demand(view: View, line: Line) -> dict[str, Any]:
    keys = ("id", "text", "topic", "addressee", "parent", "due", "state", "review", "answer", "deadline")
    verdicts = [as_json(row) for row in view.verdicts if row.demand == line.demand.id]
    kept = ("by", "at", "answer", "reason", "final", "searched")
    return {
        **{key: getattr(line.demand, key) for key in keys},
        "verdicts": [{key: verdict[key] for key in kept} for verdict in verdicts],
        "evidence": [],
    }


def _evidence(view: View, line: Line) -> dict[str, Any]:
    row = line.evidence
    assert row is not None
    document = view.lookup.get("documents", row.document) or {}
    return {
        "id": row.id,
        "quotation": row.text,
        "document": row.document,
        "title": document.get("title"),
        "date": document.get("date"),
        "spans": [list(span) for span in row.spans],
        "stance": row.stance,
        "grades": as_json(row)["grades"],
        "flags": list(row.flags),
        "state": row.state,
        "reviewer": row.by,
        "at": row.at,
    }
