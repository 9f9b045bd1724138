"""The report: what it says, as a page and as a Word document, and that no text in it does anything."""

import base64
import hashlib
import io
import re
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    ConfirmDemand,
    EditProject,
    RejectDemand,
    ReplyNote,
    ResolveNote,
    SetVerdict,
)
from store.exchange import export_bytes
from store.exchange.blocks import Table
from store.exchange.docx_report import WIDTH, _widths, run
from store.exchange.html_report import shown
from store.exchange.plain import plain
from store.exchange.timeline_svg import MOST, ROWS
from store.review import Review

HARM = "</p><script>alert(1)</script><img src=x onerror=y> \"' &amp; \x1b[31m \u202e]]> <!-- \ufffe"


@pytest.fixture
def judged(team):
    """f1 with evidence and two verdicts, f2 its part, f3 rejected, f4 only suggested; notes, events."""
    team.anna.apply(AddDemand("Zuschuss für Bäder", topic="Sport", addressee="Land", due="../2020-12-31"))
    team.anna.apply(AddDemand("Freibäder zuerst", parent="f1"), AddDemand("Unsinn"), RejectDemand("f3"))
    team.anna.apply(AddDemand("Vielleicht", state="suggested"))
    team.anna.apply(AddEvidence("f1", team.place("höchstens eine Prüfung"), "contradicts", "strong"))
    team.anna.apply(SetVerdict("f1", "open", reason="Nur geprüft"))
    team.ben.apply(SetVerdict("f1", "not_found"))
    team.anna.apply(AddEvent("2026-07-03", label="Zusage", document="d1", spans=((80, 90),)))
    team.anna.apply(
        AddEvent("../2027", label="Geld fließt"), AddEvent("2028", label="Wann", state="suggested")
    )
    team.anna.apply(AddNote("f1", "Wer fragt nach?"), AddNote("d1", "Erledigt"), ResolveNote("n2"))
    team.ben.apply(ReplyNote("n1", "Ich."))
    return team


def page(review):
    return html.document_fromstring(export_bytes(review, "report").decode("utf-8"))


def text_of(element):
    return " ".join(element.text_content().split())


def table(tree, caption):
    [found] = [one for one in tree.iter("table") if one.findtext("caption") == caption]
    return [[text_of(cell) for cell in row] for row in found.find("tbody")]


def word(review):
    return docx.Document(io.BytesIO(export_bytes(review, "docx")))


# What it says


def test_figures_are_counted(judged):
    figures = dict(table(page(judged.lead), "Figures"))
    assert figures["Reviewed demands"] == "0 of 2" and figures["Disputed demands"] == "1"
    assert (figures["Documents"], figures["Confirmed events"], figures["Open notes"]) == ("1", "2", "1")
    assert figures["Demands past their deadline"] == "1" and figures["Demands with evidence"] == "1"


def test_a_demand_has_its_verdicts_and_the_words_with_their_source(judged):
    tree = page(judged.lead)
    first, second = [one for one in tree.iter("article") if re.match(r"\d", one.findtext("h3"))]
    assert (first.findtext("h3"), second.findtext("h3")) == ("1 Zuschuss für Bäder", "1.1 Freibäder zuerst")
    assert table(first, "Verdicts")[0][:3] == ["anna", "open", "Nur geprüft"]
    assert table(first, "Verdicts")[1][1] == "not_found, documents searched: 1"
    assert text_of(first.find(".//blockquote")) == "“höchstens eine Prüfung”"
    said = text_of(first.find(".//figcaption"))
    start, end = judged.place("höchstens eine Prüfung").removeprefix("d1:").split("-")
    assert said.startswith(f"Bäder in Not, 2026-07-06, characters {start}–{end}, d1")
    assert said.endswith("contradicts; anna: strong")
    assert "No evidence is linked." in text_of(second)


def test_what_is_open_is_listed(judged):
    [section] = [one for one in page(judged.lead).iter("section") if one.findtext("h2") == "Open points"]
    said = {one.findtext("h3"): [text_of(li) for li in one.iter("li")] for one in section.iter("article")}
    unfinished = said["Demands that are not reviewed or are disputed"]
    assert unfinished == ["1 Zuschuss für Bäder: disputed", "1.1 Freibäder zuerst: unreviewed"]
    assert said["Deadlines that have passed"] == ["1 Zuschuss für Bäder: ../2020-12-31, no answer yet"]
    [note] = said["Open notes"]
    assert note.startswith("Wer fragt nach? (anna, ") and "Erledigt" not in text_of(section)


def test_the_method_names_people_documents_and_agreement(judged):
    tree = page(judged.lead)
    assert [row[:4] for row in table(tree, "Reviewers")][:2] == [
        ["lead", "lead", "0", "0"],
        ["anna", "reviewer", "1", "1"],
    ]
    assert table(tree, "Documents")[0][:2] == ["d1", "Bäder in Not"]
    assert table(tree, "Agreement")[0][:5] == ["verdicts", "equal or not", "anna, ben", "1", "0.0"]
    judged.ben.apply(SetVerdict("f1", "open"))
    assert table(page(judged.lead), "Agreement")[0][4] == "100.0"


