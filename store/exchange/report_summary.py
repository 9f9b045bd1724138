"""What a report says at once: figures, answers, topics, and every demand with its answer in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from store.exchange.blocks import Block, Heading, Table
from store.exchange.words import Words
from store.model import ANSWERS
from store.rows import DemandRow
from store.view import View

Numbers = dict[str, tuple[str, DemandRow]]


def summary(view: View, words: Words, numbers: Numbers) -> Iterator[Block]:
    demands = [row for _number, row in numbers.values()]
    yield Heading(2, words.say("Summary"))
    yield _figures(view, words, demands)
    yield _answers(words, demands)
    if any(row.topic for row in demands):
        yield _topics(words, demands)
    if numbers:
        yield _at_a_glance(words, numbers)


def _figures(view: View, words: Words, demands: list[DemandRow]) -> Table:
    say = words.say
    reviewed = sum(row.review == "reviewed" for row in demands)
    done = say("{done} of {all}").format(done=words.number(reviewed), all=words.number(len(demands)))
    counts = (
        (say("Documents"), len(view.documents)),
        (say("Confirmed events"), sum(row.state == "confirmed" for row in view.events)),
        (say("Demands"), len(demands)),
        (say("Disputed demands"), sum(row.review == "disputed" for row in demands)),
        (say("Demands with evidence"), sum(row.evidence > 0 for row in demands)),
        (say("Demands past their deadline"), sum(row.deadline == "overdue" for row in demands)),
        (say("Open notes"), sum(not row.resolved and row.parent is None for row in view.notes)),
    )
    rows = [(name, words.number(count)) for name, count in counts]
    rows.insert(3, (say("Reviewed demands"), done))
    return Table(say("Figures"), (say("figure"), say("count")), tuple(rows))


def _answers(words: Words, demands: list[DemandRow]) -> Table:
    given = ((name, words.number(count)) for name, count in _counted(words, demands))
    return Table(words.say("Answers"), (words.say("answer"), words.say("demands")), tuple(given))


def _counted(words: Words, demands: Iterable[DemandRow]) -> Iterator[tuple[str, int]]:
    """The answers that are given and how often, in the order of answers; those without one last."""
    answers = Counter(row.answer for row in demands)
    for answer in (*ANSWERS, None):
        if answers[answer]:
            yield words.value("answer", answer) or words.say("no answer yet"), answers[answer]


def _topics(words: Words, demands: list[DemandRow]) -> Table:
    """Topics in the order in which they first appear."""
    say = words.say
    by_topic: dict[str, list[DemandRow]] = {}
    for row in demands:
        by_topic.setdefault(row.topic or say("without a topic"), []).append(row)
    rows = (
        (
            topic,
            words.number(len(found)),
            words.number(sum(row.review == "reviewed" for row in found)),
            ", ".join(f"{name}: {words.number(count)}" for name, count in _counted(words, found)),
        )
        for topic, found in by_topic.items()
    )
    return Table(say("Topics"), (say("topic"), say("demands"), say("reviewed"), say("answers")), tuple(rows))


def _at_a_glance(words: Words, numbers: Numbers) -> Table:
    say = words.say
    rows = (
        (
            f"{number} {row.text}",
            words.value("answer", row.answer) or say("no answer yet"),
            words.value("review", row.review),
            words.value("deadline", row.deadline),
            words.number(row.evidence),
        )
        for number, row in numbers.values()
    )
    heads = (say("demand"), say("answer"), say("review"), say("deadline"), say("pieces of evidence"))
    return Table(say("All demands at a glance"), heads, tuple(rows))
