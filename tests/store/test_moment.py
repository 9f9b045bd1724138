"""Moments: everything as of one transaction, whatever is written since."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from mmap import MADV_DONTNEED, mmap

import pytest
from msgspec.structs import replace

import store.image
from store import snapshot
from store.changes import (
    AddDemand,
    AddEvent,
    AddNote,
    AttachTags,
    ConfirmEvent,
    EditEvent,
    EditNote,
    RejectEvent,
    RemoveEvent,
    RemoveNote,
    SetRole,
)
from store.database import Database
from store.event_days import event_days
from store.file_replica import FileReplica
from store.model import TABLES
from store.review import Review


@pytest.fixture(params=["memory", "image"])
def database(request, tmp_path):
    """Ten notes, in memory or in an image with three of them changed since."""
    made = Database.memory() if request.param == "memory" else Database.create(tmp_path / "p.vermerk")
    for number in range(10):
        note(made, f"d{number % 2}", f"Notiz {number}")
    if request.param == "image":
        made.snapshot()
        made.close()
        made = Database.open(tmp_path / "p.vermerk")
    with made:
        yield made


def note(database, target="d1", text="Neu", **fields):
    work = lambda tx: tx.add("notes", {"target": target, "document": target, "text": text} | fields)  # noqa: E731
    return database.transact("anna", "note.add", work).result["id"]


def change(database, work):
    return database.transact("anna", "edit", work)


def whole(moment):
    found = {table: list(moment.records(table)) for table in TABLES}
    found["d0"], found["d1"] = (moment.find("notes", "target", target) for target in ("d0", "d1"))
    for target in ("d0", "d1"):
        assert list(moment.each("notes", "target", target)) == found[target]
        ids = [f"n{number}" for number in moment.numbers("notes", "target", target)]
        assert ids == [record["id"] for record in found[target]]
    counts = [moment.count("notes", "document", target) for target in ("d0", "d1")]
    last = [moment.last_change(f"n{number}") for number in range(12)]
    return moment.seq, found, counts, moment.count("notes"), last


def test_a_moment_stays_as_it_is(database):
    moments, seen = [], []
    works = [
        lambda: note(database, "d0"),
        lambda: change(database, lambda tx: tx.patch("n2", {"text": "Anders", "target": "d0"})),
        lambda: change(database, lambda tx: tx.delete("n3")),
        lambda: note(database, "d1"),
        lambda: change(database, lambda tx: tx.delete("n11")),
        lambda: change(database, lambda tx: tx.patch("n2", {"target": "d1"})),
    ]
    for work in works:
        moments.append(database.moment())
        seen.append(whole(moments[-1]))
        work()
    assert [whole(moment) for moment in moments] == seen
    assert whole(database.moment())[2:4] == ([4, 6], 10)


def test_a_moment_of_nothing_new_is_made_of_the_same_tables(database):
    before = database.moment()
    note(database)
    after = database.moment()
    assert after.table("demands") is before.table("demands")
    assert after.table("notes") is not before.table("notes")
    assert database.moment().table("notes") is after.table("notes")
    assert (after.changed("notes"), before.changed("demands")) == (after.seq, after.changed("demands"))


def test_counting_reads_no_record_and_is_right_after_changes(database, monkeypatch):
    change(database, lambda tx: [tx.patch(f"n{number}", {"document": "d7"}) for number in (1, 2, 5)])
    change(database, lambda tx: tx.delete("n5"))
    moment = database.moment()
    expected = [len(moment.find("notes", "document", target)) for target in ("d0", "d1", "d7", "d9")]
    monkeypatch.setattr("store.image.ImageTable._record", None)
    counted = [moment.count("notes", "document", target) for target in ("d0", "d1", "d7", "d9")]
    assert counted == expected == [3, 4, 2, 0]


def test_different_ids_never_share_a_key():
    from store.image_index import key_of

    ids = [f"{letter}{number}" for letter in "dnt" for number in (1, 2, 255, 256, 65536, 9_999_999)]
    assert len({key_of(one) for one in ids}) == len(ids)
    assert all(0 <= key_of(value) < 1 << 32 for value in [*ids, "n99999999", "note", "d", "", None, True, 3])


def test_a_view_of_one_moment_does_not_move(team):
    view = team.ben.view()
    team.anna.apply(AddNote("d1", "Neu"))
    assert view.on("d1") == () and view.by_id("n1") is None
    assert view.documents[0].notes == 0
    assert [row.text for row in team.ben.view().on("d1")] == ["Neu"]


def test_what_came_and_went_in_between_leaves_no_trace(team):
    team.ben.view()
    team.anna.apply(AddNote("d1", "Eins"))
    team.anna.apply(RemoveNote("n1"))
    assert team.ben.view().notes == () and team.ben.view().documents[0].notes == 0


def test_rows_are_made_again_only_when_something_they_show_changed(team):
    team.anna.apply(AddEvent("2026-07-03", label="Zusage"), AddEvent("2027", label="Geld"))
    before = team.ben.view()
    reviewers, days, tags = before.reviewers, before.event_days, before.tags
    team.anna.apply(AttachTags("d1:0-4", ("Bäder",)))
    after = team.ben.view()
    assert after.reviewers is reviewers and after.event_days is days and tags == ()
    assert [tag.uses for tag in after.tags] == [1]
    team.anna.apply(AddDemand("Mehr Bäder"), AddDemand("Mehr Geld"), AddNote("e1", "Wann?"))
    first = team.ben.view().demands
    assert team.ben.view().events[0].notes == 1
    team.anna.apply(AddNote("f1", "Wo?"))
    later = team.ben.view().demands
    assert later[0].notes == 1 and later[1] is first[1]


def test_when_events_are_follows_every_change(team):
    def days(view):
        columns = view.event_days
        return list(zip(columns.numbers, columns.firsts, columns.lasts, columns.states, strict=True))

    view = team.ben.view()
    assert days(view) == []
    for change in (
        (
            AddEvent("2026-07-03", label="Zusage"),
            AddEvent("2027", label="Geld"),
            AddEvent("../2027-02", label="Ende"),
        ),
        (RejectEvent("e1"), EditEvent("e3", edtf="2028-01-01")),
        (RemoveEvent("e2"),),
        (AddEvent("XXXX", label="Irgendwann"),),
    ):
        team.anna.apply(*change)
        now = team.ben.view()
        assert now.event_days == event_days(now.lookup.all("events")) != view.event_days
        view = now
    first = date(2026, 7, 3).toordinal()
    last = date(2028, 1, 1).toordinal()
    assert days(view) == [(1, first, first, 2), (3, last, last, 1), (4, 0, 0, 1)]


def test_an_event_as_said_is_its_row_but_for_its_place_and_notes(team):
    team.anna.apply(AddEvent("2026-07-03", label="Zusage", document="d1", spans=((0, 5),)))
    team.anna.apply(AttachTags("e1", ("Bäder",)), AddNote("e1", "Wann?"))
    (row,) = team.ben.view().events
    assert list(team.ben.view().events_as_said()) == [replace(row, spans=(), notes=0)] != [row]


def test_what_is_only_suggested_is_known_without_reading_it(team):
    team.anna.apply(*(AddEvent("2027", label="Geld", state=state) for state in ("confirmed", "suggested")))
    team.anna.apply(AddEvent("2028", label="Mehr", state="suggested"), ConfirmEvent("e2"))
    assert team.ben.view().suggested("events") == ["e3"]


def test_a_note_edited_by_another_is_read_anew(team):
    team.anna.apply(AddNote("d1", "Eins"), AddNote("d1", "Zwei"))
    before = team.ben.view()
    team.anna.apply(EditNote("n2", "Drei"))
    assert [row.text for row in before.on("d1")] == ["Eins", "Zwei"]
    assert [row.text for row in team.ben.view().on("d1")] == ["Eins", "Drei"]


def test_a_role_that_changes_changes_the_view(team):
    assert team.ben.view().role == "reviewer"
    team.lead.apply(SetRole("ben", "viewer"))
    assert team.ben.view().role == "viewer"


def test_two_threads_ask_for_one_view(team):
    review = Review(team.lead.engine, "anna")
    with ThreadPoolExecutor(8) as pool:
        views = list(pool.map(lambda _: review.view(), range(32)))
    assert len({id(view) for view in views}) == 1


def test_a_running_process_lies_over_the_newer_image(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "LEAST_TAIL", 2_000)
    with Database.create(tmp_path / "p.vermerk") as mine, Database.open(tmp_path / "p.vermerk") as other:
        for number in range(20):
            note(other, text=f"Notiz {number}")
        mine.refresh()
        early = mine.moment()
        assert mine._replica.journal.base == 0 and len(mine._replica.state.table("notes")._records) == 20
        other.snapshot()
        note(other, text="danach")
        assert [entry.seq for entry in mine.refresh()] == [21]
        assert mine._replica.journal.base == 20
        assert len(mine._replica.state.table("notes")._records) == 1
        assert (mine.generation, mine.seq, mine.count("notes")) == (0, 21, 21)
        assert early.count("notes") == 20 and early.get("n3")["text"] == "Notiz 2"
        assert note(mine) == "n22" and [step[0].seq for step in mine.history("n3")] == [3]
        assert mine.refresh() == () and other.refresh()[-1].seq == 22


def test_what_was_written_while_lying_over_the_newer_image_is_news(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "LEAST_TAIL", 2_000)
    with Database.create(tmp_path / "p.vermerk") as mine, Database.open(tmp_path / "p.vermerk") as other:
        for number in range(20):
            note(mine, text=f"Notiz {number}")
        other.snapshot()
        load = mine._replica._load

        def slowly():
            note(other, text="beim Laden")
            loaded = load()
            note(other, text="nach dem Laden")
            note(mine, text="von mir")
            return loaded

        monkeypatch.setattr(mine._replica, "_load", slowly)
        assert [entry.ops[0].new["text"] for entry in mine.refresh()] == ["beim Laden", "nach dem Laden"]
        assert mine._replica.journal.base == 20 and mine.count("notes") == 23


def test_an_image_that_cannot_be_used_is_tried_once_and_another_one_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "LEAST_TAIL", 2_000)
    with Database.create(tmp_path / "p.vermerk") as made:
        for number in range(20):
            note(made, text=f"Notiz {number}")
        (made.snapshot().with_suffix(".idx")).write_bytes(b"garbage")
    started, loaded = [], []
    monkeypatch.setattr("store.imaging.start", lambda folder, **_: started.append(folder) or 0)
    monkeypatch.setattr(FileReplica, "_leave_image", lambda *given: None)  # somebody was at it for too long
    with Database.open(tmp_path / "p.vermerk") as mine:
        load = mine._replica._load
        monkeypatch.setattr(mine._replica, "_load", lambda: loaded.append(1) or load())
        for _ in range(5):
            assert mine.refresh() == ()
        assert len(loaded) == 1 and started == [mine.folder]
        with Database.open(tmp_path / "p.vermerk") as other:
            note(other, text="danach")
            other.snapshot()
        mine.refresh()
        assert len(loaded) == 2 and mine._replica.journal.base == 21 and mine.count("notes") == 21


def test_the_pages_of_an_index_are_let_go_after_so_many_looks(tmp_path, monkeypatch):
    with Database.create(tmp_path / "p.vermerk") as made:
        for number in range(3):
            note(made, text=f"Notiz {number}")
        made.snapshot()
    monkeypatch.setattr("store.image._LOOKS", 4)
    let_go = []

    class Map(mmap):
        def madvise(self, option, *rest):
            let_go.append(option)
            return super().madvise(option, *rest)

    monkeypatch.setattr("store.image.mmap", Map)
    with Database.open(tmp_path / "p.vermerk") as again:
        moment = again.moment()
        for _round in range(2):
            assert [moment.get(f"n{number}")["text"] for number in (1, 2, 3)] == [
                "Notiz 0",
                "Notiz 1",
                "Notiz 2",
            ]
            assert [one["text"] for one in moment.records("notes")] == ["Notiz 0", "Notiz 1", "Notiz 2"]
    assert let_go and set(let_go) == {MADV_DONTNEED}


def test_hints_save_reading_and_lose_nothing(database):
    note(database, text="@ben: seit wann?")
    note(database, text="Seit gestern", parent="n11")
    hinted = [record["id"] for record in database.moment().records("notes", ("@", '"parent":"'))]
    assert {"n11", "n12"} <= set(hinted)
    assert set(hinted) <= {record["id"] for record in database.moment().records("notes")}


def test_of_an_image_only_what_is_hinted_at_is_decoded(tmp_path, monkeypatch):
    with Database.create(tmp_path / "p.vermerk") as made:
        for text in ("Seit wann?", "@ben: seit gestern", "Ach so", "@anna: ja"):
            note(made, text=text)
        path = made.snapshot()
    decoded = []
    decode = store.image._decoded
    monkeypatch.setattr("store.image._decoded", lambda raw: decoded.append(raw) or decode(raw))
    with Database.open(tmp_path / "p.vermerk") as again:
        assert [record["id"] for record in again.moment().records("notes", ("@",))] == ["n2", "n4"]
        assert len(decoded) == 2
        path.write_bytes(path.read_bytes().replace(b"@anna: ja", b"Qanna: ja"))
        assert [record["text"] for record in again.moment().records("notes", ("@",))][-1] == "@anna: ja"
