"""Rows that are kept between views are those that would be made anew."""

from datetime import date
from random import Random

import pytest

from store import kept
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    Assign,
    AttachTags,
    ConfirmEvent,
    DetachTags,
    EditDemand,
    EditDocument,
    EditEvent,
    EditProject,
    EditTag,
    GradeEvidence,
    MergeDemands,
    RejectEvent,
    RemoveDemand,
    RemoveDocument,
    RemoveEvent,
    RemoveEvidence,
    RemoveNote,
    RemoveTag,
    ReplyNote,
    ResolveNote,
    SetVerdict,
)
from store.errors import StoreError
from store.kept import Kept
from store.lookup import Lookup
from store.projection import MAKERS
from store.review import Review

TEXT = "Die Stadt fordert bis Ende 2027 einen Zuschuss für die Bäder.\n"


def shown(view):
    """All rows and marks of a view."""
    rows = {table: view.kept.rows(view.lookup, table) for table in MAKERS}
    return rows, {row.id: view.marks(row.id) for row in rows["documents"]}


def check(review):
    kept, anew = shown(review.view()), shown(Review(review.engine, review.me).view())
    for table in MAKERS:
        assert kept[0][table] == anew[0][table], table
    assert kept[1] == anew[1]


@pytest.fixture
def team():
    lead = Review.memory(acting="lead")
    lead.apply(AddReviewer("anna"), AddReviewer("ben"))
    lead.apply(*(AddDocument(f"{TEXT}{n}\n", title=f"D{n}", date=f"2026-07-0{n}") for n in (1, 2, 3)))
    return [lead, lead.beside("anna"), lead.beside("ben")]


def one(random, view, kind):
    rows = view.kept.rows(view.lookup, kind)
    return random.choice(rows).id if rows else "x0"


def change(random, view):
    """A random change, which may be refused."""
    document = one(random, view, "documents")
    start = random.randrange(0, 40)
    place = f"{document}:{start}-{start + random.randrange(1, 15)}"
    spans = ((start, start + 5),)
    event, demand, note = (one(random, view, kind) for kind in ("events", "demands", "notes"))
    evidence, tag, verdict = (one(random, view, kind) for kind in ("evidence", "tags", "verdicts"))
    anything = random.choice([document, place, event, demand, evidence, verdict])
    return random.choice([
        AddNote(anything, "Notiz"), ReplyNote(note, "Antwort"), ResolveNote(note), RemoveNote(note),
        AddEvent(f"202{random.randrange(10)}-05-01", label="Frist", document=document, spans=spans),
        ConfirmEvent(event), RejectEvent(event), EditEvent(event, edtf="../2021-01-01"), RemoveEvent(event),
        AddDemand("Zuschuss", document=document, spans=spans, parent=random.choice([None, demand])),
        EditDemand(demand, topic="Bäder"), RemoveDemand(demand), Assign(demand, "anna"),
        MergeDemands(into=demand, ids=(one(random, view, "demands"),)),
        AddEvidence(demand, place), GradeEvidence(evidence, random.choice(["strong", "weak"])),
        RemoveEvidence(evidence), SetVerdict(demand, random.choice(["open", "met"]), "Grund"),
        AttachTags(place, (random.choice(["Bäder", "Geld"]),)), AttachTags(event, ("Termin",)),
        DetachTags(one(random, view, "passages"), ("Bäder",)),
        EditTag(tag, colour="red"), RemoveTag(tag),
        EditDocument(document, date=f"2025-0{random.randrange(1, 9)}-01"),
        AddDocument(f"{TEXT}{random.random()}\n", title="Neu"), RemoveDocument(document),
        EditProject(blind=random.random() < 0.3),
    ])  # fmt: skip


def play(team, random, steps):
    for _ in range(steps):
        who = random.choice(team)
        try:
            step = random.choice(["apply", "undo", "redo"])
            who.apply(change(random, who.view())) if step == "apply" else getattr(who, step)()
        except StoreError:
            continue
        if random.random() < 0.5:
            check(random.choice(team))
    for watching in team:
        check(watching)


CHANGES = [
    AddNote("f1", "Notiz"), AddNote("e1", "Notiz"), AddNote("b1", "Notiz"), AddNote("u1", "Notiz"),
    AddNote("d2:0-9", "Notiz"), ReplyNote("n1", "Antwort"), ResolveNote("n1"), RemoveNote("n1"),
    AttachTags("d1", ("Bäder",)), AttachTags("d2:0-9", ("Bäder",)), AttachTags("e1", ("Bäder",)),
    AttachTags("f1", ("Neu",)), DetachTags("f1", ("Bäder",)), EditTag("t1", colour="red"), RemoveTag("t1"),
    ConfirmEvent("e1"), RejectEvent("e1"), EditEvent("e1", edtf="../2021-01-01"), RemoveEvent("e1"),
    EditDemand("f1", topic="Bäder"), EditDemand("f2", parent="f1"), RemoveDemand("f1"),
    MergeDemands("f2", ("f1",)), AddDemand("Teil", parent="f1"), Assign("f1", "ben"),
    AddEvidence("f1", "d3:0-9"), GradeEvidence("b1", "weak"), RemoveEvidence("b1"),
    SetVerdict("f1", "met", "Grund"), SetVerdict("f2", "met", "Grund"),
    EditDocument("d2", date="2025-01-01"), EditDocument("d1", title="Anders"), RemoveDocument("d2"),
    AddDocument(TEXT, title="Neu"), EditProject(blind=True),
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.do} {change}"[:50])
def test_each_change_reaches_all_rows_that_show_it(team, change):
    lead, anna, ben = team
    anna.apply(AddDemand("Zuschuss", document="d1", spans=((4, 20),)), AddDemand("Bericht"))
    anna.apply(AddEvent("../2026-01-01", label="Frist", document="d2", spans=((2, 8),)))
    anna.apply(AddEvidence("f1", "d2:0-9", grade="strong"), SetVerdict("f1", "open", "Grund"))
    lead.apply(AttachTags("f1", ("Bäder",)), AttachTags("d2:0-9", ("Bäder",)), AddNote("d1", "Eins"))
    for review in team:
        shown(review.view())
    lead.apply(change)
    for review in team:
        check(review)
    lead.undo()
    for review in team:
        check(review)


