"""Signs by which the parts of administrative texts are told: patterns, and nothing that decides."""

from __future__ import annotations

import re

from content.normalise import MONTHS

DAY = rf"\d{{1,2}}\.(?: ?(?:{MONTHS})|\d{{1,2}}\.) ?\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}"
#: Words that stand before a date as a place does, and say what happens on the day.
_NO_PLACE = (
    r"(?!(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend|Stand|Ausgabe|Start|Datum|Date|Published"
    r"|Redaktion|\w*(?:[Tt]ermin|[Ff]rist|[Ss]chluss|[Ss]itzung|[Tt]agung|datum|[Bb]eginn|[Ee]nde|[Ff]assung))\b)"
)
_PLACE = rf"{_NO_PLACE}[A-ZÄÖÜ][\wäöüß.-]+(?:[ /][A-ZÄÖÜ(][\wäöüß.)-]+){{0,3}}"

#: "Dresden, 8. August 2024", "Talheim, den 3.7.2026" alone on its line; "Beschlossen am …" names no place.
PLACE_DATE_LINE = re.compile(rf"({_PLACE})(?:, am |,? (?:den )?)({DAY})\.?")
#: "Talheim (3. Juli 2026) – Der Rat …", "Talheim, 3. Juli 2026. Der …", "Talheim, 3.7.2026 – …".
PLACE_DATE_START = re.compile(
    rf"({_PLACE})(?:(?:/\w+)? ?[(/] ?({DAY})\)?|, (?:den |am )?({DAY}))(?: ?[-–—:]|\.)? "
)
#: "[06.07.2026] Das Land …", "(3. Juli 2026) …".
BRACKET_DATE = re.compile(rf"[\[(]({DAY})[\])]:?\s")
#: "3. Juli 2026 – Der Kreistag …".
DATE_START = re.compile(rf"({DAY})(?: ?[-–—:|]) ")
#: A date alone on its line, perhaps named; what was done to the text later may follow.
DATE_LINE = re.compile(
    rf"(?:(?:Datum|(?:Veröffentlicht|Publiziert|Erschienen|Erstellt|Eingestellt)(?: am)?|Online seit"
    rf"|Erscheinungsdatum|Ausgabe vom|vom|Date|Published)(?: ?:)? ?)?"
    rf"(?:(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag), (?:den )?)?"
    rf"({DAY})(?:,? (?:um )?\d{{1,2}}[:.]\d{{2}}(?: Uhr)?)?"
    rf"(?: ?[|·,/–-] ?(?:Zuletzt |Letzte )?(?:Aktualisier|Geändert|Änderung|Stand|Update|Autor|von )"
    rf".{{0,60}})?",
    re.IGNORECASE,
)
#: "Stand: 4. Mai 2026", "(Stand Mai 2026)": when the text was as it is; the day may be missing.
STATE_LINE = re.compile(
    rf"\(?(?:(?:Bearbeitungs)?Stand|Zuletzt (?:aktualisiert|geändert)|Aktualisiert|Last updated"
    rf"|Letzte (?:Aktualisierung|Änderung))(?: am| vom)?(?: ?:)? ?(?:den )?"
    rf"(?:({DAY})|(?:{MONTHS}) \d{{4}}|\d{{1,2}}/\d{{4}}|\d{{4}})"
    rf"(?:,? \d{{1,2}}[:.]\d{{2}}(?: Uhr)?)?\)?\.?",
    re.IGNORECASE,
)

