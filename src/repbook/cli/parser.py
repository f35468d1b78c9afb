"""What was typed after ``repbook``, read by the table of commands; errors of one line."""

from __future__ import annotations

import argparse
from datetime import date
from typing import NoReturn

from .command_lines import COMMANDS
from .usage import WrongUsage

HELP_HINT = "see `repbook --help`"
SUMMARY = "A book for looking after customers once the sale has closed."
EPILOG = "With no command, the app opens. `repbook COMMAND --help` says more about one command."


WITH_VALUE = frozenset(("--book", "--today"))
ALONE = frozenset(("--demo", "--plain", "--version", "-h", "--help"))
"""What may stand in front of a command."""


class Parser(argparse.ArgumentParser):
    """argparse, with one line for an error and no guessing at shortened options."""

    def error(self, message: str) -> NoReturn:
        """Raise ``WrongUsage``."""
        if "invalid choice" in message:
            message, _, choices = message.partition(" (choose from ")
            given = message.rpartition(": ")[2]
            if message.startswith("argument COMMAND"):
                raise WrongUsage(f"there is no command {given}", _near_command(given))
            option = message.split(":")[0].removeprefix("argument ")
            known = choices.rstrip(")").replace("'", "")
            raise WrongUsage(f"{option} can't be {given}", f"choose from {known}")
        if message.startswith("unrecognized arguments"):
            raise WrongUsage(f"too much was typed: {message.partition(': ')[2]}", self._hint())
        if message.startswith("the following arguments are required"):
            raise WrongUsage(f"something is missing: {message.partition(': ')[2]}", self._hint())
        raise WrongUsage(message, self._hint())

    def _hint(self) -> str:
        return f"see `{self.prog} --help`"


def parse(argv: list[str]) -> argparse.Namespace:
    """The options and the command in ``argv``; raises ``WrongUsage``, or ``SystemExit`` after help."""
    _refuse_misplaced(argv)
    options = _parser().parse_args(argv)
    if options.demo and options.book:
        raise WrongUsage("--demo and --book exclude each other", "leave one of them out")
    return options


def _refuse_misplaced(argv: list[str]) -> None:
    """Raise ``WrongUsage`` for a command's own option in front of the command.

    argparse would take the option's value for the command.
    """
    names = [command.name for command in COMMANDS]
    words = iter(argv)
    for word in words:
        option, equals, _ = word.partition("=")
        if not word.startswith("-") or word in ("-", "--"):
            return
        if option in WITH_VALUE:
            _ = equals or next(words, "")
        elif option not in ALONE and any(after in names for after in words):
            raise WrongUsage(
                f"{option} can't stand before the command",
                "write it behind, such as: repbook import FILE --day-order dmy",
            )


def iso_day(text: str) -> date:
    """A day for ``--today``; raises ``ArgumentTypeError``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day such as 2026-03-17") from None


def _parser() -> Parser:
    parser = Parser(prog="repbook", description=SUMMARY, epilog=EPILOG, allow_abbrev=False)
    _global_options(parser, book=None, today=None, demo=False)
    parser.add_argument("--version", action="store_true", help="the version, and that of SQLite")
    parser.add_argument(
        "--plain", action="store_true", help="the book line by line: nothing is drawn or moved"
    )
    parser.set_defaults(run="", command="")
    commands = parser.add_subparsers(metavar="COMMAND", dest="command", title="commands")
    for command in COMMANDS:
        one = commands.add_parser(
            command.name, help=command.help, description=f"{command.help}.", allow_abbrev=False
        )
        command.arguments(one)
        _global_options(one)
        one.set_defaults(run=command.run)
    return parser


def _global_options(parser: argparse.ArgumentParser, **defaults: object) -> None:
    """Options that may stand before the command and after it; what stands after it counts."""

    def default(name: str) -> object:
        return defaults.get(name, argparse.SUPPRESS)

    group = parser.add_argument_group("which book, and when")
    group.add_argument(
        "--book", metavar="FILE", default=default("book"), help="the book (or REPBOOK_BOOK)"
    )
    group.add_argument(
        "--today",
        metavar="DAY",
        type=iso_day,
        default=default("today"),
        help="the day it is, such as 2026-03-17 (or REPBOOK_TODAY)",
    )
    group.add_argument(
        "--demo", action="store_true", default=default("demo"), help="a made-up book, thrown away"
    )


def _near_command(given: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(given.strip("'"), [command.name for command in COMMANDS], n=1)
    return f"did you mean `repbook {near[0]}`?" if near else HELP_HINT
