"""Where alone the hits of a query with conditions can be, told from the store's own indexes: what is not
there need not be looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from content.filter_words import in_both
from content.search.query import Filter
from content.search.units import Scope
from store.filtering import begins
from store.lookup import Lookup
from store.model import SUGGESTION_STATES, TAGGED, Record
from store.view import View

#: What "in:" calls the kinds of hits; any beginning of a word will do.
WORDS = {
    "document": ("documents", "dokumente", "texte"),
    "note": ("notes", "notizen"),
    "demand": ("demands", "forderungen"),
    "event": ("events", "ereignisse", "termine"),
    "tag": ("tags", "schlagwörter"),
}
#: Naming more owners than this one by one is no quicker than looking at all.
MOST = 20_000

#: For a kind of hits the owners that come into question; None for all of them.
Possible = dict[str, set[str] | None]


def kinds_in(value: str) -> set[str]:
    """The kinds of hits that ``in:value`` names."""
    return {kind for kind, words in WORDS.items() if any(begins(word, value) for word in words)}


def scope_of(view: View, filters: Sequence[Filter], only: Collection[str]) -> Scope | None:
    """Where the hits are for which all these filters hold, in ``only`` these documents if there are any;
    None if that can be anywhere."""
    found: Possible = dict.fromkeys(WORDS)
    made: dict[str, Callable[[View, str], Possible]] = {
        "in": _of_kind, "tag": _tagged, "doc": _titled, "is": _being, "by": _made_by,
    }  # fmt: skip
    if only:
        found = _both(found, _standing_in(view.lookup, only))
    for one in filters:
        if one.name in made:
            found = _both(found, made[one.name](view, one.value))
    kinds = frozenset(kind for kind, owners in found.items() if owners is None)
    owners = frozenset(owner for some in found.values() for owner in some or ())
    return None if len(kinds) == len(WORDS) or len(owners) > MOST else Scope(owners, kinds)


def _both(one: Possible, other: Possible) -> Possible:
    return {kind: _shared(one[kind], other[kind]) for kind in one}


def _shared(one: set[str] | None, other: set[str] | None) -> set[str] | None:
    return other if one is None else one if other is None else one & other


def _of_kind(view: View, value: str) -> Possible:
    kinds = kinds_in(value)
    return {kind: None if kind in kinds else set() for kind in WORDS}


def _titled(view: View, value: str) -> Possible:
    """In a document, by its id or a word of its title."""
    documents = view.lookup.all("documents")
    named = [one for one in documents if any(begins(w, value) for w in (one["id"], *_words(one)))]
    return _standing_in(view.lookup, [one["id"] for one in named])


def _words(document: Record) -> list[str]:
    return str(document["title"] or "").split()


def _standing_in(lookup: Lookup, documents: Iterable[str]) -> Possible:
    found: dict[str, set[str] | None] = {kind: set() for kind in WORDS}
    for document in documents:
        _add(found, "document", _owners(lookup, document))
        _add(found, "event", _ids(lookup.events_in(document)))
        _add(found, "demand", _ids(lookup.demands_in(document)))
        _add(found, "note", _ids(lookup.moment.find("notes", "document", document)))
    return found


def _tagged(view: View, value: str) -> Possible:
    """What carries a tag, and the notes on it; of texts those in which it was given."""
    lookup = view.lookup
    tags = [tag["id"] for tag in lookup.all("tags") if begins(tag["name"], value)]
    found: dict[str, set[str] | None] = {kind: set() for kind in WORDS}
    _add(found, "tag", tags)
    if sum(lookup.moment.count(table, "tags", tag) for table in TAGGED for tag in tags) > MOST:
        return dict.fromkeys(WORDS) | {"tag": found["tag"]}
    for table in TAGGED:
        for record in (one for tag in tags for one in lookup.moment.find(table, "tags", tag)):
            if table in ("documents", "passages"):
                _add(found, "document", _owners(lookup, record.get("document") or record["id"]))
            else:
                _add(found, table.removesuffix("s"), [record["id"]])
            _add(found, "note", _ids(lookup.moment.find("notes", "target", record["id"])))
    return found


def _being(view: View, value: str) -> Possible:
    """Events and notes have few states; those of the others must be worked out one by one."""
    asked, moment = value.replace(" ", "-"), view.lookup.moment
    states = [one for one in SUGGESTION_STATES if any(begins(word, asked) for word in in_both([one]))]
    events = [_ids(moment.find("events", "state", state)) for state in states]
    noted = any(begins(word, asked) for word in in_both(("resolved", "open")))
    return {
        "document": None,
        "demand": None,
        "tag": set(),
        "event": {event for some in events for event in some},
        "note": None if noted else set(),
    }


def _made_by(view: View, value: str) -> Possible:
    """Notes are the many; their authors are the reviewers, unless some came with another project's."""
    moment = view.lookup.moment
    names = [str(reviewer["name"]) for reviewer in moment.records("reviewers")]
    found: Possible = dict.fromkeys(WORDS)
    if sum(moment.count("notes", "by", name) for name in names) == moment.count("notes"):
        theirs = (moment.find("notes", "by", name) for name in names if begins(name, value))
        found["note"] = {note["id"] for notes in theirs for note in notes}
    return found


def _owners(lookup: Lookup, document: str) -> list[str]:
    """Whose units a document's text and title are."""
    record = lookup.get("documents", document)
    return [] if record is None else [document, str(record["version"])]


def _ids(records: Iterable[Record]) -> Iterator[str]:
    return (str(record["id"]) for record in records)


def _add(found: Possible, kind: str, owners: Iterable[str]) -> None:
    known = found[kind]
    if known is not None:
        known.update(owners)
