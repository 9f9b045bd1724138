"""How a report came about: who, when, out of what, and how far the reviewers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.exchange.agreed import block
from store.exchange.blocks import Block, Facts, Heading, Paragraph, Table
from store.exchange.words import Words
from store.view import View

if TYPE_CHECKING:
    from store.review import Review


def method(review: Review, view: View, words: Words) -> Iterator[Block]:
    say = words.say
    yield Heading(2, say("Method"))
    first, last = (words.day(review.engine.entry(seq).at[:10]) for seq in (1, view.seq))
    blind = say("hidden from each other until given") if view.lookup.blind else say("open to all")
    facts = [
        (say("Worked on"), first if first == last else f"{first} – {last}"),
        (say("Documents searched"), words.number(len(view.documents))),
        (say("Verdicts of the others"), blind),
        (say("Deadlines judged on"), words.day(view.lookup.today.isoformat())),
    ]
    yield Facts(tuple(facts))
    yield Paragraph(
        say(
            "A position counts the characters of a document's text as it was read; the end is not included. "
            "The final verdict decides; without one, the answer that all give."
        )
    )
    yield _people(view, words)
    yield from block(review, words)
    yield _documents(view, words)


def _people(view: View, words: Words) -> Table:
    say = words.say
    did = [Counter(row.by for row in rows) for rows in (view.verdicts, view.evidence, view.notes)]
    return Table(
        say("Reviewers"),
        (say("name"), say("role"), say("verdicts"), say("pieces of evidence"), say("notes")),
        tuple(
            (row.name, words.value("role", row.role), *(words.number(count[row.name]) for count in did))
            for row in view.reviewers
        ),
    )


def _documents(view: View, words: Words) -> Table:
    say = words.say
    return Table(
        say("Documents"),
        (say("number"), say("title"), say("publisher"), say("date"), say("source"), say("versions")),
        tuple(
            (
                row.id,
                row.title,
                row.publisher,
                words.day(row.date),
                row.source,
                words.number(len(row.versions)),
            )
            for row in view.documents
        ),
    )
