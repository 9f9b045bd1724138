"""How far the reviewers agree, for sheets and reports; the figures are those of ``store.agreement``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.agreement import Agreement, agreement
from store.coefficients import Estimate
from store.exchange.blocks import Block, Paragraph, Table
from store.exchange.words import N_, Words

if TYPE_CHECKING:
    from store.review import Review

SCALES = {"nominal": N_("equal or not"), "ordinal": N_("by rank")}


def measured(review: Review) -> list[Agreement]:
    """The figures on what two or more have judged."""
    return [one for one in agreement(review) if one.units]


def told(words: Words, one: Agreement) -> tuple[str, str, str]:
    """What a figure is of, how values were compared, and who gave them."""
    if one.subject == "answer":
        of = words.value("answer", one.name)
    else:
        of = words.say("tag {name}").format(name=one.name) if one.subject == "tag" else words.say("verdicts")
    return of, words.say(SCALES[one.scale]), ", ".join(one.reviewers)


def block(review: Review, words: Words) -> list[Block]:
    say, found = words.say, measured(review)
    if not found:
        return [Paragraph(say("No two people have judged the same, so there are no figures on agreement."))]
    rows = (
        (
            *told(words, one),
            words.number(one.units),
            "–" if one.percent is None else words.decimal(100 * one.percent, 1),
            _estimate(words, one.kappa),
            _estimate(words, one.alpha),
        )
        for one in found
    )
    heads = (say("of"), say("compared"), say("reviewers"), "n", "%", "κ", "α")
    about = say(
        "n is how many demands or sentences two or more have judged, % the share of equal pairs; κ is "
        "Cohen's for two people and Fleiss' for more, α Krippendorff's, each with its 95 % interval."
    )
    return [Table(say("Agreement"), heads, tuple(rows)), Paragraph(about)]


def _estimate(words: Words, one: Estimate) -> str:
    if one.value is None:
        return "–"
    said = words.decimal(one.value, 2)
    if one.low is None or one.high is None:
        return said
    return f"{said} ({words.decimal(one.low, 2)} … {words.decimal(one.high, 2)})"
