"""The filters of lists: those of a reviewer that are kept, and how a query that is being typed may go on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import Any

from content.filter_query import FIELDS
from content.filter_words import ALIASES, GERMAN, in_both, name_of
from store.filtering import begins, conditions, known_values
from store.personal import Personal
from store.rows import Row
from store.view import View
from tui.locale import language

#: Under this name they are kept with the project.
KEPT = "filters"
#: So many queries are remembered of each list, and so many ways to go on are offered.
MOST, OFFERED = 50, 6
#: So many letters of a state offer to ask for it.
LETTERS = 3
#: What ``is:`` may ask for in a list beside the states of its rows.
SIGNS = {
    "documents": ("new", "open", "noted", "check"),
    "timeline": ("deadline", "undated", "overdue"),
}
_LAST = re.compile(r'-*(?P<field>[^\W\d_]*)(?P<colon>:?)(?P<value>"[^"]*|[^\s()"]*)$')

Known = Mapping[str, Collection[str]]


class Filters:
    """What a reviewer filtered one list by, and the filters that have a name there."""

    def __init__(self, personal: Personal, pane: str) -> None:
        self._personal = personal
        self._pane = pane

    @property
    def used(self) -> list[str]:
        """The queries, the oldest first."""
        found = self._read().get("used", ())
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

    @property
    def named(self) -> dict[str, str]:
        """The queries that have a name, by it."""
        found = self._read().get("named", {})
        return (
            {name: one for name, one in found.items() if isinstance(one, str)}
            if isinstance(found, dict)
            else {}
        )

    def use(self, words: str) -> None:
        """Remember a query as the one used last."""
        if words := words.strip():
            self._write(used=[*(one for one in self.used if one != words), words][-MOST:])

    def name(self, name: str, words: str) -> None:
        """Give a query a name; another one that had it loses it."""
        self._write(named={**self.named, name: words})

    def drop(self, name: str) -> None:
        self._write(named={known: words for known, words in self.named.items() if known != name})

    def _read(self) -> dict[str, Any]:
        found = self._personal.read(KEPT).get(self._pane)
        return found if isinstance(found, dict) else {}

    def _write(self, **values: Any) -> None:
        kept = self._personal.read(KEPT)
        self._personal.write(KEPT, {**kept, self._pane: {**self._read(), **values}})


def known_in(view: View, pane: str) -> Known | None:
    """What the rows of a list have, by field; None for the notes, which are of many kinds."""
    rows: Mapping[str, Iterable[Row]] = {
        "documents": view.documents,
        "timeline": chain(view.events_as_said(), view.demands),
        "demands": view.demands,
    }
    if pane not in rows:
        return None
    titles = {document.id: document.title for document in view.documents}
    known = known_values(conditions(row, titles) for row in rows[pane])
    known.setdefault("is", set()).update(in_both(SIGNS.get(pane, ())))
    return known


def ways_on(words: str, known: Known) -> list[str]:
    """The queries that ``words`` may become when their last word is completed: a condition's name, a state
    called so, or a value that some row has; in the language spoken, the shortest first."""
    last = _LAST.search(words)
    if last is None or not last.group():
        return []
    if not last["colon"]:
        names = [f"{name}:" for name in _names() if last["field"] and begins(name, last["field"])]
        if len(last["field"]) >= LETTERS:
            names += [
                f"{_is()}:{_quoted(state)}" for state in _fitting(_spoken(known.get("is", ())), last["field"])
            ]
        return [words[: last.start("field")] + name for name in names][:OFFERED]
    asked, field = last["value"].lstrip('"'), name_of(last["field"])
    values = _spoken(known.get(field, ())) if field in ("is", "state") else known.get(field, ())
    fitting = [one for one in _fitting(values, asked) if one != asked]
    return [words[: last.start("value")] + _quoted(value) for value in fitting][:OFFERED]


def _fitting(values: Collection[str], asked: str) -> list[str]:
    """Those that begin so, the shortest first."""
    return sorted((one for one in values if begins(one, asked)), key=lambda one: (len(one), one))


def _is() -> str:
    """What asks for a state, in the language spoken."""
    return next(name for name in _names() if name_of(name) == "is")


def _names() -> Iterable[str]:
    return (*ALIASES, *FIELDS) if language() == "de" else FIELDS


def _spoken(states: Collection[str]) -> Collection[str]:
    """The states in the language spoken, each once."""
    german = {word for words in GERMAN.values() for word in words}
    return [one for one in states if (one not in GERMAN if language() == "de" else one not in german)]


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"[\s()]", value) else value
