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
    draft = _body(message)
    draft.format = "eml"
    _read_headers(message, draft)
    names = list(islice(_attachments(message), _MAX_NAMED))
    if names:
        shown = one_line(", ".join(names))[:200]
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


def _attachments(message: EmailMessage) -> Iterator[str]:
    """Names of the parts that are no text of the message itself."""
    for part in message.walk():
        name = part.get_filename()
        if name or not (part.is_multipart() or part.get_content_maintype() == "text"):
            yield name or part.get_content_type()


def _body(message: EmailMessage) -> Draft:
    plain, html = _part(message, "plain"), _part(message, "html")
    text, warnings = _content(plain) if plain is not None else ("", [])
    if html is not None and not text.strip():  # newsletters have an empty plain text beside it
        from content.formats.html import read_text

        return read_text(*_content(html))
    if plain is None:
        raise Unreadable("is a message without text", "import its attachments")
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
