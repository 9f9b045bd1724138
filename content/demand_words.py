"""The words that rules for demands share: who is public, who speaks for a group, who only has a duty."""

from __future__ import annotations

import re

#: Where a sentence or a part of it ends.
END = r"(?=\s*(?:[.,;:!?…“”\"»«)*]|$))"


def pattern(words: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that passes line ends: sentences may be wrapped."""
    return re.compile(words, re.DOTALL | flags)


PUBLIC = pattern(
    r"\b(?:Freistaat|Land|Landesregierung|Staatsregierung|Bundesregierung|Regierung|Bund|Länder|Gesetzgeber"
    r"|Landtag|Bundestag|Kommunen|Städte|Gemeinden|Landkreise|Kreise|Verwaltung(?:en)?|\w*[Mm]inisterium"
    r"|\w*[Mm]inister(?:in)?|\w*[Mm]inisterpräsident(?:in)?|Landrat|Landrätin|\w*[Bb]ürgermeister(?:in)?"
    r"|Politik|Bahn|EU|Staatskanzlei|Koalition|Senat|Stadt|Stadtrat|Gemeinderat|Kreis|Kreistag|Kassen)\b"
)
GROUP = pattern(
    r"\b(?:\w*(?:gemeindetag|städtetag|landkreistag|kreistag|handwerkstag|verband(?:es)?|verbände|\w{3}bund(?:es)?"
    r"|kammern?|gewerkschaft(?:en)?|verein(?:e|igung)?|initiative|bündnis|allianz|partei|fraktion(?:en)?"
    r"|beirat|räte|bürgermeister(?:innen|in)?|landrat|landräte|wirtschaft|arbeitgeber|gesellschaft|rat"
    r"|vertretung(?:en)?|opposition)"
    r"|Kommunen|Städte|Gemeinden|Landkreise|Handwerk|Beschäftigten|Hochschulen|Landwirte)\b",
    re.IGNORECASE,
)
#: Where these stand somebody who applies or takes part has a duty.
PAPERS = pattern(
    r"\b(?:Anträge|Antrag|Bewerbung(?:en)?|Unterlagen|Formulare?|Nachweise?|Angebote?|Anmeldung(?:en)?"
    r"|Ausweise?|Voranmeldung|Reservierung|Registrierung|Unterschrift|Einsprüche|Teilnahme|Tickets?"
    r"|Eigenanteile?|Eigenmittel|Hunde)\b"
)
PEOPLE = (
    r"(?:Antragsteller\w*|Antragstellende|Bürger(?:innen)?|Besucher\w*|Eltern|Fahrgäste|Autofahrer\w*"
    r"|Anwohner\w*|Reisende|Teilnehm\w+|Kundinnen|Kunden|Schüler\w*|Halter\w*|Unternehmen|Patient\w*"
    r"|Mieter\w*|Interessierte|Gäste|Bewerber\w*|Steuerpflichtige|Mitglieder|[Mm]an|Sie|sie|[Ee]r|[Ii]ch|[Ww]ir)"
)
LAW = pattern(r"(?:§|\b(?:Gesetz|Richtlinie|Verordnung|Satzung|Norm|Rechtsprechung|Paragraf)\w*\b)")
