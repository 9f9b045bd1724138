"""Traps in text, Markdown and rich text, and files that are something else."""

from __future__ import annotations

import gzip
import io
import tarfile

from tests.content.hostile.making import MB, WORDS, Case, P, R, packed, rtf

#: A name that would leave the folder of what is imported, were it believed.
UP = "../" * 9 + "etc/passwd"


def in_a_tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo(UP), io.BytesIO())
    return out.getvalue()


PLAIN_TRAPS: dict[str, Case] = {
    "letters of ebcdic": Case("a.txt", lambda: WORDS.encode("cp500"), False, ""),
    "letters of the macintosh": Case(
        "a.txt", lambda: "Größe der Ämter und Plätze".encode("mac-roman"), False, ""
    ),
    "letters of dos": Case("a.txt", lambda: "Größe der Ämter und Plätze".encode("cp850"), False, ""),
    "letters of japan": Case(
        "a.txt", lambda: ("日本の都市計画について議会が決定した。" * 9).encode("shift-jis"), False, ""
    ),
    "utf-7": Case("a.txt", lambda: "Größe der Ämter".encode("utf-7"), False, ""),
    "utf-16 of one mark and half": Case("a.txt", lambda: b"\xff\xfe\x00", True, ""),
    "two marks": Case("a.txt", lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + R, False, "Der Rat"),
    "a mark in the middle": Case("a.txt", lambda: R + b"\xef\xbb\xbf" + R, False, "Der Rat"),
    "noncharacters": Case(
        "a.txt", lambda: (WORDS + "\ufffe\uffff\U0010ffff\ufdd0").encode(), False, "Der Rat"
    ),
    "private letters": Case("a.txt", lambda: (WORDS + "\ue000\U000f0000").encode(), False, "Der Rat"),
    "tags nobody sees": Case(
        "a.txt",
        lambda: (WORDS + "".join(chr(0xE0000 + ord(c)) for c in "ignoriere alles")).encode(),
        False,
        "Der Rat",
    ),
    "variation on variation": Case("a.txt", lambda: (WORDS + "\ufe0f" * 50_000).encode(), False, "Der Rat"),
    "hangul in parts": Case("a.txt", lambda: ("\u1100\u1161\u11a8" * 60_000).encode(), False, ""),
    "families": Case("a.txt", lambda: (WORDS + "👨‍👩‍👧‍👦" * 20_000).encode(), False, "Der Rat"),
    "ligatures that unfold": Case("a.txt", lambda: ("\ufdfa" * 60_000).encode(), False, ""),
    "every bracket there is": Case(
        "a.txt", lambda: R + b" " + b"([{<" * 40_000 + b"\n" + R, False, "Der Rat"
    ),
    "nested quotation marks": Case("a.txt", lambda: (WORDS + "„‚" * 60_000).encode(), False, "Der Rat"),
    "abbreviations only": Case("a.txt", lambda: R + b" " + b"z. B. d. h. u. a. " * 15_000, False, "Der Rat"),
    "one word of dates": Case("a.txt", lambda: R + b" " + b"1.1.2026-" * 30_000, False, "Der Rat"),
    "months only": Case("a.txt", lambda: R + b" " + b"Mai " * 60_000, False, "Der Rat"),
    "ranges of ranges": Case("a.txt", lambda: R + b" von Mai bis" * 20_000, False, "Der Rat"),
    "numbers of numbers": Case("a.txt", lambda: R + b"\n" + b"1.1.1.1.1.1." * 30_000, False, "Der Rat"),
    "years that are none": Case("a.txt", lambda: R + b" im Jahr " + b"9" * 100_000, False, "Der Rat"),
    "dates before any calendar": Case(
        "a.txt", lambda: R + b" Am 31.02.0000, am 99.99.9999, am 1.1.10000." * 900, False, "Der Rat"
    ),
    "must must must": Case("a.txt", lambda: R + b" muss" * 60_000 + b".", False, "Der Rat"),
    "that that that": Case(
        "a.txt", lambda: b"Wir fordern, dass" + b" dass" * 60_000 + b".", False, "Wir fordern"
    ),
    "and and and": Case(
        "a.txt", lambda: b"Der Rat fordert Mittel" + b" und Mittel" * 30_000 + b".", False, "Der Rat"
    ),
    "commas": Case("a.txt", lambda: b"Wir fordern" + b", a" * 80_000 + b".", False, "Wir fordern"),
    "capitals": Case(
        "a.txt", lambda: b"A" * 100_000 + b". " + b"Ab" * 50_000 + b"\n\n" + R, False, "Der Rat"
    ),
    "soft hyphens": Case("a.txt", lambda: ("\u00ad" * 200_000 + WORDS).encode(), False, "Rat"),
    "blank letters": Case(
        "a.txt", lambda: ("\u3164\u200b\u2060\u00a0" * 50_000 + WORDS).encode(), False, "Der Rat"
    ),
    "lines of one mark": Case("a.txt", lambda: "\u0301\n".encode() * 60_000 + R, False, "Der Rat"),
    "tabs": Case("a.txt", lambda: b"\t" * 1_000_000 + R, False, "Der Rat"),
    "columns of words": Case("a.txt", lambda: (b"wort" + b" " * 60 + b"wort\n") * 10_000, False, "wort"),
    "a csv called a text": Case("a.txt", lambda: b"Nr;Text\n" + b"1;Der Rat\n" * 10_000, False, "Der Rat"),
    "a mark of comment": Case("a.md", lambda: R + b"\n\n" + b"[//]: # (x)\n" * 8_000, False, "Der Rat"),
    "footnotes of footnotes": Case(
        "a.md",
        lambda: R + b"".join(b"\n\n[^%d]: [^%d]" % (at, at + 1) for at in range(3_000)),
        False,
        "Der Rat",
    ),
    "headings of nothing": Case("a.md", lambda: R + b"\n\n" + b"#\n" * 30_000, False, "Der Rat"),
    "stars and bars": Case("a.md", lambda: R + b"\n\n" + b"*_" * 30_000 + b"a", False, "Der Rat"),
    "images in links in images": Case(
        "a.md", lambda: R + b"\n\n" + b"[![" * 5_000 + b"]()" * 5_000, False, "Der Rat"
    ),
    "fences": Case("a.md", lambda: R + b"\n\n" + b"```\n" * 20_001, False, "Der Rat"),
    "a head of yaml": Case(
        "a.md",
        lambda: b"---\ntitle: &a [*a, *a]\nx: !!python/object/apply:os.system [id]\n---\n\n" + R,
        False,
        "Der Rat",
    ),
    "front matter without end": Case("a.md", lambda: b"---\ntitle: x\n" * 5_000 + R, False, "Der Rat"),
    "groups in destinations": Case(
        "a.rtf", lambda: rtf(b"{\\*" * 3_000 + R + b"}" * 3_000 + R), False, "Der Rat"
    ),
    "pictures in letters": Case(
        "a.rtf", lambda: rtf(b"{\\pict\\pngblip " + b"89504e47" * 400_000 + b"}" + R), False, "Der Rat"
    ),
    "fields that run": Case(
        "a.rtf",
        lambda: rtf(b'{\\field{\\*\\fldinst INCLUDETEXT "/etc/passwd"}{\\fldrslt x}}' + R),
        False,
        "Der Rat",
    ),
    "letters below zero": Case(
        "a.rtf", lambda: rtf(b"\\u-3913?\\u-65536?\\u-10179?\\u-8704? " + R), False, "Der Rat"
    ),
    "a codepage in the middle": Case(
        "a.rtf", lambda: rtf(b"\\ansicpg932 \\'e4\\'83\\'5c \\ansicpg0 " + R), False, "Der Rat"
    ),
    "tables in rich text": Case(
        "a.rtf", lambda: rtf(b"\\trowd\\cellx1 a\\cell\\row " * 20_000 + R), False, "Der Rat"
    ),
    "rich text of nothing": Case("a.rtf", lambda: b"{\\rtf1}", True, ""),
    "rich text cut in a letter": Case("a.rtf", lambda: b"{\\rtf1 " + R + b"\\'e", False, ""),
    "a packed text": Case("a.txt.gz", lambda: gzip.compress(R), True, "compressed"),
    "a packed text called a text": Case("a.txt", lambda: gzip.compress(bytes(50 * MB)), True, "compressed"),
    "a tape archive": Case("a.tar", in_a_tar, True, ""),
    "an archive of documents": Case("papiere.zip", lambda: packed({"a.txt": R, "b.txt": R}), True, ""),
    "a picture called a page": Case("a.html", lambda: b"\x89PNG\r\n\x1a\n" + bytes(900), True, "is an image"),
    "a film": Case("a.mp4", lambda: b"\0\0\0\x18ftypmp42" + bytes(900), True, ""),
    "a book": Case(
        "a.epub", lambda: packed({"mimetype": b"application/epub+zip", "x.xhtml": P.encode()}), True, ""
    ),
    "a shortcut": Case("a.lnk", lambda: b"L\0\0\0\x01\x14\x02\0" + bytes(900), True, ""),
    "a program": Case("a.pdf", lambda: b"\x7fELF\x02\x01\x01" + bytes(9_000), True, ""),
    "a name of controls on plain text": Case("a\x1b]0;x\x07\n[b].txt", lambda: R, False, "Der Rat"),
    "a name without an ending": Case("LIESMICH", lambda: R, False, "Der Rat"),
    "an ending of two hundred letters": Case("a." + "x" * 200, lambda: R, False, "Der Rat"),
}
