"""The journal in files. What a store does with it is in test_database.py and test_processes.py."""

import errno
import json
import os
import stat
from contextlib import closing
from random import Random
from zlib import crc32

import pytest

from store.errors import Damaged, Refused, Unknown
from store.journal import Journal
from store.lines import chain_of, decode, durable_mark, encode, first_chain, is_valid
from store.memory_journal import MemoryJournal
from store.model import Entry, Op
from store.segment import Segment

WORDS = "„Straßenbau“ in Görlitz – Übergangsfrist läuft\nab"


def entry(seq, text=WORDS):
    op = Op("notes", f"n{seq}", 1, {"text": text}, None, 0)
    return Entry(seq, "2026-07-03T10:00:00Z", "jürgen", "ab" * 16, "note.add", (op,))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "journal").mkdir()
    Journal.create(tmp_path / "journal")
    return tmp_path / "journal"


@pytest.fixture
def opened(folder):
    """Opens journals of the folder, and closes them at the end."""
    journals = []

    def make(limit=1 << 20):
        journals.append(Journal(folder, "store-1", limit))
        return journals[-1]

    yield make
    for journal in journals:
        journal.close()


def write(journal, *texts):
    for text in texts:
        journal.sync(journal.append(entry(journal.seq + 1, text)))


def seqs(journal, locked=False):
    return [found.seq for found in journal.read_tail(locked)]


ODD = [
    "\ud800", "a\u2028\x7f\x00\n\"\\/🙂", 2**63, 2**64, 2**70, -(2**70), 1.5, 1e16, 5e-324, 1.0, -0.0,
    True, None, [1, [2]], {"a": {"b": []}}, 2**53 + 1,
]  # fmt: skip


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_any_value_reads_back_as_it_was(value):
    line, _ = encode(entry(1, value), 0)
    found = decode(line).ops[0].new["text"]
    assert repr(found) == repr(value)
    assert line.count(b"\n") == 1 and repr(json.loads(line)[5][0][3]["text"]) == repr(value)


def test_a_line_reads_back_as_it_was():
    before = entry(1, WORDS + "\ud800 \x1b[31m")
    line, chain = encode(before, first_chain("store-1"))
    assert line.count(b"\n") == 1
    assert "Straßenbau".encode() in line, "people search journals with plain tools"
    assert chain_of(line) == chain
    assert decode(line) == before


def test_every_flipped_bit_of_a_line_is_noticed():
    chain = first_chain("store-1")
    line, _ = encode(entry(1), chain)
    for place in range(len(line)):
        for bit in range(8):
            flipped = bytearray(line)
            flipped[place] ^= 1 << bit
            assert not is_valid(bytes(flipped), chain)


def test_a_line_is_valid_in_its_place_only():
    first, chain = encode(entry(1), first_chain("store-1"))
    second, _ = encode(entry(2), chain)
    assert is_valid(second, chain)
    assert not is_valid(second, first_chain("store-1"))
    assert not is_valid(first, first_chain("store-2"))


def test_one_writes_and_another_reads_on(opened):
    writer, reader = opened(), opened()
    write(writer, "a", "b")
    assert seqs(reader) == [1, 2]
    assert seqs(reader) == []
    write(writer, "c")
    assert seqs(reader) == [3]
    assert reader.position == writer.position
    assert reader.entry(2).ops[0].new == {"text": "b"}


def test_files_are_the_groups_whatever_the_umask(tmp_path):
    before = os.umask(0o077)
    try:
        Journal.create(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "0001.jsonl").stat().st_mode) == 0o660


