"""Which customer is meant by a name as typed."""

from __future__ import annotations

from ...storage.book.book import Book
from ...storage.finding.naming import Resolved, resolve
from ..console import Console


def one_customer(console: Console, book: Book, name: str) -> Resolved:
    """The one customer who is meant; by which person they were found is said beside the result.

    Raises ``InvalidInput`` where there is none, or where several may be meant, naming them.
    """
    found = resolve(book, name)
    if found.person:
        console.note(str(found))
    return found
