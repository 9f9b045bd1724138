"""Finding again: what is in the index, when, what may be seen, and how it mends itself."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from content.filter_words import Remark
from content.search.own_folder import own_folder
from store.care.purge import purge_record
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddTag,
    AttachTags,
    EditNote,
    EditProject,
    RejectEvidence,
    RemoveDocument,
    RemoveNote,
    ReviseDocument,
    SetVerdict,
)
from store.errors import Forbidden, NotFound, Refused
from store.review import Review
from store.search import conditions, feeding, private
from store.search.conditions import Conditions
from store.search.feeding import Feed
from store.search.suggesting import Asked
from store.search.synonyms import FILE, add_group, own_groups, remove_words
from store.search.units import record_unit

HALL = "Das Hallenbad wird saniert. Der Landkreis gibt im Herbst einen Zuschuss von drei Millionen Euro."
FERRY = "Die Fähre legt ab Montag wieder ab. Der Fahrplan hängt am Steg aus."
SCHOOL = "Schulen erhalten schnelles Netz. Die Leitungen werden bis 2027 verlegt."


def keys(found):
    return [(hit.kind, hit.id) for hit in found.hits]


def ids(review, query, **options):
    return [hit.id for hit in review.search(query, **options).hits]


@pytest.fixture
def filled(team):
    """d1 of the team, d2 about a pool, d3 about a ferry; a demand, an event, a note and a tag."""
    team.lead.apply(
        AddDocument(HALL, title="Bad", date="2026-03-10"),
        AddDocument(FERRY, title="Fluss", date="2025-11-02"),
    )
    team.anna.apply(
        AddDemand("Mehr Geld für Schwimmbäder", "Freizeit", document="d1", spans=((20, 40),)),
        AddEvent("2026-09", label="Wiedereröffnung der Fähre", document="d3", spans=((4, 9),)),
        AddNote("d3:4-9", "Welcher Anleger ist gemeint?"),
        AddTag("Gewässer/Fluss", description="alles am Strom"),
        AttachTags("d3:4-9", ("Gewässer/Fluss",)),
    )
    return team


# What is found


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Fahrplänen", ("document", "d3")),
        ("faehre fahrplan", ("document", "d3")),
        ("Anleger", ("note", "n1")),
        ("Freizeit", ("demand", "f1")),
        ("Wiedereröffnung", ("event", "e1")),
        ("Strom", ("tag", "t1")),
        ("in:tags Gewässer", ("tag", "t1")),
    ],
)
def test_texts_and_records_are_found(filled, query, first):
    assert keys(filled.gast.search(query))[0] == first


def test_a_hit_says_where_in_the_current_text_it_is(filled):
    (hit,) = filled.gast.search("Zuschuss Millionen", only=["d2"]).hits
    text = filled.gast.text("d2")
    assert (hit.document, hit.version, text[hit.start : hit.end]) == ("d2", "v2", HALL)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Zuschuss", "Millionen"]


@pytest.mark.parametrize(
    ("title", "hits"),
    [
        ("Hallenbad wird saniert. Der Landkreis", 1),
        ("Erste Zeile Zweite Zeile über das Hallenbad", 1),
        ("Erste Zeile Zweite …", 1),
        ("Bericht über das Hallenbad", 2),
    ],
)
def test_a_title_that_stands_in_the_text_is_no_hit_of_its_own(team, title, hits):
    team.lead.apply(AddDocument(f"Erste Zeile\nZweite Zeile über das Hallenbad\n\n{HALL}", title=title))
    assert len(team.lead.search("Hallenbad Zeile", only=["d2"]).hits) == hits


def test_a_record_is_where_its_passage_is(filled):
    (note,) = filled.gast.search("Anleger").hits
    assert (note.document, note.version, note.start, note.end) == ("d3", "v3", 4, 9)
    (tag,) = filled.gast.search("in:tag Strom").hits
    assert (tag.document, tag.version, tag.start, tag.end) == (None, None, None, None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("doc:d3 in:documents", {"d3"}),
        ("doc:fluss", {"d3", "e1", "n1"}),
        ("doc:fluss -in:documents", {"e1", "n1"}),
        ("by:anna", {"f1", "e1", "n1", "t1"}),
        ("is:confirmed", {"f1", "e1"}),
        ("is:dated in:dokumente", {"d1", "d2", "d3"}),
        ("ist:bestätigt von:anna", {"f1", "e1"}),
        ("ist:datiert dok:fluss in:texte", {"d3"}),
        ("tag:gewässer", {"d3", "n1", "t1"}),
        ("tag:gewaesser in:documents", {"d3"}),
        ("tag:fluss", set()),
        ("date:2026-03", {"d2"}),
        ("date:2026-03.. in:documents", {"d1", "d2"}),
        ("date:..2025 in:documents", {"d3"}),
        ("date:2025..2026-06-30 in:documents", {"d2", "d3"}),
        ("date:2026-09-15", {"e1"}),
        ("-date:2026 in:documents", {"d3"}),
    ],
)
def test_conditions_alone_give_all_they_let_through(filled, query, found):
    assert set(ids(filled.gast, query)) == found


@pytest.mark.parametrize(
    ("query", "looked_at"),
    [
        ("tag:gewässer in:notes", {"n1"}),
        ("tag:fluss", set()),
        ("doc:fluss -in:documents", {"d3", "e1", "n1"}),
        ("in:events", {"e1"}),
        ("is:bestätigt in:events", {"e1"}),
        ("is:resolved in:notes", {"n1"}),
        ("by:anna in:notes Fähre", {"n1"}),
        ("by:niemand in:notes", set()),
    ],
)
def test_only_what_can_be_meant_is_looked_at(filled, monkeypatch, query, looked_at):
    seen = set()
    monkeypatch.setattr(Conditions, "let_through", lambda _self, unit: seen.add(unit.id))
    filled.lead.search(query)
    assert seen <= looked_at


@pytest.mark.parametrize(
    "query",
    [f"{a} {b}".strip()
     for a in ("tag:gew", "doc:d", "doc:fl", "is:conf", "ist:offen", "by:anna", "by:l", "in:no", "date:2026")
     for b in ("", "-is:open", "in:n", "Fähre", "doc:d3", "tag:gewässer")],
)  # fmt: skip
def test_looking_only_there_leaves_nothing_out(filled, monkeypatch, query):
    found = ids(filled.lead, query)
    monkeypatch.setattr(conditions, "scope_of", lambda *_: None)
    assert sorted(ids(filled.lead, query)) == sorted(found)


def test_what_is_no_condition_is_said_and_left_out(filled):
    found = filled.gast.search("date:bald Fähre")
    assert found.hits and found.remarks == (Remark("date", "bald"),)
    assert filled.gast.search("in:wetter Fähre").remarks == (Remark("kind", "wetter"),)


def test_a_document_that_is_none_is_refused(filled):
    for ask in (filled.gast.search, filled.gast.suggest):
        with pytest.raises(NotFound, match="d99"):
            ask("f1", only=["d1", "d99"])


def test_a_tagged_passage_makes_only_its_own_portion_match(team):
    text = "\n\n".join(f"{SCHOOL} {FERRY} {HALL} {SCHOOL} {HALL}" for _ in range(3))
    team.lead.apply(AddDocument(text), AttachTags("d2:0-10", ("Netz",)))
    assert [hit.start for hit in team.gast.search("tag:netz Hallenbad").hits] == [0]
    assert len(team.gast.search("Hallenbad", only=["d2"]).hits) == 3


# What changes is found at once


def test_the_index_follows_what_is_written(team):
    assert ids(team.gast, "Pegel") == []
    team.anna.apply(AddNote("d1", "Der Pegel steigt"))
    assert ids(team.gast, "Pegel") == ["n1"]
    team.anna.apply(EditNote("n1", "Das Wasser sinkt"))
    assert (ids(team.gast, "Pegel"), ids(team.gast, "sinkt")) == ([], ["n1"])
    team.anna.apply(RemoveNote("n1"))
    assert ids(team.gast, "sinkt") == []
    team.anna.undo()
    assert ids(team.gast, "sinkt") == ["n1"]


def test_only_the_current_version_is_searched(team):
    team.gast.search("Bäder")
    team.lead.apply(ReviseDocument("d1", FERRY))
    assert ids(team.gast, "Schwimmbäder") == []
    assert [(hit.version, hit.start) for hit in team.gast.search("Fahrplan").hits] == [("v2", 0)]
    team.lead.undo()
    assert [hit.version for hit in team.gast.search("Schwimmbäder").hits] == ["v1"]
    assert ids(team.gast, "Fahrplan") == []


def test_a_removed_document_is_gone(team):
    assert "d1" in ids(team.gast, "Schwimmbäder")
    team.lead.apply(RemoveDocument("d1"))
    assert team.gast.search("Schwimmbäder").hits == ()


def test_a_title_that_the_text_does_not_say_is_found(team):
    team.lead.apply(AddDocument(FERRY, title="Ganz anderes Zeug", publisher="Hafenamt"))
    assert ids(team.gast, "Hafenamt") == ids(team.gast, "anderes") == ["d2"]


def test_imported_and_revised_files_are_put_at_once(tmp_path):
    (tmp_path / "a.txt").write_text(HALL)
    (tmp_path / "b.txt").write_text(FERRY)
    with Review.create(tmp_path / "p", "P", "lead") as review:
        list(review.import_files([tmp_path / "a.txt"]))
        assert review.searching.bring(0).whole
        review.revise_file("d1", tmp_path / "b.txt")
        assert review.searching.bring(0).whole
        assert ids(review, "Fahrplan", seconds=0) == ["d1"]


# A little at a time


@pytest.fixture
def many(tmp_path, monkeypatch):
    """A project of ten documents, of which one chunk holds but one."""
    monkeypatch.setattr(feeding, "CHUNK", 1)
    with Review.create(tmp_path / "p", "P", "lead") as review:
        review.apply(*(AddDocument(f"{SCHOOL} Nummer {number}.", title="x") for number in range(10)))
        yield review


def test_what_is_not_indexed_yet_is_said_and_comes_later(many):
    first = many.search("Schulen", seconds=0)
    assert not first.progress.whole and (first.progress.done, first.progress.all) == (1, 10)
    assert len(first.hits) == 1
    steps = [many.searching.bring(0) for _ in range(20)]
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].whole and steps[-1].done == 10 and not steps[-3].whole
    assert len(many.search("Schulen", seconds=0).hits) == 10


def test_another_process_goes_on_where_one_was_interrupted(many):
    many.searching.bring(0)
    with Review.open(many.engine.folder, "lead") as other:
        told = []
        assert other.searching.bring(None, lambda done, all_: told.append((done, all_))).whole
    assert told[-1] == (9, 10)
    assert many.search("Schulen", seconds=0).progress.whole


def test_many_changes_behind_the_index_is_compared(many, monkeypatch):
    many.searching.bring(None)
    monkeypatch.setattr(feeding, "FAR", 2)
    for number in range(4):
        many.apply(AddNote("d1", f"Kiesel {number}"))
    many.apply(RemoveDocument("d2"), EditNote("n1", "Sandbank"))
    assert set(ids(many, "Kiesel")) == {"n2", "n3", "n4"}
    assert ids(many, "Sandbank") == ["n1"] and len(ids(many, "Schulen")) == 9


def test_who_cannot_feed_searches_in_what_there_is(many):
    many.searching.bring(None)
    with Review.open(many.engine.folder, "lead") as other, many.searching._place.alone(1):
        other.apply(AddNote("d1", "Kiesel"))
        found = other.search("Schulen", seconds=0)
        assert len(found.hits) == 10 and not found.progress.whole


# What happens to the files


def index_files(folder):
    return [path for path in (folder / "index").iterdir() if path.suffix == ".db"]


def fill(folder, garbage):
    for path in index_files(folder):
        path.write_bytes(garbage(path.read_bytes()))


DAMAGES = {
    "deleted": lambda folder: [path.unlink() for path in index_files(folder)],
    "folder deleted": lambda folder: subprocess.run(["rm", "-r", str(folder / "index")], check=True),
    "emptied": lambda folder: fill(folder, lambda data: b""),
    "garbage": lambda folder: fill(folder, lambda data: b"\x07" * len(data)),
    "half": lambda folder: fill(folder, lambda data: data[: len(data) // 2]),
    "holes": lambda folder: fill(folder, lambda data: data[:4096] + bytes(8192) + data[12288:]),
}


@pytest.fixture
def project(tmp_path):
    with Review.create(tmp_path / "p", "P", "lead") as review:
        review.apply(
            AddDocument(HALL, title="Bad"), AddDocument(FERRY, title="Fluss"), AddNote("d1", "Kiesel")
        )
        review.searching.bring(None)
    return tmp_path / "p"


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew_unasked(project, damage):
    DAMAGES[damage](project)
    with Review.open(project, "lead") as review:
        found = review.search("Hallenbad OR Kiesel OR Fahrplan")
        assert set(keys(found)) == {("document", "d1"), ("document", "d2"), ("note", "n1")}
        assert found.progress.whole


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_index_damaged_while_open_is_made_anew(project, damage):
    with Review.open(project, "lead") as review:
        review.search("Hallenbad")
        DAMAGES[damage](project)
        review.apply(AddNote("d2", "Sandbank"))
        review.search("Sandbank")
        assert ids(review, "Sandbank") == ["n2"]
    with Review.open(project, "lead") as review:
        assert set(ids(review, "Hallenbad OR Kiesel OR Sandbank")) == {"d1", "n1", "n2"}


def test_the_index_of_another_past_is_not_believed(project, tmp_path):
    """A project put back by hand, with the index of what was undone by that."""
    subprocess.run(["cp", "-r", str(project), str(tmp_path / "old")], check=True)
    with Review.open(project, "lead") as review:
        review.apply(AddNote("d1", "Sandbank"))
        review.searching.bring(None)
    subprocess.run(["rm", "-r", str(tmp_path / "old/index")], check=True)
    subprocess.run(["cp", "-r", str(project / "index"), str(tmp_path / "old/index")], check=True)
    with Review.open(tmp_path / "old", "lead") as review:
        assert ids(review, "Sandbank OR Kiesel") == ["n1"]
        review.apply(AddNote("d1", "Uferweg"))
    with Review.open(tmp_path / "old", "lead") as review:
        assert (ids(review, "Uferweg"), ids(review, "Sandbank")) == (["n2"], [])


def test_what_was_purged_is_in_no_index(project):
    with Review.open(project, "lead") as review, Review.open(project, "lead") as other:
        assert ids(other, "Kiesel") == ["n1"]
        purge_record(review, "n1")
        assert ids(review, "Kiesel OR Fahrplan") == ["d2"]
        other.refresh()
        assert ids(other, "Kiesel OR Fahrplan") == ["d2"]
    assert not [path for path in (project / "index").iterdir() if b"Kiesel" in path.read_bytes()]


@pytest.mark.parametrize("may_look", [True, False])
def test_who_missed_a_purge_puts_nothing_of_it_back(project, monkeypatch, may_look):
    """It happens while a chunk is made; to learn of it at once takes the right to write."""
    with Review.open(project, "lead") as late, Review.open(project, "lead") as lead:
        late.searching.bring(None)
        lead.apply(AddNote("d1", "Garten"), EditNote("n1", "Kiesel am Ufer"))
        late.refresh()
        owned = Feed._owned

        def purging(*args):
            monkeypatch.setattr(Feed, "_owned", owned)
            units = owned(*args)
            purge_record(lead, "n1")
            lead.searching.bring(None)
            return units

        monkeypatch.setattr(Feed, "_owned", purging)
        if not may_look:
            monkeypatch.setattr(late.engine, "transact", _refused)
        late.searching.bring(None)
        assert not [path for path in project.glob("index/*") if b"Kiesel" in path.read_bytes()]
        assert ids(lead, "Kiesel OR Garten") == ["n2"]
        late.refresh()
        assert ids(late, "Kiesel OR Garten") == ["n2"]


def test_an_index_of_ones_own_goes_with_the_next_opening_after_a_purge(project, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    kept = own_folder(project / "index", "another store")
    kept.mkdir(parents=True)
    (kept / "1.db").write_text("Kiesel")
    with Review.open(project, "lead") as review:
        own_folder(project / "index", review.engine.store_id).mkdir()
        assert not kept.exists()
    with Review.open(project, "lead") as review:
        assert own_folder(project / "index", review.engine.store_id).exists()


def _refused(*_args, **_options):
    raise Refused("not now")


def test_a_text_that_is_lost_keeps_nothing_else_from_being_found(project):
    (project / "documents/d1/v1.txt").unlink()
    subprocess.run(["rm", "-r", str(project / "index")], check=True)
    with Review.open(project, "lead") as review:
        found = review.search("Fahrplan OR Kiesel OR Landkreis")
        assert set(keys(found)) == {("note", "n1"), ("document", "d2")} and found.progress.whole


KILLED = """
import sys
from pathlib import Path
from store.review import Review
from store.search import feeding
feeding.CHUNK = feeding.LARGE_CHUNK = 1
with Review.open(Path(sys.argv[1]), "lead") as review:
    print("ready", flush=True)
    while True:
        review.searching.bring(None)
        review.searching._place.index().clear()
