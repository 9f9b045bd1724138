"""Passages of an old text found again in a new one, phenomenon by phenomenon."""

from __future__ import annotations

import unicodedata

import pytest

from content.anchors.anchoring import ASK, SILENT, Anchoring, Move
from content.model import Span

FUND = (
    "§ 1 Zweck\n\nDer Fonds fördert Radwege zwischen den Gemeinden. Er wird vom Landkreis verwaltet.\n\n"
    "§ 2 Anträge\n\nAnträge sind bis zum 31. März bei der Geschäftsstelle zu stellen. Über Anträge "
    "entscheidet der Beirat in öffentlicher Sitzung.\n\n"
    "§ 3 Beirat\n\nDer Beirat hat neun Mitglieder. "
    "Die Mitglieder werden vom Kreistag auf fünf Jahre gewählt. Sie erhalten kein Entgelt.\n\n"
    "§ 4 Bericht\n\nDie Geschäftsstelle berichtet dem Kreistag jährlich über alle geförderten Vorhaben.\n"
)


def spans_of(text: str, *words: str) -> list[Span]:
    """The spans of words that stand in a text once each."""
    assert all(text.count(one) == 1 for one in words), words
    return [Span(text.index(one), text.index(one) + len(one)) for one in words]


def moved(old: str, new: str, *words: str) -> tuple[Move, list[str]]:
    """What becomes of a passage of these words, and the words of its new spans."""
    move = Anchoring(old, new).move(spans_of(old, *words))
    return move, [new[span.start : span.end] for span in move.spans]


def changed(*replacements: tuple[str, str]) -> str:
    text = FUND
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


# In place


def test_an_unchanged_text_keeps_every_passage() -> None:
    for words in ("Der Fonds", "Er wird vom Landkreis verwaltet.", "§ 3", "31. März", FUND):
        assert moved(FUND, FUND, words) == (Move("moved", 1.0, tuple(spans_of(FUND, words)), True), [words])


@pytest.mark.parametrize("put_in", ["§ 0 Der Beirat\n\nDer Beirat hat einen Vorsitz.\n\n", "Vorspruch. "])
def test_what_is_put_in_before_moves_a_passage_by_its_length(put_in: str) -> None:
    move, words = moved(FUND, put_in + FUND, "Der Beirat hat neun")
    assert (move.outcome, move.score, words) == ("moved", 1.0, ["Der Beirat hat neun"])


def test_a_passage_never_spreads_over_pages_put_in_between() -> None:
    pages = "".join(f"Zu Punkt {at} liegt eine Stellungnahme der Ämter vor. " for at in range(60))
    new = changed(("Er wird", f"{pages}Er wird"))
    _move, words = moved(FUND, new, "zwischen den Gemeinden. Er wird vom Landkreis verwaltet.")
    assert words in ([], ["Er wird vom Landkreis verwaltet."], ["zwischen den Gemeinden."])


def test_a_passage_at_the_start_and_at_the_end() -> None:
    new = changed(("Er wird", "Dieser wird"))
    assert moved(FUND, new, "§ 1 Zweck")[0].spans == (Span(0, 9),)
    assert moved(FUND, new, "geförderten Vorhaben.\n")[1] == ["geförderten Vorhaben.\n"]


def test_each_of_many_equal_phrases_stays_the_one_it_was() -> None:
    old = "".join(f"Nr. {at}: Die Gemeinde zahlt {at * 7} Euro.\n" for at in range(1, 30))
    new = old.replace("Nr. 3:", "Nr. 2a: Die Gemeinde zahlt nichts.\nNr. 3:").replace(
        "Nr. 20: Die", "Nr. 20: Die kleine"
    )
    anchoring = Anchoring(old, new)
    for at in (*range(1, 20), *range(21, 30)):
        start = old.index(f"Nr. {at}: ") + len(f"Nr. {at}: ")
        move = anchoring.move([Span(start, start + len("Die Gemeinde zahlt"))])
        assert move.spans[0].start == new.index(f"Nr. {at}: ") + len(f"Nr. {at}: "), at
        assert move.outcome == "moved"


def test_an_equal_phrase_put_in_before_the_passage_does_not_take_it() -> None:
    new = changed(("§ 4 Bericht\n\n", "§ 4 Bericht\n\nDem Kreistag jährlich zu berichten ist Pflicht. "))
    assert moved(FUND, new, "dem Kreistag jährlich")[1] == ["dem Kreistag jährlich"]


def test_a_list_item_put_in_begins_at_its_own_line() -> None:
    old = "Gefördert werden\n\n- der Bau von Radwegen,\n- der Bau von Brücken.\n"
    new = "Gefördert werden\n\n- der Bau von Radwegen,\n- der Bau von Tunneln,\n- der Bau von Brücken.\n"
    for words in ("- der Bau von Radwegen,", "- der Bau von Brücken."):
        assert moved(old, new, words)[1] == [words]


