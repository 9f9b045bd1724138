"""A list's filter: the small query language of ``store.filtering``, asked of one row at a time. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from content.filter_words import in_both
from store.filtering import asked_of, conditions, matcher, searched
from store.rows import Row
from store.view import View

Wanted = Callable[[Row], bool]


def wanted_by(view: View, query: str, signs: Callable[[Row], Iterable[str]] | None = None) -> Wanted | None:
    """Whether a row matches the query; None when it asks for nothing.

    ``signs`` are more words that ``is:`` may ask for: what only this list knows of a row.
    """
    test = matcher(query)
    if test is None:
        return None
    asked = asked_of(query)
    titles = {document.id: document.title for document in view.documents} if "doc" in asked else {}

    def wanted(row: Row) -> bool:
        fields = conditions(row, titles) if asked else {}
        if signs is not None and "is" in asked:
            fields["is"] = (*fields["is"], *in_both(signs(row)))
        return test(searched(row), fields)

    return wanted
