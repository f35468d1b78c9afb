"""Every command of the shell: its name, what does it, what it says of itself, and what may be typed behind it."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ..values import NamedTuple


class CommandLine(NamedTuple):
    """One command: ``run`` names the function in this package that does it, as ``module.function``."""

    name: str
    run: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None] = lambda _parser: None


def iso_week(text: str) -> str:
    """A week for ``--week``; raises ``ArgumentTypeError``."""
    from ..domain.spine.weeks import days_of, week_of
    from ..errors import InvalidInput

    try:
        return week_of(days_of(text)[0])
    except InvalidInput as error:
        raise argparse.ArgumentTypeError(f"{error.message} such as 2026-W12") from None


def _as_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON, for another program")


def _name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="NAME", nargs="+", help="the customer, or how the name begins"
    )


def _show(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    _as_json(parser)


def _log(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "line",
        metavar='"NAME: line"',
        nargs="+",
        help="how and when it was if not a call today, a note, then * evidence ! promise ? problem"
        " @ personal + praise > next follow-up; several lines, each in quotes, are filed all or not at all",
    )
    parser.add_argument(
        "--as",
        dest="kind",
        metavar="KIND",
        help="call, voicemail, no-answer, they-rang, visit, email, they-wrote, letter, message",
    )
    parser.add_argument("--on", metavar="DAY", help="a day that is past, such as mon or 12 may")
    parser.add_argument("--who", metavar="PERSON", help="whom you spoke to there")


def _touches(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on", metavar="DAY", default="today", help="a day such as yesterday, mon, or 2026-03-17"
    )
    _as_json(parser)


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="*", help="CSV, xlsx, vCard, repbook's JSON")
    parser.add_argument(
        "--from", dest="profile", metavar="PROFILE", help="the program that wrote it"
    )
    parser.add_argument(
        "--map",
        dest="columns",
        metavar='"COLUMN=FIELD"',
        action="append",
        help="what a column fills, by its heading or its number; once for each column."
        ' Remembered by the headings; "none" forgets it',
    )
    parser.add_argument("--fields", action="store_true", help="list the fields for --map")
    parser.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook, or its number")
    parser.add_argument(
        "--headings",
        action=argparse.BooleanOptionalAction,
        help="whether the first row is one of headings, if that was read wrongly",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what each column fills and what would be filed"
    )
    _as_json(parser)
    parser.add_argument(
        "--update",
        choices=("ask", "newer", "never"),
        default="ask",
        help="what a newer file has changed: ask (the default), newer: take it, never: keep the book's;"
        " what you wrote yourself stays",
    )
    parser.add_argument("--day-order", choices=("dmy", "mdy"), help="how 3/4 is meant in the file")
    parser.add_argument("--encoding", metavar="X", help="the code page, if it was read wrongly")


def _duplicates(parser: argparse.ArgumentParser) -> None:
    _as_json(parser)
    parser.add_argument(
        "--apart", nargs=2, metavar="NAME", help="these two are two: they are not listed again"
    )
    parser.add_argument("--person", action="store_true", help="with --apart: two people")


def _merge(parser: argparse.ArgumentParser) -> None:
    both = 'a name, "Name, Town", or a number such as "#12"'
    parser.add_argument("keep", metavar="KEEP", help=f"the one that stays: {both}")
    parser.add_argument("join", metavar="JOIN", help="the one that becomes part of it")
    parser.add_argument(
        "--person",
        action="store_true",
        help='two people of one customer: "Ann Lee, Kelder Dairy", or numbers',
    )
    parser.add_argument(
        "--take",
        metavar="FIELD",
        action="append",
        default=[],
        help="where both say something else, this field of JOIN stands; may be given again",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show the two side by side, join nothing"
    )


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("json", "csv", "md", "ics", "vcf", "newsletter", "move"),
        help="json: everything, import reads it back (the default); csv: tables; md: pages to read;"
        " ics: the days ahead; vcf: the people; newsletter: who agreed to it;"
        " move: what is yours to take to a new employer",
    )
    parser.add_argument(
        "-o",
        dest="target",
        metavar="PATH",
        help="the file, for csv a folder; without it the result is printed (csv: the customers)",
    )
    parser.add_argument(
        "--with-employer-data",
        action="store_true",
        help="with move: sales, agreements, and the like as well, where your employer agrees",
    )


def _review(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--week", metavar="WEEK", type=iso_week, help="a week such as 2026-W12; else this one"
    )
    parser.add_argument(
        "--format",
        choices=("text", "md"),
        default="text",
        help="md: Markdown, as the weekly review keeps it; text is the default",
    )


def _path(help_text: str, *, needed: bool = False) -> Callable[[argparse.ArgumentParser], None]:
    def add(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("path", metavar="PATH", nargs=None if needed else "?", help=help_text)

    return add


def _find(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", metavar="WORDS", nargs="+", help="words, or how they begin")


def _who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "number", metavar="NUMBER", nargs="+", help="a telephone number, or its last digits"
    )


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="NAME", nargs="?", help="one report; without it, what each of them found"
    )
    _as_json(parser)


def _history(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="*", help="one customer's history only")


def _somebody(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name",
        metavar="NAME",
        nargs="+",
        help='a customer, or a person such as "Ann Lee, Kelder Dairy"; "#12" by number;'
        " by the whole name also who was removed before",
    )
    parser.add_argument("--person", action="store_true", help="a person, not the customer")


def _access(parser: argparse.ArgumentParser) -> None:
    _somebody(parser)
    parser.add_argument("-o", dest="target", metavar="PATH", help="the file; else it is printed")


def _forget(parser: argparse.ArgumentParser) -> None:
    _somebody(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help="show what there is and where, erase nothing"
    )
    parser.add_argument("--yes", action="store_true", help="without typing the name once more")
    parser.add_argument(
        "--mentions",
        action="store_true",
        help="take the name also out of what was written about others",
    )


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--repair", action="store_true", help="mend what can be mended, after a backup"
    )


COMMANDS = (
    CommandLine("today", "looking.today", "Who needs attention today, and why", _as_json),
    CommandLine("status", "looking.status", "One line for a status bar"),
    CommandLine("log", "writing.log", "File a call and all that came out of it in one line", _log),
    CommandLine("touches", "looking.touches", "What was logged today, or on another day", _touches),
    CommandLine("show", "showing.show", "One customer's page", _show),
    CommandLine("find", "looking.find", "Search names, notes, facts, and numbers", _find),
    CommandLine("who", "ringing.who", "Who rings, and what to know, by a telephone number", _who),
    CommandLine("report", "reporting.report", "What the book has learned, in numbers", _report),
    CommandLine("import", "importing.import_", "Take in another program's files", _import),
    CommandLine(
        "duplicates", "doubles.duplicates", "Who may be in the book twice, and why", _duplicates
    ),
    CommandLine("merge", "doubles.merge", "Let one record become part of another", _merge),
    CommandLine("export", "exporting.export", "Write the whole book to a file", _export),
    CommandLine(
        "review", "reviewing.review", "What a week came to: the page of the weekly review", _review
    ),
    CommandLine("undo", "writing.undo", "Take back the last change"),
    CommandLine("redo", "writing.redo", "Do again what was taken back last"),
    CommandLine(
        "access",
        "forgetting.access",
        "The letter that says what is kept of somebody",
        _access,
    ),
    CommandLine(
        "forget",
        "forgetting.forget",
        "Erase a customer or a person for good, wherever they are",
        _forget,
    ),
    CommandLine(
        "history", "looking.history", "What was changed, when, and by which program", _history
    ),
    CommandLine(
        "backup", "keeping.backup", "Make a checked copy of the book", _path("a file or a folder")
    ),
    CommandLine(
        "restore",
        "keeping.restore",
        "Bring a backup back; what is there now is kept",
        _path("the backup"),
    ),
    CommandLine("check", "keeping.check", "Look whether the book is sound", _check),
    CommandLine(
        "new", "keeping.new", "Start an empty book", _path("where, if not the usual place")
    ),
    CommandLine(
        "demo", "keeping.demo", "Write a made-up book to a file", _path("the file", needed=True)
    ),
    CommandLine("where", "keeping.where", "Where the book, its backups, and the settings are"),
    CommandLine("keys", "keeping.keys", "Every key of the app"),
    CommandLine("word", "keeping.word", "A word that F12 asks for before it shows the book again"),
)
