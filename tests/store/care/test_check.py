"""Every kind of harm is found, where it was done, and a sound project has nothing to be found."""

import os
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.care.backup import back_up
from store.care.check import check
from store.care.findings import KINDS
from store.care.purge import purge_record, purge_reviewer
from store.care.repair import repair
from store.changes import AddNote
from store.database import Database
from store.errors import Busy, NotFound, Refused
from store.model import TABLES
from store.review import Review


def found(folder):
    return {(finding.kind, finding.file, finding.record) for finding in check(folder)}


def kinds(folder):
    return {finding.kind for finding in check(folder)}


def test_a_sound_project_has_something_of_everything_and_no_findings(project):
    with Database.open(project) as database:
        assert [name for name in TABLES if not database.count(name)] == []
    assert list(check(project)) == []


def test_checking_writes_nothing(project):
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    list(check(project))
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_a_project_of_several_journal_files_is_sound(project, harm):
    harm.seal(project, 3)
    assert list(check(project)) == []


def test_what_is_no_project_is_no_finding(tmp_path, project, harm):
    with pytest.raises(NotFound):
        list(check(tmp_path))
    harm.head(project, format=99, reads=99)
    with pytest.raises(Refused, match="newer"):
        list(check(project))


def test_a_project_that_is_replaced_meanwhile_is_not_judged(project, harm):
    findings = check(project)
    (project / "stray").touch()
    assert next(findings).kind == "stray"
    harm.head(project, store="another")
    with pytest.raises(Busy):
        list(findings)


# The journal


def test_a_damaged_head_is_found(project):
    (project / "store.json").write_text("{")
    assert found(project) == {("head", "store.json", None)}


def test_a_flaw_is_named_by_file_byte_and_change(project, harm):
    kept = harm.lines(project)
    at = sum(map(len, kept[:4])) + 30
    harm.overwrite(project / "journal" / "0001.jsonl", at, b"\0")
    (finding,) = [one for one in check(project) if one.kind == "checksum"]
    assert (finding.file, finding.offset, finding.change) == ("journal/0001.jsonl", at - 30, 5)
    assert finding.values["bytes"] == len(kept[4]) and finding.severity == "damage"


def test_every_flaw_is_found_not_only_the_first(project, harm):
    kept = harm.lines(project)
    for number in (3, 6):
        harm.overwrite(project / "journal" / "0001.jsonl", sum(map(len, kept[:number])) + 40, b"\0")
    assert [one.change for one in check(project) if one.kind == "checksum"] == [4, 7]


@pytest.mark.parametrize("rest", [b"[99,", b"\0" * 70])
def test_an_unfinished_change_is_a_remark(project, rest):
    with (project / "journal" / "0001.jsonl").open("ab") as file:
        file.write(rest)
    (finding,) = check(project)
    assert (finding.kind, finding.severity, finding.values["bytes"]) == ("unfinished", "remark", len(rest))


def test_a_line_that_is_being_written_is_no_finding(project, harm):
    harm.head(project, format=1, reads=1)
    path = project / "journal" / "0001.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    findings = check(project)
    assert next(findings).kind == "old-format"  # by now it has looked where the journal ends
    path.write_bytes(whole)
    assert list(findings) == []


def journal_harms(harm):
    def gone(folder):
        harm.seal(folder, 3)
        (folder / "journal" / "0001.jsonl").unlink()

    def next_gone(folder):
        harm.seal(folder, 3)
        (folder / "journal" / "0002.jsonl").unlink()

    def no_seal(folder):
        harm.seal(folder, 3)
        harm.write_lines(folder, harm.lines(folder)[:-1])

    def behind_seal(folder):
        harm.seal(folder, 3)
        harm.write_lines(folder, [*harm.lines(folder), b"more"])

    def short(folder):
        harm.write_lines(folder, harm.lines(folder)[:3])

    return {
        "segment-missing": [gone, next_gone], "seal": [no_seal], "after-seal": [behind_seal],
        "ends-early": [short],
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["segment-missing", "seal", "after-seal", "ends-early"])
def test_a_journal_that_lacks_a_part_is_found(template, tmp_path, harm, kind):
    for number, way in enumerate(journal_harms(harm)[kind]):
        folder = tmp_path / str(number)
        shutil.copytree(template, folder, symlinks=True)
        way(folder)
        assert kind in kinds(folder)


def changed(number, **fields):
    """The entries with one of them changed."""
    return lambda entries: [
        replace(one, **fields) if one.seq == number else one for one in entries
    ]  # fmt: skip