@pytest.mark.parametrize("harm", ["cut", "zeroed", "garbled"])
def test_a_torn_tail_is_ignored_and_cut_by_the_next_writer_only(folder, opened, harm):
    writer = opened()
    write(writer, "a", "b")
    keep = writer.position.offset
    write(writer, "c")
    path = folder / "0001.jsonl"
    whole = path.read_bytes()
    for place in range(keep, len(whole)):
        tail = {
            "cut": b"",
            "zeroed": bytes(len(whole) - place),
            "garbled": bytes([whole[place] ^ 0x15]) + whole[place + 1 :],
        }[harm]
        torn = whole[:place] + tail
        path.write_bytes(torn)
        reader = opened()
        assert seqs(reader) == [1, 2]
        assert path.read_bytes() == torn, "a reader changes nothing"
        assert seqs(reader, locked=True) == []
        assert reader.damage is None
        assert path.read_bytes() == whole[:keep]
        write(reader, "d")
        assert [found.ops[0].new["text"] for found in opened().read_tail(False)] == ["a", "b", "d"]
        reader.close()


def test_any_harm_to_a_line_with_valid_ones_behind_is_damage(folder, opened):
    writer = opened()
    write(writer, "a")
    start = writer.position.offset
    write(writer, "b")
    end = writer.position.offset
    write(writer, "c")
    path = folder / "0001.jsonl"
    whole = path.read_bytes()
    for place in range(start, end):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x01]) + whole[place + 1 :])
        reader = opened()
        assert seqs(reader, locked=True) == [1]
        assert f"0001.jsonl is damaged at byte {start}" in str(reader.damage)
        assert len(path.read_bytes()) == len(whole), "nothing is cut"
        reader.close()


def test_what_was_never_durable_is_cut_though_later_lines_are_whole(folder, opened):
    writer = opened()
    write(writer, "a")
    keep = writer.position.offset
    tickets = [writer.append(entry(number)) for number in (2, 3, 4)]
    path = folder / "0001.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[: keep + 9] + bytes(20) + whole[keep + 29 :])
    reader = opened()
    assert seqs(reader) == [1] and reader.damage is None
    assert path.read_bytes()[:keep] == whole[:keep] and len(path.read_bytes()) == len(whole)
    assert seqs(reader, locked=True) == [] and reader.damage is None
    assert path.read_bytes() == whole[:keep]
    write(reader, "b")
    assert seqs(opened()) == [1, 2]
    for ticket in tickets:
        os.close(ticket.fd)


def test_a_line_knows_what_was_durable_before_it(folder, opened):
    writer, other = opened(), opened()
    write(writer, "a", "b")
    assert seqs(other) == [1, 2]
    os.close(other.append(entry(3)).fd)  # it read that 1 was durable, and has synced nothing itself
    other.sync(other.append(entry(4)))
    lines = (folder / "0001.jsonl").read_bytes().splitlines(keepends=True)
    assert [durable_mark(line) for line in lines] == [0, 1, 1, 1]
    os.close(other.append(entry(5)).fd)
    assert durable_mark((folder / "0001.jsonl").read_bytes().splitlines(keepends=True)[-1]) == 4


def test_lines_of_format_1_are_read_and_taken_to_have_been_durable(folder, opened):
    chain, lines = first_chain("store-1"), []
    for number in (1, 2, 3):
        body = b",".join(encode(entry(number), chain)[0].split(b",")[:-2])
        chain = crc32(body, chain)
        lines.append(b'%b,"%08x"]\n' % (body, chain))
    path = folder / "0001.jsonl"
    path.write_bytes(b"".join(lines))
    assert seqs(opened()) == [1, 2, 3] and durable_mark(lines[0]) is None
    path.write_bytes(b"".join([lines[0], b"[9" + lines[1][2:], lines[2]]))
    reader = opened()
    assert seqs(reader, locked=True) == [1] and "is damaged" in str(reader.damage)


def test_a_journal_may_begin_at_a_later_segment(folder):
    os.rename(folder / "0001.jsonl", folder / "0007.jsonl")
    with closing(Journal(folder, "store-1", 400, first=7)) as writer:
        write(writer, *"abcdef")
        assert writer.position.segment == 8
        assert [writer.entry(seq).seq for seq in range(1, 7)] == [1, 2, 3, 4, 5, 6]
    with closing(Journal(folder, "store-1", first=7)) as reader:
        assert seqs(reader) == [1, 2, 3, 4, 5, 6] and reader.damage is None


