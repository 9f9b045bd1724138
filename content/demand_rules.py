"""Which sentences demand something of somebody, and which only sound like it.

Each rule looks at one sentence and answers yes or no; its name is kept with the suggestion. What a rule
leaves out matters as much: plans and commitments ("soll eingesetzt werden" in a budget report), duties of
applicants ("Anträge müssen …"), forecasts ("erwartet 300 Gäste") and prices are no demands.
"""

from __future__ import annotations

from collections.abc import Callable

from content import demand_calls, demand_modals, demand_verbs
from content.demand_words import pattern

#: Longer ones are tables or noise; also keeps the patterns' time in bounds.
_LONGEST = 1_500
#: No rule holds without one of these; most sentences have none.
_SIGNS = pattern(
    r"\b(?:[Ff]order|ge[fh][oö]r|verlang|erwarte|appell|poch|dr[äi]ng|plädier|mahn|ruf|rief|[Ww]ünsch|spr[ai]ch|bitte"
    r"|baten?\b|mach|beharr|lehnen|reg|angeregt|schlagen|brauch|bräucht|[Bb]edarf|m[uü]ss|soll|d[aü]rf|\w*zu|empf"
    r"|höchste|will,|wollen,|Zug\b|gefragt|ersuch|zwingend|Sinnvoll|Wichtig|Hilfreich|set|esse|un\w+lich|[Uu]nab"
    r"|[Uu]nverz|[Üü]berf|[Nn]ötig|[Nn]otwendig|[Ee]rforderlich|[Gg]eboten|Pflicht|nicht|Sie\b"
    r"|call|urge|demand|insist|we\b|must|should|may)|!"
)
#: A comment on a bill: "Zu § 4: Die Frist sollte gestrichen werden."
_PROVISION = pattern(r"Zu\s+(?:§+|Art(?:ikel|\.)|Nr\.|Nummer|Ziffer|Absatz)\s[^:]{1,40}:\s+")

#: In the order in which they name a sentence that several of them match.
RULES: tuple[tuple[str, Callable[[str, bool], bool]], ...] = (
    ("fordern", demand_verbs.demands_plainly),
    ("erwarten", demand_verbs.expects),
    ("aufruf", demand_verbs.wishes),
    ("bitte", demand_verbs.asks),
    ("forderung", demand_verbs.names_demand),
    ("muss", demand_modals.must),
    ("sollte", demand_modals.should),
    ("braucht", demand_verbs.needs),
    ("nötig", demand_verbs.is_needed),
    ("darf nicht", demand_modals.must_not),
    ("soll", demand_modals.shall),
    ("ist zu", demand_modals.is_to),
    ("anrede", demand_calls.tells_you),
    ("ausruf", demand_calls.calls_out),
    ("english", demand_calls.english),
)


def rule_of(sentence: str, among_demands: bool = False) -> str | None:
    """The name of the rule by which a sentence is a demand, None if it is none.

    ``among_demands``: the text is a catalogue or the sentence before demanded something.
    """
    if len(sentence) > _LONGEST or sentence.rstrip('“”"»«* ').endswith("?") or not _SIGNS.search(sentence):
        return None
    words = sentence.lstrip('„“"»«* ')
    if provision := _PROVISION.match(words):
        words, among_demands = words[provision.end() :], True
    return next((name for name, holds in RULES if holds(words, among_demands)), None)
