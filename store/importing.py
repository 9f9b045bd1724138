"""Files and folders into documents, one transaction each; one bad file never stops the rest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from msgspec import Struct
from msgspec.structs import replace

from content.messages import Message, reason_of
from store.ahead import ahead
from store.changes.base import check_field
from store.changes.documents import AddDocument, Draft, add_document, text_hash
from store.changes.revising import Moved, ReviseDocument, prepare, revise, spans_of
from store.changes.wording import day, line, optional_line
from store.changes.work import Work
from store.errors import Busy, NotFound, Refused
from store.gathering import File, files_of, read_regular
from store.model import Record
from store.search.following import following

if TYPE_CHECKING:
    from content.apart import Findings
    from content.formats import Unreadable
    from content.model import Reading
    from store.review import Review

Progress = Callable[[int, int], object]
#: Bytes of files whose dates and demands are found at once; it takes some seconds.
SMALL = 1 << 20
_WORDS = ("title", "publisher", "kind", "source")


class Imported(Struct, frozen=True):
    """What became of one file: ``status`` is "imported", "duplicate" (of ``document``) or "failed"; why it
    failed, and what its reader warns of, are messages."""

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
    later: bool | None = None,
    **options: Unpack[Options],
) -> Iterator[Imported]:
    """Import each file, of folders what ``files_of`` tells. A document is durable when it is yielded, and all
    are in the index at the end.

    ``later`` leaves the search for dates and demands to ``store.unread``; None: if there is much to import.
    ``progress`` is told bytes (done, all) after each file. Refused for a wrong date or format, Forbidden
    unless a lead asks; what is wrong with one file is in its ``Imported``.
    """
    given = checked(options)
    review.check(AddDocument.do, AddDocument.needs)
    files = [file for path in paths for file in files_of(Path(path))]
    if later is None:
        later = sum(file.size for file in files) > SMALL
    return _import_all(review, files, given, progress, later)


def import_bytes(review: Review, data: bytes, name: str, **options: Unpack[Options]) -> Imported:
    """Import a file's content; ``name`` tells its format and is its source. As ``import_files``."""
    given = checked(options)
    review.check(AddDocument.do, AddDocument.needs)
    imported = _kept(review, name, _read(review, data, name, os.path.basename(name), given))
    review.searching.keep_up()
    return imported


def revise_file(review: Review, document: str, path: Path, form: str | None = None) -> tuple[Moved, ...]:
    """A file as the new version of a document; what became of each passage. NotFound, Refused (also for what
    cannot be read), Conflict, Forbidden unless a lead asks."""
    from content.apart import read_apart
    from content.formats import Unreadable

    checked({"format": form})
    review.check(ReviseDocument.do, ReviseDocument.needs)
    record = review.engine.get(document)
    if record is None or "version" not in record:
        raise NotFound("there is no document {document}", document=document)
    try:
        data = read_regular(path)
        found = read_apart(data, path.name, form, record["date"])
    except OSError as error:
        raise Refused("{path}: {reason}", path=path, reason=reason_of(error)) from error
    except Refused as error:
        raise Refused("{path}: {reason}", error.advice, path=path, reason=error.message) from error
    except Unreadable as error:
        raise Refused("{path}: {reason}", error.advice, path=path, reason=error.reason) from error
    said = {"date": record["date"]} if record["date"] else {}
    draft = _draft(found.reading, found.findings, data, path.name, said)  # type: ignore[arg-type]
    with closing(prepare(record, review.text(document, record["version"]), draft)) as revision:
        passages = review.engine.find("passages", "document", document)
        # Before the lock, so that nobody waits for it; then only for those that came meanwhile.
        revision.comparing.moves([spans_of(one) for one in passages if one["version"] == revision.base])
        done = review.transact(ReviseDocument.do, ReviseDocument.needs, lambda at: revise(at, revision))
    review.searching.keep_up()
    return done.result  # type: ignore[no-any-return]


