"""What a text says of itself: its parts, its day, its publisher and kind, in the shapes that occur."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.formats import read_bytes
from content.metadata import iso_day
from content.model import Reading
from content.regions import find_regions, is_letterhead

BODY = (
    "Der Kreis Erlengrund legt seine Meldestellen zusammen und bringt die Akten der Gemeinden in ein "
    "gemeinsames Archiv. Die Schalter in den Gemeinden bleiben erhalten."
)
MORE = "Über die Kosten verhandelt der Kreis seit dem Frühjahr mit dem Land. Eine Antwort steht noch aus."
CONTACT = "Kontakt:\nKreis Erlengrund\nUferweg 7\n04999 Moorhagen\nTelefon 0377 58 110"


def read(*paragraphs: str) -> Reading:
    return read_bytes("\n\n".join(paragraphs).encode(), "plan.txt")


def parts(*paragraphs: str) -> list[str]:
    return [region.kind for region in find_regions("\n\n".join(paragraphs))]


def kind_of(words: str, *paragraphs: str) -> str:
    text = "\n\n".join(paragraphs)
    at = text.index(words)
    return next(region.kind for region in find_regions(text) if region.start <= at < region.end)


# Titles and lists


@pytest.mark.parametrize(
    "line",
    [
        "Umbau der Meldestellen",
        "Wer zahlt?",
        "„Ein Anfang“",
        "§ 3 Archiv",
        "2027: Das Jahr der Akten",
        "eAkte für alle",
    ],
)
def test_lines_that_head_a_text_are_titles(line: str) -> None:
    assert kind_of(line, line, BODY) == "title"


@pytest.mark.parametrize(
    "line",
    [
        "Der Kreis spart.",
        "Der Kreis plant:",
        "wie der Kreis spart",
        "Umbau der Melde-",
        "4. Mai 2026",
        "Moorhagen, 4. Mai 2026",
        "12",
    ],
)
def test_lines_that_read_otherwise_are_none(line: str) -> None:
    assert kind_of(line, BODY, line, MORE) != "title"


def test_a_heading_that_heads_nothing_is_body() -> None:
    assert kind_of("Ina Moosbacher", BODY, "Ina Moosbacher") == "body"


def test_a_form_of_many_short_lines_has_one_title_at_most() -> None:
    form = [
        "Antrag auf Auskunft",
        *(f"Feld Nummer {name}" for name in ("eins", "zwei", "drei", "vier", "fünf")),
    ]
    titles = [r for r in find_regions("\n\n".join([*form, BODY])) if r.kind == "title"]
    assert len(titles) == 1


def test_neighbouring_titles_stay_apart_and_neighbouring_paragraphs_join() -> None:
    assert parts("Kreis Erlengrund baut", "Umbau der Meldestellen", BODY, MORE) == ["title", "title", "body"]


def test_items_are_lists_and_a_list_ends_with_them() -> None:
    items = "- das Archiv\n- die Schalter\n1. der Bus"
    assert parts(BODY, items, MORE) == ["body", "list", "body"]
    assert kind_of("3. Mai", BODY, "3. Mai ist Stichtag, und niemand weiß es.", MORE) == "body"


# Teasers


@pytest.mark.parametrize(
    "end", ["mehr...", "mehr …", "weiterlesen »", "Artikel lesen >", "read more →", "mehr[…]"]
)
def test_blurbs_are_told_by_how_they_end(end: str) -> None:
    blurb = f"[03.02.2026] Das Bad in Moorhagen öffnet. {end}"
    assert kind_of("Das Bad", "Umbau", BODY, MORE, "Bad öffnet wieder", blurb) == "teaser"


def test_one_blurb_without_a_date_is_not_believed_but_two_are() -> None:
    first, second = "Das Bad öffnet, und es gibt mehr …", "Die Brücke ist fertig. mehr …"
    assert kind_of("Das Bad", BODY, MORE, first) == "body"
    assert kind_of("Das Bad", BODY, MORE, first, second) == "teaser"


@pytest.mark.parametrize(
    "head", ["Lesen Sie auch:", "Mehr zum Thema", "Weitere Artikel aus Erlengrund", "Ähnliche Beiträge"]
)
def test_everything_after_an_announcement_is_teaser(head: str) -> None:
    assert parts("Umbau", BODY, head, "Bad öffnet", "Brücke steht", "- Bus fährt") == [
        "title",
        "body",
        "teaser",
    ]


def test_an_announcement_before_long_text_is_no_announcement() -> None:
    assert kind_of("Mehr zum Thema", BODY, "Mehr zum Thema", f"{BODY} {MORE} " * 4) != "teaser"


# Letterhead and boilerplate


@pytest.mark.parametrize(
    "block",
    [
        "Uferweg 7\n04999 Moorhagen",
        "Telefon 0377 58 110\nTelefax 0377 58 111",
        "Ihre Ansprechpartnerin\nIna Moosbacher\nDurchwahl 0377 58 112",
        "presse@erlengrund.example",
        "Az. 12.4-371/26",
        "Drucksache 8/112",
        "Pressemitteilung Nr. 7/2026",
        "Haltestelle Uferweg, Buslinien 4 und 9",
    ],
)
def test_letterheads(block: str) -> None:
    assert is_letterhead(block)


@pytest.mark.parametrize(
    "block", [BODY, "Umbau der Meldestellen", "Der Uferweg 7 wird saniert.", "Moorhagen"]
)
def test_other_blocks_are_none(block: str) -> None:
    assert not is_letterhead(block)


def test_a_letterhead_between_two_halves_of_a_sentence_takes_what_stands_in_it() -> None:
    first = "Landrätin Ina Moosbacher erklärte in Moorhagen, dass der Umbau der Meldestellen"
    second = "noch in diesem Jahr beginnt. " + MORE
    reading = find_regions(
        "\n\n".join([first, CONTACT, "Bürgertelefon am Abend", "Seite zwei", second, BODY])
    )
    assert [region.kind for region in reading] == ["body", "letterhead", "body"]


def test_a_name_between_two_contact_blocks_belongs_to_them() -> None:
    assert parts("Uferweg 7\n04999 Moorhagen", "Ina Moosbacher", "Telefon 0377 58 110", BODY) == [
        "letterhead",
        "body",
    ]


def test_a_body_beside_its_address_is_letterhead_but_a_headline_is_not() -> None:
    assert (
        kind_of("Landkreis Erlengrund", "Landkreis Erlengrund", "Telefon 0377 58 110", BODY) == "letterhead"
    )
    assert (
        kind_of("Landkreis baut", "Landkreis baut Archiv am Ufer", "Telefon 0377 58 110", BODY)
        != "letterhead"
    )


@pytest.mark.parametrize(
    "line",
    [
        "(imo)",
        "(imo/KE)",
        "Schlagworte: Archiv, Akten",
        "Bildquelle: Kreis Erlengrund",
        "Impressum | Datenschutz",
        "Startseite > Aktuelles > Umbau",
        "Zum Seitenanfang",
        "Auf Facebook teilen",
        "Teilen: Facebook | Mastodon",
        "Artikel drucken",
        "Kommentare (3)",
        "Alle Rechte vorbehalten",
        "Alle akzeptieren",
        "Nur notwendige Cookies",
        "Diese Website verwendet Cookies, damit alles so läuft wie gedacht.",
        "Sie erhalten diese E-Mail, weil Sie sich bei uns angemeldet haben.",
        "Newsletter abbestellen",
        "Seite 3 von 12",
        "- 3 -",
        "Wir setzen Cookies ein, denen Sie zustimmen. Cookies akzeptieren",
    ],
)
def test_boilerplate(line: str) -> None:
    assert kind_of(line, "Umbau", BODY, MORE, line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "(Umbau)",
        "Quellen des Rechts sind Gesetze.",
        "Foto",
        "Der Kontakt hielt.",
        "Ausgaben steigen weiter",
        "Die Gemeinden teilen sich die Kosten.",
        "Alle Gemeinden lehnen ab.",
    ],
)
def test_lines_that_only_resemble_boilerplate(line: str) -> None:
    assert kind_of(line, "Umbau", BODY, line, MORE) != "boilerplate"


@given(
    st.lists(
        st.sampled_from(
            [BODY, MORE, CONTACT, "Umbau", "- Archiv\n- Bus", "(imo)", "Das Bad öffnet. mehr …",
             "Mehr zum Thema", "[03.02.2026] Die Brücke steht. mehr...", "Kreis Erlengrund", "Über den Kreis",
             "4. Mai 2026", "der Rest"]
        ),
        max_size=10,
    )
)  # fmt: skip
def test_regions_are_sorted_apart_and_cover_everything(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    regions = find_regions(text)
    edges = [edge for region in regions for edge in (region.start, region.end)]
    assert edges == sorted(edges)
    assert "".join("".join(text[r.start : r.end] for r in regions).split()) == "".join(text.split())
    assert all(text[r.start : r.end] == text[r.start : r.end].strip() for r in regions)
    for first, second in zip(regions, regions[1:], strict=False):
        assert first.kind != second.kind or first.kind == "title"


# The day


@pytest.mark.parametrize(
    "line",
    [
        f"Moorhagen, 4. Mai 2026. {BODY}",
        f"Moorhagen, den 4. Mai 2026 – {BODY}",
        f"Moorhagen, 04.05.2026: {BODY}",
        f"Moorhagen (04.05.2026) {BODY}",
        f"Bad Moorhagen (4. Mai 2026) – {BODY}",
        f"Moorhagen/Erlengrund, 4.5.2026 - {BODY}",
        f"St. Moorhagen, am 4. Mai 2026 — {BODY}",
        f"(4. Mai 2026) {BODY}",
        f"[04.05.2026] {BODY}",
        f"[2026-05-04]: {BODY}",
        f"4. Mai 2026 – {BODY}",
        f"04.05.2026 | {BODY}",
    ],
)
def test_datelines_at_the_start_of_the_text(line: str) -> None:
    reading = read("Umbau der Meldestellen", line, MORE)
    assert (reading.date, reading.date_reason) == ("2026-05-04", "dateline")


@pytest.mark.parametrize(
    "line",
    [
        "4. Mai 2026",
        "04.05.2026",
        "Veröffentlicht am 04.05.2026",
        "Erstellt am 4. Mai 2026",
        "Veröffentlicht am 4. Mai 2026 | Aktualisiert am 6. Mai 2026",
        "Ausgabe 3/2026 vom 4. Mai 2026",
        "Montag, den 4. Mai 2026",
        "Montag, 4. Mai 2026, 10.15 Uhr",
        "Datum: 2026-05-04",
        "Pressemitteilung 7/2026 vom 4. Mai 2026",
    ],
)
def test_date_lines_above_the_text(line: str) -> None:
    reading = read(line, "Umbau der Meldestellen", BODY, MORE)
    assert reading.date == "2026-05-04"
    assert reading.date_reason in ("date line above the text", "dateline")


@pytest.mark.parametrize(
    "line", ["Moorhagen, 4. Mai 2026", "Moorhagen, den 04.05.2026.", "Moorhagen 4. Mai 2026"]
)
def test_place_and_date_as_in_a_letter_stand_anywhere(line: str) -> None:
    assert read("Umbau der Meldestellen", BODY, MORE, BODY, line, "Ina Moosbacher").date == "2026-05-04"


@pytest.mark.parametrize(
    "line",
    [
        f"Am 4. Mai 2026 tagte der Kreistag. {BODY}",
        f"Der Beschluss vom 4. Mai 2026 gilt. {BODY}",
        "Redaktionsschluss: 4. Mai 2026",
        "beschlossen in Moorhagen am 4. Mai 2026",
        "Beschlossen am 4. Mai 2026",
        "Gültig am 04.05.2026",
        f"Moorhagen, 31. April 2026. {BODY}",
        f"Moorhagen, 4. Mai. {BODY}",
        f"Moorhagen, im Mai 2026. {BODY}",
    ],
)
def test_days_that_the_text_only_speaks_of_date_nothing(line: str) -> None:
    reading = read("Umbau der Meldestellen", BODY, line, MORE)
    assert reading.date is None
    assert reading.date_reason == "undated: no dateline and no date of publication in the file"


@pytest.mark.parametrize(
    "line",
    [
        "Stand 4. Mai 2026",
        "Stand: 04.05.2026",
        "(Stand: 4. Mai 2026)",
        "Bearbeitungsstand: 4. Mai 2026, 10:15 Uhr",
        "Zuletzt aktualisiert am 4. Mai 2026",
        "Letzte Änderung: 2026-05-04",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_the_state_of_a_text_dates_it_and_says_so(line: str, above: bool) -> None:
    reading = read("Umbau", *([line] if above else []), BODY, MORE, *([] if above else [line]))
    assert (reading.date, reading.date_reason) == ("2026-05-04", "state of the text (Stand)")
    assert reading.title == "Umbau"


def test_a_dateline_and_the_files_own_date_count_more_than_the_state() -> None:
    assert read("Umbau", f"Moorhagen, 3. Mai 2026. {BODY}", "Stand: 4. Mai 2026").date == "2026-05-03"
    meta = "<meta property='article:published_time' content='2026-05-02'>"
    page = (
        f"<html><head>{meta}</head><body><h1>Umbau</h1><p>Stand: 4. Mai 2026</p><p>{BODY}</p></body></html>"
    )
    reading = read_bytes(page.encode(), "x.html")
    assert (reading.date, reading.date_reason) == ("2026-05-02", "html meta article:published_time")


@pytest.mark.parametrize("line", ["Stand: Mai 2026", "Stand 05/2026", "(Stand: 2026)"])
def test_a_state_without_a_day_leaves_a_text_undated_and_is_named(line: str) -> None:
    reading = read("Umbau", line, BODY)
    assert (reading.date, reading.date_reason) == (None, f"undated: “{line}” names no day")


@pytest.mark.parametrize(
    "line",
    ["Montag, 4. Mai 2026", "Kreistagssitzung 4. Mai 2026", "Abgabefrist, 4. Mai 2026", "Start 4. Mai 2026"],
)
def test_days_on_which_something_happens_are_no_datelines(line: str) -> None:
    assert read("Umbau", f"{BODY} {BODY} {BODY}", "Termine", line, MORE).date is None


def test_a_date_line_below_the_text_does_not_date_it() -> None:
    assert read("Umbau der Meldestellen", f"{BODY} {BODY} {MORE}", "4. Mai 2026").date is None


@pytest.mark.parametrize(
    ("number", "said"), [(1, "the only bracketed date belongs"), (4, "the 4 bracketed dates belong")]
)
def test_dates_of_blurbs_are_counted_and_never_taken(number: int, said: str) -> None:
    blurbs = [f"[0{at}.02.2026] Das Bad Nummer {at} öffnet. mehr..." for at in range(1, number + 1)]
    reading = read("Umbau der Meldestellen", BODY, MORE, *blurbs)
    assert (reading.date, reading.date_reason) == (
        None,
        f"undated: no dateline; {said} to blurbs of other articles",
    )


def test_the_articles_own_bracket_dates_it_among_those_of_others() -> None:
    blurbs = ("[03.02.2026] Das Bad öffnet. mehr...", "[02.02.2026] Die Brücke steht. mehr...")
    assert read("Umbau", f"[04.05.2026] {BODY}", MORE, *blurbs).date == "2026-05-04"


def test_of_two_datelines_the_first_counts() -> None:
    assert (
        read("Umbau", f"Moorhagen, 4. Mai 2026. {BODY}", MORE, "Moorhagen, 9. Mai 2026").date == "2026-05-04"
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("29. Februar 2028", "2028-02-29"),
        ("29.02.2027", None),
        ("1.1.2026", "2026-01-01"),
        ("1. märz 2026", "2026-03-01"),
        (" 2026-12-31 ", "2026-12-31"),
        ("31.12.26", None),
        ("0.5.2026", None),
        ("", None),
    ],
)
def test_days_of_the_calendar(words: str, day: str | None) -> None:
    assert iso_day(words) == day


# Title, publisher, kind


@pytest.mark.parametrize(
    ("paragraphs", "title", "reason"),
    [
        (("Umbau der Meldestellen", BODY), "Umbau der Meldestellen", "first heading"),
        (("Erlengrund", "Umbau der Meldestellen", BODY), "Umbau der Meldestellen", "first heading"),
        ((CONTACT, "Umbau der Meldestellen", BODY), "Umbau der Meldestellen", "first heading"),
        ((BODY, MORE), BODY, "first line"),
        ((f"{BODY} {MORE}", *[MORE] * 5, "Wer zahlt?", MORE), f"{BODY} {MORE}", "first line"),
    ],
)
def test_titles(paragraphs: tuple[str, ...], title: str, reason: str) -> None:
    reading = read(*paragraphs)
    assert (reading.title, reading.title_reason) == (" ".join(title.split())[:300], reason) or len(
        title
    ) > 300


@pytest.mark.parametrize(
    ("paragraphs", "publisher", "reason"),
    [
        (("Landratsamt Erlengrund", "Telefon 0377 58 110", "Umbau", BODY),
         "Landratsamt Erlengrund", "letterhead"),
        (("Umbau", BODY, CONTACT), "Kreis Erlengrund", "letterhead"),
        (("Umbau", BODY, "Kontakt:\nTelefon 0377 58 110",
          "Die Vereinigung der Kreise (VdK) ist der Zusammenschluss der Kreise in der Hügelmark."),
         "Vereinigung der Kreise", "self-description"),
        (("Umbau", BODY, "Kontakt:\nTelefon 0377 58 110",
          "Das Kommunale Netzwerk (KN) ist ein Zusammenschluss der Gemeinden."),
         "Kommunales Netzwerk", "self-description"),
        (("Umbau", BODY, "Kreis Erlengrund | Uferweg 7 | 04999 Moorhagen | Telefon 0377 58 110"),
         "Kreis Erlengrund", "letterhead"),
        (("Umbau", BODY, "Herausgeber: Zweckverband Moor, Uferweg 7", CONTACT),
         "Zweckverband Moor", "imprint"),
        (("Landkreis Erlengrund baut um", BODY), "", ""),
    ],
)  # fmt: skip
def test_publishers(paragraphs: tuple[str, ...], publisher: str, reason: str) -> None:
    reading = read(*paragraphs)
    assert (reading.publisher, reading.publisher_reason) == (publisher, reason)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Presseinformation", "press_release"),
        ("Gemeinsame Pressemitteilung Nr. 7", "press_release"),
        ("Presseerklärung 12/26", "press_release"),
        ("Positionspapier", "position_paper"),
        ("Erwartungskatalog", "catalogue"),
        ("Niederschrift", "minutes"),
        ("Pressemitteilungen sind langweilig", ""),
        ("Der Forderungskatalog", ""),
    ],
)
def test_kinds(line: str, kind: str) -> None:
    assert read(line, "Umbau der Meldestellen", BODY).kind == kind


def test_a_kind_named_far_below_is_not_the_documents() -> None:
    assert read("Umbau", *[BODY, MORE] * 7, "Stellungnahme", BODY).kind == ""
