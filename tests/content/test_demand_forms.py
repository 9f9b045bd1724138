"""The shapes demands come in: catalogues, sentences, addressees, restatements; every offset is checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.addressees import addressee_of, named
from content.blocks import blocks, plain, region_finder
from content.catalogue import catalogue_items
from content.demand_rules import RULES, rule_of
from content.demands import find_demands
from content.model import DemandMention, Region, RegionKind
from content.restating import Restatements

PLAN = """\
Kernforderungen an den Bund

1. Schienen

• Gleise im Süden erneuern
• Bahnhöfe *barrierefrei*
  umbauen

2. Straßen

• Brücken prüfen
"""
SAID_AGAIN = """\
# Forderungen

- Lehrkräfte einstellen
- Dächer der Turnhallen sanieren

# Lage

Die Dächer der Turnhallen müssen saniert werden. Die Bäder müssen geöffnet werden.

Zur Sanierung der Dächer aller Turnhallen fehlt Geld. Das Wetter war schön.
"""


def found(text: str, *regions: Region) -> list[DemandMention]:
    """The demands of a text, each checked to stand where it says."""
    mentions = list(find_demands(text, regions))
    for one in mentions:
        assert plain(text[one.start : one.end]) == one.text
        assert (one.spans[0].start, one.spans[-1].end) == (one.start, one.end)
    assert mentions == sorted(mentions, key=lambda one: (one.start, one.end))
    return mentions


def texts(text: str, *regions: Region) -> list[str]:
    return [one.text for one in found(text, *regions)]


def amid(sentence: str) -> list[DemandMention]:
    """The demands in a sentence between two harmless ones."""
    return found(f"Die Sitzung dauerte lange. {sentence} Es gab Brezeln.")


# Catalogues


def test_numbered_headings_are_topics_and_the_title_names_the_addressee() -> None:
    assert [(one.topic, one.text, one.addressee, one.rule) for one in found(PLAN)] == [
        ("Schienen", "Gleise im Süden erneuern", "Bund", "katalog"),
        ("Schienen", "Bahnhöfe barrierefrei umbauen", "Bund", "katalog"),
        ("Straßen", "Brücken prüfen", "Bund", "katalog"),
    ]


def test_an_item_over_two_lines_spans_both() -> None:
    item = found(PLAN)[1]
    assert PLAN[item.start : item.end] == "Bahnhöfe *barrierefrei*\n  umbauen"


@pytest.mark.parametrize(
    "heading",
    [
        "Forderungen",
        "Unsere Forderungen",
        "# Wahlforderungen",
        "### 4. Erwartungen an den Kreis",
        "Sofortforderungen der Jugend",
        "Was wir verlangen",
        "Der Radbund fordert:",
        "Wir erwarten vom Kreis:",
        "**Forderungskatalog 2026**",
    ],
)
def test_headings_and_lead_ins_that_open_a_catalogue(heading: str) -> None:
    assert texts(f"{heading}\n\n- Bäume pflanzen\n- Bänke bauen\n") == ["Bäume pflanzen", "Bänke bauen"]


@pytest.mark.parametrize(
    "heading",
    [
        "Maßnahmen",
        "Termine",
        "Offene Forderungen an Kunden",
        "Forderungen abgelehnt",
        "Erwartungen erfüllt",
        "Das wurde beschlossen:",
        "Ansprechpartnerinnen",
        "Wir danken:",
    ],
)
def test_other_headings_open_none(heading: str) -> None:
    assert texts(f"{heading}\n\n- Bäume pflanzen\n- Bänke bauen\n") == []


@pytest.mark.parametrize(
    "mark", ["-", "*", "+", "•", "‣", "▪", "➢", "✓", "–", "—", "1.", "(2)", "3)", "b)", "(c)"]
)
@pytest.mark.parametrize("indent", ["", "  ", "\t"])
def test_items_begin_with_any_mark(mark: str, indent: str) -> None:
    text = f"Wir fordern:\n\n{indent}{mark} Bäume pflanzen\n"
    [item] = found(text)
    assert text[item.start : item.end] == "Bäume pflanzen"


def test_a_neutral_heading_below_interrupts_the_catalogue_only_for_its_own_list() -> None:
    parts = ("## Schule\n\n* kleine Klassen", "## Zahlen\n\n* 24 Klassen", "## Pflege\n\n* mehr Lohn")
    text = "\n\n".join(("# Forderungen", *parts))
    assert [(one.topic, one.text) for one in found(text)] == [
        ("Schule", "kleine Klassen"),
        ("Pflege", "mehr Lohn"),
    ]


def test_a_heading_of_the_same_or_a_higher_rank_ends_it() -> None:
    for rank in ("#", "##"):
        text = f"## Forderungen\n\n- Bäume pflanzen\n\n{rank} Dank\n\n- an alle\n"
        assert texts(text) == ["Bäume pflanzen"]


def test_each_lead_in_names_its_own_addressee() -> None:
    text = "# Erwartungen an die Länder\n\nWir erwarten vom Bund:\n\n- Gleise\n\nUnd weiter:\n\n- Bahnhöfe\n"
    assert [(one.text, one.addressee) for one in found(text)] == [("Gleise", "Bund"), ("Bahnhöfe", "Länder")]


def test_a_neutral_lead_in_takes_its_list_out() -> None:
    assert texts("# Forderungen\n\n- Gleise\n\nKontakt:\n\n- Büro im Rathaus\n") == ["Gleise"]


def test_items_that_only_lead_on_are_none() -> None:
    assert texts("Forderungen\n\n- Erstens:\n- Radwege bauen\n") == ["Radwege bauen"]


def test_the_addressee_may_stand_below_the_title() -> None:
    text = "Unsere Erwartungen\n\nan die Bundesregierung\n\n(1) Netze ausbauen\n(2) Gebühren senken\n"
    assert {one.addressee for one in found(text)} == {"Bundesregierung"}


def test_offsets_count_code_points() -> None:
    text = "Forderungen\n\n- Ärzte 👩\u200d🔬 aufs Land holen\n- Größere Säle\n"
    first, second = found(text)
    assert (first.text, second.start) == ("Ärzte 👩\u200d🔬 aufs Land holen", text.index("Größere"))


@pytest.mark.parametrize("kind", ["teaser", "letterhead", "boilerplate"])
def test_silent_regions_hold_no_items_and_no_sentences(kind: RegionKind) -> None:
    text = "Forderungen\n\n- Bäume pflanzen\n- Bänke bauen\n\nDas Land muss zahlen.\n"
    assert texts(text, Region(kind, text.index("- Bänke"), len(text))) == ["Bäume pflanzen"]
    assert texts(text, Region(kind, 0, len(text))) == []
    assert texts(text, Region(kind, 0, 12)) == ["Das Land muss zahlen."]


@pytest.mark.parametrize(("kind", "expected"), [("list", "list"), ("body", "body"), ("title", "title")])
def test_other_regions_are_named(kind: RegionKind, expected: str) -> None:
    text = "Forderungen\n\n- Bäume pflanzen\n- Bänke bauen\n"
    assert [one.region for one in found(text, Region(kind, text.index("- Bänke"), len(text)))] == [
        "body",
        expected,
    ]


def test_the_region_at_an_offset() -> None:
    kind_at = region_finder([Region("title", 0, 5), Region("teaser", 9, 12)])
    assert [kind_at(at) for at in (0, 4, 5, 8, 9, 11, 12)] == [
        "title", "title", "body", "body", "teaser", "teaser", "body",
    ]  # fmt: skip


def test_blocks_tell_their_kind_level_and_mark() -> None:
    text = (
        "## Zwei\nEin Satz,\nnoch einer.\n3. Mai 2026 war Messe.\n- Punkt\n  weiter\n\n2. Abschnitt\n\n• a\n"
    )
    assert [(one.kind, one.level, one.mark, one.text) for one in blocks(text)] == [
        ("heading", 2, "", "Zwei"),
        ("text", 0, "", "Ein Satz, noch einer. 3. Mai 2026 war Messe."),
        ("item", 0, "-", "Punkt weiter"),
        ("heading", 0, "2.", "Abschnitt"),
        ("item", 0, "•", "a"),
    ]


# Sentences


@pytest.mark.parametrize(
    ("sentence", "addressee", "rule"),
    [
        (
            "Der Radbund verlangt vom Verkehrsministerium sichere Kreuzungen.",
            "Verkehrsministerium",
            "fordern",
        ),
        ("Beide Verbände rufen die Koalition zum Einlenken auf.", "Koalition", "aufruf"),
        ("Wir erwarten von der Bahn verlässliche Anschlüsse.", "Bahn", "erwarten"),
        ("Der Handwerkstag drängt auf schnellere Prüfungen.", None, "aufruf"),
        ("Die Kammern plädieren für längere Fristen.", None, "aufruf"),
        ("Die Gewerkschaft pocht auf Tariftreue.", None, "aufruf"),
        ("Die Initiative wünscht sich vom Stadtrat mehr Bänke.", "Stadtrat", "aufruf"),
        ("Der Bund muss die Pauschale anheben.", "Bund", "muss"),
        ("Die Krankenhäuser müssen gestärkt werden.", None, "muss"),
        ("Die Kommunen müssen durch den Freistaat entlastet werden.", "Freistaat", "muss"),
        ("Die Mittel dürfen nicht gekürzt werden.", None, "darf nicht"),
        ("Es bedarf einer klaren Regelung.", None, "braucht"),
        ("Kleine Gemeinden brauchen eigene Mittel.", None, "braucht"),
        ("Der Stadtrat sollte die Gebühren senken.", "Stadtrat", "sollte"),
        ("Aus Sicht der Kammer sollte die Verwaltung schneller antworten.", "Verwaltung", "sollte"),
        ("Ein Rechtsanspruch ist überfällig.", None, "nötig"),
        ("Alle sollen mitfahren können.", None, "soll"),
    ],
)
def test_sentences_that_demand(sentence: str, addressee: str | None, rule: str) -> None:
    [one] = amid(sentence)
    assert (one.text, one.addressee, one.rule, one.topic) == (sentence, addressee, rule, "")


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Verband warnt vor Kürzungen.",
        "Sie müssen das Formular ausfüllen.",
        "Fahrgäste müssen umsteigen.",
        "Die Tickets müssen vorab gekauft werden.",
        "Die Verordnung muss eingehalten werden.",
        "Der Beirat erwartet ein Wachstum von zwei Prozent.",
        "Wie erwartet stieg die Zahl.",
        "Brauchen die Gemeinden mehr Geld?",
        "Der Sturm forderte drei Menschenleben.",
        "Die Stadt lehnt die Forderung nach mehr Personal ab.",
        "Niemand kann das verlangen.",
        "Es soll am Sonntag regnen.",
        "Die Halle soll 2027 öffnen.",
        "Das Land hat zugesagt, die Kosten zu übernehmen.",
        "Der Minister kündigte ein neues Programm an.",
    ],
)
def test_sentences_that_do_not(sentence: str) -> None:
    assert amid(sentence) == []


def test_several_passives_are_several_demands() -> None:
    mentions = amid("Es müssen Radwege gebaut, Ampeln erneuert und Brücken saniert werden.")
    assert [one.text for one in mentions] == [
        "Es müssen Radwege gebaut", "Ampeln erneuert", "Brücken saniert werden.",
    ]  # fmt: skip


def test_several_objects_are_several_demands_for_the_same_reason() -> None:
    mentions = amid("Der Kreis braucht mehr Busse und eine bessere Bahn.")
    assert [(one.text, one.rule) for one in mentions] == [
        ("Der Kreis braucht mehr Busse", "braucht"), ("eine bessere Bahn.", "braucht"),
    ]  # fmt: skip


def test_the_wish_itself_is_taken_from_a_forderung() -> None:
    [one] = amid("Die Forderung, alle Dörfer anzubinden, bleibt bestehen.")
    assert one.text == "alle Dörfer anzubinden, bleibt bestehen."


def test_soll_counts_only_right_after_a_demand() -> None:
    assert texts("Die Gebühren sollen gesenkt werden. Gut so.") == []
    assert len(texts("Das Land muss zahlen. Die Gebühren sollen gesenkt werden.")) == 2
    assert len(texts("Das Land muss zahlen. Gut so. Die Gebühren sollen gesenkt werden.")) == 1


def test_emphasis_quotes_and_speakers_stay_outside() -> None:
    assert texts("**Das Land muss die Mittel verdoppeln.**\n\nSonst nichts.") == [
        "Das Land muss die Mittel verdoppeln."
    ]
    [said] = found("„Das Land muss die Mittel verdoppeln“, so die Vorsitzende. Dann ging sie.")
    assert (said.start, said.text) == (1, "Das Land muss die Mittel verdoppeln")


def test_a_sentence_may_run_over_lines() -> None:
    text = "Der Bund\nmuss die\nPauschale anheben. Sonst geht nichts."
    [one] = found(text)
    assert one.text == "Der Bund muss die Pauschale anheben." and (one.start, one.end) == (0, 36)


def test_neither_questions_nor_endless_sentences_demand() -> None:
    assert rule_of("Das Land muss zahlen.") == "muss"
    assert rule_of("Das Land muss zahlen?“") is None
    assert rule_of("Das Land muss " + "sehr " * 400 + "zahlen.") is None


def test_rules_have_names_of_their_own() -> None:
    names = [name for name, _rule, _signs in RULES]
    assert len(set(names)) == len(names) and "katalog" not in names and "wiederholt" not in names


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "Titel", "- ", "- \n- \n", "#", "# \n", "„“", "***"])
def test_nothing_is_found_in_next_to_nothing(text: str) -> None:
    assert found(text) == [] and catalogue_items(list(blocks(text))) == []


# Addressees


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("an den Stadtrat", "Stadtrat"),
        ("gegenüber dem Landrat", "Landrat"),
        ("vom Oberbürgermeister", "Oberbürgermeister"),
        ("Von Bund und Ländern", "Bund und Länder"),
        ("von den Landkreisen", "Landkreise"),
        ("von den Städten", "Städte"),
        ("an die Deutsche Bahn", "Deutsche Bahn"),
        ("an die EU-Kommission", "EU-Kommission"),
        ("an das Sozialministerium", "Sozialministerium"),
        ("an die neue Staatsregierung", "Staatsregierung"),
        ("an den Landtag Brandenburg", "Landtag Brandenburg"),
        ("vom Land Hessen", "Land Hessen"),
        ("an die Ministerpräsidentin", "Ministerpräsidentin"),
        ("an unsere Städte und Gemeinden", "Städte und Gemeinden"),
        ("an die Wirtschaft", None),
        ("der Stadtrat tagt", None),
        ("", None),
    ],
)
def test_whom_a_heading_names(words: str, expected: str | None) -> None:
    assert named(words) == expected
    assert named(f"Unsere Erwartungen {words}") == expected


@pytest.mark.parametrize(
    ("sentence", "rule", "expected"),
    [
        ("Endlich muss das Kultusministerium handeln.", "muss", "Kultusministerium"),
        ("Auch die Stadtverwaltung soll sparen.", "soll", "Stadtverwaltung"),
        ("Die Politik ist jetzt gefordert.", "nötig", "Politik"),
        ("Der Städtetag fordert, dass die Länder zahlen.", "fordern", "Länder"),
        ("Wir appellieren an die Landrätin, zu handeln.", "aufruf", "Landrätin"),
        ("Dafür sollten Bund und Länder sorgen.", "sollte", "Bund und Länder"),
        ("Das muss vom Bürgermeister entschieden werden.", "muss", "Bürgermeister"),
        ("Die Schulen müssen gestrichen werden.", "muss", None),
        ("Der Senat der Hochschule tagt.", "muss", None),
    ],
)
def test_whom_a_sentence_names(sentence: str, rule: str, expected: str | None) -> None:
    assert addressee_of(sentence, rule) == expected


# Restatements


def test_prose_says_items_again_or_makes_demands_of_its_own() -> None:
    mentions = found(SAID_AGAIN)
    assert [(one.text.split()[0], one.rule, one.restates) for one in mentions] == [
        ("Lehrkräfte", "katalog", None),
        ("Dächer", "katalog", None),
        ("Die", "muss", 1),
        ("Die", "muss", None),
        ("Zur", "wiederholt", 1),
    ]


def test_restatements_name_places_in_the_result_when_prose_comes_first() -> None:
    prose = "Die Dächer der Turnhallen müssen saniert werden.\n\n"
    text = prose + "# Forderungen\n\n- Gleise\n- Dächer der Turnhallen sanieren\n"
    first, *items = found(text)
    assert (first.restates, items[1].text) == (2, "Dächer der Turnhallen sanieren")


@pytest.mark.parametrize(
    ("sentence", "restates"),
    [
        ("Die Dächer der Turnhallen und Sporthallen sind alt.", [1]),
        ("Die Sanierung der Turnhallen dauert.", []),
        ("Die Turnhallen müssen saniert werden.", [1]),
        ("Die Bäder müssen saniert werden.", [None]),
    ],
)
def test_a_description_must_say_more_of_an_item_than_a_demand(
    sentence: str, restates: list[int | None]
) -> None:
    catalogue = "# Forderungen\n\n- Lehrkräfte einstellen\n- Dächer der Turnhallen und Sporthallen sanieren\n"
    _first, _second, *prose = found(f"{catalogue}\n# Lage\n\n{sentence} Es regnet.\n")
    assert [one.restates for one in prose] == restates


@pytest.mark.parametrize(
    ("sentence", "item"),
    [
        ("Die Radwege an den Landstraßen werden gebaut.", 0),
        ("Brücken müssen saniert werden.", 1),
        ("Beleuchtete Radwege", 2),
        ("Der Radweg", None),
        ("Die Schule", None),
        ("", None),
    ],
)
def test_the_item_that_a_sentence_repeats_most_of(sentence: str, item: int | None) -> None:
    known = Restatements(["Radwege an Landstraßen bauen", "Brücken sanieren", "Radwege beleuchten"])
    best = known.best(sentence)
    assert (best[0] if best else None) == item
    assert best is None or 0 < best[1] <= 1


def test_an_item_says_all_of_itself_and_no_items_say_nothing() -> None:
    items = ["Radwege an Landstraßen bauen", "Brücken sanieren"]
    for number, item in enumerate(items):
        best = Restatements(items).best(item)
        assert best is not None and best[0] == number and best[1] == pytest.approx(1)
    assert Restatements([]).best("Brücken sanieren") is None


LINES = st.sampled_from(
    ["# Forderungen", "Wir fordern vom Land:", "- Bäume pflanzen", "  und gießen", "2. Bänke bauen", "",
     "Dank", "Das Land muss zahlen.", "„Der Bund sollte helfen“, so sie.", "**Alle sollen mit können.**",
     "👩\u200d🔬 \ufeff"]
)  # fmt: skip


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_whatever_the_lines_offsets_are_exact_and_links_lead_to_items(parts: list[str], end: str) -> None:
    mentions = found(end.join(parts))
    for one in mentions:
        assert one.text and one.start < one.end
        assert one.restates is None or mentions[one.restates].rule == "katalog"
