"""The book out of the door and in again: whole as JSON, flat as CSV, readable as Markdown, and its days,
people, and readers for a calendar, an address book, and a newsletter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import eq
from pathlib import Path

from ...domain.shown import customer_summary
from ...domain.spine.rules import Rules
from ...errors import Conflict
from ...interchange.writing import (
    calendars,
    move_kit,
    newsletter,
    outfile,
    pages_md,
    sheets_csv,
    vcards_out,
    whole_json,
)
from ...storage.book.book import Book
from ...storage.book.migrations import LATEST
from ...storage.transfer import (
    flat_sheets,
    older_books,
    outgoing,
    outgoing_cards,
    sent_out,
    whole_book,
)
from ...storage.views import customer_page
from ...storage.views.customer_page import agenda_done
from ...storage.views.growth_tab import in_confidence as secret_facts
from ...storage.views.growth_tab import to_take_along

FORMATS = ("json", "csv", "md", "ics", "vcf", "newsletter", "move")
FOR_SPREADSHEETS = frozenset(("csv", "newsletter"))
EVERYTHING = 1_000_000
"""The most lines of a timeline: an export leaves none out."""
OWN_KIT = move_kit.Kit()
"""A Move kit without the employer's data, as it is unless asked for otherwise."""


def write(
    book: Book,
    form: str,
    target: Path,
    rules: Rules,
    *,
    kit: move_kit.Kit = OWN_KIT,
) -> tuple[Path, ...]:
    """Write the book to ``target`` in one of ``FORMATS``; returns the files.

    CSV goes into a folder, a sheet a file, unless ``target`` ends in ``.csv``: then it is the customers
    alone. Markdown goes into one file, or a file for each customer where ``target`` is a folder.
    ``move`` is a Move kit, which ``kit`` describes: a book of its own, as JSON. Raises ``BadFile``;
    files are written whole or not at all.
    """
    if target.exists() and target.samefile(book.path):
        raise Conflict(f"{target} is the book itself", "name another file with -o")
    files = _written(book, form, target, rules, kit)
    sent_out.note(book, form, (target,))
    return files


def _written(
    book: Book, form: str, target: Path, rules: Rules, kit: move_kit.Kit
) -> tuple[Path, ...]:
    encoding = sheets_csv.ENCODING if form in FOR_SPREADSHEETS else "utf-8"
    with whole_book.snapshot(book) as still:
        if form == "csv" and (target.suffix.lower() != ".csv" or target.is_dir()):
            outfile.make_folder(target)
            files = (
                (target / f"{sheet.name}.csv", _csv(sheet, rows))
                for sheet, rows in flat_sheets.read(still)
            )
            return outfile.write_all(files, encoding=encoding)
        if form == "md" and target.is_dir():
            return outfile.write_all(_named(target, _pages(still, rules)))
        outfile.write(target, _lines(still, form, rules, kit), encoding=encoding)
        return (target,)


def stream(book: Book, form: str, rules: Rules, *, kit: move_kit.Kit = OWN_KIT) -> Iterator[str]:
    """The book piece by piece: JSON, Markdown, or a Move kit whole, of CSV the customers' sheet."""
    with whole_book.snapshot(book) as still:
        yield from _lines(still, form, rules, kit)


def take_in(book: Book, path: Path) -> dict[str, int]:
    """Fill an empty book with repbook's own JSON, of this version or an older one.

    Returns how many rows came into each table.

    Nothing where the book holds exactly this already. Raises ``BadFile`` for what is no such file, and
    ``Conflict`` where the book holds anything else. No undo step: the file brings its own history.
    """
    names = {table: whole_book.columns(book, table) for table in whole_book.TABLES}
    given = whole_json.read(path, LATEST, older_books.tables_of)
    if given.schema < LATEST:
        tables, last_ids = older_books.brought_up(given.schema, given.tables, given.last_ids)
        given = whole_json.Whole(LATEST, last_ids, tables)
    if not whole_book.is_empty(book):
        with whole_book.snapshot(book) as still:
            if all(map(eq, _json(still), whole_json.lines_of(given, names))):
                return {}
    whole_book.load(book, given.tables, given.last_ids)
    return {name: len(rows) for name, rows in given.tables.items() if rows}


