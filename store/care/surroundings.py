"""The files of a project folder: those that do not belong there, and those that the group cannot write."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from store.care.findings import Finding
from store.care.ledger import Ledger
from store.model import split_id
from store.walking import walk

#: What is in a project folder, and whether its contents are looked at.
_KNOWN = {
    "store.json", "lock", "current.json", "synonyms.tsv", "journal", "snapshot", "documents", "index",
    "presence", "reviewers", "exports", "backups",
}  # fmt: skip
_LOOKED_INTO = ("journal", "snapshot", "documents")
_NAMES = {
    "journal": re.compile(r"journal/\d{4,}\.jsonl"),
    "snapshot": re.compile(r"snapshot/\d+\.(?:json|idx)"),
    "documents": re.compile(r"documents/(d\d+)(?:/(v\d+)\.(?:txt|orig\.\w+))?"),
}


def entries(project: Path) -> list[str]:
    """The names of what is in the folder and in those of its folders that the program alone fills."""
    found = sorted(entry.name for entry in os.scandir(project))
    for name in _LOOKED_INTO:
        for folder, inner, files in walk(project / name):
            inside = os.path.relpath(folder, project)
            found.extend(sorted(f"{inside}/{one}" for one in (*inner, *files)))
    return found


def strays(project: Path, names: list[str], ledger: Ledger, latest: bytes) -> list[str]:
    """Those of ``names`` that do not belong there, and are there still. ``latest`` is what was written to the
    journal since the check began."""
    found = [name for name in names if not _belongs(name, ledger, latest)]
    return [name for name in found if os.path.lexists(project / name)]


def check_surroundings(project: Path, names: list[str], odd: list[str]) -> Iterator[Finding]:
    """What is odd among ``names``, of which ``odd`` are strays."""
    for name in names:
        if name in odd:
            yield Finding("stray", name)
        else:
            yield from _check_mode(project, name)


def could_belong(name: str) -> bool:
    """Whether something of this name may be in a project folder."""
    top, _, rest = name.partition("/")
    return top in _KNOWN and (not rest or top not in _NAMES or _NAMES[top].fullmatch(name) is not None)


def _belongs(name: str, ledger: Ledger, latest: bytes) -> bool:
    top, _, rest = name.partition("/")
    if not rest:
        return name in _KNOWN
    match = _NAMES[top].fullmatch(name)
    if match is None:
        return False
    return top != "documents" or all(
        ledger.known(record) is not None or f'"{record}"'.encode() in latest
        for record in match.groups()
        if record is not None and split_id(record)
    )


def _check_mode(project: Path, name: str) -> Iterator[Finding]:
    """Others of the group must be able to write what this program writes, but never an image."""
    try:
        found = os.lstat(project / name)
    except FileNotFoundError:
        return  # replaced meanwhile
    mode = stat.S_IMODE(found.st_mode)
    if stat.S_ISDIR(found.st_mode):
        if name.partition("/")[0] in ("journal", "snapshot", "documents"):
            yield from _lacking(name, mode, stat.S_IWGRP | stat.S_ISGID)
    elif name.startswith("snapshot/"):
        if mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            yield Finding("mode", name, values={"mode": f"{mode:04o}"})
    elif stat.S_ISREG(found.st_mode) and name not in ("synonyms.tsv", "current.json"):
        yield from _lacking(name, mode, stat.S_IWGRP)


def _lacking(name: str, mode: int, wanted: int) -> Iterator[Finding]:
    if mode & wanted != wanted:
        yield Finding("mode", name, values={"mode": f"{mode:04o}"})
