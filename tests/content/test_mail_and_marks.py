"""Messages, Markdown and plain text: one test for every habit of those who write them."""

from __future__ import annotations

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from content.formats import Unreadable, read_bytes
from content.model import Reading

LETTER = "Guten Tag,\n\ndas Meldeamt Moorhagen öffnet ab Mai auch samstags.\n\nMit Gruß"


def mail(head: str, body: bytes) -> Reading:
    return read_bytes(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body, "brief.eml")


def markdown(text: str) -> Reading:
    return read_bytes(text.encode(), "plan.md")


def plain(text: str) -> str:
    return read_bytes(text.encode(), "plan.txt").text


# Messages


def test_encoded_headers_are_decoded() -> None:
    head = (
        "From: =?utf-8?b?SsO2cmcgU3TDvHJtZXI=?= <js@moorhagen.example>\n"
        "Subject: =?iso-8859-1?q?=D6ffnung_der_Meldeb=FCros?=\n =?utf-8?q?_im_M=C3=A4rz?=\n"
        "Date: Fri, 06 Mar 2026 10:00:00 +0100"
    )
    reading = mail(head, b"Sie sind offen.")
    assert reading.title == "Öffnung der Meldebüros im März"
    assert (reading.publisher, reading.date) == ("Jörg Stürmer", "2026-03-06")


def test_quoted_printable_lines_are_joined_and_decoded() -> None:
    head = (
        "From: a@b.example\nContent-Type: text/plain; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: quoted-printable"
    )
    body = b"Das Amt f=FCr Stra=DFen =\r\nund Br=FCcken zieht um."
    assert mail(head, body).text == "Das Amt für Straßen und Brücken zieht um."


def test_base64_in_a_windows_charset() -> None:
    message = MIMEText("Die Gebühr beträgt 5 € – „nur“ im Mai.", "plain", "windows-1252")
    message["From"] = "amt@moorhagen.example"
    assert read_bytes(message.as_bytes(), "x.eml").text == "Die Gebühr beträgt 5 € – „nur“ im Mai."


@pytest.mark.parametrize("charset", ["unbekannt-7", "us-ascii", "utf-8"])
def test_a_wrongly_declared_charset_loses_nothing(charset: str) -> None:
    body = "Gebühr für Schlüssel".encode("cp1252")
    reading = mail(f"From: a@b.example\nContent-Type: text/plain; charset={charset}", body)
    assert reading.text == "Gebühr für Schlüssel"
    assert any("cp1252" in warning for warning in reading.warnings)


def test_nested_parts_give_their_text_and_name_the_attachments() -> None:
    outer = MIMEMultipart("mixed")
    outer["From"] = "Amt Moorhagen <amt@moorhagen.example>"
    inner = MIMEMultipart("alternative")
    inner.attach(MIMEText("<p>Das <b>Amt</b> in HTML.</p>", "html"))
    inner.attach(MIMEText(LETTER, "plain", "utf-8"))
    outer.attach(inner)
    for name in ("Lageplan.pdf", "Gebühren.xlsx"):
        attached = MIMEText("geheim", "plain", "utf-8")
        attached.add_header("Content-Disposition", "attachment", filename=name)
        outer.attach(attached)
    reading = read_bytes(outer.as_bytes(), "x.eml")
    assert reading.text == LETTER
    assert reading.warnings == ("2 attachments were left out: Lageplan.pdf, Gebühren.xlsx.",)


def test_a_nameless_picture_is_reported_by_its_type() -> None:
    message = EmailMessage()
    message["From"] = "amt@moorhagen.example"
    message.set_content(LETTER)
    message.add_related(b"\x89PNG", "image", "png")
    assert "1 attachment was left out: image/png." in read_bytes(message.as_bytes(), "x.eml").warnings


def test_html_only_mail_has_the_structure_of_a_page() -> None:
    head = "From: a@b.example\nSubject: Umbau\nContent-Type: text/html; charset=utf-8"
    body = "<h2>Ämter ziehen um</h2><ul><li>Archiv</li><li>Meldeamt</li></ul><script>x()</script>".encode()
    reading = mail(head, body)
    assert (reading.text, reading.title) == ("Ämter ziehen um\n\n- Archiv\n- Meldeamt", "Umbau")


def test_beside_an_empty_plain_text_the_page_is_read() -> None:
    message = MIMEMultipart("alternative")
    message.attach(MIMEText(" \n\n", "plain", "utf-8"))
    message.attach(MIMEText("<h1>Umbau</h1><p>Das Archiv zieht um.</p>", "html", "utf-8"))
    assert read_bytes(message.as_bytes(), "a.eml").text.endswith("Das Archiv zieht um.")


