"""Which part of a text is body, title, list, teaser, letterhead or boilerplate."""

from __future__ import annotations

import pytest

from content.regions import find_regions

BODY = (
    "Die Landesregierung hat die Ordnung der Ämter beschlossen. Sie gilt vom kommenden Jahr an in allen "
    "Kreisen und kreisfreien Städten der Nordmark."
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(region.kind, text[region.start : region.end]) for region in find_regions(text)]


def kind_of(text: str, words: str) -> str:
    at = text.index(words)
    return next(region.kind for region in find_regions(text) if region.start <= at < region.end)


def test_titles_lists_and_body() -> None:
    text = f"Neue Ämter\n\n{BODY}\n\nZum Plan gehören:\n\n- Zeit\n- Geld\n\nWie geht es weiter?\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "list", "title", "body"]


def test_regions_cover_every_letter_once_and_in_order() -> None:
    text = f"Neue Ämter\n\n{BODY}\n\n- Zeit\n\nTelefon 0399 4711\n\n(abc)"
    regions = find_regions(text)
    assert all(first.end <= second.start for first, second in zip(regions, regions[1:], strict=False))
    covered = "".join(text[region.start : region.end] for region in regions)
    assert "".join(covered.split()) == "".join(text.split())
    assert find_regions("") == ()


def test_blurbs_of_other_articles_are_teasers_with_their_headings() -> None:
    text = (
        f"Neue Ämter\n\n{BODY}\n\nTalheim: Brücke fertig\n\n[03.02.2026] Die Brücke steht. mehr...\n\n"
        "Bergstadt: Bleibt das Bad offen?\n\n[01.02.2026] Der Rat vertagt sich. mehr …"
    )
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "teaser"]
    assert kind_of(text, "Talheim: Brücke") == "teaser"


def test_the_articles_own_bracketed_date_is_no_teaser() -> None:
    text = f"Neue Ämter\n\n[03.02.2026] {BODY}\n\n{BODY}"
    assert kind_of(text, "[03.02.2026]") == "body"


def test_what_is_announced_as_other_articles_is_teaser() -> None:
    others = "Das könnte Sie auch interessieren\n\nBrücke in Talheim fertig\n\nBad bleibt offen"
    text = f"Neue Ämter\n\n{BODY}\n\n{others}"
    assert kind_of(text, "Bad bleibt") == "teaser"


HEAD = (
    "Pressemitteilung\n\nNr. 17/2026\n\nLandkreis Talheim\n\nIhre Ansprechpartnerin\nUta Größler\n\n"
    "Telefon 0399 4711 220\n\nuta@talheim.example"
)


def test_a_letterhead_at_the_top() -> None:
    text = f"{HEAD}\n\nKreis ordnet Ämter neu\n\n{BODY}"
    found = kinds(text)
    assert found[0] == ("letterhead", HEAD)
    assert [kind for kind, _ in found] == ["letterhead", "title", "body"]


def test_a_letterhead_in_the_middle_of_a_sentence() -> None:
    text = (
        "Der Landrat sagte: „Die Unterstützung der Gemeinden im Kreis Talheim\n\nHausanschrift:\n"
        "Landratsamt\nLindenstr. 12\n01999 Talheim\n\nBesucher nutzen bitte\nden Hof.\n\n"
        "Alle sind willkommen\n\n"
        f"freut mich sehr.“ Er dankte allen.\n\n{BODY}"
    )
    assert [kind for kind, _ in kinds(text)] == ["body", "letterhead", "body"]
    assert kind_of(text, "Alle sind") == "letterhead"
    assert kind_of(text, "freut mich") == "body"


@pytest.mark.parametrize(
    "lines",
    [
        "Kontakt:\nUta Größler\nTelefon: 0399/4711-220, Telefax: 0399/4711-221\nE-Mail: uta@talheim.example",
        "Postanschrift:\n01999 Talheim",
        "www.talheim.example",
        "Zu erreichen mit den Buslinien 3 und 7",
        "* Kein Zugang für verschlüsselte elektronische Dokumente",
    ],
)
def test_contact_blocks(lines: str) -> None:
    assert kind_of(f"Neue Ämter\n\n{BODY}\n\n{lines}", lines) == "letterhead"


def test_a_sentence_with_a_telephone_number_is_body() -> None:
    text = f"{BODY}\n\nAm 3. Juli informiert das Amt; Fragen nimmt es unter Telefon 0399 4711 entgegen."
    assert kind_of(text, "Am 3. Juli") == "body"


@pytest.mark.parametrize(
    "line",
    [
        "(abc)",
        "(abc/de)",
        "Stichwörter: Ämter, Nordmark",
        "Foto: Uta Größler",
        "© Landkreis Talheim",
        "Seite drucken",
    ],
)
def test_boilerplate_lines(line: str) -> None:
    assert kind_of(f"Neue Ämter\n\n{BODY}\n\n{line}", line) == "boilerplate"


def test_self_descriptions_after_the_contact() -> None:
    about = "Der Gemeindebund Nordmark (GBN) ist der Dachverband der Gemeinden. Er hat 214 Mitglieder."
    text = (
        f"Neue Ämter\n\n{BODY}\n\nKontakt:\nTelefon 0399 4711 220\n\n214 Gemeinden – eine Stimme:\n\n"
        f"{about}\n\nEr berät seine Mitglieder.\n\nGemeindebund Nordmark\n\n"
        "ERWARTUNGEN AN DAS LAND\n\n- Geld\n- Zeit"
    )
    assert [kind for kind, _ in kinds(text)] == [
        "title", "body", "letterhead", "boilerplate", "letterhead", "title", "list",
    ]  # fmt: skip
    assert kind_of(text, "214 Gemeinden") == "boilerplate"


def test_a_headed_self_description() -> None:
    text = f"Neue Ämter\n\n{BODY}\n\nÜber den Gemeindebund\n\nEr wurde 1991 gegründet.\n\nEr berät."
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "boilerplate"]


def test_an_article_about_a_body_is_no_boilerplate() -> None:
    text = f"Neuer Verband\n\nDer Gemeindebund ist der Dachverband der Gemeinden.\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == ["title", "body"]


def test_what_the_format_says_is_believed() -> None:
    text = f"{BODY}\n\nsehr klein geschrieben.\n\n{BODY}"
    known = {len(BODY) + 2: "title"}
    assert [region.kind for region in find_regions(text, known)] == ["body", "title", "body"]  # type: ignore[arg-type]


def test_dates_on_their_own_lines_are_neither_title_nor_silent() -> None:
    text = f"Neue Ämter\n\n04.05.2026\n\n{BODY}\n\nTalheim, 4. Mai 2026"
    assert kind_of(text, "04.05") == kind_of(text, "Talheim, 4.") == "body"
