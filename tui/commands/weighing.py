"""What a passage says on a demand, and how strong I find it: links, stances, grades as changes."""

from __future__ import annotations

from store import changes
from store.changes import Change
from store.model import GRADES, STANCES
from store.rows import DemandRow, EvidenceRow
from tui.choices import Choice
from tui.desk import Desk
from tui.locale import gettext as _
from tui.signs import GRADE_SIGNS, STANCE_SIGNS
from tui.wording import grade_word, stance_word


def accepting(demand: DemandRow) -> list[Change]:
    """Whoever works on a suggested demand accepts it."""
    return [changes.ConfirmDemand(id=demand.id)] if demand.state == "suggested" else []


def linking(demand: DemandRow, passage: str, stance: str, grade: str | None = None) -> list[Change]:
    """The passage ("d1:10-20") is evidence for the demand, which is then no mere suggestion."""
    link = changes.AddEvidence(demand=demand.id, target=passage, stance=stance, grade=grade)
    return [*accepting(demand), link]


def restating(evidence: EvidenceRow, stance: str) -> list[Change]:
    """It is evidence, with this stance; [] if that is so already."""
    made: list[Change] = [changes.AcceptEvidence(id=evidence.id)] if evidence.state != "confirmed" else []
    if stance != evidence.stance:
        # With the revision that accepting makes nobody's change is overwritten unseen either.
        rev = None if made else evidence.rev
        made.append(changes.EditEvidence(id=evidence.id, stance=stance, rev=rev))
    return made


def grading(evidence: EvidenceRow, grade: str, me: str) -> list[Change]:
    """My grade; the one that I gave already is taken back. Suggested evidence is accepted by it."""
    mine = dict(evidence.grades).get(me)
    made: list[Change] = [changes.AcceptEvidence(id=evidence.id)] if evidence.state != "confirmed" else []
    return [*made, changes.GradeEvidence(id=evidence.id, grade=None if grade == mine else grade)]


def weight_choices(evidence: EvidenceRow, me: str) -> list[Choice]:
    """The grades with 1 and 2, the stances with their signs."""
    mine = dict(evidence.grades).get(me)
    grades = [
        Choice(grade, f"{GRADE_SIGNS[grade]} {grade_word(grade)}", _now(grade == mine), str(number))
        for number, grade in enumerate(GRADES, 1)
    ]
    stances = [
        Choice(stance, f"{STANCE_SIGNS[stance]} {stance_word(stance)}", _now(stance == evidence.stance), key)
        for stance, key in zip(STANCES, "+-~", strict=True)
    ]
    return [*grades, *stances]


def _now(is_so: bool) -> str:
    return _("now") if is_so else ""


async def weigh(desk: Desk, evidence: EvidenceRow) -> None:
    """Ask for my grade, or for another stance."""
    me = desk.context().me
    picked = await desk.pick(_("How good is this evidence?"), weight_choices(evidence, me))
    if picked is None:
        return
    if picked.id in GRADES:
        await desk.apply(*grading(evidence, picked.id, me), said=_("Graded."))
    else:
        await desk.apply(
            *restating(evidence, picked.id), said=_("Stance: {stance}.").format(stance=stance_word(picked.id))
        )
