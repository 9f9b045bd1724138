"""A project in which every change of the vocabulary has something to change, and an example of each."""

from types import SimpleNamespace

import pytest

from store.changes import (
    AcceptEvidence,
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    AddTag,
    Assign,
    AttachTags,
    ConfirmDemand,
    ConfirmEvent,
    DetachTags,
    DismissCommitment,
    EditDemand,
    EditDocument,
    EditEvent,
    EditEvidence,
    EditNote,
    EditProject,
    EditTag,
    GradeEvidence,
    KeepPassage,
    LosePassage,
    MergeDemands,
    PlacePassage,
    RecallCommitment,
    RejectDemand,
    RejectEvent,
    RejectEvidence,
    RemoveDemand,
    RemoveDocument,
    RemoveEvent,
    RemoveEvidence,
    RemoveNote,
    RemoveTag,
    RemoveVerdict,
    ReopenNote,
    ReplyNote,
    ResolveNote,
    ReviseDocument,
    SetRole,
    SetUsers,
    SetVerdict,
    SplitDemand,
    Unassign,
    vocabulary,
)
from store.model import TABLES

NEWS = "Brücke gesperrt\n\nDie Elbbrücke wurde gestern gesperrt. Am 12. Mai 2026 tagt der Bauausschuss.\n"

RULE = "Die Förderung der Radwege im Landkreis endet mit dem Ablauf des Jahres 2026."
END = "Anträge nimmt das Landratsamt in Pirna entgegen."

#: (what it shows, who may do it, the change). What a reviewer does here is anna's own to do.
EXAMPLES = [
    ("inline", "lead", AddDocument("Ein dritter Text.", title="Drei", date="2026-01-31")),
    ("suggesting", "lead", AddDocument("Am 5. Mai 2026 wird gewählt. Wir fordern mehr Geld.", suggest=True)),
    ("facts", "lead", EditDocument("d1", title="Bad zu", publisher="Bote", kind="news", source="a.txt")),
    ("dated", "lead", EditDocument("d2", date="2026-03-10")),
    ("undated", "lead", EditDocument("d2", date=None)),
    ("with all", "lead", RemoveDocument("d1")),
    ("moved and lost", "lead", ReviseDocument("d2", "Vorab.\n\nAm 13. Mai 2026 tagt der Bauausschuss.\n")),
    ("suggesting", "lead", ReviseDocument("d3", f"{RULE} Ab Juni 2027 gilt mehr.\n", suggest=True)),
    ("words changed", "anna", KeepPassage("p7")),
    ("words gone", "anna", PlacePassage("p8", ((0, 4),))),
    ("words changed", "anna", LosePassage("p7")),
    ("words gone", "anna", LosePassage("p8")),
    ("new passage", "anna", DismissCommitment("d1:50-60")),
    ("dismissed before", "anna", RecallCommitment("d2:0-10")),
    ("in a passage", "anna", AddEvent("2026-07", document="d1", spans=((0, 5), (9, 12)), label="Schluss")),
    ("anywhere", "anna", AddEvent("2026-09", label="Landtagswahl")),
    ("both fields", "anna", EditEvent("e1", label="Sperrung", edtf="2026-05-04")),
    ("suggested", "anna", ConfirmEvent("e1")),
    ("suggested", "anna", RejectEvent("e1")),
    ("own", "anna", RemoveEvent("e3")),
    ("part in a passage", "anna", AddDemand("Freibäder", parent="f1", document="d1", spans=((20, 29),))),
    ("all fields", "anna", EditDemand("f2", "Neu", "Sport", "Kreis", "f1", "../2027-12-31")),
    ("cleared", "anna", EditDemand("f1", topic=None, addressee=None, due=None)),
    ("suggested", "anna", ConfirmDemand("f3")),
    ("suggested", "anna", RejectDemand("f3")),
    ("with all on it", "anna", RemoveDemand("f2")),
    ("others' work", "lead", RemoveDemand("f1")),
    ("both judged", "anna", MergeDemands("f1", ("f2", "f3"))),
    ("the other way", "anna", MergeDemands("f2", ("f1",))),
    ("two parts", "anna", SplitDemand("f1", ("Hallenbäder", "Freibäder"))),
    ("new passage", "anna", AddEvidence("f2", "d1:30-40", "contradicts", "weak")),
    ("rejected before", "anna", AddEvidence("f1", "d2:0-7", "mentions", "strong")),
    ("stance", "anna", EditEvidence("b1", "contradicts")),
    ("changed", "anna", GradeEvidence("b1", "weak")),
    ("taken back", "anna", GradeEvidence("b1", None)),
    ("first", "anna", GradeEvidence("b2", "strong")),
    ("own with grade", "anna", RemoveEvidence("b2")),
    ("rejected", "anna", AcceptEvidence("b3")),
    ("confirmed", "anna", RejectEvidence("b1")),
    ("changed", "anna", SetVerdict("f1", "not_found", reason="Nichts da")),
    ("first", "anna", SetVerdict("f3", "unverifiable")),
    ("final", "lead", SetVerdict("f1", "partial", reason="Entschieden", final=True)),
    ("with its note", "anna", RemoveVerdict("u2")),
    ("all fields", "anna", AddTag("Verkehr/Rad", colour="blue", description="Wege", hotkey="2")),
    ("looks", "anna", EditTag("t1", colour="red", description="Euro", hotkey="3")),
    ("renamed with those below", "lead", EditTag("t1", name="Haushalt")),
    ("merged", "lead", EditTag("t3", name="geld")),
    ("used", "lead", RemoveTag("t1")),
    ("new and known", "anna", AttachTags("f1", ("Sport", "GELD"))),
    ("new passage", "anna", AttachTags("d1:50-60", ("Sport",))),
    ("used", "anna", DetachTags("d1", ("Geld",))),
    ("on a document", "anna", AddNote("d1", "Stimmt das?\n\nWohl kaum.")),
    ("new passage", "anna", AddNote("d1:50-60,70-80", "Wieso?")),
    ("answered", "anna", ReplyNote("n2", "Doch.")),
    ("own", "anna", EditNote("n1", "Anders")),
    ("others'", "lead", EditNote("n1", "Anders")),
    ("thread", "anna", ResolveNote("n2")),
    ("thread", "anna", ReopenNote("n4")),
    ("own", "anna", RemoveNote("n5")),
    ("with reply", "lead", RemoveNote("n1")),
    ("with users", "lead", AddReviewer("otto", "viewer", ("otto1", "otto2"))),
    ("promoted", "lead", SetRole("gast", "reviewer")),
    ("other users", "lead", SetUsers("anna", ("a.lindner", "anna"))),
    ("myself", "anna", Assign("f2", "anna")),
    ("somebody", "lead", Assign("f2", "ben")),
    ("myself", "anna", Unassign("a1")),
    ("somebody", "lead", Unassign("a1")),
    ("all fields", "lead", EditProject("Brücken", blind=True, language="en")),
]

