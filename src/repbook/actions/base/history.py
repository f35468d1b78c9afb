"""Undo, redo, and the named steps that led here."""

from __future__ import annotations

from ...domain.spine.model import Change
from ...storage.book import journal
from ...storage.book.book import Book
from ...storage.book.journal import Step


def undo(book: Book, operation_id: int | None = None) -> Change:
    """Take back the newest step, or the one given.

    Raises ``NotFound`` where there is none, ``Conflict`` where a later step touched the same rows.
    """
    return journal.undo(book, operation_id)


def redo(book: Book) -> Change:
    """Do again what was undone last. Raises ``NotFound`` or ``Conflict``."""
    return journal.redo(book)


def steps(book: Book, customer_id: int | None = None) -> tuple[Step, ...]:
    """The newest steps first, of the whole book or of one customer."""
    return journal.history(book, customer_id)
