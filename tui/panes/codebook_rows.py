"""The codebook as rows, and what is said of a tag and of a change to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.codebook.tree import Node, touched
from store.tag_order import BETWEEN
from store.view import View
from tui import render
from tui.colours import colour_word
from tui.comparing import Part
from tui.formatting import number
from tui.gutter import letter_of
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.rows import Cell, ListRow
from tui.wrapping import wrapped

HEAD = "#head"
COUNT = 7


def codebook_rows(nodes: Sequence[Node], words: str = "") -> list[ListRow]:
    """A row a name: hotkey, letter in its colour, name, uses alone and with what is below, description.

    With ``words`` only names and descriptions that have them, and what stands above those.
    """
    shown = _shown(nodes, words.casefold())
    heads = (
        Cell("", width=1), Cell("", width=3), Cell(_("tag")), Cell(_("alone"), "", COUNT, "right"),
        Cell(_("total"), "", COUNT, "right"), Cell(_("description")),
    )  # fmt: skip
    return [ListRow(HEAD, heads, header=True), *map(_row, shown)] if shown else []


def _shown(nodes: Sequence[Node], words: str) -> list[Node]:
    fitting = [node.name for node in nodes if words in f"{node.name} {description(node)}".casefold()]
    return [
        node
        for node in nodes
        if node.name in fitting or any(name.startswith(node.name + BETWEEN) for name in fitting)
    ]


def _row(node: Node) -> ListRow:
    hotkey = (node.tag.hotkey if node.tag else None) or ""
    return ListRow(
        node.name,
        (
            Cell(hotkey, "bold", 1),
            Cell(f" {letter_of(node.name)} ", chip(node), 3),
            Cell(last_level(node.name), "" if node.tag else "italic"),
            Cell(number(node.uses) if node.uses else "", "", COUNT, "right"),
            Cell(number(node.total) if node.total else "", "", COUNT, "right"),
            Cell(description(node), "dim"),
        ),
        node.depth,
    )


def chip(node: Node) -> str:
    """The style of a tag's letter: its colour as background, as in the text; none for what is no tag."""
    return str(render.tint(node.tag.colour or "")) if node.tag else ""


def description(node: Node) -> str:
    """What the codebook says of it."""
    return (node.tag.description if node.tag else None) or ""


def last_level(name: str) -> str:
    """The name without those above it."""
    return name.rpartition(BETWEEN)[2]


def tag_lines(view: View, node: Node, width: int) -> list[list[Part]]:
    """What there is to say of a name, in lines of at most so many cells."""
    parts: list[list[Part]] = [[(node.name, "bold")]]
    if node.tag is None:
        parts.append([(_("No tag of its own: it only stands above others."), "dim")])
    else:
        parts[0] += [(f"  {node.tag.id}", "dim")]
        if node.tag.description:
            parts.append([(node.tag.description, "")])
        key = _("key {key}").format(key=node.tag.hotkey) if node.tag.hotkey else _("no key")
        colour = colour_word(node.tag.colour) if node.tag.colour else _("no colour of its own")
        parts.append([(f"{colour} · {key} · {node.tag.by}", "dim")])
        parts.append([(_("carried by: {what}").format(what=told(touched(view, [node.tag.id]))), "")])
    below = len(node.ids) - (node.tag is not None)
    if below:
        said = ngettext(
            "with the {count} tag below it: {what}", "with the {count} tags below it: {what}", below
        )
        parts.append([(said.format(count=number(below), what=told(touched(view, node.ids))), "")])
    clean = ([(render.one_line(text), style) for text, style in line] for line in parts)
    return [line for one in clean for line in wrapped(one, width)]


def told(counts: Mapping[str, int]) -> str:
    """„34 Fundstellen, 2 Dokumente“: what carries tags, by table."""
    said = [
        words.format(count=number(count))
        for table, count in sorted(counts.items(), key=lambda one: _ORDER.index(one[0]))
        for words in [_of(table, count)]
    ]
    return ", ".join(said) or _("nothing")


_ORDER = ("passages", "documents", "events", "demands")


def _of(table: str, count: int) -> str:
    if table == "passages":
        return ngettext("{count} passage", "{count} passages", count)
    if table == "documents":
        return ngettext("{count} document", "{count} documents", count)
    if table == "events":
        return ngettext("{count} event", "{count} events", count)
    return ngettext("{count} demand", "{count} demands", count)
