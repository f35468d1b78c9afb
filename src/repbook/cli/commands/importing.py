"""``repbook import``: other programs' files, and repbook's own JSON, into the book."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import BadFile, InvalidInput, RepbookError
from ...wording import count
from ..call import Call
from ..parser import WrongUsage
from ..text.doubles_text import tell_made

if TYPE_CHECKING:
    from ...actions.imports.filing import ImportReport
    from ...interchange.filing.read_file import OwnSheet
    from ...interchange.reading.records import Parsed
    from ...storage.book.book import Book

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "": ""}
SINGULAR = {"people": "person", "touches": "touch", "facts": "fact", "evidence": "evidence"}

NAMED = 3
"""How many of our own sheets are named where nothing is taken of them."""
BEHIND = frozenset(("origins", "drafts", "operations", "journal"))
"""Tables that no rep has a word for."""


def import_(call: Call) -> int:
    """Read every file, file what can be filed, and say what was not."""
    if "-" in call.options.files:
        raise WrongUsage("standard input can't be imported", "save it to a file, and name that")
    files = [Path(name).expanduser() for name in call.options.files]
    whole = [path for path in files if path.suffix.lower() == ".json"]
    if whole and len(files) > 1:
        raise WrongUsage("a whole book comes alone", "import the .json file by itself")
    if whole:
        return _whole(call, whole[0])
    parsed, own = _read_all(call, files)
    if not parsed:
        _tell_own(call, own)
        return 0 if all(not sheet.rows for _, sheet in own) and len(own) == len(files) else 1
    used = _file_in(call, _book(call), sorted(parsed, key=_rank))
    _tell_own(call, [(path, sheet) for path, sheet in own if sheet.rows])
    return 0 if used and len(parsed) + len(own) == len(files) else 1


def _read_all(call: Call, files: list[Path]) -> tuple[list[Parsed], list[tuple[Path, OwnSheet]]]:
    """What the files say, and those of our own sheets of which nothing is taken."""
    from ...interchange.filing.read_file import OwnSheet

    parsed: list[Parsed] = []
    own: list[tuple[Path, OwnSheet]] = []
    for path in files:
        try:
            one = _read(call, path)
        except OwnSheet as sheet:
            own.append((path, sheet))
        else:
            parsed += [] if one is None else [one]
    return parsed, own


def _tell_own(call: Call, own: list[tuple[Path, OwnSheet]]) -> None:
    """Name the sheets of which nothing is taken, all in one line: a folder of ours holds many."""
    names = [path.name for path, _ in own]
    if len(own) == 1:
        call.console.note(f"repbook: {names[0]}: {own[0][1]}")
    elif own:
        some = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
        sheet = next((sheet for _, sheet in own if sheet.rows), own[0][1])
        why = "only for reading" if sheet.rows else "without rows"
        call.console.note(f"repbook: {len(own)} of our own sheets are {why}: {some} - {sheet.hint}")


def _read(call: Call, path: Path) -> Parsed | None:
    """What a file says; None, having said why, where it can't be used; raises ``OwnSheet``."""
    from ...interchange.filing.read_file import OwnSheet, read

    order = call.options.day_order
    try:
        parsed = read(
            path,
            profile=call.options.profile,
            today=call.clock.today(),
            day_first=call.settings.day_first if order is None else order == "dmy",
            encoding=call.options.encoding,
            progress=call.console.progress,
        )
    except InvalidInput as error:
        hint = "say --day-order dmy, or mdy" if error.field == "day_order" else error.hint
        call.console.note(f"repbook: {path.name}: {error.message} - {hint}")
        return None
    except OwnSheet:
        raise
    except RepbookError as error:
        call.console.note(f"repbook: {path.name}: {error}")
        return None
    return parsed


def _rank(parsed: Parsed) -> int:
    """Customers before the people and sales that belong to them."""
    kinds = (parsed.customers, parsed.people, parsed.sales)
    return next((place for place, records in enumerate(kinds) if records), len(kinds))


def _book(call: Call) -> Book:
    """The book to file into: backed up first, new if it was not there, a copy for a trial."""
    there = os.path.lexists(call.path)
    if call.options.dry_run:
        return _trial(call, there=there)
    if not there and call.named:
        call.start_book()
    book = call.open()
    if there and not call.options.demo:
        from ...storage.safety.backup_copies import backup

        try:
            backup(book, reason="before-import")
        except BadFile as error:
            call.console.note(f"no backup was made first: {error}")
    return book


def _trial(call: Call, *, there: bool) -> Book:
    """A copy of the book, or an empty one, that is thrown away."""
    from ...storage.book.engine import create
    from ...storage.safety.backup_copies import backup

    path = call.passing_folder() / "trial.db"
    if there:
        backup(call.open(), path, reason="trial")
    else:
        create(path)
    return call.open_at(path)


def _file_in(call: Call, book: Book, parsed: list[Parsed]) -> bool:
    """File all that was read in one step, and say what came of it; whether any of it could be used."""
    from ...actions.imports.filing import file_all

    reports = file_all(book, parsed, rules=call.rules, progress=call.console.progress)
    for one, report in zip(parsed, reports, strict=True):
        _tell(call, one, report)
    tell_made(call.console, reports[-1].duplicates)
    if any(report.change.tables for report in reports) and not call.options.dry_run:
        call.console.note("`repbook undo` takes this import back")
    return any(report.added or report.known for report in reports)


def _tell(call: Call, parsed: Parsed, report: ImportReport) -> None:
    console, name = call.console, Path(parsed.path).name
    how = (parsed.encoding, DELIMITERS.get(parsed.delimiter, parsed.delimiter), parsed.day_order)
    console.line((name, "title"), f": {' · '.join((parsed.program_name, *filter(None, how)))}")
    would = "would add" if call.options.dry_run else "added"
    console.wrapped(f"  {would}", said(report.added) or "nothing new", indent=14)
    if report.known:
        console.wrapped("  known", f"{count(report.known, 'record')} already", indent=14)
    if report.problems:
        console.wrapped(
            "  left out",
            count(len({problem.line for problem in report.problems}), "line"),
            indent=14,
        )
    if parsed.unmapped:
        console.wrapped("  kept aside", ", ".join(parsed.unmapped), indent=14)
    for notice in report.notices:
        console.wrapped("  note", notice, indent=14)
    for problem in report.problems:
        console.note(f"{name} line {problem.line}: {problem.reason}")


def said(added: dict[str, int]) -> str:
    """``12 customers, 1 person``."""
    return ", ".join(
        count(number, SINGULAR.get(table, table.removesuffix("s")), table)
        for table, number in added.items()
    )


def _whole(call: Call, path: Path) -> int:
    """repbook's own JSON, into an empty book."""
    from ...actions.imports.exchange import take_in

    if call.options.profile or call.options.encoding or call.options.day_order:
        raise WrongUsage(
            "repbook's own JSON needs no --from, --encoding, or --day-order", "leave it out"
        )
    if not path.is_file():
        raise BadFile(f"there is no file at {path}", "check the path")
    if not os.path.lexists(call.path):
        take_in(_trial(call, there=False), path)  # no book is made for a file that can't be used
    taken = take_in(_book(call), path).items()
    added = {table: number for table, number in taken if table not in BEHIND}
    would = "would add" if call.options.dry_run else "added"
    call.console.line(
        (path.name, "title"),
        f": {would} {said(added)}" if added else ": nothing new, the book has it all",
    )
    return 0
