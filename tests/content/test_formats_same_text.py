"""One text in eight formats gives one normalised text, the same regions and the same metadata."""

from __future__ import annotations

import io
from collections.abc import Callable
from email.message import EmailMessage
from xml.sax.saxutils import escape

import docx
import odfdo
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from content.formats import FORMATS, read_bytes

#: "# " marks headings, "- " list items, a line end inside a paragraph is one of an address.
RELEASE = [
    "Medieninformation",
    "Staatskanzlei Nordmark",
    "Ihre Ansprechpartnerin\nUta Größler",
    "Telefon 0399 4711 220\nTelefax 0399 4711 221",
    "# Kabinett ordnet die Ämter der Nordmark neu",
    "Talheim (4. Mai 2026) – Die Landesregierung hat heute beschlossen, die Ämter der Nordmark bis Ende 2027 "
    "zusammenzulegen. Ministerin Käthe Weißgerber sagte: „Wir schaffen kürzere Wege – auch für "
    "Großgemeinden.“ Die Städte- und Gemeindeverwaltungen erhalten dafür 3,5 Mio. Euro.",
    "Zum Programm gehören:",
    "- ein gemeinsames Bürgerkonto für alle 214 Gemeinden",
    "- Schulungen für die Beschäftigten der Landkreise, die vom 1. September 2026 an in allen Ämtern der "
    "Nordmark angeboten werden sollen",
    "- weniger Vorschriften",
    "# Gemeinden verlangen mehr Geld",
    "Der Gemeindebund erwartet vom Land, dass es die Kosten der Umstellung trägt. Über die Höhe wird im "
    "Herbst verhandelt; der Landtag entscheidet am 12. November 2026.",
    "Hausanschrift:\nStaatskanzlei Nordmark\nLindenstr. 12\n01999 Talheim",
]
SAME = "\n\n".join(RELEASE).replace("# ", "").replace("\n\n- Sch", "\n- Sch").replace("\n\n- wen", "\n- wen")


def as_text(parts: list[str]) -> bytes:
    return "\n\n".join(part.removeprefix("# ") for part in parts).encode()


def as_wrapped_text(parts: list[str]) -> bytes:
    lines: list[str] = []
    for part in parts:
        line = ""
        for word in part.removeprefix("# ").replace("\n", " \n ").split(" "):
            if word == "\n" or len(line) + 1 + len(word) > 72:
                lines.append(line)
                line = "" if word == "\n" else word
            else:
                line = f"{line} {word}".strip()
        lines += [line, ""]
    return "\r\n".join(lines).encode("utf-8-sig")


def as_markdown(parts: list[str]) -> bytes:
    marked = (
        part.replace("\n", "  \n").replace("Käthe Weißgerber", "**Käthe Weißgerber**") for part in parts
    )
    return "\n\n".join(marked).replace("\n\n- ", "\n- ").replace(":\n- ", ":\n\n- ").encode()


def as_html(parts: list[str]) -> bytes:
    page, in_list = ["<!DOCTYPE html><meta charset=utf-8><body><main>"], False
    for part in parts:
        words = escape(part.lstrip("#- ")).replace("\n", "<br>\n").replace("Ämter", "&Auml;m&shy;ter")
        if part.startswith("- ") != in_list:
            page.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        tag = "h2" if part.startswith("# ") else "li" if in_list else "p"
        page.append(f"<{tag}>{words}</{tag}>")
    return "\n".join(page).encode()


