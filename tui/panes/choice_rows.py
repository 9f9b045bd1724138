"""What a picker lists for the words typed into it: pure functions over the choices."""

from __future__ import annotations

from collections.abc import Sequence

from textual.fuzzy import Matcher

from store.filtering import folds
from tui.choices import Choice
from tui.locale import gettext as _
from tui.panes.rows import Cell, ListRow

#: The id of the row that makes a new one of what was typed.
NEW = "+new"


def matching(choices: Sequence[Choice], words: str) -> list[Choice]:
    """The choices that fit what was typed: what is called so, what begins so, what has a word that does, what
    contains it, then fuzzy ones, best first; where nothing is called so, what its help tells of.

    Umlauts fit both ways of writing them without.
    """
    wanted = folds(words.strip())
    if not wanted[1]:
        return list(choices)
    matchers = [Matcher(form) for form in wanted]
    scored = []
    for at, choice in enumerate(choices):
        if (best := max(_fit(wanted, matchers, name) for name in (choice.label, *choice.names))) > NOT:
            scored.append((best, -at, choice))
    if not scored:
        return [choice for choice in choices if _certain(wanted[0], folds(choice.help)[0])]
    return [choice for *_rank, choice in sorted(scored, key=lambda item: item[:2], reverse=True)]


#: How well a name fits: as a whole, by its beginning …, and among fuzzy ones by their score.
Fit = tuple[int, float]
NOT: Fit = (0, 0.0)


def _fit(wanted: tuple[str, str], matchers: Sequence[Matcher], name: str) -> Fit:
    forms = folds(name)
    certain = max(_certain(form, known) for form, known in zip(wanted, forms, strict=True))
    return (certain, 0.0) if certain else (0, max(map(Matcher.match, matchers, forms)))


def _certain(words: str, name: str) -> int:
    """4 for the whole name, 3 for its beginning, 2 for that of a word in it, 1 for a part, 0 for none."""
    if words == name:
        return 4
    if name.startswith(words):
        return 3
    at = name.find(words)
    while at > 0 and name[at - 1].isalnum():
        at = name.find(words, at + 1)
    return 2 if at > 0 else int(words in name)


def picker_rows(choices: Sequence[Choice], words: str, create: bool) -> list[ListRow]:
    """What the picker lists for the typed words.

    Making a new one comes last while a name (or its last part) begins with the words, else first.
    """
    fitting = matching(choices, words)
    rows = [_choice_row(choice) for choice in fitting]
    name = words.strip()
    if not create or not name or any(choice.label == name for choice in fitting):
        return rows
    new = ListRow(NEW, (Cell("+", width=2), Cell(_("new: {name}").format(name=name))))
    return [*rows, new] if any(_begins(choice.label, name) for choice in fitting) else [new, *rows]


def _begins(label: str, words: str) -> bool:
    names = (label, label.rpartition("/")[2])
    return any(
        name.startswith(form) for part in names for name, form in zip(folds(part), folds(words), strict=True)
    )


def _choice_row(choice: Choice) -> ListRow:
    detail = Cell(choice.detail, style="dim", width=min(len(choice.detail), 24))
    return ListRow(choice.id, (Cell(choice.key, width=2), Cell(choice.label), detail))