KIND_LINE = re.compile(
    r"(?:Gemeinsame )?(?:(Medieninformation|Pressemitteilung|Presseinformation|Pressemeldung|Medienmitteilung"
    r"|Presseerklärung|Press release)|(Positionspapier|Stellungnahme)"
    r"|(Forderungskatalog|Erwartungskatalog|Forderungspapier)|(Niederschrift|Sitzungsprotokoll))"
    r"(?:[ :]*(?:Nr\.?|Nummer|No\.?)? ?\d{1,5}(?: ?/ ?\d{2,4})?)?(?:[ :,]*(?:vom )?[\d. ]*)?",
    re.IGNORECASE,
)
#: "Pressemitteilung Nr. 12 vom 3. Juli 2026".
KIND_DATE = re.compile(
    rf"(?:Medieninformation|Pressemitteilung|Presseinformation|Pressemeldung|Newsletter|Rundbrief|Rundschreiben"
    rf"|Amtsblatt|Ausgabe)\b.{{0,40}}?({DAY})",
    re.IGNORECASE,
)
KINDS = ("press_release", "position_paper", "catalogue", "minutes")
NUMBER_LINE = re.compile(
    r"(?=.*\d)(?:Nr\.?|Nummer|Ausgabe|Az\.?:?|Aktenzeichen:?|Drucksache|Drs\.?|\w*[Vv]orlagen?(?:-?Nr)?[.:]?|Rundschreiben)"
    r" ?[\w/ .-]{1,30}",
    re.IGNORECASE,
)
#: "Betreff: Neue Meldeämter" of a letter.
SUBJECT = re.compile(r"(?:Betreff|Betr\.|Subject) ?: ?(.{3,})")

TEASER_END = re.compile(
    r"(?:\bmehr|\bmore|\b(?:[Aa]rtikel |[Mm]ehr )?(?:weiter)?lesen|\b[Ww]eiterlesen|\bread more)"
    r" ?(?:\.\.\.|…|»|›|→|>|\[…\])+$|(?:^|[.!?…“”] ?)(?:[Ww]eiterlesen|[Mm]ehr (?:lesen|erfahren))$"
)
#: What such a line must end with.
TEASER_ENDINGS = ("...", "…", "»", "›", "→", ">", "]", "lesen", "erfahren")
#: "2.1 Schulen ........ 14", "Schulen | 14": a line of a table of contents.
CONTENTS_LINE = re.compile(r".{2,150}?(?: ?\.{3,}| ?…+|(?: \.){3,}| \|) ?\d{1,4}")
CONTENTS_HEAD = re.compile(
    r"(?:\d\.? )?(?:Inhalt|Inhaltsverzeichnis|Inhaltsübersicht|In dieser Ausgabe|Contents):?"
)
TEASER_DATE = re.compile(rf"\[(?:{DAY})\]")
TEASER_HEAD = re.compile(
    r"(?:Das könnte Sie auch interessieren|Lesen Sie auch|Auch interessant|Mehr zum Thema|Weitere Meldungen"
    r"|Weitere (?:Artikel|Nachrichten|Beiträge)(?: (?:aus|zu|zum|der|des) .{1,60})?"
    r"|Ähnliche (?:Artikel|Beiträge|Meldungen)"
    r"|Verwandte (?:Artikel|Themen|Beiträge)|Aktuelle Meldungen|Neueste Beiträge"
    r"|Related articles?|Read also):?"
)

