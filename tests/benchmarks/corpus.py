"""Makes a corpus of German policy files to import:  python tests/benchmarks/corpus.py FOLDER [--mb 100]

Laws, minutes, agreements and manifestos in made-up German of 1 kB to 3 MB, the same every time; some in
cp1252, some with CRLF, some HTML or Markdown, some there twice, some with odd names, some broken.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from random import Random

from content.search.lexicon import SHIPPED_FILE

#: A sentence's frame: lower-case letters stand for words of a kind, D for a day.
_FRAMES = (
    "Die N wird im Rahmen der N bis zum D v.",
    "Das Land muss die N und die N a v, damit die N v kann.",
    "Wir fordern die Landesregierung auf, die N bis Ende Y zu v.",
    "Die N der N ist a und hat sich seit Y um P Prozent v.",
    "Nach § P Absatz 2 der N ist die a N durch die N zu v; die N bleibt unberührt.",
    "Am D hat der Ausschuss für N über die a N beraten und sie zur N v.",
    "Wer die N ohne a N v, handelt ordnungswidrig.",
    "Die Koalition will die N v und stellt dafür P Millionen Euro bereit.",
    "In der N stehen N, N und N im Mittelpunkt, und die a N soll N v.",
    "Dazu gehört, dass die N im Jahr Y a v und mit der N abgestimmt wird.",
    "Für die N gilt: Die N v die N, und die N v a.",
    "Die N v die N, weil die a N der N keine N v.",
    "Eine N, die a v, ist eine N im Sinne der N.",
    "Herr Präsident, die N der N ist a, und niemand hier v die N!",
    "Das betrifft die N, die N und die a N der N.",
    "Die N v; das Nähere regelt eine N.",
    "Mit der N v die N ihre a N, und die N v a mit.",
)
_MONTHS = ("Januar", "März", "April", "Juni", "August", "September", "November")
_ODD_NAMES = (
    "Bericht (Endfassung) – 2. Lesung.txt",
    "Straßengesetz.txt",
    "A\u0308nderungsantrag.txt",
    "[bold]Antrag[/bold].txt",
    "-rf.txt",
    "Zeile\nzwei.txt",
    "latin1-\udce4.txt",
    "  Leerzeichen  .txt",
)


class Language:
    """Words of the lexicon, half of the nouns compounds of two, the commonest first as in real texts."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        weighed = [line.split() for line in SHIPPED_FILE.read_text("utf-8").splitlines()]
        words = [_spelled(fields[0]) for fields in sorted(weighed, key=lambda one: -int(one[1]))]
        short = [word for word in words if 3 < len(word) < 11]
        pairs = (f"{dice.choice(short)}{dice.choice(('', 's'))}{dice.choice(short)}" for _ in range(60_000))
        nouns = [word.capitalize() for pair in zip(words, pairs, strict=False) for word in pair]
        self._draws = {
            "N": self._drawing(nouns),
            "a": self._drawing([word + "e" for word in words]),
            "v": self._drawing([word + "en" for word in words[::2]]),
            "P": lambda: str(dice.randint(2, 120)),
            "Y": lambda: str(dice.randint(2004, 2032)),
            "D": self._day,
        }

    def sentence(self) -> str:
        frame = self._dice.choice(_FRAMES)
        return re.sub(r"\b[NavPYD]\b", lambda found: self._draws[found[0]](), frame)

    def noun(self) -> str:
        return self._draws["N"]()

    def _drawing(self, words: list[str]) -> Callable[[], str]:
        weights = list(accumulate(1 / (rank + 40) for rank in range(len(words))))
        waiting: list[str] = []

        def draw() -> str:
            if not waiting:
                waiting.extend(self._dice.choices(words, cum_weights=weights, k=10_000))
            return waiting.pop()

        return draw

    def _day(self) -> str:
        dice = self._dice
        return f"{dice.randint(1, 28)}. {dice.choice(_MONTHS)} {dice.randint(2004, 2032)}"


