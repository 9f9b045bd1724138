"""``config``: what is set, where, and what is wrong with it; a file to begin with."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import to_builtins
from msgspec.structs import replace

from store.errors import Refused
from tui.cli.failures import DONE, REFUSED
from tui.cli.parser import Parser
from tui.cli.projects import config_argument, options_of
from tui.cli.registry import Call, Command
from tui.config_file import Config, written
from tui.fitting import KEPT, configuration, fitted
from tui.locale import gettext as _
from tui.locale import language, ngettext
from tui.settings import MEANING, NAME, Layer, Settings, checked, default_path, environment, fitting_theme

#: So many mistakes are told one by one: a file of another kind has one in each line.
_MOST = 8


def _config(call: Call) -> int:
    if call.args.write:
        return _write(call)
    options = options_of(call)
    config = configuration(options) or Config()
    own = _own(call) if call.args.project else {}
    above = environment(os.environ)
    made = fitted({"theme": fitting_theme(os.environ), **config.values}, own, above, config)
    if call.out.as_json:
        call.out.json(to_builtins(made.settings))
    else:
        origins = {
            **dict.fromkeys(config.values, str(options.config)),
            **dict.fromkeys(own, _("chosen on the screen")),
            **dict.fromkeys(above, _("environment")),
        }
        call.out.text(_file(spoken(made.settings), origins).rstrip("\n"))
    for mistake in made.mistakes[:_MOST]:
        call.out.say(f"vermerk: {options.config or NAME}: {mistake}")
    if more := len(made.mistakes[_MOST:]):
        call.out.say(
            ngettext("… and {count} more mistake", "… and {count} more mistakes", more).format(count=more)
        )
    return REFUSED if made.mistakes else DONE


def spoken(settings: Settings) -> Settings:
    """With the language that is spoken where none is set."""
    return settings if settings.language else replace(settings, language=language())


def _own(call: Call) -> Layer:
    """What the reviewer chose on the screen of a project."""
    with call.review() as review:
        return checked(review.personal().read(KEPT))[0]


def _file(settings: Settings, origins: dict[str, str]) -> str:
    from tui.commands import COMMANDS
    from tui.keymap import Keymap

    keymap = Keymap(COMMANDS)
    return written(settings, origins, {one.id: (one.key, keymap.full_name(one)) for one in COMMANDS})


def _write(call: Call) -> int:
    """A new file in which everything stands as it is built in, commented out."""
    path = Path(call.args.config) if call.args.config else default_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_file(spoken(Settings()), {}))
    except FileExistsError:
        raise Refused(_("{file} is there already").format(file=path), _("Nothing was changed.")) from None
    call.out.say(_("{file}: written; everything in it is commented out.").format(file=path))
    return DONE


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "project",
        nargs="?",
        metavar=_("PROJECT"),
        help=_("with what was chosen on its screen"),
    )
    config_argument(parser)
    parser.add_argument("--write", action="store_true", help=_("write a file to begin with"))


def _about() -> str:
    meanings = "\n".join(f"  {name:9} {_(text)}" for name, text in MEANING.items())
    return (
        _(
            "Prints what holds, as a configuration file with comments, and names mistakes with their lines.\n"
            "The file is {file}. Over it count what a reviewer chose on the screen (kept with the\n"
            "project), NO_COLOR, and the options --theme, --lang and --mouse.\n\n"
        ).format(file=default_path())
        + meanings
    )


COMMANDS = {
    "config": Command(
        _arguments,
        _config,
        ("config", "config team.vermerk", "config --write", "team.vermerk --theme light"),
        _about,
    ),
}
