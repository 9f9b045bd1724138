"""How the shipped word lists are made of COUNTS.tsv: a header, then word, count, share of capitals."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

Counted = tuple[str, int, float]


def build(
    arguments: list[str],
    usage: str | None,
    lines: Callable[[Iterable[Counted]], Iterator[str]],
    shipped: Path,
) -> int:
    """Writes ``lines`` of the counts to the second argument, else the shipped file. Gives the exit code."""
    if not 1 <= len(arguments) <= 2:
        print(usage, file=sys.stderr)
        return 2
    with open(arguments[0], encoding="utf-8", newline="") as file:
        given = [row for row in csv.reader(file, "excel-tab") if row][1:]
    made = list(lines((word, int(count), float(capitals)) for word, count, capitals in given))
    out = Path(arguments[1]) if len(arguments) == 2 else shipped
    out.write_text("\n".join(made) + "\n", "utf-8")
    print(f"{len(made):,} of {len(given):,} words, {out.stat().st_size:,} bytes: {out}")
    return 0
