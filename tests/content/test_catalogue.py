"""Blocks of a text, and which lists are catalogues of demands."""

from __future__ import annotations

import pytest

from content.blocks import blocks, region_finder
from content.catalogue import catalogue_items
from content.model import Region


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(text)]


class TestBlocks:
    def test_headings_items_and_paragraphs(self) -> None:
        text = (
            "# Ein **Titel**\n\nEin Absatz, der\nweitergeht.\n\n"
            "- eins\n  und noch\n- zwei\n\nZwischenruf\n\nSchluss.\n"
        )
        assert kinds(text) == [
            ("heading", "Ein Titel"),
            ("text", "Ein Absatz, der weitergeht."),
            ("item", "eins und noch"),
            ("item", "zwei"),
            ("heading", "Zwischenruf"),
            ("text", "Schluss."),
        ]

    def test_offsets_leave_the_marks_out(self) -> None:
        text = "### Kopf\n\n  • Punkt\n"
        assert [text[block.start : block.end] for block in blocks(text)] == ["Kopf", "Punkt"]

    @pytest.mark.parametrize("mark", ["-", "*", "•", "–", "1.", "2)", "(3)", "a)"])
    def test_marks_of_items(self, mark: str) -> None:
        assert kinds(f"Kopf:\n\n{mark} Radwege bauen\n")[1] == ("item", "Radwege bauen")

    @pytest.mark.parametrize(
        "line", ["3. Mai 2023 war ein Mittwoch.", "-5 Grad im März.", "2023 war es kalt."]
    )
    def test_what_only_looks_like_an_item(self, line: str) -> None:
        assert kinds(f"Kopf:\n\n{line}\n")[1] == ("text", line)

    def test_a_date_inside_a_paragraph_opens_no_item(self) -> None:
        assert [kind for kind, _ in kinds("Das Treffen war am\n12. Tag des Monats.\n\nEnde gut.\n")] == [
            "text",
            "text",
        ]

    def test_a_single_line_is_text(self) -> None:
        assert kinds("Der Bund muss zahlen") == [("text", "Der Bund muss zahlen")]

    def test_silent_regions_are_left_out(self) -> None:
        text = "Erster Satz.\n\nTelefon: 0351 1234.\n\nZweiter Satz."
        silent = Region("letterhead", 14, 33)
        assert [block.text for block in blocks(text, (silent,))] == ["Erster Satz.", "Zweiter Satz."]


class TestCatalogues:
    def topics(self, text: str) -> list[tuple[str, str]]:
        return [(item.topic, item.text) for item in catalogue_items(list(blocks(text)))]

    def test_an_item_that_leads_to_others_is_none_itself(self) -> None:
        assert self.topics("Wir fordern:\n\n- für Schulen:\n- neue Dächer\n") == [("", "neue Dächer")]

    def test_a_harmless_lead_in_inside_a_catalogue_leads_to_demands(self) -> None:
        text = "# Forderungen\n\n## Bahn\n\nIm Einzelnen heißt das:\n\n- mehr Züge\n"
        assert self.topics(text) == [("Bahn", "mehr Züge")]

    def test_a_list_of_measures_inside_a_catalogue_does_not(self) -> None:
        text = "# Forderungen\n\n## Bahn\n\nBereits beschlossene Maßnahmen:\n\n- mehr Züge\n"
        assert self.topics(text) == []

    @pytest.mark.parametrize("head", ["Herausforderungen", "Anforderungen", "Förderungen", "Lebenserwartung"])
    def test_words_that_only_contain_the_word(self, head: str) -> None:
        assert self.topics(f"# {head}\n\n- mehr Züge\n") == []

    def test_a_list_may_name_another_addressee_than_the_catalogue(self) -> None:
        text = "# Forderungen an den Landtag\n\n- A anbinden\n\nVom Bund fordern wir:\n\n- B anbinden\n"
        assert [item.addressee for item in catalogue_items(list(blocks(text)))] == ["Landtag", "Bund"]


def test_where_no_region_covers_it_is_body() -> None:
    kind_at = region_finder((Region("title", 0, 5), Region("list", 8, 9)))
    assert [kind_at(offset) for offset in (0, 4, 5, 7, 8, 9)] == [
        "title",
        "title",
        "body",
        "body",
        "list",
        "body",
    ]
