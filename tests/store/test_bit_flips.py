"""Bits of the journal that flip on the disk: what is read was written, and damage is named, not written upon.

The normal suite flips two patterns in each byte of the last two records; many more in three of them:
python -m pytest -m long tests/store/test_bit_flips.py
"""

import os

import pytest

from store.database import Database
from store.errors import Damaged

FEW = (0x01, 0xFF)
MANY = (*(1 << bit for bit in range(8)), 0x03, 0x0C, 0x15, 0x2A, 0x55, 0x7F, 0xAA, 0xFF)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, lambda fd: None)
    with Database.create(tmp_path / "p.vermerk") as database:
        for number in range(5):
            add(database, f"Wort {number}")
    return tmp_path / "p.vermerk"


def add(database, text):
    return database.transact("anna", "note.add", lambda tx: tx.add("notes", {"text": text})).seq


def texts(database):
    return [entry.ops[0].new["text"] for entry in database.entries()]


def flips(folder, patterns, last=2):
    """Each byte of the last records with each pattern; tells which record was hit, and where it begins."""
    journal = folder / "journal" / "0001.jsonl"
    whole = journal.read_bytes()
    lines = whole.splitlines(keepends=True)
    for number in range(len(lines) - last, len(lines)):
        start = sum(map(len, lines[:number]))
        for place in range(start, start + len(lines[number])):
            for pattern in patterns:
                journal.write_bytes(whole[:place] + bytes([whole[place] ^ pattern]) + whole[place + 1 :])
                yield number, start, journal


def check(folder, patterns, last=2):
    for number, start, journal in flips(folder, patterns, last):
        flipped = journal.read_bytes()
        with Database.open(folder) as database:
            assert texts(database) == [f"Wort {n}" for n in range(number)], "never accepted"
            assert [note["text"] for note in database.scan("notes")] == texts(database)
            if number == 4:  # nobody can tell it from a line that was being written
                assert add(database, "weiter") == 5 and texts(database)[-1] == "weiter"
                continue
            assert f"{journal} is damaged at byte {start}" in str(database.damage)
            with pytest.raises(Damaged) as caught:
                add(database, "weiter")
            assert caught.value.advice
        assert journal.read_bytes() == flipped


def test_flipped_bytes_are_never_accepted(folder):
    check(folder, FEW)


@pytest.mark.long
def test_no_flipped_bit_is_ever_accepted(folder):
    check(folder, MANY, last=3)


def test_a_flip_under_an_open_store_is_noticed_when_the_change_is_read(folder):
    with Database.open(folder) as database:
        for number, start, _ in flips(folder, (0x01,), last=1):
            with pytest.raises(Damaged, match=rf"change {number + 1} at byte {start}|is missing"):
                database.entry(number + 1)