def test_paragraphs_numbered_anew() -> None:
    new = changed(
        ("§ 2 Anträge", "§ 3 Anträge"), ("§ 3 Beirat", "§ 4 Beirat"), ("§ 4 Bericht", "§ 5 Bericht")
    )
    move, words = moved(FUND, new, "Der Beirat hat neun Mitglieder.")
    assert (move.outcome, words, move.same) == ("moved", ["Der Beirat hat neun Mitglieder."], True)
    assert moved(FUND, new, "§ 3 Beirat")[1] == ["§ 4 Beirat"]


# Edited


@pytest.mark.parametrize(
    ("words", "old", "new", "expected"),
    [
        ("Der Beirat hat neun Mitglieder.", "neun", "elf", "Der Beirat hat elf Mitglieder."),
        ("bis zum 31. März bei", "31. März", "30. Juni", "bis zum 30. Juni bei"),
        ("Anträge sind bis zum 31. März", "31. März", "30. Juni", "Anträge sind bis zum 30. Juni"),
        ("auf fünf Jahre", "fünf Jahre", "fünf volle Jahre", "auf fünf volle Jahre"),
        ("in öffentlicher Sitzung.", "öffentlicher", "nichtöffentlicher", "in nichtöffentlicher Sitzung."),
        (
            "Über Anträge entscheidet der Beirat",
            "entscheidet",
            "befindet",
            "Über Anträge befindet der Beirat",
        ),
    ],
)
def test_an_edited_passage_is_where_its_words_are(words: str, old: str, new: str, expected: str) -> None:
    move, found = moved(FUND, changed((old, new)), words)
    assert found == [expected]
    assert move.score >= ASK and not move.same


def test_a_long_passage_with_one_new_word_moves_silently_and_a_short_one_is_asked_about() -> None:
    new = changed(("neun", "elf"))
    long = "Der Beirat hat neun Mitglieder. Die Mitglieder werden vom Kreistag auf fünf Jahre gewählt."
    assert moved(FUND, new, long)[0].outcome == "moved"
    assert moved(FUND, new, "neun Mitglieder")[0].outcome == "check"


def test_a_word_inside_another_is_not_the_word() -> None:
    move, words = moved(FUND, changed(("öffentlicher", "nichtöffentlicher")), "öffentlicher")
    assert words == ["nichtöffentlicher"] and not move.same


@pytest.mark.parametrize(
    ("old", "new"), [("1,5 %", "15 %"), ("5 %", "5 ‰"), ("sie", "Sie"), ("10-20", "1020")]
)
def test_same_letters_are_not_always_the_same_words(old: str, new: str) -> None:
    text = "Der Anteil des Landes beträgt {} nach dem Beschluss vom Herbst."
    move, _words = moved(text.format(old), text.format(new), f"beträgt {old} nach")
    assert not move.same and move.score < 1


def test_a_paragraph_split_and_one_merged() -> None:
    apart = changed(("Gemeinden. Er", "Gemeinden.\n\nEr"))
    words = "zwischen den Gemeinden. Er wird vom Landkreis"
    assert moved(FUND, apart, words)[1] == ["zwischen den Gemeinden.\n\nEr wird vom Landkreis"]
    assert moved(apart, FUND, words.replace(". Er", ".\n\nEr"))[1] == [words]


# Moved elsewhere and deleted

GONE = "Die Mitglieder werden vom Kreistag auf fünf Jahre gewählt. "


def test_a_sentence_moved_to_another_section_is_found_there() -> None:
    new = changed((GONE, ""), ("geförderten Vorhaben.", f"geförderten Vorhaben. {GONE}".rstrip()))
    move, words = moved(FUND, new, GONE.strip())
    assert words == [GONE.strip()]
    assert move.score >= ASK


def test_a_short_passage_goes_with_its_moved_sentence() -> None:
    new = changed((GONE, ""), ("§ 2 Anträge\n\n", f"§ 2 Anträge\n\n{GONE}"))
    assert moved(FUND, new, "auf fünf Jahre")[1] == ["auf fünf Jahre"]


@pytest.mark.parametrize("words", [GONE.strip(), "vom Kreistag auf", "gewählt", "fünf Jahre"])
def test_a_deleted_passage_is_an_orphan(words: str) -> None:
    move, found = moved(FUND, changed((GONE, "")), words)
    assert (move.outcome, found, move.same) == ("orphan", [], False)
    assert move.score < ASK


