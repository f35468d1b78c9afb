"""Filing what another program's file says: all of it or nothing, one undo step, never twice (F95).

An import brings history, not debts (§7): an old sale hangs nothing, a younger one only the steps still
ahead and one question about those that have passed, and a task long overdue is kept but closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...interchange.reading.records import Parsed, RowProblem
from ...storage.book.book import Book
from ...storage.finding.duplicates import Double, made
from ...wording import clean, count
from .filing_customers import file_customers
from .filing_events import file_followups, file_sales, file_touches
from .filing_people import file_people
from .import_desk import Desk

NAMED = 3
"""How many files the name of an import's step holds."""

Progress = Callable[[int, int], None]
"""Called with how many records are done and how many there are; raising ends the import, traceless."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    ``change`` is that of all files filed together; ``added`` counts new rows by table, ``known`` the records that were in the book already;
    ``duplicates`` are the likely ones that all files together made, None where the book is too large to look now.
    ``problems`` are rows of the file that could not be taken, ``notices`` what the rep should know.
    """

    change: Change
    added: dict[str, int]
    known: int
    problems: tuple[RowProblem, ...]
    notices: tuple[str, ...]
    duplicates: tuple[Double, ...] | None = ()


class _Enough(Exception):
    """Ends a trial run before anything is written."""


def file_all(
    book: Book,
    files: Sequence[Parsed],
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    rules: Rules,
    op_id: str | None = None,
) -> tuple[ImportReport, ...]:
    """File parsed files in this order, in one step. ``dry_run`` does all of it and writes nothing.

    Rows are recognised by the program's family, their sort, and their external id, whichever of the
    program's files they come in; a customer whom the book knows only by the same name is linked.
    """
    label = _label(files)
    change = Change("", label)
    desks: list[Desk] = []
    doubles: tuple[Double, ...] | None = ()
    try:
        with book.write(label, op_id=op_id) as work:
            for parsed in files:
                desk = Desk(work, parsed, rules, progress or (lambda _done, _all: None))
                desks.append(desk)
                file_customers(desk)
                file_people(desk)
                file_sales(desk)
                file_touches(desk)
                file_followups(desk)
                desk.finish()
            doubles = made(work.book, _fresh(desks, "customers"), _fresh(desks, "people"))
            if dry_run:
                raise _Enough
        change = work.change
    except _Enough:
        pass
    return tuple(
        ImportReport(
            change,
            {table: number for table, number in desk.added.items() if number},
            desk.known,
            (*desk.parsed.problems, *desk.problems),
            (*desk.parsed.notices, *_notices(desk.counts)),
            doubles,
        )
        for desk in desks
    )


def _fresh(desks: Sequence[Desk], table: str) -> frozenset[int]:
    """The ids of the rows of a table that are new."""
    return frozenset(chain.from_iterable(ids for desk in desks for ids in desk.fresh[table]))


def _label(files: Sequence[Parsed]) -> str:
    names = [clean(Path(parsed.path).name) for parsed in files]
    if len(files) == 1:
        return f"import {names[0]} ({files[0].program_name})"
    more = f" and {count(len(names) - NAMED, 'file')} more" if len(names) > NAMED else ""
    return f"import {', '.join(names[:NAMED])}{more}"


def _notices(counts: Mapping[str, int]) -> Iterator[str]:
    for key, noun, said in (
        ("linked", "record", "known by name alone: linked to what is in the book"),
        ("unnamed", "customer", "known by number alone, until the file of the customers comes"),
        ("history", "sale", "over a month old: history, which hangs no agenda and owes nothing"),
        ("finished", "follow-up", "open in the book and done in this file: done"),
        ("closed", "follow-up", "due over a month ago: kept in the history, not to be done"),
    ):
        if counts.get(key):
            yield f"{count(counts[key], noun)} {said}"
