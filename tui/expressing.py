"""Expressions of tags in the interface's language: how one was read, or why it cannot be."""

from __future__ import annotations

from collections.abc import Callable

from content.tag_expressions import ANY, BELOW, SENTENCE, Every, Misread, Near, Node, Some, Tag, Without
from store.codebook.expression import read
from tui.desk import Desk
from tui.locale import N_
from tui.locale import gettext as _

PROBLEMS = {
    "empty": N_("A tag is missing."),
    "missing": N_("A tag is missing before “{words}”."),
    "joined": N_("Between tags there must be & | ~ or not (before “{words}”)."),
    "unclosed": N_("A parenthesis or quotation mark is not closed."),
    "closing": N_("A parenthesis closes nothing."),
    "deep": N_("The parentheses are nested too deep."),
    "unknown": N_("There is no tag “{words}”."),
    "several": N_("“{words}” may be several tags: {near}."),
}


def problem(error: Misread) -> str:
    """What is wrong with an expression, in a sentence or two."""
    kind = "empty" if error.kind == "missing" and not error.words else error.kind
    said = _(PROBLEMS[kind]).format(words=error.words, near=", ".join(error.near))
    if error.kind == "unknown" and error.near:
        said += " " + _("Did you mean {names}?").format(names=", ".join(error.near))
    return said


def shown(node: Node) -> str:
    """An expression as it was read, with all of its parentheses but the outermost."""
    text = _shown(node)
    return text[1:-1] if text.startswith("(") else text


def _shown(node: Node) -> str:
    if isinstance(node, Tag):
        return _("any tag") if node.name == ANY else node.name + BELOW * node.below
    if isinstance(node, Without):
        return _("not") + " " + _shown(node.part)
    if isinstance(node, Near):
        sign = "~" if node.unit == SENTENCE else "~~"
        return f"({_shown(node.one)} {sign} {_shown(node.other)})"
    sign = {Every: " & ", Some: " | "}[type(node)]
    return "(" + sign.join(map(_shown, node.parts)) + ")"


def reading(read: Callable[[str], Node]) -> Callable[[str], str]:
    """What is said below the line while an expression is typed."""

    def comment(typed: str) -> str:
        try:
            return "= " + shown(read(typed))
        except Misread as error:
            return problem(error)

    return comment


async def ask_expression(desk: Desk, typed: str) -> str | None:
    """Ask for an expression until it can be read; None where the reviewer backs out."""
    names = [tag.name for tag in desk.view.tags]
    title = _("Expression: A & B, A | B, A not B, A ~ B (sentence), A ~~ B (paragraph), A/*")
    while (answer := await desk.write(title, typed, reading(lambda words: read(names, words)))) is not None:
        typed = answer
        try:
            read(names, typed)
        except Misread as error:
            desk.say(problem(error), warn=True)
            continue
        return typed
    return None
