"""How often tags are used in which document, and how often two tags cover the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from content.places import Place, Reach, Spans, shared
from store.codebook.tagged import carriers, place_of
from store.codebook.tree import Node, lineage, tree
from store.model import Record
from store.view import View

#: Stands for the document of records that stand in none.
NO_DOCUMENT = "-"


class Table(Struct, frozen=True):
    """``counts`` by the name of a node and a column, without those that are 0; ``totals`` by name."""

    nodes: tuple[Node, ...]
    counts: dict[tuple[str, str], int]
    totals: dict[str, int]


def by_document(view: View, below: bool = False) -> Table:
    """At how many places of each document a tag is; with ``below`` also one below it. Rejected events and
    demands are left out, as in all tables."""
    nodes = tree(view)
    found: defaultdict[tuple[str, str], set[tuple[str, Spans]]] = defaultdict(set)
    for record, names in _named(view, nodes, below):
        document = view.lookup.document_of(record) or NO_DOCUMENT
        place = place_of(view.lookup, record)
        for name in names:
            found[name, document].add((place.text, place.spans))
    counts = {cell: len(places) for cell, places in found.items()}
    totals: defaultdict[str, int] = defaultdict(int)
    for (name, _document), count in counts.items():
        totals[name] += count
    return Table(nodes, counts, dict(totals))


def by_tag(view: View, below: bool = False) -> Table:
    """At how many places two tags cover common words: what the expression "A & B" finds. A tag with itself:
    how many places carry it, which is its total, too."""
    nodes = tree(view)
    named = [(place_of(view.lookup, record), names) for record, names in _named(view, nodes, below)]
    found = _common(named)
    counts = {pair: len(places) for pair, places in found.items()}
    return Table(nodes, counts, {node.name: counts.get((node.name, node.name), 0) for node in nodes})


def _common(named: list[tuple[Place, set[str]]]) -> dict[tuple[str, str], set[tuple[str, Spans]]]:
    names = {record: known for place, known in named for record in place.records}
    reach = Reach(place for place, _known in named)
    found: defaultdict[tuple[str, str], set[tuple[str, Spans]]] = defaultdict(set)
    for place, known in named:
        for name in known:
            found[name, name].add((place.text, place.spans))
        for other in reach.touching(place.text, place.spans):
            words = (place.text, shared(place.spans, other.spans))
            for pair in ((a, b) for a in known for b in names[next(iter(other.records))] if a != b):
                found[pair].add(words)
    return found


def _named(view: View, nodes: tuple[Node, ...], below: bool) -> Iterator[tuple[Record, set[str]]]:
    """Every record that carries tags, with the names it counts for."""
    counted = {
        node.tag.id: set(lineage(node.name)) if below else {node.name}
        for node in nodes
        if node.tag is not None
    }
    records: dict[str, tuple[Record, set[str]]] = {}
    for tag, names in counted.items():
        for record in carriers(view.lookup, tag):
            if record.get("state") != "rejected":
                records.setdefault(record["id"], (record, set()))[1].update(names)
    yield from records.values()
