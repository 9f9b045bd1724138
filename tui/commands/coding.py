"""Changing the codebook: each is said beforehand, and is one transaction.

What these give back is the name to go to then, None where nothing was changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.changes import AddTag, Change, EditTag, RemoveTag
from store.codebook.tree import Node, joined, lineage, renaming, touched
from store.tag_order import BETWEEN
from tui.choices import Choice
from tui.colours import number_of
from tui.commands.screens.tags import HOTKEYS
from tui.desk import Desk
from tui.formatting import number
from tui.gutter import letter_of
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.codebook_rows import last_level, told

TOP = "/"
DIGITS = HOTKEYS.split()


async def add(desk: Desk, above: str) -> str | None:
    """A new tag; ``above`` is the name it is offered below, "" for none."""
    typed = await desk.write(_("New tag (levels with /)"), above + BETWEEN if above else "")
    name = _tidy(typed or "")
    if not name:
        return None
    if there := _same(desk, name):
        desk.say(_("There is a tag “{tag}” already.").format(tag=there), warn=True)
        return None
    return await _apply(desk, name, _("Added: {tag}").format(tag=name), AddTag(name))


async def rename(desk: Desk, node: Node) -> str | None:
    """Another name, for what is below it, too; a name that is taken makes two tags one."""
    typed = await desk.write(
        _("Name of this tag"), node.name, lambda words: _renamed(desk, node, _tidy(words))
    )
    return await _become(desk, node, _tidy(typed)) if typed is not None else None


async def move(desk: Desk, node: Node, nodes: Sequence[Node]) -> str | None:
    """Below another tag, with what is below it."""
    choices = [Choice(TOP, _("(at the top)"))] if BETWEEN in node.name else []
    choices += [_choice(one) for one in nodes if node.name not in lineage(one.name)]
    picked = await desk.pick(_("Move “{tag}” below which?").format(tag=node.name), choices)
    if picked is None:
        return None
    above = "" if picked.id == TOP else picked.id + BETWEEN
    return await _become(desk, node, above + last_level(node.name))


async def merge(desk: Desk, node: Node, nodes: Sequence[Node]) -> str | None:
    """One with another tag, whose name, colour and description stay."""
    choices = [_choice(one) for one in nodes if one.tag and node.name not in lineage(one.name)]
    picked = await desk.pick(_("Merge “{tag}” into which?").format(tag=node.name), choices)
    return await _become(desk, node, picked.id) if picked else None


def _choice(node: Node) -> Choice:
    return Choice(node.name, node.name, f"{number(node.total)}×")


async def _become(desk: Desk, node: Node, new: str) -> str | None:
    if not new or new == node.name:
        return None
    if new.startswith(node.name + BETWEEN):
        desk.say(_renamed(desk, node, new), warn=True)
        return None
    if not await desk.confirm(_renamed(desk, node, new)):
        return None
    said = _("“{old}” is part of “{new}” now.") if _joins(desk, node, new) else _("“{old}” is “{new}” now.")
    return await _apply(desk, new, said.format(old=node.name, new=new), *renaming(desk.view, node.name, new))


def _renamed(desk: Desk, node: Node, new: str) -> str:
    """What becomes of a tag that is called ``new``."""
    if new.startswith(node.name + BETWEEN):
        return _("A tag cannot come below itself.")
    what = _touched(desk, node.ids)
    into = _joins(desk, node, new)
    said = _("“{old}” goes into “{new}”: {what}.") if into else _("“{old}” becomes “{new}”: {what}.")
    said = said.format(old=node.name, new=into or new, what=what)
    below = len(node.ids) - (node.tag is not None)
    if below:
        along = ngettext("{count} tag below it comes along.", "{count} tags below it come along.", below)
        said += " " + along.format(count=number(below))
    if others := [one for one in joined(desk.view, node.name, new) if one != into]:
        said += " " + _("Becomes one with: {tags}.").format(tags=", ".join(others))
    return said


def _joins(desk: Desk, node: Node, new: str) -> str | None:
    """The tag that it becomes one with, if it is called ``new``."""
    there = _same(desk, new)
    return there if node.tag is not None and there != node.name else None


async def delete(desk: Desk, node: Node) -> str | None:
    """Off everything that carries it; what is below it stays or goes, too."""
    one = [node.tag.id] if node.tag else []
    alone = _("Only “{tag}”: {what}").format(tag=node.name, what=_touched(desk, one))
    ids: Sequence[str] = one
    if len(node.ids) > len(one):
        choices = [Choice("one", alone, key="1")] if one else []
        whole = _("With all below it ({count} tags): {what}").format(
            count=number(len(node.ids)), what=_touched(desk, node.ids)
        )
        picked = await desk.pick(
            _("Delete “{tag}”?").format(tag=node.name), [*choices, Choice("all", whole, key="2")]
        )
        if picked is None:
            return None
        ids = one if picked.id == "one" else node.ids
    elif not await desk.confirm(_("Delete? {what}").format(what=alone)):
        return None
    said = desk.keymap.told(_("Deleted: {tag}. [change.undo] takes it back.")).format(tag=node.name)
    return await _apply(desk, node.name, said, *map(RemoveTag, ids))


def _touched(desk: Desk, tags: Sequence[str]) -> str:
    """What carries any of them; what a blind project hides is changed as well."""
    said = told(touched(desk.view, tags))
    return said + _(" and what is hidden from you") if desk.view.lookup.blind else said


async def describe(desk: Desk, node: Node) -> str | None:
    """What it stands for."""
    before = (node.tag.description if node.tag else None) or ""
    text = await desk.write(_("What does “{tag}” stand for?").format(tag=node.name), before)
    if text is None or text.strip() == before:
        return None
    return await _apply(
        desk, node.name, _("Description changed."), _edit(node, description=text.strip() or None)
    )


async def colour(desk: Desk, node: Node, nodes: Sequence[Node]) -> str | None:
    """Its colour in the text."""
    before = node.tag.colour if node.tag else None
    title = _("Colour of “{tag}”").format(tag=node.name)
    chosen = await desk.pick_colour(title, before, _used(nodes))
    if chosen is None or (chosen or None) == before:
        return None
    return await _apply(desk, node.name, _("Colour changed."), _edit(node, colour=chosen or None))


def _used(nodes: Sequence[Node]) -> Mapping[int, str]:
    """The letters of the tags that have a colour, by its number."""
    numbers = ((number_of(node.tag.colour), node) for node in nodes if node.tag)
    return {at: letter_of(node.name) for at, node in numbers if at is not None}


async def hotkey(desk: Desk, node: Node, key: str, nodes: Sequence[Node]) -> str | None:
    """The digit that chooses it among the tags, "0" for none; a key that is no digit asks for one."""
    holders = {one.tag.hotkey: one for one in nodes if one.tag and one.tag.hotkey}
    if key not in DIGITS:
        choices = [Choice(one, holders[one].name if one in holders else "–", key=one) for one in DIGITS[1:]]
        nobody = Choice(DIGITS[0], _("no key"), key=DIGITS[0])
        picked = await desk.pick(_("Which key chooses it among the tags?"), [*choices, nobody])
        if picked is None:
            return None
        key = picked.id
    wanted = None if key == DIGITS[0] else key
    if (node.tag.hotkey if node.tag else None) == wanted:
        desk.say(_("That is so already."))
        return None
    holder = holders.get(key)
    freed: list[Change] = []
    if holder is not None:
        question = _("Key {key} belongs to “{other}”. Give it to “{tag}”?")
        if not await desk.confirm(question.format(key=key, other=holder.name, tag=node.name)):
            return None
        freed = [_edit(holder, hotkey=None)]
    said = (
        _("Key {key}: {tag}").format(key=key, tag=node.name)
        if wanted
        else _("No key: {tag}").format(tag=node.name)
    )
    return await _apply(desk, node.name, said, *freed, _edit(node, hotkey=wanted))


def _edit(node: Node, **fields: str | None) -> Change:
    """The change of a tag; a name that only stood above others becomes one."""
    if node.tag is None:
        return AddTag(node.name, **fields)
    return EditTag(node.tag.id, rev=node.tag.rev, **fields)  # type: ignore[arg-type]


async def _apply(desk: Desk, name: str, said: str, *changes: Change) -> str | None:
    return name if await desk.apply(*changes, said=said) else None


def _tidy(name: str) -> str:
    """A name as typed, its levels without blanks around them."""
    return BETWEEN.join(" ".join(level.split()) for level in name.split(BETWEEN)).strip(BETWEEN)


def _same(desk: Desk, name: str) -> str | None:
    """The tag that is called so, whatever the capitals."""
    return next((tag.name for tag in desk.view.tags if tag.name.casefold() == name.casefold()), None)