def with_op(table, change, kind="add"):
    """The entries with the first operation of that table and kind changed."""

    def way(entries):
        done = False
        made = []
        for entry in entries:
            ops = []
            for op in entry.ops:
                if not done and op.table == table and op.kind == kind:
                    op, done = change(op), True
                ops.append(op)
            made.append(replace(entry, ops=tuple(ops)))
        assert done
        return made

    return way


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        ("order", lambda entries: [one for one in entries if one.seq != 4]),
        ("order", changed(4, seq=5)),
        ("time", changed(4, at="1999-01-01T00:00:00Z")),
        ("unreadable", changed(4, at=17)),
        ("unreadable", changed(4, do=None)),
        ("misfit", changed(4, undoes=9)),
        ("misfit", with_op("notes", lambda op: replace(op, rev=7), "delete")),
        ("misfit", with_op("notes", lambda op: replace(op, previous=1), "delete")),
        ("misfit", with_op("notes", lambda op: replace(op, old=op.old | {"text": "?"}), "delete")),
        ("misfit", with_op("notes", lambda op: replace(op, id="n99"), "delete")),
        ("misfit", with_op("notes", lambda op: replace(op, id="d1"), "delete")),
        ("misfit", with_op("notes", lambda op: replace(op, new=op.new | {"colour": "red"}))),
        ("misfit", with_op("notes", lambda op: replace(op, id="n07"))),
        ("misfit", with_op("documents", lambda op: replace(op, new={"tags": {"remove": ["t9"]}}), "patch")),
    ],
)
def test_changes_that_do_not_fit_are_found_although_their_checksums_are_right(project, harm, kind, way):
    harm.rewritten(project, way)
    (first, *_rest) = [one for one in check(project) if one.kind == kind]
    assert first.file == "journal/0001.jsonl" and first.offset is not None


def test_a_number_that_is_given_out_twice_is_found(project, harm):
    def twice(entries):
        last = entries[-1]
        op = replace(last.ops[0], id="n1", new=last.ops[0].new | {"id": "n1"})
        return [*entries[:-1], replace(last, ops=(op,))]

    harm.rewritten(project, twice)
    (finding,) = [one for one in check(project) if one.kind == "misfit"]
    assert finding.record == "n1" and finding.values == {"wrong": "there"}


def test_a_file_from_before_a_purge_is_a_remark(project, harm):
    harm.seal(project, 3)
    second = harm.lines(project, 2)
    harm.head(project, first=2)
    assert ("leftover-segment", "journal/0001.jsonl", None) in found(project)
    harm.write_lines(project, second, 2)


def test_a_project_of_an_older_format_is_sound_with_a_remark(project, harm):
    harm.head(project, format=1, reads=1)
    assert kinds(project) == {"old-format"}


# Images


def image_of(project, suffix=".json"):
    return next((project / "snapshot").glob(f"*{suffix}"))