"""


@pytest.mark.parametrize("pause", [0.0, 0.01, 0.05, 0.2])
def test_killed_while_indexing_the_next_one_goes_on(tmp_path, pause):
    folder = tmp_path / "p"
    with Review.create(folder, "P", "lead") as review:
        review.apply(*(AddDocument(f"{SCHOOL} Nummer {number}.", title="x") for number in range(60)))
    root = str(Path(feeding.__file__).parents[2])
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
    )
    child.stdout.readline()
    time.sleep(pause)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with Review.open(folder, "lead") as review:
        found = review.search("Schulen", limit=100, seconds=None)
        assert found.progress.whole and len({hit.id for hit in found.hits}) == 60 == len(found.hits)


# What a blind project hides


def test_another_note_does_not_have_all_of_them_read_again(blind, monkeypatch):
    blind.anna.apply(*(AddNote("d1", f"Anleger {number}") for number in range(5)))
    read = []
    monkeypatch.setattr(private, "record_unit", lambda note: read.append(note["id"]) or record_unit(note))
    assert ids(blind.anna, "Anleger") and len(read) == 5
    blind.anna.apply(EditNote("n3", "Fährhaus"), RemoveNote("n4"))
    assert sorted(ids(blind.anna, "Anleger OR Fährhaus")) == ["n2", "n3", "n5", "n6"]
    assert read[5:] == ["n3"]


def test_what_is_mine_alone_is_indexed_a_little_at_a_time(blind, monkeypatch):
    monkeypatch.setattr(private, "CHUNK", 1)
    blind.anna.apply(*(AddNote("d1", f"Anleger {number}") for number in range(3)))
    blind.anna.searching.bring(None)
    blind.ben.searching.bring(None)
    review = blind.lead.beside("anna")
    steps = [review.search("Anleger", seconds=0.0) for _ in range(6)]
    assert [len(found.hits) for found in steps][:3] == [1, 2, 3]
    assert [found.progress.whole for found in steps][-1]


SECRET = "Sperberhorst"


@pytest.fixture
def blind(team):
    """f1, which nobody has judged, a note of ben's, and a tag that nothing carries."""
    team.lead.apply(EditProject(blind=True))
    team.anna.apply(AddDemand("Zuschuss", document="d1", spans=((0, 5),)), AddTag("Verdacht"))
    team.ben.apply(AddNote("d1", "Sperber am Wald"))
    return team


