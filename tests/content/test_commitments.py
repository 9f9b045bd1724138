"""Which passages commit somebody who can act, how far it has come, and what only sounds like it."""

from __future__ import annotations

import pytest

from content.actors import actor_of, agent_of
from content.commitment_rules import RULES, Rule
from content.commitments import find_commitments
from content.committing import committing
from content.model import CommitmentMention, Region
from content.regions import find_regions


def commitments(text: str) -> list[CommitmentMention]:
    return list(find_commitments(text, find_regions(text)))


def amid(sentence: str) -> list[CommitmentMention]:
    """The commitments in a sentence between two harmless ones."""
    found = commitments(f"Der Saal war voll. {sentence} Danach gab es Suppe.")
    assert len(found) <= 1
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_finds_its_own_example(rule: Rule) -> None:
    [one] = amid(rule.example)
    assert (one.text, one.rule, one.stage) == (rule.example, rule.name, rule.stage)


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("sentence", "stage", "actor"),
    [
        ("Die Stadt kündigte an, den Steg zu erneuern.", "announced", "Stadt"),
        ("Landrätin Ada Lind versprach einen Radweg.", "announced", "Landrätin Ada Lind"),
        ("Das Umweltministerium stellte einen Zuschuss in Aussicht.", "announced", "Umweltministerium"),
        ("Die Gemeinden Ost und West werden ihre Bauhöfe zusammenlegen.", "announced", "Gemeinden Ost"),
        ("Wir werden im Mai zwei Schalter öffnen.", "announced", None),
        ("Der Steg wird im Herbst erneuert.", "announced", None),
        ("Die Reederei verlängert den Sommerplan.", "announced", "Reederei"),
        ("Bund und Land einigten sich auf einen Zeitplan.", "agreed", "Bund und Land"),
        ("Vereinbart wurde ein gemeinsames Archiv.", "agreed", None),
        ("Die Stadt hat mit dem Verein einen Pachtvertrag geschlossen.", "agreed", "Stadt"),
        ("Das Kabinett brachte das Gesetz auf den Weg.", "decided", "Kabinett"),
        ("Einstimmig stimmte der Gemeinderat dem Neubau zu.", "decided", "Gemeinderat"),
        ("Der Kreistag beauftragte die Verwaltung mit der Suche.", "decided", "Kreistag"),
        ("Talland stellt 3 Millionen Euro bereit.", "financed", "Talland"),
        ("Im Etat sind 2 Millionen Euro für Deiche eingeplant.", "financed", None),
        ("Weitere 9 Millionen Euro fließen in Schöpfwerke.", "financed", None),
        ("Das Land fördert Backhäuser mit bis zu 5.000 Euro.", "financed", "Land"),
        ("Der Deich soll bis 2029 erhöht werden.", "planned", None),
        ("Laut Ministerium soll das Portal im Juni starten.", "planned", "Ministerium"),
        ("Die Länder planen eine gemeinsame Leitstelle.", "planned", "Länder"),
        ("Finanziert werden sollen kleine Museen.", "planned", None),
        ("Die Richtlinie ist am 1. März in Kraft getreten.", "done", None),
        ("Das Portal ging im Mai an den Start.", "done", None),
        ("Das Ministerium versicherte, die Sache zu prüfen.", "announced", "Ministerium"),
        ("Die Landesregierung gab grünes Licht für den Steg.", "decided", "Landesregierung"),
        ("Der Rat votierte für den Plan.", "decided", "Rat"),
        ("Das Programm hat ein Volumen von 600 Millionen Euro.", "financed", None),
        ("Das Land beteiligt sich mit 10 Millionen Euro.", "financed", "Land"),
        ("Die Kosten trägt die Stadt.", "financed", "Stadt"),
        ("Die Richtlinie tritt am 1. Juli in Kraft.", "planned", None),
        ("Baubeginn ist im Herbst.", "planned", None),
        ("Es entstehen 40 Wohnungen.", "planned", None),
        ("Seit Januar gilt die neue Satzung.", "done", None),
        ("The city council announced a fund for swings.", "announced", "city council"),
    ],
)
def test_sentences_that_commit(sentence: str, stage: str, actor: str | None) -> None:
    [one] = amid(sentence)
    assert (one.text, one.stage, one.actor) == (sentence, stage, actor)


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Verein fordert einen Radweg.",
        "Das Land muss den Steg bezahlen.",
        "Der Gemeinderat sollte den Steg bauen.",
        "Die Opposition kritisierte, dass das Land den Steg plant.",
        "Der Verband begrüßte das Programm, das der Kreis beschlossen hat.",
        "Wenn das Land zustimmt, wird die Stadt den Steg bauen.",
        "Würde der Bund zahlen, könnte die Bahn wieder fahren.",
        "Ob die Stadt den Steg baut, ist offen.",
        "Für den Steg sind keine Mittel vorgesehen.",
        "Das Land plant keine Hilfen.",
        "Der Rat lehnte den Umbau ab, den die Stadt geplant hat.",
        "Vertagt wurde die Entscheidung, die der Rat geplant hat.",
        "Der Kreis hatte 1974 einen Steg beschlossen.",
        "Eltern wollen klagen.",
        "Die Insulaner wollen mehr Fahrten.",
        "Anwohner planen ein Fest.",
        "Der Streik soll am Freitag enden.",
        "Es wird kühler.",
        "Die Zahl der Betten wird steigen.",
        "Die Karte soll teurer geworden sein.",
        "Der Minister will davon nichts gewusst haben.",
        "Anträge sollen bis Mai gestellt werden.",
        "Der Minister verabschiedete sich herzlich.",
        "Wir versprachen uns davon einen Gewinn.",
        "Plant die Stadt einen Steg?",
    ],
)
def test_sentences_that_only_sound_like_it(sentence: str) -> None:
    assert amid(sentence) == []


