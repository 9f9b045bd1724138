"""Plain text and Markdown."""

from __future__ import annotations

import codecs

from tests.content.hostile.making import MB, WORDS, Case, R

TEXTS: dict[str, Case] = {
    "empty": Case("a.txt", lambda: b"", True, "is empty"),
    "blank lines": Case("a.txt", lambda: b" \r\n\t\n" * 9, True, "is empty"),
    "a mark and nothing": Case("a.txt", lambda: codecs.BOM_UTF16_LE, True, "is empty"),
    "bytes of a program": Case("a.txt", lambda: bytes(range(256)) * 99, True, "binary"),
    "no letters": Case("a.txt", lambda: b"--- *** ..." * 99, True, "has no text"),
    "utf-16 with mark": Case("a.txt", lambda: WORDS.encode("utf-16"), False, "Der Rat"),
    "utf-16-be without": Case("a.txt", lambda: WORDS.encode("utf-16-be"), False, "UTF-16-BE"),
    "utf-32 with mark": Case("a.txt", lambda: WORDS.encode("utf-32"), False, "Der Rat"),
    "utf-32-le without": Case("a.txt", lambda: WORDS.encode("utf-32-le"), False, "UTF-32-LE"),
    "half a utf-16 character": Case("a.txt", lambda: WORDS.encode("utf-16") + b"\x41", False, "Der Rat"),
    "cp1252": Case("a.txt", lambda: "Größe „Ämter“".encode("cp1252"), False, "1252"),
    "mixed": Case("a.txt", lambda: "Größe ".encode() + "Ämter".encode("cp1252"), False, "mixes"),
    "overlong utf-8": Case("a.txt", lambda: R + b" \xc0\xaf\xe0\x80\xaf", False, "Der Rat"),
    "nuls": Case("a.txt", lambda: R + b"\0\0 " + R, False, "shown as U+FFFD"),
    "lone surrogates": Case("a.txt", lambda: R + b" \xed\xa0\x80 \xed\xb0\x80", False, "shown as U+FFFD"),
    "surrogates in utf-16": Case(
        "a.txt",
        lambda: codecs.BOM_UTF16_LE + (WORDS + "\ud800").encode("utf-16-le", "surrogatepass"),
        False,
        "U+FFFD",
    ),
    "control sequences": Case(
        "a.txt", lambda: R + b"\n\n\x1b]0;title\x07\x1b[31m" + R + b"\x9b2J", False, "Der Rat"
    ),
    "bidi": Case("a.txt", lambda: f"{WORDS} \u202egnp.exe\u2066\u200f".encode(), False, "Der Rat"),
    "markup look-alikes": Case(
        "a.txt", lambda: f"{WORDS} [/b] [@click=app.quit]x[/]".encode(), False, "[/b]"
    ),
    "one line of 11 MB": Case("a.txt", lambda: b"wort " * (11 * MB // 5), False, "3 million letters"),
    "a line without blanks": Case("a.txt", lambda: b"a" * 300_000, False, "aaaa"),
    "a line of 13 MB": Case("a.txt", lambda: b"a" * (13 * MB), True, "too large (13 MB; at most 12 MB)"),
    "a million lines": Case("a.txt", lambda: b"a\n" * MB, True, "more than 250,000 lines"),
    "a million carriage returns": Case("a.txt", lambda: b"a\r" * MB, True, "more than 250,000 lines"),
    "form feeds": Case("a.txt", lambda: b"a\x0c" * 10_000, False, "a"),
    "line separators": Case("a.txt", lambda: "a\u2028".encode() * 60_000, False, "a"),
    "dots": Case("a.txt", lambda: R + b"\n\n" + b"." * 200_000, False, "Der Rat"),
    "spaces": Case("a.txt", lambda: R + b" " * 2_000_000 + R, False, "Der Rat"),
    "brackets": Case("a.txt", lambda: R + b"[" * 100_000 + b"(" * 100_000, False, "Der Rat"),
    "figures": Case("a.txt", lambda: R + b" " + b"1" * 200_000 + b"." + b"1." * 100_000, False, "Der Rat"),
    "dates and dates": Case("a.txt", lambda: b"Am 1.1.2026 tagt der Rat. " * 2_000, False, "tagt"),
    "demands": Case(
        "a.txt", lambda: b"Wir fordern, dass die Stadt handelt.\n\n" * 6_000, False, "first 2,000"
    ),
    "combining marks": Case("a.txt", lambda: ("a" + "\u0301" * 200_000).encode(), False, "á"),
    "hyphens": Case("a.txt", lambda: R + b"\n" + b"a-\n" * 60_000, False, "Der Rat"),
    "blank paragraphs": Case("a.txt", lambda: b"a\n\n" * 10_000, False, "a"),
    "numbered items": Case("a.txt", lambda: b"1. a\n" * 6_000, False, "a"),
    "bars": Case("a.txt", lambda: b"| a " * 100_000, False, "a"),
    "quotes in quotes": Case("a.md", lambda: b">" * 3_000 + R, False, "read as plain text"),
    "links in links": Case("a.md", lambda: b"[a](" * 6_000 + R, False, "Der Rat"),
    "lists in lists": Case("a.md", lambda: b"".join(b" " * at + b"- a\n" for at in range(1500)), False, "a"),
    "emphasis": Case("a.md", lambda: b"**a " * 15_000, False, "a"),
    "backticks": Case("a.md", lambda: b"".join(b"`" * at + b"a" for at in range(900)), False, "a"),
    "a table of bars": Case(
        "a.md", lambda: b"|a" * 300 + b"\n" + b"|-" * 300 + b"\n" + b"|a\n" * 300, False, "a"
    ),
    "definitions": Case("a.md", lambda: b"[a]: b\n" * 9_000 + R, False, "Der Rat"),
    "html in markdown": Case("a.md", lambda: R + b"\n\n" + b"<a " * 30_000, False, "Der Rat"),
    "comments never closed": Case("a.md", lambda: R + b"\n\n" + b"<!--" * 20_000, False, "Der Rat"),
    "entities in markdown": Case("a.md", lambda: R + b"&#0;&#xD800;&#x110000;&amp;" * 999, False, "Der Rat"),
}
