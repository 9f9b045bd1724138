"""Search: how well it ranks, how fast it answers, what it costs to build and to hold.

Run: python tests/benchmarks/bench_search.py [--ir COLLECTION…] [--distractors TEXT…] [--sentences N]

A COLLECTION is a folder with corpus.jsonl and queries.jsonl ({"_id", "text"}) and qrels.tsv (query-id,
corpus-id, score; a header line): nDCG@10 of `Index.search` and `Index.suggest`, one configuration for all.
The paragraphs of the TEXT files are put in beside every collection. Speeds are measured on N generated
sentences (100,000 unless told), against plain FTS5 in the same run: an index of the raw words, and one of
the same stems, parts and prefixes, of which only the first ten by bm25 are asked.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from content.query_tree import Some
from content.search.analysis import columns, tokens
from content.search.expressions import expression
from content.search.index import Index
from content.search.query import Word, parse
from content.search.synonyms import Synonyms
from content.search.units import Unit

_FUNCTION_WORDS = ("der", "die", "und", "in", "den", "von", "zu", "mit", "für", "auf", "im", "ist", "nicht")
_ENDINGS = ("", "e", "en", "ung", "ungen", "er", "lich", "liche", "s")
_BATCH = 500


def vocabulary(size: int, dice: random.Random) -> list[str]:
    """Made-up words, every fourth a compound of two, the commonest first."""
    roots = [
        "".join(dice.choice("bdfghklmnprstwz") + dice.choice("aeiou") for _ in range(3))
        for _ in range(size // 4)
    ]
    made: dict[str, None] = {}
    while len(made) < size:
        parts = [dice.choice(roots) + dice.choice("nrstl") for _ in range(dice.choice((1, 1, 1, 2)))]
        made["s".join(parts).capitalize() + dice.choice(_ENDINGS)] = None
    return list(made)


def sentences(count: int, dice: random.Random) -> list[str]:
    """Of fifteen words, half of them everywhere, the others as rare as in real texts (Zipf)."""
    words = vocabulary(max(5000, count // 2), dice)
    weights = [1 / (rank + 60) for rank in range(len(words))]
    drawn = iter(dice.choices(words, weights, k=count * 8))
    filling = iter(dice.choices(_FUNCTION_WORDS, k=count * 7))
    made = []
    for _ in range(count):
        one = [next(drawn) for _ in range(8)] + [next(filling) for _ in range(7)]
        dice.shuffle(one)
        made.append(" ".join(one) + ".")
    return made


def passage(number: int, text: str, document: str) -> Unit:
    return Unit("document", document, text, document, f"v{number}", 0, len(text))


# How well


def scores(collection: Path, distractors: Sequence[str]) -> None:
    corpus = [json.loads(line) for line in (collection / "corpus.jsonl").open(encoding="utf-8")]
    queries = [json.loads(line) for line in (collection / "queries.jsonl").open(encoding="utf-8")]
    wanted: dict[str, dict[str, float]] = {}
    for line in (collection / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, document, score = line.split("\t")
        if float(score) > 0:
            wanted.setdefault(query, {})[document] = float(score)
    with tempfile.TemporaryDirectory() as folder:
        index = Index.open(Path(folder))
        units = [(one["_id"], 1, [passage(1, one["text"], one["_id"])]) for one in corpus]
        units += [(f"+{n}", 1, [passage(1, text, f"+{n}")]) for n, text in enumerate(distractors)]
        index.put_all(units)
        asked = [(one["_id"], one["text"]) for one in queries if one["_id"] in wanted]
        print(f"{collection.name}: {len(units):,} passages, {len(asked):,} queries")
        ways: dict[str, Callable[[str], list[str]]] = {
            "search": lambda text: [hit.unit.id for hit in index.search(parse(text), 10)],
            "suggest": lambda text: [hit.unit.id for hit in index.suggest(text, limit=10)],
        }
        for name, way in ways.items():
            gains = [ndcg(way(text), wanted[query]) for query, text in asked]
            print(f"  {name:8} nDCG@10 {sum(gains) / len(gains):.4f}")
        index.close()


def ndcg(hits: Sequence[str], wanted: dict[str, float]) -> float:
    gain = sum(wanted.get(hit, 0.0) / math.log2(rank + 2) for rank, hit in enumerate(hits[:10]))
    best = sorted(wanted.values(), reverse=True)[:10]
    return gain / sum(score / math.log2(rank + 2) for rank, score in enumerate(best))


# How fast


def speeds(count: int) -> None:
    dice = random.Random(1)
    texts = sentences(count, dice)
    size = sum(map(len, texts)) / 1e6
    print(f"{count:,} generated sentences, {size:.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        plain = sqlite3.connect(Path(folder) / "plain.db", isolation_level=None)
        plain.execute("PRAGMA journal_mode = WAL")
        plain.execute("CREATE VIRTUAL TABLE raw USING fts5 (text, content='')")
        plain.execute("CREATE VIRTUAL TABLE analysed USING fts5 (stem, part, prefix, content='')")
        floor = taken(lambda: fill_plain(plain, texts))
        analysed = taken(lambda: fill_analysed(plain, texts))
        gc.collect()
        before = memory()
        index = Index.open(Path(folder) / "index")
        built = taken(lambda: fill(index, texts))
        print(
            f"  build        {size / built:6.2f} MB/s, raw words {size / floor:.2f}: x{built / floor:.1f},"
            f" analysed {size / analysed:.2f}: x{built / analysed:.1f}"
        )
        disk = sum(path.stat().st_size for path in (Path(folder) / "index").iterdir()) / 1e6
        print(f"  on disk      {disk:6.1f} MB")
        index.close()
        index = Index.open(Path(folder) / "index")
        asked = [
            " ".join(dice.sample([word for word in text.split() if word[0].isupper()], 3))
            for text in dice.sample(texts, 200)
        ]
        demands = dice.sample(texts, 200)
        report("query", [taken(lambda one=one: index.search(parse(one), 10)) for one in asked])  # type: ignore[misc]
        report("raw query", [taken(lambda one=one: raw(plain, one)) for one in asked])  # type: ignore[misc]
        report("suggestion", [taken(lambda one=one: index.suggest(one)) for one in demands])  # type: ignore[misc]
        report("raw demand", [taken(lambda one=one: raw(plain, one)) for one in demands])  # type: ignore[misc]
        report("FTS5 demand", [taken(lambda one=one: ask_analysed(plain, one)) for one in demands])  # type: ignore[misc]
        report(
            "new document",
            [taken(lambda n=n: fill(index, texts[n : n + 10], n)) for n in range(count, count - 500, -10)],
        )  # type: ignore[misc]
        report("did you mean", [taken(lambda one=one: index.correction(parse(one[1:]))) for one in asked])  # type: ignore[misc]
        print(f"  memory       {memory() - before:6.1f} MB more than before the index was opened")
        index.close()


def fill(index: Index, texts: Sequence[str], first: int = 0) -> None:
    """Documents of ten sentences."""
    documents = [
        (f"v{first + at}", 1, [passage(at, text, f"d{first + at}") for text in texts[at : at + 10]])
        for at in range(0, len(texts), 10)
    ]
    for at in range(0, len(documents), _BATCH):
        index.put_all(documents[at : at + _BATCH])


def fill_plain(plain: sqlite3.Connection, texts: Sequence[str]) -> None:
    plain.execute("BEGIN")
    plain.executemany("INSERT INTO raw (text) VALUES (?)", ((text,) for text in texts))
    plain.execute("COMMIT")


def raw(plain: sqlite3.Connection, text: str) -> None:
    words = " OR ".join(f'"{word}"' for word in dict.fromkeys(text.strip(".").split()))
    plain.execute("SELECT rowid FROM raw WHERE raw MATCH ? ORDER BY bm25(raw) LIMIT 10", (words,)).fetchall()


def fill_analysed(plain: sqlite3.Connection, texts: Sequence[str]) -> None:
    plain.execute("BEGIN")
    plain.executemany("INSERT INTO analysed (stem, part, prefix) VALUES (?, ?, ?)", map(columns, texts))
    plain.execute("COMMIT")


def ask_analysed(plain: sqlite3.Connection, text: str) -> None:
    """Any of a demand's words, the three columns weighed as the index has them."""
    asked = expression(Some(tuple(Word(token.word) for token in tokens(text))), Synonyms(())).wanted
    ranked = "SELECT rowid FROM analysed WHERE analysed MATCH ? ORDER BY bm25(analysed, 1, 0.7, 0.4) LIMIT 10"
    plain.execute(ranked, (asked,)).fetchall()


def taken(call: Callable[[], object]) -> float:
    """CPU seconds: the machine may have other things to do."""
    started = time.process_time()
    call()
    return time.process_time() - started


def report(name: str, seconds: Sequence[float]) -> None:
    inorder = sorted(seconds)
    p50, p95 = inorder[len(inorder) // 2] * 1000, inorder[int(len(inorder) * 0.95)] * 1000
    print(f"  {name:12} p50 {p50:6.1f} ms, p95 {p95:6.1f} ms")


def memory() -> float:
    """Resident, in MB; the most so far where the system doesn't say."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--ir", type=Path, nargs="*", default=[])
    parser.add_argument("--distractors", type=Path, nargs="*", default=[])
    parser.add_argument("--sentences", type=int, default=100_000)
    given = parser.parse_args()
    paragraphs = [
        line
        for path in given.distractors
        for line in path.read_text("utf-8", "replace").splitlines()
        if len(line) > 80
    ]
    for collection in given.ir:
        scores(collection, paragraphs)
    if given.sentences:
        speeds(given.sentences)


if __name__ == "__main__":
    main()