@pytest.mark.parametrize(
    "words", ["Die Stadt trägt die Kosten der Schulwege.", "Kosten der Schulwege", "Die Stadt"]
)
def test_a_deleted_passage_leaves_its_near_twin_alone(words: str) -> None:
    twin = "Der Kreis trägt die Kosten der Schulbusse."
    gone = "Die Stadt trägt die Kosten der Schulwege."
    between = "Näheres regelt eine Satzung, die der Genehmigung durch die Aufsicht bedarf."
    for old in (f"{gone} {between} {twin}", f"{twin} {between} {gone}"):
        new = old.replace(f"{gone} ", "").replace(f" {gone}", "")
        assert moved(old, new, words)[0].outcome == "orphan"
        assert moved(old, new, twin)[1] == [twin]


def test_a_deleted_passage_does_not_take_a_new_twin_far_away() -> None:
    rule = "Näheres regelt die Satzung."
    old = f"A. Die Höhe bestimmt der Rat. {rule}\n\n{FUND}\n\nB. Die Dauer bestimmt der Kreis. {rule}"
    new = old.replace(f"Rat. {rule}", "Rat.")
    new = new.replace("wird vom Landkreis verwaltet.", f"wird verwaltet. {rule}")
    start = old.index(rule)
    assert Anchoring(old, new).move([Span(start, start + len(rule))]).outcome == "orphan"


def test_nothing_is_found_in_another_text() -> None:
    other = (
        "Ein Rezept: Mehl, Wasser und Salz mischen, eine Stunde ruhen lassen, backen. Dazu passt Butter.\n"
        * 3
    )
    for words in ("Der Fonds fördert", "Er wird vom Landkreis verwaltet.", "§ 4 Bericht", "neun"):
        assert moved(FUND, other, words)[0].outcome == "orphan"


# Set anew


def wrapped(text: str, width: int) -> str:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


RENDERINGS = {
    "one line": lambda text: " ".join(text.split()),
    "narrow": lambda text: wrapped(text, 24),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "ligatures": lambda text: text.replace("ff", "ﬀ").replace("fi", "ﬁ").replace("st", "ﬆ"),
    "spaces": lambda text: text.replace("§ ", "§\u00a0").replace(". ", ".\u2009"),
    "soft hyphens": lambda text: text.replace("Geschäfts", "Ge\u00adschäfts\u00ad").replace(
        "Mitgl", "Mit\u00adgl"
    ),
    "cut words": lambda text: text.replace("Geschäfts", "Geschäfts-\n").replace(
        "Gemeinden", "Gemein-\n   den"
    ),
    "lost spaces": lambda text: text.replace("zu stellen", "zustellen").replace("der Beirat", "derBeirat"),
    "torn words": lambda text: text.replace("öffentlicher", "öffent licher").replace("Kreistag", "Kreis tag"),
}


@pytest.mark.parametrize("how", RENDERINGS)
@pytest.mark.parametrize("back", [False, True])
def test_a_text_set_anew_keeps_its_passages(how: str, back: bool) -> None:
    old, new = FUND, RENDERINGS[how](FUND)
    assert old != new
    if back:
        old, new = new, old
    anchoring = Anchoring(old, new)
    words = old.split()
    start = 0
    for at in range(len(words) - 4):
        start = old.index(words[at], start)
        end = start
        for word in words[at : at + 4]:
            end = old.index(word, end) + len(word)
        move = anchoring.move([Span(start, end)])
        assert move.outcome == "moved", old[start:end]
        assert plain(old[start:end]) == plain("".join(new[span.start : span.end] for span in move.spans))
        start += 1


def plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


def test_a_word_cut_by_a_page_number_is_put_together() -> None:
    new = FUND.replace("beri", "be-\n\n7\n\f\nri")
    move, words = moved(FUND, new, "Geschäftsstelle berichtet dem")
    assert (words, move.outcome, move.same) == (["Geschäftsstelle be", "richtet dem"], "moved", True)
    assert moved(new, FUND, "Geschäftsstelle be", "richtet dem")[1] == ["Geschäftsstelle berichtet dem"]


def test_marks_beside_the_words_go_with_them_in_their_new_form() -> None:
    old = "Er sagte: „Wir bauen – auch nachts – weiter.“ Dann ging er."
    new = 'Er sagte: "Wir bauen - auch nachts - weiter." Dann ging er.'
    move, words = moved(old, new, "„Wir bauen – auch nachts – weiter.“")
    assert (words, move.same, move.score) == (['"Wir bauen - auch nachts - weiter."'], True, 1.0)


def test_bullets_torn_from_their_items() -> None:
    old = "Ziele:\n- mehr Busse am Abend\n- weniger Papier im Amt\n"
    new = "Ziele:\n•\nmehr Busse am Abend\n•\nweniger Papier im Amt\n"
    move, words = moved(old, new, "mehr Busse am Abend\n- weniger Papier")
    assert (words, move.same) == (["mehr Busse am Abend\n•\nweniger Papier"], True)


# Running heads and passages of several spans

