"""Who acts, and in which role. The operating system says who it is, never the environment's USER or LOGNAME.

``SUDO_UID`` counts only for the project's own account, which is how a team shares one; then ``--as``
does not.
"""

from __future__ import annotations

import grp
import os
import pwd
import re
import stat
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from msgspec import Struct

from store.changes.wording import NAME, reviewer_name
from store.errors import Forbidden
from store.model import Record


class Caller(Struct, frozen=True):
    """The process as the system sees it, and the folder it opens. ``sudo_uid`` is None outside sudo.

    ``alone`` says that no other account but root can write the folder.
    """

    uid: int
    sudo_uid: int | None
    owner: int
    alone: bool

    @property
    def owns(self) -> bool:
        return self.uid == self.owner

    @property
    def behind(self) -> int:
        """The account of the person: who called sudo to become the project's account, else this process's."""
        return self.sudo_uid if self.owns and self.sudo_uid is not None else self.uid

    @property
    def may_name(self) -> bool:
        """Whether ``--as`` counts: where the project is this account's alone and sudo names nobody."""
        return self.owns and self.alone and self.behind == self.uid


def caller_of(folder: Path, environ: Mapping[str, str] | None = None) -> Caller:
    """The caller of a project folder. Forbidden for root where the project is somebody else's."""
    found = folder.stat()
    sudo = (os.environ if environ is None else environ).get("SUDO_UID", "")
    uid = os.getuid()
    sudo_uid = int(sudo) if sudo.isascii() and sudo.isdigit() and int(sudo) != uid else None
    caller = Caller(uid, sudo_uid, found.st_uid, _is_alone(found) and not _is_open_inside(folder))
    if uid == 0 and not caller.owns:
        owner = user_name(found.st_uid)
        raise Forbidden(
            "{folder} belongs to {owner}; root does not review in it",
            "Use sudo -u {owner} vermerk …",
            folder=folder,
            owner=owner,
        )
    return caller


def who_acts(caller: Caller, reviewers: Iterable[Record], acting: str | None) -> str:
    """The name of the acting reviewer; one that is not among ``reviewers`` only reads.

    ``acting`` is what ``--as`` says. Forbidden where it does not count, and for an unknown name.
    """
    known = list(reviewers)
    user = user_name(caller.behind)
    if acting is None:
        return name_of_user(user, known) or _strangers_name(user, caller.behind, known)
    reviewer_name(acting)
    if not caller.may_name:
        if name_of_user(user, known) == acting:
            return acting
        raise Forbidden(
            "--as {acting} does not count here: you are {user}",
            "It counts in a project that only you can write, and for its own account without sudo.",
            acting=acting,
            user=user,
        )
    if all(reviewer["name"] != acting for reviewer in known):
        raise Forbidden(
            "there is no reviewer {acting}",
            "A lead adds one: vermerk reviewers PROJECT add {acting}",
            acting=acting,
        )
    return acting


def name_of_user(user: str, reviewers: Iterable[Record]) -> str | None:
    """The reviewer a system's user is: the one that lists it, else one of that name that lists nobody."""
    by_name = None
    for reviewer in reviewers:
        if user in (reviewer["users"] or ()):
            return str(reviewer["name"])
        if reviewer["name"] == user and not reviewer["users"]:
            by_name = str(reviewer["name"])
    return by_name


def user_name(uid: int) -> str:
    """The system's name of an account, "uid1000" for one without."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid{uid}"


def as_name(user: str) -> str:
    """A system's user name made to fit the pattern of reviewers' names."""
    if NAME.fullmatch(user):
        return user
    plain = unicodedata.normalize("NFKD", user.casefold()).encode("ascii", "ignore").decode("ascii")
    fitted = re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-._0123456789")[:31]
    return fitted if NAME.fullmatch(fitted) else "reviewer"


def _strangers_name(user: str, uid: int, reviewers: Iterable[Record]) -> str:
    """The name of who is no reviewer. Never one that is a reviewer's, or it would be taken for theirs."""
    taken = {reviewer["name"] for reviewer in reviewers}
    numbered = (f"uid{uid}-{number}" for number in count(1))
    return next(name for name in chain((as_name(user), f"uid{uid}"), numbered) if name not in taken)


def first_lead(acting: str | None, folder: Path) -> tuple[str, str]:
    """(name, system's user) of whoever creates a project in ``folder``: in a new one any name is free."""
    user = user_name(caller_of(folder).behind)
    return (reviewer_name(acting) if acting is not None else as_name(user)), user


def _is_alone(found: os.stat_result) -> bool:
    if found.st_mode & stat.S_IWOTH:
        return False
    if not found.st_mode & stat.S_IWGRP:
        return True
    return _members(found.st_gid) <= {user_name(found.st_uid), user_name(0)}


def _is_open_inside(folder: Path) -> bool:
    """Whether others may write by an access list, or in a journal more open than the folder around it.

    Behind an access list the group's bits are only its mask; whom it names is not looked up.
    """
    with suppress(OSError):
        if os.getxattr(folder, "system.posix_acl_access"):
            return True
    with suppress(OSError):
        return not _is_alone(os.stat(os.path.join(folder, "journal")))
    return False


def _members(gid: int) -> set[str]:
    """The users of a group, by its list and as their first group."""
    try:
        listed = set(grp.getgrgid(gid).gr_mem)
    except KeyError:
        listed = set()
    return listed | {user.pw_name for user in pwd.getpwall() if user.pw_gid == gid}
