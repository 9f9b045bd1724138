"""German words that are the same word, or speak of the same thing."""

from __future__ import annotations

import pytest

from content.restating import Restatements
from content.stems import content_stems, keys, likeness, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Finanzierung", "finanzieren"),
        ("finanziert", "finanzieren"),
        ("anzubieten", "anbieten"),
        ("umgesetzt", "umsetzt"),
        ("Zugänge", "Zugang"),
        ("Straße", "STRASSEN"),
        ("Schulbussen", "Schulbus"),
        ("Gemeinden", "Gemeinde"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("Haus", "Maus"), ("Kreis", "Preis"), ("Lehrer", "Leerung")])
def test_different_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_short_words_keep_their_letters() -> None:
    assert (stem("Rat"), stem("Amt"), stem("Netz")) == ("rat", "amt", "netz")


def test_only_words_with_meaning_count() -> None:
    assert content_stems("Und wenn das nicht für alle gilt, dann muss es werden") == {"gilt"}


def test_hyphenated_words_count_by_their_parts() -> None:
    assert content_stems("Bürger-Terminals") == {"burg", "terminal"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KI im Amt", "Künstliche Intelligenz"),
        ("mit Künstlicher Intelligenz", "KI"),
        ("ÖPNV", "öffentlichen Personennahverkehr"),
        ("Bürokratieabbau", "entbürokratisieren"),
        ("analog", "für weniger digitalaffine Leute"),
    ],
)
def test_words_that_stand_for_one_another(one: str, other: str) -> None:
    assert content_stems(one) & content_stems(other)


class TestLikeness:
    def test_compounds_are_like_their_parts(self) -> None:
        assert likeness(stem("Glasfasernetze"), stem("Glasfaser")) > 0.5
        assert likeness(stem("Schienenverkehr"), stem("Verkehr")) > 0.5

    def test_short_parts_say_nothing(self) -> None:
        assert likeness(stem("Rathaus"), stem("Rat")) == 0

    def test_unlike_words_and_order(self) -> None:
        assert likeness("schule", "brucke") == 0
        assert likeness("glasfas", "glas") == likeness("glas", "glasfas")

    @pytest.mark.parametrize(("one", "other"), [("verkehr", "schienenverkehr"), ("digital", "digitalcheck")])
    def test_whatever_is_alike_shares_a_key(self, one: str, other: str) -> None:
        assert likeness(one, other) and set(keys(one)) & set(keys(other))


class TestRestatements:
    ITEMS = ("Radwege an Landstraßen bauen", "Radwege an Schulen beleuchten", "Freibäder sanieren")

    def test_the_item_with_most_rare_words_in_common_is_best(self) -> None:
        best = Restatements(self.ITEMS).best("An Schulen müssen Radwege beleuchtet sein.")
        assert best is not None and best[0] == 1 and best[1] > 0.8

    def test_one_common_word_is_not_enough(self) -> None:
        assert Restatements(self.ITEMS).best("Radwege kosten Geld.") is None

    def test_a_common_word_is_worth_less_than_a_rare_one(self) -> None:
        items = ("Radwege bauen", "Radwege pflegen", "Radwege räumen", "Brücken bauen")
        best = Restatements(items).best("Radwege räumen")
        assert best is not None and best[0] == 2

    def test_without_items_or_words_there_is_nothing(self) -> None:
        assert Restatements(()).best("Radwege bauen") is None
        assert Restatements(("und", "oder")).best("Radwege bauen") is None
