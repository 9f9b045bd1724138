"""Every rule of the grammar reads its own example; every trap reads none."""

from collections.abc import Iterable

import pytest

from content.dates import rule as rules
from content.dates import words
from content.dates.finder import ENGLISH, GERMAN, english, find_dates, find_with, german
from content.dates.holidays import HOLIDAYS
from content.dates.rule import MACROS, Grammar, Rule, compiled

FRIDAY = "2026-04-24"
OWN_ENGLISH = tuple(rule for rule in ENGLISH if rule.name.startswith("English"))


def read(text: str) -> list[str]:
    return [mention.value for mention in find_dates(text, FRIDAY)]


@pytest.mark.parametrize("rule", GERMAN, ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: Rule) -> None:
    assert " ".join(read(rule.example)) == rule.values


@pytest.mark.parametrize("rule", [rule for rule in GERMAN if rule.values], ids=lambda rule: rule.name)
def test_each_example_needs_its_rule(rule: Rule) -> None:
    names = {mention.rule for mention in find_dates(rule.example, FRIDAY)}
    assert rule.name in names


@pytest.mark.parametrize("rule", OWN_ENGLISH, ids=lambda rule: rule.name)
def test_english_rules_read_their_examples(rule: Rule) -> None:
    sentence = f"The minister of the state is in office, that was said: {rule.example}."
    assert " ".join(read(sentence)) == rule.values


def test_names_are_unique_and_tables_hold_every_rule() -> None:
    names = [rule.name for rule in (*GERMAN, *OWN_ENGLISH)]
    assert len(names) == len(set(names))
    for grammar in (german(), english()):
        held = {rule.name for entries in grammar.table.values() for _, rule in entries}
        assert held == {rule.name for rule in grammar.rules}


def test_after_many_words_in_vain_the_same_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """However early it is asked first whether any rule matches, and whatever matched in vain before."""
    text = " ".join(f"der 3. Rat {at} Meter {rule.example}." for at, rule in enumerate(GERMAN))
    patient = find_with(Grammar(GERMAN), text, "2026-04-24")
    for misses in (1, 3, 20):
        monkeypatch.setattr(rules, "_MANY_MISSES", misses)
        assert find_with(Grammar(GERMAN), text, "2026-04-24") == patient


def test_a_pattern_ends_at_a_word_border() -> None:
    assert compiled(r"<heute>").match("heute,")
    assert not compiled(r"<heute>").match("heutigen")


def test_a_gap_may_be_a_line_break_but_no_empty_line() -> None:
    assert read("am 3.\nJuli 2026") == ["2026-07-03"]
    assert read("Kapitel 3.\n\nJuli 2026") == ["2026-07"]


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("ordinal", words.ORDINALS),
        ("number", words.NUMBERS),
        ("step", words.STEPS),
        ("season", words.SEASONS),
        ("holiday", HOLIDAYS),
    ],
)
def test_every_word_of_a_macro_is_read_however_it_is_written(name: str, entries: Iterable[str]) -> None:
    pattern = MACROS[name][0]
    assert pattern.startswith("(?=["), "its words are tried everywhere, which costs"
    expression = compiled(f"{{{name}}}")
    for word in entries:
        for written in (word, word[0].upper() + word[1:]):
            assert expression.fullmatch(written), written
    assert not expression.match("3. Rat")
