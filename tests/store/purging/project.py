"""What a project holds, in its records and in its files."""

import json
import shutil

from store.care.check import check
from store.database import Database
from store.model import TABLES

TEXT = "Das Schwimmbad zq0zq schließt.\n\nDer Rat fordert vom Land einen Zuschuss für die Wärmestube."


def records(database):
    return {record["id"]: record for table in TABLES for record in database.scan(table)}


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def found(folder, *words):
    """The files of a project that hold one of the words, in their name or content."""
    for path in files(folder):
        text = str(path.relative_to(folder)).encode() + path.read_bytes()
        if any(form.encode() in text for word in words for form in (word, json.dumps(word)[1:-1])):
            yield path.relative_to(folder)


def replayed(folder):
    """The records as the journal alone tells them; nothing about the project is odd."""
    assert list(check(folder)) == []
    shutil.rmtree(folder / "snapshot")
    (folder / "snapshot").mkdir()
    with Database.open(folder) as again:
        assert again.damage is None
        assert [entry.seq for entry in again.entries()] == list(range(1, again.seq + 1))
        return records(again)


def fail():
    """As a call to a disk that is broken."""
    raise OSError(5, "Input/output error")