def test_a_line_that_is_finished_while_it_is_read_is_no_damage(folder, opened, monkeypatch):
    writer = opened()
    write(writer, "a", "b", "c")
    path = folder / "0001.jsonl"
    whole = path.read_bytes()
    first, second, _ = whole.splitlines(keepends=True)
    path.write_bytes(first + second[:50])
    reader = opened()
    read = Segment.read
    finish = lambda segment, *place: (read(segment, *place), path.write_bytes(whole))[0]  # noqa: E731
    monkeypatch.setattr(Segment, "read", finish)
    assert seqs(reader) == [1]
    assert reader.damage is None
    assert seqs(reader) == [2, 3]


def test_a_short_write_is_taken_back(folder, opened, monkeypatch):
    writer = opened()
    write(writer, "a")
    before, place = (folder / "0001.jsonl").read_bytes(), writer.position
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:20]))
    with pytest.raises(Refused, match="No space left on device"):
        writer.append(entry(2))
    assert (folder / "0001.jsonl").read_bytes() == before
    assert writer.position == place
    monkeypatch.setattr(os, "write", real)
    write(writer, "b")
    assert seqs(opened()) == [1, 2]


def test_a_write_that_fails_leaves_nothing(folder, opened, monkeypatch):
    writer = opened()
    monkeypatch.setattr(os, "write", failing(errno.ENOSPC))
    with pytest.raises(Refused, match="No space left"):
        writer.append(entry(1))
    assert writer.seq == 0 and (folder / "0001.jsonl").read_bytes() == b""


def test_a_part_that_cannot_be_taken_back_is_unknown(opened, monkeypatch):
    writer = opened()
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:20]))
    monkeypatch.setattr(os, "ftruncate", failing(errno.EIO))
    with pytest.raises(Unknown, match="in part"):
        writer.append(entry(1))


def test_a_failed_sync_is_unknown(opened, monkeypatch):
    writer = opened()
    ticket = writer.append(entry(1))
    monkeypatch.setattr(os, "fdatasync", failing(errno.EIO))
    with pytest.raises(Unknown, match="could not be synced"):
        writer.sync(ticket)


def failing(number):
    def fail(*_):
        raise OSError(number, os.strerror(number))

    return fail


def test_a_full_segment_is_sealed_and_the_next_one_goes_on(folder, opened):
    writer, reader = opened(limit=400), opened()
    write(writer, *"abc")
    assert seqs(reader) == [1, 2, 3]
    write(writer, *"defgh")
    assert sorted(os.listdir(folder)) == ["0001.jsonl", "0002.jsonl", "0003.jsonl"]
    assert seqs(reader) == [4, 5, 6, 7, 8]
    assert seqs(opened()) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [reader.entry(seq).ops[0].new["text"] for seq in (8, 1, 4, 3, 5)] == list("hadce")


def test_a_writer_that_died_while_sealing_does_no_harm(folder, opened):
    writer = opened(limit=400)
    write(writer, *"abc")
    (folder / "0002.jsonl").touch()
    assert seqs(opened()) == [1, 2, 3]
    write(writer, "d")
    assert seqs(opened()) == [1, 2, 3, 4]


def test_a_segment_that_lost_its_end_is_damage_not_a_place_to_write(folder, opened):
    writer = opened(limit=400)
    write(writer, *"abcd")
    first = folder / "0001.jsonl"
    lines = first.read_bytes().splitlines(keepends=True)
    first.write_bytes(b"".join(lines[:-1]) + lines[-1][:9])
    reader = opened(limit=400)
    assert seqs(reader, locked=True) == [1, 2, 3]
    assert "0001.jsonl is damaged" in str(reader.damage)


def test_a_missing_segment_is_damage(folder, opened):
    write(opened(limit=400), *"abcd")
    (folder / "0002.jsonl").unlink()
    reader = opened()
    assert seqs(reader) == [1, 2, 3]
    assert "0002.jsonl is missing" in str(reader.damage)


def test_reading_one_change_checks_it(folder, opened):
    writer = opened()
    write(writer, *"abc")
    path = folder / "0001.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"text":"b"', b'"text":"x"'))
    assert writer.entry(1).seq == 1
    with pytest.raises(Damaged, match="change 2 at byte"):
        writer.entry(2)


