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
#: A comment on a bill: "Zu § 4: Die Frist sollte gestrichen werden."
_PROVISION = pattern(r"Zu\s+(?:§+|Art(?:ikel|\.)|Nr\.|Nummer|Ziffer|Absatz)\s[^:]{1,40}:\s+")

#: In the order in which they name a sentence that several of them match. None holds without one of its signs;
#: most sentences have none, and to look for these takes next to no time.
RULES: tuple[tuple[str, Callable[[str, bool], bool], tuple[str, ...]], ...] = (
    ("fordern", demand_verbs.demands_plainly, ("forder", "verlang")),
    ("erwarten", demand_verbs.expects, ("erwart",)),
    ("aufruf", demand_verbs.wishes, (
        "appellier", "poch", "dräng", "dring", "plädier", "mahn", "ruf", "rief", "wünsch", "sich", "beharr",
        "lehnen", "dass",
    )),
    ("bitte", demand_verbs.asks, ("bitt", "bat", "ersuch", "reg", "schlagen", "empf")),
    ("forderung", demand_verbs.names_demand, ("Forderung",)),
    ("muss", demand_modals.must, ("muss", "müss")),
    ("sollte", demand_modals.should, ("sollte",)),
    ("braucht", demand_verbs.needs, ("brauch", "bräucht", "bedarf")),
    ("nötig", demand_verbs.is_needed, demand_verbs.SIGNS_OF_NEED),
    ("darf nicht", demand_modals.must_not, ("darf", "dürf")),
    ("soll", demand_modals.shall, ("soll",)),
    ("ist zu", demand_modals.is_to, ("zu",)),
    ("anrede", demand_calls.tells_you, ("Sie",)),
    ("ausruf", demand_calls.calls_out, ("!",)),
    ("english", demand_calls.english, ("call", "urge", "demand", "insist", "we ", "must", "may", "should")),
)  # fmt: skip


def rule_of(sentence: str, among_demands: bool = False) -> str | None:
    """The name of the rule by which a sentence is a demand, None if it is none.

    ``among_demands``: the text is a catalogue or the sentence before demanded something.
    """
    if len(sentence) > _LONGEST or sentence.rstrip('“”"»«* ').endswith("?"):
        return None
    words = sentence.lstrip('„“"»«* ')
    if provision := _PROVISION.match(words):
        words, among_demands = words[provision.end() :], True
    for name, holds, signs in RULES:
        for sign in signs:
            if sign in words:
                if holds(words, among_demands):
                    return name
                break
    return None
