"""Undo, redo, and the named steps that led here."""

from __future__ import annotations

from ...domain.spine.model import Change
from ...storage.book import journal
from ...storage.book.book import Book
from ...storage.book.journal import Step
from ...storage.large import turning
from ...storage.large.turning import Told
from ...storage.rows.steps import all_on_their_way


def undo(book: Book, operation_id: int | None = None, *, told: Told | None = None) -> Change:
    """Take back the newest step, or the one given; a large one a little at a time, of which ``told`` hears.

    Raises ``NotFound`` where there is none, ``Conflict`` where a later step touched the same rows.
    """
    if takes_long(book, operation_id, back=True):
        return turning.turn(book, operation_id, back=True, told=told)
    return journal.undo(book, operation_id)


def redo(book: Book, *, told: Told | None = None) -> Change:
    """Do again what was undone last, as ``undo`` does. Raises ``NotFound`` or ``Conflict``."""
    if takes_long(book, back=False):
        return turning.turn(book, back=False, told=told)
    return journal.redo(book)


def steps(book: Book, customer_id: int | None = None) -> tuple[Step, ...]:
    """The newest steps first, of the whole book or of one customer."""
    return journal.history(book, customer_id)


def takes_long(book: Book, operation_id: int | None = None, *, back: bool) -> bool:
    """Whether undo (``back``), or redo, would turn so many rows that nobody should wait for it."""
    return turning.is_large(book, operation_id, back=back)


def is_left(book: Book) -> bool:
    """Whether rows of a step are on their way, and perhaps nobody is at it."""
    return bool(all_on_their_way(book.connection))


def finish_what_was_left(book: Book, *, told: Told | None = None) -> None:
    """Have them come, or go, unless somebody is at it."""
    turning.finish_what_was_left(book, told)
