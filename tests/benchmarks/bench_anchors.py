"""Passages mapped from an old text to a new one: how many end in the right place, and how fast.

Run: python tests/benchmarks/bench_anchors.py [PAIRS.json] [TEXT.txt …] [--seed N]

PAIRS.json is a list of {"id", "spans": [{"start", "end", "cls", "expected_start", "expected_end"}]} with
ID.old.md and ID.new.md beside it; ``expected_start`` is null for what must be orphaned. Every TEXT is
amended and set anew by dice, each way alone and all at once. Without any, generated text serves. "right" is
a span that shares at least half of its extent with the expected one, "wrong" any other, "silent" a wrong one
that scored 0.9 or more; "exact" has both ends where expected. Some of the amended texts' deleted sentences
have a near-twin put in beside them: those can't be told from edited ones.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from content.anchors.anchoring import Anchoring
from content.model import Span

Case = tuple[str, Span, Span | None]


class Made(NamedTuple):
    """A text and for each of its characters the offset in the old text, -1 for a new one."""

    text: str
    origins: list[int]


Change = Callable[[Made, random.Random], Made]


def made(parts: Iterator[tuple[str, Sequence[int]]]) -> Made:
    texts, origins = [], []
    for text, origin in parts:
        texts.append(text)
        origins += origin
    return Made("".join(texts), origins)


def replaced(source: Made, pattern: str, by: Callable[[re.Match[str]], str]) -> Made:
    """Matches replaced; what replaces letters keeps the origin of the first one."""

    def parts() -> Iterator[tuple[str, Sequence[int]]]:
        done = 0
        for match in re.finditer(pattern, source.text):
            yield source.text[done : match.start()], source.origins[done : match.start()]
            words = by(match)
            yield words, [source.origins[match.start()]] * len(words)
            done = match.end()
        yield source.text[done:], source.origins[done:]

    return made(parts())


# Set anew: every passage must be found


def reflowed(source: Made, dice: random.Random) -> Made:
    """Other line ends, words cut at some of them."""
    width, column = dice.randint(40, 100), 0

    def gap(token: str) -> str:
        nonlocal column
        if token == "\n\n":
            column = 0
            return dice.choice(["\n", "\n\n", "\n\n\n"])
        column = 0 if column > width else column + 1
        return " " if column else "\n"

    def word(token: str, origins: Sequence[int]) -> tuple[str, Sequence[int]]:
        nonlocal column
        column += len(token)
        cut = dice.randint(3, len(token) - 3) if len(token) > 7 and token.isalpha() else 0
        if not cut or column <= width or not token[cut].islower():
            return token, origins
        column = len(token) - cut
        return token[:cut] + "-\n" + token[cut:], [*origins[:cut], -1, -1, *origins[cut:]]

    def parts() -> Iterator[tuple[str, Sequence[int]]]:
        at = 0
        for token in re.findall(r"\S+|\s+", flowed.text):
            space = gap(token) if token.isspace() else ""
            yield (space, [-1] * len(space)) if space else word(token, flowed.origins[at : at + len(token)])
            at += len(token)

    flowed = replaced(source, r"\s+", lambda match: "\n\n" if "\n\n" in match[0] else " ")
    return made(parts())


def with_heads(source: Made, dice: random.Random) -> Made:
    """A running head and a page number every few hundred characters, in the middle of words too."""
    head = dice.choice(
        ["Drucksache 8/{page}\nGesetz zur Ordnung", "– {page} –", "Seite {page} von 99\n\nAmtsblatt"]
    )

    def parts() -> Iterator[tuple[str, Sequence[int]]]:
        at, page = 0, 1
        while at < len(source.text):
            size = dice.randint(500, 2500)
            space = source.text.find(" ", at + size)
            end = len(source.text) if space < 0 else space
            hyphen = ""
            if re.fullmatch(r"\s[a-z]{8}", source.text[end : end + 9]) and dice.random() < 0.5:
                end, hyphen = end + 5, "-"
            yield source.text[at:end], source.origins[at:end]
            between = f"{hyphen}\n\n{head.format(page=page)}\n\f\n"
            yield between, [-1] * len(between)
            at, page = end, page + 1

    return made(parts())


def other_marks(source: Made, dice: random.Random) -> Made:
    """Ligatures, quotation marks, dashes, spaces, soft hyphens, bullets as another program writes them."""
    table = {
        "fi": "ﬁ",
        "fl": "ﬂ",
        "„": '"',
        "“": '"',
        '"': "»",
        "–": "-",
        "§ ": "§\u00a0",
        "…": "...",
        "ß": "ß",
    }

    def by(match: re.Match[str]) -> str:
        if match[0] in table:
            return table[match[0]]
        if match[0][0] in "-*•":
            return dice.choice(["• ", "•\n", "– ", "\uf0b7 "])
        return match[0][0] + "\u00ad" if dice.random() < 0.05 else match[0]

    found = replaced(source, r"(?m)fi|fl|[„“\"–…]|§ |^[-*•] |(?<=[a-z]{3})[a-z](?=[a-z]{3})", by)
    if dice.random() < 0.5:
        return replaced(found, r"[äöüÄÖÜ]", lambda match: unicodedata.normalize("NFD", match[0]))
    return found


def spaces_lost(source: Made, dice: random.Random) -> Made:
    """One space in a hundred gone, one word in a hundred torn."""
    fewer = replaced(source, r"(?<=\w) (?=\w)", lambda match: "" if dice.random() < 0.01 else " ")
    return replaced(fewer, r"(?<=\w\w)\w(?=\w\w)", lambda match: match[0] + " " * (dice.random() < 0.002))


# Amended


def sentences(text: str) -> list[tuple[int, int]]:
    ends = [match.end() for match in re.finditer(r"(?<=\w[.!?])\s+(?=[A-ZÄÖÜ§(])|\n\s*\n", text)]
    return [(start, end) for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if end > start]


FATES = {"kept": 76, "deleted": 6, "rewritten": 6, "edited": 8, "moved": 2}


def amended(source: Made, dice: random.Random) -> Made:
    """Sentences deleted, rewritten, put in (twins of ones that stay), moved, and words replaced."""
    whole = sentences(source.text)
    fates = dice.choices(list(FATES), list(FATES.values()), k=len(whole))
    staying = [where for where, fate in zip(whole, fates, strict=True) if fate == "kept"] or whole
    kept: list[Made] = []
    for (start, end), fate in zip(whole, fates, strict=True):
        one = Made(source.text[start:end], source.origins[start:end])
        if fate in ("rewritten", "edited"):
            kept.append(_edited(one, dice) if fate == "edited" else _twin(source, staying, dice))
        elif fate == "kept":
            kept.append(one)
        if dice.random() < 0.06:
            kept.append(_twin(source, staying, dice))
    for (start, end), fate in zip(whole, fates, strict=True):
        if fate == "moved":
            kept.insert(
                dice.randrange(len(kept) + 1), Made(source.text[start:end], source.origins[start:end])
            )
    return made(iter(kept))


def _twin(source: Made, whole: list[tuple[int, int]], dice: random.Random) -> Made:
    """A new sentence much like one there is."""
    text = source.text[slice(*dice.choice(whole))]
    words = _edited(Made(text, [-1] * len(text)), dice).text
    return Made(words, [-1] * len(words))


def _edited(source: Made, dice: random.Random) -> Made:
    text, origins = source
    new = ["Landkreis", "unverzüglich", "Absatz 7", "zuständige", "gemeinsame Stelle", "nicht", "2031"]
    few = max(1, text.count(" ") // 8)
    chosen = {dice.randrange(text.count(" ") + 1) for _ in range(few)}

    def parts() -> Iterator[tuple[str, Sequence[int]]]:
        at = 0
        for number, word in enumerate(re.findall(r"\S*\s*", text)):
            here = origins[at : at + len(word)]
            at += len(word)
            if number in chosen:
                other = dice.choice(
                    ["", dice.choice(new) + " ", dice.choice(new) + " " + dice.choice(new) + " "]
                )
                yield other, [-1] * len(other)
                if dice.random() < 0.6:
                    continue
            yield word, here

    return made(parts())


# Counting


def cases(old: str, new: Made, dice: random.Random, count: int) -> Iterator[Case]:
    """Passages of some words each, classed by what became of their letters."""
    words = [match.span() for match in re.finditer(r"\w+", old)]
    where: dict[int, list[int]] = defaultdict(list)
    for at, origin in enumerate(new.origins):
        if origin >= 0 and new.text[at].isalnum():
            where[origin].append(at)
    for _ in range(count):
        first = dice.randrange(len(words))
        last = min(len(words) - 1, first + dice.choice([1, 1, 2, 2, 3, 5, 8, 13, 21, 34]))
        start, end = words[first][0], words[last][1]
        letters = [at for at in range(start, end) if old[at].isalnum()]
        found = [place for at in letters for place in where.get(at, ())]
        share = sum(at in where for at in letters) / len(letters)
        if 0 < share < 0.45:
            continue  # neither deleted nor still there
        extent = max(found) + 1 - min(found) if found else 0
        if found and sorted(found) != found or extent > 3 * (end - start) + 200:
            continue  # torn by a move
        cls = "deleted" if not found else "edited" if share < 1 else "unchanged"
        if cls == "unchanged" and old.count(old[start:end]) > 1:
            cls = "repeated"
        yield cls, Span(start, end), Span(found[0], found[-1] + 1) if found else None


def judge(old: str, new: str, some: Iterator[Case], table: dict[str, Counter[str]], tell: bool) -> None:
    anchoring = Anchoring(old, new)
    for cls, span, wanted in some:
        move = anchoring.move([span])
        row = table[cls]
        row.update(("all", move.outcome))
        got = Span(move.spans[0].start, move.spans[-1].end) if move.spans else None
        if got is None:
            verdict = "right" if wanted is None else "lost"
        else:
            verdict = "right" if wanted and _shared(got, wanted) >= 0.5 else "wrong"
            row["exact"] += got == wanted
            row["silent"] += verdict == "wrong" and move.outcome == "moved"
        row[verdict] += 1
        if tell and verdict != "right":
            words = [repr(new[one.start : one.end]) if one else "-" for one in (wanted, got)]
            print(f"  {verdict} {cls} {move.score} {old[span.start : span.end]!r} -> {' not '.join(words)}")


def _shared(first: Span, second: Span) -> float:
    common = min(first.end, second.end) - max(first.start, second.start)
    return common / (max(first.end, second.end) - min(first.start, second.start))


COLUMNS = ("right", "exact", "lost", "wrong", "silent", "check")


def show(title: str, table: dict[str, Counter[str]]) -> None:
    print(f"\n{title}\n{'':<22}{'all':>6}" + "".join(f"{name:>9}" for name in COLUMNS))
    for cls, row in sorted(table.items()):
        shares = [f"{100 * row[name] / row['all']:.1f}%" for name in COLUMNS]
        print(f"{cls:<22}{row['all']:>6}" + "".join(f"{share:>9}" for share in shares))


def pairs_table(path: Path, tell: bool) -> None:
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in json.loads(path.read_text("utf-8")):
        old = (path.parent / f"{pair['id']}.old.md").read_bytes().decode("utf-8")
        new = (path.parent / f"{pair['id']}.new.md").read_bytes().decode("utf-8")
        judge(old, new, map(given_case, pair["spans"]), table, tell)
    show(path.name, table)


def given_case(one: dict[str, Any]) -> Case:
    wanted = None if one["expected_start"] is None else Span(one["expected_start"], one["expected_end"])
    return one["cls"], Span(one["start"], one["end"]), wanted


WAYS: dict[str, tuple[Change, ...]] = {
    "reflowed": (reflowed,),
    "heads": (with_heads,),
    "marks": (other_marks,),
    "spaces": (spaces_lost,),
    "all of these": (other_marks, spaces_lost, reflowed, with_heads),
    "amended": (amended,),
    "amended and all": (amended, other_marks, reflowed, with_heads),
}


def dice_tables(texts: Sequence[str], seed: int, tell: bool) -> None:
    for way, changes in WAYS.items():
        table: dict[str, Counter[str]] = defaultdict(Counter)
        for number, text in enumerate(texts):
            dice = random.Random(f"{seed} {way} {number}")
            new = Made(text, list(range(len(text))))
            for change in changes:
                new = change(new, dice)
            judge(text, new.text, cases(text, new, dice, 300), table, tell)
        show(way, table)


# Speed


def generated(size: int, seed: int) -> str:
    """Paragraphs of invented statute, with many phrases again and again."""
    dice = random.Random(seed)
    who = [
        "Die zuständige Behörde",
        "Der Kreistag",
        "Das Staatsministerium",
        "Die Gemeinde",
        "Der Antragsteller",
    ]
    does = ["kann", "soll", "hat unverzüglich", "darf nicht", "muss bis zum Ablauf des Jahres"]
    what = [
        "den Antrag",
        "die Unterlagen",
        "eine Genehmigung",
        "den Bescheid nach Absatz {n}",
        "die Frist von {n} Tagen",
    ]
    how = [
        "prüfen",
        "vorlegen",
        "versagen",
        "nach § {n} Absatz 2 bekannt machen",
        "im Einvernehmen mit dem Land ändern",
    ]
    parts: list[str] = []
    length = 0
    while length < size:
        words = [dice.choice(one).format(n=dice.randint(1, 400)) for one in (who, does, what, how)]
        parts.append(" ".join(words) + dice.choice([". ", ". ", ".\n\n", f".\n\n## § {len(parts)}\n\n(1) "]))
        length += len(parts[-1])
    return "".join(parts)


def speed(size: int = 1_000_000, count: int = 5_000) -> None:
    dice = random.Random(7)
    old = generated(size, 7)
    whole = Made(old, list(range(len(old))))
    spans = [
        Span(at, at + dice.randint(10, 300)) for at in (dice.randrange(len(old) - 300) for _ in range(count))
    ]
    print(f"\nspeed: {len(old):,} code points, {count:,} passages")
    for way in ("amended", "amended and all"):
        new = whole
        for change in WAYS[way]:
            new = change(new, dice)
        begin = time.perf_counter()
        anchoring = Anchoring(old, new.text)
        compared = time.perf_counter()
        for span in spans:
            anchoring.move([span])
        print(
            f"  {way}: compared in {compared - begin:.2f} s, mapped in {time.perf_counter() - compared:.2f} s"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tell", action="store_true", help="print every passage that is not right")
    args = parser.parse_args()
    for path in (path for path in args.files if path.suffix == ".json"):
        pairs_table(path, args.tell)
    texts = [path.read_bytes().decode("utf-8") for path in args.files if path.suffix != ".json"]
    dice_tables(texts or [generated(40_000, args.seed + at) for at in range(5)], args.seed, args.tell)
    speed()


if __name__ == "__main__":
    main()
