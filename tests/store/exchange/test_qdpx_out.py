"""A review as REFI-QDA project and codebook, and back."""

import io
import re
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddTag,
    Assign,
    AttachTags,
    GradeEvidence,
    ReplyNote,
    ResolveNote,
    ReviseDocument,
    SetVerdict,
)
from store.errors import Refused
from store.exchange import export_bytes, losses
from store.exchange.refi import codebook
from store.exchange.refi.codes import level_guid
from store.exchange.refi.taking_in import take_in
from store.model import TABLES
from store.review import Review

NAMESPACE = "{urn:QDA-XML:project:1.0}"
#: The schema's order of children, as far as this program writes them.
ORDER = {
    "Project": ["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links"],
    "Code": ["Description", "Code"],
    "Case": ["CodeRef", "VariableValue", "SourceRef", "SelectionRef"],
    "TextSource": ["PlainTextSelection", "Coding", "NoteRef", "VariableValue"],
    "PlainTextSelection": ["Coding", "NoteRef"],
    "Note": ["PlainTextContent", "VariableValue"],
    "Coding": ["CodeRef"],
    "VariableValue": ["VariableRef", "TextValue", "BooleanValue", "IntegerValue"],
}
NEEDS = {
    "Project": {"name"}, "User": {"guid"}, "Code": {"guid", "name", "isCodable"}, "Case": {"guid"},
    "Variable": {"guid", "name", "typeOfVariable"}, "TextSource": {"guid"}, "Note": {"guid"},
    "PlainTextSelection": {"guid", "startPosition", "endPosition"}, "Coding": {"guid"}, "Link": {"guid"},
    "CodeRef": {"targetGUID"}, "NoteRef": {"targetGUID"}, "VariableRef": {"targetGUID"},
}  # fmt: skip
GUID = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def full(team):
    """A review with something of everything."""
    team.anna.apply(AddTag("Geld/Bund", "#c00000", "Bundesmittel"), AddTag("Ort", "blue"))
    words = [team.place("Zuschuss"), team.place("Bis Ende 2027")]
    first, second = words[0].partition(":")[2], words[1].partition(":")[2]
    team.anna.apply(AttachTags(f"d1:{first},{second}", ("Geld/Bund",)), AttachTags("d1", ("Ort",)))
    team.ben.apply(AttachTags(f"d1:{first},{second}", ("Geld/Bund",)))
    team.ben.apply(AddNote(words[1], "Wer zahlt?\n\n 😀 & <b>"), AddNote("d1", "Rot \x1b[31m"))
    team.anna.apply(ReplyNote("n1", "Das Land."), ResolveNote("n1"))
    team.anna.apply(AddDemand("Zuschuss für Bäder", document="d1", spans=((14, 30),), due="../2027-12-31"))
    team.anna.apply(AddDemand("Freibäder", parent="f1"), AddEvent("2026-07", label="Zusage", document="d1"))
    team.anna.apply(AddEvidence("f1", words[1], "contradicts", "strong"), AddNote("f1", "dringend"))
    team.ben.apply(GradeEvidence("b1", "weak"), SetVerdict("f1", "open", reason="Zeile\nzwei"))
    team.lead.apply(
        SetVerdict("f1", "partial", "So", final=True), Assign("f2", "ben"), SetVerdict("f2", "not_found")
    )
    return team


def opened(review):
    with zipfile.ZipFile(io.BytesIO(export_bytes(review, "qdpx"))) as archive:
        return etree.fromstring(archive.read("project.qde")), {
            name: archive.read(name) for name in archive.namelist() if name != "project.qde"
        }


def test_elements_are_in_the_schemas_order_with_what_they_need(full):
    root, _files = opened(full.lead)
    seen = set()
    for node in root.iter():
        name = node.tag.removeprefix(NAMESPACE)
        seen.add(name)
        inside = [child.tag.removeprefix(NAMESPACE) for child in node]
        if name in ORDER:
            assert inside == sorted(inside, key=ORDER[name].index), name
        assert NEEDS.get(name, set()) <= set(node.attrib), name
    assert set(ORDER) <= seen