def everything_told(review, query):
    found = review.search(query, limit=100)
    return found.hits, found.instead, found.remarks


HIDDEN = {
    "a note on a verdict": lambda anna: anna.apply(SetVerdict("f1", "open"), AddNote("u1", f"{SECRET} Wald")),
    "a verdict": lambda anna: anna.apply(SetVerdict("f1", "open", reason=f"{SECRET} Wald")),
    "a note on a document": lambda anna: anna.apply(AddNote("d1", f"{SECRET} Wald Wald Zuschuss")),
    "a note on a demand": lambda anna: anna.apply(AddNote("f1", f"{SECRET} Zuschuss")),
    "a tag on a document": lambda anna: anna.apply(AttachTags("d1", ("Verdacht",))),
    "a tag on a passage": lambda anna: anna.apply(AttachTags("d1:14-30", ("Verdacht",))),
}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_tells_of_what_is_hidden(blind, hidden):
    queries = (SECRET, "Sperberhrost", "Sperber*", "Sperber", "by:anna", "in:notes", "Zuschuss", "is:open")
    queries += ("tag:verdacht", "-tag:verdacht", "is:unreviewed", "NOT Sperberhorst", "date:2000..")
    others = (blind.ben, blind.gast, blind.lead)
    before = [[everything_told(review, query) for query in queries] for review in others]
    HIDDEN[hidden](blind.anna)
    assert [[everything_told(review, query) for query in queries] for review in others] == before


