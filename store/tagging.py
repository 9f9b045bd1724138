"""Who has put which tag on a record. Pure.

A record's ``tags`` are what it carries, whoever gave them; its ``tagged`` says who gave each, as "t3 anna",
so that two who chose the same tag for the same passage are both known. A tag without any such word (put there
by an older version) is its record's maker's.
"""

from __future__ import annotations

from collections.abc import Iterable

from store.model import Record


def given_by(tag: str, reviewer: str) -> str:
    """The member of ``tagged`` that says so."""
    return f"{tag} {reviewer}"


def parted(member: str) -> tuple[str, str]:
    """(tag, reviewer) of such a member."""
    tag, _, reviewer = member.partition(" ")
    return tag, reviewer


def taggers(record: Record) -> dict[str, list[str]]:
    """The reviewers who gave each tag that a record carries."""
    found: dict[str, list[str]] = {tag: [] for tag in record.get("tags") or ()}
    for tag, reviewer in map(parted, record.get("tagged") or ()):
        if tag in found:
            found[tag].append(reviewer)
    return {tag: names or [record["by"]] for tag, names in found.items()}


def members_of(record: Record, tags: Iterable[str]) -> list[str]:
    """The members of ``tagged`` about these tags."""
    wanted = set(tags)
    return [member for member in record.get("tagged") or () if parted(member)[0] in wanted]
