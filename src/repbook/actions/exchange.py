"""The book out of the door and in again: whole as JSON, flat as CSV, readable as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
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


def write(book: Book, form: str, target: Path, rules: Rules = DEFAULT) -> tuple[Path, ...]:
    """Write the book to ``target`` in one of ``FORMATS``; returns the files.

    CSV goes into a folder, a sheet a file, unless ``target`` ends in ``.csv``: then it is the customers
    alone. Markdown goes into one file, or a file for each customer where ``target`` is a folder.
    Raises ``BadFile``; files are written whole or not at all.
    """
    if target.exists() and target.samefile(book.path):
        raise Conflict(f"{target} is the book itself", "name another file with -o")
    encoding = sheets_csv.ENCODING if form == "csv" else "utf-8"
    with whole.snapshot(book) as still:
        if form == "csv" and (target.suffix.lower() != ".csv" or target.is_dir()):
            outfile.make_folder(target)
            files = (
                (target / f"{sheet.name}.csv", _csv(sheet, rows))
                for sheet, rows in sheets.read(still)
            )
            return outfile.write_all(files, encoding=encoding)
        if form == "md" and target.is_dir():
            return outfile.write_all(_named(target, _pages(still, rules)))
        outfile.write(target, _lines(still, form, rules), encoding=encoding)
        return (target,)


def stream(book: Book, form: str, rules: Rules = DEFAULT) -> Iterator[str]:
    """The book piece by piece: JSON or Markdown whole, of CSV the customers' sheet."""
    with whole.snapshot(book) as still:
        yield from _lines(still, form, rules)


def take_in(book: Book, path: Path) -> dict[str, int]:
    """Fill an empty book with repbook's own JSON; returns how many rows came into each table.

    Nothing where the book holds exactly this already. Raises ``BadFile`` for what is no such file, and
    ``Conflict`` where the book holds anything else. No undo step: the file brings its own history.
    """
    names = {table: whole.columns(book, table) for table in whole.TABLES}
    given = whole_json.read(path, LATEST, names)
    if not whole.is_empty(book):
        with whole.snapshot(book) as still:
            if all(map(eq, _json(still), whole_json.lines_of(given, names))):
                return {}
    whole.load(book, given.tables, given.last_ids)
    return {name: len(rows) for name, rows in given.tables.items() if rows}


def _lines(book: Book, form: str, rules: Rules) -> Iterator[str]:
    """The one file of a format."""
    if form == "json":
        return _json(book)
    if form == "csv":
        return _csv(*next(iter(sheets.read(book))))
    return chain.from_iterable(lines for _, lines in _pages(book, rules))


def _json(book: Book) -> Iterator[str]:
    """The whole book, lossless: everything but the caches, confidential facts too."""
    tables = ((name, whole.columns(book, name), whole.rows(book, name)) for name in whole.TABLES)
    return whole_json.lines(LATEST, whole.last_ids(book), tables)


def _csv(sheet: sheets.Sheet, rows: Iterator[whole.Row]) -> Iterator[str]:
    return sheets_csv.lines(sheet.header, rows)


def _pages(book: Book, rules: Rules) -> Iterator[tuple[str, Iterator[str]]]:
    """Each customer's name and the lines of their page, by name."""
    for (customer_id,) in book.rows("SELECT id FROM customers ORDER BY folded, id"):
        page = pages.customer_page(book, customer_id, rules)
        if page is not None:
            yield page.name, pages_md.page(page, pages.timeline(book, customer_id, EVERYTHING))


def _named(
    folder: Path, named: Iterable[tuple[str, Iterator[str]]]
) -> Iterator[tuple[Path, Iterator[str]]]:
    """A file for each customer, under a name that is safe and given once."""
    taken: set[str] = set()
    for name, lines in named:
        safe = outfile.safe_name(name, taken)
        taken.add(safe)
        yield folder / f"{safe}.md", lines
