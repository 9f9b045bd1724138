"""The command line: which command is meant, and its arguments."""

from __future__ import annotations

import argparse
import re
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from tui.cli.failures import Usage
from tui.cli.filling import Filling
from tui.cli.output import Output
from tui.cli.registry import SUMMARIES, Call, load
from tui.locale import LANGUAGES, N_, gettext, ngettext
from tui.locale import gettext as _

#: What argparse itself says; it looks these up through its module's ``_``.
ARGPARSE_SAYS = (
    N_("usage: "),
    N_("the following arguments are required: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
)
VALUED = ("--as", "--lang", "--theme", "--config")
#: What argparse takes for an option, known or not: no lone dash, no number below zero.
_OPTION = re.compile(r"-[^\d]")


class Parser(argparse.ArgumentParser):
    """argparse in the interface's language; errors are raised as ``Usage``, never printed here."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", Filling)
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title = _("What it takes")
        self._optionals.title = _("Options")
        shared = self.add_argument_group(_("Everywhere"))
        shared.add_argument("-h", "--help", action="help", help=_("show this help and end"))
        # SUPPRESS: a command's parser must not put its default over what stood before the command.
        absent = argparse.SUPPRESS
        shared.add_argument(
            "--json", action="store_true", default=absent, help=_("print JSON and nothing else")
        )
        shared.add_argument(
            "--as",
            dest="acting",
            default=absent,
            metavar="NAME",
            help=_("act as this reviewer, where allowed"),
        )
        shared.add_argument(
            "--lang", default=absent, choices=LANGUAGES, help=_("language of messages and help")
        )

    def project(self) -> None:
        """The argument nearly every command begins with."""
        self.add_argument("project", metavar=_("PROJECT"), help=_("the project's folder"))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        words = list(args or ())
        return super().parse_known_args(words if self._subparsers else self._sorted(words), namespace)

    def _sorted(self, words: list[str]) -> list[str]:
        """Options first: argparse takes "list P notes --json WORD" for a query that ended before --json."""
        options: list[str] = []
        rest: list[str] = []
        waiting = deque(words)
        while waiting:
            word = waiting.popleft()
            if word == "--":
                return [*options, *rest, word, *waiting]
            action = self._option_string_actions.get(word)
            if action is None and (" " in word or not _OPTION.match(word)):
                rest.append(word)
                continue
            options.append(word)
            if action is not None and action.nargs is None and waiting:
                options.append(waiting.popleft())
            while waiting and _goes_on(action, waiting[0]):
                options += [word, waiting.popleft()]
        return [*options, *rest]

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """As argparse does; a near choice is offered instead of all."""
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError:
            from difflib import get_close_matches

            near = get_close_matches(str(value), map(str, action.choices or ()), 1, 0.5)
            if near:
                said = _("there is no “{value}”; did you mean “{near}”?").format(value=value, near=near[0])
            else:
                names = ", ".join(map(str, action.choices or ()))
                said = _("there is no “{value}”; there are {names}").format(value=value, names=names)
            raise argparse.ArgumentError(action, said) from None

    def error(self, message: str) -> NoReturn:
        raise Usage(message, _("Try: {prog} --help").format(prog=self.prog))


def parse(words: Sequence[str], out: Output) -> Call:
    """The call that the words of a command line ask for. Raises Usage, or SystemExit after help."""
    argparse._ = gettext  # type: ignore[attr-defined]
    argparse.ngettext = ngettext  # type: ignore[attr-defined]
    name, words = _with_command(words)
    before = words[: _first_word(words)]
    parser = _parser(name, whole=not name or bool({"-h", "--help"} & set(before)))
    args, unknown = parser.parse_known_args(words)
    if unknown:
        told = _("unrecognized arguments: %s") % " ".join(unknown)
        raise Usage(told, _("Try: {prog} --help").format(prog=f"vermerk {name}".strip()))
    for option, default in (("json", False), ("acting", None), ("lang", None)):
        vars(args).setdefault(option, default)
    out.as_json = args.json
    return Call(load(args.command), args, out)


def _goes_on(action: argparse.Action | None, word: str) -> bool:
    """Whether a word is one more value of an option that takes several: "--only d1 d2"."""
    if not isinstance(action, argparse._AppendAction) or not callable(action.type):
        return False
    try:
        action.type(word)
    except argparse.ArgumentTypeError:
        return False
    return True


def _with_command(words: Sequence[str]) -> tuple[str, list[str]]:
    """The command meant, and the words with it: the first word is a command, else a project to open."""
    at = _first_word(words)
    rest = list(words[at:])
    if rest and rest[0] in SUMMARIES:
        return rest[0], list(words)
    if (
        len(rest) > 1
        and not rest[0].startswith("-")
        and not rest[1].startswith("-")
        and not Path(rest[0]).exists()
    ):
        from difflib import get_close_matches

        near = get_close_matches(rest[0], SUMMARIES, 1)
        hint = _("Did you mean “{command}”?").format(command=near[0]) if near else _("Try: vermerk --help")
        raise Usage(_("“{word}” is neither a command nor a project").format(word=rest[0]), hint)
    if not rest and any(word in ("-h", "--help", "--version") for word in words):
        return "", list(words)
    return "open", ["open", *words]


def _first_word(words: Sequence[str]) -> int:
    """Where the options before the command end."""
    at = 0
    while at < len(words) and words[at].startswith("-") and words[at] not in ("-", "--"):
        at += 2 if words[at] in VALUED else 1
    return min(at, len(words))


def _parser(name: str, whole: bool) -> Parser:
    """The command line's parser. Only the command ``name`` is worked out; the others, which take longer than
    anything a command loads, are there only where the ``whole`` help is to list them."""
    top = Parser(
        prog="vermerk",
        usage=_("vermerk [PROJECT]\n       vermerk COMMAND …"),
        description=_(
            "Review policy in the terminal: read documents, see their dated events, work through a\n"
            "checklist of demands, tag and annotate, alone or with others.\n\n"
            "Without a command: opens PROJECT, else the project in or above this folder, else the last\n"
            "one opened, else offers the sample."
        ),
        epilog=_("“vermerk COMMAND --help” tells more. After “--” every word is data."),
    )
    top.add_argument("--version", action=_Version, nargs=0, help=_("show the version"))
    commands = top.add_subparsers(
        prog="vermerk", dest="command", metavar=_("COMMAND"), title=_("Commands"), required=True
    )
    for command, (_module, summary) in SUMMARIES.items():
        if command != name:
            if whole:
                commands.add_parser(command, help=_(summary))
            continue
        chosen = load(command)
        description = f"{_(summary)[:1].upper()}{_(summary)[1:]}.\n\n{chosen.about()}".strip()
        parser = commands.add_parser(command, help=_(summary), description=description)
        parser.epilog = "\n".join(_examples(chosen.examples))
        chosen.arguments(parser)
    return top


def _examples(examples: Sequence[str]) -> Iterator[str]:
    yield _("Examples:")
    for example in examples:
        yield f"  vermerk {example}"


class _Version(argparse.Action):
    """Looks the version up only when somebody asks: the look-up loads much."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"vermerk {version('vermerk')}")
        except PackageNotFoundError:
            print("vermerk")
        parser.exit()
