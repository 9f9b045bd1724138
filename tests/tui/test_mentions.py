"""Names in notes while they are typed: what is offered, and what is said of names that nobody has."""

import pytest

from tui.mentions import comment, fitting

TEAM = ("jan", "lea", "lea.kühn", "leonie")

pytestmark = pytest.mark.usefixtures("german")


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("Frag @", list(TEAM)),
        ("Frag @le", ["lea", "lea.kühn", "leonie"]),
        ("@LEO", ["leonie"]),
        ("@lea", ["lea.kühn"]),
        ("@jan", []),
        ("post@le", []),
        ("ohne", []),
        ("@lea und", []),
    ],
)
def test_names_are_offered_while_one_is_typed(before: str, offered: list[str]) -> None:
    assert fitting(before, TEAM) == offered


def test_the_line_below_says_what_tab_takes_and_who_is_nobody() -> None:
    assert comment("an @j", "an @j", TEAM, "Tab") == "Tab: @jan"
    assert comment("an @leo", "an @leo, @jan", TEAM, "Tab") == "Tab: @leonie"
    assert comment("an @le", "", TEAM, "Tab") == "Tab: @lea   @lea  @lea.kühn  @leonie"
    assert comment("", "@Jan und @lia.", TEAM, "Tab") == "Niemand hier heißt @lia."
    assert comment("", "an @jan. Und a@lia", TEAM, "Tab") == ""
