"""Web Annotations out and in, and what Hypothesis exports."""

import json

import pytest

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvidence,
    AddNote,
    AttachTags,
    GradeEvidence,
    ReplyNote,
    ResolveNote,
    ReviseDocument,
)
from store.errors import Forbidden, Refused
from store.exchange import export_bytes, losses
from store.exchange.annotations.anchoring import Text
from store.exchange.annotations.model import Place
from store.exchange.annotations.taking_in import take_in
from store.review import Review


@pytest.fixture
def marked(team):
    first, second = (team.place(words).partition(":")[2] for words in ("Zuschuss", "Bis Ende 2027"))
    team.anna.apply(AttachTags(f"d1:{first},{second}", ("Geld/Bund", "Frist")), AttachTags("d1", ("Ort",)))
    team.ben.apply(AttachTags(f"d1:{first},{second}", ("Frist",)))
    team.ben.apply(
        AddNote(team.place("höchstens eine Prüfung"), "Wer *prüft* 😀?"), AddNote("d1", "Ganz gut")
    )
    team.anna.apply(ReplyNote("n1", "Das Land."), ResolveNote("n1"), AddDemand("Bäder erhalten"))
    team.anna.apply(AddEvidence("f1", team.place("Bis Ende 2027"), "contradicts", "strong"))
    team.ben.apply(GradeEvidence("b1", "weak"), AddNote("f1", "dringend"), AddNote("b1", "zu spät"))
    return team


def exported(review):
    return json.loads(export_bytes(review, "webannotation"))


def state(review):
    """What annotations carry, without the ids of a project."""
    view = review.view()
    places = {p["id"]: (p["quote"], tuple(map(tuple, p["spans"]))) for p in view.lookup.all("passages")}
    places |= {d.id: d.title for d in view.documents} | {f.id: f.text for f in view.demands}
    places |= {b.id: ("evidence", b.text) for b in view.evidence}
    notes = {n.id: n.text for n in view.notes}
    tagged = {
        (places[record["id"]], member.split()[1], view.lookup.find(member.split()[0])["name"])
        for table in ("documents", "passages")
        for record in view.lookup.all(table)
        for member in record["tagged"]
    }
    said = {(n.text, n.by, n.at, places[n.target], notes.get(n.parent), n.resolved) for n in view.notes}
    evidence = {(b.text, b.by, b.stance, b.state, b.grades, places[b.demand]) for b in view.evidence}
    return tagged, said, evidence


