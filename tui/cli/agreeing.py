"""``agreement``: how far the reviewers agree, beyond chance."""

from __future__ import annotations

from typing import Any

from store.agreement import Agreement, agreement
from store.coefficients import WEIGHTS, Estimate
from tui.cli.failures import DONE
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.formatting import decimal
from tui.locale import N_, NP_, pgettext
from tui.locale import gettext as _
from tui.wording import answer_word

HEADS = (N_("of"), N_("scale"), N_("reviewers"), "n", "%", "κ", N_("95 % interval"), "α", N_("95 % interval"))
SUBJECTS = {"verdicts": NP_("agreement", "verdicts"), "tag": NP_("agreement", "tag")}
SCALES = {"nominal": NP_("scale", "nominal"), "ordinal": NP_("scale", "ordinal")}
MISSING = {
    "units": NP_("agreement", "nothing that two have judged"),
    "variety": NP_("agreement", "only one category was given: chance cannot be told from agreement"),
}
#: Below so many units an interval says little.
FEW = 30


def _agreement(call: Call) -> int:
    with call.review() as review:
        found = agreement(review, call.args.weights)
    if call.out.as_json:
        for one in found:
            call.out.json(_plain(one))
        return DONE
    call.out.table([_(head) for head in HEADS], map(_cells, found))
    if any(0 < one.units < FEW for one in found):
        call.out.say(_("With fewer than {count} units an interval is only a rough one.").format(count=FEW))
    return DONE


def _cells(one: Agreement) -> list[str]:
    told = [_subject(one), pgettext("scale", SCALES[one.scale]), ", ".join(one.reviewers), str(one.units)]
    if one.missing:
        share = "–" if one.percent is None else decimal(100 * one.percent, 1)
        return [*told, share, "–", "", "–", pgettext("agreement", MISSING[one.missing])]
    share = decimal(100 * (one.percent or 0), 1)
    return [*told, share, _value(one.kappa), _interval(one.kappa), _value(one.alpha), _interval(one.alpha)]


def _subject(one: Agreement) -> str:
    if one.subject == "answer":
        return answer_word(one.name)
    word = pgettext("agreement", SUBJECTS[one.subject])
    return f"{word} {one.name}".strip()


def _value(estimate: Estimate) -> str:
    return "–" if estimate.value is None else decimal(estimate.value, 4)


def _interval(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{decimal(estimate.low, 2)} … {decimal(estimate.high, 2)}"


def _plain(one: Agreement) -> dict[str, Any]:
    kappa, alpha = one.kappa, one.alpha
    return {
        "subject": one.subject,
        "name": one.name,
        "scale": one.scale,
        "reviewers": list(one.reviewers),
        "units": one.units,
        "percent": None if one.percent is None else 100 * one.percent,
        "measure": one.measure,
        "kappa": kappa.value,
        "kappa_low": kappa.low,
        "kappa_high": kappa.high,
        "kappa_error": kappa.error,
        "kappa_chance_error": kappa.null,
        "alpha": alpha.value,
        "alpha_low": alpha.low,
        "alpha_high": alpha.high,
        "missing": one.missing,
    }


def _arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "--weights", choices=WEIGHTS, default="linear",
        help=_("of Cohen's κ on the ordinal scale; linear if left out"),
    )  # fmt: skip


def _about() -> str:
    return "\n\n".join((_about_measures(), _about_verdicts(), _about_tags()))


def _about_measures() -> str:
    return _(
        "n is how many demands or sentences two or more have judged, % the share of equal pairs. κ is\n"
        "Cohen's for two reviewers (interval: Fleiss, Cohen and Everitt 1969), Fleiss' for more (Gwet\n"
        "2021). α is Krippendorff's, which takes any number of reviewers and gaps; its interval is\n"
        "drawn anew from the units (Zapf and others 2016), the same each time."
    )


def _about_verdicts() -> str:
    return _(
        "Final verdicts do not count. Nominal: answers are equal or not. Ordinal: rejected, open and\n"
        "not found alike, mentioned, announced, underway, partly met, met; superseded and unverifiable\n"
        "have no place there and are left out. Then each answer against all others, and of more than\n"
        "two reviewers each pair."
    )


def _about_tags() -> str:
    return _(
        "Tags: the units are the sentences of documents in which two or more have tagged passages. Who\n"
        "tagged a passage that touches a sentence said yes to the tag there, the others no.\n\n"
        "In a blind project a lead sees all figures; others those on demands that they have judged, and\n"
        "those on tags when they have judged all that is theirs."
    )


COMMANDS = {
    "agreement": Command(
        _arguments,
        _agreement,
        ("agreement team.vermerk", "agreement team.vermerk --weights quadratic --json"),
        _about,
    ),
}