def _lines(book: Book, form: str, rules: Rules, kit: move_kit.Kit) -> Iterator[str]:
    """The one file of a format."""
    if form == "json":
        return _json(book)
    if form == "move":
        return _kit(book, kit)
    if form == "csv":
        return _csv(*next(iter(flat_sheets.read(book))))
    if form == "ics":
        return _calendar(book)
    if form == "vcf":
        return vcards_out.cards(outgoing_cards.cards(book), flat_sheets.mark(book))
    if form == "newsletter":
        return newsletter.rows(outgoing.readers(book))
    return chain.from_iterable(lines for _, lines in _pages(book, rules))


def _json(book: Book) -> Iterator[str]:
    """The whole book, lossless: everything but the caches, confidential facts too."""
    tables = (
        (name, whole_book.columns(book, name), whole_book.rows(book, name))
        for name in whole_book.TABLES
    )
    return whole_json.lines(LATEST, whole_book.last_ids(book), tables)


def _kit(book: Book, kit: move_kit.Kit) -> Iterator[str]:
    """What the rep takes along, as a whole book that starts counting anew."""
    everything = (
        (name, whole_book.columns(book, name), whole_book.rows(book, name))
        for name in whole_book.TABLES
    )
    known = move_kit.Known(to_take_along(book), secret_facts(book))
    kept = move_kit.tables(everything, kit, known, book.clock.today())
    return whole_json.lines(LATEST, dict.fromkeys(whole_book.TABLES, 0), kept)


def in_confidence(book: Book) -> int:
    """How many facts were said in confidence; only JSON, which is lossless, holds them (R27)."""
    return len(secret_facts(book))


def newsletter_gaps(book: Book) -> str:
    """Who is missing from the newsletter's list, in a line; "" where nobody is (R89)."""
    return newsletter.gaps(outgoing.readers(book))


def _calendar(book: Book) -> Iterator[str]:
    """What lies ahead, an event a row; a row keeps its name, so that it moves in the calendar, too."""
    mark = flat_sheets.mark(book)
    events = (
        calendars.Event(
            uid=f"{row.kind}-{row.id}-{mark}@repbook",
            on=row.on,
            summary=f"{row.customer}: {row.text}",
            at=row.at,
            details=row.person,
            category=row.kind,
            repeats=calendars.repeats(row.yearly),
        )
        for row in outgoing.calendar_rows(book)
    )
    return calendars.calendar(events, book.clock.instant(), title="repbook")


def _csv(sheet: flat_sheets.Sheet, rows: Iterator[whole_book.Row]) -> Iterator[str]:
    return sheets_csv.lines(sheet.header, rows)


def _pages(book: Book, rules: Rules) -> Iterator[tuple[str, Iterator[str]]]:
    """Each customer's name and the lines of their page, by name."""
    for (customer_id,) in book.rows("SELECT id FROM customers ORDER BY folded, id"):
        page = customer_page.customer_page(book, customer_id, rules)
        if page is not None:
            events = customer_page.timeline(book, customer_id, EVERYTHING)
            page, events, kept_back = customer_summary.without_confidential(page, events)
            told = customer_summary.sections(
                page, events, agenda_done(book, customer_id), book.clock.today()
            )
            head = customer_summary.where_they_stand(page)
            yield page.name, pages_md.page(page.name, head, told, kept_back)


def _named(
    folder: Path, named: Iterable[tuple[str, Iterator[str]]]
) -> Iterator[tuple[Path, Iterator[str]]]:
    """A file for each customer, under a name that is safe and given once."""
    taken: set[str] = set()
    for name, lines in named:
        safe = outfile.safe_name(name, taken)
        taken.add(safe)
        yield folder / f"{safe}.md", lines