def test_who_may_see_a_note_on_a_verdict_finds_it(blind):
    blind.anna.apply(SetVerdict("f1", "open"), AddNote("u1", SECRET))
    assert "n2" in ids(blind.anna, SECRET) and "n2" not in ids(blind.ben, SECRET)
    blind.ben.apply(SetVerdict("f1", "met"))
    assert "n2" in ids(blind.ben, SECRET) and "n2" not in ids(blind.gast, SECRET)
    blind.lead.apply(EditProject(blind=False))
    assert "n2" in ids(blind.gast, SECRET)
    blind.lead.apply(EditProject(blind=True))
    assert "n2" not in ids(blind.gast, SECRET) and "n2" in ids(blind.anna, f"{SECRET} in:notes")


# Did you mean


def test_a_slip_of_the_fingers_is_told(filled):
    assert filled.gast.search("Fahrpaln").instead == "Fahrplan"
    assert filled.gast.search("Fahrplan").instead is None
    assert filled.gast.search("Fahrpaln", only=["d2"]).instead is None


# Evidence


@pytest.fixture
def asked(team):
    """f1 of d1 wants pools paid for. d2 says so, d3 is older, d4 and d5 tell of something else."""
    team.lead.apply(
        AddDocument(HALL, title="Bad", date="2026-09-01"),
        AddDocument(f"{HALL} Mehr nicht.", title="Alt", date="2024-01-01"),
        AddDocument(FERRY, title="Fluss"),
        AddDocument("Zuschuss\n\nRathaus\nMarkt 1\n01067 Dresden\nTelefon: 0351 12345", title="Kopf"),
    )
    team.anna.apply(
        AddDemand("Zuschuss vom Landkreis für Hallenbad", document="d1", spans=((14, 60),)),
        AddDemand("Netz für Schulen", "Bildung"),
    )
    return team


