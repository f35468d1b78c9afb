"""``repbook import``: other programs' files, and repbook's own JSON, into the book."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import BadFile
from ...wording import count, day_text, tables_text
from ..call import Call
from ..text.columns_text import table
from ..text.doubles_text import tell_made
from ..text.told_differences import told as told_differences
from ..usage import WrongUsage
from .import_course import Course
from .import_files import ReadIn, read_all, refuse_unmet, tell_own, told

if TYPE_CHECKING:
    from ...actions.imports.filing import ImportReport
    from ...interchange.reading.records import Parsed
    from ...storage.book.book import Book

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "": ""}

BEHIND = frozenset(
    (
        "origins",
        "sources",
        "mappings",
        "drafts",
        "operations",
        "journal",
        "journal_runs",
        "forgotten",
    )
)
"""Tables that no rep has a word for."""


def import_(call: Call) -> int:
    """Read every file, file what can be filed, and say what was not."""
    if call.options.fields:
        from ..text.columns_text import fields

        fields(call.console)
        return 0
    if not call.options.files:
        raise WrongUsage("something is missing: FILE", "see `repbook import --help`")
    if "-" in call.options.files:
        raise WrongUsage("standard input can't be imported", "save it to a file, and name that")
    files = [Path(name).expanduser() for name in call.options.files]
    whole = [path for path in files if path.suffix.lower() == ".json"]
    if whole and len(files) > 1:
        raise WrongUsage("a whole book comes alone", "import the .json file by itself")
    if whole:
        return _whole(call, whole[0])
    course = Course(call)
    try:
        return _import(call, files, course)
    except KeyboardInterrupt:
        course.stopped()
        raise


def _import(call: Call, files: list[Path], course: Course) -> int:
    from ...actions.imports.filing import in_order

    asked = told(call, files)
    there = call.open() if os.path.lexists(call.path) else None
    found = read_all(call, files, asked, there, course)
    parsed, own = found.parsed, found.own
    if not parsed:
        if call.options.json:
            _as_json(call, found, ())
        tell_own(call, own)
        return 0 if all(not sheet.rows for _, sheet in own) and len(own) == len(files) else 1
    refuse_unmet(parsed)
    parsed = in_order(parsed)
    reports = _file_in(call, _book(call, there), parsed, course)
    if call.options.json:
        _as_json(call, found._replace(parsed=parsed), reports)
    else:
        _tell_all(call, parsed, reports)
    tell_own(call, [(path, sheet) for path, sheet in own if sheet.rows])
    used = any(report.added or report.known for report in reports)
    return 0 if used and len(parsed) + len(own) == len(files) else 1


def _as_json(call: Call, found: ReadIn, reports: Sequence[ImportReport]) -> None:
    """What came of it, or would, for another program."""
    from ..text.as_json import printed
    from ..text.import_json import outcome

    tried = bool(call.options.dry_run)
    told = outcome(found.parsed, reports, found.own, found.refused, dry_run=tried)
    call.console.stream(printed(told))


def _book(call: Call, there: Book | None = None) -> Book:
    """The book to file into: backed up first, new if it was not ``there``, a copy for a trial."""
    if call.options.dry_run:
        return _trial(call, there)
    if there is None and call.named:
        call.start_book()
    book = there or call.open()
    if there and not call.options.demo:
        from ...actions.imports.bringing import back_up_first

        if unkept := back_up_first(book):
            call.console.note(unkept)
    return book


def _trial(call: Call, there: Book | None) -> Book:
    """A copy of the book, or an empty one, that is thrown away."""
    from ...storage.book.engine import create
    from ...storage.safety.backup_copies import backup

    path = call.passing_folder() / "trial.db"
    if there:
        backup(there, path, reason="trial")
    else:
        create(path)
    return call.open_at(path)


def _file_in(
    call: Call, book: Book, parsed: list[Parsed], course: Course
) -> tuple[ImportReport, ...]:
    """File all that was read in one step; returns what came of it."""
    from ...actions.changes.differences import Came, Update
    from ...actions.imports.filing import file_all
    from ...actions.imports.large_files import file_in
    from .asking import ask, can_ask

    options, rules, op_id = call.options, call.rules, course.op_id
    update = Update(options.update)
    asking = update is Update.ASK and not (options.dry_run or options.json) and can_ask()
    progress = course.filing(book)
    way: Callable[..., tuple[ImportReport, ...]] = (
        file_all if options.dry_run else partial(file_in, placing=course.placing)
    )
    filed = partial(way, book, parsed, rules=rules, progress=progress, op_id=op_id)
    reports = filed(update=update, hold=asking)
    found = [one for report in reports for one in report.differences]
    if asking and any(one.came is Came.OPEN for one in found):
        call.console.over()
        answers = ask(call, found)
        reports = filed(answers=answers)
    course.end()
    return reports


def _tell_all(call: Call, parsed: list[Parsed], reports: tuple[ImportReport, ...]) -> None:
    """Say what came of each file, and what to do next."""
    from ...actions.changes.differences import Came

    for one, report in zip(parsed, reports, strict=True):
        _tell(call, one, report)
    _tell_open(call, sum(len(report.came(Came.OPEN)) for report in reports))
    tell_made(call.console, reports[-1].duplicates)
    if any(report.change.tables for report in reports) and not call.options.dry_run:
        call.console.note("`repbook undo` takes this import back")


def _tell_open(call: Call, still: int) -> None:
    """Say how to answer what nobody was asked about, or passed over."""
    if still:
        differ = count(still, "value differs", "values differ")
        call.console.note(
            f"{differ}, and the book was left as it is: import again with --update newer to take"
            " what the file says, --update never to keep the book's"
        )


def _tell(call: Call, parsed: Parsed, report: ImportReport) -> None:
    console, name = call.console, Path(parsed.path).name
    sheet = f'sheet "{parsed.sheet}"' if len(parsed.sheets) > 1 else ""
    delimiter = DELIMITERS.get(parsed.delimiter, parsed.delimiter)
    how = (parsed.encoding, delimiter, sheet, parsed.day_order)
    console.line((name, "title"), f": {' · '.join((parsed.program_name, *filter(None, how)))}")
    if call.options.dry_run and parsed.columns:
        for pieces in table(parsed.columns, console.width):
            console.line(*pieces)
    would = "would add" if call.options.dry_run else "added"
    console.wrapped(f"  {would}", tables_text(report.added) or "nothing new", indent=14)
    if report.known:
        console.wrapped("  known", f"{count(report.known, 'record')} already", indent=14)
    if report.left_out:
        console.wrapped("  left out", count(report.left_out, "line"), indent=14)
    if report.in_part:
        console.wrapped("  in part", count(report.in_part, "line"), indent=14)
    for head, text in told_differences(report.differences):
        console.wrapped(f"  {head}", text, indent=14)
    for notice in _of_mapping(call, parsed):
        console.wrapped("  note", notice, indent=14)
    if parsed.unmapped and not (call.options.dry_run and parsed.columns):
        console.wrapped("  kept aside", ", ".join(parsed.unmapped), indent=14)
    for notice in report.notices:
        console.wrapped("  note", notice, indent=14)
    for problem in report.problems:
        console.note(f"{name} line {problem.line}: {problem.reason}")


def _of_mapping(call: Call, parsed: Parsed) -> Iterator[str]:
    """That a table was read by what was said of an earlier one, and whether the next will be."""
    mapped = parsed.mapped
    if mapped and mapped.on:
        since = day_text(mapped.on, call.clock.today())
        yield f"columns as you mapped them, used last on {since}; --map changes one, --map none forgets it"
    elif mapped and (mapped.fields or mapped.program):
        then = "would be" if call.options.dry_run else "is"
        yield f"the next table of these headings {then} read as you mapped this one"
    elif any(column.why == "chosen" for column in parsed.columns):
        yield "a table without headings is not known again: say its columns each time"


def _whole(call: Call, path: Path) -> int:
    """repbook's own JSON, into an empty book."""
    from ...actions.imports.exchange import take_in

    asked = vars(call.options)
    if any(asked[name] for name in ("profile", "encoding", "day_order", "columns", "sheet")):
        needless = "repbook's own JSON needs no --from, --map, --sheet, --encoding, or --day-order"
        raise WrongUsage(needless, "leave it out")
    if not path.is_file():
        raise BadFile(f"there is no file at {path}", "check the path")
    there = call.open() if os.path.lexists(call.path) else None
    if there is None:
        take_in(_trial(call, None), path)  # no book is made for a file that can't be used
    taken = take_in(_book(call, there), path).items()
    added = {table: number for table, number in taken if table not in BEHIND}
    if call.options.json:
        from ..text.as_json import printed

        whole = {"file": str(path), "program": "repbook", "added": added}
        call.console.stream(printed({"dry_run": bool(call.options.dry_run), "files": [whole]}))
        return 0
    would = "would add" if call.options.dry_run else "added"
    call.console.line(
        (path.name, "title"),
        f": {would} {tables_text(added)}" if added else ": nothing new, the book has it all",
    )
    return 0
