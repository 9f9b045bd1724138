"""The ways in which German sentences commit somebody who can act to a measure, and how far it has come.

A rule is a pattern with a stage and an example; what rules a sentence out is in ``content.committing``.
"""

from __future__ import annotations

import re

from msgspec import Struct

from content.demand_words import END, pattern
from content.model import Stage


class Rule(Struct, frozen=True):
    """One way of committing. With ``by_body`` somebody who can act, or "wir", must be the subject."""

    name: str
    stage: Stage
    words: re.Pattern[str]
    example: str
    by_body: bool = False


def _any(*words: str) -> re.Pattern[str]:
    """One of these, each from the start of a word on: to look elsewhere takes most of the time."""
    return pattern(rf"\b(?:{'|'.join(words)})")


_MONEY = r"(?:Euro|Millionen?|Milliarden?|Mio\.|Mrd\.|Prozent|Mittel|Geld|Stellen|Fördermittel)"
_HAS = r"\b(?:hat|haben|habe)\b"
_IS = r"\b(?:wurden?|ist|sind)\b"
_WILL = r"\b(?:wird|werden|werde)\b"
#: An infinitive at the end of its clause.
_DO = rf"\b[a-zäöüß]{{2,}}(?:en|rn|ln|un){END}"
#: What is done to things in a measure.
_MEASURE = (
    r"\w*(?:gebaut|gerichtet|geführt|gestellt|gestockt|gestattet|gesetzt|geweitet|gefördert|geschafft|geschaffen"
    r"|gesenkt|gestärkt|gebote?n|geöffnet|gestartet|gelegt|gepasst|schrieben|arbeitet|weitert|saniert|neuert"
    r"|modernisiert|eröffnet|erhöht|verbessert|verlängert|verdoppelt|errichtet|ersetzt|entlastet|finanziert"
    r"|unterstützt|digitalisiert|aktualisiert|vereinfacht|beschafft|begonnen|veröffentlicht|geschlossen|verlegt"
    r"|geprüft)"
)