def test_guids_are_upper_case_and_once(full):
    root, _files = opened(full.lead)
    guids = [node.get("guid") for node in root.iter() if node.get("guid")]
    assert len(guids) == len(set(guids)) and all(map(GUID.fullmatch, guids))
    for node in root.iter():
        for name, value in node.attrib.items():
            if name.endswith(("targetGUID", "originGUID", "creatingUser", "creatingUserGUID")):
                assert value in guids


def test_texts_are_plain_and_selections_say_their_words(full):
    root, files = opened(full.lead)
    source = next(root.iter(f"{NAMESPACE}TextSource"))
    data = files["sources/" + source.get("plainTextPath").removeprefix("internal://")]
    assert data == full.text.encode()
    picks = list(source.iter(f"{NAMESPACE}PlainTextSelection"))
    assert picks
    for pick in picks:
        assert full.text[int(pick.get("startPosition")) : int(pick.get("endPosition"))] == pick.get("name")


def test_a_level_without_a_tag_is_no_code_to_use(full):
    root, _files = opened(full.lead)
    codes = {node.get("name"): node for node in root.iter(f"{NAMESPACE}Code")}
    assert codes["Geld"].get("isCodable") == "false" and codes["Geld"].get("guid") == level_guid("Geld")
    assert codes["Bund"].getparent() is codes["Geld"] and codes["Bund"].get("color") == "#c00000"
    assert codes["Ort"].get("color") == "#000080"


def test_states_of_demands_are_there_for_other_programs(full):
    root, _files = opened(full.lead)
    names = {node.get("guid"): node.get("name") for node in root.iter(f"{NAMESPACE}Variable")}
    case = next(node for node in root.iter(f"{NAMESPACE}Case") if node.get("name") == "Zuschuss für Bäder")
    values = {
        names[held[0].get("targetGUID")]: held[1].text for held in case.iter(f"{NAMESPACE}VariableValue")
    }
    assert values["Vermerk: current answer"] == "partial" and values["Vermerk: review"] == "reviewed"


def flat(review):
    """All records by uid, references as uids, without what a form need not keep."""
    records = {
        table: list(review.engine.scan(table)) for table in TABLES if table not in ("project", "versions")
    }
    uids = {record["id"]: record["uid"] for found in records.values() for record in found}
    skipped = {"id", "rev", "uid", "version", "hotkey"}

    def plain(value):
        if isinstance(value, list):
            return [plain(member) for member in value]
        if isinstance(value, str) and value.partition(" ")[0] in uids and " " in value:  # "t3 anna"
            return [uids[value.split()[0]], value.split()[1]]
        return uids.get(value, value) if isinstance(value, str) else value

    return {
        record["uid"]: (table, {key: plain(value) for key, value in record.items() if key not in skipped})
        for table, found in records.items()
        for record in found
        if table != "reviewers"
    }


def test_it_comes_back_as_it_was(full):
    again = Review.memory(acting="lead")
    taken = take_in(again, export_bytes(full.lead, "qdpx"), "x.qdpx")
    before, after = flat(full.lead), flat(again)
    assert not taken.losses
    for table, record in before.values():
        if table == "tags":
            record |= {"by": "lead", "at": None}
            record["colour"] = {"blue": "#000080"}.get(record["colour"], record["colour"])
    for table, record in after.values():
        if table == "tags":
            record["at"] = None
    assert after == before
    assert [again.text(row.id) for row in again.view().documents] == [full.text]
    assert take_in(again, export_bytes(again, "qdpx"), "x.qdpx").added == {}


def test_it_adds_nothing_to_the_project_it_is_from(full):
    assert take_in(full.lead, export_bytes(full.lead, "qdpx"), "x.qdpx").added == {}


def test_what_is_left_out_is_told(full):
    full.anna.apply(AddTag("Schnell", "kariert", hotkey="3"))
    full.lead.apply(ReviseDocument("d1", "Ganz anderes steht jetzt hier."))
    told = "\n".join(losses(full.lead, "qdpx"))
    for what in (
        "hotkey of 1 tag: Schnell",
        "a colour that",
        "1 earlier version of",
        "that stand in earlier",
        "history",
    ):
        assert what in told
    assert take_in(Review.memory(), export_bytes(full.lead, "qdpx"), "x.qdpx").added["documents"] == 1


