"""Repair makes a sound copy, keeps what can be trusted, finds out what it can, and says what is lost."""

import json
import os
import random
import shutil

import pytest
from msgspec.structs import replace

from store.care.check import check
from store.care.repair import repair
from store.changes import AddNote
from store.database import Database
from store.errors import Refused
from store.folder import read_head
from store.lines import decode
from store.model import TABLES
from store.review import Review


def records(folder):
    with Database.open(folder) as database:
        return {name: {r["id"]: r for r in database.scan(name)} for name in TABLES}


def without_revs(found):
    return {
        name: {key: {k: v for k, v in record.items() if k != "rev"} for key, record in rows.items()}
        for name, rows in found.items()
    }


def flawed(project, harm, number, length=1):
    """Lines ``number`` and on (from 0) made unreadable in their middle."""
    kept = harm.lines(project)
    for at in range(number, number + length):
        kept[at] = kept[at][:30] + b"\0" * 8 + kept[at][38:]
    harm.write_lines(project, kept)


def told(report):
    return {(one.kind, one.change) for one in report}


def test_a_sound_project_is_copied_as_it_is(project, tmp_path):
    before = records(project)
    assert repair(project, tmp_path / "r") == []
    assert records(tmp_path / "r") == before
    assert list(check(tmp_path / "r")) == []
    assert read_head(tmp_path / "r").store != read_head(project).store
    with Database.open(tmp_path / "r") as copy, Database.open(project) as whole:
        assert list(copy.entries()) == list(whole.entries())


def test_the_project_itself_is_not_touched(project, tmp_path, harm):
    flawed(project, harm, 5)
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in project.rglob("*") if p.is_file()}
    repair(project, tmp_path / "r")
    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in project.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("number", range(12))
@pytest.mark.parametrize("length", [1, 3])
def test_what_an_image_knows_is_recovered(project, tmp_path, harm, number, length):
    before = records(project)
    with Database.open(project) as whole:
        kept = [entry for entry in whole.entries()]
    length = min(length, 12 - number)
    flawed(project, harm, number, length)
    report = repair(project, tmp_path / "r")
    assert list(check(tmp_path / "r")) == []
    assert without_revs(records(tmp_path / "r")) == without_revs(before)
    lost = range(number + 1, number + 1 + length)
    assert {one.change for one in report} >= set(lost)
    assert not {one.kind for one in report} - {"lost", "recovered", "op-left-out"}
    with Database.open(tmp_path / "r") as copy:
        for entry in copy.entries():
            if entry.seq in lost:
                assert entry.do in ("lost", "repair")
            else:
                was = kept[entry.seq - 1]
                assert (entry.do, entry.by, entry.client) == (was.do, was.by, was.client)


def test_a_lost_change_that_nothing_tells_of_is_an_empty_entry(project, tmp_path, harm):
    harm.drop_images(project)
    last = len(harm.lines(project)) - 2
    before = records(project)
    flawed(project, harm, last)
    report = repair(project, tmp_path / "r")
    assert ("lost", last + 1) in told(report)
    with Database.open(tmp_path / "r") as copy:
        assert (copy.entry(last + 1).do, copy.entry(last + 1).ops) == ("lost", ())
        assert copy.seq == last + 2
    assert list(check(tmp_path / "r")) == []
    assert records(tmp_path / "r")["notes"].keys() <= before["notes"].keys() | {"n3"}


def test_old_values_tell_what_a_lost_change_did(project, tmp_path, harm):
    with Database.open(project) as database:
        for text in ("eins", "zwei", "drei"):
            database.transact("anna", "note.edit", lambda tx, text=text: tx.patch("n1", {"text": text}))
        seq = database.seq
    harm.drop_images(project)
    flawed(project, harm, seq - 2)
    report = repair(project, tmp_path / "r")
    assert told(report) == {("recovered", seq - 1)}
    with Database.open(tmp_path / "r") as copy:
        ((op),) = copy.entry(seq - 1).ops
        assert (op.new, op.old) == ({"text": "zwei"}, {"text": "eins"})
        assert copy.get("n1")["text"] == "drei"
    assert list(check(tmp_path / "r")) == []