#: In the order in which they name a sentence that several of them match.
RULES: tuple[Rule, ...] = (
    Rule(
        "angekündigt",
        "announced",
        _any(r"kündig(?:t|te|ten|en)\b.*\ban\b", rf"{_HAS}.*\bangekündigt\b"),
        "Die Ministerin kündigte ein Förderprogramm an.",
    ),
    Rule(
        "zugesagt",
        "announced",
        _any(
            rf"sag(?:t|te|ten|en)\b[^.“”]*\bzu(?:{END}|,)",
            rf"{_HAS}.*\bzugesagt\b",
            rf"sicher(?:t|te|ten)\b.*\bzu{END}",
            r"(?:versprach(?:en)?|verspricht)\b(?! sich| uns)",
            r"versprochen\b",
            r"(?:versicher|bekräftig)(?:t|te|ten|en)\b.*,.*\b(?:zu|[a-zäöüß]+zu[a-zäöüß]{4,}n)\b",
            r"stell(?:t|te|ten|en)\b.*\bin Aussicht\b",
            r"in Aussicht gestellt\b",
        ),
        "Das Land hat zugesagt, die Beratung zu bezahlen.",
        by_body=True,
    ),
    Rule(
        "geeinigt",
        "agreed",
        _any(
            r"(?:[Gg]eeinigt|einig(?:t|te|ten|en) sich|[Vv]erständigt|verständig(?:te|ten|en) sich)\b",
            r"(?:vereinbar(?:t|te|ten)|unterzeichne(?:t|te|ten))\b",
            r"verpflichte(?:n|t|te|ten)(?: sie| beide)? sich\b",
            r"\w*(?:[Vv]ertrag|[Pp]artnerschaft|[Kk]ooperation|[Aa]bkommen)\b.*\bbesiegel\w+",
            r"besiegel\w+\b.*(?:[Vv]ertrag|[Pp]artnerschaft|[Kk]ooperation|[Aa]bkommen)",
            r"\w*(?:[Vv]ertrag|[Vv]ereinbarung|[Aa]bkommen|[Pp]akt)\b.*\b(?:ge|abge)schlossen\b",
            r"Vereinbart\s+(?:ist|wurden?)\b",
            r"[Nn]ach der Vereinbarung\b",
        ),
        "Bund und Länder haben sich auf einen Zeitplan geeinigt.",
    ),
    Rule(
        "beschlossen",
        "decided",
        _any(
            r"(?:hat|haben|wurden?|ist|sind)\b.*\b(?:beschlossen|verabschiedet|gebilligt|bewilligt|genehmigt)\b",
            rf"{_HAS}.*\bentschieden\b",
            r"beschl(?:oss|ossen|ießt)\b",
            r"(?:verabschied|billig|bewillig|genehmig)(?:ete|eten|te|ten)\b(?! sich)",
            r"auf den Weg (?:gebracht|bringen)\b",
            r"br(?:achte|ingt)\b.*\bauf den Weg\b",
            rf"stimmten?\b.*\bzu{END}",
            r"beauftragten?\b",
            r"(?:gab|gaben|gibt|geben|hat|haben)\b.*\bgrünes Licht\b",
            r"votier(?:te|ten)\b.*\bfür\b",
        ),
        "Der Stadtrat hat den Umbau beschlossen.",
    ),
    Rule(
        "getan",
        "done",
        _any(
            r"in Kraft getreten\b",
            r"trat(?:en)?\b.*\bin Kraft\b",
            r"[Ss]eit\b.*\bgilt\b",
            rf"{_IS}.*\b(?:eröffnet|eingeweiht|freigeschaltet|fertiggestellt|abgeschlossen|umgesetzt|eingeführt)\b",
            rf"{_IS}.*\b(?:in Betrieb genommen|übergeben|am Netz)\b",
            r"g(?:ing|ingen)\b.*\b(?:an den Start|online|in Betrieb|ans Netz)\b",
            rf"{_HAS}\s+bereits\b.*\b(?:einge(?:stellt|führt|richtet)|umgesetzt|gebaut|gestartet)\b",
        ),
        "Das neue Bürgerbüro wurde am Montag eröffnet.",
    ),
    Rule(
        "hat getan",
        "done",
        _any(rf"{_HAS}.*\b{_MEASURE}{END}"),
        "Die Stadtwerke haben das Netz erweitert.",
        by_body=True,
    ),
    Rule(
        "finanziert",
        "financed",
        _any(
            rf"stell(?:t|en|te|ten)\b.*{_MONEY}.*\b(?:bereit|zur Verfügung){END}",
            rf"{_MONEY}.*\bbereit(?:gestellt|stellen|stehen)\b",
            rf"{_MONEY}.*\b(?:vorgesehen|eingeplant|eingestellt|veranschlagt)\b",
            rf"{_MONEY}.*\b(?:umschichten|umgeschichtet|investieren|ausgeben)\b",
            rf"st(?:eht|ehen|ünden)\b.*{_MONEY}.*\b(?:zur Verfügung|bereit){END}",
            rf"{_MONEY}.*\bst(?:eht|ehen)\b.*\b(?:zur Verfügung|bereit){END}",
            rf"{_MONEY}\s+fließ(?:t|en)\b",
            rf"gibt\b.*{_MONEY}.*\baus{END}",
            rf"(?:nehmen|nimmt)\b.*{_MONEY}.*\bin die Hand\b",
            rf"förder(?:t|n)\b.*\bmit\b.*{_MONEY}",
            rf"(?:investier(?:t|en|te|ten)|erhält|erhalten|bekommt|bekommen)\b.*{_MONEY}",
            r"Finanzier(?:t wird|ung ist)\b",
            r"plan(?:t|en)\b.*\bMittel\b.*\bein\b",
            rf"sieht\b.*{_MONEY}.*\bvor{END}",
            rf"Volumen von\b.*{_MONEY}",
            rf"beteilig(?:t|en) sich\b.*{_MONEY}",
            r"Kosten\b.*\b(?:trägt|übernimmt)\b",
        ),
        "Das Land stellt dafür 25 Millionen Euro bereit.",
    ),
    Rule(
        "geplant",
        "planned",
        _any(
            r"(?:plan(?:t|en|te|ten)|[Gg]eplant|[Vv]orgesehen|beabsichtig(?:t|en))\b",
            r"streb(?:t|en)\b.*\ban\b",
            r"sieht\b.*\bvor\b",
            r"tr(?:itt|eten)\b.*\bin Kraft\b",
            r"entsteh(?:t|en)\b.*\b(?:\w+plätze|\w*[Ww]ohnungen|\w+haus|\w+zentrum|\w*[Ss]chule|Kita)\b",
            r"^(?:Baubeginn|Start|Beginn|Eröffnung)\s+ist\b",
        ),
        "Geplant sind außerdem Schulungen.",
    ),
    Rule(
        "soll",
        "planned",
        _any(
            rf"soll(?:en)?\b.*{_DO}",
            r"^\w+t werden soll(?:en)?\b",
            r"\w*[Zz]iele?\s+(?:ist|sind)\b.*\bdass\b",
        ),
        "Die Bauarbeiten sollen im April beginnen.",
    ),
    Rule(
        "will",
        "planned",
        _any(rf"(?:will|wollen|wolle)\b(?!, dass).*{_DO}"),
        "Der Landtag will den Haushalt im Dezember verabschieden.",
        by_body=True,
    ),
    Rule(
        "wird",
        "announced",
        _any(rf"{_WILL}.*{_DO}"),
        "Das Ministerium wird bis Herbst eine Richtlinie vorlegen.",
        by_body=True,
    ),
    Rule(
        "wird getan",
        "announced",
        _any(rf"{_WILL}.*\b{_MEASURE}{END}"),
        "Die Brücke wird zum Jahresende saniert.",
    ),
    Rule(
        "handelt",
        "announced",
        _any(
            r"(?:baut|bauen|errichtet|errichten|schafft|startet|starten|verbessert|verbessern|erhöht|senkt)\b",
            r"(?:verdoppelt|erweitert|modernisiert|saniert|erneuert|verlängert|übernimmt|verstärkt|vertieft)\b",
            r"(?:veröffentlicht|fördert|prüft|prüfen)\b",
            rf"(?:richte[nt]|führ(?:t|en)|stell(?:t|en)|weite[nt])\b.*\b(?:ein|aus|zur Verfügung){END}",
        ),
        "Die Gemeinde baut einen Spielplatz am Hafen.",
        by_body=True,
    ),
    Rule(
        "announces",
        "announced",
        _any(r"(?:announced|pledged|promised|will (?:fund|build|introduce|provide|invest))\b"),
        "The government announced a new fund.",
        by_body=True,
    ),
    Rule(
        "decides",
        "decided",
        _any(r"(?:decided to|has approved|approved|adopted)\b"),
        "The council decided to install sensors.",
        by_body=True,
    ),
    Rule(
        "agrees",
        "agreed",
        _any(r"(?:agreed (?:to|on)|signed an? \w+)\b"),
        "The state agreed to share the costs.",
        by_body=True,
    ),
)