PAGES = [
    "Der Ausschuss hat die Vorlage beraten und empfiehlt dem Rat",
    "die Annahme in der Fassung der Verwaltung. Die Mittel sind",
    "im Haushalt eingestellt und bis zum Jahresende abzurufen,",
    "sonst verfallen sie zugunsten der allgemeinen Rücklage.",
]


def with_heads() -> str:
    return "".join(f"{page}\n\nVorlage 17/2026\nSeite {at}\n\n" for at, page in enumerate(PAGES, 1))


def test_a_passage_is_split_where_a_running_head_came_between() -> None:
    old, new = "\n".join(PAGES), with_heads()
    move, words = moved(old, new, "empfiehlt dem Rat\ndie Annahme in der Fassung der Verwaltung.")
    assert words == ["empfiehlt dem Rat", "die Annahme in der Fassung der Verwaltung."]
    assert (move.outcome, move.score, move.same) == ("moved", 1.0, True)


def test_two_spans_become_one_where_the_running_head_is_gone() -> None:
    old, new = with_heads(), "\n".join(PAGES)
    move, words = moved(old, new, "empfiehlt dem Rat", "die Annahme in der Fassung der Verwaltung.")
    assert words == ["empfiehlt dem Rat\ndie Annahme in der Fassung der Verwaltung."]
    assert (move.outcome, move.score, move.same) == ("moved", 1.0, True)


def test_a_short_line_at_the_end_of_a_page_is_no_part_of_a_passage() -> None:
    new = changed((" Er wird", "\n\nAmtsblatt Nr. 12\n\fEr wird"))
    move, words = moved(FUND, new, "den Gemeinden. Er wird vom")
    assert (words, move.same) == (["den Gemeinden.", "Er wird vom"], True)


def test_what_stands_between_once_is_no_running_head() -> None:
    new = changed(("Er wird", "\n\nNur wer baut, wird gefördert.\n\nEr wird"))
    move, words = moved(FUND, new, "zwischen den Gemeinden. Er wird vom Landkreis verwaltet.")
    assert len(words) == 1 and "Nur wer baut" in words[0] and not move.same


def test_spans_move_together_and_one_that_is_gone_is_left_out() -> None:
    new = changed(("Sie erhalten kein Entgelt.", ""), ("§ 1 Zweck", "§ 1 Zweck und Ziel"))
    given = ("Die Mitglieder werden vom Kreistag auf fünf Jahre gewählt.", "kein Entgelt")
    move, words = moved(FUND, new, *given)
    assert (move.outcome, words, move.same) == ("check", [given[0]], False)


def test_spans_of_any_order_that_touch_are_one() -> None:
    start = FUND.index("Der Beirat")
    move = Anchoring(FUND, "Neu. " + FUND).move([Span(start + 3, start + 10), Span(start, start + 3)])
    assert move.spans == (Span(start + 5, start + 15),)


# Odd ones


@pytest.mark.parametrize("spans", [[], [Span(3, 3)], [Span(-1, 2)], [Span(0, len(FUND) + 1)]])
def test_what_is_no_passage_is_refused(spans: list[Span]) -> None:
    with pytest.raises(ValueError):
        Anchoring(FUND, FUND).move(spans)


def test_empty_texts() -> None:
    assert Anchoring("Ein Wort.", "").move([Span(0, 3)]).outcome == "orphan"
    assert Anchoring("Ein Wort.", " \n").move([Span(8, 9)]).outcome == "orphan"
    with pytest.raises(ValueError):
        Anchoring("", "Ein Wort.").move([Span(0, 1)])


@pytest.mark.parametrize("mark", ["(", "–", "„", "...", "\n\n"])
def test_a_passage_of_marks_alone_stays_between_its_words(mark: str) -> None:
    old = f"Der Plan {mark} so heißt es dort {'x' * 9} steht."
    new = f"Neu: {old}"
    start = old.index(mark)
    assert Anchoring(old, new).move([Span(start, start + len(mark))]).spans == (
        Span(start + 5, start + 5 + len(mark)),
    )
    gone = old.replace(mark, ";")
    assert Anchoring(old, gone).move([Span(start, start + len(mark))]).outcome == "orphan"


def test_marks_alone_with_other_spaces_are_asked_about() -> None:
    move, words = moved("Erstens — zweitens.", "Erstens\n— zweitens.", "—")
    assert (move.outcome, words) == ("check", ["—"])


def test_a_part_of_a_word_stays_that_part() -> None:
    old, new = "Das Verwaltungsverfahrensgesetz gilt.", "Das Verwal-\ntungsverfahrens\u00adgesetz gilt."
    assert moved(old, new, "verfahrens")[1] == ["verfahrens"]
    assert moved(new, old, "tungsverfahrens\u00ad")[1] == ["tungsverfahrens"]


def test_the_bounds_of_the_outcomes_are_the_promised_ones() -> None:
    assert (SILENT, ASK) == (0.9, 0.6)