PHONE = re.compile(
    r"\b(?:Telefon|Telefax|Tel\.?|Fax|Fon|Mobil|Durchwahl|Hotline|Phone)\b[ .:]*[+(\d][\d ()/+–-]{4,}", re.I
)
PHONE_WORDS = ("tel", "fax", "fon", "mobil", "durchwahl", "hotline", "phone")
MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WEB_LINE = re.compile(r"(?:Internet: ?|Web: ?)?(?:https?://|www\.)\S+")
POST_CODE = re.compile(r"(?:D[- ])?\d{5} [A-ZÄÖÜ][\wäöüß.-]+(?: [\wÄÖÜäöüß./()-]+){0,4}")
STREET = re.compile(
    r"[A-ZÄÖÜ][\wäöüß. -]*(?:str\.|[Ss]traße|[Pp]latz|[Ww]eg|[Aa]llee|[Rr]ing|[Gg]asse"
    r"|[Uu]fer|[Mm]arkt) \d+ ?[a-z]?|Postfach \d(?:[\d ]*\d)?"
)
ADDRESS_LABEL = re.compile(
    r"(?:Ihre?|Unser|Pressekontakt|Kontakt|Ansprechpartner(?:in|/in|/-in|innen)?|Rückfragen|Rückfragehinweis"
    r"|(?:Haus|Post|Besucher|Liefer)?(?:anschrift|adresse)|Anschrift|Adresse|Durchwahl"
    r"|Verkehrs(?:ver|an)bindung|Sprechzeiten|Öffnungszeiten|Bankverbindung|IBAN|Internet|E-?Mail"
    r"|Bearbeiter(?:in)?|Pressestelle|Pressesprecher(?:in)?|Contact)\b"
    r"(?: (?:Ansprechpartner(?:in)?|Zeichen|Nachricht vom"
    r"|für (?:die )?(?:Presse|Medien|Rückfragen)))?[^.!?]{0,30}:?",
    re.IGNORECASE,
)
VISITORS = re.compile(
    r"(?:Zu erreichen mit|Für Besucher|Besucherparkpl|Pfortendienst|Straßenbahn(?:en|linien?)|Buslinien?"
    r"|Haltestelle"
    r"|Kein Zugang für (?:elektronisch|verschlüsselt)|qualifizierte?r? elektronische?r? Signatur"
    r"|elektronisch signierte)"
)

AUTHOR_SIGN = re.compile(r"\((?:[a-zäöüß]{2,5}|[A-Z]{2,3})(?:[/, -]{1,2}(?:[a-zäöüß]{2,5}|[A-Z]{2,3}))*\)")
BOILERPLATE_LINE = re.compile(
    r"(?:Stichwörter|Schlagwörter|Schlagworte|Stichworte|Keywords|Tags|Foto|Fotos|Bild|Bilder|Bildquelle|Bildnachweis"
    r"|Quelle|Herausgeber|Redaktionsschluss|V\. ?i\. ?S\. ?d\. ?P\.?|Verantwortlich|Weitere Informationen"
    r"|Mehr Informationen|Links?|Downloads?) ?:.{0,300}"
    r"|(?:©|\(c\) |Copyright\b).{0,150}|(?:Impressum|Datenschutz(?:erklärung)?|Kontakt|Newsletter"
    r"|Barrierefreiheit)"
    r"(?: ?[|·•/–-] ?\w+| \w+){0,8}"
    r"|(?:Startseite|Home|Sie sind hier) ?[>»›|:/].{0,200}"
    r"|(?:(?:Seite|Artikel|Beitrag) )?(?:drucken|teilen|weiterempfehlen|merken|vorlesen)"
    r"|Teilen ?:.{0,100}|Auf (?:Facebook|Twitter|X|WhatsApp|LinkedIn|Xing|Mastodon) teilen"
    r"|(?:Als )?PDF (?:speichern|herunterladen)|(?:\d+ )?Kommentare?(?: ?\(\d+\))?|Kommentar schreiben"
    r"|Lesezeit ?:? .{1,20}|Alle Rechte vorbehalten\.?"
    r"|(?:Alle |Nur )?(?:(?:technisch )?notwendigen? )?(?:Cookies )?(?:akzeptieren|ablehnen|zulassen)"
    r"|(?:Nur )?(?:technisch )?notwendige Cookies|Auswahl bestätigen|(?:Cookie-? ?)?Einstellungen|Zustimmen"
    r"|Zum Seitenanfang|Nach oben|Zurück(?: zur Übersicht)?|Anzeige|\(wir berichteten\)",
    re.IGNORECASE,
)
COOKIES = re.compile(
    r"\bCookies?\b.*\b(?:zustimm|akzeptier|verwend|einwillig|ablehn|setzen)"
    r"|\b(?:Web-?[Ss]eite|Website|Seite|Internetauftritt|[Ww]ir)\b.{0,40}\b(?:verwende|nutz|setz|benutz)\w*\b.{0,40}\bCookies?",
    re.IGNORECASE,
)
#: What a mailing says about itself.
MAILING = re.compile(
    r"Sie (?:erhalten|bekommen) (?:diese[ns]?|unseren) (?:E-?Mail|Newsletter|Rundbrief|Nachricht)"
    r"|(?:Newsletter|Rundbrief|E-?Mails?) (?:\w+ )?(?:abbestellen|abmelden|abonnieren)"
    r"|(?:hier|davon) (?:wieder )?(?:abmelden|abbestellen)"
    r"|im Browser (?:ansehen|öffnen|anzeigen)|E-?Mail nicht (?:richtig|korrekt) (?:angezeigt|dargestellt)"
    r"|unsubscribe",
    re.IGNORECASE,
)
#: Nothing is a mailing without one of these; to look for them is quicker.
MAILING_WORDS = (
    *("mail", "newsletter", "rundbrief", "nachricht", "abmelden", "abbestellen", "abonnieren"),
    *("im browser", "unsubscribe"),
)
#: "Herausgeber: Landratsamt Erlengrund, Uferweg 7".
ISSUED_BY = re.compile(r"(?:Herausgeber(?:in)?|Hrsg\.) ?:\s*([^,;|\n]{3,100})")
SEPARATOR = re.compile(r" [|·•/–-] |, ")
ABOUT_HEAD = re.compile(
    r"(?:Über (?:den|die|das|uns)\b|Zur Person\b|Hintergrund zum Verband\b|About\b)[^.!?]{0,100}"
)
SELF_NOUN = (
    r"(?:\w*[Vv]erband|Interessenvertretung|Vereinigung|Zusammenschluss|Bundesvereinigung|Behörde|Unternehmen|Verein"
    r"|Anbieter|Netzwerk|Organisation|Kammer|Stiftung|Anstalt|Körperschaft|Dienstleister|Agentur)"
)
#: "Der Kreisverband (KV) ist der Dachverband der …": who publishes, describing itself.
SELF_DESCRIPTION = re.compile(
    rf"(Der|Die|Das) ([A-ZÄÖÜ][^.!?:;,()]{{2,90}}?)(?: \(([^)]{{2,20}})\))? (?:ist|vertritt|bündelt)\b"
    rf"(?: (?:seit \d{{4}} )?(?:der|die|das|ein|eine)\b[^.!?]{{0,80}}?\b{SELF_NOUN}\b| die Interessen\b)"
)

