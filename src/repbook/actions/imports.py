"""Filing what another program's file says: all of it or nothing, one undo step, never twice (F95).

An import brings history, not debts (§7): an old sale hangs nothing, a younger one only the steps still
ahead and one question about those that have passed, and a task long overdue is kept but closed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..domain.model import Change
from ..domain.rules import DEFAULT, Rules
from ..interchange.records import Parsed, RowProblem
from ..storage.book import Book
from ..wording import clean

Progress = Callable[[int, int], None]
"""Called with how many records are done and how many there are; raising ends the import, traceless."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    ``added`` counts new rows by table, ``known`` the records that were in the book already;
    ``problems`` are rows of the file that could not be taken, ``notices`` what the rep should know.
    """

    change: Change
    added: dict[str, int]
    known: int
    problems: tuple[RowProblem, ...]
    notices: tuple[str, ...]


class _Enough(Exception):  # noqa: N818 - it is no error: a trial run ends here
    """Ends a trial run before anything is written."""


def file_in(
    book: Book,
    parsed: Parsed,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    rules: Rules = DEFAULT,
    op_id: str | None = None,
) -> ImportReport:
    """File a whole parsed file. ``dry_run`` does all of it and writes nothing.

    Rows are recognised by the program's family, their sort, and their external id, whichever of the
    program's files they come in; a customer whom the book knows only by the same name is linked.
    """
    from .filing import Filing

    label = f"import {clean(Path(parsed.path).name)} ({parsed.program_name})"
    change = Change("", label)
    try:
        with book.write(label, op_id=op_id) as work:
            filing = Filing(work, parsed, rules, progress or (lambda _done, _all: None))
            filing.run()
            if dry_run:
                raise _Enough
        change = work.change
    except _Enough:
        pass
    return ImportReport(
        change,
        {table: count for table, count in filing.added.items() if count},
        filing.known,
        (*parsed.problems, *filing.problems),
        (*parsed.notices, *filing.notices()),
    )
