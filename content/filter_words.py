"""The words of conditions such as ``is:confirmed``: what else they and their values are called in German.

Conditions are typed in lists and in searches; whatever language the screen speaks, both languages hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

#: What a condition may be called, and its name.
ALIASES = {
    "schlagwort": "tag",
    "dok": "doc",
    "dokument": "doc",
    "von": "by",
    "datum": "date",
    "ist": "is",
    "zustand": "state",
}

#: What a state is called in German, with hyphens for blanks, since a blank ends a condition.
GERMAN = {
    # a demand's review and answer, its deadline
    "unreviewed": ("unbearbeitet",),
    "in_review": ("in-Bearbeitung",),
    "reviewed": ("bearbeitet",),
    "disputed": ("strittig",),
    "open": ("offen",),
    "mentioned": ("erwähnt",),
    "announced": ("angekündigt",),
    "underway": ("in-Arbeit",),
    "partial": ("teilweise-erfüllt",),
    "met": ("erfüllt",),
    "superseded": ("überholt",),
    "unverifiable": ("nicht-prüfbar",),
    "not_found": ("nichts-gefunden",),
    "none": ("keine-Frist",),
    "running": ("Frist-läuft",),
    "overdue": ("Frist-abgelaufen", "überfällig"),
    # what was suggested; "rejected" is an answer, too
    "suggested": ("vorgeschlagen",),
    "confirmed": ("bestätigt",),
    "rejected": ("abgelehnt", "verworfen"),
    # evidence
    "supports": ("stützt",),
    "contradicts": ("widerspricht",),
    "mentions": ("erwähnt",),
    "strong": ("stark",),
    "weak": ("schwach",),
    "ungraded": ("unbewertet",),
    "older": ("älter",),
    "expired": ("abgelaufen",),
    "suspect": ("geändert",),
    # notes, documents, passages, verdicts, people
    "resolved": ("erledigt",),
    "dated": ("datiert",),
    "undated": ("undatiert",),
    "new": ("neu",),
    "noted": ("notiert",),
    "check": ("prüfen", "zu-prüfen"),
    "orphan": ("verwaist",),
    "gone": ("weg",),
    "placed": ("gefunden",),
    "final": ("endgültig",),
    "mine": ("meine",),
    "lead": ("Leitung",),
    "reviewer": ("Prüfer/in",),
    "viewer": ("Leser/in",),
}


class Remark(Struct, frozen=True):
    """What of a query was taken otherwise than typed. What the kinds are is said where queries are read; the
    ``words`` are those in question."""

    kind: str
    words: str = ""


def name_of(typed: str) -> str:
    """The name of a condition, as typed in whatever capitals: "Ist" is "is"."""
    small = typed.lower()
    return ALIASES.get(small, small)


def in_both(states: Iterable[str]) -> Iterator[str]:
    """States with what they are called in German."""
    for state in states:
        yield state
        yield from GERMAN.get(state, ())
