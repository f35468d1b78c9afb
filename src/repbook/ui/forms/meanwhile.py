"""A row that somebody else changed while its form was open: both versions are seen before one of them stands (F68)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ...errors import Conflict
from ...storage.views.edit_form import row as read_row
from ...wording import clean

if TYPE_CHECKING:
    from ...domain.spine.model import Change
    from ...storage.book.book import Book

MOST_SHOWN = 60
"""Letters of what it says now that are shown."""


class Seen:
    """A row as a form began with it."""

    def __init__(self, table: str, row_id: int, row: dict[str, Any]) -> None:
        self.table, self.row_id, self.row = table, row_id, row

    def guard(
        self, save: Callable[[Book], Change], names: Iterable[str]
    ) -> Callable[[Book], Change]:
        """``save``, unless a column among ``names`` says something else by now.

        Raises ``Conflict`` that says what; the next save stands, and the history keeps what it takes the place of.
        """
        ours = tuple(names)

        def unless_changed(book: Book) -> Change:
            now = read_row(book, self.table, self.row_id)
            theirs = [
                name for name in ours if now and name in now and now[name] != self.row.get(name)
            ]
            if theirs:
                self.row = now
                said = clean(str(now[theirs[0]] or "nothing"))[:MOST_SHOWN]
                raise Conflict(
                    f"meanwhile it was changed elsewhere: {theirs[0].replace('_', ' ')} says “{said}”",
                    "save again to have yours stand; the history keeps the other",
                )
            return save(book)

        return unless_changed