def passages(review, demand, **options):
    return [(row.document, row.flags) for row in review.suggest(demand, **options).rows]


def test_passages_of_other_documents_are_suggested(asked):
    assert passages(asked.gast, "f1")[:2] in (
        [("d2", ()), ("d3", ("older",))],
        [("d3", ("older",)), ("d2", ())],
    )
    assert "d1" not in dict(passages(asked.gast, "f1", limit=100))
    row = next(row for row in asked.gast.suggest("f1").rows if row.document == "d2")
    assert row.text == HALL and row.spans == ((0, len(HALL)),) and "Hallenbad" in row.why


def test_parts_and_the_heading_count(asked):
    asked.lead.apply(AddDocument(SCHOOL, title="Netz"))
    asked.anna.apply(AddDemand("Fahrplan am Steg", parent="f2"))
    assert {document for document, _ in passages(asked.gast, "f2")} >= {"d4", "d6"}


def test_own_deadlines_that_have_passed_are_flagged(asked):
    asked.anna.apply(AddEvent("../2025-06-30", document="d2", spans=((0, 13),)))
    assert dict(passages(asked.gast, "f1"))["d2"] == ("expired",)


def test_what_was_decided_is_not_suggested_again(asked):
    asked.anna.apply(AddEvidence("f1", "d2:0-20"), AddEvidence("f1", "d3:0-20", state="rejected"))
    assert not {"d2", "d3"} & dict(passages(asked.gast, "f1")).keys()
    assert {row.id: row.state for row in asked.gast.rows("evidence")} == {"b1": "confirmed", "b2": "rejected"}
    asked.gast.searching._place.index().clear()
    assert not {"d2", "d3"} & dict(passages(asked.gast, "f1")).keys()
    asked.lead.apply(ReviseDocument("d3", f"Vorab. {HALL} Mehr nicht."))
    assert "d3" not in dict(passages(asked.gast, "f1"))


