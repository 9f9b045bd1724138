"""A person leaves: their name goes, their work stays."""

import re

import pytest

from store.care.purge import purge_reviewer
from store.changes import AddDemand, AddNote, AddReviewer, Assign, EditNote, ReplyNote, SetRole, SetVerdict
from store.errors import Forbidden, NotFound, Refused
from store.mentions import mention_of
from store.personal import Personal
from tests.store.purging.project import files, found, records, replayed


def test_a_person_leaves_and_their_work_stays(team, anna):
    folder = team.engine.folder
    team.apply(AddNote("d1", "@anna: bitte prüfen, @Anna. Nicht @annabell, nicht x@anna.de"))
    anna.apply(ReplyNote("n1", "Mache ich"), AddDemand("Wärme"), SetVerdict("f1", "met", "sagt @anna"))
    team.apply(Assign("f1", "anna"), SetRole("anna", "lead"))
    Personal(folder, "anna").write("drafts", {"note:d1": "mein Entwurf"})
    Personal(folder, "ben").write("drafts", {"note:d1": "Frage\n@anna dazu"})
    (folder / "presence").mkdir()
    (folder / "presence" / "anna.4711").write_text("anna")
    team.snapshot()
    before = records(team.engine)

    purged = purge_reviewer(team, "anna")

    assert (purged.name, purged.ids, purged.left) == ("reviewer-2", (), ())
    assert not list(found(folder, "a.lindner", "mein Entwurf"))
    rest = [path.read_bytes() for path in files(folder)]
    assert {word for data in rest for word in re.findall(rb"[\w@.]*anna[\w.]*", data, re.I)} == {
        b"@annabell",
        b"x@anna.de",
    }
    after = replayed(folder)
    for record_id, record in before.items():
        expected = {key: "reviewer-2" if value == "anna" else value for key, value in record.items()}
        expected |= {
            key: re.sub(r"(?<!x)@anna\b", "@reviewer-2", record[key], flags=re.I)
            for key in ("text", "reason")
            if record.get(key)
        }
        if record_id == "r2":
            expected |= {"role": "viewer", "users": [], "rev": after["r2"]["rev"]}
        assert after[record_id] == expected, record_id
    assert Personal(folder, "ben").read("drafts") == {"note:d1": "Frage\n@reviewer-2 dazu"}


def test_changes_under_the_neutral_name_can_be_taken_back(team, anna):
    anna.apply(AddNote("d1", "Wort"))
    anna.apply(EditNote("n1", "Wörter"))
    purge_reviewer(team, "anna")
    team.undo(5)
    assert team.engine.get("n1")["text"] == "Wort"
    with pytest.raises(Forbidden):
        anna.apply(AddNote("d1", "Noch da"))


def test_with_notes_their_words_go_and_the_thread_stays(team, anna):
    anna.apply(AddNote("d1", "Geheimnis"))
    team.apply(ReplyNote("n1", "Antwort"))
    anna.apply(EditNote("n1", "Zweites Geheimnis"))
    purge_reviewer(team, "anna", with_notes=True)
    assert not list(found(team.engine.folder, "Geheimnis"))
    assert [note["text"] for note in team.engine.scan("notes")] == ["[…]", "Antwort"]


def test_a_neutral_name_is_nobody_s(team, anna):
    team.apply(AddReviewer("reviewer-2"), AddReviewer("reviewer-3"))
    assert purge_reviewer(team, "anna").name == "reviewer-4"
    assert purge_reviewer(team, "reviewer-2").name == "reviewer-5"


def test_a_lead_may_leave_but_not_the_last_one(team, anna):
    with pytest.raises(Refused, match="no lead"):
        purge_reviewer(team, "lead")
    for wrong, error in (("nobody", NotFound), ("../ben", Refused)):
        with pytest.raises(error):
            purge_reviewer(team, wrong)
    team.apply(SetRole("anna", "lead"))
    purged = purge_reviewer(team, "lead")
    assert team.role == "viewer" and anna.role == "lead"
    last = list(team.engine.entries())[-1]
    assert (last.do, last.by) == ("purge", purged.name)


@pytest.mark.parametrize(
    "text", ["@anna", "(@anna)", "@anna.", "an @anna, bitte", "@ANNA!", "@anna: ja", "„@anna“"]
)
def test_mentions(text):
    assert mention_of("anna").sub("@x", text) == re.sub("@anna", "@x", text, flags=re.I)


@pytest.mark.parametrize(
    "text", ["anna", "@annabell", "@anna-lena", "@anna.k", "post@anna.de", "@@anna", "@anna_b"]
)
def test_no_mentions(text):
    assert mention_of("anna").search(text) is None
