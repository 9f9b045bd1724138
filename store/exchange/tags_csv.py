"""Tags by document as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.exchange.tag_tables import as_csv, document_sheet
from store.exchange.words import BARE, Words

if TYPE_CHECKING:
    from store.review import Review


def write(review: Review, words: Words = BARE) -> bytes:
    return as_csv(document_sheet(review.view(), words))