def test_it_is_a_collection_of_annotations_with_quote_and_position(marked):
    shown = exported(marked.lead)
    items = shown["first"]["items"]
    assert shown["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and shown["total"] == len(items)
    assert {item["type"] for item in items} == {"Annotation"}
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        for selector in item["target"].get("selector", []) if isinstance(item["target"], dict) else []:
            if selector["type"] == "TextPositionSelector":
                words = marked.text[selector["start"] : selector["end"]]
                assert words == item["target"]["selector"][0]["exact"]


def test_it_comes_back_as_it_was(marked):
    again = Review.memory(acting="lead")
    again.apply(AddDocument(marked.text, title="Bäder in Not"))
    data = export_bytes(marked.lead, "webannotation")
    taken = take_in(again, data, "x.jsonld")
    assert not taken.losses
    assert state(again) == state(marked.lead)
    assert take_in(again, data, "x.jsonld").added == {}
    assert take_in(marked.lead, data, "x.jsonld").added == {}


def test_what_has_no_place_is_told_one_by_one(marked):
    data = export_bytes(marked.lead, "webannotation")
    taken = take_in(Review.memory(), data, "x.jsonld")
    told = "\n".join(taken.losses)
    assert "Wer *prüft*" in told and "Frist" in told and "Bäder erhalten" in told and "a reply" in told
    assert len(taken.losses) == exported(marked.lead)["total"]


def test_earlier_versions_are_told(marked):
    marked.lead.apply(ReviseDocument("d1", "Ganz anderes steht jetzt hier."))
    assert any("earlier versions" in loss for loss in losses(marked.lead, "webannotation"))
    assert exported(marked.lead)["total"]


def row(key, text="", tags=(), start=None, end=None, exact="", references=(), **more):
    selectors = [{"type": "RangeSelector"}]
    if start is not None:
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    if exact:
        quote = {"type": "TextQuoteSelector", "exact": exact}
        selectors.append(quote | {"prefix": more.get("prefix", ""), "suffix": more.get("suffix", "")})
    target = {"source": "https://www.rat.example/7#a", "selector": selectors if exact or start else []}
    return {
        "id": key,
        "created": "2026-05-04T10:00:00.5+02:00",
        "user": "acct:Ute.Gross@hypothes.is",
        "uri": "https://www.rat.example/7",
        "text": text,
        "tags": list(tags),
        "references": list(references),
        "target": [target],
        "document": {"title": ["Ratsbrief"]},
    }


LETTER = "🏘️ Der Rat tagt.\nDer Rat tagt wieder.\nDas Ergebnis: Der Rat tagt nie."


def test_rows_of_hypothesis_find_their_words():
    review = Review.memory()
    review.apply(AddDocument(LETTER, title="Ratsbrief", source="https://rat.example/7/"))
    rows = [
        row("a", "Position", ("Rat",), 18, 30, "Der Rat tagt"),  # counted in UTF-16 units
        row("b", "Kontext", (), 900, 912, "Der Rat tagt", prefix="Das Ergebnis: ", suffix=" nie."),
        row("c", "Ganz allgemein"),
        row("d", "Antwort", references=("a", "c")),
        row("e", "Nirgends", exact="Der Kreis tagt"),
        row("f", "Mehrdeutig", exact="Rat"),
    ]
    taken = take_in(review, json.dumps({"total": 6, "rows": rows}).encode(), "h.json")
    view = review.view()
    spans = {note.text: (note.spans, note.target[0], note.by, note.at) for note in view.notes}
    at = ("ute.gross", "2026-05-04T08:00:00Z")
    second = LETTER.index("Der Rat", 5)
    last = LETTER.rindex("Der Rat")
    assert spans == {
        "Position": (((second, second + 12),), "p", *at),
        "Kontext": (((last, last + 12),), "p", *at),
        "Ganz allgemein": ((), "d", *at),
        "Antwort": ((), "d", *at),
        "> Der Kreis tagt\n\nNirgends": ((), "d", *at),
        "> Rat\n\nMehrdeutig": ((), "d", *at),
    }
    assert not taken.losses and any("2 notes stand on their document" in x for x in taken.notices)
    assert [tag.name for tag in view.tags] == ["Rat"]


def hypothesis_row(key, text, selectors=(), references=(), read=("group:__world__",)):
    """A row as the service's interface gives it."""
    uri = "https://www.rat.example/7"
    user = "acct:ute@hypothes.is"
    target = {"source": uri, "selector": list(selectors)} if selectors else {"source": uri}
    return {
        "id": key,
        "created": "2026-05-04T08:00:00.123456+00:00",
        "updated": "2026-05-05T08:00:00.123456+00:00",
        "user": user,
        "uri": uri,
        "text": text,
        "tags": ["Rat"] if selectors else [],
        "group": "__world__",
        "permissions": {"read": list(read), "admin": [user], "update": [user], "delete": [user]},
        "target": [target],
        "document": {"title": ["Ratsbrief – Stadt"]},
        "links": {"json": f"https://hypothes.is/api/annotations/{key}"},
        "user_info": {"display_name": None},
        "flagged": False,
        "hidden": False,
    } | ({"references": list(references)} if references else {})


def test_an_export_of_hypothesis_comes_in_whole_and_twice_is_once():
    review = Review.memory()
    review.apply(AddDocument(LETTER, title="Ratsbrief", source="https://rat.example/7"))
    range_ = {"type": "RangeSelector", "startContainer": "/div[1]/p[2]", "startOffset": 3, "endOffset": 9}
    position = {"type": "TextPositionSelector", "start": 4711, "end": 4723}
    quote = {
        "type": "TextQuoteSelector",
        "exact": "Der Rat tagt",
        "prefix": "tagt.\n",
        "suffix": " wieder.\nDas",
    }
    rows = [
        hypothesis_row("dd_4", "tiefer", references=["aa-1", "weg-2"], read=["acct:ute@hypothes.is"]),
        hypothesis_row("cc_3", "Antwort", references=["aa-1"]),
        hypothesis_row("bb_2", "zur Seite"),
        hypothesis_row("aa-1", "wieder?", [range_, position, quote]),
    ]
    data = json.dumps({"export_date": "2026-05-06", "total": 4, "annotations": rows}).encode()
    taken = take_in(review, data, "hypothesis.json")
    assert not taken.losses and any("1 of them only their authors" in one for one in taken.notices)
    notes = {note.text: note for note in review.view().notes}
    start = LETTER.index("Der Rat", 10)
    assert notes["wieder?"].spans == ((start, start + 12),) and notes["zur Seite"].target == "d1"
    assert notes["Antwort"].parent == notes["tiefer"].parent == notes["wieder?"].id
    assert take_in(review, data, "hypothesis.json").added == {}


def test_a_fragment_of_a_plain_text_is_a_position():
    review = Review.memory()
    review.apply(AddDocument(LETTER, title="Ratsbrief"))
    selector = {
        "type": "FragmentSelector",
        "conformsTo": "http://tools.ietf.org/rfc/rfc5147",
        "value": "char=3,10",
    }
    one = {"id": "x", "bodyValue": "wer?", "target": {"source": "Ratsbrief", "selector": selector}}
    take_in(review, json.dumps(one).encode(), "x.jsonld")
    assert review.view().notes[0].spans == ((3, 10),)


def test_a_long_quote_finds_its_document_by_itself():
    review = Review.memory()
    review.apply(AddDocument("Ein Brief.\nDie Halle  wird ab Mai saniert und öffnet.", title="Anders"))
    found = row("a", "Da", exact="Halle wird ab\nMai saniert und")
    assert not take_in(review, json.dumps([found]).encode(), "h.json").losses
    assert review.view().notes[0].document == "d1"


def test_words_that_are_nearly_the_same_are_found():
    text = Text("Vorher war es so. Die Stadt Musterhausen fördert den Neubau der Turnhalle ab Mai. Und nun?")
    exact = "Die Stadt Musterhausen fördert den Neubau einer Turnhalle ab Mai."
    place = Place(exact=exact, prefix="Vorher war es so. ", suffix=" Und nun?")
    assert text.place(place) is None
    ((start, end),) = text.place(place, near=True)
    assert text.text[start:end] == "Die Stadt Musterhausen fördert den Neubau der Turnhalle ab Mai."


@pytest.mark.parametrize("data", [b"", b"[1, 2]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"rows": []}'])
def test_what_holds_no_annotations_is_refused(data):
    with pytest.raises(Refused):
        take_in(Review.memory(), data, "x.json")


def test_odd_values_do_no_harm():
    review = Review.memory()
    review.apply(AddDocument("Kurz.", title="T"))
    odd = [
        {"type": "Annotation", "target": {"source": 7, "selector": "x"}, "body": [None, 3, {"value": {}}]},
        {"type": "Annotation", "target": [], "body": {"value": "\ud800", "type": "TextualBody"}},
        {"target": {"source": "T", "selector": {"type": "TextPositionSelector", "start": True, "end": -1}}},
        {"target": {"source": "T"}, "bodyValue": "Guten Tag", "creator": [{"name": 1}], "created": "gestern"},
        {"target": {"source": "T"}, "body": [{"purpose": "tagging", "value": "a//b"}]},
    ]
    taken = take_in(review, json.dumps(odd).encode(), "x.json")
    assert [note.text for note in review.view().notes] == ["Guten Tag"]
    assert any("empty level" in loss for loss in taken.losses)


def test_only_a_lead_takes_in(marked):
    with pytest.raises(Forbidden):
        take_in(marked.anna, export_bytes(marked.lead, "webannotation"), "x.jsonld")