#: One example of each change.
ONE_OF_EACH = {change.do: (who, change) for _, who, change in reversed(EXAMPLES)}


def records(review):
    """All records without what counts revisions and moments; sets in one order."""
    return {
        record["id"]: {
            field: sorted(value) if field in spec.sets else value
            for field, value in record.items()
            if field not in ("rev", "at")
        }
        for table, spec in TABLES.items()
        for record in review.engine.scan(table)
    }


def pytest_generate_tests(metafunc):
    if "example" in metafunc.fixturenames:
        names = [f"{change.do}, {what}" for what, _, change in EXAMPLES]
        metafunc.parametrize("example", [(who, change) for _, who, change in EXAMPLES], ids=names)
    if "do" in metafunc.fixturenames:
        metafunc.parametrize("do", list(vocabulary()))


@pytest.fixture
def world(team):
    """f1 has work of several, f2 of anna alone, f3 is a suggestion; d2 suggested two events; d3 has a
    second version, in which p7 is to be checked and p8 an orphan."""
    team.lead.apply(AddReviewer("carla", "lead"), AddDocument(NEWS, date="2026-05-06", suggest=True))
    team.anna.apply(AddEvent("2026-11", label="Haushalt"))
    team.anna.apply(
        AddDemand("Zuschuss", "Geld", "Land", due="../2026-12-31", document="d1", spans=((0, 9),))
    )
    team.anna.apply(AddDemand("Prüfung", document="d1", spans=((20, 40),)), AddDemand("?", state="suggested"))
    team.anna.apply(AddEvidence("f1", "d1:20-40", grade="strong"), AddEvidence("f2", "d1:60-75"))
    team.ben.apply(AddEvidence("f1", "d2:0-7"), RejectEvidence("b3"), GradeEvidence("b1", "weak"))
    team.anna.apply(SetVerdict("f1", "open", reason="Noch nichts"), SetVerdict("f2", "met"))
    team.ben.apply(SetVerdict("f1", "announced"))
    team.anna.apply(AttachTags("d1", ("Geld", "Geld/Bund", "Kasse")), AttachTags("f2", ("Kasse",)))
    team.anna.apply(AddTag("Frist", hotkey="1"), AttachTags("d1:20-40", ("Frist",)))
    team.anna.apply(AddNote("d1", "Wer zahlt?"), AddNote("u2", "Mein Grund"), AddNote("f2", "Frage"))
    team.ben.apply(ReplyNote("n1", "Das Land."))
    team.anna.apply(AddNote("b2", "Passt"), ResolveNote("n4"), Assign("f1", "anna"))
    team.lead.apply(AddDocument(f"{RULE}\n\n{END}\n", title="Radwege", date="2026-01-02"))
    rule = ((0, len(RULE)),)
    team.anna.apply(AddEvent("2026-12-31", document="d3", spans=rule, label="Ende"))
    team.anna.apply(AttachTags(f"d3:{len(RULE) + 2}-{len(RULE) + 2 + len(END)}", ("Amt",)))
    team.lead.apply(ReviseDocument("d3", f"{RULE.replace('2026', '2027')}\n"))
    team.anna.apply(DismissCommitment("d2:0-10"))
    names = ("lead", "anna", "ben", "gast")
    members = {name: getattr(team, name) for name in names} | {"carla": team.lead.beside("carla")}
    return SimpleNamespace(**members, records=lambda: records(team.lead), one_of_each=ONE_OF_EACH)