def test_rejecting_never_takes_back_what_was_confirmed(asked):
    asked.anna.apply(AddEvidence("f1", "d2:0-20"))
    with pytest.raises(Refused, match="already"):
        asked.ben.apply(AddEvidence("f1", "d2:0-20", state="rejected"))
    asked.anna.apply(RejectEvidence("b1"), AddEvidence("f1", "d2:0-20", state="suggested"))
    assert [row.state for row in asked.gast.rows("evidence")] == ["rejected"]
    asked.anna.apply(AddEvidence("f1", "d2:0-20", state="confirmed"))
    assert [row.state for row in asked.gast.rows("evidence")] == ["confirmed"]


def test_two_passages_a_document_unless_all_are_wanted(asked):
    filler = "\n\n".join(f"{HALL} {FERRY} {SCHOOL} {HALL} {SCHOOL}" for _ in range(4))
    asked.lead.apply(AddDocument(filler, title="Lang"))
    counts = [row.document for row in asked.gast.suggest("f1", limit=50).rows].count("d6")
    every = [row.document for row in asked.gast.suggest("f1", limit=50, per_document=None).rows]
    assert (counts, every.count("d6")) == (2, 4)


def test_only_some_documents_or_a_tag(asked):
    asked.anna.apply(AttachTags("d3", ("Bad",)))
    assert dict(passages(asked.gast, "f1", only=["d2", "d4"])).keys() == {"d2"}
    assert dict(passages(asked.gast, "f1", tag="bad")).keys() == {"d3"}


