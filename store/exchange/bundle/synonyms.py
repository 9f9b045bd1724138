"""The groups of synonyms of a bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.search.synonyms import groups_of
from store.exchange.bundle.reading import Bundle
from store.search.synonyms import FILE, check_own, own_text

if TYPE_CHECKING:
    from store.review import Review


def join_synonyms(review: Review, bundle: Bundle) -> int:
    """The other project's own groups after one's own; how many were new. Only inside a transaction."""
    check_own(review.engine)
    text = own_text(review.engine)
    there = {frozenset(map(str.casefold, group)) for group in groups_of(text)}
    more = [
        group for group in groups_of(bundle.synonyms()) if frozenset(map(str.casefold, group)) not in there
    ]
    if more:
        lines = [*text.splitlines(), *("\t".join(group) for group in more)]
        review.engine.put_file(FILE, "".join(f"{line}\n" for line in lines).encode("utf-8"))
    return len(more)
