"""What a report says is still open: demands without an agreed answer, evidence to look at again, notes."""

from __future__ import annotations

from collections.abc import Iterator

from content.quoting import inside
from store.exchange.blocks import Block, Heading, Items, Paragraph
from store.exchange.plain import unmarked
from store.exchange.table import evidence_by_demand
from store.exchange.words import Words
from store.rows import DemandRow
from store.view import View

#: Answers after which a deadline no longer matters.
SETTLED = ("met", "rejected", "superseded")

Numbers = dict[str, tuple[str, DemandRow]]


def open_points(view: View, words: Words, numbers: Numbers) -> Iterator[Block]:
    """A heading and a list for each kind of what is open; a sentence if nothing is."""
    say = words.say
    yield Heading(2, say("Open points"))
    kinds = (
        (say("Demands that are not reviewed or are disputed"), _unfinished(words, numbers)),
        (say("Deadlines that have passed"), _overdue(words, numbers)),
        (say("Evidence to look at again"), _doubtful(view, words, numbers)),
        (say("Open notes"), _notes(view, words)),
        (say("Documents without a date"), (row.title for row in view.documents if not row.date)),
    )
    found = [(title, tuple(texts)) for title, texts in kinds]
    for title, texts in found:
        if texts:
            yield Heading(3, title)
            yield Items(texts)
    if not any(texts for _title, texts in found):
        yield Paragraph(say("Nothing is open."))


def _unfinished(words: Words, numbers: Numbers) -> Iterator[str]:
    for number, row in numbers.values():
        if row.review != "reviewed":
            yield f"{number} {row.text}: {words.value('review', row.review)}"


def _overdue(words: Words, numbers: Numbers) -> Iterator[str]:
    for number, row in numbers.values():
        if row.deadline == "overdue" and row.answer not in SETTLED:
            answer = words.value("answer", row.answer) or words.say("no answer yet")
            yield f"{number} {row.text}: {words.dates(row.due)}, {answer}"


def _doubtful(view: View, words: Words, numbers: Numbers) -> Iterator[str]:
    by_demand = evidence_by_demand(view)
    for number, demand in numbers.values():
        for row in by_demand.get(demand.id, ()):
            doubts = [words.value("flag", flag) for flag in row.flags]
            if row.state == "suggested":
                doubts.append(words.value("suggestion", row.state))
            if doubts:
                quoted = words.say("“{words}”").format(words=inside(row.text))
                yield f"{number} {quoted}: {', '.join(doubts)}"


def _notes(view: View, words: Words) -> Iterator[str]:
    titles = {row.id: row.title for row in view.documents}
    for row in view.notes:
        if row.parent is None and not row.resolved:
            where = titles.get(row.document or "", "")
            about = ", ".join(part for part in (row.by, words.day(row.at[:10]), row.target, where) if part)
            yield f"{unmarked(row.text)} ({about})"
