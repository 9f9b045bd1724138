"""E-mail messages: the plain text, else the html; sender, date and subject as metadata."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from content.formats.attached import without_attached
from content.formats.blocks import Draft, Unreadable
from content.formats.encoding import decode
from content.formats.lines import reflow
from content.formats.remarks import ATTACHMENTS
from content.messages import Message, counted
from content.normalise import one_line

_MAX_NAMED = 50
_MAX_PARTS = 1000
_MAX_HEADER = 4000


def read(data: bytes) -> Draft:
    message = BytesParser(policy=policy.default).parsebytes(without_attached(data))
    if not isinstance(message, EmailMessage):
        raise Unreadable("is no e-mail message", "save it as text")
    _check(message)
    draft, read_parts = _body(message)
    names = list(islice(_left_out(message, read_parts), _MAX_NAMED))
    if _is_saved_page(message):
        names = [name for name in names if name.startswith("text/html")]  # pictures are no text of a page
    else:
        draft.format = "eml"
        _read_headers(message, draft)
    if names:
        shown = one_line(", ".join(dict.fromkeys(names)))[:200]
        draft.warnings.append(counted(*ATTACHMENTS, len(names), shown=shown))
    return draft


def _check(message: EmailMessage) -> None:
    """Refuses what the library would need minutes or gigabytes for."""
    parts = list(islice(message.walk(), _MAX_PARTS + 1))
    if len(parts) > _MAX_PARTS:
        raise Unreadable("has more than {most} parts", "save its text and attachments", most=_MAX_PARTS)
    for part in parts:
        for name, value in part.raw_items():
            if len(value) > _MAX_HEADER and name.lower().startswith(("content-", "from", "subject", "date")):
                raise Unreadable("has a header of unusual length ({name})", "save it as text", name=name[:40])


def _is_saved_page(message: EmailMessage) -> bool:
    """Whether a browser or Word wrote this (MHTML): when and by what says nothing of its text."""
    related = message.get_content_type() == "multipart/related"
    sender = _header(message, "From")
    return related and (not sender or "saved by" in sender.lower())


def _left_out(message: MIMEPart, read_parts: list[MIMEPart]) -> Iterator[str]:
    """Names of the parts that are neither read nor another form of what is; of a message in it also what
    that holds."""
    forms = message.get_content_type() == "multipart/alternative"
    for part in message.iter_parts() if message.is_multipart() else ():
        if any(part is one for one in read_parts):
            continue
        own, name = part.get_content_type(), part.get_filename()
        form = forms and own.startswith("text/")
        if name or not (form or part.get_content_maintype() == "multipart"):
            yield name or own
        if own != "message/delivery-status":
            yield from _left_out(part, read_parts)


def _body(message: EmailMessage) -> tuple[Draft, list[MIMEPart]]:
    """What is shown of the message, and the parts that hold it."""
    plain, html = _part(message, "plain"), _part(message, "html")
    body = plain
    if html is not None and (plain is None or not _content(plain)[0].strip()):
        body = html  # newsletters have an empty plain text beside it
    if body is None and not message.is_multipart() and message.get_content_maintype() == "multipart":
        body = message  # what divides its parts never comes
    if body is None:
        raise Unreadable("is a message without text", "import its attachments")
    draft, parts = _read(body), [body, plain or body]
    for part in _following(message, body):
        try:
            more = _read(part)
        except Unreadable:
            continue  # it is told as left out
        parts.append(part)
        draft.blocks += more.blocks
        draft.warnings += more.warnings
    return draft, parts


def _following(message: EmailMessage, body: MIMEPart) -> Iterator[MIMEPart]:
    """The texts that mail programs show after the first one: pictures and files stood between them."""
    for part in message.iter_parts() if message.get_content_type() == "multipart/mixed" else ():
        shown = part.get_content_disposition() != "attachment" and not part.get_filename()
        if part is not body and shown and part.get_content_type() in ("text/plain", "text/html"):
            yield part


def _read(part: MIMEPart) -> Draft:
    text, warnings = _content(part)
    if part.get_content_subtype() == "html":
        from content.formats.html import read_text

        return read_text(text, warnings)
    return Draft(reflow(_without_quote_marks(text)), "eml", warnings=warnings)


def _part(message: EmailMessage, kind: str) -> MIMEPart | None:
    try:
        return message.get_body(preferencelist=(kind,))
    except (AttributeError, LookupError):
        return None


def _content(part: MIMEPart) -> tuple[str, list[Message]]:
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    charset = (part.get_content_charset() or "").lower()
    try:
        return data.decode({"iso-8859-1": "cp1252", "latin1": "cp1252"}.get(charset, charset or "utf-8")), []
    except (LookupError, UnicodeError):
        return decode(data)


def _without_quote_marks(text: str) -> str:
    return "\n".join(
        line.lstrip(">").lstrip() if line.startswith(">") else line for line in text.splitlines()
    )


def _read_headers(message: EmailMessage, draft: Draft) -> None:
    subject = one_line(_header(message, "Subject"))
    if subject:
        draft.title, draft.title_reason = subject, "e-mail subject"
    name, address = parseaddr(_header(message, "From"))
    if name or address:
        draft.publisher, draft.publisher_reason = one_line(name or address), "e-mail sender"
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
    except (TypeError, ValueError, IndexError):
        return
    draft.date, draft.date_reason, draft.sent = sent.date().isoformat(), "e-mail date", True


def _header(message: EmailMessage, name: str) -> str:
    """A header decoded; empty where it is missing or nonsense."""
    try:
        return str(message.get(name, ""))
    except Exception:  # the parser of hostile headers fails in ways nobody lists
        return ""
