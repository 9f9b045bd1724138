"""A small project with something of everything, and ways to harm it."""

import json
import os
import shutil
from types import SimpleNamespace

import pytest

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    AddTag,
    Assign,
    AttachTags,
    RemoveNote,
    ReplyNote,
    SetVerdict,
)
from store.folder import read_head
from store.lines import decode, encode, encode_seal, first_chain, is_seal
from store.review import Review

TEXT = (
    "Bäder in Not\n\n"
    "Die Stadt fordert vom Land einen Zuschuss für die Schwimmbäder. "
    "Das Ministerium sagte am 3. Juli 2026 „höchstens eine Prüfung“ zu.\n"
)


def spans_of(words):
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def make_project(folder):
    """Documents with and without an original, and at least one record of every table."""
    review = Review.create(folder, "Bäder")
    review.apply(AddReviewer("anna"), AddReviewer("ben"))
    review.import_bytes(TEXT.encode(), "baeder.txt")
    review.apply(AddDocument("Ein zweiter Text über Straßen.\n", title="Straßen"))
    review.apply(AddDemand("Zuschuss für Bäder", document="d1", spans=spans_of("einen Zuschuss")))
    demand = next(r["id"] for r in review.engine.scan("demands") if r["text"] == "Zuschuss für Bäder")
    part = AddDemand("Nur Hallenbäder", parent=demand)
    review.apply(part, AddEvent("2026-07-03", document="d1", spans=spans_of("3. Juli 2026")))
    place = "d1:{}-{}".format(*spans_of("höchstens eine Prüfung")[0])
    review.apply(AddEvidence(demand, place, grade="weak"), Assign(demand, "anna"))
    review.apply(AddTag("Sport", hotkey="1"), AddTag("Geld", hotkey="2"), AttachTags("d1", ("Sport",)))
    review.apply(SetVerdict(demand, "partial", "wenig"), SetVerdict(demand, "open", "nichts", final=True))
    note = review.apply(AddNote(place, "Wer prüft?")).ids[0]
    review.apply(ReplyNote(note, "Das Ministerium."))
    review.apply(RemoveNote(review.apply(AddNote("d2", "weg damit")).ids[0]))
    review.snapshot()
    review.apply(AddNote("d2", "nach dem Bild"))
    review.close()


def lines(folder, number=1):
    return (folder / "journal" / f"{number:04}.jsonl").read_bytes().splitlines(keepends=True)


def write_lines(folder, data, number=1):
    (folder / "journal" / f"{number:04}.jsonl").write_bytes(b"".join(data))


def drop_images(folder):
    for path in (folder / "snapshot").iterdir():
        path.unlink()
    (folder / "current.json").unlink()


def rewritten(folder, change, durable=True):
    """Writes what ``change`` makes of the list of entries, with right checksums, and drops the images."""
    entries = change([decode(line) for line in lines(folder) if not is_seal(line)])
    chain, made = first_chain(read_head(folder).store), []
    for entry in entries:
        line, chain = encode(entry, chain, entry.seq - 1 if durable else 0)
        made.append(line)
    write_lines(folder, made)
    drop_images(folder)


def seal(folder, rest):
    """Ends the first file of the journal before its last ``rest`` lines, which go to a second one."""
    kept = lines(folder)
    before, after = kept[:-rest], [decode(line) for line in kept[-rest:]]
    chain = int(before[-1][-11:-3], 16)
    line, chain = encode_seal(chain, len(before))
    write_lines(folder, [*before, line])
    made = []
    for entry in after:
        line, chain = encode(entry, chain, entry.seq - 1)
        made.append(line)
    write_lines(folder, made, 2)
    os.chmod(folder / "journal" / "0002.jsonl", 0o660)
    drop_images(folder)


def overwrite(path, at, data):
    """Puts bytes into a file, also a read-only one."""
    whole = path.read_bytes()
    mode = path.stat().st_mode
    path.chmod(0o600)
    path.write_bytes(whole[:at] + data + whole[at + len(data) :])
    path.chmod(mode)


def head(folder, **fields):
    path = folder / "store.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template") / "p.vermerk"
    make_project(folder)
    return folder


@pytest.fixture
def project(template, tmp_path):
    """A sound project of its own."""
    folder = tmp_path / "p.vermerk"
    shutil.copytree(template, folder, symlinks=True)
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        path.chmod(0o2770)
    return folder


@pytest.fixture
def harm():
    """The ways to harm a project, by name."""
    ways = (lines, write_lines, drop_images, rewritten, seal, overwrite, head)
    return SimpleNamespace(**{way.__name__: way for way in ways})