def checked(options: Options) -> Options:
    """Refused for a date that is no day, a format nobody reads, a title without words, half letters."""
    from content.formats import FORMATS

    form = options.get("format")
    if form is not None and form not in FORMATS:
        raise Refused("there is no format “{form}”", "Formats are {names}.", form=form, names=tuple(FORMATS))
    day("import", "date", options.get("date"))
    checked = dict(options)
    for name in _WORDS:
        if (words := options.get(name)) is not None:
            check_field("import", name, words, str)
            checked[name] = (line if name == "title" else optional_line)("import", name, str(words)) or ""
    return checked  # type: ignore[return-value]


def _import_all(
    review: Review, files: list[File], given: Options, progress: Progress | None, later: bool
) -> Iterator[Imported]:
    """While one file is written, the next ones are read."""
    done, all_ = 0, sum(file.size for file in files)

    def read(file: File) -> Draft | Imported:
        path = str(file.path)
        try:
            return _read(review, read_regular(file.path), path, file.path.name, given, later)
        except (OSError, Refused) as error:
            return Imported(path, "failed", error=why(error))

    with ExitStack() as stack:
        if later:
            # Nobody looks for dates yet, on processors that are needed; unless somebody does already.
            with suppress(Busy):
                stack.enter_context(review.unread.alone())
            if len(files) > 1:
                stack.enter_context(following(review.engine.folder))
        for file, found in ahead(read, files, lambda file: file.size):
            imported = _kept(review, str(file.path), found)
            done += file.size
            if progress is not None:
                progress(done, all_)
            yield imported
            if later:
                review.engine.refresh()  # or all that was imported would stay in memory
            else:
                review.searching.keep_up()
    review.searching.bring(None)


def _kept(review: Review, path: str, found: Draft | Imported) -> Imported:
    if isinstance(found, Imported):
        return found
    try:
        return _write(review, path, found)
    except Refused as error:
        return Imported(path, "failed", error=why(error))


def _read(
    review: Review, data: bytes, path: str, name: str, given: Options, later: bool = False
) -> Draft | Imported:
    """What is to be written of a file, or why nothing is. ``later``: its dates and demands are left to
    ``store.unread``."""
    from content.apart import read_apart, reading_apart
    from content.formats import Unreadable

    digest = hashlib.sha256(data).hexdigest()
    there = review.engine.find("versions", "original_sha256", digest)
    if there:
        return _duplicate(review, path, there[0]["document"])
    try:
        if later:
            return _draft(reading_apart(data, name, given.get("format")), None, data, name, given)
        found = read_apart(data, name, given.get("format"), given.get("date"))
    except Unreadable as error:
        return Imported(path, "failed", error=why(error))
    return _draft(found.reading, found.findings, data, name, given)


def _draft(reading: Reading, found: Findings | None, data: bytes, name: str, given: Options) -> Draft:
    """What is written under the lock; everything slow was done before."""
    said = {key: value for key, value in given.items() if value}
    own = {key: getattr(reading, key) for key in ("title", "date", "publisher", "kind", "format")}
    facts: Record = own | {"title": reading.title or name, "source": _readable(name)} | said
    facts["format"] = reading.format
    for key in ("title", "date", "publisher"):
        facts[f"{key}_reason"] = "reviewer" if key in said else getattr(reading, f"{key}_reason")
    facts["warnings"] = [*reading.warnings]
    draft = Draft(reading.text, facts, reading.regions, data, _suffix(name, reading.format))
    if found is None:
        return replace(draft, unread=True)
    facts["warnings"] += [found.missing] if found.missing else []
    return replace(draft, events=found.events, demands=found.demands)


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


def why(error: OSError | Refused | Unreadable) -> Message:
    """What is told of a file that was not imported."""
    if isinstance(error, OSError):
        return reason_of(error)
    reason = error.message if isinstance(error, Refused) else error.reason
    return Message("{reason}: {advice}", reason=reason, advice=error.advice) if error.advice else reason