def as_docx(parts: list[str]) -> bytes:
    document = docx.Document()
    for part in parts:
        style = "Heading 1" if part.startswith("# ") else "List Bullet" if part.startswith("- ") else None
        document.add_paragraph(part.lstrip("#- "), style=style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_odt(parts: list[str]) -> bytes:
    document = odfdo.Document("text")
    document.body.clear()
    items = None
    for part in parts:
        if part.startswith("- "):
            if items is None:
                items = odfdo.List()
                document.body.append(items)
            items.append_item(odfdo.ListItem(part[2:]))
            continue
        items = None
        heading = part.startswith("# ")
        document.body.append(odfdo.Header(1, part[2:]) if heading else odfdo.Paragraph(part))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_rtf(parts: list[str]) -> bytes:
    def written(text: str) -> str:
        chars = (
            char
            if char.isascii()
            else f"\\'{char.encode('cp1252').hex()}"
            if char in "äöüÄÖÜß"
            else f"\\u{ord(char)}?"
            for char in text
        )
        return "".join(chars).replace("\n", "\\line ")

    lines = ["{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s1 heading 1;}}"]
    for part in parts:
        start = "\\pard\\s1 " if part.startswith("# ") else "\\pard "
        bullet = "{\\listtext\\bullet\\tab}" if part.startswith("- ") else ""
        lines.append(start + bullet + written(part.removeprefix("# ").removeprefix("- ")) + "\\par")
    return ("\n".join(lines) + "}").encode("ascii")


def as_eml(parts: list[str]) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Kabinett ordnet die Ämter der Nordmark neu"
    message["From"] = "Pressestelle der Staatskanzlei <presse@nordmark.example>"
    message["Date"] = "Tue, 05 May 2026 09:30:00 +0200"
    message.set_content(as_text(parts).decode(), cte="quoted-printable")
    return message.as_bytes()


def as_pdf(parts: list[str]) -> bytes:
    styles = getSampleStyleSheet()
    normal = styles["Normal"].clone("spaced", spaceAfter=8)
    story = []
    for part in parts:
        words = (
            escape(part.removeprefix("# ")).replace("\n", "<br/>").replace("- ", "• ", part.startswith("- "))
        )
        story.append(Paragraph(words, styles["Heading1"] if part.startswith("# ") else normal))
    out = io.BytesIO()
    SimpleDocTemplate(out).build(story)
    return out.getvalue()


MAKERS: dict[str, tuple[str, Callable[[list[str]], bytes]]] = {
    "text": ("x.txt", as_text),
    "wrapped text": ("x.txt", as_wrapped_text),
    "markdown": ("x.md", as_markdown),
    "html": ("x.html", as_html),
    "docx": ("x.docx", as_docx),
    "odt": ("x.odt", as_odt),
    "rtf": ("x.rtf", as_rtf),
    "eml": ("x.eml", as_eml),
    "pdf": ("x.pdf", as_pdf),
}


@pytest.mark.parametrize("maker", MAKERS)
def test_the_text_is_the_same_in_every_format(maker: str) -> None:
    name, make = MAKERS[maker]
    reading = read_bytes(make(RELEASE), name)
    assert reading.text == SAME
    assert reading.format == maker.split()[-1]


@pytest.mark.parametrize("maker", MAKERS)
def test_regions_and_metadata_are_the_same_in_every_format(maker: str) -> None:
    name, make = MAKERS[maker]
    reading = read_bytes(make(RELEASE), name)
    kinds = ["letterhead", "title", "body", "list", "title", "body", "letterhead"]
    assert [region.kind for region in reading.regions] == kinds
    assert reading.title == "Kabinett ordnet die Ämter der Nordmark neu"
    assert (reading.date, reading.date_reason) == ("2026-05-04", "dateline")
    assert reading.kind == "press_release"
    sender = "Pressestelle der Staatskanzlei"
    assert reading.publisher == (sender if maker == "eml" else "Staatskanzlei Nordmark")


@pytest.mark.parametrize("name", ["html", "docx", "odt", "rtf", "eml", "pdf", "markdown"])
def test_a_normalised_text_read_again_is_unchanged(name: str) -> None:
    file, make = MAKERS[name]
    text = read_bytes(make(RELEASE), file).text
    assert read_bytes(text.encode(), "again.txt").text == text


def test_every_format_of_the_registry_is_covered() -> None:
    assert {name.split()[-1] for name in MAKERS} == set(FORMATS)
