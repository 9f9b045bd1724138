"""Speed of the date grammar on generated German text.

Run: python tests/benchmarks/bench_dates.py [CODE_POINTS]

Prints code points a second, and the time as a multiple of a plain ``re`` scan for digits over the
same text in the same run; the goal is 200,000 code points a second on one core.
"""

from __future__ import annotations

import random
import re
import sys

from timing import seconds

from content.dates.finder import find_dates

_PLAIN = (
    "Die Kommunen sollen bei der Digitalisierung ihrer Verfahren unterstützt werden.",
    "Der Landkreis verweist auf die angespannte Haushaltslage und bittet um Geduld.",
    "„Wir brauchen verlässliche Mittel für den öffentlichen Nahverkehr“, sagte die Oberbürgermeisterin.",
    "Für die Umsetzung der Maßnahmen ist das Staatsministerium zuständig, das sich mit den Ämtern abstimmt.",
    "Nach Auffassung des Verbandes fehlen Grundstücke, Fachkräfte und eine einheitliche Rechtsgrundlage.",
)
_DATED = (
    "Am 3. Juli 2026 hat der Ausschuss den Entwurf gebilligt.",
    "Die Frist läuft vom 26. April bis zum 28. April, danach wird heute neu entschieden.",
    "Bis Ende 2027 stehen im Doppelhaushalt 2027/2028 rund 2000 Euro je Einwohner bereit.",
    "Im März wurde das Verfahren begonnen; am vergangenen Freitag (3. Juli 2026) folgte die Anhörung.",
    "Telefon: 0351/8192-150, Drucksache 8/2025, § 24 Absatz 4, Stand: 07/2026.",
    "Seit drei Jahren, im zweiten Quartal und in den 1990er Jahren war das anders als im Vorjahr.",
)


def german_text(length: int) -> str:
    """Sentences in paragraphs; about one in three names a date, more than in most documents."""
    dice = random.Random(20260424)
    sentences: list[str] = []
    size = 0
    while size < length:
        sentence = dice.choice(_DATED if dice.random() < 0.35 else _PLAIN)
        sentences.append(sentence + ("\n\n" if dice.random() < 0.2 else " "))
        size += len(sentences[-1])
    return "".join(sentences)


def main() -> None:
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    text = german_text(length)
    digits = re.compile(r"\d")
    find_dates("Aufwärmen am 3. Juli 2026.")
    floor = seconds(lambda: sum(1 for _ in digits.finditer(text)))
    took = seconds(lambda: find_dates(text, "2026-07-06"))
    found = len(find_dates(text, "2026-07-06"))
    print(f"{len(text):,} code points, {found:,} mentions (one per {len(text) / found:.0f} code points)")
    print(f"{len(text) / took:,.0f} code points a second; {took / floor:.1f} times a scan for digits")


if __name__ == "__main__":
    main()