_BODY_WORD = re.compile(
    r"\w*(?:kanzlei|ministerium|landtag|kreistag|gemeindetag|städtetag|verband|kammer|behörde|agentur|regierung|senat"
    r"|landratsamt|rathaus|bundesamt|landesamt|direktion|verwaltung|präsidium|handwerkstag|\w{3}bund|zentrale|vereinigung"
    r"|stiftung|universität|hochschule|institut|rechnungshof|kommission|netzwerk|bündnis|beauftragter?|verein)"
    r"|bundesrat|bundestag|gemeinde|stadt|landkreis|landeshauptstadt|kreis|freistaat|gmbh|ag|e\.v\.|v\.",
    re.IGNORECASE,
)
_BETWEEN = frozenset(
    ("für", "und", "der", "des", "im", "zu", "von", "in", "am", "an", "e.", "mbH", "–", "-", "&")
)
_NOT_FIRST = frozenset(
    ("Der", "Die", "Das", "Ein", "Eine", "Zum", "Zur", "Im", "Am", "Heute", "Mehr", "Neue", "Neues")
)


def is_body_name(text: str) -> bool:
    """Whether the text is nothing but the name of a public body or association."""
    words = text.split()
    if not 0 < len(words) <= 12 or len(text) > 90 or words[0] in _NOT_FIRST:
        return False
    if not all(word in _BETWEEN or word[0].isupper() for word in words):
        return False
    return any(_BODY_WORD.fullmatch(word.rstrip(",")) for word in words)
