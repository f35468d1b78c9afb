"""Files brought in by whoever shows them first: tried on a copy of the book, then filed into the book itself.

Both open the book anew, for a thread of their own, and keep nobody from it for longer than a moment. What raises
in ``progress`` ends it, and nothing is filed; once rows come into the book, of which ``placing`` hears, all do.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from ...domain.spine.rules import Rules
from ...errors import BadFile, RepbookError
from ...interchange.reading.records import Parsed
from ...storage.book.book import Book
from ...storage.book.book_file import BookFile
from ...storage.large.carrying import BookChanged
from ...storage.large.left_behind import PREFIX
from ...storage.safety.backup_copies import backup
from ...storage.safety.opening import open_book
from ..changes.differences import Answers
from .filing import ImportReport, Progress, file_all
from .large_files import Aside, file_in, is_large

if TYPE_CHECKING:
    from ...clock import Clock


class Found(NamedTuple):
    """What came, or would come, of the files: a report each, in their order. ``unkept`` says why no backup
    could be made first; ``aside`` is where large files were tried, to be carried over or closed.
    """

    reports: tuple[ImportReport, ...]
    unkept: str = ""
    aside: Aside | None = None


class Stopped(RepbookError):
    """The rep has stopped an import before it was filed; ``read`` says how much of the files was read."""

    def __init__(self, read: str = "") -> None:
        had = f" (read: {read})" if read else ""
        super().__init__(f"stopped: nothing was filed{had}", "the book is as it was")


def was_filed(book: Book, op_id: str) -> bool:
    """Whether a step that was broken off is in the book all the same: it was just done."""
    book.rollback()
    return book.row("SELECT 1 FROM operations WHERE op_id = ?", (op_id,)) is not None


def back_up_first(book: BookFile) -> str:
    """Back the book up before an import; why that could not be done, "" where it was."""
    try:
        backup(book, reason="before-import")
    except BadFile as error:
        return f"no backup was made first: {error}"
    return ""


def trial(
    path: Path,
    clock: Clock,
    files: Sequence[Parsed],
    *,
    answers: Answers | None = None,
    progress: Progress | None = None,
    rules: Rules,
) -> Found:
    """What filing these files would do, found out on a copy of the book at ``path``.

    That of large files is kept, ``aside``: filing them need not do all of it once more.
    """
    filed: dict[str, Any] = {"answers": answers, "progress": progress, "rules": rules}
    with open_book(path, clock, by="app") as book:
        if is_large(files):
            aside = Aside(book, files, uuid4().hex, **filed)
            return Found(aside.reports, aside=aside)
        with TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder:
            copy = Path(folder) / "trial.db"
            backup(book, copy, reason="trial")
            with open_book(copy, clock) as tried:
                return Found(file_all(tried, files, dry_run=True, **filed))


def bring_in(
    path: Path,
    clock: Clock,
    files: Sequence[Parsed],
    *,
    aside: Aside | None = None,
    answers: Answers | None = None,
    progress: Progress | None = None,
    placing: Progress | None = None,
    rules: Rules,
) -> Found:
    """File these files into the book at ``path``, backed up before, in one step.

    Returns what came of it, with why no backup could be made first ("" where one was). What a trial has kept
    ``aside`` with the same answers is carried over, unless the book was changed since where the files have their say.
    """
    with open_book(path, clock, by="app") as book:
        unkept = back_up_first(book)
        if aside and aside.still_fits(book):
            with suppress(BookChanged):
                aside.carry_over(book, placing)
                return Found(aside.reports, unkept)
        reports = file_in(
            book, files, answers=answers, progress=progress, placing=placing, rules=rules
        )
        return Found(reports, unkept)
