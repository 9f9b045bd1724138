"""Web pages and e-mail messages."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from content.formats import Unreadable, read_bytes
from content.model import Reading

LONG = (
    "Der Kreistag hat die neue Ordnung der Ämter nach langer Beratung beschlossen und will sie im Herbst "
    "einführen. " * 3
)


def page(body: str, head: str = "") -> Reading:
    markup = f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return read_bytes(markup.encode(), "x.html")


def test_only_the_article_is_kept_and_the_rest_reported() -> None:
    reading = page(
        "<script>alert('böse')</script><nav><a href='/'>Start</a></nav><header>Talheimer Bote</header>"
        "<div class='cookie-banner'>Wir verwenden Cookies, stimmen Sie zu.</div>"
        f"<main><article><header><h1>Neue Ämter</h1></header><p>{LONG}</p><img alt='Foto'></article></main>"
        "<aside>Werbung hier</aside><footer>Impressum</footer><p hidden>unsichtbar</p>"
    )
    assert reading.text == f"Neue Ämter\n\n{LONG.strip()}"
    assert any("left out" in warning for warning in reading.warnings)


def test_a_heading_above_the_article_is_kept() -> None:
    reading = page(f"<div><h1>Neue Ämter</h1></div><article><p>{LONG}</p></article>")
    assert reading.text.startswith("Neue Ämter\n\nDer Kreistag")


def test_a_page_without_structure_is_kept_whole() -> None:
    assert page("Rat<br>Heute <b>nicht</b>.<p>Morgen nicht.").text == "Rat\nHeute nicht.\n\nMorgen nicht."


def test_lists_tables_and_breaks() -> None:
    reading = page(
        "<p>Erstens.<br><br>Zweitens.</p><ol start=3><li>drei<li><p>vier</p><p>mehr dazu</p></ol>"
        "<table><tr><th>Jahr</th><th>Euro</th></tr><tr><td>2026</td><td><p>3,5</p> Mio.</td></tr></table>"
        "<table><tr><td><p>Nur Gestaltung.</p></td></tr></table>"
    )
    assert reading.text == (
        "Erstens.\n\nZweitens.\n\n3. drei\n4. vier\n\nmehr dazu\n\nJahr | Euro\n2026 | 3,5 Mio.\n\n"
        "Nur Gestaltung."
    )


def test_a_list_of_links_below_the_text_is_a_teaser() -> None:
    links = "<ul><li><a href='/a'>Kreis baut Straße</a></li><li><a href='/b'>Stadt baut Brücke</a></li></ul>"
    reading = page(f"<h1>Neue Ämter</h1><p>{LONG}</p>{links}")
    last = reading.regions[-1]
    assert last.kind == "teaser"
    assert reading.text[last.start : last.end] == "- Kreis baut Straße\n- Stadt baut Brücke"


@pytest.mark.parametrize(
    ("head", "body", "date", "reason"),
    [
        (
            "<meta property='article:published_time' content='2026-05-04T08:00+02:00'>",
            "",
            "2026-05-04",
            "html meta",
        ),
        ("<meta name='DC.date.issued' content='2026-05-04'>", "", "2026-05-04", "html meta"),
        ("<meta name='date' content='4.5.2026'>", "", "2026-05-04", "html meta"),
        (
            '<script type=\'application/ld+json\'>[{"datePublished":"2026-05-04"}]</script>',
            "",
            "2026-05-04",
            "JSON-LD",
        ),
        ("", "<time datetime='2026-05-04'>4. Mai</time>", "2026-05-04", "html time"),
        ("", "<ul><li><time datetime='2026-05-04'>4. Mai</time> anderes</li></ul>", None, "undated"),
        ("<meta name='date' content='2026-13-45'>", "", None, "undated"),
        ("<meta name='date' content='2026-05-04'>", "<p>Talheim, 3. Mai 2026</p>", "2026-05-03", "dateline"),
        ("<script type='application/ld+json'>{kaputt</script>", "", None, "undated"),
    ],
)
def test_the_date_of_a_page(head: str, body: str, date: str | None, reason: str) -> None:
    reading = page(f"<article>{body}<p>{LONG}</p></article>", head)
    assert reading.date == date
    assert reason in reading.date_reason


def test_title_and_publisher_of_a_page() -> None:
    head = "<title>Neue Ämter | Talheimer Bote</title><meta property='og:site_name' content='Talheimer Bote'>"
    reading = page(f"<h1>Talheim</h1><p>{LONG}</p>", head + "<meta property='og:title' content='Neue Ämter'>")
    assert (reading.title, reading.publisher) == ("Neue Ämter", "Talheimer Bote")
    assert page(f"<p>{LONG}</p>", head).title == "Neue Ämter"


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-8"])
def test_the_declared_charset_is_used_unless_the_bytes_are_utf8(charset: str) -> None:
    markup = f"<html><head><meta charset='{charset}'></head><body><p>Größe „Ämter“</p></body></html>"
    encoded = markup.encode("utf-8" if charset == "utf-8" else "cp1252")
    assert read_bytes(encoded, "x.html").text == "Größe „Ämter“"
    assert read_bytes(markup.encode(), "x.html").text == "Größe „Ämter“"


def test_hostile_pages() -> None:
    with pytest.raises(Unreadable, match="nested too deeply"):
        page("<div>" * 5000 + "tief")
    with pytest.raises(Unreadable, match="no text"):
        page("<script>nur Code</script>")
    entity = (
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body><p>a &x; b</p></body></html>"
    )
    assert "root" not in read_bytes(entity.encode(), "x.html").text
    comments = "<!--a-->" * 1500 + "kein html"
    assert "kein html" in read_bytes(comments.encode(), "x.html").text


def message(**headers: str) -> EmailMessage:
    result = EmailMessage()
    for name, value in headers.items():
        result[name] = value
    return result


def test_mail_gives_text_sender_date_and_subject() -> None:
    mail = message(
        From="Käthe Weiß <k.weiss@amt.example>",
        Subject="Neue Ämter für Talheim",
        Date="Mon, 04 May 2026 23:30:00 +0200",
    )
    mail.set_content("Sehr geehrte Damen und Herren,\n\n> der Rat tagt\n> am Montag.\n", charset="iso-8859-1")
    mail.add_alternative("<p>nicht dies</p>", subtype="html")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Übersicht.pdf")
    reading = read_bytes(mail.as_bytes(), "x.eml")
    assert reading.text == "Sehr geehrte Damen und Herren,\n\nder Rat tagt am Montag."
    assert (reading.title, reading.title_reason) == ("Neue Ämter für Talheim", "e-mail subject")
    assert (reading.date, reading.date_reason) == ("2026-05-04", "e-mail date")
    assert (reading.publisher, reading.publisher_reason) == ("Käthe Weiß", "e-mail sender")
    assert any("Übersicht.pdf" in warning for warning in reading.warnings)


def test_mail_with_html_only() -> None:
    mail = message(From="amt@amt.example", Subject="Lage", Date="kein Datum")
    mail.set_content("<html><body><p>Der Rat <b>tagt</b>.</p></body></html>", subtype="html")
    reading = read_bytes(mail.as_bytes(), "x.eml")
    assert (reading.text, reading.format, reading.date) == ("Der Rat tagt.", "eml", None)
    assert reading.publisher == "amt@amt.example"


def test_mail_without_text_is_refused() -> None:
    mail = message(From="amt@amt.example", Subject="Scan", Date="Mon, 04 May 2026 23:30:00 +0200")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="scan.pdf")
    with pytest.raises(Unreadable, match="without text"):
        read_bytes(mail.as_bytes(), "x.eml")


def test_hostile_mail_is_refused_before_it_costs_anything() -> None:
    long = b"Subject: " + b"=?utf-8?q?a?= " * 2000 + b"\nFrom: a@b.example\nTo: c@d.example\n\nText\n"
    with pytest.raises(Unreadable, match="unusual length"):
        read_bytes(long, "x.eml")
    many = (
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\ny\n" * 1200 + b"--x--"
    )
    with pytest.raises(Unreadable, match="parts"):
        read_bytes(many, "x.eml")


def test_a_tag_with_thousands_of_attributes_is_refused() -> None:
    with pytest.raises(Unreadable, match="attributes"):
        page("<p " + " ".join(f"a{at}=1" for at in range(3000)) + ">x</p>")
