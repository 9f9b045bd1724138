"""Web pages as administrations publish them: what is text, what stands around it, what dates it."""

from __future__ import annotations

import json

import pytest

from content.formats import Unreadable, read_bytes
from content.model import Reading

STORY = (
    "Der Kreistag von Erlengrund hat am Dienstag den Umbau der Meldestellen gebilligt. Die Gemeinden sollen "
    "ihre Schalter behalten, die Akten aber in einem gemeinsamen Archiv führen. Landrätin Ina Moosbacher "
    "nannte den Beschluss einen Anfang."
)


def page(body: str, head: str = "", encoding: str = "utf-8") -> Reading:
    return read_bytes(f"<!doctype html><html><head>{head}</head>{body}</html>".encode(encoding), "seite.html")


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


# What is text


def test_inline_elements_neither_part_words_nor_lose_spaces() -> None:
    body = "<p>Das <b>Melde</b>amt in <em>Moor</em><i>hagen</i> <a>öffnet</a><span> um</span> 8 Uhr.</p>"
    assert page(body).text == "Das Meldeamt in Moorhagen öffnet um 8 Uhr."


def test_white_space_of_the_source_means_nothing() -> None:
    assert page("<p>Das\n\t  Amt\r\n   schließt.</p>\n\n\n<p> Es   öffnet\xa0wieder. </p>").text == (
        "Das Amt schließt.\n\nEs öffnet wieder."
    )


def test_preformatted_text_is_unwrapped_like_text() -> None:
    lines = (
        "Die Gemeinden des Kreises Erlengrund führen ihre Akten künftig in\n"
        "einem gemeinsamen Archiv, das der Kreis in Moorhagen bauen wird und\n"
        "das im Herbst öffnet."
    )
    assert page(f"<pre>{lines}</pre>").text == lines.replace("\n", " ")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Gr&ouml;&szlig;e &amp; Ma&#223;", "Größe & Maß"),
        ("&bdquo;Ja&ldquo; &ndash; &laquo;nein&raquo;", "„Ja“ – «nein»"),
        ("10&nbsp;&euro; f&#xFC;r 3&thinsp;%", "10 € für 3 %"),
        ("Melde&shy;register&shy;aus&shy;kunft", "Melderegisterauskunft"),
        ("a &lt;b&gt; c", "a <b> c"),
        ("Zahl&#8203;ung &hellip; bald", "Zahlung … bald"),
    ],
)
def test_entities_are_the_characters_they_name(source: str, shown: str) -> None:
    assert page(f"<p>{source}</p>").text == shown


def test_headings_of_every_rank_are_titles_and_stand_alone() -> None:
    body = "".join(f"<h{rank}>Teil {rank} des Plans</h{rank}><p>{STORY}</p>" for rank in range(1, 7))
    reading = page(body)
    titles = [reading.text[r.start : r.end] for r in reading.regions if r.kind == "title"]
    assert titles == [f"Teil {rank} des Plans" for rank in range(1, 7)]


def test_a_heading_over_two_lines_is_one_line() -> None:
    assert page("<h1>Umbau<br>der Melde-<br>stellen</h1><p>Beginn im Mai.</p>").text == (
        "Umbau der Meldestellen\n\nBeginn im Mai."
    )


def test_bullets_and_numbers_are_written_out() -> None:
    body = "<ul><li>Akten</li><li>Schalter</li></ul><p>Danach:</p><ol><li>planen</li><li>bauen</li></ol>"
    assert page(body).text == "- Akten\n- Schalter\n\nDanach:\n\n1. planen\n2. bauen"


def test_items_of_inner_lists_follow_their_item_and_outer_numbers_go_on() -> None:
    body = "<ol><li>planen<ul><li>prüfen</li><li>messen</li></ul></li><li>bauen</li></ol>"
    assert page(body).text == "1. planen\n- prüfen\n- messen\n2. bauen"


def test_an_absurd_first_number_counts_from_one() -> None:
    assert page("<ol start='999999999999'><li>planen</li></ol>").text == "1. planen"