def test_every_byte_of_an_image_counts(project, harm):
    data = image_of(project).read_bytes()
    for at in (0, len(data) // 3, len(data) - 2):
        harm.overwrite(image_of(project), at, b"\0")
        assert "image" in kinds(project), at
        harm.overwrite(image_of(project), at, data[at : at + 1])
    assert kinds(project) == set()


def test_every_byte_of_an_index_counts(project, harm):
    path = image_of(project, ".idx")
    data = path.read_bytes()
    for at in range(0, len(data), 97):
        harm.overwrite(path, at, bytes([data[at] ^ 4]))
        assert kinds(project) & {"image-index", "image-foreign", "image-place", "current"}, at
        harm.overwrite(path, at, data[at : at + 1])
    assert kinds(project) == set()


def test_a_record_that_an_image_has_otherwise_is_named(project):
    images = project / "snapshot"
    seq = int(image_of(project).stem)

    def other(table, record):
        return record | {"text": "anders"} if table == "notes" else record

    forge(project, images, seq, other)
    assert {one for one in found(project) if one[0] == "image-record"} == {
        ("image-record", f"snapshot/{seq}.json", "n1"),
        ("image-record", f"snapshot/{seq}.json", "n2"),
    }


def forge(project, images, seq, change, header=lambda position, at: (position, at)):
    """Writes an image whose checksums are right, with records changed."""
    from store import snapshot
    from store.image import Image

    image = Image(images / f"{seq}.json")
    tables = {}
    for name, spec in TABLES.items():
        rows = image.table(spec, name, None).rows(frozenset())
        tables[name] = [
            (number, last, change(name, record) if record else None, b"") for number, last, record, _ in rows
        ]
    position, at = header(image.header.position, image.header.at)
    for path in images.iterdir():
        path.unlink()
    snapshot.write(images, image.header.store, position, at, {n: iter(rows) for n, rows in tables.items()})


@pytest.mark.parametrize("field", ["offset", "chain", "seq"])
def test_an_image_that_goes_on_elsewhere_is_found(project, field):
    seq = int(image_of(project).stem)
    images = project / "snapshot"
    wrong = {"offset": 5, "chain": 5, "seq": seq - 1}[field]
    forge(project, images, seq, lambda t, r: r, lambda p, at: (replace(p, **{field: wrong}), at))
    assert kinds(project) & {"image-place", "image-record"}


def test_an_image_whose_index_is_not_what_its_records_make_is_found(project):
    seq = int(image_of(project).stem)
    forge(project, project / "snapshot", seq, lambda t, r: r, lambda p, at: (p, "2001-01-01T00:00:00Z"))
    assert ("image-index", f"snapshot/{seq}.json", None) in found(project)


def test_an_image_without_an_index_is_found(project):
    image_of(project, ".idx").unlink()
    assert {"image-index", "current"} <= kinds(project)


def test_an_image_of_another_project_is_a_remark(project, tmp_path):
    with Database.create(tmp_path / "o.vermerk") as other:
        other.snapshot()
    for path in (tmp_path / "o.vermerk" / "snapshot").iterdir():
        shutil.copy(path, project / "snapshot" / path.name)
    assert kinds(project) == {"image-foreign"}


def test_an_image_of_another_version_of_the_program_is_a_remark(project, monkeypatch):
    monkeypatch.setattr("store.image.FORMAT", 99)
    assert kinds(project) == {"image-old"}


def test_where_current_json_leads_is_looked_at(project):
    path, target = project / "current.json", os.readlink(project / "current.json")
    for way in (lambda: path.symlink_to("snapshot/0.json"), lambda: path.write_text("{}"), lambda: None):
        path.unlink(missing_ok=True)
        way()
        assert found(project) == {("current", "current.json", None)}
    path.symlink_to(target)
    assert list(check(project)) == []


def test_an_older_image_in_current_json_is_a_remark(project):
    target = os.readlink(project / "current.json")
    with Database.open(project) as database:
        database.snapshot()
    (project / "current.json").unlink()
    (project / "current.json").symlink_to(target)
    assert kinds(project) == {"current-old"}


# Documents


def version(project, original=False):
    return next((project / "documents").glob("*/*.orig.*" if original else "*/v1.txt"))


def test_texts_and_originals_are_looked_at(project):
    ends = {False: ("text-changed", "text-missing"), True: ("original-changed", "original-missing")}
    for original, (changed_, missing) in ends.items():
        path = version(project, original)
        data = path.read_bytes()
        path.write_bytes(data[:-2])
        assert found(project) == {(changed_, str(path.relative_to(project)), "v1")}
        path.unlink()
        assert found(project) == {(missing, str(path.relative_to(project)), "v1")}
        path.write_bytes(data)
        path.chmod(0o660)
    assert list(check(project)) == []


@pytest.mark.parametrize(
    ("kind", "table", "fields"),
    [
        ("text-form", "versions", {"length": 3}),
        ("text-form", "versions", {"regions": [["body", 0, 9999]]}),
        ("spans", "passages", {"spans": [[5, 9999]]}),
        ("spans", "passages", {"spans": [[9, 5]]}),
        ("spans", "passages", {"spans": [[9, 12], [5, 7]]}),
        ("spans", "passages", {"spans": None}),
        ("quote", "passages", {"quote": "anderes"}),
        ("context", "passages", {"prefix": "nicht davor"}),
        ("context", "passages", {"suffix": "nicht danach"}),
        ("reference", "passages", {"version": "v99"}),
        ("reference", "passages", {"tags": ["t99"]}),
        ("reference", "evidence", {"passage": "p99"}),
        ("reference", "evidence", {"demand": "p1"}),
        ("reference", "notes", {"target": "x"}),
        ("reference", "demands", {"restated_by": ["p99"]}),
        ("reference", "demands", {"parent": "f99"}),
        ("circle", "demands", {"parent": "f1"}),
        ("word", "verdicts", {"answer": "maybe"}),
        ("word", "evidence", {"stance": None}),
        ("no-lead", "reviewers", {"role": "viewer"}),
    ],
)
def test_records_that_say_what_cannot_be_are_found(project, harm, kind, table, fields):
    harm.rewritten(project, with_op(table, lambda op: replace(op, new=op.new | fields)))
    assert kind in kinds(project)


@pytest.mark.parametrize(("kind", "field"), [("twin", "name"), ("rival", "hotkey")])
def test_two_in_one_place_are_found(project, harm, kind, field):
    def same(entries):
        made = []
        for entry in entries:
            tags = [op for op in entry.ops if op.table == "tags" and op.id == "t2"]
            value = {"name": "Sport", "hotkey": "1"}[field]
            ops = tuple(replace(op, new=op.new | {field: value}) if op in tags else op for op in entry.ops)
            made.append(replace(entry, ops=ops))
        return made

    harm.rewritten(project, same)
    assert (kind, "", "t2") in found(project)


def test_a_text_that_is_not_in_normal_form_is_found(project, harm):
    import hashlib

    path = version(project)
    text = path.read_text("utf-8").replace("ä", "a\u0308")
    path.write_text(text, "utf-8")
    fields = {"sha256": hashlib.sha256(text.encode()).hexdigest(), "length": len(text)}
    harm.rewritten(project, with_op("versions", lambda op: replace(op, new=op.new | fields)))
    assert ("text-form", "documents/d1/v1.txt", "v1") in found(project)


# Files


def test_what_does_not_belong_there_is_a_remark(project):
    names = [
        "Notizen.odt",
        "journal/alt.jsonl",
        "documents/d1/v9.txt",
        "documents/d9/v1.txt",
        "snapshot/.1.json.7.tmp",
    ]
    for name in names:
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).touch()
    strays = {file for kind, file, _ in found(project) if kind == "stray"}
    assert strays == {*names, "documents/d9"}


