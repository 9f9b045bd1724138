"""One registry of readers: a file's bytes in, its normalised text, regions and metadata out.

A reader is a module with ``read(data: bytes) -> Draft``; it is imported when its format is first
read, so that nobody pays for libraries of formats that are not used.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from content.formats.blocks import Draft, Unreadable
from content.formats.remarks import misnamed
from content.formats.sniff import sniff
from content.messages import Message
from content.model import Reading

__all__ = ["FORMATS", "FormatSpec", "Unreadable", "format_of", "read_bytes", "read_file"]

#: No document of a review comes near these (a million letters are about 400 pages); reading takes
#: up to twenty times the memory, so what is bigger is a mistake or an attack.
MAX_BYTES = {"text": 12 << 20, "markdown": 6 << 20, "html": 10 << 20, "rtf": 16 << 20, "eml": 48 << 20}
#: Whoever asks for a file to be read and the process that reads it each hold it.
MAX_FILE = 80 << 20


class Reader(Protocol):
    """What a reader's module offers."""

    def read(self, data: bytes) -> Draft: ...


@dataclass(frozen=True, slots=True)
class FormatSpec:
    """A format: the extensions it goes by, and the module that reads it."""

    extensions: tuple[str, ...]
    module: str

    def reader(self) -> Reader:
        """The reader's module, imported now if it was not."""
        return cast(Reader, import_module(self.module))


FORMATS: dict[str, FormatSpec] = {
    "text": FormatSpec(("txt", "text"), "content.formats.text"),
    "markdown": FormatSpec(("md", "markdown", "mkd"), "content.formats.markdown"),
    "html": FormatSpec(("html", "htm", "xhtml"), "content.formats.html"),
    "pdf": FormatSpec(("pdf",), "content.formats.pdf"),
    "docx": FormatSpec(("docx", "docm", "dotx"), "content.formats.docx"),
    "odt": FormatSpec(("odt", "ott", "fodt"), "content.formats.odt"),
    "rtf": FormatSpec(("rtf",), "content.formats.rtf"),
    "eml": FormatSpec(("eml", "mht", "mhtml"), "content.formats.eml"),
}
_BY_EXTENSION = {extension: name for name, spec in FORMATS.items() for extension in spec.extensions}
_PACKED = ("pdf", "docx", "odt")


def format_of(name: str) -> str | None:
    """The format a file name's extension stands for, None if it has none that is known."""
    return _BY_EXTENSION.get(name.rpartition(".")[2].lower()) if "." in name else None


def read_file(path: str | Path, format: str | None = None) -> Reading:  # noqa: A002
    """Reads a regular file (no link, device or pipe). Raises Unreadable, or OSError as open() does."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("is not a regular file", "choose a document")
        check_size(status.st_size, MAX_FILE)
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(MAX_FILE + 1)
    finally:
        os.close(handle)
    return read_bytes(data, Path(path).name, format)


def read_bytes(data: bytes, name: str, format: str | None = None) -> Reading:  # noqa: A002
    """Reads a document. ``name`` tells the format by its extension, ``format`` names it outright.
    Raises Unreadable for what cannot be read, ValueError for an unknown ``format``.
    """
    draft = draft_of(data, name, format)
    from content.formats.finish import finish

    return finish(draft)


def draft_of(data: bytes, name: str, format: str | None = None) -> Draft:  # noqa: A002
    """What the reader of a document's format hands over; arguments and errors as of ``read_bytes``.

    A file that is plainly of another format than its name says is read as what it is, with a warning.
    """
    if format is not None and format not in FORMATS:
        raise ValueError(f"unknown format {format!r}: one of {', '.join(FORMATS)}")
    if not data.strip(b"\0 \t\r\n\x0c\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("is empty", "nothing to import")
    chosen, warnings = _choose(data, format, format_of(name))
    check_size(len(data), MAX_BYTES.get(chosen, MAX_FILE))
    draft = _read_as(data, chosen)
    draft.warnings[:0] = warnings
    return draft


def check_size(size: int, limit: int = MAX_FILE) -> None:
    """Unreadable for more bytes than that."""
    if size > limit:
        raise Unreadable(
            "is too large ({size} MB; at most {limit} MB)",
            "split it into parts",
            size=size >> 20,
            limit=limit >> 20,
        )


def _choose(data: bytes, asked: str | None, declared: str | None) -> tuple[str, list[Message]]:
    """The format to read as, and a warning where that is not what the name says."""
    wanted = asked or declared
    found = sniff(data, wanted)
    if found == wanted or (found is None and wanted not in _PACKED and wanted not in ("rtf", "eml")):
        return wanted or "text", []
    if asked and found not in _PACKED and asked not in (*_PACKED, "rtf"):
        return asked, []
    if asked:
        if found:
            raise Unreadable("is not {asked} but {found}", "leave the format out", asked=asked, found=found)
        raise Unreadable("is not {asked}", "leave the format out", asked=asked)
    chosen = found or "text"
    if declared is None:
        return chosen, []
    if found is None and declared in _PACKED and not _is_text(data):
        raise Unreadable(
            "is no {declared} file, or a damaged one", "open it and save it again", declared=declared
        )
    return chosen, [misnamed(declared, chosen)]


def _is_text(data: bytes) -> bool:
    from content.formats.encoding import decode

    try:
        decode(data)
    except Unreadable:
        return False
    return True


def _read_as(data: bytes, name: str) -> Draft:
    try:
        return FORMATS[name].reader().read(data)
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable("needs too much memory", "split it into parts") from None
    except RecursionError:
        raise Unreadable("is nested too deeply", "save its text in another format") from None
    except Exception as error:
        # Parsers of hostile files fail in ways nobody lists; one bad file must not stop the others.
        raise Unreadable(
            "could not be read as {format} ({kind})", "it may be damaged: open it and save it again",
            format=name, kind=type(error).__name__,
        ) from error  # fmt: skip