def _spelled(word: str) -> str:
    for plain, umlaut in (("ae", "ä"), ("oe", "ö"), ("ue", "ü")):
        word = re.sub(rf"(?<![aeoqu]){plain}", umlaut, word)
    return word


def _law(language: Language, number: int) -> Iterator[str]:
    yield f"Gesetz über die {language.noun()} und die {language.noun()}"
    while True:
        yield f"§ {number}\n{language.noun()}"
        yield f"(1) {language.sentence()} {language.sentence()}"
        yield f"(2) {language.sentence()}"
        yield "\n".join(f"{mark}. die {language.noun()}," for mark in range(1, 4))
        number += 1


def _minutes(language: Language, number: int) -> Iterator[str]:
    yield f"Plenarprotokoll {number % 9}/{number}\n\nDresden, {language._day()}"
    while True:
        yield f"Abg. Dr. {language.noun()}: {' '.join(language.sentence() for _ in range(6))}"
        yield f"(Beifall bei der {language.noun()})"


def _agreement(language: Language, number: int) -> Iterator[str]:
    yield f"Vereinbarung zur {language.noun()} {2000 + number % 30}"
    while True:
        yield f"{number % 12 + 1}. {language.noun()} und {language.noun()}"
        yield " ".join(language.sentence() for _ in range(5))
        yield "\n".join(f"- {language.sentence()}" for _ in range(4))


KINDS = (_law, _minutes, _agreement)


def text(language: Language, dice: Random, size: int) -> str:
    """So many letters, or a few more, of one kind."""
    paragraphs = dice.choice(KINDS)(language, dice.randint(1, 200))
    parts, length = [], 0
    for paragraph in paragraphs:
        parts.append(paragraph)
        length += len(paragraph) + 2
        if length >= size:
            break
    return "\n\n".join(parts) + "\n"


def make(folder: Path, size: int, largest: int = 3_000_000, seed: int = 20260706) -> int:
    """About ``size`` bytes of files, none above ``largest``. How many of them cannot be imported."""
    dice = Random(seed)
    language = Language(dice)
    written = number = 0
    while written < size:
        length = min(int(1000 + dice.lognormvariate(10.6, 1.4)), largest, max(size - written, 1000))
        data, ending = _encoded(text(language, dice, length), dice)
        path = folder / f"{dice.choice(('gesetze', 'protokolle', 'programme/2026'))}/{number:05}{ending}"
        _write(path, data)
        if dice.random() < 0.02:
            _write(folder / "kopien" / path.name, data)
        written += len(data)
        number += 1
    for name in _ODD_NAMES:
        _write(folder / "namen" / name, text(language, dice, 1000).encode())
    return _broken(folder / "kaputt", text(language, dice, 3000))


def _encoded(words: str, dice: Random) -> tuple[bytes, str]:
    way = dice.random()
    if way < 0.15:
        return words.encode("cp1252", "replace"), ".txt"
    if way < 0.25:
        return words.replace("\n", "\r\n").encode("utf-8-sig"), ".txt"
    if way < 0.35:
        paragraphs = "".join(f"<p>{paragraph}</p>\n" for paragraph in words.split("\n\n"))
        return f"<html><body><h1>{words.splitlines()[0]}</h1>{paragraphs}</body></html>".encode(), ".html"
    return words.encode(), ".md" if way < 0.4 else ".txt"


def _broken(folder: Path, words: str) -> int:
    files = {
        "leer.txt": b"",
        "nur-leerzeichen.txt": b" \n\n ",
        "bild.txt": bytes(range(256)) * 40,
        "abgeschnitten.docx": b"PK\x03\x04" + bytes(500),
        "kein.pdf": words.encode(),
        "halb.pdf": b"%PDF-1.7\n1 0 obj\n<<",
    }
    for name, data in files.items():
        _write(folder / name, data)
    os.symlink("leer.txt", folder / "verweis.txt")
    return len(files) + 1


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mb", type=float, default=100)
    given = parser.parse_args()
    bad = make(given.folder, int(given.mb * 1e6))
    print(f"{sum(path.is_file() for path in given.folder.rglob('*')):,} files, {bad} of them broken")


if __name__ == "__main__":
    main()
