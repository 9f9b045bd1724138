"""The report to hand in: figures, timeline, each demand with its verdicts and quotations, what is open, and
how it was worked. What a blind project hides from this reviewer is in no part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from content.quoting import inside
from store.exchange.blocks import Bar, Block, Facts, Heading, Paragraph, Quote, Report, Table, Timeline
from store.exchange.plain import last_change
from store.exchange.report_method import method
from store.exchange.report_open import open_points
from store.exchange.report_summary import summary
from store.exchange.sheets import in_time
from store.exchange.table import answer_words, evidence_by_demand, listed, stance_words
from store.exchange.words import Words
from store.rows import DemandRow, EvidenceRow
from store.states import bounds
from store.view import View

if TYPE_CHECKING:
    from store.review import Review


def report(review: Review, words: Words) -> Report:
    view = review.view()
    at = last_change(review, view.seq)
    numbers = numbered(list(listed(view)))
    as_of = words.say("As of {day}, change {number}").format(
        day=words.day(at[:10]), number=words.number(view.seq)
    )
    parts = (
        summary(view, words, numbers),
        _timeline(view, words),
        _demands(view, words, numbers),
        open_points(view, words, numbers),
        method(review, view, words),
    )
    return Report(
        review.name,
        as_of,
        words.language,
        words.say("Contents"),
        at,
        tuple(block for part in parts for block in part),
    )


def numbered(demands: list[DemandRow]) -> dict[str, tuple[str, DemandRow]]:
    """The demands by id, each with its number: "2", its parts "2.1", "2.2"."""
    found: dict[str, tuple[str, DemandRow]] = {}
    parts: Counter[str] = Counter()
    for row in demands:
        above = found[row.parent][0] + "." if row.parent in found else ""
        parts[above] += 1
        found[row.id] = (f"{above}{parts[above]}", row)
    return found


def _timeline(view: View, words: Words) -> Iterator[Block]:
    say = words.say
    yield Heading(2, say("Timeline"))
    events = [(row, bounds(row.edtf)) for row in view.events if row.state == "confirmed"]
    events.sort(key=in_time)
    bars = [
        Bar(row.label or row.text, words.dates(row.edtf), first, last)
        for row, (first, last) in events
        if first or last
    ]
    if bars:
        about = say("{count} events, the first {first}, the last {last}; the table below lists them.").format(
            count=words.number(len(bars)), first=bars[0].dates, last=bars[-1].dates
        )
        yield Timeline(say("Timeline of the events"), about, tuple(bars))
        yield Table(
            say("Events"),
            (say("date"), say("event"), say("source")),
            tuple(
                (words.dates(row.edtf), row.label or row.text, source(view, words, row.document, row.spans))
                for row, _days in events
            ),
        )
    else:
        yield Paragraph(say("No event is confirmed."))
    waiting = sum(row.state == "suggested" for row in view.events)
    if waiting:
        yield Paragraph(
            say("Suggested events that nobody has confirmed, and so not shown: {count}").format(
                count=words.number(waiting)
            )
        )


def _demands(view: View, words: Words, numbers: dict[str, tuple[str, DemandRow]]) -> Iterator[Block]:
    say = words.say
    yield Heading(2, say("Demands"))
    by_demand = evidence_by_demand(view)
    if not numbers:
        yield Paragraph(say("There are no demands."))
    waiting = sum(row.state != "rejected" for row in view.demands) - len(numbers)
    if waiting:
        said = say("Suggested demands that nobody has confirmed, and so not shown: {count}")
        yield Paragraph(said.format(count=words.number(waiting)))
    for number, row in numbers.values():
        yield Heading(3, f"{number} {row.text}")
        yield Facts(tuple(_facts(view, words, row)))
        yield from _verdicts(view, words, row)
        for evidence in by_demand.get(row.id, ()):
            yield _quote(view, words, evidence)
        if not row.evidence:
            yield Paragraph(say("No evidence is linked."))


def _facts(view: View, words: Words, row: DemandRow) -> Iterator[tuple[str, str]]:
    say = words.say
    yield say("Answer"), words.value("answer", row.answer) or say("no answer yet")
    yield say("Review"), words.value("review", row.review)
    if row.due:
        yield say("Deadline"), f"{words.dates(row.due)} ({words.value('deadline', row.deadline)})"
    for name, value in ((say("Topic"), row.topic), (say("Addressee"), row.addressee)):
        if value:
            yield name, value
    if row.document:
        yield say("Demanded in"), source(view, words, row.document, row.spans)


def _verdicts(view: View, words: Words, row: DemandRow) -> Iterator[Block]:
    say = words.say
    rows = []
    for verdict in view.lookup.verdicts_on(row.id):
        name = say("{name}, final") if verdict["final"] else "{name}"
        rows.append(
            (
                name.format(name=verdict["by"]),
                answer_words(words, verdict),
                verdict["reason"] or "",
                words.day(verdict["at"][:10]),
            )
        )
    if rows:
        yield Table(
            say("Verdicts"), (say("reviewer"), say("answer"), say("reason"), say("date")), tuple(rows)
        )


def _quote(view: View, words: Words, row: EvidenceRow) -> Quote:
    worth = [stance_words(words, row)]
    worth += [f"{by}: {words.value('grade', grade)}" for by, grade in row.grades]
    if row.state == "suggested":
        worth.append(words.value("suggestion", row.state))
    quoted = words.say("“{words}”").format(words=inside(row.text))
    return Quote(quoted, source(view, words, row.document, row.spans), "; ".join(worth))


def source(view: View, words: Words, document: str | None, spans: tuple[tuple[int, int], ...]) -> str:
    """Title, publisher, date and position of a passage; "" for what stands nowhere."""
    record = view.lookup.get("documents", document)
    if record is None:
        return ""
    said = [record["title"], record["publisher"], words.day(record["date"])]
    if spans:
        where = ", ".join(f"{start}–{end}" for start, end in spans)
        said.append(words.say("characters {spans}").format(spans=where))
    return ", ".join(part for part in (*said, document) if part)
