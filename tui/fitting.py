"""Fitting a screen to its reviewer: all layers of settings, and the commands with their keys."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from content.messages import reason_of
from store.personal import Personal
from tui.commands import COMMANDS
from tui.commands.base import Command
from tui.explaining import translated
from tui.keymap import remapped
from tui.locale import ngettext, set_language
from tui.settings import Layer, Mistake, Options, Settings, checked, environment, fitting_theme, layered

if TYPE_CHECKING:
    from tui.config_file import Config

#: Under this name a reviewer's own settings are kept with the project.
KEPT = "settings"


class Fitted(Struct, frozen=True):
    """What a screen is fitted with. ``below`` is what holds where the reviewer chose nothing on the screen,
    ``above`` what holds whatever they choose. ``tour`` is "begin", "offer" or "" for neither."""

    settings: Settings = Settings()
    commands: tuple[Command, ...] = COMMANDS
    below: Layer = {}
    above: Layer = {}
    mistakes: tuple[Mistake, ...] = ()
    tour: str = ""

    def again(self, own: Layer) -> Fitted:
        """Fitted anew after the reviewer chose other settings of their own."""
        return fitted(self.below, own, self.above)

    @property
    def trouble(self) -> str:
        """The first mistake in the configuration, and how many more there are; "" if there is none."""
        if not self.mistakes:
            return ""
        count = len(self.mistakes)
        said = ngettext("Configuration", "Configuration ({count} mistakes: vermerk config)", count)
        return f"{said.format(count=count)}, {self.mistakes[0]}"


def fit(options: Options, personal: Personal, environ: MutableMapping[str, str]) -> Fitted:
    """What a screen is fitted with; from here on its language is spoken.

    NO_COLOR leaves the environment: what draws would make greys of it.
    """
    config = configuration(options)
    below: Layer = {"theme": fitting_theme(environ), **(config.values if config else {})}
    above = {**environment(environ), **options.layer}
    environ.pop("NO_COLOR", None)
    own, _left_out = checked(personal.read(KEPT))
    made = fitted(below, own, above, config)
    if made.settings.language:
        set_language(made.settings.language)
    return replace(made, tour=options.tour)


def configuration(options: Options) -> Config | None:
    """What the configuration file sets, and what is wrong in it; None if there is none."""
    if options.config is None or not options.config.exists():
        return None
    from tui.config_file import Config, read

    try:
        return read(options.config)
    except OSError as error:
        return Config({}, (Mistake(options.config.name, translated(reason_of(error))),))


def fitted(below: Layer, own: Layer, above: Layer, config: Config | None = None) -> Fitted:
    """All layers together; ``below`` holds what ``config`` sets."""
    settings = layered(below, own, above)
    commands, wrong = remapped(COMMANDS, settings.keys) if settings.keys else (COMMANDS, [])
    left_out = {mistake.name for mistake in wrong}
    keys = {name: keys for name, keys in settings.keys.items() if f"keys.{name}" not in left_out}
    if config is not None:
        wrong = sorted((*config.mistakes, *map(config.located, wrong)), key=lambda mistake: mistake.line)
    return Fitted(replace(settings, keys=keys), commands, below, above, tuple(wrong))