def test_suggestions_and_what_was_rejected_are_not_shown_but_counted(judged):
    said = text_of(page(judged.lead))
    assert "Vielleicht" not in said and "Unsinn" not in said and "Wann" not in said
    assert said.count("and so not shown: 1") == 2
    judged.anna.apply(ConfirmDemand("f4"))
    assert "2 Vielleicht" in text_of(page(judged.lead))


def test_a_review_with_nothing_in_it_has_a_report():
    said = text_of(page(Review.memory("Leer")))
    assert "There are no demands." in said and "Nothing is open." in said and "No event is confirmed." in said
    assert "No two people have judged the same" in said
    assert len(word(Review.memory("Leer")).paragraphs) > 10


@pytest.mark.parametrize("form", ["report", "docx"])
def test_a_blind_project_hides_verdicts_and_the_notes_on_them(judged, form):
    judged.lead.apply(EditProject(blind=True))
    judged.anna.apply(AddDemand("Blind"), SetVerdict("f5", "unverifiable", reason="Habicht"))
    judged.anna.apply(AddNote("u3", "Milan"))

    def told(review):
        data = export_bytes(review, form)
        if form == "docx":
            data = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
        return [secret for secret in ("Habicht", "Milan", "unverifiable") if secret in data.decode()]

    assert told(judged.ben) == told(judged.gast) == []
    assert told(judged.anna) == ["Habicht", "Milan", "unverifiable"]


# The page


def test_the_page_fetches_and_runs_nothing(judged):
    judged.anna.apply(AddNote("d1", HARM), AddDemand(HARM, topic=HARM), AddEvent("2026", label=HARM))
    judged.anna.apply(SetVerdict("f5", "open", reason=HARM))
    tree = page(judged.lead)
    names = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert not names & {"script", "img", "link", "iframe", "object", "form", "base", "foreignobject"}
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name not in ("src", "style"), name
            assert name != "href" or value.startswith("#")
    assert not re.search(r"url\(|@import|https?:", tree.findtext(".//style"))


def test_its_policy_allows_its_own_style_and_nothing_else(judged):
    text = export_bytes(judged.lead, "report").decode()
    style = re.search("<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = page(judged.lead).find(".//meta[@http-equiv]").get("content")
    assert policy.startswith("default-src 'none'") and f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_it_can_be_read_without_sight(judged):
    tree = page(judged.lead)
    assert tree.get("lang") == "en" and tree.findtext(".//title") == "Bäder"
    assert all(len(list(tree.iter(name))) == 1 for name in ("header", "nav", "main", "h1"))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    for link in tree.iter("a"):
        assert link.get("href")[1:] in ids
    for section in tree.iter("section"):
        assert section.get("aria-labelledby") == section.find("h2").get("id")
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3")]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    for one in tree.iter("table"):
        assert one.findtext("caption") and all(
            th.get("scope") == "col" for th in one.find("thead").iter("th")
        )
        assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in one.find("tbody"))
    for svg in tree.iter("svg"):
        assert svg.get("role") == "img" and set(svg.get("aria-labelledby").split()) <= set(ids)
        assert svg.findtext("title") and svg.findtext("desc")


def test_it_prints(judged):
    style = page(judged.lead).findtext(".//style")
    printed = style.partition("@media print")[2]
    assert "@page" in printed and "break-before: page" in printed and "break-inside: avoid" in printed


def test_topics_and_all_demands_are_summed_up(judged):
    tree = page(judged.lead)
    assert table(tree, "Topics") == [
        ["Sport", "1", "0", "no answer yet: 1"],
        ["without a topic", "1", "0", "no answer yet: 1"],
    ]
    rows = table(tree, "All demands at a glance")
    assert [row[0] for row in rows] == ["1 Zuschuss für Bäder", "1.1 Freibäder zuerst"]
    assert rows[0][2:] == ["disputed", "overdue", "1"]
    review = Review.memory()
    assert not list(page(review).iter("table"))[2:-2]


def test_only_cells_with_a_long_word_are_broken_inside_of_words():
    review = Review.memory()
    review.apply(AddDemand("Straße " + "x" * 40), AddDemand("Donaudampfschifffahrt"))
    cells = {cell.text: cell.get("class") for cell in page(review).findall(".//tbody/tr/th")}
    assert cells["1 Straße " + "x" * 40] == "long" and cells["2 Donaudampfschifffahrt"] is None


def test_notes_lose_their_signs_of_emphasis(judged):
    judged.ben.apply(AddNote("d1", "**Wer** sagt *das* in `f1`? 2 * 3 * 4"))
    assert any("Wer sagt das in f1? 2 * 3 * 4 (" in text_of(li) for li in page(judged.lead).iter("li"))


