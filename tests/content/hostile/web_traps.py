"""Traps in pages and mails."""

from __future__ import annotations

import base64

from tests.content.hostile.making import WORDS, Case, P, R, mail, page

#: A name that would leave the folder of what is imported, were it believed.
UP = "../" * 9 + "etc/passwd"


def multipart(*parts: bytes, kind: str = "mixed") -> bytes:
    body = b"".join(b"--x\n" + part + b"\n" for part in parts) + b"--x--\n"
    return mail(body, f"Content-Type: multipart/{kind}; boundary=x\n".encode())


WEB_TRAPS: dict[str, Case] = {
    "ten thousand open elements": Case("a.html", lambda: page("<b>" * 9_000 + P), True, "nested too deeply"),
    "tables that never end": Case(
        "a.html", lambda: page("<table><tr><td>" * 300 + P), True, "nested too deeply"
    ),
    "a cell over a billion rows": Case(
        "a.html",
        lambda: page(P + '<table><tr><td rowspan="1000000000" colspan="1000000000">x</td></tr></table>'),
        False,
        "Der Rat",
    ),
    "a cell over minus one": Case(
        "a.html", lambda: page(P + '<table><tr><td colspan="-1">x</td></tr></table>'), False, "Der Rat"
    ),
    "a list from a large number": Case(
        "a.html", lambda: page(P + f'<ol start="{"9" * 5000}"><li>x</ol>'), False, "Der Rat"
    ),
    "a list in reverse": Case(
        "a.html", lambda: page(P + '<ol reversed start="²"><li value="٣">x</ol>'), False, "Der Rat"
    ),
    "scripts in titles": Case(
        "a.html", lambda: page(P, "<title><script>alert(1)</script>\x1b[2J</title>"), False, "Der Rat"
    ),
    "an address that runs": Case(
        "a.html", lambda: page(P + '<a href="javascript:alert(1)">hier</a>'), False, "Der Rat"
    ),
    "a date of the devil": Case(
        "a.html",
        lambda: page(P, '<meta name="date" content="9999-99-99"><meta name="date" content="-1">'),
        False,
        "Der Rat",
    ),
    "json in a page": Case(
        "a.html",
        lambda: page(P, '<script type="application/ld+json">' + '{"a":' * 50_000 + "</script>"),
        False,
        "Der Rat",
    ),
    "json of numbers": Case(
        "a.html",
        lambda: page(
            P,
            '<script type="application/ld+json">{"datePublished":1e999,"headline":[[["x"]]],"author":'
            + "9" * 6_000
            + "}</script>",
        ),
        False,
        "Der Rat",
    ),
    "a page of comments": Case("a.html", lambda: page("<!--" * 100_000 + "-->" + P), False, "Der Rat"),
    "a page of attributes": Case(
        "a.html", lambda: page("<p " + "a=b " * 300_000 + ">" + WORDS), True, "thousands of attributes"
    ),
    "a page in svg": Case(
        "a.html", lambda: page(f"<svg><foreignObject>{P}</foreignObject></svg>"), True, "has no text"
    ),
    "templates": Case("a.html", lambda: page("<template>" * 400 + P), True, ""),
    "selects": Case("a.html", lambda: page(P + "<select><option>x" * 5_000), True, "nested too deeply"),
    "nothing but a script": Case(
        "a.html", lambda: page("<script>var x = 'Der Rat'</script>"), True, "has no text"
    ),
    "a saved web archive": Case("a.mhtml", lambda: mail(page(P), b"Content-Type: text/html\n"), False, ""),
    "css that hides": Case(
        "a.html", lambda: page(P + '<p style="display:none">verborgen</p>'), False, "Der Rat"
    ),
    "a base of another place": Case(
        "a.html", lambda: page(P, '<base href="file:///etc/">'), False, "Der Rat"
    ),
    "headings by the thousand": Case("a.html", lambda: page("<h1>Rat</h1>" * 8_000), False, "Rat"),
    "an html mail in latin": Case(
        "a.eml",
        lambda: mail("<p>Größe</p>".encode("latin-1"), b"Content-Type: text/html; charset=iso-8859-1\n"),
        False,
        "Größe",
    ),
    "a mail of utf-7": Case(
        "a.eml", lambda: mail(b"+AGE-Rat", b"Content-Type: text/plain; charset=utf-7\n"), False, ""
    ),
    "a mail of idna": Case("a.eml", lambda: mail(R, b"Content-Type: text/plain; charset=idna\n"), False, ""),
    "a mail of punycode": Case(
        "a.eml", lambda: mail(R * 4_000, b"Content-Type: text/plain; charset=punycode\n"), False, ""
    ),
    "a mail of undefined": Case(
        "a.eml", lambda: mail(R, b"Content-Type: text/plain; charset=undefined\n"), False, "Der Rat"
    ),
    "a mail of base sixty-four": Case(
        "a.eml",
        lambda: mail(base64.b64encode(R * 4_000), b"Content-Transfer-Encoding: base64\n"),
        False,
        "Der Rat",
    ),
    "a mail of equals signs": Case(
        "a.eml", lambda: mail(b"=" * 500_000 + R, b"Content-Transfer-Encoding: quoted-printable\n"), False, ""
    ),
    "uuencoded": Case(
        "a.eml",
        lambda: mail(b"begin 644 x\n#0V%T\n`\nend\n", b"Content-Transfer-Encoding: x-uuencode\n"),
        False,
        "",
    ),
    "a boundary of nothing": Case(
        "a.eml", lambda: mail(R, b'Content-Type: multipart/mixed; boundary=""\n'), False, "Der Rat"
    ),
    "a boundary of controls": Case(
        "a.eml",
        lambda: mail(b"--\x1b\n\n" + R + b"\n--\x1b--", b'Content-Type: multipart/mixed; boundary="\x1b"\n'),
        False,
        "",
    ),
    "alternatives that differ": Case(
        "a.eml",
        lambda: multipart(
            b"Content-Type: text/plain\n\n" + R,
            b"Content-Type: text/html\n\n<p>Anders</p>",
            kind="alternative",
        ),
        False,
        "",
    ),
    "an attachment that leads out": Case(
        "a.eml",
        lambda: multipart(b"\n" + R, f'Content-Disposition: attachment; filename="{UP}"\n\nx'.encode()),
        False,
        "attachment",
    ),
    "a delivery report": Case(
        "a.eml",
        lambda: multipart(b"\n" + R, b"Content-Type: message/delivery-status\n\nStatus: 5.0.0\n\nAction: x"),
        False,
        "Der Rat",
    ),
    "a mail of nothing but heads": Case(
        "a.eml", lambda: b"From: a@b.example\nTo: c@d.example\nSubject: Rat\n", True, ""
    ),
    "folded without end": Case(
        "a.eml", lambda: b"Subject: Rat\n" + b" x\n" * 60_000 + mail(R), True, "unusual length"
    ),
    "encoded words in encoded words": Case(
        "a.eml", lambda: b"Subject: " + b"=?utf-8?q?=3D=3Futf-8?= " * 5_000 + b"\n" + mail(R), False, ""
    ),
    "addresses in addresses": Case(
        "a.eml", lambda: b"From: " + b"(" * 5_000 + b"a@b.example\n" + mail(R), True, "unusual length"
    ),
    "a mailbox of many": Case(
        "a.mbox",
        lambda: (b"From a@b.example Thu Jan  1 00:00:00 2026\n" + mail(R) + b"\n") * 300,
        False,
        "Der Rat",
    ),
    "a mail of more dates than are suggested": Case(
        "a.eml", lambda: mail(b"Am 1. Mai 2026 tagt er.\n" * 6_000), False, "first 2,000"
    ),
    "an outlook message": Case("a.msg", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(6_000), True, ""),
}
