"""The project in an archive, unpacked where nothing of it can do harm."""

from __future__ import annotations

import gzip
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import msgspec

from content.messages import reason_of
from store.care.backup import ARCHIVE
from store.care.surroundings import could_belong
from store.care.unfolding import ENDINGS, unfold
from store.errors import Damaged, Refused
from store.exchange.bundle.reading import MOST_PARTS
from store.folder import UNFINISHED, Head

_BLOCK = 1 << 20
#: Bytes of a disk that stay free.
_RESERVE = 64 << 20


def unpacked_of(archive: Path, target: Path) -> Path:
    """The one project in an archive. Nothing can come to lie outside of ``target``."""
    if archive.name.lower().endswith(ENDINGS) and archive.is_file():
        unfold(archive, target)
        return target
    if not archive.name.endswith(ARCHIVE) or not archive.is_file():
        raise no_backup(archive)
    try:
        if not _holds_project(archive):
            raise _holds_none(archive)
        target.mkdir(mode=0o700)
        with gzip.open(archive) as stream:
            with tarfile.open(fileobj=stream, mode="r|") as tar:
                for member in _fitting(tar, target):
                    _lay_down(tar, member, target)
            while stream.read(_BLOCK):
                pass  # the checksum of the whole stands at its end
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError) as error:
        raise Damaged(
            "{archive} cannot be unpacked: {reason}",
            "use another backup",
            archive=archive,
            reason=reason_of(error) if isinstance(error, OSError) else str(error),
        ) from error
    inside = list(target.iterdir())
    if len(inside) != 1 or not (inside[0] / "store.json").is_file():
        raise _holds_none(archive)
    return inside[0]


def no_backup(archive: Path) -> Refused:
    """The refusal of what is neither a project's folder nor an archive."""
    return Refused(
        "{archive} is no backup",
        "name a folder, or an archive that ends in {ending}",
        archive=archive,
        ending=ARCHIVE,
    )


def _holds_none(archive: Path) -> Refused:
    return Refused("{archive} is no backup: it does not hold one project and nothing else", archive=archive)


def _holds_project(archive: Path) -> bool:
    """Whether a project's head is in it, before anything is unpacked. In a backup it is among the first."""
    with gzip.open(archive) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
        for member in islice(tar, MOST_PARTS):
            if member.isreg() and _within(member) == "store.json":
                file = tar.extractfile(member)
                return file is not None and _is_head(file.read(_BLOCK))
    return False


def _is_head(data: bytes) -> bool:
    with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        msgspec.json.decode(data, type=Head)
        return True
    return False


def _within(member: tarfile.TarInfo) -> str:
    """Its name in the folder that holds it all."""
    return member.name.removeprefix("./").partition("/")[2]


def _fitting(tar: tarfile.TarFile, target: Path) -> Iterator[tarfile.TarInfo]:
    """What of an archive may be a project's, while there is room for it: a few KB can unpack to more than any
    disk has, and hold more files than anybody waits for."""
    left = shutil.disk_usage(target).free
    for member in tar:
        left -= member.size
        if left < _RESERVE:
            raise Refused("the backup unpacks to more than there is room for", "free some space first")
        if member.issym() and _within(member) == "current.json":
            continue  # made anew where it is needed
        if not _is_plain(member):
            raise Refused(
                "the backup holds {name}, which is no file of a project",
                "use another backup",
                name=member.name,
            )
        if _of_project(member):
            yield member


def _lay_down(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    """Write one plain file. With no link among them, its name cannot lead out of ``target``.

    tarfile's own filters came with Python 3.11.4, and Debian 12 has an older one.
    """
    place = target / member.name
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    source = tar.extractfile(member)
    assert source is not None, "it is a file"
    with open(place, "xb") as file:
        shutil.copyfileobj(source, file, _BLOCK)


def _is_plain(member: tarfile.TarInfo) -> bool:
    """Whether it is a file or folder whose name stays where it is unpacked."""
    parts = member.name.split("/")
    return (member.isreg() or member.isdir()) and parts[0] != "" and ".." not in parts


def _of_project(member: tarfile.TarInfo) -> bool:
    """Whether a file may be a project's; folders are made where there is one in them."""
    name = _within(member)
    return member.isreg() and (name == UNFINISHED or could_belong(name))