def contrast(one, other):
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_its_colours_can_be_told_apart(judged):
    style = page(judged.lead).findtext(".//style")
    inks = set(re.findall(r"(?:[{; ]color|fill|stroke): (#[0-9a-f]{6})", style)) - {"#b0b0b0"}
    assert len(inks) >= 3 and all(contrast(ink, "#e8eef3") >= 7 for ink in inks)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_shown_as_it_is(text):
    element = html.fragment_fromstring(f"<p>{shown(text)}</p>")
    assert not [child for child in element if child.tag != "br"]
    said = (element.text or "") + "".join("\n" + (br.tail or "") for br in element)
    assert said == plain(text)


# The timeline


def drawn(*edtf):
    review = Review.memory()
    review.apply(*(AddEvent(one, label=f"Ereignis {at}") for at, one in enumerate(edtf)))
    return list(page(review).iter("svg"))


def test_an_open_date_is_a_broken_line_to_the_known_day():
    [svg] = drawn("2024-01-01/2026-12-31", "../2025-06-30", "2025-07-01/..")
    whole, until, since = svg.findall("g")
    assert whole.find("rect") is not None and whole.find("circle") is None
    for one in (until, since):
        assert one.find("line").get("class") == "open" and one.find("rect") is None
    assert float(until.find("line").get("x1")) < float(whole.find("rect").get("x")) + 1
    assert float(since.find("circle").get("cx")) == pytest.approx(
        float(until.find("circle").get("cx")), abs=1
    )


def test_bars_stand_within_the_drawing_and_in_time():
    [svg] = drawn("0001", "1848-03-18", "2026-07-03", "9999")
    places = [float(rect.get("x")) for rect in svg.iter("rect")]
    assert places == sorted(places)
    assert all(float(r.get("x")) + float(r.get("width")) <= 960 for r in svg.iter("rect"))


def test_many_events_are_several_drawings_and_very_many_are_columns():
    many = drawn(*[f"20{year:02}-05" for year in range(ROWS + 1)])
    assert [len(svg.findall("g")) for svg in many] == [ROWS, 1]
    [columns] = drawn(*["2024", "2025", "2025"] * (MOST // 3 + 1))
    assert [g.findtext("title") for g in columns.findall("g")] == ["2024: 67", "2025: 134"]


# The Word document


def test_the_word_document_says_the_same(judged):
    document = word(judged.lead)
    styles = {p.style.name for p in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Quote", "List Bullet", "Caption"} <= styles
    heads = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert heads == [h.text for h in page(judged.lead).iter("h2", "h3")]
    quotes = [p.text for p in document.paragraphs if p.style.name == "Quote"]
    assert quotes == ["“höchstens eine Prüfung”"]
    rows = [[cell.text for cell in row.cells] for one in document.tables for row in one.rows[1:]]
    assert rows == [[text_of(cell) for cell in row] for row in page(judged.lead).findall(".//tbody/tr")]


def test_the_word_documents_parts_are_all_named_and_well_formed(judged):
    archive = zipfile.ZipFile(io.BytesIO(export_bytes(judged.lead, "docx")))
    names = archive.namelist()
    assert names[0] == "[Content_Types].xml" and {info.date_time for info in archive.infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }
    for name in names:
        etree.fromstring(archive.read(name))
    types = archive.read("[Content_Types].xml").decode()
    assert all(f'"/{name}"' in types for name in names if name.endswith(".xml") and not name.startswith("["))
    assert b"$" not in archive.read("word/styles.xml") + archive.read("docProps/core.xml")
    used = set(re.findall(rb'pStyle w:val="(\w+)"', archive.read("word/document.xml")))
    known = set(re.findall(rb'styleId="(\w+)"', archive.read("word/styles.xml")))
    assert used <= known


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_stays_in_its_run(text):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    element = etree.fromstring(f'<w:p xmlns:w="{space}">{run(text)}</w:p>')
    kinds = {f"{{{space}}}br": "\n", f"{{{space}}}tab": "\t"}
    said = "".join(kinds.get(child.tag, child.text or "") for child in element[0])
    assert said == plain(text)


@given(st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), min_size=1, max_size=5))
def test_columns_fill_the_page_whatever_is_in_them(rows):
    heads, *others = map(tuple, rows)
    widths = _widths(Table("", heads, tuple(others)))
    assert all(width > 0 for width in widths) and WIDTH - len(widths) * 2 <= sum(widths) <= WIDTH


def test_a_hostile_title_stays_a_title():
    review = Review.memory(HARM + "$TIME$")
    review.apply(AddDocument(HARM, title=HARM))
    document = word(review)
    assert document.core_properties.title == plain(review.name)
    assert document.paragraphs[0].text == plain(review.name)