def test_changes_to_what_is_lost_are_left_out_and_named(project, tmp_path, harm):
    note = next(n for n, line in enumerate(harm.lines(project)) if b"Wer pr" in line)
    harm.drop_images(project)
    flawed(project, harm, note)
    report = repair(project, tmp_path / "r")
    assert ("lost", note + 1) in told(report)
    assert ("cleared", None) in told(report) or ("left-out", None) in told(report)
    assert "n1" not in records(tmp_path / "r")["notes"]
    assert list(check(tmp_path / "r")) == []


def test_changes_behind_the_end_of_the_journal_are_recovered_from_an_image(project, tmp_path, harm):
    with Database.open(project) as database:
        database.snapshot()
    before = records(project)
    harm.write_lines(project, harm.lines(project)[:-4])
    report = repair(project, tmp_path / "r")
    assert "recovered" in {one.kind for one in report}
    assert without_revs(records(tmp_path / "r")) == without_revs(before)
    assert list(check(tmp_path / "r")) == []


def test_a_lost_head_is_made_up_for(project, tmp_path):
    before = records(project)
    (project / "store.json").unlink()
    (project / "store.json").write_bytes(b"\0\0")
    assert repair(project, tmp_path / "r") == []
    assert records(tmp_path / "r") == before


def test_a_lost_head_without_an_image_leaves_one_line_unproven(project, tmp_path, harm):
    before = records(project)
    (project / "store.json").write_bytes(b"\0\0")
    harm.drop_images(project)
    assert told(repair(project, tmp_path / "r")) == {("unproven", 1)}
    assert records(tmp_path / "r") == before


@pytest.mark.parametrize("missing", [1, 2])
def test_a_missing_journal_file_loses_what_was_in_it_alone(project, tmp_path, harm, missing):
    harm.seal(project, 3)
    (project / "journal" / f"000{missing}.jsonl").unlink()
    if missing == 2:
        report = repair(project, tmp_path / "r")
        assert report == []
    else:
        report = repair(project, tmp_path / "r")
        assert {"lost", "new-lead"} <= {one.kind for one in report}
    assert list(check(tmp_path / "r")) == []


def test_operations_that_do_not_fit_are_left_out(project, tmp_path, harm):
    def other(entries):
        last = entries[-1]
        return [*entries[:-1], replace(last, ops=(replace(last.ops[0], id="d1"),))]

    harm.rewritten(project, other)
    (finding,) = repair(project, tmp_path / "r")
    assert (finding.kind, finding.record) == ("op-left-out", "d1")
    assert list(check(tmp_path / "r")) == []


def test_times_that_run_backwards_are_set_right(project, tmp_path, harm):
    harm.rewritten(
        project,
        lambda entries: [replace(one, at="2031-01-01T00:00:00Z") if one.seq == 3 else one for one in entries],
    )
    assert "time" in {one.kind for one in check(project)}
    repair(project, tmp_path / "r")
    assert list(check(tmp_path / "r")) == []


def test_damaged_images_lose_nothing(project, tmp_path):
    before = records(project)
    for path in (project / "snapshot").iterdir():
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:100])
    assert repair(project, tmp_path / "r") == []
    assert records(tmp_path / "r") == before and list(check(tmp_path / "r")) == []


def test_a_damaged_text_is_read_from_its_original_again(project, tmp_path):
    path = project / "documents/d1/v1.txt"
    text = path.read_bytes()
    path.write_bytes(b"?")
    (finding,) = repair(project, tmp_path / "r")
    assert (finding.kind, finding.file) == ("text-recovered", "documents/d1/v1.txt")
    assert (tmp_path / "r" / "documents/d1/v1.txt").read_bytes() == text
    assert list(check(tmp_path / "r")) == []


def test_a_text_without_an_original_is_lost_and_named(project, tmp_path):
    (project / "documents/d2/v2.txt").write_bytes(b"?")
    (finding,) = repair(project, tmp_path / "r")
    assert (finding.kind, finding.file) == ("text-lost", "documents/d2/v2.txt")
    assert {one.kind for one in check(tmp_path / "r")} == {"text-missing"}


def test_a_lost_original_is_named_and_no_longer_promised(project, tmp_path):
    next((project / "documents").glob("*/*.orig.*")).unlink()
    (finding,) = repair(project, tmp_path / "r")
    assert finding.kind == "original-lost"
    assert records(tmp_path / "r")["versions"]["v1"]["original"] is None
    assert list(check(tmp_path / "r")) == []


