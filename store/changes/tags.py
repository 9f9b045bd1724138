"""The codebook, and what its tags are attached to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from content.messages import Message
from store.changes.base import KEEP, Change, Keep
from store.changes.targets import resolve
from store.changes.wording import line, optional_line
from store.changes.work import Work
from store.errors import NotFound, Refused
from store.model import TAGGED, Record
from store.tag_order import BETWEEN
from store.tagging import given_by, members_of, parted, taggers

#: Each new tag is compared with all there are.
MOST_AT_ONCE = 1000
#: Levels of a name; readers of XML take no more than 256 of anything, the codes in a file of REFI-QDA too.
DEEPEST = 100


class AddTag(Change, frozen=True):
    do = "tag.add"

    name: str
    colour: str | None = None
    description: str | None = None
    hotkey: str | None = None

    def apply(self, work: Work) -> str:
        name = tag_name(self.do, self.name)
        there = find_tag(work, name)
        if there is not None:
            raise Refused(
                "there is a tag “{name}” already ({there})",
                "Change it with tag.edit.",
                name=there["name"],
                there=there["id"],
            )
        fields = {
            "name": name,
            "colour": optional_line(self.do, "colour", self.colour),
            "description": optional_line(self.do, "description", self.description),
            "hotkey": _hotkey(work, self.do, self.hotkey, ""),
        }
        return str(work.tx.add("tags", fields)["id"])


class EditTag(Change, frozen=True):
    """A new name is a lead's to give. It takes the tags below along ("a/b"), and where another tag has that
    name already, the two become one: the other."""

    do = "tag.edit"

    id: str
    name: str | Keep = KEEP
    colour: str | None | Keep = KEEP
    description: str | None | Keep = KEEP
    hotkey: str | None | Keep = KEEP
    rev: int | None = None

    def apply(self, work: Work) -> str:
        tag = work.need(self.id, "tags")
        fields = self.given("colour", "description", "hotkey")
        for field in ("colour", "description"):
            if field in fields:
                fields[field] = optional_line(self.do, field, fields[field])
        if "hotkey" in fields:
            fields["hotkey"] = _hotkey(work, self.do, fields["hotkey"], self.id)
        if fields:
            work.tx.patch(self.id, fields, base_rev=self.rev)
        if isinstance(self.name, Keep):
            return self.id
        work.demand_lead(Message("only a lead may rename or merge tags"))
        name = tag_name(self.do, self.name)
        if name.startswith(tag["name"] + BETWEEN):
            raise Refused(
                "“{name}” cannot come below itself", "Add a tag of that name instead.", name=tag["name"]
            )
        return _rename(work, tag, name, self.rev)


class RemoveTag(Change, frozen=True):
    """Takes it off everything it is attached to."""

    do = "tag.remove"
    needs = "lead"

    id: str

    def apply(self, work: Work) -> str:
        work.need(self.id, "tags")
        for table in TAGGED:
            for record in work.tx.find(table, "tags", self.id):
                _take_off(work, record, [self.id])
        work.tx.delete(self.id)
        return self.id


class AttachTags(Change, frozen=True):
    """By name; tags that do not exist are made."""

    do = "tag.attach"

    target: str
    tags: tuple[str, ...]

    def apply(self, work: Work) -> str:
        if not self.tags:
            raise Refused('{do}: "tags" is empty', "Name at least one tag.", do=self.do)
        if len(self.tags) > MOST_AT_ONCE:
            raise Refused(
                "{do}: more than {most:,} tags at once", "Give them in parts.", do=self.do, most=MOST_AT_ONCE
            )
        names = [tag_name(self.do, name) for name in self.tags]
        target = resolve(work, self.target, *TAGGED)
        ids = [(find_tag(work, name) or work.tx.add("tags", {"name": name}))["id"] for name in names]
        give_tags(work, target["id"], [(tag, work.me) for tag in ids])
        return str(target["id"])


class DetachTags(Change, frozen=True):
    """Takes tags off a record, whoever gave them; in a blind project only what one gave oneself."""

    do = "tag.detach"

    target: str
    tags: tuple[str, ...]

    def apply(self, work: Work) -> str:
        ids = [_known_tag(work, name)["id"] for name in self.tags]
        target = resolve(work, self.target, *TAGGED)
        if work.blind and not work.leads:
            _take_mine_off(work, target, ids)
        else:
            _take_off(work, target, ids)
        return str(target["id"])


def tag_name(do: str, name: str) -> str:
    """A name in NFC, its levels parted by slashes without blanks around them. Refused if one is empty, and
    for too many of them."""
    levels = [level.strip() for level in line(do, "name", name).split(BETWEEN)]
    if not all(levels):
        raise Refused(
            "{do}: “{name}” has an empty level", "Write levels as Mobilität/Bahn.", do=do, name=name
        )
    if len(levels) > DEEPEST:
        raise Refused(
            "{do}: “{name}” has more than {most} levels", "Use fewer.", do=do, name=name, most=DEEPEST
        )
    return BETWEEN.join(levels)


def find_tag(work: Work, name: str) -> Record | None:
    """The tag of that name, else one that differs only in capitals."""
    exact = work.tx.find("tags", "name", name)
    if exact:
        return exact[0]
    folded = name.casefold()
    return next((tag for tag in work.tx.scan("tags") if tag["name"].casefold() == folded), None)


def _known_tag(work: Work, name: str) -> Record:
    tag = find_tag(work, " ".join(unicodedata.normalize("NFC", name).split()))
    if tag is not None:
        return tag
    from difflib import get_close_matches

    near = get_close_matches(name, [tag["name"] for tag in work.tx.scan("tags")], n=3)
    if near:
        raise NotFound("there is no tag “{name}”", "Did you mean {near}?", name=name, near=tuple(near))
    raise NotFound("there is no tag “{name}”", name=name)


def _rename(work: Work, tag: Record, name: str, rev: int | None) -> str:
    other = find_tag(work, name)
    if other is not None and other["id"] != tag["id"]:
        _merge(work, tag, other)
    else:
        work.tx.patch(tag["id"], {"name": name}, base_rev=rev)
    above = tag["name"] + BETWEEN
    for below in list(work.tx.scan("tags")):
        if below["name"].startswith(above):
            _rename(work, below, name + BETWEEN + below["name"][len(above) :], None)
    return str(tag["id"] if other is None else other["id"])


def _merge(work: Work, tag: Record, into: Record) -> None:
    for table in TAGGED:
        for record in work.tx.find(table, "tags", tag["id"]):
            names = taggers(record)[tag["id"]]
            _take_off(work, record, [tag["id"]])
            work.tx.members(record["id"], "tags", add=[into["id"]])
            work.tx.members(record["id"], "tagged", add=[given_by(into["id"], name) for name in names])
    work.tx.delete(tag["id"])


def give_tags(work: Work, record_id: str, given: Iterable[tuple[str, str]]) -> None:
    """Puts tags on a record, each by a reviewer: pairs of tag id and name."""
    pairs = list(given)
    if pairs:
        work.tx.members(record_id, "tags", add=[tag for tag, _name in pairs])
        work.tx.members(record_id, "tagged", add=[given_by(tag, name) for tag, name in pairs])


def settle_tags(work: Work, record_id: str, gone: Iterable[str] = ()) -> None:
    """Makes a record carry what ``tagged`` says it does, and no tag whose last giver is among the ``gone``
    members."""
    record = work.need(record_id)
    known = {parted(member)[0] for member in record.get("tagged") or ()}
    lost = {parted(member)[0] for member in gone} - known
    work.tx.members(record_id, "tags", add=sorted(known), remove=lost)


def _take_off(work: Work, record: Record, tags: list[str]) -> None:
    work.tx.members(record["id"], "tags", remove=tags)
    work.tx.members(record["id"], "tagged", remove=members_of(record, tags))


def _take_mine_off(work: Work, record: Record, tags: list[str]) -> None:
    names = taggers(record)
    mine = [tag for tag in tags if work.me in names.get(tag, ())]
    alone = [tag for tag in mine if names[tag] == [work.me]]
    work.tx.members(record["id"], "tags", remove=alone)
    work.tx.members(record["id"], "tagged", remove=[given_by(tag, work.me) for tag in mine])


def _hotkey(work: Work, do: str, key: str | None, tag: str) -> str | None:
    if not key:
        return None
    if key not in "123456789" or len(key) != 1:
        raise Refused("{do}: “hotkey” must be a digit from 1 to 9, not “{key}”", do=do, key=key)
    taken = next((other for other in work.tx.scan("tags") if other["hotkey"] == key), None)
    if taken is not None and taken["id"] != tag:
        raise Refused(
            "{do}: hotkey {key} belongs to “{name}”",
            "Take it from that tag first.",
            do=do,
            key=key,
            name=taken["name"],
        )
    return key