def test_definition_lists_are_paragraphs() -> None:
    assert page("<dl><dt>Träger</dt><dd>Kreis Erlengrund</dd><dt>Ort</dt><dd>Moorhagen</dd></dl>").text == (
        "Träger\n\nKreis Erlengrund\n\nOrt\n\nMoorhagen"
    )


def test_data_tables_are_rows_and_empty_rows_vanish() -> None:
    body = (
        "<table><caption>Mittel je Amt</caption><thead><tr><th>Amt<th>Euro</thead><tbody>"
        "<tr><td>Bau<br>amt<td>1,2 Mio.<tr><td><td><tr><td>Archiv<td><ul><li>0,4</li><li>Mio.</li></ul>"
        "</tbody></table>"
    )
    assert page(body).text == "Mittel je Amt\n\nAmt | Euro\nBau amt | 1,2 Mio.\nArchiv | 0,4 Mio."


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    body = f"<table><tr><td><p>{STORY}</p><p>{STORY}</p></td><td><p>Rand</p></td></tr></table>"
    assert page(body).text == f"{STORY}\n\n{STORY}\n\nRand"


@pytest.mark.parametrize(
    "tag", ["script", "style", "noscript", "template", "svg", "button", "textarea", "iframe"]
)
def test_what_is_no_text_is_dropped_but_not_what_follows_it(tag: str) -> None:
    assert page(f"<p>Das Amt <{tag}>geheim()</{tag}>öffnet.</p>").text == "Das Amt öffnet."


def test_comments_and_pictures_leave_no_trace() -> None:
    assert page("<p>Das <!-- alt: Rathaus -->Amt<img src='a.png' alt='Foto vom Amt'> öffnet.</p>").text == (
        "Das Amt öffnet."
    )


# What stands around it


@pytest.mark.parametrize(
    "around",
    [
        "<nav>Start Ämter Rat</nav>",
        "<aside>Start Ämter Rat</aside>",
        "<header>Start Ämter Rat</header>",
        "<footer>Start Ämter Rat</footer>",
        "<div role='navigation'>Start Ämter Rat</div>",
        "<div role='search'>Start Ämter Rat</div>",
        "<ul class='breadcrumb'><li>Start <li>Ämter <li>Rat</ul>",
        "<div id='cookie-hinweis'>Start Ämter Rat</div>",
        "<section class='social share'>Start Ämter Rat</section>",
    ],
)
def test_surroundings_are_left_out_and_their_words_counted(around: str) -> None:
    reading = page(f"<body>{around}<p>{STORY}</p></body>")
    assert reading.text == STORY
    assert "(3 words)" in " ".join(reading.warnings)


@pytest.mark.parametrize(
    "hidden",
    ["hidden", "aria-hidden='true'", "style='color:red; DISPLAY : none'", "style='visibility:hidden'"],
)
def test_hidden_parts_are_left_out_with_a_remark(hidden: str) -> None:
    reading = page(f"<p>{STORY}</p><p {hidden}>Entwurf, nicht freigegeben</p><p {hidden}>×</p>")
    assert (reading.text, reading.warnings) == (STORY, ("1 hidden passage was left out.",))


FORMS = ("noscript", "template", "button", "textarea", "object", "svg", "math", "select")


@pytest.mark.parametrize("part", [*FORMS, "iframe srcdoc='Bitte <b>zwei</b>'"])
def test_what_browsers_show_in_other_ways_is_counted(part: str) -> None:
    reading = page(f"<p>{STORY}</p><{part}>{'' if ' ' in part else 'Bitte zwei'}</{part}><script>3</script>")
    told = "Navigation and other parts of the page around the text were left out (2 words)."
    assert (reading.text, reading.warnings) == (STORY, (told,))


def test_entities_that_a_page_declares_leave_nothing_in_its_text() -> None:
    declared = "<!DOCTYPE html [<!ENTITY a \"Rat > Amt ]>\">\n<!ENTITY b 'x'>]>"
    assert read_bytes(f"{declared}<html><body><p>{STORY}</p></body></html>".encode(), "x.html").text == STORY


def test_text_after_a_removed_part_stays() -> None:
    assert page(f"<body>Vorab. <nav>Start</nav>Danach. <p>{STORY}</p></body>").text.startswith(
        "Vorab. Danach."
    )