def test_history_is_no_commitment() -> None:
    text = "Uferau, 3. Mai 2024. 1998 wurde der Steg eröffnet. Im Mai 2024 wurde das Bad eröffnet."
    assert [one.text for one in commitments(text)] == ["Im Mai 2024 wurde das Bad eröffnet."]


def test_a_year_that_nothing_else_dates_is_taken_for_history() -> None:
    assert commitments("Im Jahr 2003 wurde die Anlegestelle eröffnet. Sie war schön.") == []


def test_who_is_meant_by_a_pronoun_stands_in_the_sentence_before() -> None:
    text = "Der Minister lobte die Feuerwehr. Er kündigte ein neues Gesetz an. Sie freute sich."
    assert [one.actor for one in commitments(text)] == ["Minister"]
    assert commitments("Der Wirt lachte. Er will ein Haus bauen.") == []


def test_items_below_a_line_that_commits() -> None:
    text = "Bund und Land haben Folgendes vereinbart:\n\n- ein Archiv\n- ein Lesesaal\n\nEs gab Suppe.\n"
    found = commitments(text)
    assert [(one.text, one.stage, one.actor, one.region) for one in found] == [
        ("ein Archiv", "agreed", "Bund und Land", "list"),
        ("ein Lesesaal", "agreed", "Bund und Land", "list"),
    ]
    assert text[found[0].start : found[0].end] == "ein Archiv"


def test_items_of_a_demand_catalogue_commit_nobody() -> None:
    text = "# Forderungen an das Land\n\nDas ist geplant:\n\n- ein Archiv\n\nWir fordern:\n\n- ein Lesesaal\n"
    assert [one.text for one in commitments(text)] == ["ein Archiv"]


def test_what_is_demanded_is_not_promised() -> None:
    text = "Der Verband fordert einen Steg. Der Steg soll bis 2030 gebaut werden. Gut so."
    assert commitments(text) == []
    assert len(commitments("Der Steg soll bis 2030 gebaut werden. Gut so.")) == 1


def test_quotations_stand_without_marks_and_speaker() -> None:
    text = "„Wir werden zwei Schalter öffnen“, sagte Landrätin Ada Lind. Gut so."
    [one] = commitments(text)
    assert one.text == text[one.start : one.end] == "Wir werden zwei Schalter öffnen"
    assert one.actor == "Landrätin Ada Lind"


@pytest.mark.parametrize("kind", ["teaser", "letterhead", "boilerplate"])
def test_silent_regions_commit_nobody(kind: str) -> None:
    text = "Heute tagte der Rat. Die Stadt kündigte einen Steg an. Geplant ist:\n\n- ein Bad\n"
    assert len(find_commitments(text)) == 2
    assert find_commitments(text, (Region(kind, 0, len(text)),)) == ()  # type: ignore[arg-type]


def test_a_date_in_brackets_before_the_first_sentence() -> None:
    [one] = commitments("[03.02.2026] Talland plant höhere Ausgaben. Es gab Suppe.")
    assert one.actor == "Talland"


@pytest.mark.parametrize("text", ["", "\n \n", "- \n", "„“", "Titel"])
def test_nothing_in_next_to_nothing(text: str) -> None:
    assert commitments(text) == []


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Der Freistaat und die Kommunen bauen Radwege.", "Freistaat und die Kommunen"),
        ("Am Montag hat die neue Landesregierung getagt.", "Landesregierung"),
        ("In der Stadt wird gebaut.", None),
        ("Die Hälfte der Gemeinden baut.", None),
        ("Dies wird gebaut.", None),
        ("Gebaut wird bald, sagt das Amt.", "Amt"),
        ("Viele Dienste – darunter die Bauverwaltung – warten.", None),
        ("Es kommt Geld, sagte Ministerin Eva Tal.", "Ministerin Eva Tal"),
    ],
)
def test_who_acts(sentence: str, actor: str | None) -> None:
    assert actor_of(sentence) == actor


def test_who_acts_in_the_passive() -> None:
    assert agent_of("Die Wege werden vom Land gebaut.") == "Land"
    assert agent_of("Die Gemeinden werden unterstützt.") is None
    found = committing("Die Gemeinden sollen Zuschüsse erhalten.")
    assert found is not None and found[1] is None
