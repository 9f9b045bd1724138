"""How far the reviewers of a project agree: on the answers they gave to demands, and on tags.

Verdicts: a unit is a demand that is not discarded, the raters are all who gave a verdict on it. Final ones
are left out: whoever settles has seen the others'. On the ordinal scale only answers that have a rank count.

Tags: a unit is a sentence of a document's current text, in the documents where two or more have tagged
passages; the raters are those. Who tagged a passage that touches the sentence said yes to the tag, the others
no. So nobody is held to have left out what they have never opened, and passages weigh by their sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

from msgspec import Struct

from store.coefficients import Estimate, Patterns, alpha, cohen, fleiss, given, percent
from store.looking import Looking
from store.lookup import Lookup
from store.model import ANSWERS, Record
from store.tag_order import placed
from store.tagging import taggers

#: The ranks of answers; whoever says another one has not answered on this scale.
RANKS = {
    "rejected": 0,
    "open": 1,
    "not_found": 1,
    "mentioned": 2,
    "announced": 3,
    "underway": 4,
    "partial": 5,
    "met": 6,
}


class Agreement(Struct, frozen=True):
    """The figures on one subject: "verdicts", "answer" (one against all) or "tag"; ``name`` says which.

    ``units`` are those with two values or more. ``measure`` is "cohen" for two reviewers, "fleiss" for more,
    "" where there is no κ (the ordinal scale with more than two). ``missing`` tells why there are no
    coefficients: "units" (nobody has judged what another has) or "variety" (only one category was ever
    given), else "".
    """

    subject: str
    name: str
    scale: str
    reviewers: tuple[str, ...]
    units: int
    percent: float | None
    measure: str
    kappa: Estimate
    alpha: Estimate
    missing: str


def agreement(review: Looking, weights: str = "linear") -> list[Agreement]:
    """All there is to compute, verdicts first; of the pairs among more than two reviewers, too.

    In a blind project others than leads get figures on demands that they have judged themselves, and on tags
    when they have judged all that is theirs. ``weights`` are those of Cohen's κ on the ordinal scale.
    """
    lookup = review.view().lookup
    return [*_on_verdicts(lookup, weights), *_on_tags(lookup, review.text)]


def _on_verdicts(lookup: Lookup, weights: str) -> Iterator[Agreement]:
    names, units = _judged(lookup)
    ranked = [tuple(RANKS.get(answer or "") for answer in unit) for unit in units]
    yield _figures("verdicts", "", names, units)
    yield _figures("verdicts", "", names, ranked, weights)
    if len(names) > 2:
        for pair in combinations(range(len(names)), 2):
            both = tuple(names[at] for at in pair)
            yield _figures("verdicts", "", both, [tuple(unit[at] for at in pair) for unit in units])
            yield _figures("verdicts", "", both, [tuple(unit[at] for at in pair) for unit in ranked], weights)
    used = {answer for unit in units if len(given(unit)) > 1 for answer in unit}
    for answer in ANSWERS:
        if answer in used:
            split = [tuple(None if one is None else one == answer for one in unit) for unit in units]
            yield _figures("answer", answer, names, split)


def _judged(lookup: Lookup) -> tuple[tuple[str, ...], list[tuple[str | None, ...]]]:
    """The reviewers, and for each demand what each of them answered."""
    found: list[dict[str, str]] = []
    for demand in lookup.all("demands"):
        if demand["state"] == "rejected" or not _told(lookup, demand["id"]):
            continue
        verdicts = lookup.moment.find("verdicts", "demand", demand["id"])
        found.append({verdict["by"]: verdict["answer"] for verdict in verdicts if not verdict["final"]})
    names = tuple(sorted({name for answers in found for name in answers}))
    return names, [tuple(map(answers.get, names)) for answers in found]


def _told(lookup: Lookup, target: str) -> bool:
    return not lookup.blind or lookup.role == "lead" or lookup.opened(target)


def _on_tags(lookup: Lookup, text_of: Callable[[str], str]) -> Iterator[Agreement]:
    names: set[str] = set()
    by_tag: dict[str, list[_Sentences]] = {}
    documents = []
    for document in lookup.all("documents"):
        told = _told(lookup, document["id"])
        work = _Sentences.of(lookup, document, text_of) if told else None
        if work is not None:
            documents.append(work)
            names.update(work.reviewers)
            for tag in work.tags:
                by_tag.setdefault(tag, []).append(work)
    everybody = tuple(sorted(names))
    for tag in sorted(by_tag, key=lambda tag: placed(_name(lookup, tag))):
        units: Patterns = Counter()
        for work in documents:
            units.update(work.units(tag, everybody))
        yield _figures("tag", _name(lookup, tag), everybody, units)


def _name(lookup: Lookup, tag: str) -> str:
    record = lookup.find(tag)
    return str(record["name"]) if record else tag


class _Sentences(Struct, frozen=True):
    """What was tagged in one document: sentences by tag and reviewer."""

    reviewers: frozenset[str]
    count: int
    tags: dict[str, dict[str, set[int]]]

    @classmethod
    def of(cls, lookup: Lookup, document: Record, text_of: Callable[[str], str]) -> _Sentences | None:
        """None for a document that fewer than two have tagged."""
        passages = [
            passage
            for passage in lookup.moment.find("passages", "document", document["id"])
            if passage["version"] == document["version"] and passage["tags"]
        ]
        reviewers = {name for one in passages for names in taggers(one).values() for name in names}
        if len(reviewers) < 2:
            return None
        from content.sentences import sentences

        places = [(span.start, span.end) for span in sentences(text_of(document["id"]))]
        tags: dict[str, dict[str, set[int]]] = {}
        for passage in passages:
            touched = _touched(places, passage["spans"])
            for tag, names in taggers(passage).items():
                for name in names:
                    tags.setdefault(tag, {}).setdefault(name, set()).update(touched)
        return cls(frozenset(reviewers), len(places), tags)

    def units(self, tag: str, everybody: Sequence[str]) -> Patterns:
        """For each sentence, who said yes and who no to a tag; None for who has not tagged the document."""
        given_to = self.tags.get(tag, {})
        touched = set().union(*given_to.values()) if given_to else set()

        def said(sentence: int) -> tuple[bool | None, ...]:
            return tuple(
                sentence in given_to.get(name, ()) if name in self.reviewers else None for name in everybody
            )

        units = Counter(map(said, touched))
        units[said(-1)] += self.count - len(touched)
        return +units


def _touched(places: Sequence[tuple[int, int]], spans: Sequence[Sequence[int]]) -> set[int]:
    """The numbers of the sentences that any of the spans overlaps."""
    from bisect import bisect_left, bisect_right

    ends = [end for _, end in places]
    starts = [start for start, _ in places]
    found: set[int] = set()
    for start, end in spans:
        found.update(range(bisect_right(ends, start), bisect_left(starts, end)))
    return found


def _figures(
    subject: str, name: str, names: tuple[str, ...], units: Any, weights: str | None = None
) -> Agreement:
    """``weights`` are given for units on the ordinal scale."""
    both = Counter({unit: number for unit, number in Counter(units).items() if len(given(unit)) > 1})
    kept = [at for at in range(len(names)) if any(unit[at] is not None for unit in both)]
    raters = tuple(names[at] for at in kept)
    both = _only(both, kept)
    ordinal = weights is not None
    measure = "cohen" if len(raters) == 2 else "" if ordinal else "fleiss"
    kappa = Estimate()
    if measure and both:
        kappa = cohen(both, weights or "none") if measure == "cohen" else fleiss(both)
    alphas = alpha(both, "ordinal" if ordinal else "nominal")
    missing = "units" if not both else "variety" if alphas.value is None else ""
    scale = "ordinal" if ordinal else "nominal"
    share = percent(both)
    return Agreement(subject, name, scale, raters, both.total(), share, measure, kappa, alphas, missing)


def _only(units: Patterns, kept: Sequence[int]) -> Patterns:
    found: Patterns = Counter()
    for unit, number in units.items():
        found[tuple(unit[at] for at in kept)] += number
    return found
