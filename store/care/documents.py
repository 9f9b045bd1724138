"""The texts and originals of versions, and the passages in them."""

from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from store.care.findings import Finding
from store.care.ledger import Ledger
from store.disk import MOST_BYTES, open_regular, read_regular
from store.model import TEXT_FILE, Record, split_id

_BLOCK = 1 << 20


def check_documents(
    project: Path, ledger: Ledger, looked_at: Callable[[], object] = lambda: None
) -> Iterator[Finding]:
    """Every version's files, then the passages of that version. ``looked_at`` is called after each."""
    with closing(_by_version(ledger)) as passages:
        for version in ledger.records("versions"):
            text, wrong = read_text(project, version)
            yield from wrong
            if text is not None:
                yield from _check_text(text, version)
                for (number,) in passages.execute(
                    "SELECT num FROM passage WHERE version = ? ORDER BY num", (version["id"],)
                ):
                    passage = ledger.get(f"p{number}")
                    if passage is not None:
                        yield from check_passage(passage, text)
            yield from _check_original(project, version)
            looked_at()


def read_text(project: Path, version: Record) -> tuple[str | None, list[Finding]]:
    """The text of a version if it is what was recorded, else what is wrong with it."""
    name = TEXT_FILE.format(document=version["document"], version=version["id"])
    try:
        data = read_regular(project / name)
    except FileNotFoundError:
        return None, [Finding("text-missing", name, record=version["id"])]
    except OSError as error:
        return None, [Finding("file-unreadable", name, values={"reason": error.strerror or str(error)})]
    if hashlib.sha256(data).hexdigest() != version["sha256"]:
        return None, [Finding("text-changed", name, record=version["id"])]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return None, [Finding("text-form", name, record=version["id"])]


def _check_text(text: str, version: Record) -> Iterator[Finding]:
    regions = version["regions"] or []
    normal = unicodedata.is_normalized("NFC", text) and "\r" not in text
    inside = all(0 <= start <= end <= len(text) for _, start, end in regions)
    if len(text) != version["length"] or not normal or not inside:
        name = TEXT_FILE.format(document=version["document"], version=version["id"])
        yield Finding("text-form", name, record=version["id"])


def _check_original(project: Path, version: Record) -> Iterator[Finding]:
    name, digest = version["original"], version["original_sha256"]
    if not name:
        return
    try:
        if not inside(name) or _digest(project / name) != digest:
            yield Finding("original-changed", str(name), record=version["id"])
    except FileNotFoundError:
        yield Finding("original-missing", name, record=version["id"])
    except OSError as error:
        yield Finding("file-unreadable", name, values={"reason": error.strerror or str(error)})


def inside(name: Any) -> bool:
    """Whether a recorded file name stays in the folder of the documents."""
    return isinstance(name, str) and name.startswith("documents/") and ".." not in name.split("/")


def check_passage(passage: Record, text: str) -> Iterator[Finding]:
    """Spans in order and inside the text, and the words and context kept with them are those there."""
    spans, record = passage["spans"], passage["id"]
    if not _are_spans(spans, len(text)):
        yield Finding("spans", record=record)
        return
    if passage["quote"] != " ".join(text[start:end] for start, end in spans):
        yield Finding("quote", record=record)
    before, after = text[: spans[0][0]], text[spans[-1][1] :]
    if not before.endswith(passage["prefix"] or "") or not after.startswith(passage["suffix"] or ""):
        yield Finding("context", record=record)


def _are_spans(spans: Any, length: int) -> bool:
    if not isinstance(spans, list) or not spans:
        return False
    before = 0
    for span in spans:
        if not isinstance(span, list) or len(span) != 2 or not all(type(one) is int for one in span):
            return False
        if not before <= span[0] < span[1] <= length:
            return False
        before = span[1]
    return True


def _by_version(ledger: Ledger) -> sqlite3.Connection:
    """The numbers of all passages by their version, so that each text is read once."""
    made = sqlite3.connect("", isolation_level=None)
    made.execute("CREATE TABLE passage (version TEXT, num INTEGER, PRIMARY KEY (version, num)) WITHOUT ROWID")
    made.execute("BEGIN")
    rows = ((str(passage["version"]), split_id(passage["id"])[1]) for passage in ledger.records("passages"))
    made.executemany("INSERT INTO passage VALUES (?, ?)", rows)
    return made


def _digest(path: Path) -> str:
    with open_regular(path, MOST_BYTES) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
