"""Filing what another program's file says: all of it or nothing, one undo step, never twice (F95).

An import brings history, not debts (§7): an old sale hangs nothing, a younger one only the steps still
ahead and one question about those that have passed, and a task long overdue is kept but closed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...interchange.reading.records import Parsed, RowProblem
from ...storage.book.book import Book
from ...storage.finding.duplicates import Double, made
from ...wording import clean, count
from ..changes.again import IMPORT
from ..changes.differences import Answers, Came, Difference, Update
from ..known.forgotten import without_forgotten
from ..known.gone_since import GoneSince
from ..known.left_out import only_customers
from ..known.mappings import keep
from ..known.told_apart_names import Numbered
from .events_again import tell_lost
from .filing_customers import file_customers
from .filing_events import file_followups, file_sales, file_touches
from .filing_people import file_people
from .import_desk import Desk

NAMED = 3
"""How many files the name of an import's step holds."""

Progress = Callable[[int, int], None]
"""Called with how many rows of all files are done and how many there are; raising ends the import, traceless."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    ``change`` is that of all files filed together; ``added`` counts new rows by table, ``known`` the records that were in the book already;
    ``duplicates`` are the likely ones that all files together made, None where the book is too large to look now.
    ``problems`` are rows of the file that could not be taken, whole or in part, ``notices`` what the rep should know.
    ``differences`` are what a newer file says otherwise than the book, with what became of each.
    """

    change: Change
    added: dict[str, int]
    known: int
    problems: tuple[RowProblem, ...]
    notices: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    duplicates: tuple[Double, ...] | None = ()

    def came(self, *came: Came) -> tuple[Difference, ...]:
        """The differences of which this became."""
        return tuple(one for one in self.differences if one.came in came)

    @property
    def left_out(self) -> int:
        """How many rows did not come in at all."""
        return len({problem.line for problem in self.problems if not problem.kept})

    @property
    def in_part(self) -> int:
        """How many rows came in but for something that the problems name."""
        return len({problem.line for problem in self.problems}) - self.left_out


class _Enough(Exception):
    """Ends a trial run before anything is written."""


def file_all(
    book: Book,
    files: Sequence[Parsed],
    *,
    dry_run: bool = False,
    update: Update = Update.ASK,
    answers: Answers | None = None,
    hold: bool = False,
    progress: Progress | None = None,
    rules: Rules,
    op_id: str | None = None,
) -> tuple[ImportReport, ...]:
    """File parsed files in this order, in one step. ``dry_run`` does all of it and writes nothing.

    ``update`` says what becomes of a value that a newer file has changed, ``answers`` what the rep said of
    single ones. With ``hold`` nothing is written while one of them is open (``Came.OPEN``): the reports
    tell them, to be answered, and the change is empty.

    Rows are recognised by the program's family, their sort, and their external id, whichever of the
    program's files they come in; a customer whom the book knows only by the same name is linked.
    """
    label = _label(files)
    change = Change("", label)
    desks: list[Desk] = []
    doubles: tuple[Double, ...] | None = ()
    apart = Numbered()
    rows = [parsed.rows for parsed in files]
    try:
        with book.write(label, op_id=op_id) as work:
            gone = GoneSince(work.book, files)
            wanted = without_forgotten(work.book, only_customers(work.book, files))
            for at, parsed in enumerate(wanted):
                told = in_rows(progress, sum(rows[:at]), rows[at], sum(rows))
                desk = Desk(work, parsed, rules, told, update=update, answers=answers, apart=apart)
                desks.append(desk)
                file_customers(desk)
                file_people(desk)
                file_sales(desk)
                file_touches(desk)
                file_followups(desk)
                tell_lost(desk)
                desk.finish()
                gone.meet(desk.family, desk.met)
            _tell_gone(desks, gone)
            keep(work.book.connection, files, work.today)
            doubles = made(work.book, _Fresh(desks, "customers"), _Fresh(desks, "people"))
            if dry_run or (hold and _is_open(desks)):
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
            (*desk.parsed.notices, *_notices(desk.counts), *desk.gone),
            tuple(desk.differences),
            doubles,
        )
        for desk in desks
    )


def _tell_gone(desks: Sequence[Desk], gone: GoneSince) -> None:
    """With the last file of each program, who of its earlier files is in none of them."""
    for desk in reversed(desks):
        desk.gone = tuple(gone.told(desk.family))


def in_rows(
    progress: Progress | None, before: int, rows: int, total: int
) -> Callable[[int, int], None]:
    """What a file's records say of its rows: a row may make several, or one together with others."""

    def told(done: int, of: int) -> None:
        if progress:
            progress(before + (rows * done // of if of else rows), total)

    return told


class _Fresh(Collection[int]):
    """The ids of the rows of a table that are new, without a list of them."""

    def __init__(self, desks: Sequence[Desk], table: str) -> None:
        self._ids = [ids for desk in desks for ids in desk.fresh[table]]

    def __contains__(self, one: object) -> bool:
        return any(one in ids for ids in self._ids)

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(self._ids)

    def __len__(self) -> int:
        return sum(map(len, self._ids))


def in_order(files: Iterable[Parsed]) -> list[Parsed]:
    """Customers before the people and sales that belong to them, what happened last; else as they came."""
    return sorted(files, key=_rank)


def _rank(parsed: Parsed) -> int:
    kinds = (parsed.customers, parsed.people, parsed.sales)
    return next((place for place, records in enumerate(kinds) if records), len(kinds))


def _is_open(desks: Sequence[Desk]) -> bool:
    return any(one.came is Came.OPEN for desk in desks for one in desk.differences)


def _label(files: Sequence[Parsed]) -> str:
    names = [clean(Path(parsed.path).name) for parsed in files]
    if len(files) == 1:
        return f"{IMPORT}{names[0]} ({files[0].program_name})"
    more = f" and {count(len(names) - NAMED, 'file')} more" if len(names) > NAMED else ""
    return f"{IMPORT}{', '.join(names[:NAMED])}{more}"


def _notices(counts: Mapping[str, int]) -> Iterator[str]:
    for key, noun, said in (
        ("linked", "record", "known by name alone: linked to what is in the book"),
        ("unnamed", "customer", "known by number alone, until the file of the customers comes"),
        ("history", "sale", "over a month old: history, which hangs no agenda and owes nothing"),
        ("settled", "invoice", "paid since, the file does not say when: no longer due"),
        ("former", "former customer", "by the file's word: kept off the book"),
        ("became", "lead", "converted since: the person that they became"),
        (
            "finished",
            "follow-up",
            "open in the book and done in this file: done, and filed as a touch",
        ),
        ("closed", "follow-up", "due over a month ago: kept in the history, not to be done"),
    ):
        if counts.get(key):
            yield f"{count(counts[key], noun)} {said}"
