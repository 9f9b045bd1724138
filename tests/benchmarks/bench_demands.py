"""Speed of finding demands and commitments in generated German text.

Run: python tests/benchmarks/bench_demands.py [CODE_POINTS]

Prints code points a second for each, and the time as a multiple of bare sentence splitting of the same text
in the same run; the goal is 300,000 code points a second on one core for each.
"""

from __future__ import annotations

import random
import sys

from timing import seconds

from content.commitments import find_commitments
from content.demands import find_demands
from content.sentences import sentences

_PLAIN = (
    "Der Saal im Rathaus war bis auf den letzten Platz gefüllt.",
    "In den Dörfern am Oberlauf leben heute weniger Menschen als noch vor einer Generation.",
    "Die Zahl der Anträge lag nach Angaben des Amtes etwas über der des Vorjahres.",
    "Fahrgäste müssen an beiden Tagen mit längeren Wegen rechnen, teilte der Betrieb mit.",
    "Der Verein wurde von Eltern gegründet und zählt inzwischen mehrere hundert Mitglieder.",
)
_DEMANDING = (
    "Der Verband fordert vom Land eine verlässliche Bezahlung der Schulbusse.",
    "Die Zuschüsse für kleine Gemeinden müssen deutlich erhöht werden.",
    "„Der Bund darf die Orte damit nicht alleinlassen“, sagte die Vorsitzende.",
)
_COMMITTING = (
    "Das Kabinett hat am Dienstag den Entwurf des Haushalts beschlossen.",
    "Für neue Brücken stellt das Land im kommenden Jahr 25 Millionen Euro bereit.",
    "Die Stadtwerke werden zugleich die Leitungen unter dem Markt erneuern.",
)


def german_text(length: int) -> str:
    """Sentences in paragraphs; one in five demands, one in five commits: a press review on one subject."""
    dice = random.Random(20260503)
    found: list[str] = []
    size = 0
    while size < length:
        kind = dice.choices((_PLAIN, _DEMANDING, _COMMITTING), (3, 1, 1))[0]
        found.append(dice.choice(kind) + ("\n\n" if dice.random() < 0.2 else " "))
        size += len(found[-1])
    return "".join(found)


def main() -> None:
    text = german_text(int(sys.argv[1]) if len(sys.argv) > 1 else 300_000)
    floor = seconds(lambda: sentences(text))
    for name, find in (("demands", find_demands), ("commitments", find_commitments)):
        took, count = seconds(lambda find=find: find(text)), len(find(text))
        print(
            f"{name}: {count:,} in {len(text):,} code points; {len(text) / took:,.0f} code points a second; "
            f"{took / floor:.0f} times sentence splitting"
        )


if __name__ == "__main__":
    main()
