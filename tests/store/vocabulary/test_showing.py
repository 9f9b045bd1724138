"""One record with everything on it, of every kind."""

import json

import pytest

from store.changes import AddDocument, AddNote, AttachTags, MergeDemands, ReplyNote
from store.errors import NotFound, Refused
from store.model import TABLES
from store.projection import MAKERS
from store.rows import as_json

#: For each kind of record one of it, what else than its row it shows, and some of the values.
SHOWN = {
    "documents": ("d1", {"title_reason", "publisher_reason", "warnings", "length", "notes"}, {
        "title": "Bäder in Not", "tags": ["Geld", "Geld/Bund", "Kasse"], "title_reason": "reviewer",
    }),
    "passages": ("p3", {"notes"}, {"document": "d1", "spans": [[0, 9]], "text": "Bäder in "}),
    "events": ("e3", {"notes"}, {"label": "Haushalt", "edtf": "2026-11", "document": None, "spans": []}),
    "demands": ("f1", {"evidence", "verdicts", "parts", "assigned", "restated_by", "notes"}, {
        "text": "Zuschuss", "review": "disputed", "answer": None, "assigned": ["anna"], "parts": [],
    }),
    "notes": ("n1", {"replies"}, {"text": "Wer zahlt?", "target": "d1", "resolved": True, "document": "d1"}),
    "evidence": ("b1", {"notes"}, {
        "stance": "supports", "state": "confirmed", "grade": None, "demand": "f1",
        "grades": [{"by": "anna", "grade": "strong"}, {"by": "ben", "grade": "weak"}],
    }),
    "verdicts": ("u1", {"notes"}, {"answer": "open", "reason": "Noch nichts", "final": False, "by": "anna"}),
    "tags": ("t1", {"notes"}, {"name": "Geld", "uses": 1}),
    "reviewers": ("r2", {"notes"}, {"name": "anna", "role": "reviewer", "users": []}),
    "project": ("o1", set(), {"name": "Bäder", "blind": False}),
    "versions": ("v1", set(), {"document": "d1", "number": 1}),
    "grades": ("g1", set(), {"evidence": "b1", "grade": "strong"}),
    "assignments": ("a1", set(), {"demand": "f1", "reviewer": "anna"}),
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_every_kind_of_record_is_shown(world, table):
    record, more, values = SHOWN[table]
    shown = world.gast.show(record)
    assert values.items() <= shown.items()
    if table in MAKERS:
        row = as_json(world.gast.view().by_id(record))
        assert shown.keys() == row.keys() | more
    else:
        assert shown == world.lead.engine.get(record)
    assert json.loads(json.dumps(shown)) == shown, "plain JSON values"


def test_showing_writes_nothing_and_gives_copies(world):
    before, seq = world.records(), world.lead.seq
    for record, _, _ in SHOWN.values():
        world.lead.show(record).clear()
    for kind in ("project", "versions", "grades"):
        world.lead.show(SHOWN[kind][0])["uid"] = "anders"
    assert (world.records(), world.lead.seq) == (before, seq)


def test_a_demand_shows_what_hangs_on_it(world):
    world.anna.apply(AddNote("f1", "Seit wann?"), MergeDemands("f1", ("f2",)))
    shown = world.lead.show("f1")
    assert [one["id"] for one in shown["evidence"]] == ["b1", "b2", "b3"]
    assert [one["by"] for one in shown["verdicts"]] == ["anna", "ben"]
    assert [note["text"] for note in shown["notes"]] == ["Frage", "Seit wann?"]
    assert [passage["spans"] for passage in shown["restated_by"]] == [[[20, 40]]]
    assert shown["tags"] == ["Kasse"]


def test_a_thread_shows_its_direct_replies(world):
    world.anna.apply(ReplyNote("n4", "Wirklich?"))
    assert [reply["text"] for reply in world.lead.show("n1")["replies"]] == ["Das Land."]
    assert [reply["text"] for reply in world.lead.show("n4")["replies"]] == ["Wirklich?"]
    assert world.lead.show("n6")["replies"] == []


def test_a_passage_shows_its_words_also_when_nothing_is_on_it(world):
    shown = world.lead.show("d2:0-6,7-15")
    assert (shown["id"], shown["text"]) == ("d2:0-6,7-15", "Brücke gesperrt")
    assert (shown["title"], shown["date"], shown["version"]) == ("Brücke gesperrt", "2026-05-06", "v2")
    assert "passage" not in shown and "notes" not in shown


def test_a_passage_shows_tags_notes_and_evidence_on_it(world):
    world.anna.apply(AddNote("d1:20-40", "Hier"), AttachTags("d1:20-40", ("Geld",)))
    shown = world.lead.show("d1:20-40")
    assert shown["tags"] == ["Frist", "Geld"]
    assert [note["text"] for note in shown["notes"]] == ["Hier"]
    assert [one["id"] for one in shown["evidence"]] == ["b1"]
    assert world.lead.show(shown["passage"])["text"] == shown["text"]


@pytest.mark.parametrize("target", ["d9", "n99", "f0", "x1", "", "1", "d-1", "N1", "d1 ", "d9:1-2", "é1"])
def test_what_is_not_there_is_not_found(world, target):
    with pytest.raises(NotFound):
        world.lead.show(target)


@pytest.mark.parametrize(
    "target", ["d1:", "d1:5", "d1:9-3", "d1:0-99999", "d1:3-3", "d1:5-9,2-4", "f1:1-2", ":", "d1:1-2:3-4"]
)
def test_what_is_no_passage_is_refused(world, target):
    with pytest.raises(Refused):
        world.lead.show(target)


def test_offsets_count_code_points_whatever_they_are(world):
    world.lead.apply(AddDocument("👩‍🚒 𝔉örderung\u00a0– e\u0301té"))
    text = world.lead.text("d3")
    start = text.index("örderung")
    assert world.lead.show(f"d3:{start}-{start + 8}")["text"] == "örderung"
    assert world.lead.show(f"d3:0-{len(text)}")["text"] == text
    with pytest.raises(Refused):
        world.lead.show(f"d3:0-{len(text) + 1}")
