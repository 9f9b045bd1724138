"""A project in which everything is hostile, and a reading of what reached the terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    AddTag,
    AttachTags,
    Change,
    EditProject,
    ReplyNote,
    ReviseDocument,
    SetVerdict,
)
from store.errors import StoreError
from store.review import Review

#: Stands in every sequence below, so that none of them can be taken for one of the program's own.
MARK = "31337"
#: What a terminal, a markup parser or an eye would obey, each with a blank before it.
ATTACKS = (
    f"\x1b[{MARK}m", f"\x1b]0;{MARK}\x07", f"\x1b]52;c;{MARK}\x1b\\",
    f"\x1b]8;;http://{MARK}\x1b\\da\x1b]8;;\x1b\\",
    f"\x1bP{MARK}\x1b\\", f"\x9b{MARK}n", f"\x9d0;{MARK}\x9c", "\x1bc", "\x1b#8", "\x1b(0",
    "\x05", "\x0e", "\x07",
    "\x7f", "\u202egnal\u202c", "\u2066in\u2069", "null\u200bbreit", "\ufeff", "\u061c", "z" + "\u0301" * 40,
    "\U000e0041\U000e0042", "[/b]", "[/]", "[red]rot[/red]", f"[@click=app.quit]{MARK}[/]",
    f"[link=http://{MARK}]da[/link]", "\\[x", "{0}", "%s", "$x", "\u115f\u3164", "\u2028", "\r", "\x08",
)  # fmt: skip
EVIL = "Rat " + " ".join(ATTACKS) + " Ende"
#: Shorter, for what is cut to a few cells: each beginning shows something else.
SHORT = [f"{attack} Rat {number}" for number, attack in enumerate(ATTACKS)]
#: What is promised in a text, and no demand asks for.
PROMISE = (
    f"{EVIL}\n\nDas Kabinett hat am 1. Mai 2026 beschlossen, 5 Millionen Euro für Busse zu geben. {EVIL}\n"
)
#: What the screen remembers of a reviewer: anybody may have written it where a group shares the folder.
PERSONAL: dict[str, dict[str, Any]] = {
    "filters": {"documents": {"used": [EVIL, SHORT[0]], "named": {SHORT[0]: EVIL}}},
    "drafts": {"note:d1": EVIL, f"note:{EVIL}": EVIL, "note:d3": SHORT[1]},
    "settings": {"theme": EVIL, "keys": {EVIL: EVIL, "note.add": EVIL}},
    "place": {"document": EVIL, "offset": 0, "seen": 1},
}
#: A configuration that is wrong in every line.
CONFIG = r"""
theme = "\u001b]0;31337\u0007"
"\u001b[31337m" = 1
[keys]
"\u009b31337n" = "\u001b[31337m"
"note.add" = "\u001b[31337m \u202e"
"""
SEQUENCE = re.compile(
    r"\x1b\[[0-9;:<=>?]*[ !$]*[@-~]"  # CSI
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|\x1b[PX^_][^\x1b]*\x1b\\"  # DCS, SOS, PM, APC
    r"|\x1b[()*+#%][ -~]|\x1b[ -~]"
)
#: What the two drivers write: movement, clearing, scrolling, modes, colours, questions, copying.
OWN = re.compile(
    r"\x1b\[[0-9;]*[ABCDEFGHJKLMPSTX@bdfr]|\x1b\[[0-9;:]*m|\x1b\[\?[0-9;]+[hl]|\x1b\[\?[0-9]+\$p|\x1b\[[<>=?][0-9;]*[umq]"
    r"|\x1b\[[0-9]*[nct]|\x1b\[[0-9] q|\x1b\[[0-9;]+t|\x1b[78=>M]|\x1b\(B|\x1b\]1[01];\?(?:\x07|\x1b\\)"
    r"|\x1b\]22;[a-z-]+(?:\x07|\x1b\\)|\x1b\]52;c;[A-Za-z0-9+/]*=*(?:\x07|\x1b\\)"
)


def make(folder: Path) -> Path:
    """The project; what the store refuses is left out."""
    with Review.create(folder, "Rat", "lena") as lena:
        _put(lena, *(EditProject(name=text) for text in (EVIL[:200], SHORT[0])))
        _put(lena, AddReviewer("anna"))
        text = f"# {EVIL}\n\n{EVIL}\n\n" + "\n\n".join(SHORT) + "\n"
        _put(lena, AddDocument(text, EVIL, "2026-05-01", publisher=EVIL, kind=EVIL[:60], source=EVIL))
        for number, one in enumerate(SHORT[:12]):
            _put(lena, AddDocument(f"{one} {number}\n", one, publisher=one, kind=one, source=one))
        for number, one in enumerate((EVIL, *SHORT)):
            _put(lena, AddDemand(one, one, one, due="2027", document="d1", spans=((4, 30 + number),)))
            _put(lena, AddEvent(f"2027-05-0{number % 9 + 1}", "d1", ((number, number + 9),), label=one))
            _put(lena, AddTag(one, description=one), AddNote("d1", one))
            _put(lena, AddNote(f"d1:{number}-{number + 5}", one), ReplyNote("n1", one))
            _put(lena, AttachTags(f"d1:{number}-{number + 7}", (one,)))
            _put(lena, SetVerdict(f"f{number % 5 + 1}", "partial", one))
        _put(
            lena,
            *(AddEvidence(f"f{number}", f"d1:{number}-{number + 9}", grade="weak") for number in (1, 2, 3)),
        )
        _put(lena, ReviseDocument("d1", f"{text}\n{EVIL}\n"), AttachTags("d2:0-9", (SHORT[0],)))
        _put(lena, ReviseDocument("d2", f"Neu\n\n{EVIL}\n"))
        _put(lena, AddDocument(PROMISE, EVIL, "2026-05-02"))
        anna = lena.beside("anna")
        _put(anna, SetVerdict("f1", "open", EVIL), AddNote("d1", f"@lena {EVIL}"), ReplyNote("n1", EVIL))
        lena.snapshot()
        for name, kept in PERSONAL.items():
            lena.personal().write(name, kept)
    (folder / "synonyms.tsv").write_text(f"Rat {ATTACKS[0]}\t{ATTACKS[1]} Rat\n", "utf-8")
    return folder


def _put(review: Review, *changes: Change) -> None:
    for change in changes:
        try:
            review.apply(change)
        except StoreError:
            continue


def foreign(written: bytes) -> Iterator[str]:
    """What reached the terminal and is none of the program's own: sequences, controls, signs nobody sees."""
    text = written.decode("utf-8", "replace")
    for found in SEQUENCE.finditer(text):
        if MARK in found[0] or not OWN.fullmatch(found[0]):
            yield ascii(found[0])
    shown = SEQUENCE.sub("", text)
    for sign in sorted(set(shown) - {"\r", "\n", "\x07", "\x08"}):
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in "\u200c\u200d":
            at = shown.index(sign)
            yield ascii(shown[max(at - 20, 0) : at + 20])
    if flood := re.search("[\u0300-\u036f]{5}", shown):
        yield ascii(flood[0])
