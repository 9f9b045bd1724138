"""One article as a page and as a printed file of several pages: the same words in the same paragraphs."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from content.anchors import make_passage
from content.demands import find_demands
from content.formats import read_bytes
from content.model import Reading, Span

#: "# " marks headings, "- " items, " | " cells; "~" is where a word may be cut, "^1" a raised figure.
ARTICLE = [
    "# Der Kreis Erlengrund ordnet seine Melde~stellen neu",
    "Moorhagen, 4. Mai 2026. Der Kreistag von Erlengrund hat heute die Ver~waltungs~modernisie~rung "
    "be~schlossen. Bis Ende 2027 sollen alle Bürger~ämter und Standes~ämter in gemein~samen Häusern sitzen, "
    "damit die Bund-Länder-Ver~ein~barung vom März 2025 einge~halten wird.^1",
    "„Wir brauchen dafür eine dauer~hafte Finan~zierung durch den Freistaat“, sagte Landrätin Käthe Größler. "
    "Die Städte- und Gemeinde~ver~waltungen müssten zuerst ent~lastet werden; die Ein- und Aus~gaben des "
    "Kreises seien offen~zu~legen.",
    "# Was das Land tun soll",
    "Der Kreis erwartet vom Land:",
    "- eine Er~stattung der Umzugs~kosten in Höhe von 3,5 Mio. Euro",
    "- weniger Vor~schriften für die Akten~führung in den Ge~meinden am Ufer der Moor und im Berg~land",
    "- einen festen An~sprech~partner",
    "Die Kosten ver~teilen sich auf zwei Jahre, wie die Kämmerei in ihrem Be~richt aus~führt. Sie hängen "
    "davon ab, ob die Gemein~den ihre Gebäude um~bauen oder ob der Kreis die Häuser kauft und ver~mietet.",
    "Bereich | 2026 | 2027",
    "Umbau | 1,2 | 0,9",
    "Umzug | 0,8 | 0,6",
    "# Wie es weiter~geht",
    "Die Kreis~ver~waltung legt im Herbst 2026 einen Zeit~plan vor. Danach berät der Finanz~aus~schuss am "
    "12. November 2026 über den Nach~trags~haus~halt. Die Be~schäf~tigten werden in den kommen~den Wochen in "
    "allen Gemein~den ge~schult, und die Öffnungs~zeiten der Bürger~ämter bleiben während des Umbaus "
    "unver~ändert. "
    "Fragen be~antwor~tet die Presse~stelle des Landrats~amtes in Moor~hagen.",
]
NOTE = "1 Vgl. den Bericht der Kämmerei an den Kreistag."


def plain(text: str) -> str:
    return text.replace("~", "").replace("^1", "")


def as_html() -> bytes:
    page, closing = ["<!doctype html><meta charset=utf-8><body><main>"], ""
    for part in ARTICLE:
        words = escape(plain(part).removeprefix("# ").removeprefix("- ")) + "<sup>1</sup>" * ("^1" in part)
        group = "ul" if part.startswith("- ") else "table" if " | " in part else ""
        if group != closing:
            page.append(f"</{closing}>" * bool(closing) + f"<{group}>" * bool(group))
            closing = group
        if group == "table":
            page.append("<tr><td>" + words.replace(" | ", "</td><td>") + "</td></tr>")
        else:
            tag = "h2" if part.startswith("# ") else "li" if group else "p"
            page.append(f"<{tag}>{words}</{tag}>")
    return "\n".join(page).encode()


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines, words cut where they may be."""
    lines = [""]
    for word in text.split(" "):
        syllables = word.split("~")
        for count in range(len(syllables), -1, -1):
            head = "".join(syllables[:count]) + "-" * (0 < count < len(syllables))
            line = f"{lines[-1]} {head}".strip()
            if stringWidth(line.replace("^1", ""), "Helvetica", size) <= width:
                break
        lines[-1] = line if count else lines[-1]
        if count < len(syllables):
            lines.append("".join(syllables[count:]))
    return lines