def test_a_hostile_case_is_told_and_not_kept(full):
    data = export_bytes(full.lead, "qdpx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["project.qde"] = (
        parts["project.qde"].replace(b">partial<", b">great<").replace(b">2026-07<", b">soon<")
    )
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    again = Review.memory()
    taken = take_in(again, changed.getvalue(), "x.qdpx")
    wrong = "with values that are none or refer to nothing: 1"
    assert {f"verdicts {wrong}", f"events {wrong}"} <= set(taken.losses)


def test_the_codebook_goes_out_and_in(full):
    data = export_bytes(full.lead, "qdc")
    root = etree.fromstring(data)
    assert root.tag == "{urn:QDA-XML:codebook:1.0}CodeBook" and root.get("origin")
    again = Review.memory()
    taken = codebook.take_in(again, data, "x.qdc")
    assert taken.added == {"tags": 2}
    assert [(tag.name, tag.colour, tag.description) for tag in again.view().tags] == [
        ("Geld/Bund", "#c00000", "Bundesmittel"),
        ("Ort", "#000080", None),
    ]
    assert codebook.take_in(again, data, "x.qdc").added == {}


def test_an_empty_codebook_is_no_file(team):
    with pytest.raises(Refused, match="no tags"):
        export_bytes(team.lead, "qdc")


def test_a_blind_project_shows_no_more_than_the_screen(full):
    from store.changes import EditProject

    full.lead.apply(EditProject(blind=True))
    root, _files = opened(full.anna)
    assert not [node for node in root.iter(f"{NAMESPACE}Case") if node.get("name") == "open"]


def test_records_of_a_time_before_a_field_was_kept_go_out_too(full, monkeypatch):
    now = TABLES["evidence"]
    monkeypatch.setitem(TABLES, "evidence", replace(now, fields=(*now.fields, "newer")))
    assert export_bytes(full.anna, "qdpx")


LINE = st.sampled_from(["Der Rat prüft.", " 🚌 \n", "Geld\n\n", "x <&>\u0085", "e\u0301", "𝔉ach "])


@settings(max_examples=40)
@given(st.lists(LINE, min_size=1, max_size=6), st.data())
def test_any_passage_and_judgement_comes_back_as_it_was(lines, data):
    review = Review.memory(acting="lead")
    review.apply(AddDocument("Anfang " + "".join(lines), title="T " + lines[0]))
    text = review.text("d1")
    for number in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        with suppress(Refused):
            review.apply(AddDemand(f"Forderung {number}"), AttachTags(f"d1:{start}-{end}", ("A/B", "Ä")))
            review.apply(AddNote(f"d1:{start}-{end}", data.draw(LINE) + "."))
            answer = data.draw(st.sampled_from(["met", "open", "not_found"]))
            review.apply(AddEvidence(f"f{number + 1}", f"d1:{start}-{end}", grade="weak"))
            review.apply(SetVerdict(f"f{number + 1}", answer, reason=data.draw(LINE), final=True))
    again = Review.memory(acting="lead")
    assert not take_in(again, export_bytes(review, "qdpx"), "x.qdpx").losses
    before, after = flat(review), flat(again)
    for record in (*before.values(), *after.values()):
        record[1]["at"] = None if record[0] == "tags" else record[1]["at"]
    assert again.text("d1") == text and before == after


def test_what_no_element_can_hold_is_told(full):
    full.anna.apply(AddDemand("Glocke \x07"))
    full.lead.apply(ReviseDocument("d1", full.text.replace("Zuschuss", "Beitrag")))
    told = "\n".join(losses(full.lead, "qdpx"))
    assert "control characters in 1 demand" in told
    suspect = [p for p in full.lead.engine.scan("passages") if p["suspect"] == "check"]
    assert not suspect or f"that {len(suspect)} passage" in told


def test_a_bare_project_of_its_own_suggests_nothing_new():
    review = Review.memory(acting="lead")
    review.apply(AddDocument("Der Rat tagt am 3. Mai 2027.", title="T"))
    again = Review.memory(acting="lead")
    assert take_in(again, export_bytes(review, "qdpx"), "x.qdpx").added == {"documents": 1}
