"""Files and folders into documents."""

import os

import pytest

from store.changes import RemoveDocument
from store.errors import Forbidden, Refused
from store.review import Review
from store.walking import walk

NEWS = "Brücke gesperrt\n\nAm 12. Mai 2026 tagt der Bauausschuss über die Elbbrücke.\n"


@pytest.fixture
def review():
    return Review.memory()


def write(path, text=NEWS, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def test_a_file_becomes_a_document_with_suggestions(review, tmp_path):
    (found,) = review.import_files([write(tmp_path / "brücke.txt")])
    assert (found.status, found.document, found.error) == ("imported", "d1", None)
    row = review.rows("documents")[0]
    assert (row.title, row.source, row.format) == ("Brücke gesperrt", "brücke.txt", "text")
    assert [event.edtf for event in review.rows("events", "is:suggested")] == ["2026-05-12"]
    assert review.text("d1").startswith("Brücke gesperrt\n")
    assert any(region.kind == "title" for region in review.regions("d1"))


def test_what_the_reviewer_says_wins(review, tmp_path):
    (found,) = review.import_files(
        [write(tmp_path / "a.txt")],
        date="2026-05-06", title="Elbbrücke", publisher="Stadtblatt", kind="news", source="https://example.org/",
    )  # fmt: skip
    assert (found.title, found.date) == ("Elbbrücke", "2026-05-06")
    row = review.rows("documents")[0]
    assert (row.publisher, row.kind, row.source) == ("Stadtblatt", "news", "https://example.org/")
    assert row.date_reason == "reviewer"


def test_the_original_is_kept_byte_by_byte(tmp_path):
    review = Review.create(tmp_path / "p.vermerk", "P")
    data = NEWS.encode("cp1252")
    review.import_bytes(data, "Bericht.TXT")
    folder = tmp_path / "p.vermerk/documents/d1"
    assert (folder / "v1.orig.txt").read_bytes() == data
    assert (folder / "v1.txt").read_text(encoding="utf-8") == review.text("d1")
    assert review.show("v1")["original"] == "documents/d1/v1.orig.txt"
    review.close()


@pytest.mark.parametrize("name", ["x.t/../../evil", "x.äöü", "x." + "y" * 30, "x", "../../x.txt"])
def test_names_never_lead_out_of_the_folder(tmp_path, name):
    review = Review.create(tmp_path / "p.vermerk", "P")
    found = review.import_bytes(NEWS.encode(), name, format="text")
    assert found.status == "imported"
    kept = review.show("v1")["original"]
    assert kept in ("documents/d1/v1.orig.text", "documents/d1/v1.orig.txt")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["p.vermerk"]
    review.close()


def test_duplicates_are_found_by_bytes_and_by_text(review, tmp_path):
    first = write(tmp_path / "a.txt")
    same_text = write(tmp_path / "b.txt", NEWS.replace("\n", "\r\n"), "utf-16")
    found = list(review.import_files([first, first, same_text]))
    assert [(one.status, one.document) for one in found] == [
        ("imported", "d1"),
        ("duplicate", "d1"),
        ("duplicate", "d1"),
    ]
    assert found[1].title == "Brücke gesperrt"
    review.apply(RemoveDocument("d1"))
    assert [one.status for one in review.import_files([first])] == ["imported"]


def test_a_folder_is_read_in_order_and_only_what_is_known(review, tmp_path):
    for name in ("c.txt", "a.md", "sub/b.txt", "bild.png", ".verborgen.txt", "sub/z.unbekannt"):
        write(tmp_path / "docs" / name, f"Text {name} über Brücken.\n")
    (tmp_path / "docs/sub/loop").symlink_to(tmp_path / "docs")
    told = []
    found = list(
        review.import_files([tmp_path / "docs"], progress=lambda done, total: told.append((done, total)))
    )
    assert [os.path.relpath(one.path, tmp_path / "docs") for one in found] == ["a.md", "c.txt", "sub/b.txt"]
    assert told == [(26, 84), (53, 84), (84, 84)]


def test_projects_and_hidden_folders_inside_a_folder_are_left_out(tmp_path):
    write(tmp_path / "a.txt")
    write(tmp_path / ".git/b.txt", "Versteckt.\n")
    with Review.create(tmp_path / "p.vermerk", "P") as review:
        review.import_bytes(b"Schon im Projekt.\n", "c.txt")
        assert [one.status for one in review.import_files([tmp_path])] == ["imported"]


def test_one_bad_file_never_stops_the_rest(review, tmp_path):
    good = write(tmp_path / "z.txt")
    (tmp_path / "leer.txt").write_bytes(b"")
    (tmp_path / "kaputt.docx").write_bytes(b"PK\x03\x04 kein docx")
    (tmp_path / "link.txt").symlink_to(good)
    os.mkfifo(tmp_path / "rohr.txt")
    names = ["leer.txt", "kaputt.docx", "link.txt", "rohr.txt", "fehlt.txt", "z.txt"]
    found = list(review.import_files([tmp_path / name for name in names]))
    assert [one.status for one in found] == ["failed"] * 5 + ["imported"]
    for one in found[:5]:
        assert one.error and "\n" not in one.error and "Traceback" not in one.error
    assert "link" in found[2].error and "regular" in found[3].error
    assert len(review.rows("documents")) == 1


def test_a_failed_file_leaves_nothing_behind(review):
    seq = review.seq
    assert review.import_bytes(b"\x00\x01\x02\xff" * 50, "x.pdf").status == "failed"
    assert review.seq == seq


def test_odd_file_names_are_kept_readable(review):
    found = review.import_bytes(NEWS.encode(), os.fsdecode(b"br\xfccke.txt"))
    assert found.status == "imported"
    assert review.rows("documents")[0].source == "br\\xfccke.txt"


def test_wrong_options_are_refused_at_once(review, tmp_path):
    path = write(tmp_path / "a.txt")
    for wrong in ({"date": "12.5.2026"}, {"format": "exe"}, {"title": " "}):
        with pytest.raises(Refused):
            list(review.import_files([path], **wrong))
    assert review.rows("documents") == []


def test_importing_is_the_leads(team, tmp_path):
    with pytest.raises(Forbidden):
        team.anna.import_files([write(tmp_path / "a.txt")])
    with pytest.raises(Forbidden):
        team.anna.import_bytes(b"Text", "a.txt")


def test_an_import_is_undone_whole(review, tmp_path):
    list(review.import_files([write(tmp_path / "a.txt")]))
    review.undo()
    assert review.rows("documents") == [] and review.rows("events") == [] and review.rows("passages") == []
    review.redo()
    assert review.text("d1").startswith("Brücke")


def nested(top, name, times):
    """Folders in folders, made one in the other: a path may be too long for the system."""
    inside = os.open(top, os.O_RDONLY)
    for _ in range(times):
        os.mkdir(name, dir_fd=inside)
        before, inside = inside, os.open(name, os.O_RDONLY, dir_fd=inside)
        os.close(before)
    os.close(inside)


def test_a_folder_may_be_deep(review, tmp_path):
    write(tmp_path / "z.txt")
    nested(tmp_path, "o", 1_100)
    try:
        assert [one.status for one in review.import_files([tmp_path])] == ["imported"]
    finally:
        for folder, *_ in reversed(list(walk(tmp_path / "o"))):
            os.rmdir(folder)


def test_a_folder_that_cannot_be_listed_is_told_of(review, tmp_path):
    nested(tmp_path, "o" * 200, 25)
    (found,) = review.import_files([tmp_path])
    assert (found.status, found.error) == ("failed", "File name too long")


def test_files_of_no_size_hold_nothing(review):
    """The kernel's own: some have no end, some tell what is nobody's business."""
    (found,) = review.import_files(["/proc/self/environ"], format="text")
    assert found.status == "failed" and "empty" in found.error


@pytest.mark.parametrize("name", ["title", "publisher", "kind", "source"])
def test_half_letters_of_an_odd_command_line_are_refused(review, tmp_path, name):
    with pytest.raises(Refused, match=f"“{name}” holds half a character"):
        review.import_files([write(tmp_path / "a.txt")], **{name: "Gr\udcf6\udcdfe"})


def test_half_letters_that_are_there_already_stop_no_search(review, tmp_path):
    review.import_bytes(NEWS.encode(), "a.txt")
    review.engine.transact("lead", "older", lambda tx: tx.patch("d1", {"publisher": "Gr\udcf6\udcdfe"}))
    assert [hit.document for hit in review.search("Elbbrücke", seconds=0).hits][0] == "d1"
