"""Makes a large project to measure on:  python tests/benchmarks/big_project.py FOLDER [--notes 100000]

1,000 documents (one of 1 MB with 5,000 marks), 10,000 events, 500 demands with evidence and verdicts, and
100,000 notes on all of them; the same every time. Takes about a minute.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    AttachTags,
    Change,
    SetVerdict,
)
from store.review import Review

SENTENCES = (
    "Die Staatsregierung hat am 24. April beschlossen, das „Bürgerkonto“ bis Ende 2027 einzuführen.",
    "Der Städtetag fordert vom Land mehr Zuschüsse für Straßen, Bäder und Büchereien.",
    "Über die Änderung der Kostenverordnung wird im Herbst im Landtag beraten.",
    "Für Übergangsfristen sind im Doppelhaushalt 12,5 Millionen Euro vorgesehen.",
)
ANSWERS = ("open", "announced", "underway", "partial", "met", "rejected")
STEP = 500


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--demands", type=int, default=500)
    parser.add_argument("--notes", type=int, default=100_000)
    arguments = parser.parse_args()
    with Review.create(arguments.folder, "Großes Projekt") as review:
        make(review, arguments.documents, arguments.events, arguments.demands, arguments.notes)
        review.snapshot()


def make(review: Review, documents: int, events: int, demands: int, notes: int) -> None:
    random = Random(20260706)
    for name in ("anna", "ben"):
        review.apply(AddReviewer(name))
    lengths = add_documents(review, random, documents)
    targets = [f"d{number}" for number in range(1, documents + 1)]
    targets += add(review, (event(random, lengths) for _ in range(events)))
    asked = add(review, (demand(random, lengths, number) for number in range(demands)))
    targets += asked
    add(review, marks(random, lengths[0]))
    targets += add(review, (evidence(random, lengths, random.choice(asked)) for _ in range(demands * 4)))
    for name in ("anna", "ben"):
        beside = review.beside(name)
        add(
            beside,
            (SetVerdict(one, random.choice(ANSWERS), "Beleg geprüft.") for one in asked[: demands // 2]),
        )
    add(review, (note(random, targets, number) for number in range(notes)))


def add_documents(review: Review, random: Random, count: int) -> list[int]:
    """Their lengths in code points; the first has 1 MB."""
    lengths = []
    for number in range(count):
        size = 1_000_000 if number == 0 else random.randrange(1_000, 6_000)
        paragraphs, length = [], 0
        while length < size:
            paragraphs.append(" ".join(random.choices(SENTENCES, k=4)) + f" ({number}/{len(paragraphs)})")
            length += len(paragraphs[-1]) + 2
        text = "\n\n".join(paragraphs) + "\n"
        day = f"20{random.randrange(20, 27)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
        review.apply(AddDocument(text, title=f"Mitteilung {number} über Straßen und Bäder", date=day))
        lengths.append(len(text))
    return lengths


def add(review: Review, changes: object) -> list[str]:
    """Applies the changes, many at once, and returns the ids of what they made."""
    ids: list[str] = []
    waiting: list[Change] = []
    for change in changes:  # type: ignore[attr-defined]
        waiting.append(change)
        if len(waiting) == STEP:
            ids += review.apply(*waiting).ids
            waiting = []
    return ids + (list(review.apply(*waiting).ids) if waiting else [])


def place(random: Random, lengths: list[int]) -> tuple[str, tuple[int, int]]:
    document = random.randrange(1, len(lengths))
    start = random.randrange(lengths[document] - 200)
    return f"d{document + 1}", (start, start + random.randrange(10, 200))


def event(random: Random, lengths: list[int]) -> Change:
    document, span = place(random, lengths)
    day = f"20{random.randrange(15, 31)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
    return AddEvent(
        day, label=f"Beratung über {random.choice(SENTENCES)[:40]}", document=document, spans=(span,)
    )


def demand(random: Random, lengths: list[int], number: int) -> Change:
    document, span = place(random, lengths)
    words = f"Forderung {number}: {random.choice(SENTENCES)}"
    return AddDemand(
        words, document=document, spans=(span,), topic=f"Thema {number % 12}", due="../2027-12-31"
    )


def evidence(random: Random, lengths: list[int], demand: str) -> Change:
    document, (start, end) = place(random, lengths)
    return AddEvidence(demand, f"{document}:{start}-{end}", grade=random.choice(("strong", "weak")))


def marks(random: Random, length: int) -> list[Change]:
    starts = sorted(random.randrange(length - 400) for _ in range(5_000))
    return [
        AttachTags(f"d1:{start}-{start + random.randrange(5, 400)}", (f"Thema/{number % 40}",))
        for number, start in enumerate(starts)
    ]


def note(random: Random, targets: list[str], number: int) -> Change:
    return AddNote(random.choice(targets), f"Notiz {number}: {random.choice(SENTENCES)}")


if __name__ == "__main__":
    main()