@pytest.mark.parametrize("name", ["navigator", "footnote", "cookiefreie-aemter"])
def test_parts_whose_names_only_resemble_surroundings_stay(name: str) -> None:
    assert page(f"<p>{STORY}</p><div class='{name}'>Der Landrat dankt.</div>").text.endswith("dankt.")


def test_a_page_that_is_mostly_navigation_by_name_is_kept() -> None:
    assert (
        page(f"<body><div class='footer'><p>{STORY}</p></div><p>Ende.</p></body>").text == f"{STORY}\n\nEnde."
    )


def test_a_header_inside_the_article_belongs_to_it() -> None:
    body = f"<article><header><h1>Umbau der Ämter</h1><p>Moorhagen</p></header><p>{STORY}</p></article>"
    assert page(body).text == f"Umbau der Ämter\n\nMoorhagen\n\n{STORY}"


def test_of_several_articles_none_is_preferred_unless_one_outweighs_the_others() -> None:
    short = "<article><p>Das Bad ist zu.</p></article>"
    assert page(f"<body>{short}<article><p>{STORY}</p></article></body>").text == STORY
    both = page(f"<body><article><p>{STORY}</p></article><article><p>{STORY} Ja.</p></article>{short}</body>")
    assert both.text.endswith("Das Bad ist zu.")


def test_links_within_the_page_are_contents_not_blurbs() -> None:
    inner = "<ul><li><a href='#a'>Umbau der Ämter</a><li><a href='#b'>Archiv des Kreises</a></ul>"
    assert "teaser" not in {region.kind for region in page(f"<p>{STORY}</p>{inner}").regions}


# What it says about itself


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ({"@type": "Article", "datePublished": "2025-11-06T07:30:00+01:00"}, "2025-11-06"),
        ({"@graph": [{"@type": "WebPage"}, {"datePublished": "2025-11-06"}]}, "2025-11-06"),
        ([{"@type": "Person"}, {"datePublished": "2025-11-06"}], "2025-11-06"),
        ({"dateModified": "2025-11-06"}, None),
        ({"datePublished": 20251106}, None),
        ({"datePublished": "gestern"}, None),
        ("2025-11-06", None),
        (None, None),
    ],
)
def test_the_day_of_linked_data(value: object, day: str | None) -> None:
    reading = page(f"<p>{STORY}</p>", linked(value))
    assert (reading.date, reading.date_reason.startswith("html JSON-LD")) == (day, day is not None)


def test_a_publication_date_counts_more_than_a_general_one_and_both_more_than_linked_data() -> None:
    general = "<meta name='date' content='2025-01-01'>"
    published = "<meta property='article:published_time' content='2025-11-06T00:00:00Z'>"
    linked_day = linked({"datePublished": "2025-03-03"})
    assert page(f"<p>{STORY}</p>", general + published + linked_day).date == "2025-11-06"
    assert page(f"<p>{STORY}</p>", linked_day + general).date == "2025-01-01"


def test_a_date_of_modification_or_in_a_sidebar_dates_nothing() -> None:
    head = "<meta property='article:modified_time' content='2025-11-06'>"
    assert page(f"<p>{STORY}</p><aside><time datetime='2025-11-06'>6.11.</time></aside>", head).date is None


def test_a_marked_time_dates_wherever_it_stands() -> None:
    marked = "<ul><li><time itemprop='datePublished' datetime='2025-11-06T08:00'>6. November</time></li></ul>"
    reading = page(f"<article>{marked}<p>{STORY}</p></article>")
    assert (reading.date, reading.date_reason) == ("2025-11-06", "html time")


def test_the_publisher_of_linked_data_comes_before_the_site_and_the_author() -> None:
    head = "<meta name='author' content='imo'><meta property='og:site_name' content='Kreis Erlengrund'>"
    assert page(f"<p>{STORY}</p>", head).publisher_reason == "html meta og:site_name"
    named = linked({"@type": "NewsArticle", "publisher": {"name": " Moorhagener Blatt "}})
    reading = page(f"<p>{STORY}</p>", head + named)
    assert (reading.publisher, reading.kind) == ("Moorhagener Blatt", "news")
    odd = linked({"@type": "WebPage", "publisher": "nur ein Wort"})
    assert page(f"<p>{STORY}</p>", head + odd).publisher == "Kreis Erlengrund"