class Printer:
    """Sets the article in columns, with a head, a foot and a page number, and a note on the first page."""

    def __init__(self, columns: int, height: float) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4)
        self.width = (A4[0] - 120 - 20 * (columns - 1)) / columns
        self.lefts = [60 + at * (self.width + 20) for at in range(columns)]
        self.foot = 760 - height
        self.column, self.page, self.y = 0, 0, 0.0
        self.begin()

    def begin(self) -> None:
        self.page += 1
        self.column, self.y = 0, 760.0
        self.draw(60, 810, "Kreisblatt Erlengrund", 8)
        self.draw(480, 810, f"Ausgabe 4 · {self.page}", 8)
        self.draw(280, 20, f"Seite {self.page}", 8)
        if self.page == 1:
            self.draw(60, self.foot - 25, NOTE, 7)

    def draw(self, left: float, y: float, words: str, size: float) -> None:
        self.canvas.setFont("Helvetica", size)
        self.canvas.drawString(left, y, words)

    def line(self, words: str, size: float, indent: float = 0) -> None:
        if self.y < self.foot:
            self.column, self.y = self.column + 1, 760.0
        if self.column == len(self.lefts):
            self.canvas.showPage()
            self.begin()
        left = self.lefts[self.column] + indent
        words, mark, _ = words.partition("^1")
        self.draw(left, self.y, words, size)
        if mark:
            self.draw(left + stringWidth(words, "Helvetica", size), self.y + 4, "1", 6)
        self.y -= 1.25 * size

    def printed(self) -> bytes:
        for part in ARTICLE:
            size = 14 if part.startswith("# ") else 10
            words, indent = part.removeprefix("# "), 12 if part.startswith("- ") else 0
            if " | " in part:
                self.cells(part.split(" | "))
                continue
            for at, line in enumerate(
                wrapped(words.replace("- ", "• ", bool(indent)), self.width - indent, size)
            ):
                self.line(line, size, indent if at else 0)
            self.y -= 0 if indent else 8
        self.canvas.showPage()
        self.canvas.save()
        return self.out.getvalue()

    def cells(self, cells: list[str]) -> None:
        self.line(cells[0], 10)
        for at, cell in enumerate(cells[1:]):
            self.draw(self.lefts[self.column] + self.width * (0.5 + 0.25 * at), self.y + 12.5, cell, 10)
        if cells[0].startswith("Umzug"):
            self.y -= 8


HTML = read_bytes(as_html(), "artikel.html")


def article(reading: Reading) -> list[str]:
    """The paragraphs without the note, and without the page's head, which a single page cannot tell."""
    parts = [part for part in reading.text.split("\n\n") if part != NOTE]
    return parts[1:] if parts[0].startswith("Kreisblatt") else parts


@pytest.mark.parametrize(("columns", "height"), [(1, 690), (1, 180), (2, 300), (2, 170), (3, 400)])
def test_a_printed_article_has_the_pages_words_and_paragraphs(columns: int, height: float) -> None:
    printed = read_bytes(Printer(columns, height).printed(), "artikel.pdf")
    assert article(printed) == HTML.text.split("\n\n")
    assert printed.date == HTML.date
    assert NOTE in printed.text


def test_what_is_found_in_both_is_the_same() -> None:
    printed = read_bytes(Printer(2, 300).printed(), "artikel.pdf")

    def demands(reading: Reading) -> list[str]:
        return [mention.text for mention in find_demands(reading.text, reading.regions)]

    assert demands(printed) == demands(HTML)
    assert len(demands(HTML)) >= 4
    quote = "Bund-Länder-Vereinbarung vom März 2025"
    start = printed.text.index(quote)
    assert make_passage(printed.text, [Span(start, start + len(quote))]).quote in HTML.text
