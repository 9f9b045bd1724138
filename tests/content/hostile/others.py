"""Pages, messages, Rich Text, and files that are no documents."""

from __future__ import annotations

from tests.content.hostile.making import WORDS, Case, P, R, mail, nested_parts, page, rtf

OTHERS: dict[str, Case] = {
    "a hundred thousand tags": Case("a.html", lambda: page("<div>" * 100_000 + P), True, "nested too deeply"),
    "deep spans": Case("a.html", lambda: page("<b>" * 3000 + WORDS), True, "nested too deeply"),
    "tables never closed": Case("a.html", lambda: page("<table><tr><td>" * 70 + P), False, "Der Rat"),
    "tags closed never opened": Case("a.html", lambda: page("</div>" * 200_000 + P), False, "Der Rat"),
    "giant style": Case("a.html", lambda: page(P, f"<style>{'a{b:c}' * 600_000}</style>"), False, "Der Rat"),
    "giant script": Case(
        "a.html", lambda: page(f"<script>{'x=1;' * 1_000_000}</script>{P}"), False, "Der Rat"
    ),
    "script never closed": Case("a.html", lambda: page(P + "<script>" + "x" * 100_000), False, "Der Rat"),
    "thousands of attributes": Case(
        "a.html",
        lambda: page("<p " + " ".join(f"a{at}=1" for at in range(9000)) + ">" + WORDS),
        True,
        "attributes",
    ),
    "one giant attribute": Case(
        "a.html", lambda: page(f'<p title="{"x" * 3_000_000}">{WORDS}</p>'), False, "Der Rat"
    ),
    "comment bomb": Case("a.html", lambda: page("<!--" * 100_000 + "-->" + P), False, "Der Rat"),
    "entities in a page": Case("a.html", lambda: page("&#0;&#xD800;&#x1F;&lt;" * 9999 + P), False, "Der Rat"),
    "doctype entities": Case(
        "a.html",
        lambda: b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x; ' + R,
        False,
        "Der Rat",
    ),
    "charset that is none": Case("a.html", lambda: page(P, '<meta charset="klingon">'), False, "Der Rat"),
    "charset of an attack": Case("a.html", lambda: page(P, '<meta charset="zip">'), False, "Der Rat"),
    "charset unicode_escape": Case(
        "a.html", lambda: page(P + "\xff", '<meta charset="unicode_escape">'), False, "Der Rat"
    ),
    "frames from outside": Case(
        "a.html", lambda: page('<iframe src="file:///etc/passwd"></iframe>' + P), False, "Der Rat"
    ),
    "a refresh": Case(
        "a.html", lambda: page(P, '<meta http-equiv="refresh" content="0;url=x">'), False, "Der Rat"
    ),
    "many links": Case("a.html", lambda: page('<a href="#">a</a> ' * 9_000 + P), False, "Der Rat"),
    "items in items": Case("a.html", lambda: page("<ul><li>a" * 80 + P), False, "Der Rat"),
    "a page of nothing": Case("a.html", lambda: page(""), True, "has no text"),
    "nested parts": Case("a.eml", lambda: nested_parts(60), False, "Der Rat"),
    "parts in parts in parts": Case("a.eml", lambda: nested_parts(3000), True, "is nested too deeply"),
    "a boundary never met": Case(
        "a.eml", lambda: mail(R, b"Content-Type: multipart/mixed; boundary=x\n"), False, "Der Rat"
    ),
    "eleven hundred parts": Case(
        "a.eml",
        lambda: mail(b"--x\n\nRat\n" * 1_100, b"Content-Type: multipart/mixed; boundary=x\n"),
        True,
        "1000 parts",
    ),
    "a giant subject": Case(
        "a.eml", lambda: b"Subject: " + b"x" * 90_000 + b"\n" + mail(R), False, "it was read as text"
    ),
    "a giant list of receivers": Case(
        "a.eml", lambda: b"To: " + b"a@b.example, " * 20_000 + b"\n" + mail(R), False, "Der Rat"
    ),
    "headers of nonsense": Case(
        "a.eml",
        lambda: (
            b'From: "\\ <<>>@@;:\nDate: Foo, 99 Bar -1 25:61\nSubject: =?x?q?=E4?= =?utf-8?b?///?=\n\n' + R
        ),
        False,
        "Der Rat",
    ),
    "headers of bytes": Case(
        "a.eml", lambda: b"From: \xff\xfe\nTo: x\nSubject: \xe4\0\x1b[2J\n\n" + R, False, "Der Rat"
    ),
    "a name of bytes": Case(
        "a.eml",
        lambda: mail(
            b"--x\n\n" + R + b'\n--x\nContent-Type: image/png; name="\xff\x1b[2J.png"\n\nx\n--x--\n',
            b"Content-Type: multipart/mixed; boundary=x\n",
        ),
        False,
        "1 attachment was left out",
    ),
    "base64 of nonsense": Case(
        "a.eml", lambda: mail(b"!!!!" * 99, b"Content-Transfer-Encoding: base64\n"), True, "has no text"
    ),
    "a charset that is none": Case(
        "a.eml", lambda: mail(R, b"Content-Type: text/plain; charset=klingon\n"), False, "Der Rat"
    ),
    "a charset that packs": Case(
        "a.eml", lambda: mail(R, b"Content-Type: text/plain; charset=bz2\n"), False, "Der Rat"
    ),
    "a message in a message": Case(
        "a.eml", lambda: mail(b"From: x@y.example\n\n" + R, b"Content-Type: message/rfc822\n"), True, ""
    ),
    "lines that quote": Case("a.eml", lambda: mail(b">" * 200_000 + b" " + R), False, "Der Rat"),
    "deep groups": Case("a.rtf", lambda: rtf(b"{" * 50_000 + R + b"}" * 50_000), False, "Der Rat"),
    "groups never closed": Case("a.rtf", lambda: b"{\\rtf1 " + b"{\\b " * 50_000 + R, False, "cut short"),
    "groups closed twice": Case("a.rtf", lambda: rtf(R + b"}" * 50_000), False, "Der Rat"),
    "a bin of 2 GB": Case("a.rtf", lambda: rtf(R + b"\\bin2147483647 \0\1\2 " + R), False, "Der Rat"),
    "a bin of less than nothing": Case("a.rtf", lambda: rtf(b"\\bin-5 " + R), False, "Der Rat"),
    "giant parameters": Case(
        "a.rtf",
        lambda: rtf(b"\\uc99999999 \\u99999999? \\fs" + b"9" * 5000 + b" " + R),
        True,
        "could not be read as rtf",
    ),
    "many letters by number": Case("a.rtf", lambda: rtf(b"\\u228?" * 100_000 + R), False, "Rat"),
    "objects": Case(
        "a.rtf", lambda: rtf(b"{\\object\\objdata " + b"d0cf11e0" * 90_000 + b"}" + R), False, "Der Rat"
    ),
    "fonts": Case("a.rtf", lambda: rtf(b"{\\fonttbl" + b"{\\f0 A;}" * 20_000 + b"}" + R), True, "font table"),
    "styles": Case(
        "a.rtf",
        lambda: rtf(b"{\\stylesheet" + b"".join(b"{\\s%d heading;}" % at for at in range(9000)) + b"}" + R),
        False,
        "Der Rat",
    ),
    "a codepage that is none": Case(
        "a.rtf", lambda: b"{\\rtf1\\ansi\\ansicpg99999 " + R + b"\\'e4}", False, "Der Rat"
    ),
    "control words": Case("a.rtf", lambda: rtf(b"\\x" * 200_000 + b" " + R), False, ""),
    "rtf of backslashes": Case("a.rtf", lambda: rtf(b"\\" * 5_001 + b" " + R), False, ""),
    "a picture": Case("a.xyz", lambda: b"\xff\xd8\xff\xe0" + bytes(900), True, "is an image"),
    "a packed file": Case("a.txt", lambda: b"\x1f\x8b\x08" + bytes(900), True, "compressed"),
    "a database": Case("a.txt", lambda: b"SQLite format 3\0" + bytes(900), True, "is a database"),
}
