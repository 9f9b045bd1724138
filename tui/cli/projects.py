"""``open``, ``demo``, ``init``: projects and the screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from store.errors import NotFound
from tui.cli.failures import DONE, Usage
from tui.cli.parser import Parser
from tui.cli.recent import base_folder, is_project, last_opened, project_around, remember
from tui.cli.registry import Call, Command
from tui.locale import gettext as _
from tui.settings import VALUES, Options, default_path

YES = ("", "y", "yes", "j", "ja")


def _open(call: Call) -> int:
    if call.args.project is not None:
        return show_screen(call, Path(call.args.project))
    folder = project_around(Path.cwd()) or last_opened()
    return show_screen(call, folder) if folder else _offer_sample(call)


def show_screen(call: Call, folder: Path, keep: bool = True) -> int:
    """Check that there is a project and a terminal, and only then load what draws.

    ``keep`` remembers it as the one opened last.
    """
    if not is_project(folder):
        raise NotFound(
            _("{folder} is no project").format(folder=folder),
            _("Make one: vermerk init {folder}").format(folder=folder),
        )
    _need_terminal()
    if keep:
        remember(folder)
    from tui.start import start

    return start(folder, options_of(call))


def options_of(call: Call) -> Options:
    """What a command line says about the screen; the request of a key (``ssh``) has no say in files."""
    given = vars(call.args)
    config = given.get("config")
    if config and not Path(config).is_file():
        raise NotFound(_("{file} is no file").format(file=config))
    named = Path(config) if config else default_path() if "config" in given else None
    tour = ("begin" if given["tour"] else "offer") if "tour" in given else ""
    return Options(
        call.args.acting, call.args.lang, named, given.get("theme"), given.get("mouse", False), tour
    )


def _need_terminal() -> None:
    if not on_terminal():
        raise Usage(_("the screen needs a terminal; for scripts there are commands: vermerk --help"))
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise Usage(
            _("this terminal (TERM={term}) can't show the screen").format(term=os.environ.get("TERM", ""))
        )


def on_terminal() -> bool:
    """Whether a person sits at all three standard streams."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _offer_sample(call: Call) -> int:
    folder = sample_folder()
    try:
        _need_terminal()
    except Usage:
        raise Usage(_("no project here; name one (vermerk PROJECT) or make one (vermerk init DIR)")) from None
    call.out.say(_("There is no project here, and none was opened before."))
    call.out.say(_("Open the sample review? It will be kept in {folder}. [Y/n]").format(folder=folder))
    if sys.stdin.readline().strip().lower() not in YES:
        call.out.say(_("Make your own: vermerk init DIR, then vermerk import DIR FILE…"))
        return DONE
    return _play(call, folder)


def sample_folder() -> Path:
    """Where the sample goes when nobody says."""
    return base_folder("XDG_DATA_HOME", ".local/share") / "sample.vermerk"


def _demo(call: Call) -> int:
    return _play(call, Path(call.args.dir) if call.args.dir else sample_folder())


def _play(call: Call, folder: Path) -> int:
    if not is_project(folder):
        from store.sample import make_sample

        folder.parent.mkdir(parents=True, exist_ok=True)
        make_sample(folder, call.args.acting)
        call.out.say(_("The sample is in {folder}.").format(folder=folder))
    return show_screen(call, folder)


def _init(call: Call) -> int:
    from store.review import Review

    folder = Path(call.args.project)
    name = call.args.name or folder.resolve().name.removesuffix(".vermerk")
    review = Review.create(folder, name, call.args.acting)
    try:
        if call.out.as_json:
            call.out.json({"project": str(folder), "name": name, "reviewer": review.me, "role": review.role})
        else:
            call.out.say(
                _("{folder}: new project; {reviewer} leads it.").format(folder=folder, reviewer=review.me)
            )
    finally:
        review.close()
    return DONE


def _screen_arguments(parser: Parser) -> None:
    parser.add_argument("--theme", choices=VALUES["theme"], help=_("colours of the screen"))
    parser.add_argument("--mouse", action="store_true", help=_("let the mouse work, too"))
    config_argument(parser)


def config_argument(parser: Parser) -> None:
    """Which configuration file counts."""
    parser.add_argument(
        "--config", metavar=_("FILE"), help=_("the configuration file; else “config” names it")
    )


def _open_arguments(parser: Parser) -> None:
    _screen_arguments(parser)
    parser.add_argument(
        "project", nargs="?", metavar=_("PROJECT"),
        help=_("its folder; else the project in or above this folder, else the last one opened"),
    )  # fmt: skip


def _demo_arguments(parser: Parser) -> None:
    _screen_arguments(parser)
    parser.add_argument("--tour", action="store_true", help=_("begin with the tour in five steps"))
    where = _("the sample's folder; {folder} if left out").format(folder=sample_folder())
    parser.add_argument("dir", nargs="?", metavar=_("DIR"), help=where.replace("%", "%%"))


def _init_arguments(parser: Parser) -> None:
    parser.add_argument(
        "project", metavar=_("DIR"), help=_("a folder without a project in it; made if it is missing")
    )
    parser.add_argument("--name", metavar=_("TEXT"), help=_("the project's name; else the folder's"))


COMMANDS = {
    "open": Command(_open_arguments, _open, ("open team.vermerk", "open -- list", "team.vermerk --as anna")),
    "demo": Command(_demo_arguments, _demo, ("demo", "demo --tour", "demo probe.vermerk --lang de")),
    "init": Command(_init_arguments, _init, ('init team.vermerk --name "Verwaltung 2026"',)),
}
