"""Settings chosen on the screen: kept with the project for this reviewer, in force at once if they can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from store.personal import Personal
from tui.choices import Choice
from tui.fitting import KEPT, Fitted
from tui.keymap import Keymap, spelt
from tui.locale import NP_, pgettext
from tui.locale import gettext as _
from tui.screens.dialogs import Dialogs
from tui.screens.panes import Panes
from tui.settings import MEANING, VALUES, checked

if TYPE_CHECKING:
    from tui.app import VermerkApp

#: The ways of drawing, as in the settings.
DRAWING = {"cells": NP_("drawing", "only what changed"), "stock": NP_("drawing", "all anew")}
NAMES = {
    "theme": NP_("setting", "Colours"),
    "language": NP_("setting", "Language"),
    "lanes": NP_("setting", "Lanes of the timeline"),
    "driver": NP_("setting", "Drawing"),
    "mouse": NP_("setting", "Mouse"),
    "keys": NP_("setting", "Keys"),
}
#: These hold from the next start on.
LATER = ("language", "driver", "mouse")
#: Nothing of one's own: what the configuration says.
AS_CONFIGURED = "-"


class Setting(Dialogs):
    """What ``tui.desk.Desk`` promises of settings."""

    fitted: Fitted
    keymap: Keymap
    _personal: Personal
    _panes: Panes

    async def change_settings(self) -> None:
        settings = self.fitted.settings
        choices = [
            Choice(name, pgettext("setting", label), setting_word(name, getattr(settings, name)),
                   help=_(MEANING[name]), names=(name,))
            for name, label in NAMES.items()
        ]  # fmt: skip
        picked = await self.pick(_("Settings"), choices)
        if picked and picked.id == "keys":
            await self._change_key()
        elif picked:
            await self.change_setting(picked.id)

    async def change_setting(self, name: str) -> None:
        values: tuple[Any, ...] = (True, False) if name == "mouse" else VALUES[name]
        choices = [Choice(str(value), setting_word(name, value), names=(str(value),)) for value in values]
        choices.append(Choice(AS_CONFIGURED, _("as configured")))
        picked = await self.pick(pgettext("setting", NAMES[name]), choices)
        if picked is None:
            return
        own = self._own()
        own.pop(name, None)
        if picked.id != AS_CONFIGURED:
            own[name] = next(value for value in values if str(value) == picked.id)
        self._take(own)
        said = _("From the next start on: {what}.") if name in LATER else _("Set: {what}.")
        value = setting_word(name, getattr(self.fitted.settings, name))
        self.say(said.format(what=f"{pgettext('setting', NAMES[name])} {value}".strip()))

    async def _change_key(self) -> None:
        choices = [
            Choice(
                one.id,
                self.keymap.full_name(one),
                spelt(one.key),
                names=(one.id,),
                help=f'{self.keymap.told(_(one.help))} ("{one.id}" = "{one.key}")',
            )
            for one in self.fitted.commands
        ]
        picked = await self.pick(_("Which command gets another key?"), choices)
        if picked is None:
            return
        from tui.screens.pressing import PressScreen

        label = next(choice.label for choice in choices if choice.id == picked.id)
        key = await self._ask(PressScreen(_("Press the new key for “{label}”.").format(label=label)))
        if key is not None:
            self._put(picked.id, label, key)

    def _put(self, command: str, label: str, key: str) -> None:
        """Give a command a key in the place of its first, "" for those there were at first; say why if that
        can't be."""
        own = self._own()
        own["keys"] = {name: keys for name, keys in own.get("keys", {}).items() if name != command}
        if key:
            others = self.keymap.key(command).split()[1:]
            own["keys"][command] = " ".join(dict.fromkeys([key, *others]))
        known = self.fitted.again(self._own()).mistakes  # of the configuration: they bar nothing else
        wrong = [one for one in self.fitted.again(own).mistakes if one not in known]
        if key and wrong:
            self.say(wrong[0].reason, warn=True)
            return
        self._take(own)
        now = self.keymap.shown(command)
        self.say(_("“{label}” is on {key} now.").format(label=label, key=now))

    def _own(self) -> dict[str, Any]:
        return checked(self._personal.read(KEPT))[0]

    def _take(self, own: Mapping[str, Any]) -> None:
        """Keep them and draw by them."""
        self._personal.write(KEPT, dict(own))
        before, self.fitted = self.fitted.settings, self.fitted.again(own)
        self.keymap = Keymap(self.fitted.commands)
        now = self.fitted.settings
        if now.theme != before.theme:
            cast("VermerkApp", self.app).show_theme(now.theme)
        if now.lanes != before.lanes:
            self._panes.timeline.divide(now.lanes)


def setting_word(name: str, value: object) -> str:
    """The word for a setting's value; keys have none."""
    if name == "theme":
        from tui.themes import THEME_WORDS

        return pgettext("theme", THEME_WORDS[str(value)])
    if name == "lanes":
        from tui.panes.timeline import LANE_WORDS

        return pgettext("lanes", LANE_WORDS[str(value)])
    if name == "mouse":
        return pgettext("switch", "on") if value else pgettext("switch", "off")
    if name == "driver":
        return pgettext("drawing", DRAWING[str(value)])
    if name == "language":
        return {"de": "Deutsch", "en": "English"}.get(str(value), _("as the system"))
    return ""