def test_what_the_team_may_have_there_is_no_finding(project):
    for name in (
        "reviewers/anna/settings.json",
        "presence/1",
        "exports/anna/a.csv",
        "index/x",
        "backups/a.tar.gz",
    ):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).touch()
    (project / "synonyms.tsv").touch()
    assert list(check(project)) == []


@pytest.mark.parametrize(
    ("name", "mode"),
    [("journal", 0o700), ("documents/d1", 0o770), ("journal/0001.jsonl", 0o600), ("store.json", 0o444)],
)
def test_what_others_of_the_team_cannot_write_is_a_remark(project, name, mode):
    (project / name).chmod(mode)
    assert found(project) == {("mode", name, None)}


def test_a_writable_image_is_a_remark(project):
    image_of(project).chmod(0o660)
    assert kinds(project) == {"mode"}


def test_a_file_that_cannot_be_read_is_found(project):
    path = version(project)
    path.unlink()
    path.mkdir()
    assert "file-unreadable" in kinds(project)


# After a purge


def test_a_purged_project_is_sound_and_so_are_its_copies(project, tmp_path):
    review = Review.open(project)
    purge_record(review, "n1")
    purge_record(review, "d2")
    purge_reviewer(review, "anna", with_notes=True)
    review.close()
    assert list(check(project)) == []
    back_up(project, tmp_path / "b")
    assert repair(project, tmp_path / "r") == []
    assert list(check(tmp_path / "b")) == list(check(tmp_path / "r")) == []
    assert not (tmp_path / "b" / "documents" / "d2").exists()


def test_a_purge_that_is_not_finished_is_waited_for(project, tmp_path):
    (project / "purge.json").touch()
    with pytest.raises(Busy, match="purged"):
        list(check(project))
    with pytest.raises(Busy, match="purge"):
        back_up(project, tmp_path / "b")


# While others work


def test_what_is_written_meanwhile_is_left_for_the_next_check(project):
    (project / "current.json").unlink()
    findings = check(project)
    assert next(findings).kind == "current"
    with_review(project)
    assert list(findings) == []
    assert list(check(project)) == []


def with_review(project):
    review = Review.open(project)
    review.import_bytes(b"Noch ein Text.\n", "noch.txt")
    review.apply(AddNote("d1", "meanwhile"))
    review.snapshot()
    review.close()


def test_progress_ends_with_all(project):
    seen = []
    list(check(project, lambda done, total: seen.append((done, total))))
    assert seen[-1][0] == seen[-1][1] and all(done <= total for done, total in seen)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_every_kind_has_a_test():
    source = Path(__file__).read_text("utf-8")
    assert [kind for kind in KINDS if f'"{kind}"' not in source] == []