def test_words_of_anybody_are_asked_too(asked):
    found = asked.gast.searching.suggest(Asked("Fähre", "Fahrplan"))
    assert [row.document for row in found.rows] == ["d4"]
    with pytest.raises(NotFound):
        asked.gast.suggest("f99")


def test_the_demands_a_passage_may_answer(asked):
    rows = asked.gast.searching.demands_for("d2")
    assert [(row.demand, row.document, row.start) for row in rows] == [("f1", "d2", 0)]
    assert asked.gast.searching.demands_for("d2:28-96")[0].demand == "f1"
    assert asked.gast.searching.demands_for("d4") == ()
    assert "f1" not in [row.demand for row in asked.gast.searching.demands_for("d1")]
    asked.anna.apply(AddEvidence("f1", "d2:0-20", state="rejected"))
    assert asked.gast.searching.demands_for("d2") == ()
    for wrong, error in (("d99", NotFound), ("d2:5-99999", Refused), ("n1", NotFound)):
        with pytest.raises(error):
            asked.gast.searching.demands_for(wrong)


def test_the_nearest_demand_comes_first_not_the_one_with_the_most_words(asked):
    long = (
        "Der Landkreis muss ab Herbst Stege, Anleger und Wege am Fluss pflegen, drei Brücken bauen und einen"
        " Hafen für Millionen Gäste, damit Boote, Räder, Züge und Pferde sicher in die Altstadt kommen"
    )
    asked.anna.apply(AddDemand(long, document="d1", spans=((0, 5),)))
    rows = asked.gast.searching.demands_for("d2:28-96")
    assert rows[0].demand == "f1" and rows[-1].text == long and 0 < rows[-1].score < rows[0].score <= 1


# The project's own synonyms


def test_words_that_mean_the_same_here(project):
    with Review.open(project, "lead") as review:
        assert ids(review, "Planschbecken") == []
        add_group(review, ["Planschbecken", " Hallen  bad ", "Hallenbad"])
        assert ids(review, "Planschbecken") == ["d1"]
        assert own_groups(review.engine) == [("Planschbecken", "Hallen bad", "Hallenbad")]
        add_group(review, ["hallenbad", "planschbecken", "Hallen bad"])
        assert len(own_groups(review.engine)) == 1
        remove_words(review, ["planschbecken"])
        assert ids(review, "Planschbecken") == []
        remove_words(review, ["Hallen bad"])
        assert own_groups(review.engine) == []


def test_a_synonym_file_edited_by_hand_is_kept_as_it_is(project):
    path = project / FILE
    path.write_bytes("# eigene\nPontonfähre = Fähre  # Fluss\n\xff\nallein\n".encode("latin-1"))
    with Review.open(project, "lead") as review:
        assert ids(review, "Pontonfähre") == ["d2"] or own_groups(review.engine)
        add_group(review, ["A", "B"])
    assert path.read_text("utf-8").startswith("# eigene\n") and path.read_text("utf-8").endswith("A\tB\n")


@pytest.mark.parametrize("words", [["allein"], ["a", "A b;c"], ["a", "…"], ["x", "x"], ["a\x00=", "b"]])
def test_what_is_no_group_is_refused(team, words):
    with pytest.raises(Refused):
        add_group(team.anna, words)


def test_viewers_write_no_synonyms(team):
    with pytest.raises(Forbidden):
        add_group(team.gast, ["a", "b"])
    with pytest.raises(NotFound):
        remove_words(team.anna, ["nie"])
