"""Files and folders into documents, one transaction each; one bad file never stops the rest."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from msgspec import Struct

from store.changes.documents import AddDocument, Draft, add_document, text_hash
from store.changes.revising import Moved, ReviseDocument, prepare, revise
from store.changes.wording import day, line
from store.changes.work import Work
from store.errors import NotFound, Refused
from store.model import Record

if TYPE_CHECKING:
    from content.apart import Found
    from store.review import Review

Progress = Callable[[int, int], object]
#: Bytes of one file; no document comes near it.
MOST = 200 << 20


class Imported(Struct, frozen=True):
    """What became of one file: ``status`` is "imported", "duplicate" (of ``document``) or "failed"."""

    path: str
    status: str
    document: str | None = None
    title: str | None = None
    date: str | None = None
    error: str | None = None
    warnings: tuple[str, ...] = ()


class Options(TypedDict, total=False):
    """What the reviewer says about a document; it wins over what the file says about itself."""

    format: str | None
    date: str | None
    title: str | None
    publisher: str | None
    kind: str | None
    source: str | None


class _Duplicate(Exception):
    def __init__(self, document: str) -> None:
        self.document = document


def import_files(
    review: Review,
    paths: Iterable[Path | str],
    *,
    progress: Progress | None = None,
    **options: Unpack[Options],
) -> Iterator[Imported]:
    """Import each file; of folders, all files in sorted order whose extension some reader knows.

    ``progress`` is told (done, all) after each file. Refused for a wrong date or format, Forbidden unless a
    lead asks; what is wrong with one file is in its ``Imported``.
    """
    given = checked(options)
    review.check(AddDocument.do, AddDocument.needs)
    return _import_all(review, [found for path in paths for found in _files(Path(path))], given, progress)


def import_bytes(review: Review, data: bytes, name: str, **options: Unpack[Options]) -> Imported:
    """Import a file's content; ``name`` tells its format and is its source. As ``import_files``."""
    given = checked(options)
    review.check(AddDocument.do, AddDocument.needs)
    return _import(review, data, name, os.path.basename(name), given)


def revise_file(review: Review, document: str, path: Path, form: str | None = None) -> tuple[Moved, ...]:
    """A file as the new version of a document; what became of each passage. NotFound, Refused (also for what
    cannot be read), Conflict, Forbidden unless a lead asks."""
    from content.apart import read_apart
    from content.formats import Unreadable

    checked({"format": form})
    review.check(ReviseDocument.do, ReviseDocument.needs)
    record = review.engine.get(document)
    if record is None or "version" not in record:
        raise NotFound(f"there is no document {document}")
    try:
        data = read_regular(path)
        found = read_apart(data, path.name, form, record["date"])
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from error
    except Unreadable as error:
        raise Refused(f"{path}: {error}") from error
    said = {"date": record["date"]} if record["date"] else {}
    draft = _draft(found, data, path.name, said)  # type: ignore[arg-type]
    revision = prepare(record, review.text(document, record["version"]), draft)
    done = review.transact(ReviseDocument.do, ReviseDocument.needs, lambda at: revise(at, revision))
    review.searching.keep_up()
    return done.result  # type: ignore[no-any-return]


def checked(options: Options) -> Options:
    """Refused for a date that is no day, a format nobody reads, a title without words."""
    from content.formats import FORMATS

    form, title = options.get("format"), options.get("title")
    if form is not None and form not in FORMATS:
        raise Refused(f"there is no format {form!r}", f"Formats are {', '.join(FORMATS)}.")
    day("import", "date", options.get("date"))
    return options if title is None else {**options, "title": line("import", "title", title)}


def _files(path: Path) -> Iterator[Path]:
    """The file itself, or what a folder holds. Links, hidden folders and projects in it are left out."""
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    from content.formats import format_of

    for folder, inner, names in os.walk(path):
        inner[:] = sorted(
            name for name in inner if not name.startswith(".") and not _is_project(folder, name)
        )
        for name in sorted(names):
            if format_of(name) is not None and not name.startswith("."):
                yield Path(folder, name)


def _is_project(folder: str, name: str) -> bool:
    return os.path.exists(os.path.join(folder, name, "store.json"))


def _import_all(
    review: Review, files: list[Path], given: Options, progress: Progress | None
) -> Iterator[Imported]:
    for done, path in enumerate(files, 1):
        try:
            found = _import(review, read_regular(path), str(path), path.name, given)
        except (OSError, Refused) as error:
            found = Imported(str(path), "failed", error=_reason(error))
        if progress is not None:
            progress(done, len(files))
        yield found


def read_regular(path: Path) -> bytes:
    """The bytes of a regular file. Refused for links, devices, pipes and giants; OSError as open()."""
    if path.is_symlink():
        raise Refused("is a link", "Name the file it leads to.")
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Refused("is not a regular file", "Choose a document.")
        if found.st_size > MOST:
            raise Refused(f"is larger than {MOST >> 20} MB", "Choose a document.")
        return file.read(MOST + 1)


def _import(review: Review, data: bytes, path: str, name: str, given: Options) -> Imported:
    from content.apart import read_apart
    from content.formats import Unreadable

    digest = hashlib.sha256(data).hexdigest()
    there = review.engine.find("versions", "original_sha256", digest)
    if there:
        return _duplicate(review, path, there[0]["document"])
    try:
        found = read_apart(data, name, given.get("format"), given.get("date"))
    except Unreadable as error:
        return Imported(path, "failed", error=str(error))
    return _write(review, path, _draft(found, data, name, given))


def _draft(read: Found, data: bytes, name: str, given: Options) -> Draft:
    """What is written under the lock; everything slow was done before."""
    reading, findings = read.reading, read.findings
    said = {key: value for key, value in given.items() if value}
    own = {key: getattr(reading, key) for key in ("title", "date", "publisher", "kind", "format")}
    facts: Record = own | {"title": reading.title or name, "source": _readable(name)} | said
    facts["format"] = reading.format
    for key in ("title", "date", "publisher"):
        facts[f"{key}_reason"] = "reviewer" if key in said else getattr(reading, f"{key}_reason")
    facts["warnings"] = [*reading.warnings, *([findings.missing] if findings.missing else [])]
    return Draft(
        reading.text,
        facts,
        reading.regions,
        data,
        _suffix(name, reading.format),
        findings.events,
        findings.demands,
    )


def _write(review: Review, path: str, draft: Draft) -> Imported:
    def work(at: Work) -> str:
        same = at.tx.find("versions", "sha256", text_hash(draft.text))
        if same:
            raise _Duplicate(same[0]["document"])
        return add_document(at, draft)

    try:
        document = review.transact(AddDocument.do, AddDocument.needs, work).result
    except _Duplicate as duplicate:
        return _duplicate(review, path, duplicate.document)
    review.searching.keep_up()
    facts = draft.facts
    return Imported(
        path, "imported", document, facts["title"], facts["date"], warnings=tuple(facts["warnings"])
    )


def _duplicate(review: Review, path: str, document: str) -> Imported:
    record = review.engine.get(document) or {}
    return Imported(path, "duplicate", document, record.get("title"), record.get("date"))


def _suffix(name: str, format_: str) -> str:
    """The extension of the kept original: only what is surely harmless in a file's name."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return f".{ending}" if ending.isascii() and ending.isalnum() and len(ending) <= 8 else f".{format_}"


def _readable(name: str) -> str:
    """A file's name as text: bytes that are no UTF-8 are shown as such."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _reason(error: OSError | Refused) -> str:
    if isinstance(error, Refused):
        return f"{error}: {error.advice}" if error.advice else str(error)
    return error.strerror or type(error).__name__
