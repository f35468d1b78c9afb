"""The book out of the door and in again: whole as JSON, flat as CSV, readable as Markdown."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from operator import eq
from pathlib import Path

from ..domain.rules import DEFAULT, Rules
from ..errors import Conflict
from ..interchange import outfile, pages_md, sheets_csv, whole_json
from ..storage import pages, sheets, whole
from ..storage.book import Book
from ..storage.migrations import LATEST

FORMATS = ("json", "csv", "md")
EVERYTHING = 1_000_000
"""The most lines of a timeline: an export leaves none out."""


def as_json(book: Book) -> Generator[str, None, None]:
    """The whole book, lossless: everything but the caches, confidential facts too.

    Holds the book still until the last line is taken, so write to a file, never to a terminal.
    """
    with whole.held_still(book):
        tables = (
            (name, whole.columns(book, name), whole.rows(book, name)) for name in whole.TABLES
        )
        yield from whole_json.lines(LATEST, whole.last_ids(book), tables)


def as_csv(book: Book) -> Iterator[tuple[str, Iterator[str]]]:
    """Each sheet's name and its lines, customers first."""
    for sheet, rows in sheets.read(book):
        yield sheet.name, sheets_csv.lines(sheet.header, rows)


def customers_csv(book: Book) -> Iterator[str]:
    """The customers' sheet alone."""
    for sheet, rows in sheets.read(book, ("customers",)):
        yield from sheets_csv.lines(sheet.header, rows)


def as_pages(book: Book, rules: Rules = DEFAULT) -> Iterator[tuple[str, Iterator[str]]]:
    """Each customer's name and the lines of their page, by name."""
    with whole.held_still(book):
        for (customer_id,) in book.rows("SELECT id FROM customers ORDER BY folded, id"):
            page = pages.customer_page(book, customer_id, rules)
            if page is not None:
                events = pages.timeline(book, customer_id, EVERYTHING)
                yield page.name, pages_md.page(page, events)


def as_markdown(book: Book, rules: Rules = DEFAULT) -> Iterator[str]:
    """All customers' pages as one document."""
    for _, lines in as_pages(book, rules):
        yield from lines


def write(book: Book, form: str, target: Path, rules: Rules = DEFAULT) -> tuple[Path, ...]:
    """Write the book to ``target`` in one of ``FORMATS``; returns the files.

    CSV goes into a folder, a sheet a file, unless ``target`` ends in ``.csv``: then it is the customers
    alone. Markdown goes into one file, or a file for each customer where ``target`` is a folder.
    Raises ``BadFile``; files are written whole or not at all.
    """
    if target.exists() and target.samefile(book.path):
        raise Conflict(f"{target} is the book itself", "name another file with -o")
    if form == "csv" and (target.suffix.lower() != ".csv" or target.is_dir()):
        outfile.make_folder(target)
        sheets_of = ((target / f"{name}.csv", lines) for name, lines in as_csv(book))
        return outfile.write_all(sheets_of, encoding=sheets_csv.ENCODING)
    if form == "md" and target.is_dir():
        return outfile.write_all(_named(target, as_pages(book, rules)))
    if form == "csv":
        outfile.write(target, customers_csv(book), encoding=sheets_csv.ENCODING)
    else:
        outfile.write(target, as_json(book) if form == "json" else as_markdown(book, rules))
    return (target,)


def take_in(book: Book, path: Path) -> dict[str, int]:
    """Fill an empty book with repbook's own JSON; returns how many rows came into each table.

    Nothing where the book holds exactly this already. Raises ``BadFile`` for what is no such file, and
    ``Conflict`` where the book holds anything else. No undo step: the file brings its own history.
    """
    names = {table: whole.columns(book, table) for table in whole.TABLES}
    given = whole_json.read(path, LATEST, names)
    if not whole.is_empty(book):
        with closing(as_json(book)) as held:
            if all(map(eq, held, whole_json.lines_of(given, names))):
                return {}
    whole.load(book, given.tables, given.last_ids)
    return {name: len(rows) for name, rows in given.tables.items() if rows}


def _named(
    folder: Path, named: Iterable[tuple[str, Iterator[str]]]
) -> Iterator[tuple[Path, Iterator[str]]]:
    """A file for each customer, under a name that is safe and given once."""
    taken: set[str] = set()
    for name, lines in named:
        safe = outfile.safe_name(name, taken)
        taken.add(safe)
        yield folder / f"{safe}.md", lines