def test_quoted_replies_lose_only_their_marks() -> None:
    body = "Ja.\n\n> Öffnet das Amt?\n>> Wann denn?\n\n3 > 2 bleibt.".encode()
    assert mail("From: a@b.example\nContent-Type: text/plain; charset=utf-8", body).text == (
        "Ja.\n\nÖffnet das Amt?\nWann denn?\n\n3 > 2 bleibt."
    )


@pytest.mark.parametrize("start", ["2. März 2031: ", "(02.03.2026) "])
def test_a_message_is_of_the_day_of_sending_whatever_day_it_begins_with(start: str) -> None:
    sent = "From: a@b.example\nDate: Fri, 06 Mar 2026 10:00:00 +0100"
    head = "Content-Type: text/plain; charset=utf-8"
    body = f"{start}Das Amt öffnet.".encode()
    reading = mail(f"{sent}\n{head}", body)
    assert (reading.date, reading.date_reason) == ("2026-03-06", "e-mail date")
    assert mail(f"From: a@b.example\n{head}", body).date_reason == "dateline"


def test_a_dateline_in_the_text_counts_more_than_the_day_of_sending() -> None:
    head = "From: a@b.example\nDate: Fri, 06 Mar 2026 10:00:00 +0100\nContent-Type: text/plain; charset=utf-8"
    reading = mail(head, "Moorhagen, 2. März 2026\n\nDas Amt öffnet.".encode())
    assert (reading.date, reading.date_reason) == ("2026-03-02", "dateline")


@pytest.mark.parametrize("sent", ["", "Date: irgendwann", "Date: Fri, 99 Mar 2026 10:00:00 +0100"])
def test_without_a_sound_date_a_message_is_undated(sent: str) -> None:
    reading = mail(f"From: a@b.example\nTo: c@d.example\n{sent}".strip(), b"Das Amt zieht um.")
    assert (reading.date, reading.date_reason[:7]) == (None, "undated")


def test_a_message_cut_within_a_part_keeps_what_arrived() -> None:
    head = "From: a@b.example\nContent-Type: multipart/mixed; boundary=grenze"
    body = b"--grenze\r\nContent-Type: text/plain\r\n\r\nDas Amt zieht um, und zwar"
    assert mail(head, body).text == "Das Amt zieht um, und zwar"


# Markdown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Das **Amt** in *Moor*hagen __zieht__ _um_.", "Das Amt in Moorhagen zieht um."),
        ("Das ~~alte~~ Amt.", "Das alte Amt."),
        ("Feld `meldung_art` im `Formular`.", "Feld meldung_art im Formular."),
        ("Siehe [den Plan](https://erlengrund.example/a_b) und <https://erlengrund.example>.",
         "Siehe den Plan und https://erlengrund.example."),
        ("Siehe [den Plan][1].\n\n[1]: https://erlengrund.example 'Plan'", "Siehe den Plan."),
        ("Ein \\*Stern\\* und 2 \\< 3 &amp; mehr.", "Ein *Stern* und 2 < 3 & mehr."),
        ("Das Amt ![Foto](a.png) öffnet.", "Das Amt öffnet."),
        ("Uferweg 7  \nMoorhagen", "Uferweg 7\nMoorhagen"),
        ("Das Melde-\namt der Städte-\nund Gemeinden", "Das Meldeamt der Städte- und Gemeinden"),
        ("Das <u>Amt</u><br>Uferweg 7", "Das Amt\nUferweg 7"),
        ("Das Amt öffnet  \nab Mai", "Das Amt öffnet ab Mai"),
    ],
)  # fmt: skip
def test_inline_marks(source: str, shown: str) -> None:
    assert markdown(source).text == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Umbau\n=====\n\nEr beginnt.", "Umbau\n\nEr beginnt."),
        ("### Umbau ###\nEr beginnt.", "Umbau\n\nEr beginnt."),
        ("+ Archiv\n+ Schalter", "- Archiv\n- Schalter"),
        ("3) planen\n4) bauen", "3) planen\n4) bauen"),
        ("1. planen\n1. bauen", "1. planen\n2. bauen"),
        ("- Archiv\n\n  in Moorhagen\n- Schalter", "- Archiv\n\nin Moorhagen\n\n- Schalter"),
        ("> Der Rat will\n> sparen.\n\nSo heißt es.", "Der Rat will sparen.\n\nSo heißt es."),
        ("Davor.\n\n---\n\nDanach.", "Davor.\n\nDanach."),
        ("Davor.\n\n<!-- Notiz -->\n\nDanach.", "Davor.\n\nDanach."),
        ("24. April 2026\n\nDas Amt öffnet.", "24. April 2026\n\nDas Amt öffnet."),
        ("```\nAmt = 1\n```", "Amt = 1"),
    ],
)
def test_blocks(source: str, shown: str) -> None:
    assert markdown(source).text == shown


def test_a_table_keeps_empty_cells_and_loses_its_ruler() -> None:
    table = "| Amt | Euro |\n|:---|---:|\n| Archiv | **4** |\n| | 5 |"
    assert markdown(table).text == "Amt | Euro\nArchiv | 4\n| 5"