@pytest.mark.parametrize(
    ("head", "body", "title", "reason"),
    [
        ("<title>Umbau der Ämter - Kreis Erlengrund</title>", "", "Umbau der Ämter", "html title"),
        ("<title>x</title>", "<h1>Umbau der Ämter</h1>", "Umbau der Ämter", "html h1"),
        (
            "<meta property='og:title' content='Kurz gesagt'>",
            "<h1>Umbau</h1>",
            "Kurz gesagt",
            "html og:title",
        ),
        ("<title>Archiv | Kreis</title>", "<h1>Kreis</h1><h1>Archiv</h1>", "Kreis", "html h1"),
    ],
)
def test_the_title_of_a_page(head: str, body: str, title: str, reason: str) -> None:
    reading = page(f"{body}<p>{STORY}</p>", head)
    assert (reading.title, reading.title_reason) == (title, reason)


# Bytes


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("<meta charset=iso-8859-15>", "iso-8859-15"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1250'>", "cp1250"),
        ("<meta charset='utf-8'>", "cp1252"),
        ("<meta charset='gibt-es-nicht'>", "cp1252"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_pages_in_many_encodings(declared: str, encoding: str) -> None:
    assert page("<p>Größe der Ämter: 5 €</p>", declared, encoding).text == "Größe der Ämter: 5 €"


def test_xhtml_with_a_declaration_is_told_and_decoded() -> None:
    source = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<html><body><p>Größe der Ämter</p></body></html>'
    reading = read_bytes(source.encode("latin-1"), "ohne-endung")
    assert (reading.format, reading.text) == ("html", "Größe der Ämter")


def test_unclosed_and_crossed_tags_lose_no_words() -> None:
    assert (
        page("<p>Das <b>Amt <i>in</b> Moor</i>hagen<p>öffnet<div>bald").text
        == "Das Amt in Moorhagen\n\nöffnet\n\nbald"
    )


def test_a_page_cut_in_the_middle_of_a_tag_keeps_what_was_there() -> None:
    assert page(f"<p>{STORY}</p><p cla").text == STORY


def test_a_tag_with_thousands_of_attributes_is_refused_in_words() -> None:
    with pytest.raises(Unreadable, match="thousands of attributes: save the page's text"):
        page("<p " + " ".join(f"a{at}=1" for at in range(3000)) + ">Das Amt öffnet.</p>")


def test_a_nul_is_made_visible() -> None:
    assert page("<p>Das\0 Amt öffnet.</p>").text == "Das\ufffd Amt öffnet."


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>Die Kosten<sup>1</sup> steigen.</p>", "Die Kosten[1] steigen."),
        ("<p>Seit 2026<sup><a href='#n2'>[2]</a></sup>.</p>", "Seit 2026[2]."),
        ("<p>Die Halle hat 300 m<sup>2</sup>.</p>", "Die Halle hat 300 m²."),
        ("<p>Der 4<sup>te</sup> Tag, 10<sup>6</sup> Euro.</p>", "Der 4te Tag, 10⁶ Euro."),
    ],
)
def test_raised_figures_do_not_stick_to_words_and_years(body: str, shown: str) -> None:
    assert page(body).text == shown


def test_days_of_publication_in_items_and_nested_data() -> None:
    story = f"<h1>Umbau</h1><p>{STORY}</p>"
    item = page(f"<span itemprop='datePublished' content='2025-11-06'>gestern</span>{story}")
    assert (item.date, item.date_reason) == ("2025-11-06", "html itemprop datePublished")
    about = {"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "datePublished": "2025-11-06"}}
    assert page(story, linked(about)).date_reason == "html JSON-LD datePublished"
    others = {"@type": "ItemList", "itemListElement": [{"datePublished": "2025-11-06"}]}
    assert page(story, linked(others)).date is None
    assert page(story, "<meta property='article:modified_time' content='2025-11-06'>").date is None