@pytest.mark.parametrize("seed", range(30))
def test_kept_rows_are_those_that_would_be_made_anew(team, seed):
    play(team, Random(seed), 60)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1200))
def test_kept_rows_are_those_that_would_be_made_anew_at_length(team, seed):
    play(team, Random(seed), 300)


def test_an_older_view_still_shows_its_own_moment(team):
    lead, anna, _ben = team
    before = lead.view()
    anna.apply(AddNote("d1", "Neu"))
    assert lead.view().documents[0].notes == 1
    assert before.documents[0].notes == 0 and before.notes == () and before.marks("d1") == ()


def test_only_what_changed_is_made_again(team, monkeypatch):
    lead, anna, _ben = team
    anna.apply(*(AddDemand(f"Mehr {n}", document="d1", spans=((n, n + 3),)) for n in range(20)))
    before = lead.view()
    assert len(before.demands) == 20 and len(before.documents) == 3
    made = []
    for table in ("demands", "documents"):
        maker = MAKERS[table]
        monkeypatch.setitem(MAKERS, table, lambda *a, maker=maker: made.append(a[1]["id"]) or maker(*a))
    anna.apply(AddNote("f7", "Wann?"))
    after = lead.view()
    assert after.demands[6].notes == 1 and after.documents[0].notes == 1
    assert sorted(made) == ["d1", "f7"]
    assert after.verdicts is before.verdicts


def test_whoever_brings_a_view_makes_its_rows(team, monkeypatch):
    lead, anna, _ben = team
    assert lead.view().documents[0].notes == 0
    anna.apply(AddNote("d1", "Neu"))
    view = lead.view()
    monkeypatch.setitem(MAKERS, "documents", None)
    assert view.documents[0].notes == 1


def test_a_row_that_a_list_shows_is_not_made_for_itself(team, monkeypatch):
    lead, anna, _ben = team
    anna.apply(AddEvent("2027", label="Frist", document="d1", spans=((2, 8),)), AddNote("e1", "Wann?"))
    view = lead.view()
    assert len(view.documents) == 3
    monkeypatch.setitem(MAKERS, "documents", None)
    assert view.by_id("d2") is view.documents[1] and view.by_id("d9") is None
    assert view.by_id("e1") == view.events[0]


def test_what_is_read_once_is_not_read_again_for_its_row(team, monkeypatch):
    lead, anna, _ben = team
    anna.apply(AddNote("d1", "Eins"), AddNote("d1", "Zwei"), AddNote("d1:0-9", "Drei"))
    view, read = lead.view(), []
    find = Lookup.find
    monkeypatch.setattr(Lookup, "find", lambda self, one: read.append(one) or find(self, one))
    assert len(view.on("d1")) == 2 and len(view.notes_in("d1")) == 1
    assert not [one for one in read if one.startswith("n")]


def test_rows_of_single_records_do_not_pile_up(team, monkeypatch):
    monkeypatch.setattr("store.view.MADE", 3)
    lead, anna, _ben = team
    anna.apply(*(AddNote("d1", str(number)) for number in range(9)))
    view = lead.view()
    assert [view.by_id(f"n{number}").text for number in range(1, 10)] == [str(n) for n in range(9)]
    assert len(view._made) <= 3


def test_the_marks_of_a_few_documents_are_kept(team, monkeypatch):
    monkeypatch.setattr(kept, "DOCUMENTS", 2)
    lead, anna, _ben = team
    anna.apply(AttachTags("d1:0-3", ("Stadt",)))
    first = lead.view().marks("d1")
    anna.apply(AttachTags("d2:0-3", ("Stadt",)))
    assert lead.view().marks("d1") is first
    for document in ("d2", "d3"):
        lead.view().marks(document)
    assert lead.view().marks("d1") == first


def test_a_new_day_and_a_replaced_store_make_everything_anew(team):
    lead = team[0]
    lead.apply(AddDemand("Bericht", due="../2026-07-06"))
    day = [date(2026, 7, 6)]
    review = Review(lead.engine, "lead", today=lambda: day[0])
    assert review.view().demands[0].deadline == "running"
    day[0] = date(2026, 7, 7)
    assert review.view().demands[0].deadline == "overdue"


def test_far_behind_everything_is_made_anew(team, monkeypatch):
    lead, anna, _ben = team
    lead.view().documents  # noqa: B018
    asked = []
    review_kept = Kept(lambda since: asked.append(since) or ())
    view = lead.view()
    review_kept.rows(view.lookup, "documents")
    for number in range(kept.FAR + 1):
        anna.apply(AddNote("d1", str(number)))
    assert review_kept.rows(lead.view().lookup, "documents")[0].notes == kept.FAR + 1
    assert asked == []