def test_personal_files_come_along_and_strays_do_not(project, tmp_path):
    for name in ("reviewers/anna/drafts.json", "synonyms.tsv", "stray", "presence/1", "documents/d1/v9.txt"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("x")
    repair(project, tmp_path / "r")
    made = {str(path.relative_to(tmp_path / "r")) for path in (tmp_path / "r").rglob("*") if path.is_file()}
    assert {"reviewers/anna/drafts.json", "synonyms.tsv"} <= made
    assert not {"stray", "presence/1", "documents/d1/v9.txt"} & made
    assert list(check(tmp_path / "r")) == []


def test_repair_makes_a_new_folder_only(project, tmp_path):
    for target in (project, project / "r", tmp_path / "x" / "r"):
        with pytest.raises(Refused):
            repair(project, target)
    shutil.rmtree(project / "journal")
    (project / "journal").mkdir()
    with pytest.raises(Refused, match="no journal"):
        repair(project, tmp_path / "r")
    assert os.listdir(tmp_path) == ["p.vermerk"]


def test_a_repaired_copy_can_be_worked_on_and_undone(project, tmp_path, harm):
    flawed(project, harm, 6)
    repair(project, tmp_path / "r")
    review = Review.open(tmp_path / "r")
    review.apply(AddNote("d1", "weiter"))
    review.undo()
    review.close()
    assert list(check(tmp_path / "r")) == []


# Anything anywhere


def harmed(project, rng):
    """One file of the project with some bytes flipped, cut or zeroed. Returns its name."""
    files = [p for p in sorted(project.rglob("*")) if p.is_file() and not p.is_symlink() and p.stat().st_size]
    path = rng.choice([p for p in files if p.name != "lock"])
    data = bytearray(path.read_bytes())
    at = rng.randrange(len(data))
    length = min(rng.choice([1, 1, 3, 40, 400]), len(data) - at)
    way = rng.choice(["flip", "zero", "cut", "end"])
    if way == "flip":
        data[at] ^= 1 << rng.randrange(8)
    elif way == "zero":
        data[at : at + length] = bytes(length)
    elif way == "cut":
        del data[at : at + length]
    else:
        del data[at:]
    mode = path.stat().st_mode
    path.chmod(0o600)
    path.write_bytes(data)
    path.chmod(mode)
    return path.relative_to(project).as_posix(), way


def state(folder):
    with Database.open(folder) as database:
        return database.seq, database.damage, list(database.entries()), records(folder)


def try_harm(template, folder, seed):
    """Check finds the harm, or nothing that can be observed has changed; and repair's copy is sound."""
    shutil.copytree(template, folder / "p", symlinks=True)
    with Database.open(folder / "p") as database:
        database.snapshot()
    for path in (folder / "p", *(path for path in (folder / "p").rglob("*") if path.is_dir())):
        path.chmod(0o2770)
    assert list(check(folder / "p")) == []
    before = state(folder / "p")
    rng = random.Random(seed)
    for _ in range(rng.choice([1, 1, 2, 4])):
        what = harmed(folder / "p", rng)
    found = list(check(folder / "p"))
    if not found:
        assert state(folder / "p") == before, (seed, what)
    report = repair(folder / "p", folder / "r")
    named = {one.file for one in report if one.kind == "text-lost"}
    left = [one for one in check(folder / "r") if one.file not in named]
    assert left == [], (seed, what)
    shutil.rmtree(folder)


@pytest.mark.parametrize("seed", range(25))
def test_any_harm_is_found_and_repaired(template, tmp_path, seed):
    try_harm(template, tmp_path / "x", seed)


@pytest.mark.long
@pytest.mark.parametrize("block", range(100, 130))
def test_any_harm_is_found_and_repaired_at_length(template, tmp_path, block):
    for seed in range(block * 100, block * 100 + 40):
        try_harm(template, tmp_path / str(seed), seed)


def test_the_lines_of_a_copy_are_ordinary_ones(project, tmp_path, harm):
    repair(project, tmp_path / "r")
    first = (tmp_path / "r/journal/0001.jsonl").read_bytes().splitlines(True)[0]
    assert decode(first) == decode(harm.lines(project)[0])
    assert json.loads((tmp_path / "r/store.json").read_text())["first"] == 1
