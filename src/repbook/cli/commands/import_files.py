"""The files of ``repbook import``: what was typed of their sheets and columns, and what they say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import InvalidInput, RepbookError
from ...values import NamedTuple
from ..call import Call
from ..usage import WrongUsage
from .import_course import Course

if TYPE_CHECKING:
    from ...interchange.choosing.laying import Remembered, Told
    from ...interchange.filing.read_file import OwnSheet
    from ...interchange.reading.records import Parsed
    from ...storage.book.book import Book

NAMED = 3
"""How many of our own sheets are named where nothing is taken of them."""
NOTHING = "none"
"""After --map: what was said of such a table before is forgotten."""


def told(call: Call, files: list[Path]) -> Told:
    """What was typed of sheets and columns; raises ``WrongUsage`` for what can't be meant."""
    from ...interchange.choosing.laying import Told
    from ...interchange.choosing.told_columns import pairs

    typed = call.options.columns or []
    said = [one for one in typed if one.strip().lower() != NOTHING]
    try:
        mapping = pairs(said)
    except InvalidInput as error:
        raise WrongUsage(error.message, error.hint) from None
    number = next((column for column in mapping if column.isdigit()), "")
    if number and len(files) > 1:
        raise WrongUsage(
            f"column {number} of which file?", "name one file, or the column's heading"
        )
    return Told(
        mapping=mapping,
        forget=len(said) < len(typed),
        strict=len(files) == 1,
        sheet=call.options.sheet or "",
        headed=call.options.headings,
        currency=call.settings.currency,
    )


def refuse_unmet(parsed: list[Parsed]) -> None:
    """Raise ``InvalidInput`` for a column that was named, and that none of the files has."""
    tables = [set(one.unmet) for one in parsed if one.columns]
    if unmet := sorted(set.intersection(*tables)) if tables else []:
        raise InvalidInput(
            f'none of the files has a column "{unmet[0]}"', "look at them with --dry-run"
        )


class ReadIn(NamedTuple):
    """What the files say; those of our own sheets of which nothing is taken; and what could not be read, and why."""

    parsed: list[Parsed]
    own: list[tuple[Path, OwnSheet]]
    refused: list[tuple[Path, RepbookError]]


def read_all(
    call: Call, files: list[Path], told: Told, book: Book | None, course: Course
) -> ReadIn:
    """What the files say."""
    from ...actions.known.mappings import remembered
    from ...interchange.filing.read_file import OwnSheet

    earlier = remembered(book) if book else {}
    found = ReadIn([], [], [])
    for path in files:
        course.reading(path)
        try:
            found.parsed.append(_read(call, path, told, earlier, course))
        except OwnSheet as sheet:
            found.own.append((path, sheet))
        except RepbookError as error:
            found.refused.append((path, error))
            _refuse(call, path, told, error, book)
        finally:
            call.console.over()
    return found


def tell_own(call: Call, own: list[tuple[Path, OwnSheet]]) -> None:
    """Name the sheets of which nothing is taken, all in one line: a folder of ours holds many."""
    names = [path.name for path, _ in own]
    if len(own) == 1:
        call.console.note(f"repbook: {names[0]}: {own[0][1]}")
    elif own:
        some = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
        sheet = next((sheet for _, sheet in own if sheet.rows), own[0][1])
        why = "only for reading" if sheet.rows else "without rows"
        call.console.note(f"repbook: {len(own)} of our own sheets are {why}: {some} - {sheet.hint}")


def _read(call: Call, path: Path, told: Told, earlier: Remembered, course: Course) -> Parsed:
    """What a file says; raises what reading it raises, in the words of the command line."""
    from ...interchange.filing.read_file import read

    order = call.options.day_order
    try:
        parsed = read(
            path,
            profile=call.options.profile,
            today=call.clock.today(),
            day_first=call.settings.day_first if order is None else order == "dmy",
            encoding=call.options.encoding,
            progress=course.progress,
            told=told,
            remembered=earlier,
        )
    except InvalidInput as error:
        hint = "say --day-order dmy, or mdy" if error.field == "day_order" else error.hint
        raise InvalidInput(error.message, hint, field=error.field) from None
    course.end()
    return parsed


def _refuse(call: Call, path: Path, told: Told, error: RepbookError, book: Book | None) -> None:
    """Say why a file can't be used; of a table that nobody knows, what its columns hold."""
    from ...interchange.choosing.laying import UnknownTable

    call.console.note(f"repbook: {path.name}: {error}")
    if not isinstance(error, UnknownTable):
        return
    from ..text.columns_text import unknown

    for line in unknown(error, str(path), call.console.width):
        call.console.note(line)
    if told.forget and book and not call.options.dry_run:
        from ...actions.known.mappings import forget

        if forget(book, error.headings):
            call.console.note("  how you mapped such a table is forgotten")
