"""What is attached to a message costs nothing, and is told of as before."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from content.formats import read_bytes
from content.formats.attached import without_attached

LETTER = "Guten Tag,\n\ndas Meldeamt Moorhagen öffnet ab Mai auch samstags.\n"


def message(*attached: tuple[str, str, str]) -> EmailMessage:
    """A letter with attachments: type, name, disposition."""
    made = EmailMessage()
    made["Subject"] = "Öffnung"
    made.set_content(LETTER)
    made.add_alternative(f"<p>{LETTER}</p>", subtype="html")
    for kind, name, disposition in attached:
        main, sub = kind.split("/")
        made.add_attachment(b"\0geheim" * 9_000, main, sub, filename=name, disposition=disposition)
    return made


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
@pytest.mark.parametrize("disposition", ["attachment", "inline"])
def test_attachments_are_left_out_before_a_message_is_parsed(ends: bytes, disposition: str) -> None:
    made = message(("application/pdf", "Plan.pdf", disposition), ("image/png", "Bild.png", disposition))
    data = made.as_bytes().replace(b"\n", ends)
    less = without_attached(data)
    assert (len(data) > 100_000, len(less) < 2_500) == (True, True)
    reading = read_bytes(data, "brief.eml")
    assert reading == read_bytes(less, "brief.eml")
    assert reading.text == LETTER.strip()
    assert reading.warnings == ("2 attachments were left out: Plan.pdf, Bild.png.",)


def test_a_message_in_a_message_loses_its_attachments_too() -> None:
    outer = message(("application/pdf", "Plan.pdf", "attachment"))
    outer.add_attachment(message(("application/zip", "Karte.zip", "attachment")))
    data = outer.as_bytes()
    assert len(without_attached(data)) < 3_000 < len(data)
    warnings = read_bytes(data, "brief.eml").warnings
    assert warnings == ("3 attachments were left out: Plan.pdf, message/rfc822, Karte.zip.",)


def test_what_stands_after_an_attachment_is_read() -> None:
    data = (
        b"Content-Type: multipart/mixed; boundary=xx\n\nVorspann\n--xx\nContent-Type: image/png\n\n"
        b"geheim\n--xx\n\nDas Amt zieht um.\n--xx--\n"
    )
    assert b"geheim" not in without_attached(data)
    assert read_bytes(data, "brief.eml").text == "Das Amt zieht um."


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Subject: x",
        b"Subject: x\n\nText\n--xx\nText\n",
        b'Content-Type: multipart/mixed; boundary=""\n\nText\n--\nText',
        b"Content-Type: multipart/mixed; boundary=xx\n\n--xx",
        b"Content-Type: multipart/mixed; boundary=xx\n--xx\n--xx\n--xx--",
        b"Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\n",
        b"Content-Type: multipart/mixed; boundary=\xe9(\n\n--\xe9(\n\nText\n--\xe9(--\n",
    ],
)
def test_without_attachments_nothing_is_lost(data: bytes) -> None:
    assert without_attached(data) == data