@pytest.mark.parametrize(
    "replace",
    [
        lambda path, data: path.write_bytes(data[: len(data) // 2]),
        lambda path, data: (path.unlink(), path.write_bytes(data)),
        lambda path, data: path.unlink(),
    ],
    ids=["shorter", "another file", "gone"],
)
def test_replaced_files_are_noticed(folder, opened, replace):
    journal = opened()
    write(journal, "a", "b")
    assert not journal.replaced(thorough=True)
    path = folder / "0001.jsonl"
    replace(path, path.read_bytes())
    assert journal.replaced(thorough=False)


def test_other_contents_of_the_same_length_are_noticed_before_writing(folder, opened):
    journal = opened()
    write(journal, "a")
    line, _ = encode(entry(1, "b"), first_chain("store-1"))
    (folder / "0001.jsonl").write_bytes(line)
    assert journal.replaced(thorough=True)


def test_lines_longer_than_a_block_read_back(folder, opened, monkeypatch):
    monkeypatch.setattr("store.journal._BLOCK", 64)
    monkeypatch.setattr("store.segment._BLOCK", 64)
    write(opened(), "a" * 1000, "b", "c" * 300)
    reader = opened()
    assert seqs(reader) == [1, 2, 3]
    assert [reader.entry(seq).ops[0].new["text"][0] for seq in (3, 2, 1)] == ["c", "b", "a"]


def test_a_segment_opens_for_reading_where_writing_is_not_allowed(folder, monkeypatch):
    real = os.open

    def denied(path, flags, *rest):
        if flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, "denied", str(path))
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", denied)
    segment = Segment(folder, 1)
    assert segment.size() == 0
    segment.close()


def test_a_journal_in_memory_keeps_what_a_file_would_keep():
    journal = MemoryJournal("store-1")
    before = entry(1)
    journal.append(before)
    kept = journal.entry(1)
    assert kept == before
    kept.ops[0].new["text"] = "changed by the caller"
    assert journal.entry(1) == before


@pytest.fixture
def near(monkeypatch):
    """Lines are looked for in small steps, as in a journal of many megabytes."""
    monkeypatch.setattr("store.segment._NEAR", 64)


def lengths(count):
    """Short lines with a few very long ones between them."""
    return [9_000 if number % 17 == 3 else number % 7 for number in range(count)]


@pytest.mark.parametrize("order", ["forward", "backward", "random"])
def test_any_line_is_found_whatever_the_lengths(opened, near, order):
    journal = opened(limit=40_000)
    write(journal, *("x" * length for length in lengths(150)))
    wanted = list(range(1, 151))
    if order == "backward":
        wanted.reverse()
    elif order == "random":
        Random(3).shuffle(wanted)
    for seq in wanted:
        assert len(journal.entry(seq).ops[0].new["text"]) == lengths(150)[seq - 1]
    assert journal.position.segment > 2


def test_looking_for_a_line_reads_little(opened, monkeypatch):
    journal = opened(limit=64 << 20)
    monkeypatch.setattr(journal, "sync", lambda ticket: os.close(ticket.fd))
    write(journal, *("x" * 500 for _ in range(4_000)))
    read = []
    segment = journal._current
    actual = segment.read
    monkeypatch.setattr(segment, "read", lambda at, length: read.append(length) or actual(at, length))
    assert journal.entry(1_500).seq == 1_500
    assert sum(read) < segment.size() / 5


def test_a_garbled_line_does_not_hide_the_others(opened, near, folder):
    journal = opened()
    write(journal, *("x" * length for length in lengths(60)))
    path = folder / "0001.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    for bad in (1, 20, 29, 30, 45):
        path.write_bytes(b"".join([*lines[:bad], b"[9" + lines[bad][2:], *lines[bad + 1 :]]))
        for seq in {*range(1, 61)} - {bad + 1}:
            assert journal.entry(seq).seq == seq
        with pytest.raises(Damaged):
            journal.entry(bad + 1)