def test_front_matter_gives_title_date_and_publisher() -> None:
    reading = markdown(
        "---\ntitle: 'Der Umbau'\ndate: 2026-03-06T10:00\nauthor: Amt Moorhagen\n---\nEr beginnt."
    )
    assert reading.text == "Er beginnt."
    assert (reading.title, reading.date, reading.publisher) == ("Der Umbau", "2026-03-06", "Amt Moorhagen")
    assert reading.date_reason == reading.publisher_reason == "front matter"


def test_a_day_of_the_front_matter_that_is_none_is_no_date() -> None:
    assert markdown("---\ntitle: Umbau\ndate: 9999-99-99\n---\nEr beginnt.").date is None


def test_a_ruler_is_no_front_matter() -> None:
    reading = markdown("Er beginnt.\n\n---\ntitle: Umbau\n---\n")
    assert "Umbau" in reading.text and reading.title == "title: Umbau"


# Plain text


@pytest.mark.parametrize(
    ("source", "read_as"),
    [
        ("# Umbau\n\n## Beginn\n\nIm Mai.", "markdown"),
        ("Der **Umbau** kostet **viel**.", "markdown"),
        ("Siehe [Plan](https://a.example) und [Akte](/akte).", "markdown"),
        ("# 1 ist die Nummer des Amtes.\n\nMehr nicht.", "text"),
        ("Gebühr: 5 ** 2 ** 3", "text"),
        ("[Anlage](siehe unten) und [Plan](in Teil 2)", "text"),
        ("#Umbau #Erlengrund", "text"),
    ],
)
def test_only_unmistakable_marks_make_markdown(source: str, read_as: str) -> None:
    reading = read_bytes(source.encode(), "plan.txt")
    assert reading.format == read_as
    assert (reading.text == source) is (read_as == "text")


WRAPPED = [
    "Der Kreis Erlengrund wird seine Meldestellen bis zum Ende des Jahres",
    "zusammenlegen und die Akten in ein gemeinsames Archiv nach Moorhagen",
    "bringen, wie der Kreistag beschlossen hat.",
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_hard_wraps_are_undone_with_any_line_end(end: str) -> None:
    text = end.join([*WRAPPED, "", *WRAPPED])
    assert plain(text) == " ".join(WRAPPED) + "\n\n" + " ".join(WRAPPED)


def test_long_lines_were_never_wrapped() -> None:
    lines = " ".join(WRAPPED), "Und das ist alles, was der Kreistag in dieser Sache sagte."
    assert plain("\n".join(lines)) == "\n\n".join(lines)


def test_an_address_keeps_its_lines() -> None:
    address = "Kreis Erlengrund\nMeldeamt\nUferweg 7\n04999 Moorhagen"
    assert plain(address + "\n\n" + "\n".join(WRAPPED)).startswith(address + "\n\n")


def test_indented_lines_belong_to_their_item() -> None:
    assert plain("- das Archiv in Moorhagen\n  mit Lesesaal\n- die Schalter") == (
        "- das Archiv in Moorhagen mit Lesesaal\n- die Schalter"
    )


@pytest.mark.parametrize("bullet", ["•", "▪", "●", "◦", "–", "—", "*", "+", "➢", "✓", "\uf0b7"])
def test_every_bullet_becomes_one_mark(bullet: str) -> None:
    assert plain(f"{bullet} das Archiv\n{bullet} die Schalter") == "- das Archiv\n- die Schalter"


def test_a_minus_or_a_date_opens_no_item() -> None:
    text = "-5 Grad\n\n3. Mai ist Stichtag.\n\na.) gilt nicht."
    assert plain(text) == text


def test_numbered_paragraphs_of_statutes_stand_apart() -> None:
    text = "§ 1 Zweck\n(1) Der Kreis führt ein Archiv.\n(2) Es steht allen offen."
    assert plain(text) == text.replace("\n", "\n\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-be", "cp1252"])
def test_one_text_in_many_encodings(encoding: str) -> None:
    text = "Gebühren für Schlüssel: 5 € – „nur“ samstags."
    assert read_bytes(text.encode(encoding), "plan.txt").text == text


def test_bullets_after_their_items_are_believed_only_where_none_comes_first() -> None:
    assert plain("Es gibt:\n\ndas Archiv •\n\ndie Schalter •") == "Es gibt:\n\n- das Archiv\n- die Schalter"
    assert plain("• das Archiv •\n• die Schalter •").startswith("- das Archiv •")


def test_a_file_of_more_lines_than_a_book_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.formats.text.MAX_LINES", 10)
    assert plain("Amt\n" * 9)
    with pytest.raises(Unreadable, match="has more than 10 lines: split it into parts"):
        plain("Amt\r" * 11)
