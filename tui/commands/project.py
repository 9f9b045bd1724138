"""How the project is set: its name, the language of its exports, whether it is blind."""

from __future__ import annotations

from collections.abc import Sequence

from store import changes
from store.changes.base import CHOICES
from store.model import Record
from store.view import View
from tui.choices import Choice
from tui.commands.base import Command
from tui.desk import Desk
from tui.locale import N_
from tui.locale import gettext as _
from tui.wording import language_word

BLIND, OPEN, NAME = "+blind", "+open", "+name"


class Project(Command):
    id, key, label = "project.edit", "C", N_("Project")
    help = N_("Make the project blind or open it, choose the language of its exports, give it another name.")
    needs = "lead"

    async def run(self, desk: Desk) -> None:
        picked = await desk.pick(_("Project"), project_choices(desk.view))
        if picked is None:
            return
        if picked.id in (BLIND, OPEN):
            await _hide(desk, picked.id == BLIND)
        elif picked.id == NAME:
            await _rename(desk)
        else:
            said = _("Exports are in {language}.").format(language=language_word(picked.id))
            await desk.apply(changes.EditProject(language=picked.id), said=said)


def project_choices(view: View) -> Sequence[Choice]:
    """The other way to hide or show, the languages with the one chosen, the name."""
    project = project_of(view)
    help_ = _("Everybody sees what everybody says.")
    blind = Choice(OPEN, _("Open it"), _("blind now"), help=help_)
    if not project["blind"]:
        help_ = _("What others say is hidden until one's own verdict.")
        blind = Choice(BLIND, _("Make it blind"), _("open now"), help=help_)
    languages = (
        Choice(
            one,
            _("Exports in: {language}").format(language=language_word(one)),
            "✓" if one == project["language"] else "",
        )
        for one in CHOICES["language"]
    )
    return [blind, *languages, Choice(NAME, _("Rename"), project["name"])]


def project_of(view: View) -> Record:
    return next(view.lookup.all("project"))


async def _hide(desk: Desk, blind: bool) -> None:
    question = _("Everybody will see all verdicts, grades, notes and tags at once. Open the project?")
    if blind or await desk.confirm(question):
        from tui.telling import blindness

        await desk.apply(changes.EditProject(blind=blind), said=blindness(blind))


async def _rename(desk: Desk) -> None:
    name = await desk.write(_("Name of the project"), project_of(desk.view)["name"])
    if name is not None and name.strip():
        await desk.apply(changes.EditProject(name=name), said=_("Renamed."))
